"""Counting: people of a period by what they are, with the figures that were typed for the time before the program."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop.domain.reports.dimensions import GROUPS, UNKNOWN, Dimensions, Facts
from desktop.domain.reports.model import NOBODY_KNOWS, Figure
from desktop.domain.reports.periods import Period

Where = Mapping[str, Any]


@dataclass(frozen=True)
class Typed:
    """A figure somebody typed for a stretch of days; `share` is the share that was published with it, if any."""

    name: str
    first: str
    last: str
    value: int
    cell_id: int | None = None
    share: str | None = None

    def stands_for(self, facts: Facts) -> bool:
        """Whether it was typed instead of counting somebody: for the day, and for the cell when it is a cell's own."""
        return self.first <= facts["day"] <= self.last and self.cell_id in (None, facts["cell_id"])


class Population:
    """People who are counted, each with the day that counts; found by what they are without going through all again."""

    def __init__(self, people: Sequence[Facts], dimensions: Dimensions) -> None:
        self.people = people
        self._dimensions = dimensions
        self._by: dict[str, dict[Any, list[Facts]]] = {}

    def found(self, where: Where) -> Sequence[Facts]:
        """Those who are all of it: a dimension's value, one of a list of values, or an age from … to … ."""
        if not where:
            return self.people
        first, *others = where.items()
        found = self._with(*first)
        for name, wanted in others:
            kept = {id(each) for each in self._with(name, wanted)}
            found = [each for each in found if id(each) in kept]
        return found

    def by(self, name: str) -> Mapping[Any, list[Facts]]:
        """The people by their value in a dimension; somebody of several groups stands in each."""
        if name not in self._by:
            found: dict[Any, list[Facts]] = defaultdict(list)
            value = self._dimensions.value
            for each in self.people:
                held = value(name, each)
                for one in held if name == GROUPS else (held,):
                    found[one].append(each)
            self._by[name] = found
        return self._by[name]

    def unknown(self, name: str) -> list[Facts]:
        """Those whose written value no group of the dimension knows."""
        return list(self.by(name).get(UNKNOWN, ()))

    def _with(self, name: str, wanted: Any) -> Sequence[Facts]:
        groups = self.by(name)
        if name == "age":
            first, last = wanted
            return [each for age, held in groups.items() if age is not None and first <= age <= last for each in held]
        if isinstance(wanted, list):
            return [each for one in wanted for each in groups.get(one, ())]
        return groups.get(wanted, ())


class Counts:
    """The figures of one period. `numbers` are counts of other things than people, by name."""

    def __init__(
        self,
        period: Period,
        populations: Mapping[str, Population],
        numbers: Mapping[str, int | None],
        typed: Iterable[Typed],
    ) -> None:
        self.period = period
        self.populations = populations
        self._numbers = numbers
        self._typed: dict[str, list[Typed]] = defaultdict(list)
        first, last = period.first.isoformat(), period.last.isoformat()
        for each in typed:
            if first <= each.first and each.last <= last:
                self._typed[each.name].append(each)

    def figure(self, name: str, count: str = "", where: Where | None = None) -> Figure:
        """The figure of a name: people of a population, or a number, and what was typed under the name instead."""
        stretches = self.stretches(name)
        if count not in self.populations:
            if stretches:
                return Figure(sum(each.value for each in stretches), typed=True)
            return Figure(self._numbers.get(count))
        found = self.populations[count].found(where or {})
        if not stretches:
            return Figure(len(found), tuple([each["id"] for each in found]))
        outside = [each for each in found if not any(one.stands_for(each) for one in stretches)]
        people = tuple(each["id"] for each in outside)
        return Figure(sum(each.value for each in stretches) + len(people), people, typed=True)

    def counted(self, count: str, where: Where, stretch: Typed) -> int:
        """How many people the book itself holds for the days of a typed figure."""
        found = self.populations[count].found(where) if count in self.populations else ()
        return sum(stretch.stands_for(each) for each in found)

    def mean_age(self, count: str) -> Figure:
        """The mean of the ages that are known."""
        groups = self.populations[count].by("age")
        ages = [(age, len(held)) for age, held in groups.items() if age is not None]
        total = sum(held for _, held in ages)
        if not total:
            return NOBODY_KNOWS
        return Figure(Decimal(sum(age * held for age, held in ages)) / total)

    def stretches(self, name: str) -> list[Typed]:
        """The typed figures that stand for the period without counting a day twice, the longest first.

        Figures of the whole office go before those of its cells.
        """
        typed = self._typed.get(name, [])
        of_office = [each for each in typed if each.cell_id is None]
        if of_office or not typed:
            return _apart(of_office)
        cells = {each.cell_id for each in typed}
        return [found for cell in cells for found in _apart([each for each in typed if each.cell_id == cell])]

    def typed_twice(self, name: str) -> list[Typed]:
        """Typed figures of the office left out because a longer one holds their days, those that fill it exactly."""
        used = set(self.stretches(name))
        return [each for each in self._typed.get(name, ()) if each not in used and each.cell_id is None]


def _apart(typed: list[Typed]) -> list[Typed]:
    chosen: list[Typed] = []
    for each in sorted(typed, key=_length, reverse=True):
        if all(each.last < one.first or one.last < each.first for one in chosen):
            chosen.append(each)
    return chosen


def _length(typed: Typed) -> int:
    first, last = (int(day.replace("-", "")) for day in (typed.first, typed.last))
    return last - first
