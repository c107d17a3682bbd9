"""Checks of the verification of histories: of everybody who must be, in time, by the right people, answered."""

from collections.abc import Iterator
from datetime import date

from db.choices import CHECK_EXEMPTION, CHECK_RESULT, RELATION
from db.records import Record
from desktop.domain.calendar import add_months
from desktop.domain.rules.facts import Facts, day, year
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registry import check
from desktop.domain.rules.words import fold

Numbered = tuple[int, Record]


@check()
def background_check_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The history is certified, and no verification at all is recorded."""
    if not facts.case.background_checks and not facts.steps("background_check_answered"):
        yield Fault("background_checks")


@check("who", rows="background_checks", relations="list", adult_years="number")
def relative_not_verified(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Verifications are recorded, but none, nor an exemption, of somebody who must be verified."""
    if not facts.case.background_checks:
        return
    seen = {row.family_member_id for row in facts.case.background_checks}
    if None not in seen:
        yield Fault("background_checks", {"who": "bản thân người vào Đảng"})
    for row in facts.case.family:
        if row.relation in rule["relations"] and row.id not in seen and _is_adult(row, rule, today):
            yield Fault("background_checks", {"who": _who(row)})


@check("who committee sent_on certified_on", rows="background_checks")
def reply_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The history was certified although an answer is missing."""
    for place, row in _asked(facts):
        if row.sent_on and not row.answered_on:
            told = _told(row) | {"sent_on": day(row.sent_on), "certified_on": facts.on("history_certified") or ""}
            yield Fault(f"background_checks[{place}].answered_on", told)


@check("who committee answered_on certified_on", rows="background_checks")
def reply_after_certified(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """An answer that came after the history was certified."""
    certified = facts.on("history_certified")
    for place, row in _asked(facts):
        answered = day(row.answered_on)
        if answered and certified and answered > certified:
            told = _told(row) | {"answered_on": answered, "certified_on": certified}
            yield Fault(f"background_checks[{place}].answered_on", told)


@check("who committee due_on", rows="background_checks", days="number", days_abroad="number")
def reply_overdue(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """An answer that has not come within the working days it may take from receipt."""
    for place, row in _asked(facts):
        started = day(row.received_on) or day(row.sent_on)
        if not started or row.answered_on or facts.steps("history_certified"):
            continue
        due_on = rule.table.add_working_days(started, rule["days_abroad"] if row.is_abroad else rule["days"])
        if today > due_on:
            yield Fault(f"background_checks[{place}].answered_on", _told(row) | {"due_on": due_on})


@check("who committee sent_on answered_on", rows="background_checks")
def reply_before_question(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """An answer dated before the question."""
    for place, row in _asked(facts):
        sent, answered = day(row.sent_on), day(row.answered_on)
        if sent and answered and answered < sent:
            yield Fault(
                f"background_checks[{place}].answered_on", _told(row) | {"sent_on": sent, "answered_on": answered}
            )


@check("who committee sent_on stamped_on", rows="background_checks")
def asked_before_stamp(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A letter that went out before the history was stamped."""
    stamped = facts.on("stamped")
    for place, row in _asked(facts):
        sent = day(row.sent_on)
        if sent and stamped and sent < stamped:
            yield Fault(f"background_checks[{place}].sent_on", _told(row) | {"sent_on": sent, "stamped_on": stamped})


@check("name committee", rows="background_checks")
def verifier_is_relative(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The member sent is the person or a relative."""
    own = {fold(facts.case.person.full_name), *(fold(row.full_name) for row in facts.case.family)}
    for place, row in _asked(facts):
        if row.verifier and fold(row.verifier.person.full_name or "") in own:
            told = {"name": row.verifier.person.full_name, "committee": row.committee or "nơi thẩm tra"}
            yield Fault(f"background_checks[{place}].verifier", told)


@check("name sent_on official_on", rows="background_checks")
def verifier_not_official(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The member sent was not official yet."""
    for place, row in _asked(facts):
        official, sent = day(row.verifier.official_on) if row.verifier else None, day(row.sent_on)
        if official and sent and official > sent:
            told = {"name": row.verifier.person.full_name, "sent_on": sent, "official_on": official}
            yield Fault(f"background_checks[{place}].verifier.official_on", told)


@check("committee", rows="background_checks")
def verifier_not_named(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A member was sent, and it is not said who."""
    for place, row in _asked(facts):
        if row.sent_how == "member_sent" and not row.verifier:
            yield Fault(f"background_checks[{place}].verifier", {"committee": row.committee or "nơi thẩm tra"})


@check("who committee result", rows="background_checks")
def reply_not_clear(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The last answer about somebody is not that the declaration is right."""
    latest: dict[int | None, Numbered] = {}
    for place, row in _asked(facts):
        if row.result:
            latest[row.family_member_id] = (place, row)
    for place, row in latest.values():
        if row.result != "right":
            yield Fault(f"background_checks[{place}].result", _told(row) | {"result": CHECK_RESULT[row.result]})


@check("who exemption", rows="background_checks", allowed="list")
def exemption_not_allowed(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """An exemption whose ground this edition does not know."""
    for place, row in enumerate(facts.case.background_checks):
        if row.exemption and row.exemption not in rule["allowed"]:
            told = {"who": _who(row.relative), "exemption": CHECK_EXEMPTION.get(row.exemption, row.exemption)}
            yield Fault(f"background_checks[{place}].exemption", told)


@check("who committee", rows="background_checks")
def letter_without_number(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A letter that went out without a number."""
    for place, row in _asked(facts):
        if row.sent_how == "letter" and row.sent_on and not row.letter_number:
            yield Fault(f"background_checks[{place}].letter_number", _told(row))


@check("who place", rows="family", relations="list", words="list")
def abroad_not_marked(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A relative who must be verified lives abroad, and no question goes abroad."""
    for place, row in enumerate(facts.case.family):
        lives = fold(row.residence or "")
        is_away = row.relation in rule["relations"] and any(fold(word) in lives for word in rule["words"])
        asked = [each for each in facts.case.background_checks if each.family_member_id == row.id]
        if is_away and not any(each.is_abroad for each in asked):
            yield Fault(f"family[{place}].residence", {"who": _who(row), "place": row.residence})


def _asked(facts: Facts) -> list[Numbered]:
    rows = enumerate(facts.case.background_checks)
    return [(place, row) for place, row in rows if not row.exemption]


def _is_adult(row: Record, rule: CheckRule, today: date) -> bool:
    """Whether a child has come of age; everybody else has. The dead are still asked about where they lived."""
    born = year(row.born_on)
    if row.relation not in ("child", "adopted_child"):
        return not row.died_on
    return bool(born) and add_months(date(born or 1, 12, 31), rule["adult_years"] * 12) <= today and not row.died_on


def _who(relative: Record | None) -> str:
    if relative is None:
        return "bản thân người vào Đảng"
    return f"{RELATION.get(relative.relation, relative.relation).lower()} {relative.full_name}"


def _told(row: Record) -> dict[str, object]:
    return {"who": _who(row.relative), "committee": row.committee or "nơi được hỏi"}
