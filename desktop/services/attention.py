"""Who needs attention: the people found by going through every dossier, a few at a time, by a named question."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import date

from db.store import Store
from desktop.domain.due import NEARNESS

People = Generator[tuple[int, int], None, frozenset[int]]


@dataclass(frozen=True)
class Question:
    """What is asked of every dossier: its words; a reading that yields how far it is and returns keys of people."""

    words: str
    gather: Callable[[Store, date], People]


def _due_within(days: int) -> Callable[[Store, date], People]:
    def gather(store: Store, today: date) -> People:
        from desktop.services import due

        found = yield from due.gather(store, today)
        near = [duty for duty in found if (duty.due_on - today).days <= days]
        return frozenset(duty.person_id for duty in near if duty.person_id is not None)

    return gather


def _faulty(store: Store, today: date) -> People:
    from desktop.services import findings

    return findings.gather_faulty(store, today)


# What answers is loaded when it is asked: the words alone stand in a list that opens with the window.
FAULTS = {"faulty": Question("Có điều phải sửa", _faulty)}
DUE = {
    f"due{place}": Question(stage.words, _due_within(stage.days))
    for place, stage in enumerate(NEARNESS)
    if stage.days is not None
}
QUESTIONS = FAULTS | DUE
