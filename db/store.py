"""One open book: the only door for writing, named actions, undo, and reading of rows."""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from db import schema
from db.changes import Changes
from db.dates import is_partial_date
from db.derived import DERIVATIONS
from db.driver import Database, engine, remove_empty_journal, require_in_place, translated_errors
from db.errors import BadValue, NotAllowed, NotFound, StillUsed
from db.fields import DATE_KINDS, find_field
from db.journal import OWN_TABLES, Journal, RowChange
from db.records import Record
from db.rights import READING, WRITE, Rights
from db.text import nfc

Values = Mapping[str, Any]
# What makes a row the same row for ever.
KEPT_COLUMNS = frozenset({"id", "uid"})


class Action:
    """The write door while a named action is open; everything in it is committed at once."""

    def __init__(self, store: "Store", label: str) -> None:
        self._store = store
        self.label = label
        self.changes = Changes(label=label)

    def insert(self, table: str, values: Values) -> int:
        """Add one row; gives it a uid; returns its key."""
        with self._step():
            row = self._new_row(table, values)
            key: Any = self._store.database.table(table).insert(row).last_pk
        return int(key)

    def keep_photo(self, content: bytes) -> int:
        """Keep a prepared photograph once, whoever uses it; returns its key."""
        digest = hashlib.sha256(content).hexdigest()
        held = self._store.find("photo", sha256=digest)
        return held.id if held else self.insert("photo", {"sha256": digest, "content": content})

    def insert_all(self, table: str, rows: Iterable[Values]) -> None:
        """Add many rows of the same columns, for loads of thousands; keys may be given in them."""
        with self._step():
            self._store.execute_inserts(table, (self._new_row(table, values) for values in rows))

    def update(self, table: str, row_id: int, values: Values) -> None:
        """Change columns of one row; its key and uid are its own for ever. Raises NotFound."""
        prepared = self._store.prepare(table, values)
        if not KEPT_COLUMNS.isdisjoint(prepared):
            raise ValueError(f"{sorted(KEPT_COLUMNS & prepared.keys())} of {table} never change")
        if not prepared:
            self._store.get(table, row_id)
            return
        if table in DERIVATIONS and DERIVATIONS[table].sources & prepared.keys():
            prepared |= _derived(table, {**self._store.get(table, row_id), **prepared})
        with self._step():
            self._store.execute_update(table, row_id, prepared)

    def delete(self, table: str, row_id: int) -> None:
        """Remove one row and what hangs on it. Raises NotFound, and StillUsed when other rows need it."""
        self._store.require_door(table)
        self._store.get(table, row_id)
        try:
            with self._step():
                self._store.database.table(table).delete(row_id)
        except engine.IntegrityError:
            raise StillUsed(
                "Không xóa được vì mục khác trong sổ còn dùng đến. Không có gì thay đổi. "
                "Hãy sửa hoặc xóa các mục đó trước."
            ) from None

    def save_setting(self, key: str, value: str) -> None:
        """Keep a setting of the book."""
        held = self._store.find("setting", key=key)
        if held is None:
            self.insert("setting", {"key": key, "value": value})
        elif held.value != value:
            self.update("setting", held.id, {"value": value})

    @contextmanager
    def _step(self) -> Iterator[None]:
        """One statement of the open action; what a failing one noted is forgotten with it."""
        if not self._store.is_open(self):
            raise RuntimeError(f"action {self.label!r} is over")
        with self._store.journal.noting_whole():
            yield

    def _new_row(self, table: str, values: Values) -> dict[str, Any]:
        row = self._store.prepare(table, values)
        if "uid" in self._store.columns(table):
            row["uid"] = row.get("uid") or str(uuid.uuid4())
        return row | _derived(table, row)


