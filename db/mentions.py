"""Where a person's name or numbers still stand in rows that are not that person's own: free text of other dossiers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from db.driver import Connection
from db.records import Record
from db.text import fold

# Other people's own names are theirs, however alike; the rest is written by the program and names nobody.
_NAMES_OF_OTHERS = frozenset({"full_name", "birth_name", "alias", "name_for_sorting"})
_NOT_LOOKED_AT = frozenset(
    {"change_log", "person_key", "erased_person", "setting", "account", "photo", "import_layout"}
)
_NOT_TYPED = frozenset({"uid", "search_key", "sha256", "content_hash"})
_WORD = re.compile(r"\w+")
_SHORTEST_NUMBER = 9
NAMES, NUMBERS = ("full_name", "birth_name", "alias"), ("citizen_id", "phone")

Words = list[str]  # of one name or number, folded


@dataclass(frozen=True)
class Mention:
    """One text in which the person is named: the row and column, and whose dossier it is (None: of nobody)."""

    table: str
    row_id: int
    column: str
    text: str
    person_id: int | None


def sought(person: Record) -> list[Words]:
    """What tells who a person is: names of two words or more, long numbers."""
    names = [fold(person[column] or "").split() for column in NAMES]
    numbers = [[fold(person[column] or "")] for column in NUMBERS]
    wanted = [words for words in names if len(words) > 1]
    return wanted + [words for words in numbers if len(words[0]) >= _SHORTEST_NUMBER]


def find(connection: Connection, person: Record) -> list[Mention]:
    """Every text that names the person in a row of another, or of nobody."""
    wanted = sought(person)
    return [
        Mention(table, row_id, column, text, owner)
        for table, columns in _texts(connection)
        for row_id, owner, *texts in connection.execute(_query(connection, table, columns), (person.id,))
        for column, text in zip(columns, texts, strict=True)
        if text and next(_places(text, wanted), None)
    ]


def without(text: str, wanted: Iterable[Words], instead: str) -> str:
    """The text with every place that names the person replaced."""
    for start, end in sorted(set(_places(text, list(wanted))), reverse=True):
        text = text[:start] + instead + text[end:]
    return text


def texts_of_row(connection: Connection, table: str, row_id: int) -> dict[str, str]:
    """The texts of one row by column, those in which mentions are looked for; nothing for a row that is not there."""
    columns = next((columns for name, columns in _texts(connection) if name == table), ())
    if not columns:
        return {}
    shown = ", ".join(f"[{column}]" for column in columns)
    row = connection.execute(f"SELECT {shown} FROM [{table}] WHERE id = ?", (row_id,)).fetchone()
    return {column: text for column, text in zip(columns, row or (), strict=False) if text}


def _texts(connection: Connection) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The tables with the columns in which people type."""
    for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall():
        facts = connection.execute(f"PRAGMA table_info([{table}])").fetchall()
        left_out = _NOT_TYPED | (_NAMES_OF_OTHERS if table == "person" else frozenset())
        columns = tuple(name for _, name, kind, *_ in facts if kind == "TEXT" and name not in left_out)
        if columns and table not in _NOT_LOOKED_AT and not table.startswith("sqlite_"):
            yield table, columns


def _query(connection: Connection, table: str, columns: Sequence[str]) -> str:
    """Key, owner and texts of the rows that are not the person's own."""
    held: set[Any] = {fact[1] for fact in connection.execute(f"PRAGMA table_info([{table}])")}
    dossier = "(SELECT person_id FROM dossier WHERE id = dossier_id)"
    if table == "draft":
        # Of any page with the person's number: it goes with the person.
        return f"SELECT id, NULL, {', '.join(columns)} FROM draft WHERE record_id IS NOT ?"
    owner = "id" if table == "person" else "person_id" if "person_id" in held else "NULL"
    if owner == "NULL" and "dossier_id" in held:
        owner = dossier
    shown = ", ".join(f"[{column}]" for column in columns)
    return f"SELECT id, {owner}, {shown} FROM [{table}] WHERE {owner} IS NOT ?"


def _places(text: str, wanted: Sequence[Words]) -> Iterator[tuple[int, int]]:
    """Where the words of a name stand side by side in a text."""
    found = [(fold(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]
    for words in wanted:
        for first in range(len(found) - len(words) + 1):
            here = found[first : first + len(words)]
            if all(token == word for (token, *_), word in zip(here, words, strict=True)):
                yield here[0][1], here[-1][2]
