"""Checks of days along the path: in order, none left out, none in the future, the dossier not too old."""

from collections.abc import Iterator
from datetime import date

from db.records import Record
from desktop.domain.calendar import add_months
from desktop.domain.chains import as_of
from desktop.domain.dossier_papers import CONDITIONS
from desktop.domain.rules.facts import Facts, day
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registry import check
from desktop.domain.rules.words import fold


@check("earlier_on later_on", earlier="step", later="step")
def steps_out_of_order(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The step that comes later is dated before the one that must come first; the same day is in order."""
    earlier, later = facts.last(rule["earlier"]), facts.last(rule["later"])
    if earlier and later and earlier.on and later.on and later.on < earlier.on:
        yield Fault(later.field(), {"earlier_on": earlier.on, "later_on": later.on})


@check("other_on", step="step", before="step")
def step_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A step that is due in this case is not recorded although a later one is."""
    if rule.step is None or facts.steps(rule["step"]):
        return
    before = facts.on(rule["before"])
    if CONDITIONS[rule.step.when](as_of(facts.case, before)):
        yield Fault("steps", {"other_on": before or "chưa rõ ngày"})


@check("title happened_on")
def step_in_future(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A recorded step is dated after today."""
    for step in facts.all_steps():
        if step.on and step.on > today:
            yield Fault(step.field(), {"title": step.title, "happened_on": step.on})


@check("title", kinds="list")
def step_without_day(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A recorded step from the permission on has no day."""
    for step in [step for kind in rule["kinds"] for step in facts.steps(kind)]:
        if not step.record.happened_on:
            yield Fault(step.field(), {"title": step.title})


@check("title happened_on document_on", kinds="list")
def paper_of_another_day(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The paper of a meeting carries another day than the meeting."""
    for kind in rule["kinds"]:
        for step in facts.steps(kind):
            written = day(step.record.document_on)
            if step.on and written and written != step.on:
                told = {"title": step.title, "happened_on": step.on, "document_on": written}
                yield Fault(step.field("document_on"), told)


@check("opened_on allowed_on")
def opened_on_another_day(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The dossier names another day of the permission than the step."""
    dossier, allowed = facts.case.dossier, facts.on("procedure_allowed")
    opened = day(dossier.opened_on) if dossier else None
    if opened and allowed and opened != allowed:
        yield Fault("dossier.opened_on", {"opened_on": opened, "allowed_on": allowed})


@check("declared_on met_on", months="number")
def dossier_too_old(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The cell met more than so many months after the history was declared."""
    declared, met_on = facts.on("personal_history"), facts.on("cell_meeting")
    if declared and met_on and met_on > add_months(declared, rule["months"]):
        yield Fault(facts.field_of("personal_history"), {"declared_on": declared, "met_on": met_on})


@check("declared_on due_on", months="number")
def dossier_growing_old(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The cell has not met, and the history is older than so many months."""
    declared = facts.on("personal_history")
    due_on = add_months(declared, rule["months"]) if declared else None
    if due_on and today > due_on and not facts.steps("cell_meeting"):
        yield Fault(facts.field_of("personal_history"), {"declared_on": declared, "due_on": due_on})


@check("declared_on written_on who", rows="introductions", months="number")
def not_done_again(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The history was supplemented after the dossier grew old, and an older introduction was kept."""
    histories = facts.steps("personal_history")
    first, last = (histories[0].on, histories[-1].on) if len(histories) > 1 else (None, None)
    if first is None or last is None or last <= add_months(first, rule["months"]):
        return
    for place, row in enumerate(facts.case.introductions):
        written = day(row.document_on)
        if written and written < last:
            who = row.member.person.full_name if row.member else row.organisation
            told = {"declared_on": last, "written_on": written, "who": who or "đoàn thể"}
            yield Fault(f"introductions[{place}].document_on", told)


def _certified(step: Record) -> str:
    """What the committee wrote: whether the conditions are met, or else what it concluded on the history."""
    return str(step.result or step.get("history_conclusion") or "")


@check("result", words="list")
def history_not_sufficient(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """The committee certified that the conditions are not met; the words are the committee's, not ours."""
    step = facts.last("history_certified")
    if step and any(fold(word) in fold(_certified(step.record)) for word in rule["words"]):
        yield Fault(step.field("result"), {"result": _certified(step.record)})


@check()
def history_without_conclusion(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """What the committee certified is not recorded."""
    step = facts.last("history_certified")
    if step and not _certified(step.record):
        yield Fault(step.field("result"))


@check("given_on summary_on body", rows="opinions", purpose="text", step="step")
def opinion_after_summary(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """An opinion given after the summary that tells of it."""
    summary_on = facts.on(rule["step"])
    for place, row in enumerate(facts.case.opinions):
        given = day(row.given_on)
        if row.purpose == rule["purpose"] and given and summary_on and given > summary_on:
            told = {"given_on": given, "summary_on": summary_on, "body": row.body or "nơi nhận xét"}
            yield Fault(f"opinions[{place}].given_on", told)


@check("kinds", rows="opinions", purpose="text", kind="text")
def opinion_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Opinions are recorded, but none of a kind that must be asked."""
    given = [row for row in facts.case.opinions if row.purpose == rule["purpose"]]
    if given and not any(row.kind == rule["kind"] for row in given):
        yield Fault("opinions", {"kinds": len(given)})


@check("body asked votes_for votes_against", rows="opinions")
def opinion_votes_do_not_fit(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """More agree and disagree than were asked, or more were asked than there are."""
    for place, row in enumerate(facts.case.opinions):
        votes = (row.votes_for or 0) + (row.votes_against or 0)
        too_many = row.asked is not None and votes > row.asked
        if too_many or (row.asked is not None and row.member_total is not None and row.asked > row.member_total):
            told = {"body": row.body or "nơi nhận xét", "asked": row.asked}
            told |= {"votes_for": row.votes_for or 0, "votes_against": row.votes_against or 0}
            yield Fault(f"opinions[{place}].asked", told)
