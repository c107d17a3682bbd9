"""Candidates long inactive, by keyboard: opened, recorded as going on, erased; and the reminder of a second place."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.domain.calendar import add_months
from desktop.gui.context import AppContext
from desktop.gui.keeping.inactive_part import InactivePart
from desktop.gui.keeping.page import KeepingPage
from desktop.gui.main_window import MainWindow
from desktop.gui.person.request_dialog import RequestDialog
from desktop.services import backups
from tests.gui.keyboard import ENTER, press, press_focused, write
from tests.gui.recorder import Recorder

LONG_AGO = "2015-01-05"
FIRST = "Lò Thị Ánh"


@pytest.fixture
def context(context: AppContext) -> AppContext:
    """Nothing was recorded for years, and today is the day of the log."""
    context.today = date.today
    with context.store.action("Hồ sơ cũ") as action:
        for dossier in context.store.list("dossier"):
            action.update("dossier", dossier.id, {"started_on": LONG_AGO})
    return context


@pytest.fixture
def page(context: AppContext, qtbot: QtBot) -> KeepingPage:
    made = KeepingPage(context)
    qtbot.addWidget(made)
    made.resize(1100, 620)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def part(page: KeepingPage) -> InactivePart:
    page.tabs.setCurrentWidget(page.inactive)
    return page.inactive


def names(part: InactivePart) -> list[str]:
    return [part.model.index(row, 0).data() for row in range(part.model.rowCount())]


def test_enter_opens_the_chosen_person(part: InactivePart, context: AppContext, qtbot: QtBot) -> None:
    place = names(part).index(FIRST)
    part.table.selectRow(place)
    with qtbot.waitSignal(context.person_wanted) as wanted:
        press(part.table, ENTER)
    assert context.store.get("person", wanted.args[0]).full_name == FIRST


def test_recorded_as_going_on_it_leaves_the_list_and_the_next_is_chosen(part: InactivePart, store: Store) -> None:
    before = names(part)
    part.table.selectRow(0)
    part.ways[1].setFocus()
    press_focused(Qt.Key.Key_Space)
    left = store.list("change_log", kind="event", table_name="kept_on")
    assert [store.get("person", row.person_id).full_name for row in left] == before[:1]
    assert names(part) == before[1:]
    assert part.table.currentIndex().row() == 0
    assert part.table.hasFocus()


def test_the_months_are_a_setting_of_the_book(part: InactivePart, store: Store) -> None:
    assert len(names(part)) == 5
    with store.action("Việc mới hơn") as action:
        for dossier in store.list("dossier"):
            action.update("dossier", dossier.id, {"started_on": add_months(date.today(), -50).isoformat()})
    part.refresh()
    assert len(names(part)) == 5
    part.months.setFocus()
    press(part.months, Qt.Key.Key_End)
    assert names(part) == []
    assert store.read_setting("retention_months") == "60"
    assert "Không có hồ sơ nào" in part.told.text()
    assert not any(way.isEnabled() for way in part.ways)


def test_erased_from_the_list(part: InactivePart, recorder: Recorder, store: Store) -> None:
    def erase(dialog: RequestDialog) -> bool:
        dialog.show()
        for text, editor in zip(("nghị quyết 09", "01/01/2020", FIRST), dialog.form.editors.values(), strict=True):
            write(editor.input, text)
            press(editor.input, ENTER)
        return bool(dialog.result())

    part.table.selectRow(names(part).index(FIRST))
    recorder.answers.append(erase)
    part.ways[2].click()
    assert FIRST not in names(part)
    assert store.count("person") == 4


def test_the_reminder_of_a_second_place_goes_once_the_copy_is_made(
    context: AppContext, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.show()
    window.describe_book()
    assert window.status.copy_button.isVisible()
    assert "USB" in window.status.copy_button.accessibleDescription()
    recorder.answers.append(tmp_path)
    window.status.copy_button.setFocus()
    with qtbot.waitSignal(context.status_shown):
        press(window.status.copy_button, Qt.Key.Key_Space)
    assert len(list(tmp_path.glob("*.book"))) == 1
    assert not window.status.copy_button.isVisible()
    page = window.pile.page
    assert isinstance(page, KeepingPage)
    assert [reminder.kind for reminder in backups.due(context.store, date.today())] == ["backup"]
    assert "USB" not in page.copies.reminder.text()
    window.hide()
