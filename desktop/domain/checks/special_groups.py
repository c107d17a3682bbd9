"""Checks of special groups: who belongs to one, and the papers and consents it needs before the decision."""

from collections.abc import Iterator
from datetime import date

from db.choices import SPECIAL_GROUP
from desktop.domain.rules.facts import Facts
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registry import check
from desktop.domain.rules.words import fold


@check("group missing", rows="special_groups", group="text", papers="table")
def group_papers_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Papers that a group needs and the dossier has not; each with the words by which it is known."""
    if not facts.is_of_group(rule["group"]):
        return
    held = [fold(f"{row.paper} {row.title or ''}") for row in facts.case.items if row.received_on or row.dated_on]
    missing = [title for title, words in rule["papers"].items() if not any(_has(text, words) for text in held)]
    if missing:
        yield Fault("items", {"group": SPECIAL_GROUP.get(rule["group"], rule["group"]), "missing": missing})


@check("group", rows="special_groups", group="text", step="step", before="step")
def group_step_missing(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A conclusion or consent that a group needs is not on record."""
    if facts.is_of_group(rule["group"]) and not facts.steps(rule["step"]):
        yield Fault("steps", {"group": SPECIAL_GROUP.get(rule["group"], rule["group"])})


@check("group step_on before_on", rows="special_groups", group="text", step="step", before="step")
def group_step_late(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A conclusion or consent that came only after what it had to precede."""
    given, before = facts.last(rule["step"]), facts.on(rule["before"])
    if facts.is_of_group(rule["group"]) and given and given.on and before and given.on > before:
        told = {"group": SPECIAL_GROUP.get(rule["group"], rule["group"]), "step_on": given.on, "before_on": before}
        yield Fault(given.field(), told)


@check("value group", field="text", group="text", unless="list", also="list")
def group_not_marked(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A field says something by which the person belongs to a group, and is not marked so."""
    value = facts.case.person.get(rule["field"])
    ordinary = {fold(word) for word in rule["unless"]}
    marked = facts.is_of_group(rule["group"]) or any(facts.is_of_group(group) for group in rule["also"])
    if value and fold(value) not in ordinary and not marked:
        yield Fault(rule["field"], {"value": value, "group": SPECIAL_GROUP.get(rule["group"], rule["group"])})


@check("value group", field="text", group="text", words="list")
def group_named_and_not_marked(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """A field names something by which the person belongs to a group, and is not marked so."""
    value = facts.case.person.get(rule["field"])
    if value and fold(value) in {fold(word) for word in rule["words"]} and not facts.is_of_group(rule["group"]):
        yield Fault(rule["field"], {"value": value, "group": SPECIAL_GROUP.get(rule["group"], rule["group"])})


def _has(text: str, words: object) -> bool:
    return isinstance(words, list) and any(fold(str(word)) in text for word in words)
