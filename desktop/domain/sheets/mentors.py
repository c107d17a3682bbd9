"""Mentors as lists name them: several in one cell, forms of address before them, and which member is meant."""

import re
from collections.abc import Collection, Iterable

from db.records import Record
from desktop.domain.sheets.knowledge import RowWords
from desktop.vietnamese import proper_case

_BETWEEN = re.compile(r"\s*(?:[;,/\n+]|\s-\s|\bvà\b)\s*")
_NUMBERING = re.compile(r"^\d+[.)]\s*")


def mentor_names(text: str, words: RowWords) -> tuple[str, ...]:
    """The names of a cell, each once, in proper case when written in capitals."""
    # "Đ/c" holds a separator, so such forms of address go first.
    bare = _without(text, words["titles"], r"[.:]?\s*")
    names = [_NUMBERING.sub("", name).strip(" .") for name in _BETWEEN.split(bare)]
    names = [_without(name, words["titles_like_names"], r"[.:]?\s+(?=\S+\s+\S+\s+\S)", "^") for name in names]
    proper = (proper_case(name) if name == name.upper() else name for name in names if len(name.split()) > 1)
    return tuple(dict.fromkeys(proper))


def find_member(members: Collection[Record], cell_id: int | None) -> Record | None:
    """The member meant by a name: the only one of it, else the only one of the candidate's cell."""
    if len(members) == 1:
        return next(iter(members))
    of_cell = [member for member in members if cell_id is not None and member.party_cell_id == cell_id]
    return of_cell[0] if len(of_cell) == 1 else None


def _without(text: str, titles: Iterable[str], after: str, before: str = r"(?<!\w)") -> str:
    any_title = "|".join(re.escape(title) for title in sorted(titles, key=len, reverse=True))
    return re.sub(rf"{before}(?:{any_title})(?!\w){after}", "", text, flags=re.IGNORECASE)
