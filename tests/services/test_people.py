"""Tests of what a clerk does with a person: each thing one action, checked first, the stage following by itself."""

import io
from datetime import date
from typing import Any

import pytest
from PIL import Image

from db import undo
from db.errors import BadPhoto, KnownError, NotFound, StillUsed
from db.store import Store
from desktop.domain.validation import Invalid
from desktop.services import history, people
from tests import factory

TODAY = date(2026, 3, 2)


def add(store: Store, full_name: str = "Lò Thị Ánh", cell_id: int | None = None, **values: Any) -> int:
    person_id, _ = people.add_person(store, {"full_name": full_name} | values, cell_id, TODAY)
    return person_id


def dossier_of(store: Store, person_id: int) -> int:
    return int(store.list("dossier", person_id=person_id)[-1].id)


def stage(store: Store, person_id: int) -> str | None:
    found: str | None = store.get("person", person_id).stage
    return found


def picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (300, 400), "navy").save(content, "PNG")
    return content.getvalue()


def test_a_new_person_is_a_source_with_a_dossier(store: Store) -> None:
    cell = factory.make_cell(store)
    person_id, changes = people.add_person(store, {"full_name": " Lò Thị Ánh ", "born_on": "5/1998"}, cell, TODAY)
    person, dossier = store.get("person", person_id), store.get("dossier", dossier_of(store, person_id))
    assert (person.full_name, person.born_on, person.stage, person.party_cell_id) == (
        "Lò Thị Ánh",
        "1998-05",
        "source",
        cell,
    )
    assert (dossier.party_cell_id, dossier.started_on) == (cell, "2026-03-02")
    assert [(step.kind, step.happened_on) for step in store.list("step")] == [("listed", "2026-03-02")]
    assert changes.label == "Thêm Lò Thị Ánh"
    assert set(changes) == {"person", "dossier", "step"}


@pytest.mark.parametrize("values", [{}, {"full_name": " "}, {"full_name": "Lò", "citizen_id": "1"}])
def test_a_person_that_cannot_be_kept_leaves_nothing(values: dict[str, str], store: Store) -> None:
    with pytest.raises(Invalid):
        people.add_person(store, values, None, TODAY)
    assert store.count("person") + store.count("change_log") == 0


def test_a_citizen_id_belongs_to_one_person(store: Store) -> None:
    first = add(store, "Lò Thị Ánh", citizen_id="012345678901")
    second = add(store, "Vàng A Dơ")
    with pytest.raises(Invalid, match="đã có ở Lò Thị Ánh"):
        add(store, "Người khác", citizen_id="012345678901")
    with pytest.raises(Invalid, match="đã có ở Lò Thị Ánh"):
        people.save_person(store, second, {"citizen_id": "012345678901"})
    assert people.save_person(store, first, {"citizen_id": "012345678901", "note": "x"}).ids("person") == {first}


def test_only_what_differs_is_written(store: Store) -> None:
    person_id = add(store, note="cũ")
    held = {name: store.get("person", person_id)[name] for name in ("full_name", "note", "born_on")}
    assert not people.save_person(store, person_id, held)
    changes = people.save_person(store, person_id, held | {"note": " mới "})
    assert [row.new for row in undo.changes_of(store, changes.action)] == [{"note": "mới"}]
    assert changes.label == "Sửa lý lịch Lò Thị Ánh"


def test_the_stage_is_never_typed(store: Store) -> None:
    person_id = add(store, stage="official")
    assert stage(store, person_id) == "source"
    assert not people.save_person(store, person_id, {"stage": "official"})
    assert stage(store, person_id) == "source"


def test_moving_to_another_cell_moves_the_open_dossier(store: Store) -> None:
    cells = [factory.make_cell(store) for _ in range(2)]
    person_id = add(store, cell_id=cells[0])
    people.save_dossier(store, dossier_of(store, person_id), {"ended_on": "1/2/2026"})
    with store.action("Lần hai") as action:
        newer = people.add_dossier(action, person_id, cells[0], TODAY)
    people.save_person(store, person_id, {"party_cell_id": cells[1]})
    assert [dossier.party_cell_id for dossier in store.list("dossier")] == cells
    assert store.get("dossier", newer).party_cell_id == cells[1]


ROWS: dict[str, dict[str, Any]] = {
    "family_member": {"relation": "father", "full_name": "Lò Văn Núi", "born_on": "1970"},
    "career_period": {"started_on": "9/2016", "work": "Làm ruộng"},
    "training_record": {"school": "Trường nghề"},
    "abroad_stay": {"country": "Lào"},
    "reward": {"reason": "Giấy khen"},
    "discipline": {"is_examined_only": 1},
    "certificate": {"kind": "refresher", "number": "01"},
    "party_member": {"official_on": "03/06/2002"},
    "step": {"kind": "cell_comment"},
    "dossier_item": {"paper": "đơn"},
    "introduction": {"kind": "youth_union"},
    "background_check": {"committee": "Đảng ủy xã An Nguồn"},
    "opinion": {"kind": "residence", "purpose": "admission", "body": "Chi ủy thôn Ba"},
    "dossier_receipt": {"kind": "returned", "reason": "Thiếu chữ ký"},
    "special_group": {"kind": "student"},
}


