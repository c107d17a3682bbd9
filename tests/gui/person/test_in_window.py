"""The person's page inside the whole window: opened, saved by its shortcut, taken back from the status line."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.main_window import MainWindow
from desktop.gui.messages import Unsaved
from desktop.gui.person.page import PersonPage
from desktop.gui.printing.preview import PrintPage
from desktop.gui.widgets.arranging import RoomyArea
from desktop.services import classes
from tests.gui.keyboard import press, write
from tests.gui.recorder import Recorder

NAME = "Lò Thị Ánh"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(context: AppContext, qtbot: QtBot) -> MainWindow:
    made = MainWindow(context)
    qtbot.addWidget(made, before_close_func=lambda window: window.pile.page.discard())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


@pytest.fixture
def page(window: MainWindow, context: AppContext, person_id: Callable[[str], int]) -> PersonPage:
    context.open_person(person_id(NAME))
    assert isinstance(window.pile.page, PersonPage)
    return window.pile.page


def test_saved_by_its_shortcut_and_taken_back_from_the_status_line(
    window: MainWindow, page: PersonPage, store: Store
) -> None:
    line = page.history.forms["Sơ yếu"].editors["religion"].input
    write(line, "Không")
    press(line, Qt.Key.Key_S, CONTROL)
    assert store.get("person", page.person_id).religion == "Không"
    assert window.status.undo_button.isVisible()
    press(window.status.undo_button, Qt.Key.Key_Space)
    assert store.get("person", page.person_id).religion is None
    assert line.text() == ""


def test_escape_goes_back_and_asks_first_when_something_would_be_lost(
    window: MainWindow, page: PersonPage, recorder: Recorder
) -> None:
    line = page.history.forms["Sơ yếu"].editors["religion"].input
    write(line, "Không")
    recorder.answers.append(Unsaved.STAY)
    press(line, Qt.Key.Key_Escape)
    assert window.pile.page is page
    assert line.text() == "Không"
    recorder.answers.append(Unsaved.DISCARD)
    press(line, Qt.Key.Key_Escape)
    assert window.pile.page is not page


def test_the_print_shortcut_shows_the_papers_first(window: MainWindow, page: PersonPage, qtbot: QtBot) -> None:
    press(page.tabs.tabBar(), Qt.Key.Key_P, CONTROL)
    shown = window.pile.page
    assert isinstance(shown, PrintPage)
    assert shown.wish.keys == (page.person_id,)
    qtbot.waitUntil(lambda: shown.made is not None, timeout=20_000)


def test_a_missing_value_leads_from_the_paper_to_its_field(
    window: MainWindow, context: AppContext, page: PersonPage
) -> None:
    context.open_row(page.person_id, "person", None, "permanent_address")
    front = window.pile.page
    assert isinstance(front, PersonPage)
    assert front.history.forms["Nơi sinh, nơi ở"].editors["permanent_address"].input.hasFocus()


def test_one_key_leads_through_what_is_empty_on_the_papers(
    window: MainWindow, page: PersonPage, store: Store, qtbot: QtBot
) -> None:
    def focused() -> str:
        widget = window.focusWidget()
        return widget.objectName() if widget is not None else ""

    page.tabs.setCurrentIndex(6)
    window.actions_by_name["next_missing"].trigger()
    qtbot.waitUntil(lambda: focused().startswith("person."), timeout=20_000)
    seen = [focused()]
    for _ in range(3):
        window.actions_by_name["next_missing"].trigger()
        seen.append(focused())
    assert len(set(seen)) == 4
    person = store.get("person", page.person_id)
    assert not any(person[name.partition(".")[2]] for name in seen if name.startswith("person."))
    assert "F8" in window.status.message.text()


def test_looking_at_a_person_is_logged_once_a_day(
    window: MainWindow, context: AppContext, page: PersonPage, store: Store
) -> None:
    context.open_person(page.person_id)
    context.open_person(page.person_id)
    assert store.count("change_log", kind="event", person_id=page.person_id) == 1


def test_the_certificates_of_a_class_are_shown_in_the_window(
    window: MainWindow, context: AppContext, store: Store, person_id: Callable[[str], int], qtbot: QtBot
) -> None:
    key, _ = classes.save_class(store, {"kind": "awareness", "name": "Lớp nhận thức khóa I"})
    classes.enrol(store, key, [person_id(NAME)])
    learner = classes.roster(store, key)[0]
    classes.save_results(store, key, {learner.id: "good"})
    classes.issue_certificates(store, key, {learner.id: "01"}, "2025-09-30")
    context.open_class_print(key)
    shown = window.pile.page
    assert isinstance(shown, PrintPage)
    qtbot.waitUntil(lambda: shown.made is not None, timeout=20_000)
    assert shown.view.page_count == 1


def test_the_page_takes_the_room_there_is_and_scrolls_only_when_it_cannot(
    window: MainWindow, page: PersonPage, qtbot: QtBot
) -> None:
    area = next(each for each in window.findChildren(RoomyArea) if each.widget() is window.pile)
    window.resize(1366, 768)
    for place in range(page.tabs.count()):
        page.enter_tab(place)
    qtbot.wait_until(lambda: window.pile.size() == area.maximumViewportSize())
    window.resize(1366, 320)
    qtbot.wait_until(lambda: area.verticalScrollBar().maximum() > 0)
