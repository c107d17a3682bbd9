"""Opening task by task: each is left out for its own reason, and an error in any of them frees the book unchanged."""

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


def test_after_a_crash_everything_is_read(closed: Store) -> None:
    held = BookLock(closed.path)
    content = held.path.read_bytes()
    held.release()
    held.path.write_bytes(content)
    assert done(begun(closed)) == ["look", "lock", "open", "check"]


def test_an_older_book_is_backed_up_before_it_is_migrated(closed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    step = schema.Migration(schema.current_version() + 1, ("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT",))
    steps = (*schema.migrations(), step)
    monkeypatch.setattr(schema, "migrations", lambda: steps)
    assert done(begun(closed)) == ["look", "lock", "open", "back up", "migrate"]
    assert done(begun(closed)) == ["look", "lock", "open"]


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
