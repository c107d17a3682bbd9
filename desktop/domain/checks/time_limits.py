"""Checks of how long a step may take: done late, needing the extension, not done although due, sent up late."""

from collections.abc import Iterator
from datetime import date

from desktop.domain.rules.evidence import received
from desktop.domain.rules.facts import Facts, Step, day
from desktop.domain.rules.model import CheckRule, Fault, Limit
from desktop.domain.rules.registry import check


@check("started_on happened_on due_on count", step="step", limit="limit")
def done_late(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The step was done after its last day, the extension included."""
    started, step = _span(facts, rule)
    if started and step and step.on and step.on > rule["limit"].due_on(started, extended=True):
        yield Fault(step.field(), _told(rule["limit"], started, extended=True) | {"happened_on": step.on})


@check("started_on happened_on due_on count extension", step="step", limit="limit")
def done_in_extension(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The step was done after its last day, within the extension that is only for special cases."""
    limit: Limit = rule["limit"]
    started, step = _span(facts, rule)
    if started and step and step.on and limit.due_on(started) < step.on <= limit.due_on(started, extended=True):
        told = _told(limit, started) | {"extension": limit.extension, "happened_on": step.on}
        yield Fault(step.field(), told)


@check("started_on happened_on due_on count", step="step", limit="limit", consent="step")
def done_late_without_consent(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The step was done after its last day, and no consent was recorded before it."""
    for fault in done_late(facts, rule, today):
        consents = [step.on for step in facts.steps(rule["consent"])]
        if not any(on is None or on <= fault.values["happened_on"] for on in consents):
            yield fault


@check("started_on happened_on due_on count", step="step", limit="limit", papers="list")
def late_without_explanation(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The step was done after its last day, and the paper that explains it did not come in."""
    if not received(facts, rule["papers"]):
        yield from done_late(facts, rule, today)


@check("started_on due_on count", step="step", limit="limit")
def overdue(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The step is not recorded, and its last day without an extension has passed."""
    started, step = _span(facts, rule)
    if started and step is None and not facts.steps(rule["step"]) and today > rule["limit"].due_on(started):
        yield Fault("steps", _told(rule["limit"], started))


@check("happened_on sent_on due_on count", step="step", limit="limit")
def sent_late(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The papers of a meeting went up after the last day for it."""
    for step in facts.steps(rule["step"]):
        sent = day(step.record.sent_on)
        if step.on and sent and sent > rule["limit"].due_on(step.on):
            told = _told(rule["limit"], step.on) | {"happened_on": step.on, "sent_on": sent}
            yield Fault(step.field("sent_on"), told)


@check("committee asked_on answered_on due_on count", home="limit", abroad="limit")
def answered_late(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """An answer to a background check came after the last day for it."""
    for place, asked_on, limit in _questions(facts, rule):
        answered = day(facts.case.background_checks[place].answered_on)
        if answered and answered > limit.due_on(asked_on):
            told = _asked(facts, place, asked_on, limit) | {"answered_on": answered}
            yield Fault(f"background_checks[{place}].answered_on", told)


@check("returned_on", rows="receipts", days="number")
def returned_and_not_back(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The dossier went back with reasons, and did not come in again for so many working days."""
    receipts = facts.case.receipts
    returned = day(receipts[-1].happened_on) if receipts and receipts[-1].kind == "returned" else None
    if returned and today > rule.table.add_working_days(returned, rule["days"]):
        yield Fault(f"receipts[{len(receipts) - 1}].happened_on", {"returned_on": returned})


def _span(facts: Facts, rule: CheckRule) -> tuple[date | None, Step | None]:
    """The day the clock of a limit started, and the first step that ended it; the latest round counts.

    No clock runs from the end of a probation that was extended: nobody says to which day.
    """
    if rule["limit"].after_months and facts.steps("probation_extended"):
        return None, None
    starts = [step.on for step in facts.steps(rule["limit"].start) if step.on]
    ends = [step for step in facts.steps(rule["step"]) if step.on]
    if not ends:
        return max(starts, default=None), None
    started = max((on for on in starts if on <= (ends[-1].on or on)), default=None)
    return started, next((step for step in ends if started and step.on and step.on >= started), None)


def _questions(facts: Facts, rule: CheckRule) -> Iterator[tuple[int, date, Limit]]:
    """Every question sent: its place, the day its time began (received, else sent), and its limit."""
    for place, row in enumerate(facts.case.background_checks):
        if asked_on := day(row.received_on) or day(row.sent_on):
            yield place, asked_on, rule["abroad"] if row.is_abroad else rule["home"]


def _asked(facts: Facts, place: int, asked_on: date, limit: Limit) -> dict[str, object]:
    committee = facts.case.background_checks[place].committee or "Nơi được hỏi"
    return {"committee": committee, "asked_on": asked_on, "due_on": limit.due_on(asked_on), "count": limit.count}


def _told(limit: Limit, started: date, extended: bool = False) -> dict[str, object]:
    count = limit.count + (limit.extension if extended else 0)
    return {"started_on": started, "due_on": limit.due_on(started, extended), "count": count}
