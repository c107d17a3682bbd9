"""Taking an action back: a new change that restores the rows before it, unless a row has moved on."""

from dataclasses import dataclass
from typing import Any

from db.changes import Changes
from db.driver import engine
from db.errors import CannotUndo
from db.records import Record
from db.store import Action, Store


# Records of what happened outside the book, and settings: an action that wrote them is no typing slip.
LASTING = ("printed_paper", "erased_person", "setting", "draft")


@dataclass(frozen=True)
class LoggedAction:
    """One action of the log: its number, when, who, its label, how many rows, and whether it was or can be taken back."""

    number: int
    at: str
    user: str
    label: str
    rows: int
    undone_by: int | None
    undoes: int | None
    is_lasting: bool


def list_actions(store: Store, person_id: int | None = None, limit: int = 200) -> list[LoggedAction]:
    """The newest actions first; of one person when given."""
    where = "WHERE kind <> 'event'" + (" AND person_id = ?" if person_id is not None else "")
    rows = store.rows(
        "SELECT action, min(at) AS at, min(user) AS user, min(label) AS label, count(*) AS row_count,"
        f" min(undoes) AS undoes, max(table_name IN {LASTING}) AS is_lasting,"
        " (SELECT min(later.action) FROM change_log AS later WHERE later.undoes = change_log.action) AS undone_by"
        f" FROM change_log {where} GROUP BY action ORDER BY action DESC LIMIT ?",
        [*([person_id] if person_id is not None else []), limit],
    )
    return [LoggedAction(r.action, r.at, r.user, r.label, r.row_count, r.undone_by, r.undoes, bool(r.is_lasting)) for r in rows]


def last_action(store: Store) -> LoggedAction | None:
    """The newest action that can still be taken back: not lasting, neither undone nor itself an undoing."""
    return next((each for each in list_actions(store, limit=50) if _is_open(each)), None)


def changes_of(store: Store, action_number: int) -> list[Record]:
    """The rows of an action, oldest first, with readable `old` and `new` (both None once the person was erased)."""
    rows = store.rows("SELECT * FROM change_log WHERE action = ? ORDER BY id", [action_number])
    for row in rows:
        payload = store.journal.reveal(row) or {}
        row["old"], row["new"] = payload.get("old"), payload.get("new")
        row["is_readable"] = bool(payload)
    return rows


def undo(store: Store, action_number: int) -> Changes:
    """Take an action back, whole, as a new action. Raises CannotUndo with the reason; then nothing was changed."""
    rows = changes_of(store, action_number)
    if not rows:
        raise CannotUndo("Không tìm thấy việc cần hoàn tác trong nhật ký. Không có gì thay đổi.")
    label = rows[0].label
    if store.count("change_log", undoes=action_number):
        raise CannotUndo(f"Việc “{label}” đã được hoàn tác trước đó. Không có gì thay đổi.")
    try:
        with store.undoing(f"Hoàn tác: {label}", action_number) as action:
            for row in reversed(rows):
                _take_back(store, action, row)
    except engine.IntegrityError:
        raise CannotUndo(
            f"Không hoàn tác được “{label}” vì đã có mục khác dựa vào nó. Không có gì thay đổi. "
            "Hãy sửa trực tiếp mục cần sửa."
        ) from None
    return action.changes


def _is_open(action: LoggedAction) -> bool:
    return action.undone_by is None and action.undoes is None and not action.is_lasting


def _take_back(store: Store, action: Action, row: Record) -> None:
    if row.kind == "event" or row.table_name in LASTING or not row.is_readable:
        raise CannotUndo(f"Việc “{row.label}” không hoàn tác được (in, xuất, đăng nhập hoặc xóa dữ liệu cá nhân).")
    present = store.find(row.table_name, id=row.row_id)
    if _has_moved_on(present, row):
        raise CannotUndo(
            f"Không hoàn tác được “{row.label}” vì sau đó dữ liệu đã được sửa tiếp. Không có gì thay đổi. "
            "Hãy hoàn tác việc sau trước, hoặc sửa trực tiếp."
        )
    if row.kind == "insert":
        action.delete(row.table_name, row.row_id)
    elif row.kind == "delete":
        action.insert(row.table_name, row.old)
    else:
        action.update(row.table_name, row.row_id, row.old)


def _has_moved_on(present: Record | None, row: Record) -> bool:
    if row.kind == "delete":
        return present is not None
    if present is None:
        return True
    expected: dict[str, Any] = row.new
    return any(present[column] != value for column, value in expected.items())
