"""Looking up what a reference field may point to, by a few typed letters without accents."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from db import people_list
from db.people_list import PeopleQuery
from db.records import Record
from db.store import Store
from db.text import fold
from desktop.services import mentoring
from desktop.services.display import member_label, person_label

LIMIT = 12


class Suggestion(NamedTuple):
    """One row a reference may point to."""

    key: int
    label: str


def find(store: Store, table: str, text: str) -> list[Suggestion]:
    """The rows of a table whose names hold the typed words, best first; all (up to LIMIT) when nothing is typed."""
    return _FINDERS.get(table, _find_named(table))(store, text)


def among(rows: Sequence[Record], label: Callable[[Record], str], text: str) -> list[Suggestion]:
    """Those of some rows whose words hold the typed ones; all when nothing is typed."""
    words = fold(text).split()
    told = [(row.id, label(row)) for row in rows]
    return [Suggestion(key, shown) for key, shown in told if all(f" {word}" in f" {fold(shown)}" for word in words)]


def _find_named(table: str) -> Callable[[Store, str], list[Suggestion]]:
    def finder(store: Store, text: str) -> list[Suggestion]:
        words = fold(text).split()
        rows = ((row, f" {fold(row.name)}") for row in store.list(table, order="id"))
        found = (row for row, key in rows if all(f" {word}" in key for word in words))
        return [Suggestion(row.id, row.name) for row in found][: LIMIT if words else None]

    return finder


def _find_people(store: Store, text: str) -> list[Suggestion]:
    rows = people_list.page(store, PeopleQuery(text=text), limit=LIMIT)
    return [Suggestion(row.id, person_label(row)) for row in rows]


def _find_members(store: Store, text: str) -> list[Suggestion]:
    return [
        Suggestion(row.id, member_label(row.full_name, row.cell or ""))
        for row in mentoring.find_members(store, text, LIMIT)
    ]


_FINDERS: dict[str, Callable[[Store, str], list[Suggestion]]] = {
    "person": _find_people,
    "party_member": _find_members,
}
