"""What is in hand: the papers of a dossier that came in, found by their names."""

from collections.abc import Iterable, Sequence

from db.records import Record
from desktop.domain.rules.facts import Facts
from desktop.domain.rules.words import fold


def received(facts: Facts, names: Iterable[str]) -> tuple[int, Record] | None:
    """The first paper of the dossier that came in under one of these names, with its place in the list.

    A name is the paper's own, or stands in its title.
    """
    wanted = [fold(name) for name in names]
    for place, item, paper, title in facts.received_items:
        if paper in wanted or any(name in title for name in wanted):
            return place, item
    return None


def lacking(facts: Facts, papers: Sequence[str]) -> list[str]:
    """Those of some papers that did not come in; "a | b" is one paper with two names."""
    return [paper.split("|")[0].strip() for paper in papers if not received(facts, paper.split("|"))]
