"""Checks of the list of papers: what the step reached needs is in hand, where the dossier keeps such a list."""

from collections.abc import Iterator
from datetime import date

from desktop.domain.chains import as_of
from desktop.domain.dossier_papers import CONDITIONS
from desktop.domain.rules.evidence import lacking
from desktop.domain.rules.facts import Facts
from desktop.domain.rules.model import CheckRule, Fault, StepRule
from desktop.domain.rules.registry import check


@check("title")
def item_not_received(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A paper of the list is marked as needed and has not come in; the paper of a step is needed once it is done."""
    for place, item in enumerate(facts.case.items):
        if item.is_needed and not item.received_on and not item.dated_on and _is_due(facts, rule, item.paper):
            yield Fault(f"items[{place}].received_on", {"title": item.title or item.paper})


@check("missing", kinds="list")
def paper_not_listed(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Steps whose papers are not in the list of papers, where there is one."""
    listed = {item.paper for item in facts.case.items}
    steps = [rule.steps[kind] for kind in rule["kinds"] if kind in rule.steps and facts.steps(kind)]
    wanted = [step.paper for step in steps if step.paper and _concerns(facts, step)]
    missing = [paper for paper in wanted if paper not in listed]
    if listed and missing:
        yield Fault("items", {"missing": missing})


@check("missing", papers="list")
def papers_lacking(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Papers that every dossier has are not in the list of papers, where there is one."""
    missing = lacking(facts, rule["papers"]) if facts.case.items else []
    if missing:
        yield Fault("items", {"missing": missing})


@check("introductions listed", kind="text", papers="list")
def introduction_paper_not_listed(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Fewer papers of introduction in the list of papers than introductions recorded."""
    recorded = sum(row.kind == rule["kind"] for row in facts.case.introductions)
    listed = sum(item.paper in rule["papers"] for item in facts.case.items)
    if facts.case.items and listed < recorded:
        yield Fault("items", {"introductions": recorded, "listed": listed})


@check("ceremony_on")
def member_not_registered(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Somebody was admitted and does not stand in the list of members."""
    if not facts.case.memberships:
        yield Fault("memberships", {"ceremony_on": facts.on("admission_ceremony") or "chưa rõ"})


def _concerns(facts: Facts, step: StepRule) -> bool:
    return CONDITIONS[step.when](as_of(facts.case, facts.on(step.kind)))


def _is_due(facts: Facts, rule: CheckRule, paper: str) -> bool:
    """Whether a paper belongs to a step that was done, or to none."""
    kinds = [step.kind for step in rule.steps.values() if step.paper and step.paper == paper]
    return not kinds or any(facts.steps(kind) for kind in kinds)
