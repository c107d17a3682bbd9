"""From a keystroke in the search box to the first painted screenful, against the same statement fetched whole."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from db.store import Store
from db.text import fold
from tests.bench import large_book
from tests.bench.figures import Figure, percentile

_KEYSTROKES = 500


def measure() -> Iterator[Figure]:
    """Keys are pressed in the real window, one after another, as names of the book are typed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    qInstallMessageHandler(lambda *_: None)  # without a screen the toolkit warns of what it cannot do
    app = QApplication.instance() or QApplication([])
    store = large_book.opened()
    window = _window(app, store)
    painted, fetched = [], []
    for name in _names(store):
        window.top.search.clear()
        window.pile.page.search("")
        for length, letter in enumerate(name, start=1):
            fetched.append(_fetch(store, window, name[:length]))
            painted.append(_press(app, window, letter))
        if len(painted) >= _KEYSTROKES:
            break
    window.pile.page.model.pause()
    store.close()
    worst, whole = percentile(painted, 95) * 1000, percentile(fetched, 95) * 1000
    yield Figure("search, 95th percentile", worst, 33, " ms", f"median {median(painted) * 1000:.1f} ms")
    note = f"95th percentiles {worst:.1f} ms / {whole:.1f} ms"
    yield Figure("search / statement with fetchall", worst / whole, 2, note=note)


def _window(app: Any, store: Store) -> Any:
    from desktop.gui.app import Program
    from desktop.gui.preferences import Preferences

    program = Program(app, Preferences(Path(large_book.FOLDER / "preferences.json")))
    window = program.open(store)
    window.keep_program = program
    window.pile.go("people")
    window.paintings = _count_paintings(window.pile.page.table)
    app.processEvents()
    window.top.search.setFocus()
    return window


def _names(store: Store) -> Iterator[str]:
    """What is typed: names of the book without marks, from one letter to the whole name."""
    rows = store.rows("SELECT full_name FROM person WHERE stage IS NOT NULL ORDER BY uid LIMIT 4000")
    rng = Random(1)
    while True:
        words = fold(rng.choice(rows).full_name).split()
        yield rng.choice((words[-1][0], words[-1], words[0][0], " ".join(words), f"{words[0]} {words[-1]}"))


def _press(app: Any, window: Any, letter: str) -> float:
    """Seconds from the key to the painted table."""
    from PySide6.QtTest import QTest

    window.paintings.count = 0
    start = time.perf_counter()
    QTest.keyClicks(window.top.search, letter)
    app.sendPostedEvents()
    while not window.paintings.count:
        app.processEvents()
    return time.perf_counter() - start


def _count_paintings(table: Any) -> Any:
    """An object whose `count` grows with every painting of the table."""
    from PySide6.QtCore import QEvent, QObject

    class Paintings(QObject):
        """Listens to the paintings of one table."""

        count = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.count += event.type() == QEvent.Type.Paint
            return False

    paintings = Paintings(table)
    table.viewport().installEventFilter(paintings)
    return paintings


def _fetch(store: Store, window: Any, text: str) -> float:
    """Seconds for the statement of the list, its rows fetched and nothing done with them."""
    from db import people_list
    from db.people_list import PeopleQuery
    from desktop.gui.people.model import SCREENFUL

    statements: list[str] = []
    store.connection.set_trace_callback(statements.append)
    people_list.page(store, PeopleQuery(text), 0, SCREENFUL)
    store.connection.set_trace_callback(None)
    statement = max(statements, key=len)
    start = time.perf_counter()
    store.connection.execute(statement).fetchall()
    return time.perf_counter() - start
