"""Checks of what must be done again once a dossier grew older than it may be when the cell meets."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from desktop.domain.calendar import add_months
from desktop.domain.rules.facts import Facts, day
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registry import check


@check("declared_on expired_on", months="number")
def verification_not_done_again(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The dossier grew old and was supplemented, and no answer to a background check is younger than that."""
    declared, expired = _grown_old(facts, rule)
    answers = [day(row.answered_on) for row in facts.case.background_checks if row.answered_on]
    answers += [step.on for step in facts.steps("background_check_answered")]
    if declared and expired and answers and not any(on and on > expired for on in answers):
        yield Fault("background_checks", {"declared_on": declared, "expired_on": expired})


@check("declared_on expired_on written_on", step="step", months="number")
def paper_not_done_again(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The dossier grew old and was supplemented, and a paper that must be written anew is older than that."""
    declared, expired = _grown_old(facts, rule)
    step = facts.last(rule["step"])
    if declared and expired and step and step.on and step.on <= expired:
        yield Fault(step.field(), {"declared_on": declared, "expired_on": expired, "written_on": step.on})


def _grown_old(facts: Facts, rule: CheckRule) -> tuple[date | None, date | None]:
    """The first day of the history and the last day it held, where it was supplemented only after that."""
    days = [step.on for step in facts.steps("personal_history") if step.on]
    for earlier, later in reversed(list(pairwise(days))):
        if later > add_months(earlier, rule["months"]):
            return earlier, add_months(earlier, rule["months"])
    return None, None
