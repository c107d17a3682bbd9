"""What is in hand: papers of a dossier that were received, and rows of the case found by day."""

from collections.abc import Iterable, Sequence

from db.records import Record
from desktop.domain.rules.facts import Facts, day
from desktop.domain.rules.words import fold


def received(facts: Facts, names: Iterable[str]) -> tuple[int, Record] | None:
    """The first paper of the dossier that came in under one of these names, with its place in the list.

    A name is the paper's own, or stands in its title.
    """
    wanted = [fold(name) for name in names]
    for place, item in enumerate(facts.case.items):
        is_here = item.received_on or item.dated_on
        if is_here and any(name == fold(item.paper or "") or name in fold(item.title or "") for name in wanted):
            return place, item
    return None


def lacking(facts: Facts, papers: Sequence[str]) -> list[str]:
    """Those of some papers that did not come in; "a | b" is one paper with two names."""
    return [paper.split("|")[0].strip() for paper in papers if not received(facts, paper.split("|"))]


def groups_among(facts: Facts, kinds: Sequence[str]) -> list[tuple[int, Record]]:
    """The special groups of some kinds the person is of, with their places in the list."""
    return [(place, row) for place, row in enumerate(facts.case.special_groups) if row.kind in kinds]


def has_before(facts: Facts, kind: str, other: str) -> bool:
    """Whether a step is recorded, and not only after another one; an unknown day counts as before."""
    limit = facts.on(other)
    return any(step.on is None or limit is None or step.on <= limit for step in facts.steps(kind))


def is_dated_after(row: Record, name: str, other: Record, other_name: str) -> bool:
    """Whether a day of one row lies after a day of another; unknown days never do."""
    one, two = day(row.get(name)), day(other.get(other_name))
    return bool(one and two and one > two)
