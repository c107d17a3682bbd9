"""P20: the settings are as stated, read back on opened, restored and migrated books; else the book is not opened."""

import shutil
from pathlib import Path

from db import book, driver, keys
from db.errors import KnownError
from db.store import Store
from desktop.services import backups
from tests.db.test_driver import OTHER_VALUES, DeafConnection
from tests.faults import offices, saver, updates
from tests.faults.promise import Outcome

PROMISED = "100 % on opened, restored, migrated books; else not opened"


def measure(folder: Path, is_full: bool) -> Outcome:
    """Read every setting back from each kind of book, then let connections be deaf to one setting at a time."""
    store = offices.make(folder / "own")
    held = [_held(offices.opened(store)), _held(_restored(store))]
    held += [_held(_migrated(path, folder / path.stem)) for path in sorted(updates.FILES.glob("v*.book"))]
    wanted = {name: expected for name, _, expected in driver.SETTINGS}
    right = sum(each[name] == wanted[name] for each in held for name in wanted)
    refused = [_deaf_is_refused(folder / f"{name}.db", name) for name in OTHER_VALUES]
    opened = sum(_deaf_driver_opens(store, name) for name in OTHER_VALUES)
    every = len(wanted) * len(held)
    reached = (
        f"{right} of {every} settings on {len(held)} books; {sum(refused)} of {len(wanted)} deaf connections refused"
    )
    reached += f"; {opened} books opened without a setting"
    return Outcome("settings read back", reached, PROMISED, right == every and all(refused) and not opened)


def _held(store: Store) -> dict[str, object]:
    try:
        return {name: driver.read_pragma(store.connection, name) for name, _, _ in driver.SETTINGS}
    finally:
        store.close()


def _restored(store: Store) -> Store:
    opened = offices.opened(store)
    copy = backups.backup(opened).path
    opened.close()
    backups.restore(store.path, copy, store.secret, saver.USER)
    return offices.opened(store)


def _migrated(path: Path, folder: Path) -> Store:
    folder.mkdir()
    for each in (path, keys.key_file_of(path), path.with_suffix(".json")):
        shutil.copyfile(each, folder / each.name)
    secret = book.secret_from_code(updates.expected_of(path)["code"])
    return book.open_book(folder / path.name, secret, saver.USER, before_migration=lambda _: None)


def _deaf_is_refused(path: Path, name: str) -> bool:
    connection = DeafConnection(path, name, OTHER_VALUES[name])
    try:
        driver.apply_settings(connection)
    except KnownError:
        return True
    finally:
        connection.real.close()
    return False


def _deaf_driver_opens(store: Store, name: str) -> bool:
    """Whether a book is opened when its connection keeps another value than is promised."""
    kept = driver.SETTINGS
    driver.SETTINGS = tuple((each[0], OTHER_VALUES[name], each[2]) if each[0] == name else each for each in kept)
    try:
        offices.opened(store).close()
    except KnownError:
        return False
    finally:
        driver.SETTINGS = kept
    return True
