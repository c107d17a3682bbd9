"""A completed report as it is kept: numbers and words apart from people, so that somebody erased is erased from it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.domain.reports.model import Cell, Chart, Column, Finding, Line, Report, Table, Value
from desktop.domain.reports.periods import Period

GONE = "(đã xóa)"
_PLAIN = ("name", "title", "form", "guidance", "certainty", "is_landscape")


@dataclass(frozen=True)
class Mention:
    """One person in a report: in which line or cell ("table.line", "table.line.cell"), and what a line says of them."""

    line: str
    person_id: int
    cells: str | None = None


def pack(report: Report) -> tuple[str, list[Mention]]:
    """The report without anybody's name, as JSON, and who stands in it."""
    mentions: list[Mention] = []
    tables = [_pack_table(place, table, mentions) for place, table in enumerate(report.tables)]
    mentions += [
        Mention(f"finding.{place}", person)
        for place, finding in enumerate(report.findings)
        for person in finding.people
    ]
    content = {
        **{name: getattr(report, name) for name in _PLAIN},
        "period": _pack_period(report.period),
        "previous": _pack_period(report.previous),
        "signers": report.signers,
        "sentences": report.sentences,
        "notes": report.notes,
        "findings": [[finding.sentence, finding.key] for finding in report.findings],
        "charts": [asdict(chart) for chart in report.charts],
        "tables": tables,
    }
    return json.dumps(content, ensure_ascii=False), mentions


def unpack(content: str, mentions: Iterable[Mention]) -> Report:
    """The report as it was completed; lines of people erased since are empty."""
    held = json.loads(content)
    about: dict[str, list[Mention]] = {}
    for mention in mentions:
        about.setdefault(mention.line, []).append(mention)
    plain = {name: held[name] for name in _PLAIN}
    plain |= {name: tuple(held[name]) for name in ("signers", "sentences", "notes")}
    return Report(
        **plain,
        period=_unpack_period(held["period"]),
        previous=_unpack_period(held["previous"]),
        findings=tuple(
            Finding(sentence, key, _people(about, f"finding.{place}"))
            for place, (sentence, key) in enumerate(held["findings"])
        ),
        charts=tuple(_unpack_chart(chart) for chart in held["charts"]),
        tables=tuple(_unpack_table(place, table, about) for place, table in enumerate(held["tables"])),
    )


def _pack_table(place: int, table: Table, mentions: list[Mention]) -> dict[str, Any]:
    lines: list[list[Any]] = []
    for number, line in enumerate(table.lines):
        where = f"{place}.{number}"
        cells = [_pack_cell(cell) for cell in line.cells]
        mentions += [
            Mention(f"{where}.{column}", person) for column, cell in enumerate(line.cells) for person in cell.people
        ]
        if line.person_id is not None:
            mentions.append(Mention(where, line.person_id, json.dumps([line.label, cells], ensure_ascii=False)))
            lines.append([line.key, None, [], line.level, line.style])
        else:
            lines.append([line.key, line.label, cells, line.level, line.style])
    head = {name: getattr(table, name) for name in ("title", "heading", "label_width", "counts_lines", "empty")}
    return head | {"columns": [asdict(column) for column in table.columns], "lines": lines}


def _unpack_table(place: int, held: Mapping[str, Any], about: Mapping[str, list[Mention]]) -> Table:
    columns = tuple(Column(**column) for column in held["columns"])
    lines = tuple(_unpack_lines(place, held["lines"], len(columns), about))
    head = {name: held[name] for name in ("title", "heading", "label_width", "counts_lines", "empty")}
    return Table(columns, lines, **head)


def _unpack_lines(place: int, held: list[Any], width: int, about: Mapping[str, list[Mention]]) -> Iterator[Line]:
    for number, (key, label, cells, level, style) in enumerate(held):
        where = f"{place}.{number}"
        own = next(iter(about.get(where, ())), None)
        said = [label, cells] if label is not None else json.loads((own.cells if own is not None else None) or "null")
        words, packed = said or (GONE, [[None, ""]] * width)
        unpacked = tuple(_unpack_cell(cell, _people(about, f"{where}.{column}")) for column, cell in enumerate(packed))
        yield Line(key, words, unpacked, level, style, own.person_id if own is not None else None)


def _people(about: Mapping[str, list[Mention]], where: str) -> tuple[int, ...]:
    return tuple(mention.person_id for mention in about.get(where, ()))


def _pack_cell(cell: Cell) -> list[Any]:
    packed = [_pack_value(cell.value), cell.text]
    if cell.typed or cell.whole is not None:
        packed += [cell.typed, _pack_value(cell.part), _pack_value(cell.whole)]
    return packed


def _unpack_cell(held: list[Any], people: tuple[int, ...]) -> Cell:
    value, text, typed, part, whole = [*held, False, None, None][:5]
    return Cell(_unpack_value(value), text, people, typed, _unpack_value(part), _unpack_value(whole))


def _pack_value(value: Value) -> Any:
    return {"decimal": str(value)} if isinstance(value, Decimal) else value


def _unpack_value(held: Any) -> Any:
    return Decimal(held["decimal"]) if isinstance(held, dict) else held


def _unpack_chart(held: Mapping[str, Any]) -> Chart:
    series = tuple((name, tuple(values)) for name, values in held["series"])
    return Chart(held["title"], tuple(held["labels"]), series, held["is_lying"])


def _pack_period(period: Period) -> list[str]:
    return [period.first.isoformat(), period.last.isoformat()]


def _unpack_period(held: list[str]) -> Period:
    first, last = map(date.fromisoformat, held)
    return Period(first, last)
