"""The list of people: found without accents, filtered and sorted, one screenful at a time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from db.driver import translated_errors
from db.records import Record
from db.store import Store
from db.text import fold

CHUNK = 4000
# What a list can be sorted by; the name always decides between equals.
ORDERS = {
    "name": "",
    "born_on": "person.born_on",
    "stage": "person.stage",
    "cell": "(SELECT sort_key FROM party_cell WHERE id = person.party_cell_id)",
}
# Words so common in the names of cells that they say nothing about which cell is meant ("Chi" is also a given name).
_COMMON_CELL_WORDS = frozenset("chi bo dang thon ban xa khu pho to dan ap khom truong tram co quan".split())
_COLUMNS = (
    "person.id, person.uid, person.full_name, person.sex, person.born_on, person.citizen_id, person.ethnicity,"
    " person.permanent_address, person.stage, person.party_cell_id,"
    " (SELECT name FROM party_cell WHERE id = person.party_cell_id) AS cell"
)
_HELPED = (
    "SELECT dossier.person_id FROM mentor_assignment JOIN dossier ON dossier.id = mentor_assignment.dossier_id"
    " WHERE mentor_assignment.ended_on IS NULL"
)
# Whoever has become an official member, or has left the path, needs no mentor and no class any more.
_ON_THE_WAY = (
    "person.stage NOT IN ('official', 'withdrawn', 'removed', 'refused', 'moved', 'struck_off', 'cancelled') AND "
)
# What may be missing, as a list can be narrowed by it: the words and the test.
LACKS = {
    "citizen_id": ("Thiếu số định danh", "person.citizen_id IS NULL"),
    "born_on": ("Thiếu ngày, tháng sinh", "(person.born_on IS NULL OR length(person.born_on) < 10)"),
    "native_place": ("Thiếu quê quán", "person.native_place IS NULL"),
    "party_cell_id": ("Chưa ghi chi bộ", "person.party_cell_id IS NULL"),
    "photo_id": ("Chưa có ảnh", "person.photo_id IS NULL"),
    "mentor": ("Chưa có người giúp đỡ", f"{_ON_THE_WAY}person.id NOT IN ({_HELPED})"),
    "certificate": (
        "Chưa có giấy chứng nhận",
        f"{_ON_THE_WAY}NOT EXISTS (SELECT 1 FROM certificate WHERE person_id = person.id AND kind = 'awareness')",
    ),
}


@dataclass(frozen=True)
class PeopleQuery:
    """What is looked for: words of a name or cell, end digits of a citizen id; a stage; a cell; a member who helps now;
    something missing, a key of LACKS; only `among` these keys of people; an order of ORDERS."""

    text: str = ""
    stage: str | None = None
    cell_id: int | None = None
    order: str = "name"
    descending: bool = False
    mentor_id: int | None = None
    lack: str | None = None
    among: frozenset[int] | None = None


def page(store: Store, query: PeopleQuery, offset: int = 0, limit: int = 50) -> list[Record]:
    """The rows from `offset` on, at most `limit`: id, uid, full_name, sex, born_on, citizen_id, ethnicity,
    permanent_address, stage, party_cell_id, cell (its name)."""
    where, parameters = _where(store, query)
    order = _order(query)
    # The keys come first, from the covering index alone, so that a rare name stops as early as a common one.
    keys = f"SELECT person.id FROM person WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
    return store.rows(
        f"SELECT {_COLUMNS} FROM person WHERE id IN ({keys}) ORDER BY {order}", [*parameters, limit, offset]
    )


def keys(store: Store, query: PeopleQuery) -> list[int]:
    """The keys of all people found, in order; their number is the count of the list."""
    return [key for chunk in key_chunks(store, query) for key in chunk]


def key_chunks(store: Store, query: PeopleQuery, size: int = CHUNK) -> Iterator[list[int]]:
    """The keys of all people found, in order, some thousands at a time; abandoned when the book changes."""
    where, parameters = _where(store, query)
    with translated_errors():
        cursor = store.connection.execute(
            f"SELECT person.id FROM person WHERE {where} ORDER BY {_order(query)}", parameters
        )
        while rows := cursor.fetchmany(size):
            yield [key for (key,) in rows]


def by_keys(store: Store, person_ids: list[int]) -> dict[int, Record]:
    """The list's rows of the given people."""
    marks = ", ".join("?" * len(person_ids))
    return {row["id"]: row for row in store.rows(f"SELECT {_COLUMNS} FROM person WHERE id IN ({marks})", person_ids)}


def count(store: Store, query: PeopleQuery) -> int:
    """How many people are found."""
    where, parameters = _where(store, query)
    return int(store.rows(f"SELECT count(*) AS n FROM person WHERE {where}", parameters)[0].n)


def counts_by_stage(store: Store) -> dict[str, int]:
    """How many people stand at each stage."""
    rows = store.rows("SELECT stage, count(*) AS n FROM person WHERE stage IS NOT NULL GROUP BY stage")
    return {row["stage"]: row["n"] for row in rows}


def _order(query: PeopleQuery) -> str:
    direction = " DESC" if query.descending else ""
    first = ORDERS[query.order]
    if first:
        return f"{first}{direction}, person.sort_key, person.id"
    return f"person.sort_key{direction}, person.id{direction}"


def _where(store: Store, query: PeopleQuery) -> tuple[str, list[Any]]:
    tests = ["person.stage IS NOT NULL"]
    parameters: list[Any] = []
    if query.stage is not None:
        tests.append("person.stage = ?")
        parameters.append(query.stage)
    if query.cell_id is not None:
        tests.append("person.party_cell_id = ?")
        parameters.append(query.cell_id)
    if query.mentor_id is not None:
        tests.append(f"person.id IN ({_HELPED} AND mentor_assignment.party_member_id = ?)")
        parameters.append(query.mentor_id)
    if query.lack is not None:
        tests.append(LACKS[query.lack][1])
    if query.among is not None:
        tests.append("person.id IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(sorted(query.among)))
    for word in fold(query.text).split():
        test, values = _word_test(store, word)
        tests.append(test)
        parameters.extend(values)
    return " AND ".join(tests), parameters


def _word_test(store: Store, word: str) -> tuple[str, list[Any]]:
    """A word begins a word of the name, digits stand anywhere in the citizen id, or it belongs to cell or dossier."""
    tests, parameters = ["instr(person.search_key, ?) > 0"], [word if word.isdigit() else f" {word}"]
    for column, found in (("party_cell_id", _cells(store, word)), ("id", _numbered(store, word))):
        if found:
            tests.append(f"person.{column} IN ({', '.join('?' * len(found))})")
            parameters.extend(found)
    return f"({' OR '.join(tests)})", parameters


def _cells(store: Store, word: str) -> list[Any]:
    if word in _COMMON_CELL_WORDS:
        return []
    return [row["id"] for row in store.rows("SELECT id FROM party_cell WHERE instr(search_key, ?) > 0", [f" {word}"])]


def _numbered(store: Store, word: str) -> list[Any]:
    """The people whose dossier's number holds the word; only words with a digit are numbers."""
    if not any(letter.isdigit() for letter in word):
        return []
    sql = "SELECT person_id FROM dossier WHERE number IS NOT NULL AND instr(lower(number), ?) > 0 LIMIT 500"
    return [row["person_id"] for row in store.rows(sql, [word])]
