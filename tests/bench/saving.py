"""Saving one person through the service, against a bare one-row commit with the same settings on the same disk."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

from db import driver, keys
from desktop.services import people
from tests.bench import large_book
from tests.bench.figures import Figure

_ROUNDS = 120
_FEW, _MORE = 5, 25


def measure() -> Iterator[Figure]:
    """The ratio of times, and of writes that wait for the disk."""
    with _bare() as commit, _service() as save:
        times: tuple[list[float], list[float]] = ([], [])
        for number in range(_ROUNDS):
            for kept, work in zip(times, (commit, save), strict=True):
                start = time.perf_counter()
                work(number)
                kept.append(time.perf_counter() - start)
    bare, saved = (median(kept[10:]) for kept in times)
    yield Figure("save / bare commit", saved / bare, 3, note=f"{saved * 1000:.2f} ms / {bare * 1000:.2f} ms")
    yield _flushes()


def _flushes() -> Figure:
    name = "save / bare commit, fsyncs"
    if shutil.which("strace") is None:
        return Figure(name, None, 1, note="no strace on this machine")
    bare, saved = (_flushes_of(work) for work in ("bare", "service"))
    return Figure(name, saved / bare, 1, note=f"{saved:.2f} / {bare:.2f} each")


def _flushes_of(work: str) -> float:
    """How often one piece of work flushes: the difference of two runs, so that opening and closing do not count."""
    return (_traced(work, _MORE) - _traced(work, _FEW)) / (_MORE - _FEW)


def _traced(work: str, times: int) -> int:
    command = ["strace", "-f", "-e", "trace=fsync,fdatasync", sys.executable, "-m", "tests.bench.saving", work]
    result = subprocess.run([*command, str(times)], cwd=large_book.ROOT, stderr=subprocess.PIPE, text=True, check=True)
    return len(re.findall(r"\b(?:fsync|fdatasync)\(", result.stderr))


@contextmanager
def _bare() -> Iterator[Callable[[int], None]]:
    """A commit of one row of a table without triggers, in a small book of its own beside the large one."""
    path = large_book.FOLDER / "bare.book"
    path.unlink(missing_ok=True)
    salt = keys.new_salt()
    connection = driver.connect(path, keys.data_key(large_book.secret(), salt), salt).conn
    connection.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, value TEXT)")
    connection.execute("INSERT INTO line VALUES (1, '')")

    def commit(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE line SET value = ? WHERE id = 1", (f"bản {number}",))
        connection.execute("COMMIT")

    yield commit
    connection.close()
    path.unlink()


@contextmanager
def _service() -> Iterator[Callable[[int], None]]:
    """The service a clerk's Ctrl+S calls, each time for another person, with a value that is new."""
    store = large_book.opened()
    chosen = [row["id"] for row in store.rows("SELECT id FROM person WHERE stage IS NOT NULL ORDER BY uid LIMIT 500")]
    marks = time.time_ns()

    def save(number: int) -> None:
        people.save_person(store, chosen[number % len(chosen)], {"workplace": f"Tổ thử {marks}-{number}"})

    yield save
    store.close()


if __name__ == "__main__":
    with {"bare": _bare, "service": _service}[sys.argv[1]]() as work:
        for number in range(int(sys.argv[2])):
            work(number)
