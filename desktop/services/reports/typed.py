"""Figures typed for a period: which a report has, what was typed for it, and keeping them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from db.changes import Changes
from db.choices import CLASS_KIND
from db.store import Store
from desktop.domain import plans
from desktop.domain.reports.model import Line, Report
from desktop.domain.reports.periods import Period, words
from desktop.domain.reports.progress import counted_as
from desktop.domain.validation import Invalid
from desktop.services.reports import resources

# How the names of figures begin; lines of classes, people and periods have other keys.
_ROOTS = frozenset(
    "admitted members arrived left restored deceased expelled struck_off resigned grassroots_committees"
    " grassroots_cells villages units".split()
)
_PRESS, _PROGRESS, _TOTAL = "press", "progress", "total"
# What the report in words tells without a line of its own.
_TOLD = {
    "members.after": "Đảng viên cuối kỳ",
    **{f"classes.{kind}": f"Số lớp {label.lower()}" for kind, label in CLASS_KIND.items()},
    **{f"learners.{kind}": f"Người học lớp {label.lower()}" for kind, label in CLASS_KIND.items()},
    "villages": "Thôn, bản, tổ dân phố",
    "villages.own": "Thôn, bản có chi bộ riêng",
    "villages.joint": "Thôn, bản sinh hoạt ghép",
    "villages.head_is_member": "Trưởng thôn là đảng viên",
}


@dataclass(frozen=True)
class Typable:
    """A figure that may be typed: its key and words, what the report says, what was typed for exactly this period.

    The key is the name of the figure; of a cell's own, with the key of the cell behind @.
    """

    name: str
    label: str
    shown: str
    value: int | None
    share: str | None


def typable(store: Store, report: Report) -> list[Typable]:
    """The figures of a report in their order, each once."""
    days: dict[str, Any] = _days(report.period)
    held = {_key(row.name, row.party_cell_id): row for row in store.list("typed_figure", **days)}
    found: dict[str, Typable] = {}
    for key, label, shown in _figures(store, report):
        if key not in found:
            row = held.get(key)
            value, share = (row.value, row.published_share) if row is not None else (None, None)
            found[key] = Typable(key, label, shown, value, share)
    return list(found.values())


def type_figures(store: Store, period: Period, figures: Mapping[str, tuple[str, str]]) -> Changes:
    """Keep figures for a period as they were typed: number and published share by key; blank takes one back.

    Raises Invalid.
    """
    days = _days(period)
    problems: dict[str, str] = {}
    with store.action(f"Gõ số liệu {words(period)}") as action:
        for key, (value, share) in figures.items():
            name, _, cell = key.partition("@")
            scope: dict[str, Any] = {"name": name, "party_cell_id": int(cell) if cell else None, **days}
            held = store.find("typed_figure", **scope)
            if not value.strip():
                if held is not None:
                    action.delete("typed_figure", held.id)
                continue
            try:
                wanted = plans.check("typed_figure", {**scope, "value": value, "published_share": share})
            except Invalid as error:
                problems[key] = " ".join(error.problems.values())
                continue
            if held is None:
                action.insert("typed_figure", wanted)
            else:
                action.update("typed_figure", held.id, wanted)
        if problems:
            raise Invalid(problems)
    return action.changes


def _figures(store: Store, report: Report) -> Iterator[tuple[str, str, str]]:
    """Key, words and shown number of everything in a report that may be typed."""
    kind = resources.find(report.name).kind
    cells = {cell.uid: cell.id for cell in store.list("party_cell")} if kind == _PROGRESS else {}
    for table in report.tables:
        place = next((place for place, column in enumerate(table.columns) if column.key == "value"), 0)
        for line in table.lines if not table.counts_lines else ():
            key = _key_of_progress(line, cells) if kind == _PROGRESS else _key_of(line)
            if line.cells and key:
                yield key, line.label, line.cells[place].text
    if kind == _PRESS:
        for name, label in _TOLD.items():
            yield name, label, ""


def _key_of(line: Line) -> str:
    """The key of the figure in a line; nothing for lines that are no figure of the period."""
    return line.key if line.key.partition(".")[0] in _ROOTS and not line.key.endswith(".mean") else ""


def _key_of_progress(line: Line, cells: Mapping[str, int]) -> str:
    """The same where lines are of cells, their groups, and the office; members in charge have none of their own."""
    root, _, group = line.key.partition(".")
    return _key(counted_as(group), cells.get(root)) if root in cells or root == _TOTAL else ""


def _key(name: str, cell_id: int | None) -> str:
    return name if cell_id is None else f"{name}@{cell_id}"


def _days(period: Period) -> dict[str, str]:
    return {"starts_on": period.first.isoformat(), "ends_on": period.last.isoformat()}
