"""Tests of the layout: the committed description, migrations in one transaction, and the book of every release."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from db import book, driver, keys, lock, schema
from db.driver import engine, read_pragma
from db.errors import CannotWrite
from db.journal import find_broken_link
from db.schema import Migration
from db.store import Store
from tests import factory

ROOT = Path(__file__).resolve().parent.parent.parent
RELEASED = sorted((ROOT / "tests/files").glob("v*.book"))
NEXT = schema.current_version() + 1
GOOD_STEP = Migration(
    NEXT,
    (
        "CREATE TABLE visit (id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, note TEXT) STRICT",
        "ALTER TABLE person RENAME COLUMN alias TO other_names",
        "UPDATE person SET note = 'chuyển sang bố cục mới'",
    ),
)


def test_the_committed_layout_is_the_real_one(store: Store, golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "db/schema.sql", schema.describe(store.connection))


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [step.version for step in schema.migrations()] == list(range(1, schema.current_version() + 1))
    assert all(step.statements for step in schema.migrations())


def test_a_new_book_has_the_current_version(store: Store) -> None:
    assert read_pragma(store.connection, "user_version") == schema.current_version()


def test_keys_are_never_given_twice(store: Store) -> None:
    first = factory.make_person(store)
    with store.action("Xóa") as action:
        action.delete("person", first)
    assert factory.make_person(store) > first


def test_every_reference_has_an_index(store: Store) -> None:
    missing = []
    for table in store.table_names:
        firsts = {
            store.rows(f"PRAGMA index_info([{index.name}])")[0].name
            for index in store.rows(f"PRAGMA index_list([{table}])")
        }
        references = {row["from"] for row in store.rows(f"PRAGMA foreign_key_list([{table}])")}
        missing += [f"{table}.{column}" for column in references - firsts]
    assert sorted(missing) == []


@pytest.mark.parametrize(
    "last",
    ["CREATE TABLE person (id INTEGER)", "NOT A STATEMENT", "UPDATE person SET full_name = NULL"],
    ids=["repeated", "mistyped", "against a rule"],
)
def test_a_failing_migration_leaves_the_old_layout(last: str, store: Store) -> None:
    factory.make_person(store)
    store.close()
    connection = driver.connect(store.path, keys.data_key(store.secret, keys.read_salt(store.path))).conn
    before = schema.describe(connection)
    failing = Migration(NEXT + 1, ("CREATE TABLE other (id INTEGER PRIMARY KEY) STRICT", last))
    with pytest.raises(engine.DatabaseError):
        schema.migrate(connection, [*schema.migrations(), GOOD_STEP, failing])
    assert read_pragma(connection, "user_version") == schema.current_version()
    assert schema.describe(connection) == before
    assert not connection.in_transaction
    connection.close()


KILLED_WHILE_MIGRATING = """
import os, signal, sys
from pathlib import Path
from db import driver, keys, schema
path, secret, place = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3])
connection = driver.connect(path, keys.data_key(secret, keys.read_salt(path))).conn
connection.execute("PRAGMA cache_size = 4")  # so that pages reach the file before the end
connection.create_function("die", 0, lambda: os.kill(os.getpid(), signal.SIGKILL))
statements = [f"UPDATE person SET note = '{n} ' || note" for n in range(8)]
statements.insert(place, "SELECT die()")
schema.migrate(connection, [*schema.migrations(), schema.Migration(schema.current_version() + 1, tuple(statements))])
"""


@pytest.mark.parametrize("place", [0, 3, 8])
def test_a_kill_in_the_midst_of_a_migration_leaves_the_old_book(place: int, store: Store) -> None:
    with store.action("Thêm") as action:
        action.insert_all("person", [{"full_name": f"Vàng A {n}", "note": "ruộng " * 300} for n in range(60)])
    before = factory.snapshot(store)
    store.close()
    arguments = [str(store.path), store.secret.hex(), str(place)]
    killed = subprocess.run([sys.executable, "-c", KILLED_WHILE_MIGRATING, *arguments], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    again = book.open_book(store.path, store.secret, factory.USER)
    book.full_check(again)
    held = factory.snapshot(again)
    assert {table: held[table] for table in held if table != "setting"} | {"setting": []} == before
    again.close()


@pytest.fixture
def older(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A closed book one version older than the program."""
    factory.make_person(store, "Lò Thị Ánh", alias="Ánh Mường")
    store.close()
    steps = (*schema.migrations(), GOOD_STEP)
    monkeypatch.setattr(schema, "migrations", lambda: steps)
    return store


def test_an_older_book_is_never_changed_without_a_copy(older: Store) -> None:
    before = older.path.read_bytes()
    with pytest.raises(RuntimeError, match="copy"):
        book.open_book(older.path, older.secret, factory.USER)
    assert older.path.read_bytes() == before
    assert not lock.lock_file_of(older.path).exists()


def test_a_copy_that_fails_stops_the_migration(older: Store) -> None:
    def fail(_: Store) -> None:
        raise CannotWrite("Đĩa đầy.")

    before = older.path.read_bytes()
    with pytest.raises(CannotWrite, match=r"bản Kết Nạp cũ .* Đĩa đầy"):
        book.open_book(older.path, older.secret, factory.USER, before_migration=fail)
    assert older.path.read_bytes() == before
    assert not lock.lock_file_of(older.path).exists()


def test_the_store_sees_the_new_layout_and_logs_its_tables(older: Store) -> None:
    seen: list[int] = []
    store = book.open_book(
        older.path,
        older.secret,
        factory.USER,
        today=date(2026, 3, 2),
        before_migration=lambda old: seen.append(read_pragma(old.connection, "user_version")),
    )
    assert seen == [schema.current_version() - 1]
    person = store.list("person")[0]
    assert (person.other_names, person.note) == ("Ánh Mường", "chuyển sang bố cục mới")
    with store.action("Đi thăm") as action:
        action.insert("visit", {"note": "tổ 3"})
    assert action.changes.ids("visit") == {1}
    assert "person" not in action.changes  # what the migration did is nobody's action
    store.close()


def test_there_is_a_book_of_every_release() -> None:
    assert {int(path.stem[1:]) for path in RELEASED} == {step.version for step in schema.migrations()}


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_the_book_of_a_release_opens_for_ever(path: Path, tmp_path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    copy = tmp_path / path.name
    shutil.copyfile(path, copy)
    shutil.copyfile(keys.key_file_of(path), keys.key_file_of(copy))
    secret = book.secret_from_code(expected["code"])
    assert book.secret_from_passphrase(copy, expected["passphrase"]) == secret
    copies: list[Path] = []
    store = book.open_book(
        copy, secret, factory.USER, today=date(2026, 3, 2), before_migration=lambda old: copies.append(old.path)
    )
    book.full_check(store)
    assert [person.full_name for person in store.list("person")] == expected["people"]
    assert [person.stage for person in store.list("person")] == expected["stages"]
    assert store.count("change_log") >= expected["log_rows"]
    assert find_broken_link(store.connection) is None
    assert schema.describe(store.connection) == (ROOT / "db/schema.sql").read_text(encoding="utf-8")
    assert bool(copies) == (int(path.stem[1:]) < schema.current_version())
    store.close()
