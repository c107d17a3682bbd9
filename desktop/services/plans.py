"""Plans and what is typed in grids: quotas, members, villages by date, surveys, commendations, calendar."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.changes import Changes
from db.errors import KnownError
from db.figures import plans as figures
from db.records import Record
from db.store import Action, Store
from db.text import nfc
from desktop.domain import plans
from desktop.domain.validation import Invalid, check_values

# The tables a grid may write, each as it is called in the log.
GRIDS = {
    "quota": "chỉ tiêu",
    "member_stock": "số đảng viên",
    "village": "thôn, đơn vị",
    "village_status": "tình trạng thôn, đơn vị",
    "source_survey": "khảo sát nguồn",
    "commendation": "khen thưởng",
    "calendar_entry": "lịch năm",
    "mentor_report": "báo cáo của đảng viên giúp đỡ",
}
Values = Mapping[str, Any]
_OF_VILLAGE = ("name", "kind", "starts_on", "ends_on")
# What goes on as it was when something else of a village changes.
_CARRIED = ("cell", "party_cell_id", "members", "head", "head_is_member")


@dataclass(frozen=True)
class Edit:
    """One line of a grid as it was typed: the key of its row, None for a new one, and the values that were typed."""

    row_id: int | None
    values: Values


class InvalidLines(KnownError):
    """Lines that cannot be kept; `problems` has a sentence for each place in the list of edits and field name."""

    def __init__(self, problems: Mapping[tuple[int, str], str]) -> None:
        super().__init__("Chưa lưu được. " + " ".join(dict.fromkeys(problems.values())))
        self.problems = dict(problems)


def save_lines(store: Store, table: str, edits: Sequence[Edit]) -> Changes:
    """Keep the lines of a grid in one action, all or none. Raises InvalidLines, NotFound."""
    with store.action(f"Ghi {len(edits)} dòng {GRIDS[table]}") as action:
        problems: dict[tuple[int, str], str] = {}
        for place, edit in enumerate(edits):
            try:
                _save(store, action, table, edit)
            except Invalid as error:
                problems |= {(place, name): sentence for name, sentence in error.problems.items()}
        if problems:
            raise InvalidLines(problems)
    return action.changes


def save_villages(store: Store, day: str, edits: Sequence[Edit]) -> Changes:
    """Keep the villages of a grid as they stand from a day on; what they were before stays. Raises InvalidLines."""
    states = {row.id: row.state_id for row in figures.villages_on(store, day)}
    with store.action(f"Ghi {len(edits)} dòng {GRIDS['village_status']}") as action:
        problems: dict[tuple[int, str], str] = {}
        for place, edit in enumerate(edits):
            try:
                _save_village(store, action, day, edit, states.get(edit.row_id))
            except Invalid as error:
                problems |= {(place, name): sentence for name, sentence in error.problems.items()}
        if problems:
            raise InvalidLines(problems)
    return action.changes


def delete_line(store: Store, table: str, row_id: int) -> Changes:
    """Take a line out. Raises NotFound, StillUsed."""
    with store.action(f"Xóa một dòng {GRIDS[table]}") as action:
        action.delete(table, row_id)
    return action.changes


def merge_villages(store: Store, village_ids: Sequence[int], name: str, day: str) -> tuple[int, Changes]:
    """Several villages become one from a day on; the old ones end and earlier figures stay true. Raises Invalid."""
    if len(set(village_ids)) < 2:
        raise Invalid({"name": "Hãy chọn ít nhất hai thôn, đơn vị để nhập."})
    olds = [store.get("village", village_id) for village_id in dict.fromkeys(village_ids)]
    values = _new_village(name, day, olds)
    with store.action(f"Nhập {len(olds)} thôn, đơn vị thành {values['name']}") as action:
        key = action.insert("village", values)
        _replace(action, olds, [key], values["starts_on"])
    return key, action.changes


def split_village(store: Store, village_id: int, names: Sequence[str], day: str) -> Changes:
    """A village becomes several from a day on. Raises Invalid, NotFound."""
    old = store.get("village", village_id)
    wanted = [name for name in (nfc(each).strip() for each in names) if name]
    if len(wanted) < 2:
        raise Invalid({"name": "Hãy ghi ít nhất hai tên thôn, đơn vị mới."})
    made = [_new_village(name, day, [old]) for name in wanted]
    with store.action(f"Chia {old.name} thành {len(made)} thôn, đơn vị") as action:
        keys = [action.insert("village", values) for values in made]
        _replace(action, [old], keys, made[0]["starts_on"])
    return action.changes


def decide_groups(store: Store, leaves: Iterable[tuple[str, str, str]]) -> Changes:
    """Keep in which group written values are counted: dimension, folded value, leaf."""
    with store.action("Xếp nhóm thống kê") as action:
        for dimension, value, leaf in leaves:
            held = store.find("value_group", dimension=dimension, value=value)
            if held is None:
                action.insert("value_group", {"dimension": dimension, "value": value, "leaf": leaf})
            else:
                action.update("value_group", held.id, {"leaf": leaf})
    return action.changes


def _save(store: Store, action: Action, table: str, edit: Edit) -> None:
    held = store.get(table, edit.row_id) if edit.row_id is not None else None
    values = plans.check(table, edit.values, held)
    if table == "quota":
        _require_own_scope(store, {**(held or {}), **values}, edit.row_id)
    if edit.row_id is None:
        action.insert(table, values)
    else:
        action.update(table, edit.row_id, values)


def _save_village(store: Store, action: Action, day: str, edit: Edit, state_id: int | None) -> None:
    """What a village is called stands in its own row; how it stands, in a row from the day on."""
    own = {name: value for name, value in edit.values.items() if name in _OF_VILLAGE}
    values = {name: value for name, value in edit.values.items() if name not in _OF_VILLAGE}
    village_id = edit.row_id
    if village_id is None:
        village_id = action.insert("village", plans.check("village", {"kind": "village", **own}))
    elif own:
        action.update("village", village_id, plans.check("village", own, store.get("village", village_id)))
    if not values:
        return
    held = store.get("village_status", state_id) if state_id is not None else None
    if held is not None and held.starts_on == day:
        action.update("village_status", held.id, plans.check("village_status", values, held))
        return
    kept = {name: held[name] for name in _CARRIED} if held is not None else {}
    row = plans.check("village_status", {**kept, **values, "starts_on": day})
    action.insert("village_status", {"village_id": village_id, **row})


def _require_own_scope(store: Store, row: Values, row_id: int | None) -> None:
    years = {"first_year": row["first_year"], "last_year": row["last_year"]}
    for other in store.list("quota", **years):
        if other.id != row_id and plans.same_scope(row, other):
            raise Invalid({"first_year": "Đã có chỉ tiêu của nơi này cho các năm này."})


def _new_village(name: str, day: str, olds: Sequence[Record]) -> dict[str, Any]:
    values = check_values("village", {"name": name, "starts_on": day, "kind": olds[0].kind}, is_new=True)
    if values["starts_on"] is None:
        raise Invalid({"starts_on": "Từ ngày: chưa có."})
    for old in olds:
        if old.ends_on is not None or (old.starts_on or "") >= values["starts_on"]:
            raise Invalid({"starts_on": f"{old.name} không có vào trước ngày này. Không có gì thay đổi."})
    return values


def _replace(action: Action, olds: Sequence[Record], keys: Sequence[int], day: str) -> None:
    for old in olds:
        action.update("village", old.id, {"ends_on": day})
        for key in keys:
            action.insert("village_predecessor", {"village_id": key, "predecessor_id": old.id})
