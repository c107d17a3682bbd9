"""Every control of the pages has a name for a screen reader and can be reached by the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.domain.paper_wishes import Wish
from desktop.gui.classes.page import ClassesPage
from desktop.gui.context import AppContext
from desktop.gui.keeping.page import KeepingPage
from desktop.gui.meetings.page import MeetingsPage
from desktop.gui.mentors.page import MentorsPage
from desktop.gui.page import Page
from desktop.gui.person.page import PersonPage
from desktop.gui.plans.page import PlansPage
from desktop.gui.printing.forms_page import FormsPage
from desktop.gui.printing.preview import PrintPage
from desktop.gui.reports.page import ReportsPage
from desktop.services import classes, meetings, mentoring

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
PAGES: dict[str, Callable[[AppContext], Page]] = {
    "person": lambda context: PersonPage(context, 1),
    "mentors": MentorsPage,
    "classes": ClassesPage,
    "meetings": MeetingsPage,
    "keeping": KeepingPage,
    "plans": PlansPage,
    "reports": ReportsPage,
    "forms": FormsPage,
    "printing": lambda context: PrintPage(context, Wish("person", (1,), ())),
}


def is_of_a_part(control: QWidget) -> bool:
    """Whether a control belongs to the inside of another: headers, the lists of boxes, arrows of tab bars."""
    parent = control.parentWidget()
    while parent is not None and not isinstance(parent, QAbstractItemView | QComboBox):
        parent = parent.parentWidget()
    return parent is not None or control.focusPolicy() == Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("name", PAGES)
def test_every_control_has_a_name(context: AppContext, store: Store, qtbot: QtBot, name: str) -> None:
    member_id, _ = mentoring.add_member(store, "Cầm Văn Hưng", 1, {})
    mentoring.assign(store, store.find("dossier", person_id=1).id, member_id, {})
    class_id, _ = classes.save_class(store, {"kind": "awareness", "name": "Lớp"})
    classes.enrol(store, class_id, [1])
    meetings.open_meeting(store, {"kind": "cell", "party_cell_id": 1}, [(1, "choose")])
    page = PAGES[name](context)
    qtbot.addWidget(page)
    page.show()
    controls = [each for each in page.findChildren(QWidget) if isinstance(each, CONTROLS) and not is_of_a_part(each)]
    assert len(controls) > 3
    nameless = [each for each in controls if not (each.accessibleName() or getattr(each, "text", str)())]
    assert nameless == []
