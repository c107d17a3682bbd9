"""The change log: who changed what, noted by TEMP triggers and appended, encrypted and chained, at commit."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db import sealing
from db.driver import Connection, translated_errors
from db.schema import DERIVED_COLUMNS

# The log's own tables, and values that must not stand in it a second time.
OWN_TABLES = frozenset({"change_log", "person_key"})
_CONTENT = frozenset({"content"})
_SILENT = {"photo": _CONTENT, "draft": _CONTENT, "superior_template": _CONTENT}
# Of tables whose rows are nobody's, so that values stand in the open: what may be a name. Only that it changed is kept.
HIDDEN = {"scan": frozenset({"name"})}
_START = b"\x00" * 32


@dataclass(frozen=True)
class RowChange:
    """One changed row: `old` and `new` hold the changed columns only; an insert has no old, a delete no new."""

    kind: str
    table: str
    row_id: int
    old: dict[str, Any] | None
    new: dict[str, Any] | None


# Changes, each with the person whose values it holds.
Owned = list[tuple[RowChange, int | None]]


@dataclass(frozen=True)
class Entry:
    """What stands around the payload of one row of the log."""

    action: int
    at: str
    user: str
    label: str
    kind: str
    table: str
    row_id: int | None
    person_id: int | None
    undoes: int | None

    def sealed(self, payload: bytes | None, previous: bytes) -> bytes:
        """The link of the chain: SHA-256 over the previous link, this entry and its payload."""
        head = json.dumps(list(vars(self).values()), ensure_ascii=False, separators=(",", ":")).encode()
        return hashlib.sha256(previous + head + b"\x00" + (payload or b"")).digest()


class Journal:
    """Notes every change on one connection and appends the notes to the log when asked."""

    def __init__(self, connection: Connection, user: str, columns: dict[str, tuple[str, ...]]) -> None:
        self._connection = connection
        self.user = user
        self._noted: list[RowChange] = []
        self._gone: dict[tuple[str, int], dict[str, Any]] = {}
        self._withheld: frozenset[int] = frozenset()
        self._withheld_rows: frozenset[tuple[str, int]] = frozenset()
        self._columns = columns  # of every table of the book
        connection.create_function("note_change", 5, self._note)
        for statement in trigger_statements(self._columns):
            connection.execute(statement)
        self._head: bytes = self._last("chain", _START)
        self._action: int = self._last("action", 0)

    @property
    def head(self) -> bytes:
        """The last link of the chain."""
        return self._head

    @property
    def noted(self) -> list[RowChange]:
        """What was changed since the last append, oldest first."""
        return self._noted

    @contextmanager
    def noting_whole(self) -> Iterator[None]:
        """What is done inside is noted wholly, or not at all when it fails and is taken back by the engine."""
        before = len(self._noted)
        try:
            yield
        except BaseException:
            del self._noted[before:]
            raise

    def forget(self) -> None:
        """Drop the notes of a transaction that was rolled back, and anything remembered of it."""
        self._noted, self._withheld, self._withheld_rows = [], frozenset(), frozenset()
        self._head = self._last("chain", _START)
        self._action = self._last("action", 0)

    def withhold(self, person_id: int, rows: Iterable[tuple[str, int]] = ()) -> None:
        """In the open action name the rows of a person who is erased, and keep no value of them and no key.

        The same of further rows (table and key), in which somebody else's text named the person.
        """
        self._withheld |= {person_id}
        self._withheld_rows |= frozenset(rows)

    def append(self, label: str, undoes: int | None = None) -> int:
        """Write the notes as one action into the log, inside the open transaction; returns the action's number."""
        self._gone = {(note.table, note.row_id): note.old for note in self._noted if note.kind == "delete" and note.old}
        return self._write(label, undoes, [(change, self._person_of(change)) for change in self._noted])

    def append_event(
        self, label: str, person_id: int | None = None, detail: dict[str, Any] | None = None, kind: str = ""
    ) -> int:
        """Write something that happened without changing a row; its kind stands where a change names its table."""
        return self._write(label, None, [(RowChange("event", kind, 0, None, detail), person_id)])

    def reveal(self, row: Any) -> dict[str, Any] | None:
        """The readable payload of a log row (columns person_id, payload): `old`, `new`, and a person's row's `label`.

        None for a row without one, and once its person was erased.
        """
        if row["payload"] is None:
            return None
        if row["person_id"] is None:
            return json.loads(row["payload"])  # type: ignore[no-any-return]
        key = self._person_key(row["person_id"])
        # Written under a key that was destroyed, it stays closed: another was made later.
        plain = sealing.unseal(key, row["payload"]) if key else None
        return json.loads(plain) if plain is not None else None

    def key_of(self, person_id: int) -> bytes:
        """The key under which what belongs to a person is sealed; it goes when the person is erased.

        Made inside the open action while there is none.
        """
        return self._person_key(person_id) or self._new_person_key(person_id)

    def _note(self, table: str, kind: str, row_id: int, old: str | None, new: str | None) -> None:
        before = json.loads(old) if old else None
        after = json.loads(new) if new else None
        if before is not None and after is not None:
            changed = [column for column, value in after.items() if before[column] != value]
            if not changed:
                return
            before = {column: before[column] for column in changed}
            after = {column: after[column] for column in changed}
        self._noted.append(RowChange(kind, table, row_id, _hidden(table, before), _hidden(table, after)))

    def _write(self, label: str, undoes: int | None, changes: Owned) -> int:
        self._action += 1
        # A label names people: once a row belongs to a person it stands with that person's values, not in the open.
        # The label of an erasing names nobody.
        is_shown = bool(self._withheld) or all(person_id is None for _, person_id in changes)
        shown = label if is_shown else ""
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        self._connection.executemany(
            "INSERT INTO change_log"
            " (action, at, user, label, kind, table_name, row_id, person_id, undoes, payload, chain)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            list(self._rows(Entry(self._action, at, self.user, shown, "", "", None, None, undoes), changes, label)),
        )
        self._noted, self._gone, self._withheld, self._withheld_rows = [], {}, frozenset(), frozenset()
        return self._action

    def _rows(self, head: Entry, changes: Owned, label: str) -> Iterator[tuple[Any, ...]]:
        keys: dict[int, bytes] = {}
        for change, person_id in changes:
            payload = None
            if person_id in self._withheld or (change.table, change.row_id) in self._withheld_rows:
                pass  # only that it changed
            elif person_id is None:
                payload = _open_payload(change)
            else:
                keys[person_id] = keys.get(person_id) or self.key_of(person_id)
                payload = _own_payload(change, label, keys[person_id])
            about = change.kind, change.table, change.row_id or None, person_id
            entry = Entry(head.action, head.at, head.user, head.label, *about, head.undoes)
            self._head = entry.sealed(payload, self._head)
            yield (*vars(entry).values(), payload, self._head)

    def _person_key(self, person_id: int) -> bytes | None:
        row = self._connection.execute("SELECT key FROM person_key WHERE person_id = ?", (person_id,)).fetchone()
        return row[0] if row else None

    def _new_person_key(self, person_id: int) -> bytes:
        key = os.urandom(32)
        self._connection.execute("INSERT INTO person_key (person_id, key) VALUES (?, ?)", (person_id, key))
        return key

    def _person_of(self, change: RowChange) -> int | None:
        """The person whose values a change holds, found through the row itself or through its dossier."""
        if change.table == "person":
            return change.row_id
        columns = self._columns[change.table]
        if "person_id" in columns:
            return self._column_of(change, "person_id")
        if "dossier_id" in columns:
            dossier_id = self._column_of(change, "dossier_id")
            return self._dossier_person(dossier_id) if dossier_id else None
        return None

    def _column_of(self, change: RowChange, column: str) -> int | None:
        for values in (change.new, change.old):
            # A row that was cut loose from its person still held that person's values.
            found: int | None = values.get(column) if values is not None else None
            if found is not None:
                return found
        return self._present(change.table, change.row_id, column)

    def _dossier_person(self, dossier_id: int) -> int | None:
        return self._present("dossier", dossier_id, "person_id")

    def _present(self, table: str, row_id: int, column: str) -> int | None:
        row = self._connection.execute(f"SELECT [{column}] FROM [{table}] WHERE id = ?", (row_id,)).fetchone()
        if row:
            return row[0]  # type: ignore[no-any-return]
        # The row went in this same action; the note of its going still holds the whole row.
        return self._gone.get((table, row_id), {}).get(column)

    def _last(self, column: str, nothing: Any) -> Any:
        row = self._connection.execute(f"SELECT {column} FROM change_log ORDER BY id DESC LIMIT 1").fetchone()
        return row[0] if row else nothing


