"""Checks of who introduces and who helps: enough of them, official, long enough together, named by a resolution."""

from collections.abc import Iterator
from datetime import date

from db.records import Record
from desktop.domain.calendar import add_months, months_between
from desktop.domain.rules.facts import Facts, day, month, year
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registry import check
from desktop.domain.rules.words import fold
from desktop.vietnamese import show_date

_MEMBER = "official_member"


@check("members organisations", members="number", with_organisation="number")
def too_few_introducers(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Fewer members introduce than needed; one less is needed where an organisation introduces too."""
    members = {_key(row) for row in facts.case.introductions if row.kind == _MEMBER}
    organisations = [row for row in facts.case.introductions if row.kind != _MEMBER]
    if len(members) < (rule["with_organisation"] if organisations else rule["members"]):
        yield Fault("introductions", {"members": len(members), "organisations": len(organisations)})


@check("age", rows="introductions", oldest_years="number")
def youth_union_not_introducing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A Youth Union member of youth age who is not introduced by the Union."""
    born, met_on = month(facts.case.person.born_on), facts.on("cell_meeting")
    if not (born and met_on and facts.case.person.youth_union_joined_on and facts.case.introductions):
        return
    age = months_between(born, met_on)
    if age <= rule["oldest_years"] * 12 and not any(row.kind == "youth_union" for row in facts.case.introductions):
        yield Fault("introductions", {"age": age // 12})


@check("name official_on document_on", rows="introductions")
def introducer_not_official(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A member who was not official yet on the day of the letter."""
    for place, row, on in _by_members(facts):
        official = day(row.member.official_on)
        if on and official and official > on:
            told = {"name": _name(row), "official_on": official, "document_on": on}
            yield Fault(f"introductions[{place}].member.official_on", told)


@check("name", rows="introductions")
def introducer_official_day_unknown(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """It is not known since when the introducer is official."""
    for place, row, _ in _by_members(facts):
        if not row.member.official_on:
            yield Fault(f"introductions[{place}].member.official_on", {"name": _name(row)})


@check("name together_since document_on", rows="introductions", months="number")
def introducer_not_long_enough(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Together in one unit or place for less than the least time; those exempt are passed over."""
    for place, row, on in _by_members(facts):
        since = _first_day(row.together_since)
        if on and since and not row.exemption and since > add_months(on, -rule["months"]):
            told = {"name": _name(row), "together_since": show_date(row.together_since), "document_on": on}
            yield Fault(f"introductions[{place}].together_since", told)


@check("name", rows="introductions", months="number")
def introducer_together_unknown(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """It is not known since when the introducer and the person are together."""
    for place, row, _ in _by_members(facts):
        if not row.together_since and not row.exemption:
            yield Fault(f"introductions[{place}].together_since", {"name": _name(row)})


@check("name", rows="introductions")
def introducer_left_out(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """An introduction by a member that does not say which."""
    for place, row in enumerate(facts.case.introductions):
        if row.kind == _MEMBER and row.member is None:
            yield Fault(f"introductions[{place}].member", {"name": "chưa ghi tên"})


@check("name", rows="introductions")
def introduced_twice(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The same member introduces twice."""
    seen: set[object] = set()
    for place, row, _ in _by_members(facts):
        if _key(row) in seen:
            yield Fault(f"introductions[{place}].member", {"name": _name(row)})
        seen.add(_key(row))


@check("helpers", rows="mentor_assignments")
def helper_not_introducing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """None of those who helped introduces."""
    helpers = {_key(row): _name(row) for row in facts.case.mentor_assignments if row.member}
    if helpers and facts.case.introductions and not any(_key(row) in helpers for _, row, _ in _by_members(facts)):
        yield Fault("introductions", {"helpers": sorted(set(helpers.values()))})


@check("who", rows="introductions")
def introduction_without_day(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A letter or resolution of introduction without a day."""
    for place, row in enumerate(facts.case.introductions):
        if not row.document_on:
            yield Fault(f"introductions[{place}].document_on", {"who": _name(row) if row.member else row.organisation})


@check("organisation", rows="introductions")
def introduction_without_number(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A resolution of an organisation without a number."""
    for place, row in enumerate(facts.case.introductions):
        if row.kind != _MEMBER and not row.document_number:
            told = {"organisation": row.organisation or "đoàn thể"}
            yield Fault(f"introductions[{place}].document_number", told)


@check("organisation present votes_for votes_against", rows="introductions")
def introduction_votes_do_not_fit(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """More votes than people present in the organisation that introduces."""
    for place, row in enumerate(facts.case.introductions):
        numbers = [row.votes_for or 0, row.votes_against or 0]
        if row.present is not None and sum(numbers) > row.present:
            told = {"organisation": row.organisation or "đoàn thể", "present": row.present}
            told |= {"votes_for": numbers[0], "votes_against": numbers[1]}
            yield Fault(f"introductions[{place}].votes_for", told)


@check("who document_on met_on", rows="introductions", step="step")
def introduction_after_step(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A letter or resolution of introduction dated after the meeting it is for."""
    met_on = facts.on(rule["step"])
    for place, row in enumerate(facts.case.introductions):
        on = day(row.document_on)
        if met_on and on and on > met_on:
            told = {"who": _name(row) if row.member else row.organisation or "đoàn thể"}
            yield Fault(f"introductions[{place}].document_on", told | {"document_on": on, "met_on": met_on})


@check()
def nobody_helping(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """No member is assigned today, and the path is not at its end."""
    if facts.steps("recognition_decision") or any(not row.ended_on for row in facts.case.mentor_assignments):
        return
    yield Fault("mentor_assignments")


@check("name started_on", rows="mentor_assignments")
def helper_without_resolution(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A helper of before the ceremony whose resolution is not named."""
    ceremony = facts.on("admission_ceremony") or date.max
    for place, row, started in _helpers(facts):
        if not row.resolution_number and (started or date.min) < ceremony:
            yield Fault(f"mentor_assignments[{place}].resolution_number", _told(row, started))


@check("name official_on started_on", rows="mentor_assignments")
def helper_not_official(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A helper who was not official yet when the help began."""
    for place, row, started in _helpers(facts):
        official = day(row.member.official_on)
        if started and official and official > started:
            yield Fault(f"mentor_assignments[{place}].started_on", _told(row, started) | {"official_on": official})


@check("name started_on resolution_on", rows="mentor_assignments")
def helper_before_resolution(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Help that is said to have begun before the resolution that assigns it."""
    for place, row, started in _helpers(facts):
        resolved = day(row.resolution_on)
        if started and resolved and started < resolved:
            yield Fault(f"mentor_assignments[{place}].started_on", _told(row, started) | {"resolution_on": resolved})


@check("name number resolution_on other", rows="mentor_assignments", step="step")
def helper_number_differs(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The resolution that assigns a helper has the day of the step's resolution, and another number."""
    step = facts.first(rule["step"])
    for place, row, _ in _helpers(facts):
        if step is None or not row.resolution_number or not step.record.document_number:
            continue
        is_same_day = row.resolution_on and row.resolution_on == (step.record.document_on or step.record.happened_on)
        if is_same_day and fold(row.resolution_number) != fold(step.record.document_number):
            told = {"name": _name(row), "number": row.resolution_number, "resolution_on": day(row.resolution_on)}
            yield Fault(f"mentor_assignments[{place}].resolution_number", told | {"other": step.record.document_number})


@check("name ended_on", rows="mentor_assignments")
def replaced_helper_without_comment(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A helper of the probation was replaced by another and left no written comment."""
    ceremony = facts.on("admission_ceremony")
    rows = _helpers(facts)
    for place, row, started in rows:
        ended = day(row.ended_on)
        is_followed = any(_key(other) != _key(row) and start and ended and start >= ended for _, other, start in rows)
        if ceremony and started and started >= ceremony and ended and is_followed and not row.comment:
            yield Fault(f"mentor_assignments[{place}].comment", {"name": _name(row), "ended_on": ended})


def _by_members(facts: Facts) -> list[tuple[int, Record, date | None]]:
    rows = enumerate(facts.case.introductions)
    return [(place, row, day(row.document_on)) for place, row in rows if row.kind == _MEMBER and row.member]


def _helpers(facts: Facts) -> list[tuple[int, Record, date | None]]:
    rows = enumerate(facts.case.mentor_assignments)
    return [(place, row, day(row.started_on)) for place, row in rows if row.member]


def _told(row: Record, started: date | None) -> dict[str, object]:
    return {"name": _name(row), "started_on": started or "chưa rõ ngày"}


def _key(row: Record) -> object:
    person = row.member.person if row.member else None
    return (person.get("uid") or fold(person.full_name or "")) if person else row.id


def _name(row: Record) -> str:
    return str(row.member.person.full_name)


def _first_day(text: str | None) -> date | None:
    """The first day a partial date may mean: for lengths of time in favour of the person."""
    known = year(text)
    return day(text) or month(text) or (date(known, 1, 1) if known else None)
