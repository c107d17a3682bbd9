"""The shape of a report: tables of lines with figures that know their people, sentences, charts, what does not fit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from desktop.domain.reports.periods import Period
from desktop.vietnamese import show_share

Value = int | Decimal | str | None
Kind = Literal["text", "number", "percent", "date"]
Style = Literal["plain", "heading", "total", "part"]
TYPED_MARK = "*"


@dataclass(frozen=True)
class Rounding:
    """How shares are written: rounded half up or truncated, to so many decimals, with or without zeros at the end."""

    rounding: str = "half_up"
    decimals: int = 2
    keeps_zeros: bool = False

    def share(self, part: int | Decimal, whole: int | Decimal | None) -> str:
        """A part of a whole in per cent, without the sign; nothing for a whole of nothing."""
        if not whole:
            return ""
        return show_share(Decimal(part) * 100 / Decimal(whole), self.decimals, self.rounding, self.keeps_zeros)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the people behind it; `value` is None where nobody knows. `typed` was not counted by the program."""

    value: int | Decimal | None
    people: tuple[int, ...] = ()
    typed: bool = False

    @property
    def number(self) -> int | Decimal:
        """The number for adding up: nothing known counts as nothing."""
        return self.value or 0


NOBODY_KNOWS = Figure(None)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place: the value, how it is written, whom it is about; a share knows its part and whole."""

    value: Value = None
    text: str = ""
    people: tuple[int, ...] = ()
    typed: bool = False
    part: int | Decimal | None = None
    whole: int | Decimal | None = None


@dataclass(frozen=True)
class Column:
    """One column: its key, its heading, its share of the width."""

    key: str
    heading: str
    width: float = 1.0
    kind: Kind = "number"


class Line(NamedTuple):
    """One line: a key that stays the same from period to period, its words, and a cell for each column.

    Lists have tens of thousands of them, and a named tuple is made five times as fast as a frozen class.
    """

    key: str
    label: str
    cells: tuple[Cell, ...] = ()
    level: int = 0
    style: Style = "plain"
    person_id: int | None = None


@dataclass(frozen=True)
class Table:
    """A table; the words of its lines stand in the first column, headed `heading`."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    title: str = ""
    heading: str = "Tiêu chí"
    label_width: float = 4.0
    counts_lines: bool = False  # whether the lines are numbered, as in a list
    empty: str = "Không có."


@dataclass(frozen=True)
class Chart:
    """Bars side by side for each label, one for each series; `limits` are marks across the bars, as a quota."""

    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    is_lying: bool = False  # bars from left to right, for long labels


@dataclass(frozen=True)
class Finding:
    """Two numbers that do not fit together: said, never changed."""

    sentence: str
    key: str = ""
    people: tuple[int, ...] = ()


@dataclass(frozen=True)
class Report:
    """One report of one period."""

    name: str
    title: str
    period: Period
    previous: Period
    tables: tuple[Table, ...] = ()
    sentences: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    form: str = ""
    guidance: str = ""
    certainty: str = ""
    signers: tuple[str, ...] = ()
    is_landscape: bool = False
    head: tuple[str, ...] = field(default=())  # at the left above the title: who reports

    def lines(self) -> Iterator[tuple[Table, Line]]:
        """Every line with its table."""
        for table in self.tables:
            for line in table.lines:
                yield table, line

    def line_of(self, written: str) -> tuple[int, int] | None:
        """The table and the line that stand so on paper, in one row of words; the label may go on in a next row."""
        for place, table in enumerate(self.tables):
            for number, line in enumerate(table.lines):
                cells = " ".join(each for cell in line.cells for each in (_shown(cell).split() if cell.text else ()))
                start = written.removesuffix(cells).removeprefix(f"{number + 1} " if table.counts_lines else "")
                if cells and written.endswith(cells) and start.strip() and line.label.startswith(start.strip()):
                    return place, number
        return None

    def cell(self, key: str, column: str) -> Cell:
        """The cell of a line and a column; raises KeyError."""
        for table, line in self.lines():
            if line.key == key and line.cells:
                return dict(zip((each.key for each in table.columns), line.cells, strict=True))[column]
        raise KeyError(key)


def plain(report: Report) -> dict[str, Any]:
    """The report as the terminal and open data show it; shares are texts as they are printed, without the sign."""
    return {
        "rows": [_plain_line(table, line) for table, line in report.lines()],
        "report": report.name,
        "title": report.title,
        "first_day": report.period.first.isoformat(),
        "last_day": report.period.last.isoformat(),
        "form": report.form,
        "guidance": report.guidance,
        "certainty": report.certainty,
        "sentences": list(report.sentences),
        "findings": [finding.sentence for finding in report.findings],
    }


def lines(report: Report) -> list[str]:
    """The report for a reader of the terminal: a line for each line, its cells apart."""
    told = [report.title, *report.sentences]
    for table in report.tables:
        told += ["", "\t".join([table.title or table.heading, *(column.heading for column in table.columns)])]
        told += [
            "\t".join(["  " * each.level + each.label, *(_shown(cell) for cell in each.cells)]) for each in table.lines
        ]
    return told


def _shown(cell: Cell) -> str:
    return f"{cell.text}{TYPED_MARK}" if cell.typed and cell.text else cell.text


def _plain_line(table: Table, line: Line) -> dict[str, Any]:
    told: dict[str, Any] = {"key": line.key, "label": line.label, "value": None, "previous": None, "percent": None}
    if table.title:
        told["table"] = table.title
    for column, cell in zip(table.columns, line.cells, strict=False):
        told[column.key] = _plain_value(cell) if column.kind != "percent" else cell.text or None
        if column.key == "percent" and cell.whole:
            told |= {"part": _number(cell.part), "whole": _number(cell.whole)}
    if any(cell.typed for cell in line.cells):
        told["typed"] = True
    return told


def _plain_value(cell: Cell) -> Any:
    return _number(cell.value) if isinstance(cell.value, Decimal) else cell.value


def _number(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
