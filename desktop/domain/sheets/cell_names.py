"""Names of cells as lists write them: with or without the word "Chi bộ", in capitals, counted behind."""

import re
from collections.abc import Iterable

from desktop.domain.sheets.knowledge import RowWords
from desktop.domain.sheets.plain_text import accented_key, bare_key
from desktop.vietnamese import proper_case

PREFIX = "Chi bộ"


def full_cell_name(name: str, words: RowWords) -> str:
    """The name as a cell is called: in proper case when written in capitals, with "Chi bộ" before a village or unit."""
    written = _in_proper_case(name, words) if name == name.upper() else name
    key = written.casefold()
    return written if key.startswith(words["cells"]) else f"{PREFIX} {written}"


def _in_proper_case(name: str, words: RowWords) -> str:
    proper = proper_case(name)
    for word in (*words["cells"], *words["units"]):
        proper = re.sub(rf"(?<!\w){re.escape(word.strip())}(?!\w)", word.strip(), proper, flags=re.IGNORECASE)
    return proper[:1].upper() + proper[1:]


def cell_key(name: str | None) -> str:
    """What two spellings of a cell's name have in common."""
    return _core(bare_key(name or ""))


class CellBook:
    """The cells of a book, found by name with marks, else without them when only one is meant."""

    def __init__(self, cells: Iterable[tuple[int, str]]) -> None:
        self._accented: dict[str, int] = {}
        self._bare: dict[str, set[int]] = {}
        for key, name in cells:
            self._accented.setdefault(_core(accented_key(name)), key)
            self._bare.setdefault(_core(bare_key(name)), set()).add(key)

    def find(self, name: str) -> int | None:
        """The key of a cell, or None."""
        found = self._accented.get(_core(accented_key(name)))
        if found is None:
            alike = self._bare.get(_core(bare_key(name)), set())
            found = next(iter(alike)) if len(alike) == 1 else None
        return found


def _core(key: str) -> str:
    for prefix in (accented_key(PREFIX), bare_key(PREFIX)):
        if key.startswith(prefix + " "):
            return key[len(prefix) + 1 :]
    return key
