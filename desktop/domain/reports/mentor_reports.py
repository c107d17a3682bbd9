"""Reports of mentors: the periods that have run out, and which of them nobody handed in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from db.records import Record
from desktop.domain.calendar import add_months
from desktop.domain.reports.lists import CELL, Field, date_field, people_table
from desktop.domain.reports.model import Table
from desktop.domain.reports.periods import Period

_FIELDS = (
    Field("mentor", "Đảng viên giúp đỡ", 1.8),
    CELL,
    date_field("starts_on", "Kỳ từ"),
    date_field("ends_on", "Kỳ đến"),
)


@dataclass(frozen=True)
class Due:
    """One report that is due: of which assignment, for which days."""

    assignment: Record
    first: date
    last: date


def due(assignments: Iterable[Record], period: Period, months: int, today: date) -> Iterator[Due]:
    """The reports of assignments for every period of so many months (0: none) that ran out within the reporting period.

    A mentor who helped only a part of a period reports on that part, unless it was less than a month.
    """
    for stretch in _stretches(period, months) if months else ():
        if stretch.last >= today:
            continue
        for row in assignments:
            first = max(stretch.first, date.fromisoformat(row.started_on))
            ends = [date.fromisoformat(day) for day in (row.ended_on, row.closed_on) if day]
            last = min([stretch.last, *ends])
            if last >= add_months(first, 1) - timedelta(1):
                yield Due(row, stretch.first, stretch.last)


def missing(dues: Iterable[Due], given: Iterable[Record]) -> list[Due]:
    """The due reports for which none was handed in."""
    held = {(row.dossier_id, row.party_member_id, row.ends_on) for row in given if row.given_on}
    # A mentor assigned anew within a period still writes one report of it.
    wanted = {
        (each.assignment.dossier_id, each.assignment.party_member_id, each.last.isoformat()): each for each in dues
    }
    return [each for key, each in wanted.items() if key not in held]


def table(rows: Iterable[Due]) -> Table:
    """A line for each missing report."""
    listed = [
        Record(
            each.assignment,
            id=each.assignment.person_id,
            starts_on=each.first.isoformat(),
            ends_on=each.last.isoformat(),
        )
        for each in rows
    ]
    return people_table(listed, _FIELDS)


def _stretches(period: Period, months: int) -> Iterator[Period]:
    """The periods of so many months, counted from January, that end within the reporting period."""
    first = date(period.first.year, 1, 1)
    while True:
        following = add_months(first, months)
        stretch = Period(first, following - timedelta(1))
        if stretch.last > period.last:
            return
        if stretch.last >= period.first:
            yield stretch
        first = following
