"""Checks of those who were members before: the waiting time, the consent, once only, the papers of the first time."""

from collections.abc import Iterator
from datetime import date

from desktop.domain.calendar import add_months
from desktop.domain.rules.evidence import lacking
from desktop.domain.rules.facts import Facts, day, month
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registry import check
from desktop.domain.rules.words import fold
from desktop.vietnamese import show_date


@check("left_on met_on due_on", months="number")
def waited_too_short(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The cell met sooner than so many months after the person left the Party."""
    text, met_on = facts.case.person.left_party_on, facts.on("cell_meeting")
    left = day(text) or month(text)
    if _is_readmission(facts) and left and met_on and met_on < add_months(left, rule["months"]):
        told = {"left_on": show_date(text), "met_on": met_on, "due_on": add_months(left, rule["months"])}
        yield Fault("left_party_on", told)


@check("cleared_on met_on due_on", rows="special_groups", months="number", group="text")
def waited_too_short_after_record(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The cell met sooner than so many months after a criminal record was cleared."""
    group, met_on = facts.groups.get(rule["group"]), facts.on("cell_meeting")
    cleared = day(group.started_on) if group else None
    if _is_readmission(facts) and cleared and met_on and met_on < add_months(cleared, rule["months"]):
        told = {"cleared_on": cleared, "met_on": met_on, "due_on": add_months(cleared, rule["months"])}
        yield Fault("special_groups", told)


@check("missing", fields="table")
def first_membership_unknown(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Facts of the first membership that the papers name and nobody recorded."""
    missing = [title for name, title in rule["fields"].items() if not facts.case.person.get(name)]
    if _is_readmission(facts) and missing:
        yield Fault(next(name for name, title in rule["fields"].items() if title in missing), {"missing": missing})


@check(step="step")
def readmission_consent_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Nobody above consented to the readmission in writing."""
    if _is_readmission(facts) and not facts.steps(rule["step"]):
        yield Fault("steps")


@check()
def readmitted_twice(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """An earlier dossier was a readmission too; it is possible only once."""
    earlier = facts.case.dossiers[:-1]
    if _is_readmission(facts) and any(row.is_readmission and row.opened_on for row in earlier):
        yield Fault("dossier.is_readmission")


@check("left_on")
def readmission_not_marked(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The person left the Party before, and the dossier is not one of readmission."""
    person = facts.case.person
    if (person.left_party_on or person.first_admitted_on) and not _is_readmission(facts):
        yield Fault("dossier.is_readmission", {"left_on": show_date(person.left_party_on or person.first_admitted_on)})


@check("given_on decided_on", step="step", before="step")
def readmission_consent_late(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The consent to the readmission was given only after the decision."""
    consent, decided_on = facts.first(rule["step"]), facts.on(rule["before"])
    if _is_readmission(facts) and consent and consent.on and decided_on and consent.on > decided_on:
        yield Fault(consent.field(), {"given_on": consent.on, "decided_on": decided_on})


@check("memberships")
def left_twice(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The person was admitted and left more than once already."""
    ended = [row for row in facts.case.memberships if row.ended_on]
    if _is_readmission(facts) and len(ended) > 1:
        yield Fault("memberships", {"memberships": len(ended)})


@check("reason", phrases="list", unless="list")
def never_readmitted(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The recorded reason for leaving is one for which nobody is readmitted; the words are the office's own."""
    reason = fold(facts.case.person.left_party_reason or "")
    is_exempt = any(fold(phrase) in reason for phrase in rule["unless"])
    if _is_readmission(facts) and not is_exempt and any(fold(phrase) in reason for phrase in rule["phrases"]):
        yield Fault("left_party_reason", {"reason": facts.case.person.left_party_reason})


@check("missing", papers="list")
def readmission_papers_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Papers of the first membership that the dossier has not."""
    missing = lacking(facts, rule["papers"]) if _is_readmission(facts) else []
    if missing:
        yield Fault("items", {"missing": missing})


def _is_readmission(facts: Facts) -> bool:
    return bool(facts.case.dossier and facts.case.dossier.is_readmission)
