"""What reports are made from, read once for as many reports as are made together."""

from collections.abc import Iterable
from datetime import date, timedelta

from db.figures import people, plans
from db.records import Record
from db.store import Store
from desktop.domain import due
from desktop.domain.reports.counting import Counts, Population, Typed
from desktop.domain.reports.dimensions import Dimensions
from desktop.domain.reports.form_rows import Guidance
from desktop.domain.reports.model import Figure
from desktop.domain.reports.periods import Period
from desktop.domain.reports.progress import ADMITTED, Plan
from desktop.services.reports import resources
from desktop.services.rule_book import open_rules

STRUCK_OFF = "struck_off"


class Gatherer:
    """Reads for the reports of one moment; nothing is read twice."""

    def __init__(self, store: Store, today: date) -> None:
        self.store = store
        self.today = today
        self._counts: dict[Period, Counts] = {}
        self._stocks: dict[date, dict[int | None, Record]] = {}
        self._dimensions: Dimensions | None = None
        self._guidances: tuple[Guidance, ...] = ()

    @property
    def dimensions(self) -> Dimensions:
        """The dimensions of the office."""
        if self._dimensions is None:
            self._dimensions = resources.read_dimensions(self.store)
        return self._dimensions

    @property
    def guidances(self) -> tuple[Guidance, ...]:
        """The guidances with their forms."""
        self._guidances = self._guidances or resources.guidances(self.dimensions)
        return self._guidances

    def counts(self, period: Period) -> Counts:
        """Who was admitted and struck off in a period, and what was typed for it."""
        if period not in self._counts:
            first, last = period.first.isoformat(), period.last.isoformat()
            populations = {
                ADMITTED: Population(people.admitted(self.store, first, last), self.dimensions),
                STRUCK_OFF: Population(people.struck_off(self.store, first, last), self.dimensions),
            }
            numbers = plans.grassroots(self.store, first, last)
            typed = [_typed(row) for row in plans.typed_figures(self.store, first, last)]
            self._counts[period] = Counts(period, populations, numbers, typed)
        return self._counts[period]

    def stock(self, day: date) -> Figure:
        """The members of the office on a day, as typed for it or for all its cells; unknown where nobody typed them."""
        held = self._stock_on(day)
        if None in held:
            return Figure(held[None].members, typed=True)
        return Figure(sum(row.members for row in held.values()), typed=True) if held else Figure(None)

    def plan(self, periods: Iterable[Period]) -> Plan:
        """Cells, quotas and members that some periods need."""
        spans = list(periods)
        first, last = min(each.first for each in spans), max(each.last for each in spans)
        cells = plans.active_cells(self.store, spans[0].first.isoformat(), spans[0].last.isoformat())
        quotas = plans.quotas(self.store, first.year, last.year)
        stock: dict[tuple[int, int | None], int] = {}
        for number in range(first.year - 1, last.year) if any(each.kind == "share" for each in quotas) else ():
            end = date(number, 12, 31)
            stock |= {(number, key): row.members for key, row in self._stock_on(end).items()}
            members = self.stock(end).value
            if members is not None:
                stock[number, None] = int(members)
        return Plan(cells, quotas, stock)

    def number_of_rules(self, name: str) -> int | None:
        """A number of the rules in force today, such as the months of probation."""
        office = open_rules(self.store)
        return due.number(office.book.applying(self.today, office.overlay), name)

    def office_name(self) -> str:
        """The party organisation that the office leads."""
        from desktop.printing import filters

        office = self.store.find("office", id=1)
        return str(filters.organisation(office.name)) if office else ""

    def _stock_on(self, day: date) -> dict[int | None, Record]:
        if day not in self._stocks:
            self._stocks[day] = plans.stock_on(self.store, day.isoformat())
        return self._stocks[day]


def day_before(period: Period) -> date:
    """The last day before a period."""
    return period.first - timedelta(1)


def _typed(row: Record) -> Typed:
    return Typed(row.name, row.starts_on, row.ends_on, row.value, row.party_cell_id, row.published_share)
