"""Tests of the book as a file: each way not to be openable has its own sentence, and leaves the file as it was."""

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3

from db import book, keys, lock, schema
from db.errors import BookInUse, DamagedBook, ForeignFile, KnownError, NewerBook, NotFound, WrongPassphrase
from db.recovery import code_text, new_secret
from db.store import Store
from tests import factory

TODAY = date(2026, 3, 2)


@pytest.fixture
def closed(tmp_path: Path) -> Store:
    """A closed book with one person in it; its path and secret are what the tests need."""
    made = factory.new_store(tmp_path)
    factory.make_person(made, "Lò Thị Ánh")
    made.close()
    return made


def opened(store: Store, **options: Any) -> Store:
    return book.open_book(store.path, store.secret, factory.USER, today=TODAY, **options)


def connection_to(store: Store) -> Any:
    connection = sqlcipher3.connect(str(store.path), isolation_level=None)
    key = keys.data_key(store.secret, keys.read_salt(store.path))
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def write_plain_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE person (id INTEGER PRIMARY KEY)")
    connection.commit()
    connection.close()


def write_other_encrypted_database(store: Store) -> None:
    connection = connection_to(store)
    connection.execute("PRAGMA application_id = 7")
    connection.close()


def bump_version(store: Store) -> None:
    connection = connection_to(store)
    connection.execute(f"PRAGMA user_version = {schema.current_version() + 1}")
    connection.close()


def flip(path: Path, place: int, bit: int = 0) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << bit
    path.write_bytes(content)


def without_keys(store: Store) -> None:
    keys.key_file_of(store.path).unlink()


def empty_alone(store: Store) -> None:
    store.path.write_bytes(b"")
    without_keys(store)


def letter(store: Store) -> None:
    store.path.write_bytes(b"%PDF-1.7 " + b"x" * 4087)


def short_text(store: Store) -> None:
    store.path.write_text("Danh sách", encoding="utf-8")
    without_keys(store)


UNOPENABLE: dict[str, tuple[Callable[[Store], object], type[KnownError], str]] = {
    "missing": (lambda store: store.path.unlink(), NotFound, "Không tìm thấy sổ"),
    "a plain database": (
        lambda store: (store.path.unlink(), write_plain_database(store.path)),
        ForeignFile,
        "không phải sổ",
    ),
    "a document": (letter, ForeignFile, "không phải sổ"),
    "a short text": (short_text, ForeignFile, "không phải sổ"),
    "another program's": (write_other_encrypted_database, ForeignFile, "không phải sổ"),
    "empty, nothing beside it": (empty_alone, ForeignFile, "không phải sổ"),
    "empty": (lambda store: store.path.write_bytes(b""), DamagedBook, "bị cắt cụt"),
    "cut off": (lambda store: store.path.write_bytes(store.path.read_bytes()[:-1000]), DamagedBook, "bị cắt cụt"),
    "first page damaged": (lambda store: flip(store.path, 200), DamagedBook, "bị hỏng"),
    "salt damaged": (lambda store: flip(store.path, 3), DamagedBook, "bị hỏng"),
    "newer": (bump_version, NewerBook, f"bố cục số {schema.current_version() + 1}"),
}


@pytest.mark.parametrize("case", UNOPENABLE)
def test_what_cannot_be_opened_is_told_and_left_as_it_was(case: str, closed: Store) -> None:
    spoil, kind, words = UNOPENABLE[case]
    spoil(closed)
    before = closed.path.read_bytes() if closed.path.exists() else None
    with pytest.raises(KnownError, match=words) as caught:
        opened(closed)
    assert type(caught.value) is kind
    assert (closed.path.read_bytes() if closed.path.exists() else None) == before
    assert not lock.lock_file_of(closed.path).exists()


def test_each_way_has_its_own_sentence() -> None:
    pairs = {(kind, words) for _, kind, words in UNOPENABLE.values()}
    assert len({kind for kind, _ in pairs}) == 4
    assert len(pairs) == 5


