"""What a clerk does with a person: add, correct, and keep the lists that hang on the person or the dossier."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from db import cases, photos
from db.changes import Changes
from db.errors import KnownError
from db.fields import field
from db.store import Action, Store
from desktop.domain import stages
from desktop.domain.validation import Invalid, check_values
from desktop.services import stage, steps

Values = Mapping[str, Any]

# The lists of a person's page: whose key they carry, and what one line of them is called in the log.
LISTS: dict[str, tuple[str, str]] = {
    "family_member": ("person_id", "người thân"),
    "career_period": ("person_id", "quá trình công tác"),
    "training_record": ("person_id", "quá trình đào tạo"),
    "abroad_stay": ("person_id", "thời gian đi nước ngoài"),
    "reward": ("person_id", "khen thưởng"),
    "discipline": ("person_id", "kỷ luật"),
    "certificate": ("person_id", "giấy chứng nhận"),
    "party_member": ("person_id", "đảng tịch"),
    "step": ("dossier_id", "bước quy trình"),
    "dossier_item": ("dossier_id", "giấy tờ hồ sơ"),
    "introduction": ("dossier_id", "người giới thiệu"),
    "background_check": ("dossier_id", "thẩm tra lý lịch"),
    "opinion": ("dossier_id", "ý kiến nhận xét"),
    "dossier_receipt": ("dossier_id", "lần giao nhận hồ sơ"),
    "special_group": ("dossier_id", "diện đặc biệt"),
}
_STAGE_TABLES = frozenset({"step", "certificate", "introduction", "background_check"})


def add_person(store: Store, values: Values, cell_id: int | None, today: date) -> tuple[int, Changes]:
    """Put a new person on the source list of a cell; returns the person's key. Raises Invalid."""
    checked = check_values("person", _without_stage(values), is_new=True)
    _require_free_citizen_id(store, checked, None)
    with store.action(f"Thêm {checked['full_name']}") as action:
        person_id = action.insert("person", {**checked, "party_cell_id": cell_id, "stage": "source"})
        add_dossier(action, person_id, cell_id, today)
    return person_id, action.changes


def add_dossier(action: Action, person_id: int, cell_id: int | None, today: date) -> int:
    """Open a person's try at admission with its first step, inside an action; returns the dossier's key."""
    values = {"person_id": person_id, "party_cell_id": cell_id, "started_on": today.isoformat()}
    dossier_id = action.insert("dossier", values)
    action.insert("step", {"dossier_id": dossier_id, "kind": "listed", "happened_on": today.isoformat()})
    return dossier_id


def start_again(store: Store, person_id: int, today: date) -> Changes:
    """Open another try for somebody whose newest one has ended, as a readmission for one who was a member.

    What the earlier tries hold stays with them. Raises NotFound; KnownError while a try is under way.
    """
    case = cases.load(store, person_id)
    if not stages.may_start_again(case):
        raise KnownError(f"Hồ sơ của {case.person.full_name} chưa kết thúc. Chưa mở hồ sơ mới; dữ liệu không thay đổi.")
    with store.action(f"Mở hồ sơ lần mới của {case.person.full_name}") as action:
        dossier_id = add_dossier(action, person_id, case.person.party_cell_id, today)
        action.update("dossier", dossier_id, {"is_readmission": int(stages.was_member(case))})
        stage.refresh(store, action, [person_id])
    return action.changes


def save_person(store: Store, person_id: int, values: Values) -> Changes:
    """Correct a person's own fields; only what differs is written. Raises Invalid, NotFound."""
    checked = check_values("person", _without_stage(values))
    held = store.get("person", person_id)
    _require_free_citizen_id(store, checked, person_id)
    changed = {name: value for name, value in checked.items() if held[name] != value}
    with store.action(f"Sửa lý lịch {held.full_name}") as action:
        if changed:
            action.update("person", person_id, changed)
        if "party_cell_id" in changed:
            _move_dossier(store, action, person_id, changed["party_cell_id"])
    return action.changes


def save_row(store: Store, table: str, owner_id: int, values: Values, row_id: int | None = None) -> Changes:
    """Add (no `row_id`) or correct one line of a list. Raises Invalid, NotFound."""
    owner, title = LISTS[table]
    checked = check_values(table, values, is_new=row_id is None)
    person_id = _person_of(store, owner, owner_id)
    if row_id is not None and store.get(table, row_id)[owner] != owner_id:
        raise ValueError(f"{table} {row_id} belongs to another {owner}")
    verb = "Thêm" if row_id is None else "Sửa"
    with store.action(f"{verb} {title} của {store.get('person', person_id).full_name}") as action:
        if row_id is None:
            action.insert(table, {**checked, owner: owner_id})
        else:
            action.update(table, row_id, checked)
        if table in steps.FOLLOWED:
            steps.settle(store, action, owner_id)
        if table in _STAGE_TABLES:
            stage.refresh(store, action, [person_id])
    return action.changes


