"""Checks of age by calendar month when the cell meets, and of the least schooling."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from desktop.domain.calendar import months_between
from desktop.domain.rules.facts import Facts, month
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registry import check
from desktop.domain.rules.words import fold
from desktop.vietnamese import show_date

_YEAR = 12


@check("born_on met_on age", years="number")
def younger_at_meeting(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Not yet so many years old, by month, when the cell met."""
    yield from _at_meeting(facts, lambda months: months < rule["years"] * _YEAR)


@check("born_on met_on age", years="number")
def older_at_meeting(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Past so many years, by month, when the cell met, without a consent on record."""
    if not facts.steps("province_consent"):
        yield from _at_meeting(facts, lambda months: months > rule["years"] * _YEAR)


@check("born_on met_on age", years="number")
def in_boundary_month(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Of the age to the month when the cell met: a matter of days, to be looked at."""
    yield from _at_meeting(facts, lambda months: months == rule["years"] * _YEAR)


@check("born_on age", years="number", months_before="number")
def nearing_oldest_age(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The cell has not met, and the oldest age is near."""
    left = rule["years"] * _YEAR - _months_old(facts, today)
    if _is_waiting(facts) and _born(facts) and 0 <= left <= rule["months_before"]:
        yield _fault(facts, today)


@check("born_on age", years="number")
def older_today(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The cell has not met, and the person is past the oldest age already."""
    if _is_waiting(facts) and _born(facts) and _months_old(facts, today) > rule["years"] * _YEAR:
        yield _fault(facts, today)


@check("born_on age", years="number")
def younger_today(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The cell has not met, and the person is not of age yet."""
    if _is_waiting(facts) and _born(facts) and _months_old(facts, today) < rule["years"] * _YEAR:
        yield _fault(facts, today)


@check("born_on")
def birth_month_unknown(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Age is counted by month, and the month of birth is not known."""
    if _born(facts) is None:
        yield Fault("born_on", {"born_on": facts.case.person.born_on or "chưa ghi"})


@check("schooling", lowest="table", words="list", group="text", in_group="flag")
def schooling_too_low(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Schooling, written as classes of a system (8/10, 9/12) or in words, is below the least one for the group."""
    schooling = facts.case.person.schooling
    if schooling and facts.is_of_group(rule["group"]) is rule["in_group"] and _is_too_low(schooling, rule):
        yield Fault("schooling", {"schooling": schooling})


@check()
def schooling_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Nothing is recorded of schooling."""
    if not facts.case.person.schooling:
        yield Fault("schooling")


def _is_too_low(schooling: str, rule: CheckRule) -> bool:
    if found := re.search(r"(\d{1,2})\s*/\s*(\d{1,2})", schooling):
        least = rule["lowest"].get(found[2])
        return isinstance(least, int) and int(found[1]) < least
    return any(fold(word) in fold(schooling) for word in rule["words"])


def _born(facts: Facts) -> date | None:
    return month(facts.case.person.born_on)


def _months_old(facts: Facts, on: date) -> int:
    born = _born(facts)
    return months_between(born, on) if born else 0


def _is_waiting(facts: Facts) -> bool:
    return not facts.steps("cell_meeting") and not facts.steps("admission_decision")


def _at_meeting(facts: Facts, is_wrong: Callable[[int], bool]) -> Iterator[Fault]:
    met_on, born = facts.on("cell_meeting"), _born(facts)
    if met_on and born and is_wrong(months_between(born, met_on)):
        yield Fault("born_on", {"met_on": met_on, **_fault(facts, met_on).values})


def _fault(facts: Facts, on: date) -> Fault:
    months = _months_old(facts, on)
    age = f"{months // _YEAR} tuổi" + (f" {months % _YEAR} tháng" if months % _YEAR else "")
    return Fault("born_on", {"born_on": show_date(facts.case.person.born_on), "age": age})
