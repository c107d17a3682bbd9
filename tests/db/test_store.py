"""Tests of the write door and of named actions: what passes it is normalised, whole and logged, or nothing is."""

import resource
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import undo
from db.dates import is_partial_date
from db.derived import DERIVATIONS
from db.driver import engine
from db.errors import BadValue, CannotWrite, NotFound, StillUsed
from db.journal import OWN_TABLES, find_broken_link
from db.store import Store
from db.text import collation_key, fold, nfc, sort_key
from tests import factory, random_rows
from tests.db.full_disk import no_file_beyond

# One book serves all examples of a test: what stands in it already makes the examples richer.
SHARED_BOOK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def layout(store: Store) -> list[Any]:
    return [row.sql for row in store.rows("SELECT sql FROM sqlite_schema ORDER BY name")]


# Names come from the layout only


@pytest.mark.parametrize("table", ["persons", "PERSON", "", "sqlite_schema", "person; DROP TABLE person"])
def test_a_mistyped_table_is_a_bug_and_makes_no_table(table: str, store: Store) -> None:
    before = layout(store)
    for write in (
        lambda action: action.insert(table, {"full_name": "x"}),
        lambda action: action.insert_all(table, [{"full_name": "x"}]),
        lambda action: action.update(table, 1, {"full_name": "x"}),
        lambda action: action.delete(table, 1),
    ):
        with pytest.raises(ValueError, match="no table"), store.action("Thử") as action:
            write(action)
    assert layout(store) == before


@pytest.mark.parametrize("column", ["fullname", "Full_name", "full_name] = 'x' --"])
def test_a_mistyped_column_is_a_bug_and_adds_none(column: str, store: Store) -> None:
    person_id = factory.make_person(store)
    before = layout(store), store.list("person")
    for write in (
        lambda action: action.insert("person", {"full_name": "x", column: "y"}),
        lambda action: action.insert_all("person", [{"full_name": "x", column: "y"}]),
        lambda action: action.update("person", person_id, {column: "y"}),
    ):
        with pytest.raises(ValueError, match="no column"), store.action("Thử") as action:
            write(action)
    for read in (store.list, store.count, store.find):
        with pytest.raises(ValueError, match="no column"):
            read("person", **{column: "x"})
    with pytest.raises(ValueError, match="no column"):
        store.list("person", order=column.replace(" ", ""))
    assert (layout(store), store.list("person")) == before


@pytest.mark.parametrize("table", sorted(OWN_TABLES))
def test_the_log_is_written_by_the_journal_alone(table: str, store: Store) -> None:
    factory.make_person(store)
    for write in (
        lambda action: action.insert(table, {"person_id": 9}),
        lambda action: action.update(table, 1, {"person_id": 9}),
        lambda action: action.delete(table, 1),
    ):
        with pytest.raises(ValueError, match="journal alone"), store.action("Thử") as action:
            write(action)


@pytest.mark.parametrize("column", ["id", "uid"])
def test_what_makes_a_row_the_same_row_never_changes(column: str, store: Store) -> None:
    person_id = factory.make_person(store)
    with pytest.raises(ValueError, match="never change"), store.action("Thử") as action:
        action.update("person", person_id, {column: 77})


def test_every_row_that_leaves_the_office_has_its_own_uid(store: Store) -> None:
    rows = [store.get("person", factory.make_person(store)) for _ in range(3)]
    assert len({row.uid for row in rows}) == 3
    assert all(uuid.UUID(row.uid).version == 4 for row in rows)
    kept = factory.insert(store, "person", {"full_name": "Từ nơi khác", "uid": "6d6f0f6e-0000-4000-8000-000000000000"})
    assert store.get("person", kept).uid == "6d6f0f6e-0000-4000-8000-000000000000"


# Values


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Hòa", "Hòa"),
        ("  ", None),
        ("\u00a0\t\n", None),
        ("a\x00b\x08c", "abc"),
        ("một\u200b hai\ufeff", "một hai"),
        ("dòng một\ndòng hai\tcột", "dòng một\ndòng hai\tcột"),
        ("<b>đậm</b>", "<b>đậm</b>"),
        (None, None),
    ],
)
def test_text_is_kept_composed_and_visible(typed: str | None, kept: str | None, store: Store) -> None:
    person_id = factory.make_person(store, note=typed)
    assert store.get("person", person_id).note == kept
    with store.action("Sửa") as action:
        action.update("person", person_id, {"note": "khác"})
        action.update("person", person_id, {"note": typed})
    assert store.get("person", person_id).note == kept


@SHARED_BOOK
@given(text=st.text(max_size=30))
def test_any_text_is_kept_as_its_normal_form(store: Store, text: str) -> None:
    person_id = factory.make_person(store, note=text)
    normal = nfc(text)
    assert store.get("person", person_id).note == (normal if normal.strip() else None)