def silent_columns(table: str) -> frozenset[str]:
    """The columns of a table that never stand in the log: what is derived, and whole files kept in the book."""
    return DERIVED_COLUMNS | _SILENT.get(table, frozenset())


def trigger_statements(columns: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """The TEMP triggers of every table but the log's own: one each for insert, update and delete."""
    for table, names in columns.items():
        if table in OWN_TABLES:
            continue
        silent = silent_columns(table)
        kept = [name for name in names if name not in silent]
        old, new = (_json_of(side, kept) for side in ("old", "new"))
        for kind, values in (("insert", f"NULL, {new}"), ("update", f"{old}, {new}"), ("delete", f"{old}, NULL")):
            row = "old" if kind == "delete" else "new"
            yield (
                f"CREATE TEMP TRIGGER log_{table}_{kind} AFTER {kind.upper()} ON main.[{table}] "
                f"BEGIN SELECT note_change('{table}', '{kind}', {row}.id, {values}); END"
            )


def find_broken_link(connection: Connection) -> int | None:
    """The number of the first log row that is missing, or does not follow from the row before; None when all is whole.

    Rows are numbered without a gap, and the engine keeps the last number given apart from the log and in the same
    transaction: so rows dropped at the end are missed, too. Raises DamagedBook when the log cannot be read.
    """
    previous, number = _START, 0
    with translated_errors():
        for row in connection.execute(
            "SELECT id, action, at, user, label, kind, table_name, row_id, person_id, undoes, payload, chain"
            " FROM change_log ORDER BY id"
        ):
            number += 1
            *entry, payload, chain = row[1:]
            if row[0] != number or Entry(*entry).sealed(payload, previous) != chain:
                return min(number, int(row[0]))
            previous = chain
        given = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'change_log'").fetchone()
    return number + 1 if given and given[0] > number else None


def find_head(connection: Connection) -> tuple[int, str]:
    """How many rows the log has and its last link (hex), to be kept outside the book."""
    row = connection.execute("SELECT id, chain FROM change_log ORDER BY id DESC LIMIT 1").fetchone()
    return (int(row[0]), row[1].hex()) if row else (0, _START.hex())


def holds_head(connection: Connection, number: int, head: str) -> bool:
    """Whether the log still has, at that number, the link that was noted outside the book."""
    row = connection.execute("SELECT chain FROM change_log WHERE id = ?", (number,)).fetchone()
    return (row[0] if row else _START).hex() == head


def _hidden(table: str, values: dict[str, Any] | None) -> dict[str, Any] | None:
    hidden = HIDDEN.get(table)
    if values is None or hidden is None:
        return values
    return {column: None if column in hidden else value for column, value in values.items()}


def _open_payload(change: RowChange) -> bytes | None:
    return None if change.old is None and change.new is None else _packed({"old": change.old, "new": change.new})


def _own_payload(change: RowChange, label: str, key: bytes) -> bytes:
    return sealing.seal(key, _packed({"label": label, "old": change.old, "new": change.new}))


def _packed(payload: dict[str, Any]) -> bytes:
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


def _json_of(side: str, names: Iterable[str]) -> str:
    return "json_object(" + ", ".join(f"'{name}', {side}.[{name}]" for name in names) + ")"
