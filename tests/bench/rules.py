"""All findings and all duties of ten thousand open dossiers against reading them; a person's page with findings."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtWidgets import QApplication

from db import cases, dossiers
from db.store import Store
from desktop.domain import stages
from desktop.gui.context import AppContext
from desktop.gui.jobs import Jobs
from desktop.gui.messages import Messages
from desktop.gui.person.page import PersonPage
from desktop.gui.preferences import Preferences
from desktop.services import due, findings
from tests.bench import large_book
from tests.bench.figures import Figure

DOSSIERS = 10_000
TODAY = date(2027, 3, 31)
_CHUNK = findings.CHUNK
_PAGES = 15
# Full checks begin when the procedure is allowed; everybody before and at the end of the path is left out.
_NOT_OPEN = (*stages.PATH[: stages.PATH.index("procedure_allowed")], stages.PATH[-1], *stages.SIDE)


def measure() -> Iterator[Figure]:
    """Each against reading the same rows once in bulk."""
    store = large_book.opened()
    try:
        people = dossiers.people_with_dossier(store, _NOT_OPEN)[:DOSSIERS]
        yield from _bulk(store, people)
        yield _page(store, people[:_PAGES], large_book.FOLDER)
    finally:
        store.close()


def _bulk(store: Store, people: list[int]) -> Iterator[Figure]:
    # The rules and the holidays are read once for as long as the program runs.
    list(findings.review_all(store, TODAY, people[:_CHUNK]))
    reading = _timed(lambda: _read(store, people))
    checking = _timed(lambda: sum(1 for _ in findings.review_all(store, TODAY, people)))
    half = people[: len(people) // 2]
    half_checking = _timed(lambda: sum(1 for _ in findings.review_all(store, TODAY, half)))
    note = f"{len(people)} dossiers: {checking:.1f} s / {reading:.1f} s"
    yield Figure("findings / reading the rows", checking / reading, 3.0, note=note)
    yield Figure("findings of all / of half", checking / half_checking, 2.5, note="linear is 2")
    listing = _timed(lambda: due.duties(store, TODAY))
    all_reading = _timed(lambda: _read(store, dossiers.people_with_dossier(store, due.WITHOUT_DUTIES)))
    yield Figure("duties / reading the rows", listing / all_reading, 3.0, note=f"{listing:.1f} s / {all_reading:.1f} s")


def _page(store: Store, people: list[int], folder: Path) -> Figure:
    """A person's page from being asked for until it is painted, and until what the rules say stands in it."""
    app = QApplication.instance() or QApplication([])
    context = AppContext(store, Messages(), Jobs(), Preferences(folder / "preferences.json"), lambda: TODAY)
    painted, reviewed = [], []
    for key in people:
        start = time.perf_counter()
        page = PersonPage(context, key)
        page.resize(1140, 680)
        page.show()
        page.grab()
        painted.append(time.perf_counter() - start)
        while page.review is None:
            app.processEvents()
        page.grab()
        reviewed.append(time.perf_counter() - start)
        page.hide()
        page.deleteLater()
    note = f"{median(reviewed) * 1000:.0f} ms / {median(painted) * 1000:.0f} ms"
    return Figure("a page with findings / without", median(reviewed) / median(painted), 2.0, note=note)


def _read(store: Store, people: list[int]) -> None:
    for start in range(0, len(people), _CHUNK):
        cases.load_all(store, people[start : start + _CHUNK])


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