class Store:
    """One open book. Made by db.book; closed by close()."""

    def __init__(
        self,
        path: Path,
        database: Database,
        user: str,
        secret: bytes = b"",
        on_close: Callable[[], None] | None = None,
    ) -> None:
        self.path = path
        self.secret = secret  # what the book's backups and scans are keyed by, too
        self._on_close = on_close
        self.database = database
        self.connection: Any = database.conn
        self.user = user
        self.rights: Rights | None = None  # of a book that one person uses alone: everything
        self.was_cut_short = False  # whether the program before this one ended without closing the book
        self._held_back = ""
        self._columns = schema.tables(self.connection)
        self.journal = Journal(self.connection, user, self._columns)
        self._open_action: Action | None = None
        self.changed = False

    # Who may

    def act_as(self, user: str, rights: Rights | None) -> None:
        """From now on the log names this user, who may do what `rights` says; everything when it is None."""
        self.user = self.journal.user = user
        self.rights = rights

    @property
    def held_back(self) -> str:
        """Why nothing is written in this book by anybody, in one sentence; empty in a book that is worked with."""
        return self._held_back

    def hold_back(self, reason: str) -> None:
        """From now on the book is only read, printed, exported and copied, for a reason; an empty one ends that."""
        self._held_back = reason

    def refusal(self, right: str) -> str:
        """Why the user may not do something, in one sentence; empty when he may."""
        refusal = self.rights.refusal(right) if self.rights is not None else ""
        if refusal or not self._held_back or right in READING:
            return refusal
        return f"{self._held_back} Không có gì thay đổi."

    def require(self, right: str) -> None:
        """Raise NotAllowed when the user may not do something."""
        refusal = self.refusal(right)
        if refusal:
            raise NotAllowed(refusal)

    # Writing

    @contextmanager
    def action(self, label: str, right: str = WRITE) -> Iterator[Action]:
        """A named action: committed once at the end with its log, or wholly undone by an error inside.

        Raises NotAllowed when the user lacks the right it needs, or one that a table it changed needs.
        """
        self.require(right)
        with self._transaction(label, undoes=None) as action:
            yield action

    def event(
        self, label: str, person_id: int | None = None, detail: dict[str, Any] | None = None, kind: str = ""
    ) -> None:
        """Log something that happened without changing a row, of a kind of db.log.KINDS; never inside an action."""
        if self._open_action is not None:
            raise RuntimeError(f"event {label!r} inside {self._open_action.label!r}")
        with translated_errors(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                self.journal.append_event(label, person_id, detail, kind)
                self.connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def undoing(self, label: str, action_number: int) -> Iterator[Action]:
        """The action that takes back an earlier one; for db.undo alone."""
        self.require(WRITE)
        with self._transaction(label, undoes=action_number) as action:
            yield action

    def execute_inserts(self, table: str, prepared: Iterable[Values]) -> None:
        """Add rows of one set of columns that passed the door; for the door alone. Raises ValueError for others."""
        rows = iter(prepared)
        first = next(rows, None)
        if first is None:
            return
        columns = tuple(first)
        sql = f"INSERT INTO [{table}] ({', '.join(f'[{each}]' for each in columns)}) VALUES ({_marks(columns)})"
        with self._all_or_none():
            self.connection.executemany(sql, (_in_order(row, columns) for row in chain([first], rows)))

    @contextmanager
    def _all_or_none(self) -> Iterator[None]:
        """Statements that are taken back together when one fails and the action goes on."""
        self.connection.execute("SAVEPOINT several")
        try:
            yield
        except BaseException:
            # A full disk may have rolled everything back already.
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK TO several")
                self.connection.execute("RELEASE several")
            raise
        self.connection.execute("RELEASE several")

    def execute_update(self, table: str, row_id: int, prepared: Values) -> None:
        """Change one row with values that passed the door; for the door alone."""
        assignments = ", ".join(f"[{column}] = ?" for column in prepared)
        sql = f"UPDATE [{table}] SET {assignments} WHERE id = ?"
        if self.connection.execute(sql, (*prepared.values(), row_id)).rowcount == 0:
            raise NotFound(_not_found(table, row_id))

    def prepare(self, table: str, values: Values) -> dict[str, Any]:
        """Values as they may be kept: known columns, NFC, blanks as nothing, well-formed dates. Raises BadValue."""
        self.require_door(table)
        columns = self.columns(table)
        unknown = [column for column in values if column not in columns]
        if unknown:
            raise ValueError(f"no column {unknown} in {table}")
        return {
            column: None if value is None else _normalised(table, column, value) for column, value in values.items()
        }

    def require_door(self, table: str) -> None:
        """Raise ValueError for a table that the journal alone writes; for the door alone."""
        if table in OWN_TABLES:
            raise ValueError(f"{table} is written by the journal alone")

    def is_open(self, action: Action) -> bool:
        """Whether this is the action being written now."""
        return self._open_action is action

    # Reading

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns of a table; a mistyped name is a bug and raises ValueError."""
        try:
            return self._columns[table]
        except KeyError:
            raise ValueError(f"no table {table}") from None

    @property
    def table_names(self) -> tuple[str, ...]:
        """Every table of the book."""
        return tuple(self._columns)

    def rows(self, sql: str, parameters: Iterable[Any] = ()) -> list[Record]:
        """The rows of a query; for modules of the record store alone."""
        with translated_errors():
            cursor = self.connection.execute(sql, tuple(parameters))
            names = [column[0] for column in cursor.description]
            return [Record(zip(names, row, strict=True)) for row in cursor]

    def get(self, table: str, row_id: int) -> Record:
        """One row by its key. Raises NotFound."""
        found = self.find(table, id=row_id)
        if found is None:
            raise NotFound(_not_found(table, row_id))
        return found

    def find(self, table: str, **equals: Any) -> Record | None:
        """The first row whose columns equal what is given, or None."""
        return next(iter(self.list(table, limit=1, **equals)), None)

    def list(self, table: str, order: str = "id", limit: int | None = None, **equals: Any) -> list[Record]:
        """The rows whose columns equal what is given (None finds empty ones), ordered by the named columns."""
        where, parameters = self._where(table, equals)
        ordered = ", ".join(f"[{column}]" for column in order.split() if self._known(table, column))
        tail = f" LIMIT {int(limit)}" if limit is not None else ""
        return self.rows(f"SELECT * FROM [{table}]{where} ORDER BY {ordered}{tail}", parameters)

    def count(self, table: str, **equals: Any) -> int:
        """How many rows have columns that equal what is given."""
        where, parameters = self._where(table, equals)
        return int(self.rows(f"SELECT count(*) AS n FROM [{table}]{where}", parameters)[0].n)

    def read_setting(self, key: str, default: str | None = None) -> str | None:
        """A setting of the book, or the default."""
        held = self.find("setting", key=key)
        return held.value if held else default

    def close(self) -> None:
        """Close the connection and free the book for other programs; a second call does nothing."""
        self.connection.close()
        remove_empty_journal(self.path)
        if self._on_close is not None:
            self._on_close()
            self._on_close = None

    @contextmanager
    def _transaction(self, label: str, undoes: int | None) -> Iterator[Action]:
        if self._open_action is not None:
            raise RuntimeError(f"action {label!r} inside {self._open_action.label!r}")
        action = self._open_action = Action(self, label)
        try:
            with translated_errors(self.path):
                self.connection.execute("BEGIN IMMEDIATE")
                try:
                    yield action
                    self._collect(action)
                    if action.changes:
                        action.changes.action = self.journal.append(label, undoes)
                    require_in_place(self.path)
                    self.connection.execute("COMMIT")
                except BaseException:
                    self._roll_back()
                    raise
        finally:
            self._open_action = None
        self.changed = self.changed or bool(action.changes)

    def _collect(self, action: Action) -> None:
        for change in self.journal.noted:
            self._require_for(change)
            action.changes.add(change.table, change.row_id)

    def _require_for(self, change: RowChange) -> None:
        """Whatever led to a change, a guarded row needs its right."""
        guard = self.rights.guard_of(change.table) if self.rights is not None else None
        if guard is not None and (not guard.kinds or not guard.kinds.isdisjoint(self._kinds(change))):
            self.require(guard.right)

    def _kinds(self, change: RowChange) -> set[str]:
        """The kinds a changed row had and has."""
        present = self.find(change.table, id=change.row_id)
        return {str(values["kind"]) for values in (change.old, change.new, present) if values and "kind" in values}

    def _roll_back(self) -> None:
        # A full disk may have rolled the transaction back already.
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")
        self.journal.forget()

    def _where(self, table: str, equals: Values) -> tuple[str, tuple[Any, ...]]:
        tests = [f"[{column}] IS ?" for column in equals if self._known(table, column)]
        return (" WHERE " + " AND ".join(tests) if tests else ""), tuple(equals.values())

    def _known(self, table: str, column: str) -> bool:
        if column not in self.columns(table):
            raise ValueError(f"no column {column} in {table}")
        return True


def _derived(table: str, row: Values) -> dict[str, Any]:
    derivation = DERIVATIONS.get(table)
    return {"search_key": derivation.search(row), "sort_key": derivation.sort(row)} if derivation else {}


def _marks(columns: tuple[str, ...]) -> str:
    return ", ".join("?" * len(columns))


def _in_order(row: Values, columns: tuple[str, ...]) -> tuple[Any, ...]:
    if len(row) != len(columns) or any(column not in row for column in columns):
        raise ValueError(f"rows of different columns: {sorted(row.keys() ^ set(columns))}")
    return tuple([row[column] for column in columns])


def _normalised(table: str, column: str, value: Any) -> Any:
    if not isinstance(value, str):
        return int(value) if isinstance(value, bool) else value
    kept = nfc(value)
    if not kept.strip():
        return None
    field = find_field(table, column)
    if field is not None and field.kind in DATE_KINDS and not is_partial_date(kept):
        raise BadValue(f"{field.label}: “{kept}” không phải là ngày. Hãy gõ ngày/tháng/năm, thí dụ 03/02/1998.")
    return kept


def _not_found(table: str, row_id: int) -> str:
    return f"Không tìm thấy mục số {row_id} ({table}) trong sổ; có thể mục này vừa bị xóa. Hãy tải lại danh sách."
