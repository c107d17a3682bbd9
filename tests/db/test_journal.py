"""Tests of the change log: every table and kind of change is in it, chained, and a person's values under a key."""

import json
from typing import Any

import pytest

from db import undo
from db.driver import engine
from db.journal import HIDDEN, OWN_TABLES, find_broken_link, find_head, holds_head, silent_columns, trigger_statements
from db.records import Record
from db.store import Store
from tests import factory

CANARY = "Đèo Khau Phạ"


def log(store: Store) -> list[Record]:
    return store.list("change_log")


def revealed(store: Store) -> list[dict[str, Any] | None]:
    return [store.journal.reveal(row) for row in log(store)]


def make_everything(store: Store) -> dict[str, int]:
    """One row of every table a clerk's work fills, each with its key."""
    office = factory.make_office(store)
    cell = factory.make_cell(store)
    member = factory.make_member(store, party_cell_id=cell)
    dossier = factory.make_candidate(store, party_cell_id=cell)
    person, class_id = dossier.person_id, factory.make_class(store)
    keys = {"office": office.id, "party_cell": cell, "party_member": member, "person": person, "dossier": dossier.id}
    keys |= {"training_class": class_id, "party_committee": office.committee_id, "step": 1}
    owners: dict[str, dict[str, Any]] = {
        "setting": {"key": "thử", "value": "1"},
        "village": {"name": "Bản Nà Tấu"},
        "photo": {"sha256": "a" * 64, "content": b"\xff\xd8"},
        "erased_person": {"person_uid": "không ai", "erased_at": "2026-03-02"},
        "former_parent": {"party_cell_id": cell, "parent_id": office.committee_id, "last_on": "2025-06-30"},
        "source_category": {"name": "Đoàn viên ưu tú"},
        "account": {"name": "Lan", "role": "typist"},
        "scan": {"sha256": "b" * 64, "name": "đơn.pdf", "size": 5, "added_at": "2026-03-02"},
        "import_layout": {"name": "mẫu huyện", "mapping": "{}"},
        "draft": {"place": "person", "content": "{}", "saved_at": "2026-03-02"},
        "family_member": {"person_id": person, "relation": "father", "full_name": "Quàng Văn Núi"},
        "mentor_assignment": {"dossier_id": dossier.id, "party_member_id": member},
        "introduction": {"dossier_id": dossier.id, "kind": "official_member", "party_member_id": member},
        "enrolment": {"training_class_id": class_id, "person_id": person},
        "certificate": {"person_id": person, "kind": "awareness", "number": "01/GCN"},
        "dossier_item": {"dossier_id": dossier.id, "paper": "đơn"},
        "background_check": {"dossier_id": dossier.id, "committee": "Đảng ủy xã An Nguồn"},
        "opinion": {"dossier_id": dossier.id, "kind": "residence"},
        "dossier_receipt": {"dossier_id": dossier.id, "kind": "received"},
        "special_group": {"dossier_id": dossier.id, "kind": "student"},
        "overruling": {
            "dossier_id": dossier.id,
            "rule": "age",
            "message": "Chưa đủ tuổi.",
            "reason": "Đã xem giấy khai sinh",
            "overruled_by": "Hoàng Văn Chính",
            "overruled_on": "2026-03-01",
        },
        "verification_reply": {"asked_by": "Đảng ủy xã Bình Mẫu"},
        "review_round": {"name": "Đợt 1"},
        "meeting": {"kind": "cell", "party_cell_id": cell},
        "meeting_case": {"meeting_id": 1, "dossier_id": dossier.id, "purpose": "admission"},
        "paper_number": {"kind": "QĐ", "number": "12-QĐ/ĐU", "dossier_id": dossier.id},
        "quota": {"first_year": 2026, "last_year": 2026, "kind": "number", "number": 10},
        "member_stock": {"counted_on": "2025-12-31", "members": 21},
        "village_status": {"village_id": 1, "starts_on": "2026-01-01", "cell": "own"},
        "village_predecessor": {"village_id": 1, "predecessor_id": 1},
        "source_survey": {"year": 2026, "people": 40},
        "commendation": {"kind": "organisation", "recipient": "Chi bộ bản Nà Tấu"},
        "calendar_entry": {"due_on": "2026-12-10", "title": "Gửi biểu thống kê năm"},
        "mentor_report": {
            "dossier_id": dossier.id,
            "party_member_id": member,
            "starts_on": "2026-01-01",
            "ends_on": "2026-03-31",
        },
        "typed_figure": {"name": "admitted", "starts_on": "2020-01-01", "ends_on": "2020-12-31", "value": 55},
        "value_group": {"dimension": "occupation", "value": "lam ray", "leaf": "farmer"},
        "report_setting": {"report": "form-2"},
        "report_run": {"report": "form-2", "starts_on": "2026-01-01", "ends_on": "2026-12-31", "guidance": "thử"},
        "superior_template": {"name": "Biểu", "file_name": "bieu.xlsx", "sha256": "c" * 64, "content": b"PK"},
        "template_cell": {
            "superior_template_id": 1,
            "sheet": "Biểu",
            "address": "C5",
            "report": "form-2",
            "line": "admitted",
            "figure": "value",
        },
        "hand_over": {
            "sequence": 1,
            "starts_on": "2026-01-01",
            "ends_on": "2026-03-31",
            "extent": "figures",
            "made_at": "2026-04-02T08:15:00+07:00",
            "made_by": "x",
            "fingerprint": "0" * 64,
            "people": 0,
            "figures": 96,
            "files": 9,
        },
        "report_event": {
            "report_run_id": 1,
            "kind": "completed",
            "happened_at": "2026-12-31",
            "done_by": "Hoàng Văn Chính",
        },
        "report_person": {"report_run_id": 1, "person_id": person, "place": 0, "line": "admitted"},
        "printed_paper": {
            "person_id": person,
            "form": "đơn",
            "edition": "thử",
            "printed_at": "2026-03-02",
            "printed_by": "thử",
            "pages": 1,
            "content_hash": "c" * 64,
        },
    }
    for table in ("career_period", "training_record", "abroad_stay", "reward", "discipline"):
        owners[table] = {"person_id": person}
    keys |= {table: factory.insert(store, table, values) for table, values in owners.items()}
    link = {"person_id": person, "source_category_id": keys["source_category"]}
    return keys | {"person_source_category": factory.insert(store, "person_source_category", link)}