@pytest.mark.parametrize("typed", ["31/02/1999", "1999-02-31", "1999-13", "99", "1999-1-1", "hôm qua", "1999-02-11 "])
@pytest.mark.parametrize("column", ["born_on", "citizen_id_issued_on"])
def test_what_is_no_date_is_refused_with_its_field(column: str, typed: str, store: Store) -> None:
    with pytest.raises(BadValue, match="không phải là ngày"):
        factory.make_person(store, **{column: typed})
    assert store.count("person") == 0


@pytest.mark.parametrize("date", ["1999", "1999-02", "1999-02-11"])
def test_partial_dates_are_kept(date: str, store: Store) -> None:
    assert is_partial_date(date)
    assert store.get("person", factory.make_person(store, born_on=date)).born_on == date


def test_flags_are_kept_as_numbers(store: Store) -> None:
    cell = factory.make_cell(store, is_grassroots=True)
    assert store.get("party_cell", cell).is_grassroots == 1


# Keys to find and to sort by


def require_true_keys(store: Store) -> None:
    for row in store.list("person"):
        names = dict.fromkeys(fold(name) for name in (row.full_name, row.birth_name, row.alias) if name)
        assert row.search_key == " " + " ".join([*names, row.citizen_id or ""])
        assert row.sort_key == sort_key(row.full_name, row.name_for_sorting)
    for table in DERIVATIONS.keys() - {"person"}:
        for row in store.list(table):
            assert (row.search_key, row.sort_key) == (" " + fold(row.name), collation_key(row.name))


NAMES = st.sampled_from(["full_name", "birth_name", "alias", "name_for_sorting", "note", "citizen_id"])


@SHARED_BOOK
@given(
    first=st.dictionaries(NAMES, random_rows.TEXTS, max_size=4),
    changes=st.lists(st.dictionaries(NAMES, random_rows.TEXTS | st.none(), max_size=3), max_size=3),
)
def test_keys_follow_the_names_through_partial_updates(
    store: Store, first: dict[str, str], changes: list[dict[str, Any]]
) -> None:
    with store.action("Làm trống") as action:
        for row in store.list("person"):
            action.delete("person", row.id)
    with store.action("Thêm") as action:
        person_id = action.insert("person", {**first, "full_name": "Vàng " + first.get("full_name", "A")})
    require_true_keys(store)
    for change in changes:
        named = {**change, "full_name": "Lò " + (change["full_name"] or "")} if "full_name" in change else change
        with store.action("Sửa") as action:
            action.update("person", person_id, named)
        require_true_keys(store)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_keys_are_true_whatever_is_done(empty_book: factory.Original, data: st.DataObject) -> None:
    with factory.passing_store(empty_book) as store:
        with store.action("Nhiều việc") as action:
            for _ in range(data.draw(st.integers(1, 10))):
                random_rows.do_something(data.draw, store, action)
        require_true_keys(store)


def test_rows_loaded_by_thousands_have_their_keys_too(store: Store) -> None:
    with store.action("Nạp") as action:
        action.insert_all("person", ({"id": 10 + n, "full_name": f"Hà Quang Đạo {n}"} for n in range(1200)))
        action.insert_all("village", [{"name": "Bản Nà Tấu"}])
    require_true_keys(store)
    assert store.count("person") == 1200
    assert len({row.uid for row in store.list("person")}) == 1200
    assert len(action.changes.ids("person")) == 1200


# Actions


def test_changes_name_what_was_touched(store: Store) -> None:
    cell = factory.make_cell(store)
    with store.action("Thêm hai người") as action:
        first = action.insert("person", {"full_name": "Lò Thị Ánh", "party_cell_id": cell})
        second = action.insert("person", {"full_name": "Vàng A Dơ"})
        action.update("person", first, {"note": "x"})
    changes = action.changes
    assert "person" in changes
    assert changes.ids("person") == {first, second}
    assert changes.concerns(["reward", "person"])
    assert not changes.concerns(["reward", "party_cell"])
    assert (changes.label, changes.action) == ("Thêm hai người", store.count("change_log", action=1) + 1)
    assert store.changed


def test_an_action_that_changes_nothing_is_not_logged(store: Store) -> None:
    person_id = factory.make_person(store, note="x")
    store.changed = False
    before = store.count("change_log")
    with store.action("Lưu không sửa gì") as action:
        action.update("person", person_id, {"note": "x"})
        action.update("person", person_id, {})
    assert not action.changes
    assert store.count("change_log") == before
    assert not store.changed


def test_an_error_inside_an_action_leaves_nothing(store: Store) -> None:
    person_id = factory.make_person(store)
    before, log = factory.snapshot(store), store.count("change_log")

    class Stumble(Exception):
        pass

    def stumble() -> None:
        with store.action("Dở dang") as action:
            reward = action.insert("reward", {"person_id": person_id})
            action.insert_all("person", [{"full_name": f"Người {n}"} for n in range(3)])
            action.update("person", person_id, {"note": "x"})
            action.delete("reward", reward)
            raise Stumble

    with pytest.raises(Stumble):
        stumble()
    assert (factory.snapshot(store), store.count("change_log")) == (before, log)
    assert store.journal.noted == []
    with store.action("Tiếp") as action:
        action.update("person", person_id, {"note": "tiếp"})
    assert action.changes.ids("person") == {person_id}
    assert find_broken_link(store.connection) is None


