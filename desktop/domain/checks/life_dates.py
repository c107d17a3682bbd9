"""Checks of the dates of a life against each other: the citizen id, unions, periods by month, diplomas."""

from collections.abc import Callable, Iterator
from datetime import date

from db.records import Records
from desktop.domain.calendar import months_between
from desktop.domain.rules.facts import Facts, month, year
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registry import check
from desktop.vietnamese import show_date

_ID_LENGTH = 12
_SEXES = ("male", "female")


@check("citizen_id born_on")
def citizen_id_against_birth(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The fourth digit tells sex and century, the next two the year of birth."""
    person, born = facts.case.person, year(facts.case.person.born_on)
    digits = person.citizen_id or ""
    if len(digits) != _ID_LENGTH or not digits.isdecimal() or born is None:
        return
    century, sex = divmod(int(digits[3]), 2)
    wrong_year = (19 + century) * 100 + int(digits[4:6]) != born
    wrong_sex = person.sex is not None and person.sex != _SEXES[sex]
    if wrong_year or wrong_sex:
        yield Fault("citizen_id", {"citizen_id": digits, "born_on": show_date(person.born_on)})


@check("citizen_id")
def citizen_id_length(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A citizen id that is not made of twelve digits."""
    digits = facts.case.person.citizen_id
    if digits and (len(digits) != _ID_LENGTH or not digits.isdecimal()):
        yield Fault("citizen_id", {"citizen_id": digits})


@check()
def citizen_id_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """No citizen id is recorded."""
    if not facts.case.person.citizen_id:
        yield Fault("citizen_id")


@check("joined_on age", field="text", youngest="number")
def joined_too_young(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Joined a union at an age below the least one, by month."""
    yield from _joined(facts, rule, lambda months: months < rule["youngest"] * 12)


@check("joined_on age", field="text", oldest="number")
def joined_too_old(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Joined a union at an age above the highest one, by month."""
    yield from _joined(facts, rule, lambda months: months > rule["oldest"] * 12)


@check("started_on ended_on", lists="list")
def period_reversed(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A period that ends before it begins."""
    for name in rule["lists"]:
        for place, row in enumerate(_rows(facts, name)):
            if row.started_on and row.ended_on and _cut(row.ended_on, row.started_on):
                told = {"started_on": show_date(row.started_on), "ended_on": show_date(row.ended_on)}
                yield Fault(f"{name}[{place}].ended_on", told)


@check("on born_on", fields="table")
def before_birth(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Something of a life that is dated before the birth."""
    born = facts.case.person.born_on
    for name, field in rule["fields"].items() if born else ():
        for place, row in enumerate(_rows(facts, name)):
            on = row.get(field)
            if on and _cut(on, born):
                yield Fault(f"{name}[{place}].{field}", {"on": show_date(on), "born_on": show_date(born)})


@check("ended_on started_on missing", rows="career", months="number")
def career_gap(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Months between two periods of the career of which nothing is said."""
    for place, before, after in _neighbours(facts):
        gap = months_between(before, after) - 1
        if gap >= rule["months"]:
            told = {"ended_on": _month(before), "started_on": _month(after), "missing": gap}
            yield Fault(f"career[{place}].started_on", told)


@check("ended_on started_on", rows="career", months="number")
def career_overlap(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Two periods of the career that overlap by more than so many months."""
    for place, before, after in _neighbours(facts):
        if months_between(after, before) > rule["months"]:
            yield Fault(f"career[{place}].started_on", {"ended_on": _month(before), "started_on": _month(after)})


@check("ended_on declared_on", rows="career")
def career_ends_early(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The career is not told up to the day the history was declared."""
    declared = facts.on("personal_history")
    ends = [row.ended_on for row in facts.case.career]
    if not ends or not declared or not all(ends):
        return
    last = max((found for end in ends if (found := month(end))), default=None)
    if last and months_between(last, declared) > 1:
        yield Fault(f"career[{len(ends) - 1}].ended_on", {"ended_on": _month(last), "declared_on": declared})


@check()
def career_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Nothing is recorded of the career."""
    if not facts.case.career:
        yield Fault("career")


@check("on", fields="table")
def later_than_declared(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A period that is said to begin after today."""
    for name, field in rule["fields"].items():
        for place, row in enumerate(_rows(facts, name)):
            on = row.get(field)
            if on and _cut(today.isoformat(), on):
                yield Fault(f"{name}[{place}].{field}", {"on": show_date(on)})


@check("left_on")
def left_before_joining(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Said to have left the Party before having been admitted for the first time."""
    person = facts.case.person
    if person.left_party_on and person.first_admitted_on and _cut(person.left_party_on, person.first_admitted_on):
        yield Fault("left_party_on", {"left_on": show_date(person.left_party_on)})


def _rows(facts: Facts, name: str) -> Records:
    return getattr(facts.case, name, ())


def _cut(earlier: str, later: str) -> bool:
    """Whether one partial date is surely before another: as far as both are known."""
    length = min(len(earlier), len(later))
    return earlier[:length] < later[:length]


def _joined(facts: Facts, rule: CheckRule, is_wrong: Callable[[int], bool]) -> Iterator[Fault]:
    text = facts.case.person.get(rule["field"])
    born, joined = month(facts.case.person.born_on), month(text)
    if born and joined and is_wrong(months_between(born, joined)):
        yield Fault(rule["field"], {"joined_on": show_date(text), "age": months_between(born, joined) // 12})


def _neighbours(facts: Facts) -> Iterator[tuple[int, date, date]]:
    """The end of everything so far and the beginning of the next period, month by month."""
    reached: date | None = None
    for place, row in enumerate(facts.case.career):
        starts, ends = month(row.started_on), month(row.ended_on)
        if reached and starts:
            yield place, reached, starts
        if starts and row.ended_on is None:
            return
        reached = max((found for found in (reached, ends) if found), default=None)


def _month(day: date) -> str:
    return show_date(day.isoformat()[:7])
