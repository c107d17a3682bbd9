"""Every report on the large book against its own statements fetched bare; a year of an ordinary office as a whole."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from db import book
from db.store import Store
from desktop.domain.reports import periods
from desktop.services import demo
from desktop.services.reports import making, outputs, resources
from desktop.services.reports.gathering import Gatherer
from desktop.services.reports.making import Ask
from desktop.services.reports.runs import Shown
from desktop.services.reports.settings import Wish
from tests.bench import large_book
from tests.bench.figures import Figure

ORDINARY = 300
TODAY = date(2026, 11, 21)
YEAR = periods.year(TODAY.year)
_ROUNDS = 3


def measure() -> Iterator[Figure]:
    """The statements are those the report itself asked, with what they were asked for."""
    store = large_book.opened()
    try:
        for definition in resources.reports():
            yield _against_statements(store, definition.name)
    finally:
        store.close()
    yield from _ordinary()


def _against_statements(store: Store, name: str) -> Figure:
    work = lambda: making.make(store, name, YEAR, TODAY, Wish())  # noqa: E731
    with _statements(store) as asked:
        work()
    made, bare = _both(work, lambda: _fetch(store, asked))
    note = f"{made * 1000:.0f} ms / {bare * 1000:.0f} ms, {len(asked)} statements"
    return Figure(f"report {name} / its statements", made / bare, 3.0, note=note)


def _ordinary() -> Iterator[Figure]:
    """All reports of a year, made together, then all of them as PDF."""
    with tempfile.TemporaryDirectory() as folder:
        made = demo.make_demo(Path(folder), ORDINARY, today=TODAY)
        store = book.open_book(made.book, book.secret_from_passphrase(made.book, made.passphrase), "đo", today=TODAY)
        whole = _timed(lambda: _whole_set(store))
        papers = _timed(
            lambda: [outputs.content(outputs.gather(store, Shown(each), TODAY), "pdf") for each in _whole_set(store)]
        )
        store.close()
    yield Figure("reports of a year, 300 people", whole, 1.0, " s", note=f"with all of them as PDF {papers:.2f} s")


def _whole_set(store: Store) -> list[Any]:
    gatherer = Gatherer(store, TODAY)
    return [making.make_with(gatherer, Ask(each, YEAR, Wish())) for each in resources.reports()]


@contextmanager
def _statements(store: Store) -> Iterator[list[str]]:
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    try:
        yield asked
    finally:
        store.connection.set_trace_callback(None)
        asked[:] = [each for each in asked if each.lstrip().upper().startswith("SELECT")]


def _fetch(store: Store, statements: list[str]) -> None:
    for each in statements:
        store.connection.execute(each).fetchall()


def _both(one: Callable[[], Any], other: Callable[[], Any]) -> tuple[float, float]:
    """The medians of both, taken in turns so that a busy machine weighs on both."""
    pairs = [(_timed(one), _timed(other)) for _ in range(_ROUNDS)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
