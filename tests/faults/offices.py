"""Books and copies that the trials begin with."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from db import book, keys
from db.store import Store
from tests import factory
from tests.faults import saver

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 3, 2)
NAMES = ("Lò Thị Ánh", "Vàng A Dơ", "Quàng Văn Bình", "Giàng Thị Mai", "Đèo Văn Long")


def make(folder: Path, people: int = saver.PEOPLE, name: str = "so.book") -> Store:
    """A closed book with invented people and their dossiers, whose pages were read today."""
    folder.mkdir(parents=True, exist_ok=True)
    store = factory.new_store(folder, name)
    factory.make_office(store)
    for number in range(people):
        factory.make_candidate(store, NAMES[number % len(NAMES)])
    store.close()
    opened(store).close()
    return store


def opened(store: Store) -> Store:
    """The same book, opened as the program does."""
    return book.open_book(store.path, store.secret, saver.USER)


def copy_to(store: Store, folder: Path) -> Path:
    """A copy of a closed book with its key file in another, emptied folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in (store.path, keys.key_file_of(store.path)):
        shutil.copyfile(path, folder / path.name)
    return folder / store.path.name


def start_saver(store: Store, first: int, count: int, *settings: str, **options: object) -> "subprocess.Popen[bytes]":
    """Another program that saves into the book."""
    command = [sys.executable, "-m", "tests.faults.saver", str(store.path), store.secret.hex(), str(first), str(count)]
    return subprocess.Popen(
        [*command, *settings],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        **options,  # type: ignore[call-overload]
    )


def kill_saver(program: "subprocess.Popen[bytes]") -> int:
    """Kill it and tell the last save it acknowledged that was not read yet; 0 when there is none.

    The rest is read through the same buffer as the lines before: communicate() would pass over what stands in it.
    """
    assert program.stdout is not None
    with program:
        program.kill()
        lines = program.stdout.read().decode().split("\n")[:-1]
    return max((int(line.split()[1]) for line in lines if line.startswith("saved ")), default=0)


@contextmanager
def memory_folder(otherwise: Path) -> Iterator[Path]:
    """A folder in memory, where flushing costs nothing; an ordinary one where there is none."""
    memory = Path("/dev/shm")
    folder = (memory if memory.is_dir() else otherwise) / f"ketnap-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
