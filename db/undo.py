"""Taking an action back: a new change that restores the rows before it, unless a row has moved on."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from db.changes import Changes
from db.driver import engine
from db.errors import CannotUndo, StillUsed
from db.records import Record
from db.store import Action, Store

# Records of what happened outside the book, and settings: an action that wrote them is no typing slip.
LASTING = ("printed_paper", "erased_person", "setting", "draft", "scan", "account", "report_event", "hand_over")
ERASED_LABEL = "(dữ liệu cá nhân đã xóa)"
# An action is of the kind of its row that sorts last: drafts and settings make room for changes, changes for the rest.
DRAFT, BOOK, CHANGE, ERASE, PRINT = "autosave", "book", "change", "erase", "print"
_ROW_KIND = (
    f"CASE WHEN kind = 'event' THEN table_name WHEN table_name = 'printed_paper' AND kind = 'insert' THEN '{PRINT}'"
    f" WHEN table_name = 'erased_person' AND kind = 'insert' THEN '{ERASE}'"
    f" WHEN table_name = 'draft' THEN '{DRAFT}' WHEN table_name = 'setting' THEN '{BOOK}' ELSE '{CHANGE}' END"
)
_IS_LASTING = f"kind = 'event' OR table_name IN {LASTING} OR (table_name = 'office' AND kind = 'insert')"
_BACK, _AGAIN = "Hoàn tác: ", "Làm lại: "
# What an undoing leads to, inside its action: given the keys of the people whose rows it restored.
Settle = Callable[[Action, frozenset[int]], None]


@dataclass(frozen=True)
class LoggedAction:
    """One action of the log: its number, when, who, its label, how many rows, and whether it was or can be taken back.

    `undone_by` is the action that took it back, unless that one was itself taken back. `kind` is one of db.log.KINDS.
    """

    number: int
    at: str
    user: str
    label: str
    rows: int
    undone_by: int | None
    undoes: int | None
    is_lasting: bool
    kind: str = ""


def list_actions(store: Store, person_id: int | None = None, limit: int = 200) -> list[LoggedAction]:
    """The newest actions first; of one person when given."""
    tests = ["kind <> 'event'"] + (["person_id = ?"] if person_id is not None else [])
    return read_actions(store, tests, [person_id] if person_id is not None else [], limit)


def read_actions(
    store: Store, tests: Sequence[str], parameters: Sequence[Any], limit: int, kind: str | None = None
) -> list[LoggedAction]:
    """The newest actions with rows that pass all tests (SQL with the parameters), of one kind when given."""
    where = f"WHERE {' AND '.join(tests)}" if tests else ""
    # Not by a maximum: a second one would leave it open whose other columns are shown.
    having = f"HAVING sum({_ROW_KIND} = ?) > 0 AND sum({_ROW_KIND} > ?) = 0" if kind is not None else ""
    rows = store.rows(
        "SELECT action, at, user, label, person_id, payload, count(*) AS row_count, undoes,"
        # The one minimum chooses the row whose other columns are shown: one that holds the label, where there is one.
        f" min(person_id IS NULL), sum({_IS_LASTING}) > 0 AS is_lasting"
        f" FROM change_log {where} GROUP BY action {having} ORDER BY action DESC LIMIT ?",
        [*parameters, *([kind, kind] if kind is not None else []), limit],
    )
    kinds = _kinds(store, [row.action for row in rows])
    undoings = _undoings(store)
    return [
        LoggedAction(
            row.action,
            row.at,
            row.user,
            _label(store, row),
            row.row_count,
            _undone_by(undoings, row.action),
            row.undoes,
            bool(row.is_lasting),
            kinds[row.action],
        )
        for row in rows
    ]


def last_action(store: Store) -> LoggedAction | None:
    """The newest action that can still be taken back: not lasting, neither undone nor itself an undoing."""
    return next((each for each in list_actions(store, limit=50) if _is_open(each)), None)


def changes_of(store: Store, action_number: int) -> list[Record]:
    """The rows of an action, oldest first, with readable `old` and `new` (both None once the person was erased)."""
    rows = store.rows("SELECT * FROM change_log WHERE action = ? ORDER BY id", [action_number])
    payloads = [store.journal.reveal(row) or {} for row in rows]
    label = next((payload["label"] for payload in payloads if "label" in payload), ERASED_LABEL)
    for row, payload in zip(rows, payloads, strict=True):
        row["old"], row["new"], row["is_readable"] = payload.get("old"), payload.get("new"), bool(payload)
        row["label"] = row.label or label
    return rows


def undo(store: Store, action_number: int, settle: Settle | None = None) -> Changes:
    """Take an action back, whole, as a new action. Raises CannotUndo with the reason; then nothing was changed."""
    rows = changes_of(store, action_number)
    if not rows:
        raise CannotUndo("Không tìm thấy việc cần hoàn tác trong nhật ký. Không có gì thay đổi.")
    label = rows[0].label
    if _undone_by(_undoings(store), action_number) is not None:
        raise CannotUndo(f"Việc “{label}” đã được hoàn tác trước đó. Không có gì thay đổi.")
    with store.undoing(_label_of_undoing(label), action_number) as action:
        try:
            for row in reversed(rows):
                _take_back(store, action, row)
        except (StillUsed, engine.IntegrityError):
            raise _still_needed(label) from None
        _require_nothing_else(store, rows)
        if settle is not None:
            people = {row.person_id for row in rows if row.person_id is not None}
            settle(action, frozenset(key for key in people if store.find("person", id=key)))
    return action.changes


def _kinds(store: Store, numbers: list[int]) -> dict[int, str]:
    """The kind of each action, by all of its rows, whichever of them were asked for."""
    rows = store.rows(
        f"SELECT action, max({_ROW_KIND}) AS kind FROM change_log"
        " WHERE action IN (SELECT value FROM json_each(?)) GROUP BY action",
        [json.dumps(numbers)],
    )
    return {row.action: row.kind for row in rows}


def _undoings(store: Store) -> dict[int, int]:
    """Actions that were taken back, each with the newest action that did it."""
    rows = store.rows("SELECT undoes, max(action) AS action FROM change_log WHERE undoes IS NOT NULL GROUP BY undoes")
    return {row.undoes: row.action for row in rows}


def _undone_by(undoings: dict[int, int], number: int) -> int | None:
    newest = undoings.get(number)
    return newest if newest is not None and _undone_by(undoings, newest) is None else None


def _label(store: Store, row: Record) -> str:
    """The label of a row of the log; it stands with the values of its person."""
    payload = store.journal.reveal(row) or {}
    return str(payload.get("label") or row.label or ERASED_LABEL)


def _label_of_undoing(label: str) -> str:
    if label.startswith(_BACK):
        return _AGAIN + label.removeprefix(_BACK)
    return _BACK + label.removeprefix(_AGAIN)


def _is_open(action: LoggedAction) -> bool:
    return action.undone_by is None and action.undoes is None and not action.is_lasting


def _take_back(store: Store, action: Action, row: Record) -> None:
    if row.kind == "event" or _is_lasting(row) or not row.is_readable:
        raise CannotUndo(
            f"Việc “{row.label}” không hoàn tác được "
            "(lập sổ, thiết lập, tài khoản, in, xuất, đăng nhập hoặc xóa dữ liệu cá nhân). Không có gì thay đổi."
        )
    if row.table_name == "photo":
        return  # pictures are kept by content; taking back a change of picture is taking back a key
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


def _is_lasting(row: Record) -> bool:
    return row.table_name in LASTING or (row.table_name, row.kind) == ("office", "insert")


def _require_nothing_else(store: Store, rows: list[Record]) -> None:
    """What was added to a row since would go with it: then the action is not taken back."""
    own = {(row.table_name, row.row_id) for row in rows}
    if any((note.table, note.row_id) not in own for note in store.journal.noted):
        raise _still_needed(rows[0].label)


def _still_needed(label: str) -> CannotUndo:
    return CannotUndo(
        f"Không hoàn tác được “{label}” vì đã có mục khác dựa vào nó. Không có gì thay đổi. "
        "Hãy sửa trực tiếp mục cần sửa."
    )


def _has_moved_on(present: Record | None, row: Record) -> bool:
    if row.kind == "delete":
        return present is not None
    if present is None:
        return True
    expected: dict[str, Any] = row.new
    return any(present[column] != value for column, value in expected.items())
