"""Pages of the window with hostile texts on them: nothing shown may be read as markup by the window library."""

import os
from collections.abc import Iterator
from pathlib import Path

from db.store import Store
from tests.faults import offices


def faults(store: Store, people: list[int], preferences: Path) -> list[str]:
    """What on the pages of these people, and on the list of all, would be drawn as markup."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from desktop.gui.context import AppContext
    from desktop.gui.jobs import Jobs
    from desktop.gui.people.page import PeoplePage
    from desktop.gui.person.page import PersonPage
    from desktop.gui.preferences import Preferences
    from tests.gui.recorder import Recorder

    app = QApplication.instance() or QApplication([])
    context = AppContext(store, Recorder(), Jobs(), Preferences(preferences), lambda: offices.TODAY)
    found: list[str] = []
    for page in [PeoplePage(context), *(PersonPage(context, person_id) for person_id in people)]:
        page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        page.show()
        app.processEvents()
        found += _markup(page)
        page.close()
        page.deleteLater()
    app.processEvents()
    return found


def is_markup(text: str) -> bool:
    """Whether the window library would draw the text as markup when it is left to guess."""
    from PySide6.QtGui import Qt

    return bool(Qt.mightBeRichText(text))


def _markup(page) -> Iterator[str]:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractItemView, QLabel, QTabWidget, QWidget

    for tabs in page.findChildren(QTabWidget):
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
    for label in page.findChildren(QLabel):
        if label.textFormat() != Qt.TextFormat.PlainText and is_markup(label.text()):
            yield f"label {label.text()[:60]}"
    for widget in page.findChildren(QWidget):
        yield from (f"tip {tip[:60]}" for tip in (widget.toolTip(), widget.whatsThis()) if is_markup(tip))
    for view in page.findChildren(QAbstractItemView):
        yield from _tips_of_cells(view.model())


def _tips_of_cells(model) -> Iterator[str]:
    from PySide6.QtCore import QAbstractTableModel, Qt

    if model is None:
        return
    # Lists without columns keep the counting of columns to themselves.
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    for row in range(min(model.rowCount(), 50)):
        for column in range(columns):
            tip = model.data(model.index(row, column), Qt.ItemDataRole.ToolTipRole)
            if isinstance(tip, str) and is_markup(tip):
                yield f"tip of a cell {tip[:60]}"