# A column of each table that may be changed, and what to.
CHANGED: dict[str, tuple[str, object]] = {
    "setting": ("value", "2"),
    "party_committee": ("note", "x"),
    "office": ("secretary", "Vàng A Dơ"),
    "former_parent": ("last_on", "2025-07-31"),
    "photo": ("sha256", "d" * 64),
    "erased_person": ("requested_on", "2026-03-01"),
    "source_category": ("is_active", 0),
    "account": ("role", "reader"),
    "person_source_category": ("source_category_id", 2),
    "career_period": ("work", "x"),
    "training_record": ("school", "x"),
    "abroad_stay": ("country", "x"),
    "reward": ("reason", "x"),
    "discipline": ("reason", "x"),
    "mentor_assignment": ("comment", "x"),
    "scan": ("size", 6),
    "overruling": ("reason", "x"),
    "printed_paper": ("pages", 2),
    "import_layout": ("mapping", "{1}"),
    "draft": ("saved_at", "2026-03-03"),
    "value_group": ("leaf", "other"),
    "report_setting": ("decimals", 1),
    "report_event": ("reason", "x"),
    "superior_template": ("name", "x"),
    "template_cell": ("line", "x"),
    "hand_over": ("document_number", "12"),
    "report_person": ("cells", "[]"),
}


def logged_tables(store: Store) -> list[str]:
    return [table for table in store.table_names if table not in OWN_TABLES]


def test_every_table_has_all_three_triggers(store: Store) -> None:
    made = {row.name for row in store.rows("SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'")}
    wanted = {f"log_{table}_{kind}" for table in logged_tables(store) for kind in ("insert", "update", "delete")}
    assert made == wanted
    assert len(list(trigger_statements({"person": ("id", "note"), "change_log": ("id",), "person_key": ("id",)}))) == 3


