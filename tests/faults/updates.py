"""P6: an update never ruins a book: each released one opens, a kill leaves the old or the new, a newer is untouched."""

import json
import shutil
from pathlib import Path
from typing import Any

from db import book, copies, keys, schema
from db.driver import read_pragma
from db.errors import NewerBook
from db.journal import find_broken_link
from tests.faults import injection, offices, saver
from tests.faults.promise import Outcome

FILES = Path(__file__).resolve().parents[1] / "files"
PROMISED = "every release opens; 0 half states of >= 30 kills; newer untouched"


def measure(folder: Path, is_full: bool) -> Outcome:
    """Open the books of all releases; kill the migration of the oldest at its writes; open one from the future."""
    released = sorted(FILES.glob("v*.book"))
    opened = sum(_opens(path, folder / path.stem) for path in released)
    newer = _newer_is_untouched(folder / "newer")
    told = [f"{opened} of {len(released)} releases open", f"newer {'untouched' if newer else 'CHANGED'}"]
    is_kept = newer and opened == len(released) > 0
    if not injection.IS_POSSIBLE:
        told.append("no strace: no kills")
    else:
        killed, half = _kill(folder / "kills", 60 if is_full else 4)
        told.append(f"{half} half states of {killed} kills at writes of the migration")
        is_kept = is_kept and half == 0 and killed >= (30 if is_full else 4)
    return Outcome("an update of the layout", "; ".join(told), PROMISED, is_kept)


def _bring(path: Path, folder: Path) -> tuple[Path, bytes, list[str]]:
    """A copy of a released book, its secret, and the people it must have."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for each in (path, keys.key_file_of(path)):
        shutil.copyfile(each, folder / each.name)
    expected = expected_of(path)
    return folder / path.name, book.secret_from_code(expected["code"]), expected["people"]


def expected_of(path: Path) -> dict[str, Any]:
    """What a released book was made with: code, passphrase, people."""
    found: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return found


def _opens(path: Path, folder: Path) -> bool:
    copy, secret, people = _bring(path, folder)
    return _is_whole(copy, secret, people)


def _is_whole(path: Path, secret: bytes, people: list[str]) -> bool:
    """Whether the real program opens a book, migrates it, and finds everybody."""
    store = book.open_book(path, secret, saver.USER, before_migration=lambda _: None)
    try:
        book.full_check(store)
        held = [person.full_name for person in store.list("person")]
        version = read_pragma(store.connection, "user_version")
        return held == people and version == schema.current_version() and find_broken_link(store.connection) is None
    finally:
        store.close()


def _newer_is_untouched(folder: Path) -> bool:
    store = offices.make(folder)
    with copies.reading(store.path, store.secret) as connection:
        connection.execute(f"PRAGMA user_version = {schema.current_version() + 1}")
    before = store.path.read_bytes()
    try:
        offices.opened(store).close()
    except NewerBook:
        return store.path.read_bytes() == before
    return False


def _kill(folder: Path, most: int) -> tuple[int, int]:
    """How many kills there were, and after how many the book was neither the old one nor the new one."""
    oldest = min(FILES.glob("v*.book"), key=lambda path: int(path.stem[1:]))
    path, secret, people = _bring(oldest, folder)

    def migrate(_: object) -> None:
        book.open_book(path, secret, saver.USER, before_migration=lambda _: None)

    counts = injection.count_calls(lambda: None, migrate)
    places = [(call, place) for call in sorted(counts) for place in range(1, counts[call] + 1)]
    layouts = {_layout(*_bring(oldest, folder)[:2])}
    _is_whole(path, secret, people)
    layouts.add(_layout(path, secret))
    killed = half = 0
    for number in injection.spread(len(places), most):
        call, place = places[number - 1]
        _bring(oldest, folder)
        ending = injection.run(lambda: None, migrate, [f"inject={call}:signal=SIGKILL:when={place}"])
        killed += ending.kind == "killed"
        half += _layout(path, secret) not in layouts or not _is_whole(path, secret, people)
    return killed, half


def _layout(path: Path, secret: bytes) -> tuple[int, str]:
    """The version of a book and its whole layout, without migrating it."""
    with copies.reading(path, secret) as connection:
        return int(read_pragma(connection, "user_version")), schema.describe(connection)
