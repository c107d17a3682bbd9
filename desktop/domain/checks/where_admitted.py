"""Checks of the place that admits people on contract, at school, seconded, or come from elsewhere."""

from collections.abc import Iterator
from datetime import date

from desktop.domain.calendar import add_months
from desktop.domain.rules.facts import Facts, day
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registry import check

_RESIDENCE = "village"


@check("cell since_on", rows="special_groups", group="text", months="number")
def should_be_at_residence(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Not so many months at the place of work or study yet, and admitted by a cell there."""
    yield from _wrong_place(facts, rule, is_residence=False)


@check("cell since_on", rows="special_groups", group="text", months="number")
def should_be_at_workplace(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """So many months at the place of work or study already, and admitted by a cell of the residence."""
    yield from _wrong_place(facts, rule, is_residence=True)


@check("group", rows="special_groups", group="text")
def group_without_start(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """It is not known since when, so that nobody can say which cell admits."""
    group = facts.groups.get(rule["group"])
    if group and not group.started_on:
        yield Fault("special_groups", {"group": facts.title_of(rule["group"])})


@check("cell since_on", group="text")
def should_have_left_school(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Somebody who waits for a job is admitted by a cell that is not of the residence."""
    group, cell, met_on = facts.groups.get(rule["group"]), facts.case.cell, facts.on("cell_meeting")
    since = day(group.started_on) if group else None
    village = cell.get("village") if cell else None
    if cell and village and since and met_on and since <= met_on and village.kind != _RESIDENCE:
        yield Fault("party_cell", {"cell": cell.name, "since_on": since})


@check("group cell", groups="list", purpose="text")
def workplace_not_asked(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Opinions were asked, but not at the place of work of somebody whom the residence admits."""
    cell = facts.case.cell
    village = cell.get("village") if cell else None
    kinds = {row.kind for row in facts.case.opinions if row.purpose == rule["purpose"]}
    of_group = next((kind for kind in rule["groups"] if facts.is_of_group(kind)), None)
    if cell and village and village.kind == _RESIDENCE and of_group and kinds and "workplace" not in kinds:
        yield Fault("opinions", {"group": facts.title_of(of_group), "cell": cell.name})


def _wrong_place(facts: Facts, rule: CheckRule, is_residence: bool) -> Iterator[Fault]:
    group, cell, met_on = facts.groups.get(rule["group"]), facts.case.cell, facts.on("cell_meeting")
    since = day(group.started_on) if group else None
    village = cell.get("village") if cell else None
    if not (since and cell and village and met_on):
        return
    is_long = add_months(since, rule["months"]) <= met_on
    if is_long is is_residence and (village.kind == _RESIDENCE) is is_residence:
        yield Fault("party_cell", {"cell": cell.name, "since_on": since})
