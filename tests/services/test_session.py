"""Tests of a session: a book made with its sheet, opened by passphrase or code, logged, closed with a copy."""

import resource
from datetime import date
from pathlib import Path

import pytest

from db import attempts, keys, lock, undo
from db.errors import BookInUse, CannotWrite, KnownError, UnsafePlace, WrongPassphrase
from db.store import Store
from desktop import paths
from desktop.domain.validation import Invalid
from desktop.services import session
from desktop.services.office import OfficeSetup
from desktop.services.session import NewBook
from tests import factory

TODAY = date(2026, 3, 2)
PASSPHRASE = factory.PASSPHRASE


@pytest.fixture(scope="module")
def new() -> NewBook:
    return session.prepare(OfficeSetup("Đảng ủy xã An Mẫu"), TODAY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Sổ" / "an-mau.book"


@pytest.fixture
def made(path: Path, new: NewBook) -> Store:
    """The path and code of a closed book."""
    store = session.create_book(path, new, PASSPHRASE, factory.USER)
    store.close()
    return store


def labels(store: Store) -> list[str]:
    return [row.label for row in store.list("change_log") if row.kind == "event"]


def test_preparing_writes_nothing_and_gives_the_sheet(new: NewBook) -> None:
    assert new.sheet.startswith(b"%PDF")
    assert new.code.count("-") == 5
    assert session.prepare(new.setup, TODAY).code != new.code


def test_a_book_is_made_with_its_office(path: Path, new: NewBook) -> None:
    store = session.create_book(path, new, PASSPHRASE, factory.USER)
    assert store.get("office", 1).name == "Đảng ủy xã An Mẫu"
    assert (store.path, store.user) == (path, factory.USER)
    assert undo.last_action(store) is None  # a new book is not taken back by Ctrl+Z
    store.close()


def test_a_book_that_cannot_be_set_up_leaves_nothing(path: Path, new: NewBook) -> None:
    nameless = NewBook(OfficeSetup(" "), new.secret, new.code, new.sheet)
    with pytest.raises(Invalid):
        session.create_book(path, nameless, PASSPHRASE)
    assert [each.name for each in path.parent.iterdir() if not each.name.endswith("-journal")] == []
    session.create_book(path, new, PASSPHRASE).close()


def test_the_sheet_is_kept_elsewhere(path: Path, new: NewBook, tmp_path: Path) -> None:
    path.parent.mkdir()
    with pytest.raises(UnsafePlace):
        session.save_sheet(new, path.parent / "mã.pdf", path)
    sheet = tmp_path / "mã.pdf"
    session.save_sheet(new, sheet, path)
    assert sheet.read_bytes() == new.sheet
    with pytest.raises(UnsafePlace, match="Tệp cũ còn nguyên"):
        session.save_sheet(new, sheet, path)


def test_passphrase_and_code_open_it_and_each_opening_is_logged(made: Store, new: NewBook) -> None:
    session.open_with_passphrase(made.path, PASSPHRASE, factory.USER, "dòng lệnh", TODAY).close()
    store = session.open_with_code(made.path, new.code.lower(), factory.USER, today=TODAY)
    assert labels(store) == ["Mở sổ", "Mở sổ"]
    rows = [row for row in store.list("change_log") if row.kind == "event"]
    programs = [payload["new"]["program"] for row in rows if (payload := store.journal.reveal(row))]
    assert programs == ["dòng lệnh", session.PROGRAM]
    store.close()


def test_wrong_passphrases_wait_and_are_logged(made: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1_000_000.0]
    monkeypatch.setattr(attempts.time, "time", lambda: clock[0])
    refused = 0
    for _ in range(8):
        with pytest.raises(WrongPassphrase) as caught:
            session.open_with_passphrase(made.path, "sai", factory.USER)
        refused += "Mật khẩu không đúng" in caught.value.sentence
    assert 0 < refused < 8  # the rest were told to wait
    clock[0] += 86_400
    store = session.open_with_passphrase(made.path, PASSPHRASE, factory.USER, today=TODAY)
    assert labels(store) == ["Mở sổ", f"Có {refused} lần gõ sai mật khẩu trước lần mở này"]
    store.close()
    assert attempts.clear_failures(made.path) == 0


def test_a_missing_key_file_counts_no_failure(made: Store, new: NewBook) -> None:
    keys.key_file_of(made.path).unlink()
    with pytest.raises(keys.NoKeyFile):
        session.open_with_passphrase(made.path, PASSPHRASE)
    assert attempts.clear_failures(made.path) == 0
    session.open_with_code(made.path, new.code, today=TODAY).close()


def test_another_passphrase(made: Store, new: NewBook) -> None:
    store = session.open_with_code(made.path, new.code, factory.USER, today=TODAY)
    session.set_passphrase(store, "mật khẩu khác hẳn")
    assert labels(store)[-1] == "Đổi mật khẩu"
    store.close()
    with pytest.raises(WrongPassphrase):
        session.open_with_passphrase(made.path, PASSPHRASE)
    session.open_with_passphrase(made.path, "mật khẩu khác hẳn").close()


def test_a_second_program_is_named(made: Store, new: NewBook) -> None:
    store = session.open_with_code(made.path, new.code, factory.USER, "cửa sổ thử", TODAY)
    with pytest.raises(BookInUse, match="cửa sổ thử"):
        session.open_with_code(made.path, new.code, factory.USER)
    store.close()


def test_a_copy_is_made_at_closing_when_something_changed(made: Store, new: NewBook) -> None:
    folder = paths.backups(made.path)
    store = session.open_with_code(made.path, new.code, today=TODAY)
    session.close(store)  # the weekly check was noted
    first = len(list(folder.glob("*.book*")))
    session.close(session.open_with_code(made.path, new.code, today=TODAY))
    assert len(list(folder.glob("*.book*"))) == first
    store = session.open_with_code(made.path, new.code, today=TODAY)
    factory.make_person(store)
    session.close(store)
    assert len(list(folder.glob("*.book*"))) > first
    assert not lock.lock_file_of(made.path).exists()


def test_a_failing_copy_does_not_keep_the_book_open(made: Store, new: NewBook) -> None:
    store = session.open_with_code(made.path, new.code, today=TODAY)
    factory.make_person(store)
    paths.backups(made.path).write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(KnownError):
        session.close(store)
    session.open_with_code(made.path, new.code, today=TODAY).close()


def test_a_full_disk_at_opening_leaves_the_book_closed(made: Store, new: NewBook) -> None:
    session.open_with_code(made.path, new.code, today=TODAY).close()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Enough for the lock file, too little for the journal of any change.
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, hard))
    try:
        with pytest.raises(CannotWrite):
            session.open_with_code(made.path, new.code, today=TODAY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not lock.lock_file_of(made.path).exists()
    store = session.open_with_code(made.path, new.code, today=TODAY)
    assert store.count("office") == 1
    store.close()
