"""Opening task by task: each is left out for its own reason, and an error in any of them frees the book unchanged."""

import os
import signal
from datetime import date, timedelta
from pathlib import Path

import pytest

from db import book, lock, opening, schema
from db.errors import KnownError
from db.lock import BookLock
from db.opening import TASKS, Opening, Task
from db.store import Store
from tests import factory

TODAY = date(2026, 3, 2)


@pytest.fixture
def closed(tmp_path: Path) -> Store:
    """A closed book whose pages were read today."""
    made = factory.new_store(tmp_path)
    factory.make_person(made)
    made.close()
    book.open_book(made.path, made.secret, factory.USER, today=TODAY).close()
    return made


def begun(store: Store, today: date = TODAY) -> Opening:
    return Opening(store.path, store.secret, factory.USER, "thử", today, before_migration=lambda _: None)


def done(begin: Opening) -> list[str]:
    """The tasks that are not left out, done one by one."""
    names = []
    for task in TASKS:
        if not task.should_skip(begin):
            task.run(begin)
            names.append(task.name)
    begin.store.close()
    return names


def test_an_ordinary_start_only_looks_locks_and_opens(closed: Store) -> None:
    assert done(begun(closed)) == ["look", "lock", "open"]


def test_a_week_later_the_pages_are_read(closed: Store) -> None:
    later = TODAY + timedelta(days=7)
    assert done(begun(closed, later)) == ["look", "lock", "open", "check"]
    assert done(begun(closed, later)) == ["look", "lock", "open"]


@pytest.mark.parametrize("is_emptied", [False, True])
def test_after_a_crash_everything_is_read(is_emptied: bool, closed: Store) -> None:
    held = BookLock(closed.path)
    content = held.path.read_bytes()
    held.release()
    # A power cut may leave the lock without what was written in it.
    held.path.write_bytes(b"" if is_emptied else content)
    assert done(begun(closed)) == ["look", "lock", "open", "check"]


def test_an_older_book_is_backed_up_before_it_is_migrated(closed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    step = schema.Migration(schema.current_version() + 1, ("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT",))
    steps = (*schema.migrations(), step)
    monkeypatch.setattr(schema, "migrations", lambda: steps)
    assert done(begun(closed)) == ["look", "lock", "open", "back up", "migrate"]
    assert done(begun(closed)) == ["look", "lock", "open"]


def test_half_a_page_at_the_end_of_a_book_is_taken_back_with_its_journal(closed: Store) -> None:
    whole, before = closed.path.read_bytes(), read_people(closed)
    child = os.fork()
    if child == 0:
        store = book.open_book(closed.path, closed.secret, factory.USER, today=TODAY)
        store.connection.execute("PRAGMA cache_size = 5")
        with store.action("Thêm") as action:
            action.insert_all("setting", [{"key": str(number), "value": "x" * 500} for number in range(999)])
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    lock.lock_file_of(closed.path).unlink()
    grown = closed.path.read_bytes()
    assert len(grown) > len(whole)
    closed.path.write_bytes(grown[: len(whole) + 512])
    # The journal alone tells that the end was unclean.
    assert done(begun(closed)) == ["look", "lock", "open", "check"]
    assert closed.path.stat().st_size % 4096 == 0
    assert read_people(closed) == before


def read_people(closed: Store) -> list[object]:
    store = book.open_book(closed.path, closed.secret, factory.USER, today=TODAY)
    try:
        return [dict(person) for person in store.list("person")]
    finally:
        store.close()


@pytest.mark.parametrize("place", range(len(TASKS) + 1))
def test_an_error_after_any_task_frees_the_book_as_it_was(
    place: int, closed: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Opening) -> None:
        raise KnownError("Hỏng giữa chừng.")

    before = closed.path.read_bytes()
    monkeypatch.setattr(opening, "TASKS", (*TASKS[:place], Task("fail", fail), *TASKS[place:]))
    with pytest.raises(KnownError, match="giữa chừng"):
        opening.run(begun(closed))
    assert not lock.lock_file_of(closed.path).exists()
    assert closed.path.read_bytes() == before


def test_there_is_no_store_before_the_book_is_open(closed: Store) -> None:
    with pytest.raises(RuntimeError, match="not open yet"):
        _ = begun(closed).store
