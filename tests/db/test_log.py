"""The log as it is read: every kind found by its kind, by name, by who, by day; page after page without a gap."""

from collections.abc import Callable

import pytest

from db import log, undo
from db.log import KINDS, LogQuery
from db.store import Store
from tests import factory


@pytest.fixture
def person_id(store: Store) -> int:
    return factory.make_person(store, "Đèo Văn Hoà")


def note_print(store: Store, person_id: int) -> None:
    row = {"person_id": person_id, "form": "mẫu", "edition": "bộ", "printed_at": "2026-01-01", "printed_by": "ai"}
    factory.insert(store, "printed_paper", row | {"pages": 1, "content_hash": "0"})


def note_erasing(store: Store, person_id: int) -> None:
    from db import erasing

    erasing.erase(store, person_id, "Xóa", None, "2026-01-01T00:00:00+07:00")


HAPPENINGS: dict[str, Callable[[Store, int], None]] = {
    "print": note_print,
    "view": lambda store, person_id: store.event("Xem", person_id, kind="view"),
    "export": lambda store, person_id: store.event("Xuất", kind="export"),
    "log_on": lambda store, person_id: store.event("Mở sổ", kind="log_on"),
    "erase": note_erasing,
}


@pytest.mark.parametrize("kind", HAPPENINGS)
def test_each_kind_is_found_by_its_kind_alone(store: Store, person_id: int, kind: str) -> None:
    before = log.page(store, LogQuery(kind="change"))
    HAPPENINGS[kind](store, person_id)
    newest = log.page(store, LogQuery())[0]
    assert newest.kind == kind
    assert newest.is_lasting
    assert [each.number for each in log.page(store, LogQuery(kind=kind))] == [newest.number]
    assert newest.number not in [each.number for each in log.page(store, LogQuery(kind="change"))]
    assert len(before) == 1
    assert set(HAPPENINGS) < set(KINDS)


def test_the_line_found_by_kind_keeps_its_words(store: Store) -> None:
    with store.action("Thêm hai việc") as action:
        person_id = action.insert("person", {"full_name": "Cà Thị Mai"})
        action.insert("party_cell", {"name": "Chi bộ thử"})
        action.insert("dossier", {"person_id": person_id})
    (found,) = log.page(store, LogQuery(kind="change"))
    assert (found.label, found.rows) == ("Thêm hai việc", 3)


def test_drafts_and_settings_are_no_changes_but_what_holds_a_change_is_one(store: Store) -> None:
    with store.action("Đặt") as action:
        action.save_setting("thử", "1")
    with store.action("Giữ") as action:
        action.insert("draft", {"place": "person", "content": "{}", "saved_at": "2026-01-01"})
    with store.action("Lập") as action:
        action.save_setting("thử", "2")
        action.insert("party_cell", {"name": "Chi bộ thử"})
    kinds = {each.label: each.kind for each in log.page(store, LogQuery())}
    assert kinds == {"Đặt": "book", "Giữ": "autosave", "Lập": "change"}
    for label, kind in kinds.items():
        assert [each.label for each in log.page(store, LogQuery(kind=kind))] == [label]


def test_a_name_is_found_without_accents_and_finds_events_too(store: Store, person_id: int) -> None:
    factory.make_person(store, "Lường Thị Hoa")
    store.event("Xem", person_id, kind="view")
    assert [each.kind for each in log.page(store, LogQuery(name="deo HOA"))] == ["view", "change"]
    assert log.page(store, LogQuery(name="không ai")) == []
    assert len(log.page(store, LogQuery(name=" "))) == 3


def test_who_and_when(store: Store, person_id: int) -> None:
    day = store.list("change_log")[0].at[:10]
    assert log.users(store) == [store.user]
    assert len(log.page(store, LogQuery(user=store.user, since=day, until=day))) == 1
    assert log.page(store, LogQuery(user="người khác")) == []
    assert log.page(store, LogQuery(since="2999-01-01")) == []
    assert log.page(store, LogQuery(until="1999-12-31")) == []


def test_pages_follow_each_other_without_gap_or_repeat(store: Store) -> None:
    for number in range(7):
        store.event(f"Việc {number}", kind="export")
    first = log.page(store, LogQuery(), limit=3)
    second = log.page(store, LogQuery(), before=first[-1].number, limit=3)
    third = log.page(store, LogQuery(), before=second[-1].number, limit=3)
    labels = [each.label for each in (*first, *second, *third)]
    assert labels == [f"Việc {number}" for number in range(6, -1, -1)]
    assert [each.label for each in log.lines(store, LogQuery())] == labels


def test_events_stay_out_of_what_can_be_taken_back(store: Store, person_id: int) -> None:
    store.event("Xem", person_id, kind="view")
    assert [each.kind for each in undo.list_actions(store)] == ["change"]
    assert undo.last_action(store) == undo.list_actions(store)[0]
