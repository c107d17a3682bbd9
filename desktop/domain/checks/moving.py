"""Checks of people who move: the paper of the stage they move at, and who helps them at the new place."""

from collections.abc import Iterator
from datetime import date

from db.records import Record
from desktop.domain import stages
from desktop.domain.rules.evidence import received
from desktop.domain.rules.facts import Facts, day
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registry import check

_MOVED = "moved"


@check("moved_on place", stages="list", papers="list")
def moved_without_paper(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Somebody moved away at one of some stages without the paper that is given at this stage."""
    step = facts.last(_MOVED)
    reached = stages.PATH[facts.stage] if facts.stage >= 0 else ""
    has_paper = step is not None and (step.record.document_number or received(facts, rule["papers"]))
    if step and reached in rule["stages"] and not has_paper:
        yield Fault(step.field("document_number"), _told(step.record, step.on))


@check("moved_on place")
def moved_nowhere(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Somebody moved away, and it is not recorded where to."""
    step = facts.last(_MOVED)
    if step and not step.record.body and not step.record.note:
        yield Fault(step.field("body"), _told(step.record, step.on))


@check("name", papers="list")
def exempt_without_moving(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """An introducer is exempt because the person moved here, and no paper says so."""
    for place, row in _exempt(facts):
        if not received(facts, rule["papers"]):
            yield Fault(f"introductions[{place}].exemption", {"name": _name(row)})


@check("name")
def exempt_without_helping(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """An introducer is exempt as the helper of somebody who moved here, and was not assigned to help."""
    helpers = {_name(row) for row in facts.case.mentor_assignments if row.member}
    for place, row in _exempt(facts):
        if _name(row) not in helpers:
            yield Fault(f"introductions[{place}].exemption", {"name": _name(row)})


@check("dated_on", papers="list")
def nobody_helps_after_moving(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Somebody moved here, and nobody was assigned to go on helping."""
    dated = _arrived(facts, rule["papers"])
    starts = [day(row.started_on) for row in facts.case.mentor_assignments]
    if dated and not any(start is None or start >= dated[1] for start in starts):
        yield Fault("mentor_assignments", {"dated_on": dated[1]})


@check("dated_on received_on due_on", papers="list", days="number")
def arrived_late(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The paper of somebody who moved here came in after the last day for it."""
    arrived = _arrived(facts, rule["papers"])
    came_in = day(facts.case.items[arrived[0]].received_on) if arrived else None
    if arrived and came_in and came_in > (due_on := rule.table.add_working_days(arrived[1], rule["days"])):
        told = {"dated_on": arrived[1], "received_on": came_in, "due_on": due_on}
        yield Fault(f"items[{arrived[0]}].received_on", told)


def _arrived(facts: Facts, papers: list[str]) -> tuple[int, date] | None:
    """The place and day of the paper with which somebody moved here; nothing for those who moved away."""
    found = None if facts.steps(_MOVED) else received(facts, papers)
    dated = day(found[1].dated_on or found[1].received_on) if found else None
    return (found[0], dated) if found and dated else None


def _exempt(facts: Facts) -> Iterator[tuple[int, Record]]:
    for place, row in enumerate(facts.case.introductions):
        if row.exemption == _MOVED:
            yield place, row


def _name(row: Record) -> str:
    return str(row.member.person.full_name) if row.member else "đảng viên giới thiệu"


def _told(step: Record, on: date | None) -> dict[str, object]:
    return {"moved_on": on or "chưa rõ", "place": step.body or "nơi khác"}
