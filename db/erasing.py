"""Erasing a person: rows, photograph and the key of the values in the log go; again in a copy from before it."""

from collections.abc import Iterable

from db.changes import Changes
from db.driver import Connection
from db.records import Record
from db.store import Store

ERASED_NAME = "(đã xóa)"
_COLUMNS = ("person_uid", "requested_on", "erased_at")
# What hangs on a person and does not go with the person's row by itself; certificates before their enrolments.
_HANGING = ("person_key", "certificate", "enrolment", "dossier")
_OTHERS = (
    "SELECT 1 FROM party_member WHERE person_id = ? AND (id IN (SELECT party_member_id FROM mentor_assignment)"
    " OR id IN (SELECT party_member_id FROM introduction) OR id IN (SELECT party_member_id FROM mentor_report))"
)
_NAMELESS_NUMBERS = (
    "UPDATE paper_number SET subject = NULL, note = NULL, dossier_id = NULL"
    " WHERE dossier_id IN (SELECT id FROM dossier WHERE person_id = ?)"
)
_UNUSED_PHOTOS = "DELETE FROM photo WHERE id NOT IN (SELECT photo_id FROM person WHERE photo_id IS NOT NULL)"


def is_needed_by_others(store: Store, person_id: int) -> bool:
    """Whether dossiers of others name the person, so that a nameless member stays in them."""
    return bool(store.rows(_OTHERS, [person_id]))


def erase(store: Store, person_id: int, label: str, requested_on: str | None, erased_at: str) -> Changes:
    """Erase a person from the open book in one action, for good. `label` stands in the log in the open: no name in it.

    What others depend on stays, nameless. Raises NotFound.
    """
    uid = store.get("person", person_id).uid
    with store.action(label, right="erase") as action:
        store.journal.withhold(person_id)
        _erase(store.connection, person_id)
        store.connection.execute(_UNUSED_PHOTOS)
        action.insert("erased_person", dict(zip(_COLUMNS, (uid, requested_on, erased_at), strict=True)))
    return action.changes


def erased_persons(connection: Connection) -> list[Record]:
    """The list of erased persons a book keeps: uid, when asked for, when done; nothing else is known of them."""
    rows = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM erased_person")
    return [Record(zip(_COLUMNS, row, strict=True)) for row in rows]


def erase_again(connection: Connection, erased: Iterable[Record]) -> int:
    """Bring a book up to a list of erased persons, in one transaction; how many had to be erased here."""
    done = 0
    connection.execute("BEGIN IMMEDIATE")
    try:
        for entry in erased:
            row = connection.execute("SELECT id FROM person WHERE uid = ?", (entry.person_uid,)).fetchone()
            if row:
                _erase(connection, int(row[0]))
                done += 1
            connection.execute(
                f"INSERT INTO erased_person ({', '.join(_COLUMNS)}) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [entry[column] for column in _COLUMNS],
            )
        connection.execute(_UNUSED_PHOTOS)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return done


def _erase(connection: Connection, person_id: int) -> None:
    # A number stays taken; what the paper was about goes with the person.
    connection.execute(_NAMELESS_NUMBERS, (person_id,))
    for table in _HANGING:
        connection.execute(f"DELETE FROM {table} WHERE person_id = ?", (person_id,))
    # Of any place with this number: a draft in an old copy matters less than a trace of the person.
    connection.execute("DELETE FROM draft WHERE record_id = ?", (person_id,))
    if connection.execute(_OTHERS, (person_id,)).fetchone():
        # Others were helped or introduced by this member: their dossiers keep a nameless one.
        _blank(connection, person_id)
    else:
        connection.execute("DELETE FROM person WHERE id = ?", (person_id,))


def _blank(connection: Connection, person_id: int) -> None:
    children = [table for table, column in _references(connection) if column == "person_id" and table != "party_member"]
    for table in children:
        connection.execute(f"DELETE FROM [{table}] WHERE person_id = ?", (person_id,))
    for table, kept in (("person", {"id", "uid"}), ("party_member", {"id", "uid", "person_id", "is_verified"})):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info([{table}])") if row[1] not in kept]
        values = {"full_name": ERASED_NAME, "search_key": "", "sort_key": b""}
        assignments = ", ".join(f"[{column}] = ?" for column in columns)
        key = "id" if table == "person" else "person_id"
        parameters = [*(values.get(column) for column in columns), person_id]
        connection.execute(f"UPDATE [{table}] SET {assignments} WHERE {key} = ?", parameters)


def _references(connection: Connection) -> list[tuple[str, str]]:
    """The tables that point to person, each with the column that does."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return [
        (table, row[3])
        for table in tables
        for row in connection.execute(f"PRAGMA foreign_key_list([{table}])")
        if row[2] == "person"
    ]
