"""The dates of an invented candidate's road: how many stand at each stage, and when each step happened."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from desktop.services.demo.words import Table, Words

_FRIDAY = 4
_ROUND_DAY = 20
# After the class the road goes on with this step; before it stands the cell's proposal.
AFTER_CLASS, BEFORE_CLASS = "procedure_requested", "class_proposed"


@dataclass(frozen=True)
class Standing:
    """One stage of the data file: the last step recorded, the days since, and what else belongs to it."""

    stage: str
    weight: int
    last: str
    gap: tuple[int, int]
    in_class: bool = False
    is_introduced: bool = False
    is_admitted: bool = False
    is_finished: bool = False
    is_outvoted: bool = False
    only_under_grassroots: bool = False
    side_note: str = ""
    side_number: str = ""


@dataclass(frozen=True)
class RoadStep:
    """One step of the data file."""

    kind: str
    after: tuple[int, int]
    body: str = ""
    number: str = ""
    votes: str = ""
    result: str | None = None
    counts_from: str = ""
    is_written: bool = False
    year_after: str = ""
    only_under_grassroots: bool = False
    on_round_day: bool = False


class RoadMap:
    """All stages and steps, and dates for somebody who stands at one of them today."""

    def __init__(self, words: Words, today: date, rng: Random) -> None:
        self.standings = tuple(Standing(**_with_pair(row, "gap")) for row in words.road["stages"])
        self._steps = tuple(RoadStep(**_with_pair(row, "after")) for row in words.road["steps"])
        self._place = {step.kind: place for place, step in enumerate(self._steps)}
        self._today = today
        self._rng = rng

    def share_out(self, people: int) -> list[Standing]:
        """A stage for each of so many people, by weight, every stage at least once where there are enough people."""
        total = sum(standing.weight for standing in self.standings)
        shares = [people * standing.weight / total for standing in self.standings]
        chosen = [standing for standing in self.standings if people >= len(self.standings)]
        for standing, share in zip(self.standings, shares, strict=True):
            chosen += [standing] * (int(share) - chosen.count(standing))
        ranked = sorted(self.standings, key=lambda standing: -standing.weight)
        chosen += [ranked[place % len(ranked)] for place in range(people - len(chosen))]
        self._rng.shuffle(chosen)
        return chosen[:people]

    def passed_class(self, standing: Standing) -> bool:
        """Whether the road of this stage leads past the class."""
        return self._place[standing.last] >= self._place[BEFORE_CLASS]

    def goes_on_after_class(self, standing: Standing) -> bool:
        """Whether steps after the class are recorded."""
        return self._place[standing.last] >= self._place[AFTER_CLASS]

    def reaches(self, standing: Standing, kind: str) -> bool:
        """Whether the road of this stage has come to a step."""
        return self._place[standing.last] >= self._place[kind]

    def last_day(self, standing: Standing) -> date:
        """The day of the last step recorded."""
        return self._today - timedelta(self._rng.randint(*standing.gap))

    def walk_back(self, first: str, last: str, day: date, under_grassroots: bool) -> dict[str, tuple[RoadStep, date]]:
        """The steps from `first` to `last` with their days, `last` on `day`; weekends move to the Friday before."""
        steps = [
            step
            for step in self._steps[self._place[first] : self._place[last] + 1]
            if under_grassroots or not step.only_under_grassroots
        ]
        days = self._spine(steps, day)
        for place, step in enumerate(steps):
            if step.kind not in days:
                days[step.kind] = days[steps[place - 1].kind] + timedelta(self._rng.randint(*step.after))
        return {step.kind: (step, weekday(days[step.kind])) for step in steps}

    def _spine(self, steps: list[RoadStep], day: date) -> dict[str, date]:
        """Days backwards from the last step; steps beside the reckoning of a later one are left for later."""
        kinds = [step.kind for step in steps]
        place, days = len(steps) - 1, {kinds[-1]: day}
        while place:
            step = steps[place]
            day -= timedelta(self._rng.randint(*step.after))
            place = kinds.index(step.counts_from) if step.counts_from else place - 1
            day = _round_day(day) if steps[place].on_round_day else day
            days[kinds[place]] = day
        return days


def _round_day(day: date) -> date:
    """The last day up to this one on which the standing committee held a round: once a month."""
    if day.day < _ROUND_DAY:
        day = day.replace(day=1) - timedelta(1)
    return day.replace(day=_ROUND_DAY)


def weekday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(max(0, day.weekday() - _FRIDAY))


def _with_pair(row: Table, name: str) -> dict[str, Any]:
    first, second = row[name]
    return {**row, name: (first, second)}
