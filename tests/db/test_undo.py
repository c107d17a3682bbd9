"""Tests of undo: a new action that restores the rows exactly, or a sentence that says why not and nothing changed."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import undo
from db.errors import CannotUndo
from db.journal import find_broken_link
from db.store import Action, Store
from tests import factory, random_rows


@settings(max_examples=35, deadline=None)
@given(data=st.data())
def test_undo_restores_every_row_and_redo_brings_all_back(empty_book: factory.Original, data: st.DataObject) -> None:
    with factory.passing_store(empty_book) as store:
        require_there_and_back(store, data)


def require_there_and_back(store: Store, data: st.DataObject) -> None:
    with store.action("Nền") as action:
        for _ in range(data.draw(st.integers(0, 8))):
            random_rows.do_something(data.draw, store, action)
    before = factory.snapshot(store)
    with store.action("Việc thử") as action:
        for _ in range(data.draw(st.integers(1, 6))):
            random_rows.do_something(data.draw, store, action)
    after = factory.snapshot(store)
    if not action.changes:
        assert after == before
        return
    back = undo.undo(store, action.changes.action)
    assert factory.snapshot(store) == before
    assert back.label == "Hoàn tác: Việc thử"
    again = undo.undo(store, back.action)
    assert factory.snapshot(store) == after
    assert again.label == "Làm lại: Việc thử"
    undo.undo(store, again.action)
    assert factory.snapshot(store) == before
    assert find_broken_link(store.connection) is None


def test_changes_of_undoing_name_the_same_rows(store: Store) -> None:
    person_id = factory.make_person(store)
    with store.action("Sửa") as action:
        action.update("person", person_id, {"note": "x"})
        reward = action.insert("reward", {"person_id": person_id})
    back = undo.undo(store, action.changes.action)
    assert (back.ids("person"), back.ids("reward")) == ({person_id}, {reward})


def test_cascaded_deletes_are_logged_and_undone(store: Store) -> None:
    dossier = factory.make_candidate(store)
    member = factory.make_member(store)
    factory.insert(store, "mentor_assignment", {"dossier_id": dossier.id, "party_member_id": member})
    factory.insert(store, "family_member", {"person_id": dossier.person_id, "relation": "father", "full_name": "Núi"})
    before = factory.snapshot(store)
    with store.action("Xóa người") as action:
        action.delete("person", dossier.person_id)
    gone = {"person", "dossier", "step", "mentor_assignment", "family_member"}
    assert set(action.changes) == gone
    assert [store.count(table) for table in ("dossier", "step", "mentor_assignment", "family_member")] == [0, 0, 0, 0]
    undo.undo(store, action.changes.action)
    assert factory.snapshot(store) == before


def test_a_change_of_photograph_is_taken_back_and_done_again(store: Store) -> None:
    person_id = factory.make_person(store)
    with store.action("Đổi ảnh") as action:
        action.update("person", person_id, {"photo_id": action.keep_photo(b"\xff\xd8 first")})
    taken = store.get("person", person_id).photo_id
    back = undo.undo(store, action.changes.action)
    assert store.get("person", person_id).photo_id is None
    undo.undo(store, back.action)
    assert store.get("person", person_id).photo_id == taken
    assert store.get("photo", taken).content == b"\xff\xd8 first"


# Refusals


def edit(store: Store, person_id: int, **values: object) -> int:
    with store.action("Sửa lý lịch Lò Thị Ánh") as action:
        action.update("person", person_id, values)
    return action.changes.action


def require_refusal(store: Store, number: int, words: str) -> None:
    before = factory.snapshot(store), store.count("change_log")
    with pytest.raises(CannotUndo, match=words) as caught:
        undo.undo(store, number)
    assert caught.value.sentence.endswith(".")
    assert (factory.snapshot(store), store.count("change_log")) == before


def test_undo_refuses_when_a_row_moved_on(store: Store) -> None:
    person_id = factory.make_person(store)
    first = edit(store, person_id, note="một", alias="Ánh")
    edit(store, person_id, note="hai")
    require_refusal(store, first, "đã được sửa tiếp")
    assert store.get("person", person_id).note == "hai"


def test_undo_goes_on_when_other_columns_moved_on(store: Store) -> None:
    person_id = factory.make_person(store)
    first = edit(store, person_id, alias="Ánh Mường")
    edit(store, person_id, note="hai")
    undo.undo(store, first)
    person = store.get("person", person_id)
    assert (person.alias, person.note) == (None, "hai")
    assert "muong" not in person.search_key


def test_undo_refuses_when_the_row_is_gone_or_back(store: Store) -> None:
    person_id = factory.make_person(store)
    first = edit(store, person_id, note="một")
    with store.action("Xóa") as action:
        action.delete("person", person_id)
    require_refusal(store, first, "đã được sửa tiếp")
    undo.undo(store, action.changes.action)
    require_refusal(store, action.changes.action, "đã được hoàn tác")
    undo.undo(store, first)
    assert store.get("person", person_id).note is None


def test_undo_refuses_when_something_was_added_to_a_row_since(store: Store) -> None:
    with store.action("Thêm Lò Thị Ánh") as action:
        person_id = action.insert("person", {"full_name": "Lò Thị Ánh"})
    factory.insert(store, "reward", {"person_id": person_id, "reason": "sau đó"})
    require_refusal(store, action.changes.action, "mục khác dựa vào")
    assert store.count("reward") == 1


def test_undo_refuses_when_others_need_a_row(store: Store) -> None:
    with store.action("Thêm chi bộ") as action:
        cell = action.insert("party_cell", {"name": "Chi bộ thôn Đông"})
    factory.make_person(store, party_cell_id=cell)
    require_refusal(store, action.changes.action, "mục khác dựa vào")


def test_undo_refuses_when_a_number_was_given_to_another(store: Store) -> None:
    person_id = factory.make_person(store, citizen_id="012345678901")
    first = edit(store, person_id, citizen_id=None)
    factory.make_person(store, "Người khác", citizen_id="012345678901")
    require_refusal(store, first, "mục khác dựa vào")


def test_undo_refuses_twice_until_done_again(store: Store) -> None:
    person_id = factory.make_person(store)
    first = edit(store, person_id, note="một")
    back = undo.undo(store, first)
    require_refusal(store, first, "đã được hoàn tác")
    undo.undo(store, back.action)
    require_refusal(store, back.action, "đã được hoàn tác")
    undo.undo(store, first)
    assert store.get("person", person_id).note is None


def test_undo_of_nothing(store: Store) -> None:
    require_refusal(store, 4711, "Không tìm thấy")


def print_paper(store: Store, action: Action) -> None:
    values = {"form": "đơn", "edition": "thử", "printed_at": "2026-03-02", "printed_by": "thử", "pages": 1}
    action.insert("printed_paper", values | {"content_hash": "c" * 64})


LASTING: dict[str, Callable[[Store, Action], object]] = {
    "printing": print_paper,
    "a setting": lambda store, action: action.save_setting("auto_lock", "10"),
    "the office": lambda store, action: action.insert("office", {"id": 1, "name": "Đảng ủy xã An Mẫu"}),
    "an erasing": lambda store, action: action.insert("erased_person", {"person_uid": "x", "erased_at": "2026"}),
    "a draft": lambda store, action: action.insert("draft", {"place": "p", "content": "{}", "saved_at": "2026"}),
}


@pytest.mark.parametrize("kind", LASTING)
def test_what_lasts_is_not_taken_back(kind: str, store: Store) -> None:
    person_id = factory.make_person(store)
    with store.action("Việc ở lại") as action:
        action.update("person", person_id, {"note": "x"})
        LASTING[kind](store, action)
    require_refusal(store, action.changes.action, "không hoàn tác được")
    held = undo.list_actions(store)[0]
    assert held.is_lasting
    last = undo.last_action(store)
    assert last is not None
    assert last.label == "Thêm vào person"


def test_events_are_not_taken_back(store: Store) -> None:
    person_id = factory.make_person(store)
    store.event("Mở sổ")
    store.event("In đơn", person_id)
    for number in (2, 3):
        require_refusal(store, number, "không hoàn tác được")
    assert [each.number for each in undo.list_actions(store)] == [1]


def test_what_was_done_to_an_erased_person_is_not_taken_back(store: Store) -> None:
    first = edit(store, factory.make_person(store), note="một")
    store.connection.execute("DELETE FROM person_key")
    require_refusal(store, first, "không hoàn tác được")


# The list of what was done


def test_the_newest_action_that_can_be_taken_back(store: Store) -> None:
    assert undo.last_action(store) is None
    person_id = factory.make_person(store)
    numbers = [edit(store, person_id, note=note) for note in ("một", "hai", "ba")]
    for number in reversed(numbers):
        last = undo.last_action(store)
        assert last is not None
        assert (last.number, last.label, last.rows) == (number, "Sửa lý lịch Lò Thị Ánh", 1)
        back = undo.undo(store, last.number)
    undo.undo(store, back.action)
    last = undo.last_action(store)
    assert last is not None
    assert last.number == numbers[0]


def test_the_actions_of_one_person(store: Store) -> None:
    first, second = factory.make_person(store, "Lò Thị Ánh"), factory.make_person(store, "Vàng A Dơ")
    number = edit(store, first, note="x")
    with store.action("Hai người") as action:
        for person_id in (first, second):
            action.insert("reward", {"person_id": person_id})
    undo.undo(store, number)
    shown = undo.list_actions(store, first)
    assert [each.label for each in shown] == [
        "Hoàn tác: Sửa lý lịch Lò Thị Ánh",
        "Hai người",
        "Sửa lý lịch Lò Thị Ánh",
        "Thêm vào person",
    ]
    assert [(each.undone_by, each.undoes) for each in shown] == [(None, number), (None, None), (5, None), (None, None)]
    assert [each.rows for each in shown] == [1, 1, 1, 1]
    assert len(undo.list_actions(store, second)) == 2
    assert len(undo.list_actions(store, limit=2)) == 2


def test_what_an_action_changed_is_readable(store: Store) -> None:
    person_id = factory.make_person(store, note="trước")
    rows = undo.changes_of(store, edit(store, person_id, note="sau"))
    assert [(row.kind, row.old, row.new, row.is_readable) for row in rows] == [
        ("update", {"note": "trước"}, {"note": "sau"}, True)
    ]


def test_settling_is_part_of_the_undoing(store: Store) -> None:
    first, second = factory.make_person(store, "Lò Thị Ánh"), factory.make_person(store, "Vàng A Dơ")
    with store.action("Thêm và sửa") as action:
        new = action.insert("person", {"full_name": "Mới"})
        action.update("person", first, {"note": "x"})
        action.insert("reward", {"person_id": second})
    told: list[frozenset[int]] = []

    def settle(settling: Action, people: frozenset[int]) -> None:
        told.append(people)
        settling.update("person", second, {"stage": "source"})

    back = undo.undo(store, action.changes.action, settle)
    assert told == [frozenset({first, second})]
    assert new not in told[0]
    assert store.get("person", second).stage == "source"
    assert back.ids("person") == {new, first, second}
