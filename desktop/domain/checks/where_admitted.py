"""Checks of the place that admits people on contract, at school, seconded, or come from elsewhere."""

from collections.abc import Iterator
from datetime import date

from desktop.domain.calendar import add_months
from desktop.domain.rules.facts import Facts, day
from desktop.domain.rules.model import CheckRule, Fault
from desktop.domain.rules.registry import check

_RESIDENCE = "village"


@check("cell since_on", group="text", months="number")
def should_be_at_residence(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """Not so many months at the place of work or study yet, and admitted by a cell there."""
    yield from _wrong_place(facts, rule, is_residence=False)


@check("cell since_on", group="text", months="number")
def should_be_at_workplace(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """So many months at the place of work or study already, and admitted by a cell of the residence."""
    yield from _wrong_place(facts, rule, is_residence=True)


@check("group", group="text")
def group_without_start(facts: Facts, rule: CheckRule, today: date) -> Iterator[Fault]:
    """It is not known since when, so that nobody can say which cell admits."""
    group = facts.groups.get(rule["group"])
    if group and not group.started_on:
        yield Fault("special_groups", {"group": facts.title_of(rule["group"])})


def _wrong_place(facts: Facts, rule: CheckRule, is_residence: bool) -> Iterator[Fault]:
    group, cell, met_on = facts.groups.get(rule["group"]), facts.case.cell, facts.on("cell_meeting")
    since = day(group.started_on) if group else None
    village = cell.get("village") if cell else None
    if not (since and cell and village and met_on):
        return
    is_long = add_months(since, rule["months"]) <= met_on
    if is_long is is_residence and (village.kind == _RESIDENCE) is is_residence:
        yield Fault("party_cell", {"cell": cell.name, "since_on": since})