def test_a_name_that_would_stand_in_the_open_is_left_out_of_the_log(store: Store) -> None:
    key = factory.insert(store, "scan", {"sha256": "b" * 64, "name": "đơn Lò Thị Ánh.pdf", "size": 5, "added_at": "x"})
    with store.action("Đổi tên bản quét") as action:
        action.update("scan", key, {"name": "lý lịch Lò Thị Ánh.pdf"})
    assert "scan" in action.changes
    assert "Ánh" not in "".join(str(store.journal.reveal(row)) for row in store.list("change_log"))


def test_no_trigger_is_stored_in_the_book(store: Store) -> None:
    assert store.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'") == []


def test_every_change_of_every_table_is_logged_with_its_values(store: Store) -> None:
    keys = make_everything(store)
    factory.insert(store, "source_category", {"name": "Hội viên nông dân"})
    assert set(keys) == set(logged_tables(store))
    for table, key in keys.items():
        assert next(row.kind for row in log(store) if (row.table_name, row.row_id) == (table, key)) == "insert"
        column, value = CHANGED.get(table, ("note", "x"))
        before = store.get(table, key)
        with store.action("Sửa") as action:
            action.update(table, key, {column: value})
        assert action.changes.ids(table) == {key}
        row = undo.changes_of(store, action.changes.action)[0]
        assert (row.kind, row.table_name, row.row_id) == ("update", table, key)
        assert (row.old, row.new) == ({column: before[column]}, {column: value})
    for table in reversed(order_of_making(store)):
        for held in reversed(store.list(table)):
            with store.action("Xóa") as action:
                action.delete(table, held.id)
            row = undo.changes_of(store, action.changes.action)[-1]
            assert (row.kind, row.table_name, row.row_id, row.new) == ("delete", table, held.id, None)
            hidden = HIDDEN.get(table, frozenset())
            told = {name: None if name in hidden else value for name, value in held.items()}
            assert row.old == {name: value for name, value in told.items() if name not in silent_columns(table)}
    assert sum(store.count(table) for table in logged_tables(store)) == 0
    assert find_broken_link(store.connection) is None


def order_of_making(store: Store) -> list[str]:
    """The tables, each after those it points to."""
    placed: list[str] = []
    waiting = logged_tables(store)
    while waiting:
        for table in waiting:
            targets = {row["table"] for row in store.rows(f"PRAGMA foreign_key_list([{table}])")} - {table}
            if targets <= set(placed):
                placed.append(table)
        waiting = [table for table in waiting if table not in placed]
    return placed


def test_one_action_is_one_number_with_its_user_and_time(store: Store) -> None:
    person_id = factory.make_person(store)
    with store.action("Thêm khen thưởng") as action:
        action.insert("reward", {"person_id": person_id})
        action.insert("reward", {"person_id": person_id})
    rows = [row for row in log(store) if row.action == action.changes.action]
    assert [(row.kind, row.table_name, row.user, row.person_id) for row in rows] == [
        ("insert", "reward", factory.USER, person_id)
    ] * 2
    assert len({row.at for row in rows}) == 1


def test_events_are_logged_without_a_row(store: Store) -> None:
    person_id = factory.make_person(store)
    store.changed = False
    store.event("Sao lưu", detail={"folder": "USB"})
    store.event(f"In đơn {CANARY}", person_id, {"pages": 2})
    plain, own = log(store)[-2:]
    assert (plain.kind, plain.label, plain.row_id, plain.person_id) == ("event", "Sao lưu", None, None)
    assert store.journal.reveal(plain) == {"old": None, "new": {"folder": "USB"}}
    assert (own.kind, own.label, own.person_id) == ("event", "", person_id)
    assert store.journal.reveal(own) == {"label": f"In đơn {CANARY}", "old": None, "new": {"pages": 2}}
    assert not store.changed


