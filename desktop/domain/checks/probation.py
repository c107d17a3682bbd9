"""Checks of the probation: its papers after its last month, the official day, the helper, the papers of its end."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from db.records import Record
from desktop.domain.calendar import add_months
from desktop.domain.rules.evidence import received
from desktop.domain.rules.facts import Facts, day
from desktop.domain.rules.model import CheckRule, Fault, Vote
from desktop.domain.rules.registry import check
from desktop.domain.rules.words import fold

_RECOGNITION = "recognition"


@check("happened_on admitted_on official_on", step="step", months="number")
def before_probation_ended(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A step of the recognition, or its paper in the dossier, is dated before the probation was complete."""
    admitted, official = _probation(facts, rule)
    for field, on in [(step.field(), step.on) for step in facts.steps(rule["step"])] + _days_of_papers(facts, rule):
        if admitted and official and on and admitted <= on < official:
            yield Fault(field, {"happened_on": on, "admitted_on": admitted, "official_on": official})


@check("title happened_on official_on", kinds="list", months="number")
def on_last_day_of_probation(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A paper of the recognition is dated on the official day itself, not after it."""
    _, official = _probation(facts, rule)
    for step in [step for kind in rule["kinds"] for step in facts.steps(kind)]:
        if official and step.on == official:
            yield Fault(step.field(), {"title": step.title, "happened_on": step.on, "official_on": official})


@check("body given_on official_on", months="number")
def opinion_before_probation_ended(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """An opinion for the recognition was given before the probation was complete."""
    _, official = _probation(facts, rule)
    for place, row in enumerate(facts.case.opinions):
        given = day(row.given_on)
        if row.purpose == _RECOGNITION and given and official and given < official:
            told = {"body": row.body or "nơi nhận xét", "given_on": given, "official_on": official}
            yield Fault(f"opinions[{place}].given_on", told)


@check("takes_effect_on admitted_on official_on", step="step", months="number")
def official_day_differs(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The decision names another official day than the one the ceremony gives; not where the probation was extended."""
    admitted, official = _probation(facts, rule)
    decision = facts.last(rule["step"])
    named = day(decision.record.takes_effect_on) if decision else None
    if decision and named and official and named != official and not facts.steps("probation_extended"):
        told = {"takes_effect_on": named, "admitted_on": admitted, "official_on": official}
        yield Fault(decision.field("takes_effect_on"), told)


@check(step="step")
def official_day_not_named(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The decision does not say from which day the member is official."""
    decision = facts.last(rule["step"])
    if decision and not decision.record.takes_effect_on:
        yield Fault(decision.field("takes_effect_on"))


@check("own_day other_day", step="step", day_of_step="text", day_of_member="text")
def member_day_differs(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The membership carries another day than the step it comes from; a second membership keeps its first days."""
    step, case = facts.last(rule["step"]), facts.case
    counted = day(step.record.get(rule["day_of_step"])) if step else None
    if counted is None or (case.dossier and case.dossier.is_readmission):
        return
    for place, member in enumerate(case.memberships):
        own = day(member.get(rule["day_of_member"]))
        if own and not member.ended_on and own != counted:
            yield Fault(f"memberships[{place}].{rule['day_of_member']}", {"own_day": own, "other_day": counted})


@check("extended_on", step="step")
def probation_extended(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The probation was extended, which the edition does not know."""
    for step in facts.steps(rule["step"]):
        yield Fault(step.field(), {"extended_on": step.on or "chưa rõ"})


@check("extended_on until_on latest_on", step="step", months="number", most_months="number")
def probation_extended_too_long(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The probation was extended beyond what may be added to it."""
    _, official = _probation(facts, rule)
    for step in facts.steps(rule["step"]):
        until, latest = day(step.record.takes_effect_on), add_months(official or today, rule["most_months"])
        if official and until and until > latest:
            told = {"extended_on": step.on or "chưa rõ", "until_on": until, "latest_on": latest}
            yield Fault(step.field("takes_effect_on"), told)


@check("ceremony_on")
def nobody_helping_on_probation(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Nobody is assigned to help from the ceremony on."""
    ceremony, end = facts.on("admission_ceremony"), facts.on("recognition_cell_meeting") or today
    if ceremony is None:
        return
    rows = facts.case.mentor_assignments
    helps = [(day(row.started_on) or date.min) <= end and (day(row.ended_on) or date.max) > ceremony for row in rows]
    if not any(helps):
        yield Fault("mentor_assignments", {"ceremony_on": ceremony})


@check("writer helpers", step="step")
def review_by_another(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The review names a writer who was never assigned to help."""
    step = facts.last(rule["step"])
    helpers = sorted({str(row.member.person.full_name) for row in facts.case.mentor_assignments if row.member})
    writer = (step.record.signer or step.record.body) if step else None
    if step and writer and helpers and fold(writer) not in {fold(name) for name in helpers}:
        yield Fault(step.field("body"), {"writer": writer, "helpers": helpers})


@check("met_on", step="step", before="step", papers="list")
def recognition_paper_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A paper that must lie before the recognising meeting is neither a recorded step nor among the papers."""
    if facts.steps(rule["before"]) and not facts.steps(rule["step"]) and not received(facts, rule["papers"]):
        yield Fault("steps", {"met_on": facts.on(rule["before"]) or "chưa rõ"})


@check("written_on met_on", step="step", before="step")
def recognition_paper_after(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A paper of the recognition is dated after the step it must lie before."""
    step, other = facts.first(rule["step"]), facts.on(rule["before"])
    if step and step.on and other and step.on > other:
        yield Fault(step.field(), {"written_on": step.on, "met_on": other})


@check("happened_on votes_for base needed", share="share", step="text")
def strike_off_vote(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The proposal to strike a probationary member off stayed below the share."""
    vote = Vote(Fraction(rule["share"]), "convened")
    for step in facts.steps(rule["step"]):
        if _is_below(step.record, vote):
            base = step.record.votes_base
            told = {"happened_on": step.on or "chưa rõ", "votes_for": step.record.votes_for, "base": base}
            yield Fault(step.field("votes_for"), told | {"needed": vote.needed(base)})


@check("title happened_on", kinds="list")
def ended_without_number(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Somebody was taken off the path by a decision whose number is not recorded."""
    for step in [step for kind in rule["kinds"] for step in facts.steps(kind)]:
        if not step.record.document_number:
            yield Fault(step.field("document_number"), {"title": step.title, "happened_on": step.on or "chưa rõ"})


@check()
def record_number_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The member's papers are made, and no record number is known."""
    current = [row for row in facts.case.memberships if not row.ended_on]
    if current and not any(row.record_number for row in current):
        yield Fault(f"memberships[{facts.case.memberships.index(current[-1])}].record_number")


def _probation(facts: Facts, rule: CheckRule) -> tuple[date | None, date | None]:
    """The day of the ceremony, and the same day when the probation is complete."""
    admitted = facts.on("admission_ceremony")
    return admitted, add_months(admitted, rule["months"]) if admitted else None


def _days_of_papers(facts: Facts, rule: CheckRule) -> list[tuple[str, date | None]]:
    """The days on the papers of the rule's step in the dossier, each with the path of its field."""
    form = rule.step.paper if rule.step else ""
    items = [(place, item) for place, item in enumerate(facts.case.items) if form and item.paper == form]
    return [(f"items[{place}].dated_on", day(item.dated_on)) for place, item in items]


def _is_below(record: Record, vote: Vote) -> bool:
    base, votes = record.votes_base, record.votes_for
    return bool(base) and votes is not None and votes < vote.needed(base)
