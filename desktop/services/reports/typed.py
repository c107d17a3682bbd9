"""Figures typed for a period: which a report has, what was typed for it, and keeping them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.changes import Changes
from db.store import Store
from desktop.domain import plans
from desktop.domain.reports.model import Report
from desktop.domain.reports.periods import Period, words
from desktop.domain.validation import Invalid


@dataclass(frozen=True)
class Typable:
    """A figure that may be typed: its name and words, what the report says, what was typed for exactly this period."""

    name: str
    label: str
    shown: str
    value: int | None
    share: str | None


def typable(store: Store, report: Report) -> list[Typable]:
    """The figures of a report in their order, each once; of the office as a whole."""
    equals: dict[str, Any] = _days(report.period)
    held = {row.name: row for row in store.list("typed_figure", party_cell_id=None, **equals)}
    found: dict[str, Typable] = {}
    for table, line in report.lines():
        if line.cells and line.person_id is None and not table.counts_lines and line.key not in found:
            name = "admitted" if line.key == "total" else line.key
            row = held.get(name)
            value, share = (row.value, row.published_share) if row is not None else (None, None)
            found[line.key] = Typable(name, line.label, line.cells[0].text, value, share)
    return list(found.values())


def type_figures(store: Store, period: Period, figures: Mapping[str, tuple[str, str]]) -> Changes:
    """Keep figures of the office for a period as they were typed: number and published share by name; blank takes one
    back. Raises Invalid."""
    days = _days(period)
    problems: dict[str, str] = {}
    with store.action(f"Gõ số liệu {words(period)}") as action:
        for name, (value, share) in figures.items():
            held = store.find("typed_figure", name=name, party_cell_id=None, **days)
            if not value.strip():
                if held is not None:
                    action.delete("typed_figure", held.id)
                continue
            try:
                wanted = plans.check("typed_figure", {"name": name, "value": value, "published_share": share, **days})
            except Invalid as error:
                problems[name] = " ".join(error.problems.values())
                continue
            if held is None:
                action.insert("typed_figure", wanted)
            else:
                action.update("typed_figure", held.id, wanted)
        if problems:
            raise Invalid(problems)
    return action.changes


def _days(period: Period) -> dict[str, str]:
    return {"starts_on": period.first.isoformat(), "ends_on": period.last.isoformat()}