def fill_chain(store: Store) -> list[Record]:
    for number in range(4):
        factory.make_person(store, f"Vàng A {number}")
        factory.make_cell(store)
    store.event("Mở sổ")
    assert find_broken_link(store.connection) is None
    return log(store)


EDITS = {
    "action": "action + 1",
    "at": "'2020-01-01T00:00:00+07:00'",
    "user": "'người khác'",
    "label": "label || '.'",
    "kind": "'delete'",
    "table_name": "'reward'",
    "row_id": "row_id + 1",
    "person_id": "coalesce(person_id, 0) + 1",
    "undoes": "1",
    "payload": "CAST(payload || x'20' AS BLOB)",
    "chain": "randomblob(32)",
}


@pytest.mark.parametrize("column", EDITS)
def test_editing_one_row_of_the_log_is_found(column: str, store: Store) -> None:
    rows = fill_chain(store)
    assert set(EDITS) == set(rows[0]) - {"id"}
    victim = rows[3].id
    store.connection.execute(f"UPDATE change_log SET [{column}] = {EDITS[column]} WHERE id = ?", (victim,))
    assert find_broken_link(store.connection) == victim


def test_dropping_one_row_in_the_middle_is_found(store: Store) -> None:
    rows = fill_chain(store)
    store.connection.execute("DELETE FROM change_log WHERE id = ?", (rows[3].id,))
    assert find_broken_link(store.connection) == rows[3].id


def test_swapping_two_rows_is_found(store: Store) -> None:
    rows = fill_chain(store)
    for key, other in ((rows[2].id, -1), (rows[3].id, rows[2].id), (-1, rows[3].id)):
        store.connection.execute("UPDATE change_log SET id = ? WHERE id = ?", (other, key))
    assert find_broken_link(store.connection) == rows[2].id


@pytest.mark.parametrize("count", [1, 3, 100])
def test_dropping_the_last_rows_is_found_even_when_the_log_goes_on(count: int, store: Store) -> None:
    rows = fill_chain(store)
    missing = max(len(rows) - count, 0) + 1
    store.connection.execute("DELETE FROM change_log WHERE id >= ?", (missing,))
    assert find_broken_link(store.connection) == missing
    reopened = factory.reopen(store)
    factory.make_person(reopened)
    assert find_broken_link(reopened.connection) == missing
    reopened.close()


def test_a_head_noted_outside_shows_a_log_that_was_written_anew(store: Store) -> None:
    rows = fill_chain(store)
    number, head = find_head(store.connection)
    assert (number, bytes.fromhex(head)) == (len(rows), store.journal.head)
    factory.make_person(store)
    assert holds_head(store.connection, number, head)
    # Whoever knows how the chain is made can drop rows and make it whole again; the head outside does not fit it then.
    store.connection.execute("DELETE FROM change_log WHERE id >= ?", (number,))
    store.connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'change_log'", (number - 1,))
    reopened = factory.reopen(store)
    factory.make_person(reopened)
    assert find_broken_link(reopened.connection) is None
    assert not holds_head(reopened.connection, number, head)
    reopened.close()


def test_the_chain_goes_on_after_reopening_and_after_a_failed_action(store: Store) -> None:
    fill_chain(store)
    reopened = factory.reopen(store)
    with pytest.raises(engine.IntegrityError), reopened.action("Hỏng") as action:
        action.insert("reward", {"person_id": 999})
    with pytest.raises(engine.IntegrityError), reopened.action("Hỏng") as action:
        action.insert("setting", {"key": "một mình"})
    last = log(reopened)[-1].action
    factory.make_person(reopened)
    assert log(reopened)[-1].action == last + 1
    assert find_broken_link(reopened.connection) is None
    reopened.close()


def plain_log(store: Store) -> bytes:
    """Everything readable in the log without a key."""
    return b"|".join(
        value if isinstance(value, bytes) else str(value).encode() for row in log(store) for value in row.values()
    )


