"""What safety costs: saving and opening against a plain, unencrypted file of the same layout, on the same disk."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from db import book
from db.copies import reading
from desktop.services import people
from tests import factory
from tests.bench import large_book
from tests.bench.figures import Figure

_ROUNDS = 150
_PEOPLE = 400
_UPDATE = "UPDATE person SET workplace = ? WHERE id = ?"


def measure() -> Iterator[Figure]:
    """In turn: a change of one person; from the path to the first row. The plain file has the engine's own settings."""
    large_book.FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=large_book.FOLDER) as folder:
        path, secret, plain = _make(Path(folder))
        with _saves(path, secret, plain) as (bare, safe):
            yield _ratio("safe save / plain save", bare, safe, 4)
        yield _ratio("safe open / plain open", lambda _: _open_plain(plain), lambda _: _open_safe(path, secret), 30)


def _ratio(name: str, bare: Callable[[int], object], safe: Callable[[int], object], limit: float) -> Figure:
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(_ROUNDS):
        for kept, work in zip(times, (bare, safe), strict=True):
            begun = time.perf_counter()
            work(number)
            kept.append(time.perf_counter() - begun)
    plain, own = (median(kept[10:]) for kept in times)
    return Figure(name, own / plain, limit, note=f"{own * 1000:.2f} ms / {plain * 1000:.2f} ms")


def _make(folder: Path) -> tuple[Path, bytes, Path]:
    """A book of some people, its secret, and an unencrypted file with the same layout and rows."""
    store = factory.new_store(folder, "safe.book")
    with store.action("Thêm") as action:
        named = [{"full_name": f"Lò Thị Ánh {number}", "stage": "source"} for number in range(_PEOPLE)]
        action.insert_all("person", named)
    store.close()
    book.open_book(store.path, store.secret, factory.USER).close()  # the check that is due
    plain = folder / "plain.db"
    with reading(store.path, store.secret) as connection:
        connection.execute("ATTACH ? AS plain KEY ''", (str(plain),))
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH plain")
    return store.path, store.secret, plain


@contextmanager
def _saves(path: Path, secret: bytes, plain: Path) -> Iterator[tuple[Callable[[int], object], Callable[[int], object]]]:
    connection = sqlite3.connect(plain, isolation_level=None)
    store = book.open_book(path, secret, factory.USER)

    def bare(number: int) -> None:
        connection.execute(_UPDATE, (f"bản {number}", number % _PEOPLE + 1))

    def safe(number: int) -> None:
        people.save_person(store, number % _PEOPLE + 1, {"workplace": f"bản {number}"})

    yield bare, safe
    store.close()
    connection.close()


def _open_plain(plain: Path) -> None:
    connection = sqlite3.connect(plain)
    connection.execute("SELECT * FROM person WHERE id = 1").fetchone()
    connection.close()


def _open_safe(path: Path, secret: bytes) -> None:
    store = book.open_book(path, secret, factory.USER)
    store.get("person", 1)
    store.close()