def delete_row(store: Store, table: str, row_id: int) -> Changes:
    """Take one line off a list. Raises NotFound, StillUsed when other lines need it."""
    owner, title = LISTS[table]
    person_id = _person_of(store, owner, store.get(table, row_id)[owner])
    with store.action(f"Xóa {title} của {store.get('person', person_id).full_name}") as action:
        action.delete(table, row_id)
        if table in _STAGE_TABLES:
            stage.refresh(store, action, [person_id])
    return action.changes


def note_viewed(store: Store, person_id: int) -> None:
    """Log that the person's data were looked at, once per user and day. Raises NotFound."""
    label = f"Xem {store.get('person', person_id).full_name}"
    # The day is the log's own: what it is compared with was stamped by the same clock.
    today = datetime.now().astimezone().date().isoformat()
    events = store.list("change_log", person_id=person_id, kind="event", user=store.user)
    noted = (store.journal.reveal(row) or {} for row in events if row.at.startswith(today))
    if all(payload.get("label") != label for payload in noted):
        store.event(label, person_id, kind="view")


def set_photo(store: Store, person_id: int, picture: bytes | None) -> Changes:
    """Put a photograph (any usual picture file's bytes) with a person, or take it away. Raises BadPhoto, NotFound."""
    person = store.get("person", person_id)
    content = photos.prepare(picture) if picture is not None else None
    with store.action(f"Đổi ảnh {person.full_name}") as action:
        action.update("person", person_id, {"photo_id": action.keep_photo(content) if content else None})
    return action.changes


def set_source_categories(store: Store, person_id: int, category_ids: set[int]) -> Changes:
    """Say which sources a person belongs to; several are usual. Raises NotFound."""
    person = store.get("person", person_id)
    held = {row.source_category_id: row.id for row in store.list("person_source_category", person_id=person_id)}
    with store.action(f"Sửa nguồn của {person.full_name}") as action:
        for category_id in sorted(category_ids - held.keys()):
            store.get("source_category", category_id)
            action.insert("person_source_category", {"person_id": person_id, "source_category_id": category_id})
        for category_id in held.keys() - category_ids:
            action.delete("person_source_category", held[category_id])
    return action.changes


def save_dossier(store: Store, dossier_id: int, values: Values) -> Changes:
    """Correct a dossier's own fields; its rules change by services.dossier_rules alone. Raises Invalid, NotFound."""
    checked = check_values("dossier", {name: value for name, value in values.items() if name != "rule_edition"})
    person_id = store.get("dossier", dossier_id).person_id
    number = checked.get("number")
    taken = store.find("dossier", number=number) if number else None
    if taken is not None and taken.id != dossier_id:
        raise Invalid({"number": f"{field('dossier', 'number').label}: “{number}” đã dùng cho hồ sơ khác."})
    with store.action(f"Sửa hồ sơ {store.get('person', person_id).full_name}") as action:
        action.update("dossier", dossier_id, checked)
    return action.changes


def _require_free_citizen_id(store: Store, values: Values, person_id: int | None) -> None:
    citizen_id = values.get("citizen_id")
    other = store.find("person", citizen_id=citizen_id) if citizen_id else None
    if other is not None and other.id != person_id:
        label = field("person", "citizen_id").label
        raise Invalid({"citizen_id": f"{label}: đã có ở {other.full_name}. Mỗi người một số."})


def _without_stage(values: Values) -> dict[str, Any]:
    """The stage follows from what is recorded and is never typed."""
    return {name: value for name, value in values.items() if name != "stage"}


def _move_dossier(store: Store, action: Action, person_id: int, cell_id: int | None) -> None:
    for dossier in store.list("dossier", person_id=person_id, ended_on=None):
        action.update("dossier", dossier.id, {"party_cell_id": cell_id})


def _person_of(store: Store, owner: str, owner_id: int) -> int:
    if owner == "person_id":
        return owner_id
    found = store.find("dossier", id=owner_id)
    if found is None:
        raise KnownError("Người này chưa có hồ sơ kết nạp nên chưa ghi được bước này. Không có gì thay đổi.")
    return int(found.person_id)
