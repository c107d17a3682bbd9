"""The lines of the grids of plans: what stands in them for some years or a day, and what a new row would hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.figures import plans, registers
from db.store import Store
from desktop.domain.reports import mentor_reports
from desktop.domain.reports.periods import Period, parse_words, year
from desktop.services.reports import settings

WHOLE_OFFICE = "Toàn đảng bộ"


@dataclass(frozen=True)
class Line:
    """One line of a grid: its words, the key of its row (None while there is none), what stands in it, and what a new
    row holds besides what is typed."""

    label: str
    row_id: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)


def quotas(store: Store, period: Period) -> list[Line]:
    """For the office, its cells, and the committee members in charge: the quota of exactly these years."""
    years: dict[str, Any] = {"first_year": period.first.year, "last_year": period.last.year}
    held = {(row.party_cell_id, row.member_in_charge or ""): row for row in store.list("quota", **years)}
    cells = plans.active_cells(store, period.first.isoformat(), period.last.isoformat())
    charges = sorted({cell.member_in_charge for cell in cells if cell.member_in_charge})
    scopes = [(WHOLE_OFFICE, None, "")] + [(cell.name, cell.id, "") for cell in cells]
    scopes += [(f"Phụ trách: {name}", None, name) for name in charges]
    lines = []
    for label, cell_id, charge in scopes:
        row = held.get((cell_id, charge))
        fixed = years | {"party_cell_id": cell_id, "member_in_charge": charge or None}
        kind = "term_total" if period.first.year != period.last.year else "number"
        lines.append(Line(label, row.id, row, fixed) if row is not None else Line(label, None, {"kind": kind}, fixed))
    return lines


def stock(store: Store, day: str) -> list[Line]:
    """For the office and its cells: the members typed for exactly this day."""
    held = {row.party_cell_id: row for row in store.list("member_stock", counted_on=day)}
    return _by_cell(store, day, held, {"counted_on": day})


def surveys(store: Store, period: Period) -> list[Line]:
    """For the office and its cells: the survey of the last year of the period."""
    last = period.last.year
    held = {row.party_cell_id: row for row in store.list("source_survey", year=last)}
    return _by_cell(store, period.last.isoformat(), held, {"year": last})


def villages(store: Store, day: str) -> list[Line]:
    """The villages and units of a day, each with its state then."""
    lines = []
    for row in plans.villages_on(store, day):
        state = store.get("village_status", row.state_id) if row.state_id is not None else {}
        lines.append(
            Line(
                row.name,
                row.id,
                {**state, "kind": row.kind, "name": row.name, "starts_on": row.founded_on, "ends_on": row.closed_on},
            )
        )
    return lines


def commendations(store: Store, period: Period) -> list[Line]:
    """The commendations of a period."""
    first, last = period.first.isoformat(), period.last.isoformat()
    return [Line(row.recipient, row.id, row) for row in registers.commendations(store, first, last)]


def calendar(store: Store, period: Period) -> list[Line]:
    """What is to be done in a period, and every year on one of its days."""
    rows = store.list("calendar_entry", order="due_on id")
    return [
        Line(row.title, row.id, row) for row in rows if period.holds(row.due_on) or _returns(row.due_on, row, period)
    ]


def reports_of_mentors(store: Store, period: Period, today: date) -> list[Line]:
    """The reports of mentors that are due in a period, with those that came in."""
    first, last = period.first.isoformat(), period.last.isoformat()
    months = settings.mentor_months(store)
    held = {
        (row.dossier_id, row.party_member_id, row.ends_on): row
        for row in store.list("mentor_report")
        if period.holds(row.ends_on)
    }
    lines: dict[tuple[Any, ...], Line] = {}
    for each in mentor_reports.due(registers.assignments(store, first, last), period, months, today):
        row = each.assignment
        days = {"starts_on": each.first, "ends_on": each.last}
        own = held.get(each.key)
        fixed = {"dossier_id": row.dossier_id, "party_member_id": row.party_member_id, **days}
        about = {"mentor": row.mentor, "cell": row.cell or "", "ends_on": days["ends_on"]}
        values = {**own, **about} if own is not None else about
        lines[each.key] = Line(row.full_name, own.id if own is not None else None, values, fixed)
    return list(lines.values())


def read_years(text: str) -> Period:
    """The whole years of a typed period. Raises BadValue."""
    found = parse_words(text)
    return Period(year(found.first.year).first, year(found.last.year).last)


def _by_cell(store: Store, day: str, held: Mapping[int | None, Any], fixed: Mapping[str, Any]) -> list[Line]:
    cells = [(WHOLE_OFFICE, None), *((cell.name, cell.id) for cell in plans.active_cells(store, day, day))]
    lines = []
    for label, cell_id in cells:
        row = held.get(cell_id)
        own = {**fixed, "party_cell_id": cell_id}
        lines.append(Line(label, row.id if row is not None else None, row if row is not None else {}, own))
    return lines


def _returns(day: str, row: Any, period: Period) -> bool:
    return bool(row.every_year) and any(period.holds(f"{number}{day[4:]}") for number in period.years)
