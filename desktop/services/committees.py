"""The committees above the cells: corrected, added, merged; what stood under them keeps its former parent."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from db.changes import Changes
from db.errors import KnownError
from db.records import Record
from db.store import Action, Store
from desktop.domain.validation import Invalid, check_values
from desktop.vietnamese import show_date

Values = Mapping[str, Any]
# What stands under a committee: its table, the column of its parent, and the one by which a former parent names it.
_BELOW = (("party_cell", "committee_id", "party_cell_id"), ("party_committee", "parent_id", "committee_id"))
_PARENT, _LAST = "parent_id", "last_on"


def list_committees(store: Store) -> list[Record]:
    """All committees, the upper ones first as they were added."""
    return store.list("party_committee")


def list_former(store: Store) -> list[Record]:
    """Where cells and committees stood before, the earliest changes first."""
    return store.list("former_parent", order="last_on id")


def save_committee(store: Store, values: Values, committee_id: int | None = None) -> Changes:
    """Add a committee or correct one. Raises Invalid."""
    checked = check_values("party_committee", values, is_new=committee_id is None)
    _require_no_ring(store, committee_id, checked.get(_PARENT))
    name = checked.get("name") or store.get("party_committee", committee_id or 0).name
    with store.action(f"{'Thêm' if committee_id is None else 'Sửa'} {name}", right="settings") as action:
        if committee_id is None:
            action.insert("party_committee", checked)
        else:
            action.update("party_committee", committee_id, checked)
    return action.changes


def save_former(store: Store, values: Values, former_id: int | None = None) -> Changes:
    """Write down or correct where a cell or a committee stood until a day. Raises Invalid."""
    held = dict(store.get("former_parent", former_id)) if former_id is not None else {}
    checked = check_values("former_parent", values, is_new=former_id is None)
    owners = [(held | checked).get(column) for *_, column in _BELOW]
    if sum(owner is not None for owner in owners) != 1:
        raise Invalid({"party_cell_id": "Chọn một chi bộ, hoặc một cấp ủy; không chọn cả hai."})
    with store.action("Ghi nơi trực thuộc trước đây", right="settings") as action:
        if former_id is None:
            action.insert("former_parent", checked)
        else:
            action.update("former_parent", former_id, checked)
    return action.changes


def delete_former(store: Store, former_id: int) -> Changes:
    """Take such a line back. Raises NotFound."""
    store.get("former_parent", former_id)
    with store.action("Xóa nơi trực thuộc trước đây", right="settings") as action:
        action.delete("former_parent", former_id)
    return action.changes


def move_cell(store: Store, cell_id: int, values: Values) -> Changes:
    """Put a cell under another committee (`committee_id`) from the day after `last_on`. Raises Invalid, KnownError."""
    successor, last_on = _read_move(values, "committee_id")
    cell = store.get("party_cell", cell_id)
    _require_other(store, cell.committee_id, successor)
    label = f"{cell.name} chuyển sang {store.get('party_committee', successor).name} sau ngày {show_date(last_on)}"
    with store.action(label, right="settings") as action:
        _move(action, _BELOW[0], cell, successor, last_on)
    return action.changes


def merge(store: Store, committee_id: int, values: Values) -> Changes:
    """A committee ended on `last_on`; all that stood under it stands under `parent_id` from the day after.

    The last day is filled in, and the first day of a successor that nothing stood under before; an office of the ended
    committee becomes one of its successor. One action, so that one undo takes it back. Raises Invalid, KnownError.
    """
    successor, last_on = _read_move(values, _PARENT)
    ended, new = (store.get("party_committee", key) for key in (committee_id, successor))
    _require_other(store, committee_id, successor)
    is_new = new.starts_on is None and not any(_standing_under(store, below, successor, successor) for below in _BELOW)
    label = f"{ended.name} kết thúc ngày {show_date(last_on)}, thay bằng {new.name}"
    with store.action(label, right="settings") as action:
        for below in _BELOW:
            for row in _standing_under(store, below, committee_id, successor):
                _move(action, below, row, successor, last_on)
        action.update("party_committee", committee_id, {"ends_on": last_on})
        if is_new:
            next_day = date.fromisoformat(last_on) + timedelta(days=1)
            action.update("party_committee", successor, {"starts_on": next_day.isoformat()})
        if store.find("office", id=1, committee_id=committee_id):
            action.update("office", 1, {"committee_id": successor})
    return action.changes


def _standing_under(store: Store, below: tuple[str, str, str], committee_id: int, successor: int) -> list[Record]:
    """What stands under a committee; its successor, when it is one of these, does not come to stand under itself."""
    table, column, _ = below
    rows = [row for row in store.list(table) if row[column] == committee_id]
    return [row for row in rows if (table, row.id) != ("party_committee", successor)]


def _move(action: Action, below: tuple[str, str, str], row: Record, successor: int, last_on: str) -> None:
    table, column, owner = below
    if row[column] is not None:
        action.insert("former_parent", {owner: row.id, _PARENT: row[column], _LAST: last_on})
    action.update(table, row.id, {column: successor})


def _read_move(values: Values, column: str) -> tuple[int, str]:
    """The committee to move to and the last day under the old one."""
    checked = check_values("former_parent", {_PARENT: values.get(column), _LAST: values.get(_LAST)})
    problems = {
        column: "Chọn cấp ủy mới." if checked.get(_PARENT) is None else "",
        _LAST: "Ghi ngày cuối cùng còn trực thuộc cấp ủy cũ." if checked.get(_LAST) is None else "",
    }
    if any(problems.values()):
        raise Invalid({name: problem for name, problem in problems.items() if problem})
    return int(checked[_PARENT]), str(checked[_LAST])


def _require_other(store: Store, committee_id: int | None, successor: int) -> None:
    if committee_id == successor:
        name = store.get("party_committee", successor).name
        raise KnownError(f"Cấp ủy mới phải khác cấp ủy cũ ({name}). Chưa có gì thay đổi; hãy chọn cấp ủy khác.")


def _require_no_ring(store: Store, committee_id: int | None, parent_id: int | None) -> None:
    """No committee stands above itself. Raises Invalid."""
    parents = {row.id: row.parent_id for row in list_committees(store)}
    above, seen = parent_id, set[int]()
    while above is not None and above not in seen:
        if above == committee_id:
            raise Invalid({_PARENT: "Cấp ủy này lại trực thuộc chính cấp ủy đang sửa; hãy chọn cấp ủy khác."})
        seen.add(above)
        above = parents.get(above)
