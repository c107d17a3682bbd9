"""Erasing a person: rows, photograph, the key of the scans and of the values in the log; again in an older copy."""

from collections.abc import Iterable, Sequence

from db import mentions
from db.changes import Changes
from db.driver import Connection
from db.mentions import Mention
from db.records import Record
from db.store import Store

ERASED_NAME = "(đã xóa)"
_COLUMNS = ("person_uid", "requested_on", "erased_at")
# What hangs on a person and does not go with the person's row by itself; certificates before their enrolments.
_HANGING = ("person_key", "certificate", "enrolment", "dossier")
# Rows of other dossiers that cannot be without their member.
_NEEDING = ("mentor_assignment", "introduction", "mentor_report")
_NEEDED = "SELECT 1 FROM {} WHERE party_member_id IN (SELECT id FROM party_member WHERE person_id = ?)"
_NAMELESS_NUMBERS = (
    "UPDATE paper_number SET subject = NULL, note = NULL, dossier_id = NULL"
    " WHERE dossier_id IN (SELECT id FROM dossier WHERE person_id = ?)"
)
# What the log of an erasing names without any value and that was changed, not deleted: texts of others.
_PLACES = (
    "SELECT table_name, row_id FROM change_log WHERE kind = 'update' AND payload IS NULL AND action ="
    " (SELECT max(action) FROM change_log WHERE table_name = 'erased_person' AND kind = 'insert' AND row_id = ?)"
)
_UNUSED = (
    "DELETE FROM photo WHERE id NOT IN (SELECT photo_id FROM person WHERE photo_id IS NOT NULL)",
    "DELETE FROM scan WHERE id NOT IN (SELECT scan_id FROM dossier_item WHERE scan_id IS NOT NULL)",
)


def is_needed_by_others(store: Store, person_id: int) -> bool:
    """Whether dossiers of others name the person, so that a nameless member stays in them."""
    return _is_needed_by_others(store.connection, person_id)


def erase(
    store: Store,
    person_id: int,
    label: str,
    requested_on: str | None,
    erased_at: str,
    named_in: Sequence[Mention] = (),
) -> Changes:
    """Erase a person from the open book in one action, for good. `label` stands in the log in the open: no name in it.

    What others depend on stays, nameless; in the texts of others that are given the name is replaced, and the log
    keeps neither the old text nor the new one. Raises NotFound.
    """
    person = store.get("person", person_id)
    uid, wanted = person.uid, mentions.sought(person)
    with store.action(label, right="erase") as action:
        store.journal.withhold(person_id, {(each.table, each.row_id) for each in named_in})
        for each in named_in:
            action.update(each.table, each.row_id, {each.column: mentions.without(each.text, wanted, ERASED_NAME)})
        _erase(store.connection, person_id)
        for statement in _UNUSED:
            store.connection.execute(statement)
        action.insert("erased_person", dict(zip(_COLUMNS, (uid, requested_on, erased_at), strict=True)))
    return action.changes


def erased_persons(connection: Connection) -> list[Record]:
    """The list of erased persons a book keeps: uid, when asked for, when done; nothing else is known of them.

    `places`: the rows of others in which the name was replaced, each as table and key.
    """
    rows = connection.execute(f"SELECT id, {', '.join(_COLUMNS)} FROM erased_person").fetchall()
    return [
        Record(zip(_COLUMNS, row, strict=True), places=connection.execute(_PLACES, (row_id,)).fetchall())
        for row_id, *row in rows
    ]


def erase_again(connection: Connection, erased: Iterable[Record]) -> int:
    """Bring a book up to a list of erased persons, in one transaction; how many had to be erased here."""
    done = 0
    connection.execute("BEGIN IMMEDIATE")
    try:
        for entry in erased:
            row = connection.execute("SELECT id FROM person WHERE uid = ?", (entry.person_uid,)).fetchone()
            if row:
                _unname(connection, int(row[0]), entry.get("places", ()))
                _erase(connection, int(row[0]))
                done += 1
            connection.execute(
                f"INSERT INTO erased_person ({', '.join(_COLUMNS)}) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [entry[column] for column in _COLUMNS],
            )
        for statement in _UNUSED:
            connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return done


def _erase(connection: Connection, person_id: int) -> None:
    # A number stays taken; what the paper was about goes with the person.
    if "paper_number" in _tables(connection):
        connection.execute(_NAMELESS_NUMBERS, (person_id,))
    for table in _HANGING:
        connection.execute(f"DELETE FROM {table} WHERE person_id = ?", (person_id,))
    # Of any place with this number: a draft in an old copy matters less than a trace of the person.
    connection.execute("DELETE FROM draft WHERE record_id = ?", (person_id,))
    if _is_needed_by_others(connection, person_id):
        # Others were helped or introduced by this member: their dossiers keep a nameless one.
        _blank(connection, person_id)
    else:
        connection.execute("DELETE FROM person WHERE id = ?", (person_id,))


def _is_needed_by_others(connection: Connection, person_id: int) -> bool:
    # A copy may have the layout of an earlier version, which lacks some of them.
    there = [table for table in _NEEDING if table in _tables(connection)]
    return any(connection.execute(_NEEDED.format(table), (person_id,)).fetchone() for table in there)


def _unname(connection: Connection, person_id: int, places: Iterable[tuple[str, int]]) -> None:
    """Replace the name in the rows of others in which it was replaced before."""
    cursor = connection.execute("SELECT * FROM person WHERE id = ?", (person_id,))
    wanted = mentions.sought(Record(zip([each[0] for each in cursor.description], cursor.fetchone(), strict=True)))
    for table, row_id in places:
        for column, text in mentions.texts_of_row(connection, table, row_id).items():
            changed = mentions.without(text, wanted, ERASED_NAME)
            if changed != text:
                connection.execute(f"UPDATE [{table}] SET [{column}] = ? WHERE id = ?", (changed, row_id))


def _tables(connection: Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]


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
    return [
        (table, row[3])
        for table in _tables(connection)
        for row in connection.execute(f"PRAGMA foreign_key_list([{table}])")
        if row[2] == "person"
    ]