def test_nothing_of_a_person_stands_readable_in_the_log(store: Store) -> None:
    dossier = factory.make_candidate(store, f"Lò {CANARY}", note=CANARY)
    person_id = dossier.person_id
    member = factory.make_member(store, f"Hà {CANARY}")
    with store.action(f"Ghi chép về {CANARY}") as action:
        for table in ("career_period", "training_record", "abroad_stay", "reward", "discipline"):
            action.insert(table, {"person_id": person_id})
        relative = {"person_id": person_id, "relation": "father", "full_name": CANARY}
        action.insert("family_member", relative)
        step = action.insert("step", {"dossier_id": dossier.id, "kind": "cell_meeting", "signer": CANARY})
        action.update("step", step, {"result": f"đồng ý {CANARY}"})
        action.insert("dossier_item", {"dossier_id": dossier.id, "paper": "đơn", "title": CANARY})
        mentor = {"dossier_id": dossier.id, "party_member_id": member, "comment": CANARY}
        action.insert("mentor_assignment", mentor)
        action.insert("introduction", {"dossier_id": dossier.id, "kind": "youth_union", "organisation": CANARY})
        action.insert("certificate", {"person_id": person_id, "kind": "awareness", "issued_by": CANARY})
    with store.action(f"Sửa rồi xóa {CANARY}") as action:
        # What is changed and goes in the same action is still known to be of a person.
        action.update("step", step, {"note": CANARY})
        action.update("dossier", dossier.id, {"note": CANARY})
        action.update("family_member", 1, {"note": CANARY})
        action.delete("person", person_id)
    assert CANARY.encode() not in plain_log(store)
    assert json.dumps(CANARY).strip('"').encode() not in plain_log(store)
    assert any(CANARY in json.dumps(payload, ensure_ascii=False) for payload in revealed(store))
    assert [each.label for each in undo.list_actions(store)][:2] == [f"Sửa rồi xóa {CANARY}", f"Ghi chép về {CANARY}"]


def test_without_the_key_the_values_are_gone_and_the_chain_is_whole(store: Store) -> None:
    erased, kept = factory.make_person(store, "Lò Thị Ánh"), factory.make_person(store, "Vàng A Dơ")
    head = store.journal.head
    assert all(revealed(store))
    store.connection.execute("DELETE FROM person_key WHERE person_id = ?", (erased,))
    shown = {row.row_id: store.journal.reveal(row) for row in log(store)}
    assert shown[erased] is None
    payload = shown[kept]
    assert payload is not None
    assert payload["new"]["full_name"] == "Vàng A Dơ"
    assert find_broken_link(store.connection) is None
    assert store.journal.head == head
    assert [each.label for each in undo.list_actions(store)] == ["Thêm vào person", undo.ERASED_LABEL]


def test_a_key_made_after_an_erasing_opens_nothing_older(store: Store) -> None:
    person_id = factory.make_person(store, "Lò Thị Ánh")
    store.connection.execute("DELETE FROM person_key WHERE person_id = ?", (person_id,))
    with store.action("Viết tiếp") as action:
        action.update("person", person_id, {"note": "sau"})
    older, newer = revealed(store)
    assert older is None
    assert newer is not None
    assert newer["new"] == {"note": "sau"}


def test_pictures_and_search_keys_are_not_in_the_log(store: Store) -> None:
    factory.make_person(store)
    with store.action("Ảnh") as action:
        action.keep_photo(b"\xff\xd8 picture")
    person, photo = revealed(store)
    assert person is not None
    assert photo is not None
    assert silent_columns("person").isdisjoint(person["new"])
    assert "content" not in photo["new"]


def test_what_a_mentor_reports_is_in_the_log_and_comes_back(store: Store) -> None:
    dossier, member = factory.make_candidate(store), factory.make_member(store)
    report = {"dossier_id": dossier.id, "party_member_id": member, "starts_on": "2026-01", "ends_on": "2026-06"}
    kept = factory.insert(store, "mentor_report", report | {"content": "Chấp hành tốt."})
    with store.action("Sửa") as action:
        action.update("mentor_report", kept, {"content": "Chưa đều."})
    undo.undo(store, action.changes.action)
    assert store.get("mentor_report", kept).content == "Chấp hành tốt."
