"""What a heading means: the synonyms of every field, looked up with the wider heading above first."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.sheets.mapping import Column, Target
from desktop.domain.sheets.plain_text import accented_key, bare_key

IGNORED = frozenset({"list.skip", "list.ordinal"})


@dataclass(frozen=True)
class Heading:
    """One field with the labels it is known by, and the wider headings they must stand under (any, if empty)."""

    target: Target
    labels: tuple[str, ...]
    under: tuple[str, ...] = ()
    otherwise: Target | None = None
    doubt: str = ""


@dataclass(frozen=True)
class Meaning:
    """What a heading was found to mean; `otherwise` holds when another column has the field already, `doubt` is what
    the clerk should know when the field was guessed."""

    target: Target
    otherwise: Target | None = None
    doubt: str = ""


class Vocabulary:
    """Finds the meaning of a heading's parts, widest first."""

    def __init__(self, headings: Iterable[Heading]) -> None:
        self._accented: dict[tuple[str, str], Meaning] = {}
        self._bare: dict[tuple[str, str], Meaning] = {}
        for heading in headings:
            for above in heading.under or ("",):
                for label in heading.labels:
                    meaning = Meaning(heading.target, heading.otherwise, heading.doubt)
                    self._accented.setdefault((accented_key(above), accented_key(label)), meaning)
                    self._bare.setdefault((bare_key(above), bare_key(label)), meaning)

    def find(self, parts: tuple[str, ...]) -> Meaning | None:
        """The meaning of a heading whose parts stand one below the other, or None.

        With marks first: "Năm" is a year and "Nam" a man. Under its wider heading first, then all the words as one
        heading, then the lowest part alone.
        """
        return self._find(tuple(map(accented_key, parts)), self._accented) or self._find(
            tuple(map(bare_key, parts)), self._bare
        )

    def targets(self) -> frozenset[Target]:
        """Everything a column can be taken as."""
        meanings = (*self._accented.values(), *self._bare.values())
        return frozenset(target for meaning in meanings for target in (meaning.target, meaning.otherwise) if target)

    @staticmethod
    def _find(keys: tuple[str, ...], known: dict[tuple[str, str], Meaning]) -> Meaning | None:
        filled = [key for key in keys if key]
        if not filled:
            return None
        tries = [(above, filled[-1]) for above in reversed(filled[:-1])]
        tries += [("", " ".join(filled)), ("", filled[-1])]
        return next((known[key] for key in tries if key in known), None)


def assign(headings: list[tuple[int, tuple[str, ...]]], vocabulary: Vocabulary) -> tuple[Column, ...]:
    """The columns with what they hold; a field goes to the first column that means it, choices of two fields last."""
    meanings = {position: vocabulary.find(parts) for position, parts in headings}
    taken: dict[Target, int] = {}
    for position, meaning in meanings.items():
        if meaning and meaning.otherwise is None:
            taken.setdefault(meaning.target, position)
    for position, meaning in meanings.items():
        if meaning and meaning.otherwise is not None:
            free = next((target for target in (meaning.target, meaning.otherwise) if target not in taken), None)
            if free is not None:
                taken[free] = position
    held = {position: target for target, position in taken.items()}
    return tuple(Column(position, heading_text(parts), held.get(position)) for position, parts in headings)


def doubts(
    headings: list[tuple[int, tuple[str, ...]]], columns: Iterable[Column], vocabulary: Vocabulary
) -> list[tuple[str, Target, str]]:
    """What the clerk should know of columns whose field was guessed: the heading, the field, and why."""
    held = {column.position: column.target for column in columns}
    found = []
    for position, parts in headings:
        meaning = vocabulary.find(parts)
        if meaning and meaning.doubt and held.get(position) == meaning.target:
            found.append((heading_text(parts), meaning.target, meaning.doubt))
    return found


def heading_text(parts: tuple[str, ...]) -> str:
    """A heading as findings show it: "Ngày, tháng, năm sinh – Nam"."""
    return " – ".join(part for part in parts if part)