def test_a_wrong_passphrase(closed: Store) -> None:
    before = closed.path.read_bytes()
    with pytest.raises(WrongPassphrase, match="Mật khẩu không đúng"):
        book.secret_from_passphrase(closed.path, "một mật khẩu khác")
    assert closed.path.read_bytes() == before


def test_the_code_of_another_book(closed: Store) -> None:
    before = closed.path.read_bytes()
    secret = book.secret_from_code(code_text(new_secret()))
    with pytest.raises(WrongPassphrase, match="Mã khôi phục này không mở được"):
        book.open_book(closed.path, secret, factory.USER)
    assert closed.path.read_bytes() == before
    assert not lock.lock_file_of(closed.path).exists()


def test_passphrase_and_code_open_the_same_book(closed: Store) -> None:
    assert book.secret_from_passphrase(closed.path, factory.PASSPHRASE) == closed.secret
    assert book.secret_from_code(code_text(closed.secret)) == closed.secret
    store = opened(closed)
    assert [person.full_name for person in store.list("person")] == ["Lò Thị Ánh"]
    store.close()


def test_paper_and_book_alone_open_it(closed: Store) -> None:
    without_keys(closed)
    store = opened(closed)
    assert store.count("person") == 1
    store.close()


def test_a_second_opening_is_refused_even_inside_the_process(store: Store) -> None:
    with pytest.raises(BookInUse):
        book.open_book(store.path, store.secret, factory.USER)
    assert store.count("person") == 0


def test_a_book_is_never_made_over_another(closed: Store) -> None:
    before = closed.path.read_bytes(), keys.key_file_of(closed.path).read_bytes()
    with pytest.raises(KnownError, match="Đã có tệp"):
        book.create(closed.path, new_secret(), "khác", factory.USER, work=factory.QUICK)
    assert (closed.path.read_bytes(), keys.key_file_of(closed.path).read_bytes()) == before


def test_a_book_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        book.create(tmp_path / "sổ.book", new_secret(), "  ", factory.USER, work=factory.QUICK)
    assert list(tmp_path.iterdir()) == []


def test_a_new_book_lies_alone_with_its_keys(closed: Store) -> None:
    journal = closed.path.with_name(closed.path.name + "-journal")
    assert {path for path in closed.path.parent.iterdir() if path != journal} == {
        closed.path,
        keys.key_file_of(closed.path),
    }
    assert not journal.exists() or journal.stat().st_size == 0


@pytest.mark.parametrize(
    ("days", "is_due"), [(0, False), (6, False), (7, True), (-1, True)], ids=["today", "six days", "a week", "back"]
)
def test_the_pages_are_read_weekly_and_after_a_turned_back_clock(days: int, is_due: bool, closed: Store) -> None:
    opened(closed).close()
    day = TODAY + timedelta(days=days)
    store = book.open_book(closed.path, closed.secret, factory.USER, today=day)
    assert store.changed == is_due
    assert store.read_setting(book.LAST_CHECK) == (day if is_due else TODAY).isoformat()
    store.close()


def spoil_last_page(closed: Store) -> None:
    flip(closed.path, closed.path.stat().st_size - 100)


def test_a_check_that_is_due_finds_damage_and_frees_the_book(closed: Store) -> None:
    spoil_last_page(closed)
    before = closed.path.read_bytes()
    with pytest.raises(DamagedBook):
        opened(closed)
    assert closed.path.read_bytes() == before
    assert not lock.lock_file_of(closed.path).exists()


def test_after_an_unclean_end_every_page_is_read(closed: Store) -> None:
    opened(closed).close()
    spoil_last_page(closed)
    opened(closed).close()  # nothing was due
    held = lock.BookLock(closed.path)
    content = held.path.read_bytes()
    held.release()
    held.path.write_bytes(content)  # what a killed program leaves behind
    with pytest.raises(DamagedBook):
        opened(closed)


def test_cut_off_anywhere_is_never_shown_as_data(closed: Store) -> None:
    whole = closed.path.read_bytes()
    for pages in range(1, len(whole) // 4096, 9):
        closed.path.write_bytes(whole[: pages * 4096])
        with pytest.raises(DamagedBook):
            opened(closed)