def test_what_failed_inside_and_was_caught_is_not_logged(store: Store) -> None:
    member = factory.make_member(store)
    dossier = factory.make_candidate(store)
    factory.insert(store, "mentor_assignment", {"dossier_id": dossier.id, "party_member_id": member})
    person_id = store.get("party_member", member).person_id
    factory.insert(store, "reward", {"person_id": person_id})
    before = factory.snapshot(store)
    with store.action("Thử xóa") as action:
        with pytest.raises(StillUsed):
            action.delete("person", person_id)
        with pytest.raises(engine.IntegrityError):
            action.insert_all("source_category", [{"name": "Đoàn viên"}, {"name": "Đoàn viên"}])
    assert not action.changes
    assert factory.snapshot(store) == before


def test_actions_do_not_nest_and_do_not_outlive_their_block(store: Store) -> None:
    with pytest.raises(RuntimeError, match="inside"), store.action("Ngoài"), store.action("Trong"):
        pass
    with pytest.raises(RuntimeError, match="inside"), store.action("Ngoài"):
        store.event("In giấy")
    with store.action("Xong") as action:
        pass
    for write in (
        lambda: action.insert("person", {"full_name": "x"}),
        lambda: action.insert_all("person", [{"full_name": "x"}]),
        lambda: action.delete("person", factory.make_person(store)),
    ):
        with pytest.raises(RuntimeError, match="is over"):
            write()


def test_rows_that_are_not_there_are_told(store: Store) -> None:
    for write in (
        lambda action: action.update("person", 99, {"note": "x"}),
        lambda action: action.update("person", 99, {"full_name": "x"}),
        lambda action: action.update("person", 99, {}),
        lambda action: action.delete("person", 99),
    ):
        with pytest.raises(NotFound, match="99"), store.action("Thử") as action:
            write(action)
    with pytest.raises(NotFound, match="99"):
        store.get("person", 99)


def test_settings_of_the_book(store: Store) -> None:
    assert store.read_setting("auto_lock", "30") == "30"
    for value in ("10", "10", "15"):
        with store.action("Thiết lập") as action:
            action.save_setting("auto_lock", value)
    assert store.read_setting("auto_lock") == "15"
    assert store.count("setting") == 1


def test_a_photograph_is_kept_once(store: Store) -> None:
    with store.action("Ảnh") as action:
        keys = [
            action.keep_photo(b"\xff\xd8 mot"),
            action.keep_photo(b"\xff\xd8 mot"),
            action.keep_photo(b"\xff\xd8 hai"),
        ]
    assert keys[0] == keys[1] != keys[2]
    assert store.get("photo", keys[0]).content == b"\xff\xd8 mot"


# Disk full


def test_a_drive_that_is_gone_is_told_from_a_full_one(store: Store, tmp_path: Path) -> None:
    person_id, away = factory.make_person(store), tmp_path / "away"
    store.path.rename(away)
    with no_file_beyond(0), pytest.raises(CannotWrite, match=r"Không còn thấy.*điều vừa gõ vẫn ở trên màn hình"):
        factory.insert(store, "village", {"name": "Thôn Đông"})
    away.rename(store.path)
    assert store.get("person", person_id)
    assert store.count("village") == 0


def test_a_full_disk_inside_an_action_is_told_and_the_store_goes_on(store: Store) -> None:
    person_id = factory.make_person(store, note="trước")
    before, log = factory.snapshot(store), store.count("change_log")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = Path(store.path).stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8 * 4096, hard))

    def write_too_much() -> None:
        with store.action("Quá to") as action:
            action.update("person", person_id, {"note": "sau"})
            action.insert_all("person", [{"full_name": f"Người {n}", "note": "ruộng " * 200} for n in range(500)])

    try:
        with pytest.raises(CannotWrite, match=r"Không ghi được vào đĩa.*còn trống") as caught:
            write_too_much()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "còn nguyên" in caught.value.sentence
    assert (factory.snapshot(store), store.count("change_log")) == (before, log)
    with store.action("Lưu lại") as action:
        action.update("person", person_id, {"note": "sau"})
    assert store.get("person", person_id).note == "sau"
    assert find_broken_link(store.connection) is None
    undo.undo(store, action.changes.action)
    assert factory.snapshot(store) == before


def test_a_book_whose_file_is_gone_takes_no_more_changes_until_it_is_back(store: Store) -> None:
    away = store.path.with_name("rút ra")
    store.path.rename(away)
    with pytest.raises(CannotWrite, match="Không còn thấy"), store.action("Thêm thôn") as action:
        action.insert("village", {"name": "Thôn Đông"})
    away.rename(store.path)
    assert store.count("village") == 0
    with store.action("Thêm thôn") as action:
        action.insert("village", {"name": "Thôn Đông"})
    assert store.count("village") == 1