@pytest.mark.parametrize("table", people.LISTS)
def test_each_list_is_added_to_corrected_and_taken_from(table: str, store: Store) -> None:
    person_id = add(store)
    owner_column, title = people.LISTS[table]
    owner = person_id if owner_column == "person_id" else dossier_of(store, person_id)
    assert set(ROWS) == set(people.LISTS)
    changes = people.save_row(store, table, owner, ROWS[table])
    (row_id,) = changes.ids(table)
    assert store.get(table, row_id)[owner_column] == owner
    assert changes.label == f"Thêm {title} của Lò Thị Ánh"
    name = next(name for name in ROWS[table] if name not in ("kind", "relation")) if len(ROWS[table]) > 1 else None
    values = {name: ROWS[table][name]} if name else ROWS[table]
    assert not people.save_row(store, table, owner, values, row_id).ids(table)
    assert people.delete_row(store, table, row_id).label == f"Xóa {title} của Lò Thị Ánh"
    with pytest.raises(NotFound):
        people.delete_row(store, table, row_id)


def test_a_line_of_another_person_is_not_corrected(store: Store) -> None:
    first, second = add(store), add(store, "Vàng A Dơ")
    (row_id,) = people.save_row(store, "reward", first, {"reason": "x"}).ids("reward")
    with pytest.raises(ValueError, match="belongs to another"):
        people.save_row(store, "reward", second, {"reason": "y"}, row_id)
    assert store.get("reward", row_id).reason == "x"


def test_without_a_dossier_no_step_can_be_recorded(store: Store) -> None:
    with pytest.raises(KnownError, match="chưa có hồ sơ"):
        people.save_row(store, "step", 99, {"kind": "cell_comment"})


def test_the_stage_follows_what_is_recorded_and_taken_away(store: Store) -> None:
    person_id = add(store)
    dossier = dossier_of(store, person_id)
    seen = []
    for kind in ("sympathiser_chosen", "procedure_allowed", "application_letter", "withdrawn"):
        people.save_row(store, "step", dossier, {"kind": kind, "happened_on": f"0{len(seen) + 3}/03/2026"})
        seen.append(stage(store, person_id))
    assert seen == ["sympathiser", "procedure_allowed", "declared", "withdrawn"]
    for step in reversed(store.list("step")):
        people.delete_row(store, "step", step.id)
        seen.append(stage(store, person_id))
    assert seen[4:] == ["declared", "procedure_allowed", "sympathiser", "source", "source"]


def test_undoing_one_of_several_things_derives_the_stage_anew(store: Store) -> None:
    person_id = add(store)
    dossier = dossier_of(store, person_id)
    later = people.save_row(store, "step", dossier, {"kind": "procedure_allowed", "happened_on": "3/3/2026"})
    earlier = people.save_row(store, "step", dossier, {"kind": "sympathiser_chosen", "happened_on": "3/2/2026"})
    (later_id,) = later.ids("step")
    people.delete_row(store, "step", later_id)
    assert stage(store, person_id) == "sympathiser"
    history.undo(store, earlier.action)
    assert stage(store, person_id) == "source"
    assert [step.kind for step in store.list("step")] == ["listed"]


def test_a_member_who_helps_someone_stays(store: Store) -> None:
    member = factory.make_member(store)
    factory.insert(store, "mentor_assignment", {"dossier_id": dossier_of(store, add(store)), "party_member_id": member})
    with pytest.raises(StillUsed, match="còn dùng đến"):
        people.delete_row(store, "party_member", member)
    assert store.count("party_member") == 1


def test_a_photograph_is_put_taken_away_and_brought_back(store: Store) -> None:
    person_id = add(store)
    people.set_photo(store, person_id, picture())
    kept = store.get("person", person_id).photo_id
    assert store.get("photo", kept).content.startswith(b"\xff\xd8")
    changes = people.set_photo(store, person_id, None)
    assert store.get("person", person_id).photo_id is None
    history.undo(store, changes.action)
    assert store.get("person", person_id).photo_id == kept
    with pytest.raises(BadPhoto):
        people.set_photo(store, person_id, b"no picture")


def test_sources_are_set_as_a_whole(store: Store) -> None:
    person_id = add(store)
    one, two, three = (factory.insert(store, "source_category", {"name": f"Nguồn {n}"}) for n in range(3))

    def held() -> set[int]:
        return {row.source_category_id for row in store.list("person_source_category", person_id=person_id)}

    people.set_source_categories(store, person_id, {one, two})
    kept = store.find("person_source_category", source_category_id=two)
    people.set_source_categories(store, person_id, {two, three})
    assert held() == {two, three}
    assert store.find("person_source_category", source_category_id=two) == kept
    with pytest.raises(NotFound):
        people.set_source_categories(store, person_id, {one, 99})
    assert held() == {two, three}


def test_a_dossier_number_is_given_once(store: Store) -> None:
    first, second = dossier_of(store, add(store)), dossier_of(store, add(store, "Vàng A Dơ"))
    people.save_dossier(store, first, {"number": " 01/HS "})
    with pytest.raises(Invalid, match="đã dùng cho hồ sơ khác"):
        people.save_dossier(store, second, {"number": "01/HS"})
    people.save_dossier(store, first, {"number": "01/HS", "note": "x"})
    assert [row.number for row in store.list("dossier")] == ["01/HS", None]


def test_looking_at_a_person_is_logged_once_a_day_and_user(store: Store) -> None:
    first, second = add(store), add(store, "Vàng A Dơ")
    for person_id in (first, first, second, first):
        people.note_viewed(store, person_id)
    seen = [row for row in store.list("change_log") if row.kind == "event"]
    assert [row.person_id for row in seen] == [first, second]
    payload = store.journal.reveal(seen[0])
    assert payload is not None
    assert (payload["label"], seen[0].label) == ("Xem Lò Thị Ánh", "")
    store.event("In hồ sơ", first)
    people.note_viewed(store, first)
    assert store.count("change_log", kind="event") == 3
    with pytest.raises(NotFound):
        people.note_viewed(store, 99)
