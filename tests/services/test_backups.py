"""Copies as a clerk makes them: in the usual folder or on a stick, gone back to by passphrase or paper, and checked."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db import attempts, book, keys, scans
from db.errors import KnownError, WrongPassphrase
from db.recovery import BadRecoveryCode, code_text
from db.store import Store
from desktop.services import backups
from tests import factory
from tests.db.sample_books import PASSPHRASE, PEOPLE, make_book, names_in


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = make_book(tmp_path / "sổ xã.book")
    yield opened
    opened.close()


def test_a_copy_of_another_book_is_told_with_the_way_to_open_it(store: Store, tmp_path: Path) -> None:
    other = factory.new_store(tmp_path / "khác", "khác.book")
    copy = backups.backup(other).path
    other.close()
    with pytest.raises(KnownError, match=r"sổ khác.*Nhận sổ từ máy khác"):
        backups.preview_for(store, copy)
    assert backups.preview_for(store, backups.backup(store).path).people == len(PEOPLE)


def test_copies_go_beside_the_book_and_to_a_stick_which_is_logged(store: Store, tmp_path: Path) -> None:
    backups.backup(store)
    stick = backups.backup(store, tmp_path / "stick")
    assert [copy.path.parent.name for copy in backups.list_backups(store.path)] == ["Sao lưu"]
    assert [copy.path for copy in backups.list_backups(store.path, tmp_path / "stick")] == [stick.path]
    events = store.rows("SELECT label FROM change_log WHERE kind = 'event'")
    assert [event.label for event in events].count("Sao lưu sang nơi khác") == 1


def test_a_copy_is_found_by_its_day_and_its_people(store: Store) -> None:
    before = datetime.now().replace(microsecond=0)
    made = backups.backup(store)
    found = backups.preview(made.path, store.secret)
    assert found == made
    assert found.people == len(PEOPLE)
    assert before <= found.made_at <= datetime.now()


def test_a_copy_is_told_as_plain_data(store: Store) -> None:
    made = backups.backup(store)
    told = json.loads(json.dumps(backups.plain(made)))
    assert set(told) == {"path", "sequence", "made_at", "size", "people"}
    assert told["path"] == str(made.path)
    assert (told["sequence"], told["people"]) == (1, len(PEOPLE))
    assert datetime.fromisoformat(told["made_at"]) == made.made_at


def test_going_back_is_logged_in_the_book_that_came_back(store: Store) -> None:
    made = backups.backup(store)
    store.close()
    done = backups.restore(store.path, made.path, store.secret, "nguoi.thu")
    assert done.set_aside is not None
    again = book.open_book(store.path, store.secret, "nguoi.thu")
    assert names_in(again) == list(PEOPLE)
    events = again.rows("SELECT label FROM change_log WHERE kind = 'event'")
    assert [event.label for event in events if event.label.startswith("Khôi phục sổ từ bản sao lưu")]
    assert backups.verify(again).problems == ()
    again.close()


def test_a_copy_opens_by_its_own_passphrase_by_todays_and_by_paper(store: Store) -> None:
    made = backups.backup(store)
    keys.write_key_file(store.path, "mật khẩu mới", store.secret)
    assert backups.find_opener(store.path, made.path, passphrase=PASSPHRASE).secret == store.secret
    assert backups.find_opener(store.path, made.path, passphrase="mật khẩu mới").secret == store.secret
    assert backups.find_opener(store.path, made.path, code=code_text(store.secret).lower()).secret == store.secret
    assert backups.find_opener(store.path, made.path, passphrase=code_text(store.secret)).secret == store.secret
    with pytest.raises(BadRecoveryCode):
        backups.find_opener(store.path, made.path, code="ABCDE")


def test_guessing_at_a_copy_counts_and_is_slowed(store: Store) -> None:
    made = backups.backup(store)
    for _ in range(3):
        with pytest.raises(WrongPassphrase, match="không đúng"):
            backups.find_opener(store.path, made.path, passphrase="sai")
    with pytest.raises(attempts.TryLater):
        backups.find_opener(store.path, made.path, passphrase=PASSPHRASE)
    assert backups.find_opener(store.path, made.path, code=code_text(store.secret)).secret == store.secret


def test_without_any_key_file_only_paper_helps(store: Store) -> None:
    made = backups.backup(store)
    for place in (store.path, made.path):
        keys.key_file_of(place).unlink()
    with pytest.raises(keys.NoKeyFile, match="mã khôi phục"):
        backups.find_opener(store.path, made.path, passphrase=PASSPHRASE)
    assert not attempts.attempts_file_of(store.path).exists()


def test_a_whole_book_verifies_with_its_people_and_scans(store: Store) -> None:
    scans.add(store.path, store.secret, b"giay quet")
    assert backups.verify(store) == backups.Verification(store.path, len(PEOPLE), 1, ())


def test_a_changed_log_row_damaged_scans_and_a_dangling_row_are_told(store: Store) -> None:
    scans.add(store.path, store.secret, b"giay quet" * 5000)
    path = scans.scans_file_of(store.path)
    path.write_bytes(path.read_bytes()[:-4096] + bytes(4096))
    store.connection.execute("UPDATE change_log SET label = 'khác' WHERE id = 1")
    log, scan = backups.verify(store).problems
    assert "Nhật ký của sổ bị đứt ở dòng 1" in log
    assert path.name in scan
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute("UPDATE person SET photo_id = 77 WHERE id = 1")
    assert "trỏ tới mục không còn" in backups.verify(store).problems[0]


def test_a_damaged_page_is_told(store: Store) -> None:
    page = store.rows("SELECT rootpage FROM sqlite_schema WHERE name = 'reward'")[0].rootpage
    store.close()
    # Opened once more, so that the weekly check, which would refuse the book, is not due.
    book.open_book(store.path, store.secret, "nguoi.thu").close()
    content = bytearray(store.path.read_bytes())
    content[(page - 1) * 4096 + 100] ^= 1
    store.path.write_bytes(content)
    again = book.open_book(store.path, store.secret, "nguoi.thu")
    assert len(backups.verify(again).problems) == 1
    again.close()


def test_a_log_written_anew_does_not_fit_the_copies_and_is_found(store: Store) -> None:
    store.event("Mở sổ")
    backups.backup(store)
    store.event("In hồ sơ")
    assert backups.verify(store).problems == ()
    # Whoever knows how the chain is made drops the end of it and sets the engine's own number back.
    last = store.count("change_log") - 1
    store.connection.execute("DELETE FROM change_log WHERE id >= ?", (last,))
    store.connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'change_log'", (last - 1,))
    (problem,) = backups.verify(store).problems
    assert "không khớp với bản sao lưu" in problem


def test_after_going_back_the_copies_of_the_other_log_are_no_witnesses(store: Store) -> None:
    first = backups.backup(store)
    store.event("In hồ sơ")
    backups.backup(store)
    store.close()
    backups.restore(store.path, first.path, store.secret, "nguoi.thu")
    again = book.open_book(store.path, store.secret, "nguoi.thu")
    for number in range(4):
        again.event(f"Việc {number}")
    assert backups.verify(again).problems == ()
    backups.backup(again)
    assert backups.verify(again).problems == ()
    again.connection.execute("DELETE FROM change_log WHERE id = (SELECT max(id) FROM change_log)")
    assert len(backups.verify(again).problems) == 1
    again.close()


def test_what_is_due_is_known_from_the_copies_and_the_log(store: Store, tmp_path: Path) -> None:
    today = datetime.now().date()
    assert [each.kind for each in backups.due(store, today)] == ["backup", "second_place"]
    backups.backup(store)
    assert [each.kind for each in backups.due(store, today)] == ["second_place"]
    backups.backup(store, tmp_path / "stick")
    assert backups.due(store, today) == []
    assert [each.kind for each in backups.due(store, today + timedelta(days=8))] == ["backup", "second_place"]
