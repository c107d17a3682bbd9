"""The work list by keyboard: gathered after painting, near days in colour, Enter to where a duty is done."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.gui import style
from desktop.gui.context import AppContext
from desktop.gui.main_window import MainWindow
from desktop.gui.meetings.page import MeetingsPage
from desktop.gui.people.page import PeoplePage
from desktop.gui.person.page import PersonPage
from desktop.gui.tasks.columns import words
from desktop.gui.tasks.page import TasksPage
from desktop.services import people, steps
from tests.gui.keyboard import press
from tests.gui.recorder import Recorder

TODAY = date(2026, 3, 3)


@pytest.fixture
def voted(store: Store, person_id: Callable[[str], int]) -> int:
    """Somebody whose cell voted long ago, so that the decision is late."""
    key = person_id("Lò Thị Ánh")
    dossier = store.list("dossier", person_id=key)[0]
    steps.record(store, dossier.id, "procedure_allowed", {"happened_on": "01/07/2025"}, TODAY)
    steps.record(store, dossier.id, "cell_meeting", {"happened_on": "10/10/2025"}, TODAY)
    return key


@pytest.fixture
def window(voted: int, context: AppContext, qtbot: QtBot) -> MainWindow:
    made = MainWindow(context)
    qtbot.addWidget(made, before_close_func=lambda window: window.hide())
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> TasksPage:
    found = window.pile.page
    assert isinstance(found, TasksPage)
    qtbot.waitUntil(lambda: not found.reading.is_running)
    return found


def shown(page: TasksPage) -> list[str]:
    return [page.model.index(row, 3).data() for row in range(page.model.rowCount())]


def test_the_window_opens_on_what_is_to_be_done(page: TasksPage, window: MainWindow) -> None:
    assert shown(page) == ["Ra quyết định kết nạp"]
    left = page.model.index(0, 1)
    assert left.data().startswith("Quá hạn")
    assert left.data(Qt.ItemDataRole.ForegroundRole).name() == style.COLOURS["accent"]
    assert window.side._buttons["tasks"].accessibleName() == "Việc cần làm, 1"
    assert page.table.hasFocus()


def test_enter_leads_to_the_meeting_that_comes_next(page: TasksPage, window: MainWindow, recorder: Recorder) -> None:
    recorder.answers.append(False)
    press(page.table, Qt.Key.Key_Return)
    assert isinstance(window.pile.page, MeetingsPage)
    assert recorder.said[-1] == ("run_dialog", "Cuộc họp mới")


def test_enter_opens_the_person_where_no_meeting_comes_next(
    page: TasksPage, window: MainWindow, store: Store, context: AppContext, voted: int, qtbot: QtBot
) -> None:
    dossier = store.list("dossier", person_id=voted)[0]
    for kind, day in (("admission_decision", "12/10/2025"), ("decision_received", "13/10/2025")):
        context.show_status("Đã ghi.", steps.record(store, dossier.id, kind, {"happened_on": day}, TODAY))
    qtbot.waitUntil(lambda: not page.reading.is_running)
    press(page.table, Qt.Key.Key_Return)
    opened = window.pile.page
    assert isinstance(opened, PersonPage)
    assert opened.person_id == voted
    press(window, Qt.Key.Key_Escape)
    assert window.pile.page is page


def test_the_list_follows_what_is_recorded(
    page: TasksPage, store: Store, context: AppContext, voted: int, qtbot: QtBot
) -> None:
    dossier = store.list("dossier", person_id=voted)[0]
    values = {"kind": "admission_decision", "happened_on": "02/03/2026"}
    context.show_status("Đã ghi.", people.save_row(store, "step", dossier.id, values))
    qtbot.waitUntil(lambda: not page.reading.is_running)
    assert shown(page) == []
    assert page.first_control() is page.nothing.steps[0]


def test_only_what_is_near_when_asked(page: TasksPage, qtbot: QtBot) -> None:
    assert page.nearness.tabText(1) == "Quá hạn (1)"
    page.nearness.setFocus()
    press(page.nearness, Qt.Key.Key_Right)
    assert shown(page) == ["Ra quyết định kết nạp"]
    press(page.nearness, Qt.Key.Key_Right)
    assert shown(page) == []


def test_a_stage_leads_to_its_people(page: TasksPage, window: MainWindow) -> None:
    counted = [button.text() for button in page.stages.buttons.values() if not button.isHidden()]
    assert counted == ["Nguồn  2", "Cảm tình Đảng  1", "Đã có giấy chứng nhận  1", "Chi bộ đã đề nghị  1"]
    page.stages.buttons["cell_voted"].setFocus()
    press(page.stages.buttons["cell_voted"], Qt.Key.Key_Return)
    listed = window.pile.page
    assert isinstance(listed, PeoplePage)
    assert [listed.model.index(row, 0).data() for row in range(listed.model.rowCount())] == ["Lò Thị Ánh"]


def test_leaving_before_it_is_read_reads_again_on_return(window: MainWindow, qtbot: QtBot) -> None:
    found = window.pile.page
    assert isinstance(found, TasksPage)
    found.refresh()
    window.pile.go("people")
    assert not found.reading.is_running
    window.pile.go("tasks")
    qtbot.waitUntil(lambda: not found.reading.is_running)
    assert shown(found) == ["Ra quyết định kết nạp"]


@pytest.mark.parametrize(
    ("due_on", "told"),
    [
        (date(2026, 3, 1), "Quá hạn 2 ngày"),
        (date(2026, 3, 3), "Hôm nay"),
        (date(2026, 3, 4), "Còn 1 ngày"),
    ],
)
def test_how_many_days_are_left(due_on: date, told: str) -> None:
    assert words(due_on, TODAY) == told


def test_a_book_with_nobody_offers_the_import(
    store: Store, context: AppContext, qtbot: QtBot, person_id: Callable[[str], int]
) -> None:
    with store.action("Bỏ hết") as action:
        for row in store.list("person"):
            action.delete("person", row.id)
    window = MainWindow(context)
    qtbot.addWidget(window, before_close_func=lambda window: window.hide())
    window.show()
    page = window.pile.page
    assert isinstance(page, TasksPage)
    qtbot.waitUntil(lambda: not page.reading.is_running)
    step = page.first_control()
    assert step is page.nobody.steps[0]
    asked = []
    context.do = asked.append
    press(step, Qt.Key.Key_Return)
    assert asked == ["import"]
