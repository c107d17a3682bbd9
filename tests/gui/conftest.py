"""The ground of every test of a screen: a real book with a few invented people, and a context without boxes."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import book, recovery
from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.jobs import Jobs
from desktop.gui.preferences import Preferences
from tests.gui.recorder import Recorder

TODAY = date(2026, 3, 3)
SECRET = recovery.new_secret()
CELLS = ("Chi bộ thôn Đông", "Chi bộ thôn Tây", "Chi bộ Trường Tiểu học")
# Name, sex, born, citizen id, cell, stage; one of them typed with markup, which sorts before all letters.
PEOPLE = (
    ("Lò Thị Ánh", "female", "1999-02-11", "012345678901", 1, "source"),
    ("Trần Văn Bình", "male", "1998", None, 2, "sympathiser"),
    ("Nguyễn Thị Đào", "female", "2001-07-30", "012345678902", 1, "source"),
    ("Nguyễn Văn Hòa", "male", "1997-05", None, 3, "certified"),
    ("Hà Quang <b>Minh</b>", "male", "2000-12-01", None, 2, "source"),
)


def fill(store: Store) -> None:
    """The invented office and its people."""
    with store.action("Lập sổ") as action:
        superior = action.insert("party_committee", {"level": "competent", "name": "Đảng ủy huyện Suối Trong"})
        committee = action.insert(
            "party_committee", {"level": "grassroots", "name": "Đảng ủy xã Suối Trong", "parent_id": superior}
        )
        action.insert("office", {"id": 1, "name": "Đảng ủy xã Suối Trong", "committee_id": committee})
        for name in CELLS:
            action.insert("party_cell", {"name": name, "committee_id": committee})
        for full_name, sex, born_on, citizen_id, cell_id, stage in PEOPLE:
            person = {"full_name": full_name, "sex": sex, "born_on": born_on, "citizen_id": citizen_id}
            person_id = action.insert("person", {**person, "party_cell_id": cell_id, "stage": stage})
            action.insert("dossier", {"person_id": person_id, "party_cell_id": cell_id, "started_on": "2026-01-05"})


@pytest.fixture(autouse=True)
def _no_window_outlives_its_test(qapp: QApplication) -> Iterator[None]:
    """Windows given up are gone before the next test: outside an event loop Qt would keep them all."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def filled_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed book of the invented office."""
    path = tmp_path_factory.mktemp("book") / "suoi-trong.book"
    store = book.create(path, SECRET, "mật khẩu thử", "thử")
    fill(store)
    store.close()
    return path


@pytest.fixture
def store(filled_book: Path, tmp_path: Path) -> Iterator[Store]:
    """The book of a test, open."""
    folder = tmp_path / "Sổ"
    shutil.copytree(filled_book.parent, folder)
    opened = book.open_book(folder / filled_book.name, SECRET, "thử", today=TODAY)
    yield opened
    opened.close()


@pytest.fixture
def recorder() -> Recorder:
    """What was said instead of boxes; answers are laid ready in it."""
    return Recorder()


@pytest.fixture
def context(store: Store, recorder: Recorder, tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[AppContext]:
    """What a page is handed."""
    jobs = Jobs()
    yield AppContext(store, recorder, jobs, Preferences(tmp_path / "preferences.json"), lambda: TODAY)
    jobs.wait()
    # The page that a finished work comes back to is still there.
    qapp.processEvents()
    # What still waits in a window of the test would look into the book, which is closed next.
    for window in QApplication.topLevelWidgets():
        for timer in window.findChildren(QTimer):
            timer.stop()


@pytest.fixture
def person_id(store: Store) -> Callable[[str], int]:
    """The key of a person by the whole name."""
    return lambda full_name: int(store.find("person", full_name=full_name).id)
