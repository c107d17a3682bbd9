"""P1: what was saved survives a power cut, wherever in the real program's writes it falls."""

import shutil
from contextlib import closing
from pathlib import Path

from db import book
from db.errors import KnownError
from db.journal import find_broken_link
from db.store import Store
from tests.faults import offices, recording, replay, saver
from tests.faults.disk import Disk
from tests.faults.promise import Outcome

# Settings that are known to be bad, as controls: SQLite's own defaults, and no flushing at all.
CARELESS = {
    "SQLite's defaults": ("locking_mode=NORMAL", "journal_mode=DELETE", "synchronous=FULL"),
    "synchronous=OFF": ("synchronous=OFF",),
}


def measure(folder: Path, is_full: bool) -> Outcome:
    """Random cuts in one recording; the same with careless settings."""
    promised = "0 lost, 0 corrupt of 1,500; control > 0"
    if not recording.IS_POSSIBLE:
        return Outcome("a power cut", "no strace on this machine", promised, None)
    points, saves, controls = (1500, 60, 400) if is_full else (60, 10, 30)
    lost, corrupt = _try(folder / "own", points, saves)
    told = [f"{lost} lost, {corrupt} corrupt of {points:,}"]
    is_kept = lost == corrupt == 0
    for name, settings in CARELESS.items():
        gone, broken = _try(folder / f"control {len(told)}", controls, saves, *settings)
        told.append(f"control {name}: {gone} lost, {broken} corrupt of {controls}")
        is_kept = is_kept and gone + broken > 0
    return Outcome("a power cut", "; ".join(told), promised, is_kept)


def _try(folder: Path, points: int, saves: int, *settings: str) -> tuple[int, int]:
    store = offices.make(folder / "book")
    shutil.copytree(store.path.parent, folder / "before")
    arguments = [str(store.path), store.secret.hex(), "1", str(saves), *settings]
    calls = replay.record("saver", arguments, store.path.parent, folder / "calls.txt")
    lost = corrupt = 0
    with offices.memory_folder(folder) as image:
        for acknowledged, files in replay.cuts(calls, Disk(folder / "before"), points):
            replay.lay_out(files, image)
            end = _open(store, image)
            corrupt += end is None
            wanted = saver.state_after(acknowledged), saver.state_after(acknowledged + 1)
            lost += end is not None and end not in wanted
    return lost, corrupt


def _open(store: Store, image: Path) -> dict[int, str | None] | None:
    """What the real program finds when the power comes back; None for a book it refuses or a broken log."""
    try:
        with closing(book.open_book(image / store.path.name, store.secret, saver.USER)) as again:
            return None if find_broken_link(again.connection) is not None else saver.state_of(again)
    except KnownError:
        return None
