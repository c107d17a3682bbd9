"""Reports of mentors: the periods that have run out, and which of them nobody handed in."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from db.records import Record
from desktop.domain.calendar import add_months
from desktop.domain.reports.lists import CELL, Cells, Field, date_field, table_of
from desktop.domain.reports.model import Cell, Line, Table
from desktop.domain.reports.periods import Period
from desktop.vietnamese import show_date

_FIELDS = (
    Field("mentor", "Đảng viên giúp đỡ", 1.8),
    CELL,
    date_field("starts_on", "Kỳ từ"),
    date_field("ends_on", "Kỳ đến"),
)


class Due(NamedTuple):
    """One report that is due: of which assignment, for which days (ISO)."""

    assignment: Record
    first: str
    last: str

    @property
    def key(self) -> tuple[int, int, str]:
        """What tells it from others: the dossier, the mentor, the end of the period."""
        return self.assignment["dossier_id"], self.assignment["party_member_id"], self.last


def due(assignments: Iterable[Record], period: Period, months: int, today: date) -> Iterator[Due]:
    """The reports of assignments for every period of so many months (0: none) that ran out within the reporting period.

    A mentor who helped only a part of a period reports on that part, unless it was less than a month.
    """
    rows = list(assignments)
    for stretch in _stretches(period, months) if months else ():
        if stretch.last >= today:
            continue
        first, last = stretch.first.isoformat(), stretch.last.isoformat()
        for row in rows:
            start, end = max(first, row["started_on"]), min(last, row["ended_on"] or last, row["closed_on"] or last)
            if (start, end) == (first, last) or _is_long_enough(start, end):
                yield Due(row, first, last)


def missing(dues: Iterable[Due], given: Iterable[Record]) -> list[Due]:
    """The due reports for which none was handed in."""
    held = {(row["dossier_id"], row["party_member_id"], row["ends_on"]) for row in given if row["given_on"]}
    # A mentor assigned anew within a period still writes one report of it.
    wanted = {each.key: each for each in dues}
    return [each for key, each in wanted.items() if key not in held]


def table(rows: Iterable[Due]) -> Table:
    """A line for each missing report."""
    cells = Cells(_FIELDS[:2])
    ends: dict[tuple[str, str], tuple[Cell, Cell]] = {}
    lines = []
    for row, first, last in rows:
        if (first, last) not in ends:
            ends[first, last] = Cell(first, show_date(first)), Cell(last, show_date(last))
        shown = cells.of(row) + ends[first, last]
        lines.append(Line(row["uid"], row["full_name"], shown, person_id=row["person_id"]))
    return table_of(lines, _FIELDS, "", "Họ và tên")


@lru_cache(maxsize=4096)
def _is_long_enough(first: str, last: str) -> bool:
    """Whether a mentor helped for a month at least."""
    return date.fromisoformat(last) >= add_months(date.fromisoformat(first), 1) - timedelta(1)


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
