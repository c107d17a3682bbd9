"""A clerk's page over a full disk: what was typed must stay on the screen until it can be saved."""

import os
from pathlib import Path

from db.store import Store
from tests.db.full_disk import no_file_beyond
from tests.faults import offices

TYPED = "Không"


def is_kept(closed: Store) -> bool:
    """Whether the text typed into a person's page outlives a save and a draft that fail, and is saved later."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    store = offices.opened(closed)
    try:
        page, said = _page(store, closed.path.parent / "preferences.json")
        return _try(page, said, store)
    finally:
        app.processEvents()
        store.close()


def _page(store: Store, preferences: Path):
    from PySide6.QtCore import Qt

    from desktop.gui.context import AppContext
    from desktop.gui.jobs import Jobs
    from desktop.gui.person.page import PersonPage
    from desktop.gui.preferences import Preferences
    from tests.gui.recorder import Recorder

    recorder = Recorder()
    page = PersonPage(AppContext(store, recorder, Jobs(), Preferences(preferences), lambda: offices.TODAY), 1)
    # Parts of a page are made when they are looked at.
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.show()
    return page, recorder.said


def _try(page, said: list[tuple[str, str]], store: Store) -> bool:
    from tests.gui.keyboard import write

    form = next(form for form in page.history.forms.values() if "religion" in form.editors)
    write(form.editors["religion"].input, TYPED)
    with no_file_beyond(0):
        is_refused = not page.save()
        page.draft.keep()
    is_there = form.editors["religion"].typed() == TYPED and page.has_unsaved()
    is_told = any("còn nguyên" in text for _, text in said)
    is_saved = page.save() and store.get("person", 1).religion == TYPED
    page.draft.timer.stop()
    page.close()
    return is_refused and is_there and is_told and is_saved
