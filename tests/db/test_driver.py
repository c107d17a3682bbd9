"""Tests of the driver: every setting is set and read back, an old engine is refused, errors become sentences."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlcipher3

from db import backups, book, driver, keys, restoring, schema
from db.errors import BookInUse, CannotWrite, DamagedBook, EngineTooOld, KnownError
from db.store import Store
from tests import factory

NAMES = [name for name, _, _ in driver.SETTINGS]


def held_settings(store: Store) -> dict[str, object]:
    return {name: driver.read_pragma(store.connection, name) for name in NAMES}


WANTED = {name: expected for name, _, expected in driver.SETTINGS}


def test_a_new_and_an_opened_book_hold_every_setting(store: Store) -> None:
    assert held_settings(store) == WANTED
    reopened = factory.reopen(store)
    assert held_settings(reopened) == WANTED
    assert driver.read_pragma(reopened.connection, "application_id") == driver.APPLICATION_ID
    reopened.close()


def test_a_restored_book_holds_every_setting(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "Sao lưu"
    now = backups.datetime.fromisoformat("2026-03-02T08:00:00")
    copy = backups.make(store.connection, store.path, store.secret, folder, now).path
    store.close()
    restoring.restore(store.path, copy, store.secret, folder, now)
    restored = book.open_book(store.path, store.secret, factory.USER)
    assert held_settings(restored) == WANTED
    restored.close()


def test_a_migrated_book_holds_every_setting(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    step = schema.Migration(schema.current_version() + 1, ("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT",))
    steps = (*schema.migrations(), step)
    store.close()
    monkeypatch.setattr(schema, "migrations", lambda: steps)
    migrated = book.open_book(store.path, store.secret, factory.USER, before_migration=lambda _: None)
    assert held_settings(migrated) == WANTED
    assert driver.read_pragma(migrated.connection, "user_version") == step.version
    migrated.close()


class DeafConnection:
    """A real connection that passes everything on but the setting of one pragma."""

    def __init__(self, path: Path, deaf_to: str, other_value: str) -> None:
        self.real = sqlcipher3.connect(str(path), isolation_level=None)
        self._deaf_to = f"PRAGMA {deaf_to} ="
        self.execute(f"PRAGMA {deaf_to}={other_value}")

    def execute(self, sql: str) -> Any:
        return self.real.execute("SELECT 1" if sql.startswith(self._deaf_to) else sql)


OTHER_VALUES = {
    "cipher_log_level": "ERROR",
    "cell_size_check": "OFF",
    "trusted_schema": "ON",
    "mmap_size": "65536",
    "busy_timeout": "1",
    "locking_mode": "NORMAL",
    "journal_mode": "DELETE",
    "synchronous": "NORMAL",
    "foreign_keys": "OFF",
    "secure_delete": "OFF",
    "temp_store": "FILE",
    "cache_size": "-2000",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_connection_that_does_not_hold_a_setting_is_refused(name: str, tmp_path: Path) -> None:
    connection = DeafConnection(tmp_path / "x.db", name, OTHER_VALUES[name])
    with pytest.raises(DamagedBook, match=name):
        driver.apply_settings(connection)
    connection.real.close()


def test_a_place_that_cannot_keep_a_journal_is_refused() -> None:
    connection = sqlcipher3.connect(":memory:", isolation_level=None)
    with pytest.raises(DamagedBook):
        driver.apply_settings(connection)
    connection.close()


@pytest.mark.parametrize("version", ["3.40.1", "3.51.2", "3.9.0"])
def test_an_engine_older_than_required_is_refused(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    older = SimpleNamespace(sqlite_version=version, connect=sqlcipher3.connect)
    monkeypatch.setattr(driver, "engine", older)
    with pytest.raises(EngineTooOld, match=version):
        driver.require_engine()


def test_another_engine_in_its_place_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    stray = SimpleNamespace(sqlite_version="9.0.0", connect=sqlite3.connect)
    monkeypatch.setattr(driver, "engine", stray)
    with pytest.raises(EngineTooOld):
        driver.require_engine()


def test_the_engine_of_this_program_is_accepted() -> None:
    driver.require_engine()


def test_a_bug_that_names_a_column_is_not_taken_for_a_full_disk(store: Store) -> None:
    with pytest.raises(driver.engine.IntegrityError, match="full_name"), store.action("Thử") as action:
        action.insert("person", {"full_name": " "})


def test_a_book_held_by_a_program_that_knows_no_lock_file(store: Store) -> None:
    store.close()
    key = keys.data_key(store.secret, keys.read_salt(store.path))
    other = driver.connect(store.path, key)
    other.conn.execute("BEGIN EXCLUSIVE")
    quick = [("busy_timeout", "1", 1) if name == "busy_timeout" else (name, *rest) for name, *rest in driver.SETTINGS]
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(driver, "SETTINGS", quick)
            with pytest.raises(BookInUse):
                book.open_book(store.path, store.secret, factory.USER)
    finally:
        other.conn.close()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlcipher3.dbapi2.SQLITE_FULL, CannotWrite),
        (sqlcipher3.dbapi2.SQLITE_IOERR | 3 << 8, CannotWrite),
        (sqlcipher3.dbapi2.SQLITE_READONLY, CannotWrite),
        (sqlcipher3.dbapi2.SQLITE_CORRUPT, DamagedBook),
        (sqlcipher3.dbapi2.SQLITE_NOTADB, DamagedBook),
        (sqlcipher3.dbapi2.SQLITE_BUSY, BookInUse),
    ],
)
def test_errors_of_any_office_become_sentences(code: int, kind: type[KnownError]) -> None:
    error = driver.engine.OperationalError("full_name")
    error.sqlite_errorcode = code
    with pytest.raises(kind) as caught, driver.translated_errors():
        raise error
    assert caught.value.sentence.endswith(".")
