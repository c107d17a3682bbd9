"""Villages and units: with an own cell, joined to another, without any; heads who are members; also a year before."""

from collections.abc import Iterable, Mapping, Sequence

from db.choices import VILLAGE_CELL, VILLAGE_KIND
from db.records import Record
from desktop.domain.reports.counting import Counts
from desktop.domain.reports.forms import COLUMNS, figure_cell, share_cell
from desktop.domain.reports.lists import Field, number_field, rows_table
from desktop.domain.reports.model import Cell, Column, Figure, Finding, Line, Rounding, Table
from desktop.vietnamese import show_number

_OF_WHOLE = Column("whole_share", "% của tổng số", 1.0, "percent")
_FIELDS = (
    Field("kind", "Loại", 1.2, lambda value: VILLAGE_KIND.get(value, "")),
    Field("cell", "Tổ chức đảng", 1.3, lambda value: VILLAGE_CELL.get(value, "")),
    Field("cell_name", "Thuộc chi bộ", 1.5),
    number_field("members", "Đảng viên", 0.8),
    Field("head", "Trưởng thôn, người đứng đầu", 1.5),
    Field("head_is_member", "Là đảng viên", 0.8, lambda value: "Có" if value else "Không"),
    Field("predecessors", "Nhập, chia từ", 1.4),
)


class Villages:
    """The counts of one day: `villages` for the villages, `villages.own` and so on, the same for each kind of unit."""

    def __init__(self, rows: Sequence[Record], counts: Counts) -> None:
        self.rows = rows
        held: dict[str, int] = {}
        for kind in VILLAGE_KIND:
            held |= _counts_of(_name(kind), [row for row in rows if row.kind == kind])
        self.figures = {name: _typed_or(counts, name, value) for name, value in held.items()}


def _name(kind: str) -> str:
    return "villages" if kind == "village" else f"units.{kind}"


def _counts_of(name: str, rows: Sequence[Record]) -> dict[str, int]:
    found = {name: len(rows)}
    found |= {f"{name}.{cell}": sum(row.cell == cell for row in rows) for cell in VILLAGE_CELL}
    found[f"{name}.unknown"] = sum(row.cell is None for row in rows)
    found[f"{name}.head_is_member"] = sum(row.head_is_member == 1 for row in rows)
    found[f"{name}.without_members"] = sum(row.members == 0 for row in rows)
    return found


def _typed_or(counts: Counts, name: str, value: int) -> Figure:
    typed = counts.figure(name)
    return typed if typed.value is not None else Figure(value)


def tables(now: Villages, before: Villages, rounding: Rounding) -> tuple[Table, Table]:
    """The numbers by kind with last year's, and the list of all of them."""
    columns = (COLUMNS[0], _OF_WHOLE, *COLUMNS[1:])
    lines = [line for kind in VILLAGE_KIND for line in _lines(kind, now.figures, before.figures, rounding)]
    listed = rows_table(now.rows, _FIELDS, "Danh sách", "Thôn, đơn vị", "name")
    return Table(columns, tuple(lines), "Tổng hợp"), listed


def _lines(kind: str, now: Mapping[str, Figure], before: Mapping[str, Figure], rounding: Rounding) -> Iterable[Line]:
    name = _name(kind)
    if not now[name].value and not before[name].value:
        return
    yield _line(name, VILLAGE_KIND[kind], name, now, before, rounding, is_total=True)
    parts = {f"{name}.{cell}": label for cell, label in VILLAGE_CELL.items()}
    parts[f"{name}.unknown"] = "Chưa ghi"
    parts[f"{name}.head_is_member"] = "Người đứng đầu là đảng viên"
    parts[f"{name}.without_members"] = "Chưa có đảng viên"
    for part, label in parts.items():
        if now[part].value or before[part].value:
            yield _line(part, label, name, now, before, rounding)


def _line(
    key: str,
    label: str,
    whole: str,
    now: Mapping[str, Figure],
    before: Mapping[str, Figure],
    rounding: Rounding,
    is_total: bool = False,
) -> Line:
    cells = (
        figure_cell(now[key]),
        Cell() if is_total else share_cell(now[key], now[whole], rounding),
        figure_cell(before[key]),
        share_cell(now[key], before[key], rounding),
    )
    return Line(key, label, cells, 0 if is_total else 1, "total" if is_total else "part")


def findings(now: Villages) -> Iterable[Finding]:
    """Villages whose parts do not add up, where figures were typed."""
    for kind, label in VILLAGE_KIND.items():
        name = _name(kind)
        whole = now.figures[name]
        parts = [now.figures[f"{name}.{cell}"] for cell in (*VILLAGE_CELL, "unknown")]
        total = sum(part.number for part in parts)
        if whole.typed and total > whole.number:
            yield Finding(
                f"{label}: có chi bộ riêng, sinh hoạt ghép và chưa có tổ chức đảng cộng lại {show_number(total)}, "
                f"quá tổng số {show_number(whole.number)}.",
                name,
            )
