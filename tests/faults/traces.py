"""P14: every change is traceable, and a gap in the log shows."""

from pathlib import Path
from typing import Any

from db import undo
from db.journal import HIDDEN, find_broken_link, silent_columns
from db.store import Store
from tests import factory
from tests.db import test_journal as rows
from tests.faults.promise import Outcome

PROMISED = "every table x insert/update/delete logged; an edited row and a dropped last row found"


def measure(folder: Path, is_full: bool) -> Outcome:
    """Insert, change and delete a row of every table; then edit each column of the log, and drop rows at its end."""
    store = factory.new_store(folder)
    tables, logged = _log_everything(store)
    edits = _found_edits(store, 12 if is_full else 1)
    drops = [_drop_is_found(store, count) for count in ((1, 2, 5, 1000) if is_full else (1,))]
    store.close()
    reached = f"{logged} of {3 * tables} logged ({tables} tables); {edits[0]} of {edits[1]} edits found; "
    reached += f"{sum(drops)} of {len(drops)} droppings of the last rows found"
    is_kept = logged == 3 * tables and edits[0] == edits[1] and all(drops)
    return Outcome("traces of changes", reached, PROMISED, is_kept)


def _log_everything(store: Store) -> tuple[int, int]:
    """How many tables there are, and how many of the three changes of each stand in the log with their values."""
    keys = rows.make_everything(store)
    factory.insert(store, "source_category", {"name": "Hội viên nông dân"})
    held = {(row.table_name, row.row_id, row.kind) for row in store.list("change_log")}
    logged = sum((table, key, "insert") in held for table, key in keys.items())
    logged += sum(_change_is_logged(store, table, key) for table, key in keys.items())
    deleted = dict.fromkeys(keys, True)
    for table in reversed(rows.order_of_making(store)):
        for row in reversed(store.list(table)):
            deleted[table] = deleted[table] and _deletion_is_logged(store, table, dict(row))
    logged += sum(deleted.values())
    return len(rows.logged_tables(store)), logged


def _change_is_logged(store: Store, table: str, key: int) -> bool:
    column, value = rows.CHANGED.get(table, ("note", "x"))
    before = store.get(table, key)[column]
    with store.action("Sửa") as action:
        action.update(table, key, {column: value})
    row = undo.changes_of(store, action.changes.action)[0]
    return (row.kind, row.table_name, row.old, row.new) == ("update", table, {column: before}, {column: value})


def _deletion_is_logged(store: Store, table: str, held: dict[str, Any]) -> bool:
    with store.action("Xóa") as action:
        action.delete(table, held["id"])
    row = undo.changes_of(store, action.changes.action)[-1]
    hidden, silent = HIDDEN.get(table, frozenset()), silent_columns(table)
    expected = {name: None if name in hidden else value for name, value in held.items() if name not in silent}
    return (row.kind, row.table_name, row.old) == ("delete", table, expected)


def _found_edits(store: Store, places: int) -> tuple[int, int]:
    """Edit one column of one row of the log, each alone: how many are found at that row, and how many there were."""
    found = tried = 0
    numbers = [row.id for row in store.list("change_log")]
    for column, change in rows.EDITS.items():
        for number in numbers[:: max(1, len(numbers) // places)][:places]:
            held = _entry(store, number)
            store.connection.execute("SAVEPOINT edit")
            store.connection.execute(f"UPDATE change_log SET [{column}] = {change} WHERE id = ?", (number,))
            if _entry(store, number) != held:  # some rows hold already what is written over them
                tried += 1
                found += find_broken_link(store.connection) == number
            store.connection.execute("ROLLBACK TO edit")
            store.connection.execute("RELEASE edit")
    return found, tried


def _entry(store: Store, number: int) -> tuple[object, ...]:
    found: tuple[object, ...] = store.connection.execute("SELECT * FROM change_log WHERE id = ?", (number,)).fetchone()
    return found


def _drop_is_found(store: Store, count: int) -> bool:
    """Drop rows at the end of the log, let the program go on, and look."""
    store.connection.execute("SAVEPOINT dropping")
    try:
        last = store.count("change_log")
        store.connection.execute("DELETE FROM change_log WHERE id > ?", (last - count,))
        store.journal.forget()
        store.journal.append_event("Việc tiếp theo")
        return find_broken_link(store.connection) == max(last - count, 0) + 1
    finally:
        store.connection.execute("ROLLBACK TO dropping")
        store.connection.execute("RELEASE dropping")
        store.journal.forget()
