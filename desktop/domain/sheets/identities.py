"""Who is the same person: by the personal identification number, else by name and date of birth."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from db.text import fold


@dataclass(frozen=True)
class Identity:
    """What a person is recognised by; `reference` is a key of the book or a row of the file."""

    reference: int
    full_name: str
    born_on: str | None
    citizen_id: str | None
    cell: str | None = None


@dataclass(frozen=True)
class Match:
    """Who was recognised, if anyone; else who is so alike that the clerk should look, or has the same number."""

    found: Identity | None = None
    holder_of_number: Identity | None = None
    alike: Identity | None = None


class Identities:
    """People to be recognised; looks up without walking through them."""

    def __init__(self, people: Iterable[Identity] = ()) -> None:
        self._by_number: dict[str, Identity] = {}
        self._by_name: dict[str, list[Identity]] = defaultdict(list)
        for person in people:
            self.add(person)

    def add(self, person: Identity) -> None:
        """One more person to be recognised."""
        if person.citizen_id:
            self._by_number.setdefault(person.citizen_id, person)
        self._by_name[fold(person.full_name)].append(person)

    def match(self, person: Identity) -> Match:
        """Whether the person is one of these."""
        holder = self._by_number.get(person.citizen_id or "")
        if holder is not None and _is_plausible(holder, person):
            return Match(holder)
        namesakes = self._by_name.get(fold(person.full_name), [])
        possible = [other for other in namesakes if not _numbers_differ(other, person) or holder is not None]
        found = _by_birth(possible, person)
        return Match(found, holder, None if found else _alike(namesakes, person))


def _is_plausible(holder: Identity, person: Identity) -> bool:
    """The same number with another name and another birth is a slip of the pen, not the same person."""
    if fold(holder.full_name) == fold(person.full_name):
        return True
    return bool(holder.born_on and person.born_on and dates_agree(holder.born_on, person.born_on))


def dates_agree(one: str, other: str) -> bool:
    """Whether two partial dates may be the same day: one is the beginning of the other."""
    return one.startswith(other) or other.startswith(one)


def _by_birth(namesakes: list[Identity], person: Identity) -> Identity | None:
    born_on = person.born_on
    if born_on is None:
        nameless = [other for other in namesakes if other.born_on is None and other.cell == person.cell]
        return nameless[0] if len(nameless) == 1 else None
    exact = [other for other in namesakes if other.born_on == born_on]
    if exact:
        return exact[0]
    partial = [other for other in namesakes if other.born_on and dates_agree(other.born_on, born_on)]
    return partial[0] if len(partial) == 1 else None


def _alike(namesakes: list[Identity], person: Identity) -> Identity | None:
    """A namesake of whom nothing says that it is somebody else, or whose birth is the same."""
    return next(
        (
            other
            for other in namesakes
            if other.born_on is None or person.born_on is None or dates_agree(other.born_on, person.born_on)
        ),
        None,
    )


def _numbers_differ(one: Identity, other: Identity) -> bool:
    return bool(one.citizen_id and other.citizen_id and one.citizen_id != other.citizen_id)
