"""What a person may ask for, in the whole window: all on paper, all erased, each with its request and by keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db import log
from db.log import LogQuery
from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.main_window import MainWindow
from desktop.gui.messages import Unsaved
from desktop.gui.people.page import PeoplePage
from desktop.gui.person.page import PersonPage
from desktop.gui.person.request_dialog import RequestDialog
from tests.gui.keyboard import ENTER, press, press_focused, write
from tests.gui.recorder import Recorder

NAME = "Lò Thị Ánh"


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


def fill(dialog: RequestDialog, *typed: str) -> bool:
    """Type into the fields from the first on, Enter after each; whether the dialog was accepted."""
    dialog.show()
    for text, editor in zip(typed, dialog.form.editors.values(), strict=True):
        write(editor.input, text)
        press(editor.input, ENTER)
    return bool(dialog.result())


def problems(dialog: RequestDialog) -> list[str]:
    return [editor.problem.text() for editor in dialog.form.editors.values()]


def test_all_that_is_held_is_saved_and_the_print_logged(
    window: MainWindow, page: PersonPage, recorder: Recorder, context: AppContext, tmp_path: Path, qtbot: QtBot
) -> None:
    recorder.answers += [lambda dialog: fill(dialog, "đơn số 07", "27/02/2026"), tmp_path / "tờ"]
    with qtbot.waitSignal(context.status_shown) as told:
        window.actions_by_name["print_held"].trigger()
    assert "tờ.pdf" in told.args[0]
    assert (tmp_path / "tờ.pdf").read_bytes().startswith(b"%PDF")
    (printed,) = log.page(context.store, LogQuery(kind="print"))
    assert "27/02/2026: đơn số 07" in printed.label


def test_a_request_without_its_day_goes_no_further(
    window: MainWindow, page: PersonPage, recorder: Recorder, store: Store
) -> None:
    seen: list[list[str]] = []

    def leave_the_day_out(dialog: RequestDialog) -> bool:
        accepted = fill(dialog, "đơn số 07", "")
        seen.append(problems(dialog))
        return accepted

    recorder.answers.append(leave_the_day_out)
    window.actions_by_name["print_held"].trigger()
    assert seen == [["", "Chưa có."]]
    assert log.page(store, LogQuery(kind="print")) == []


def test_erased_by_typed_name_the_list_is_shown_and_nothing_offers_to_take_it_back(
    window: MainWindow, page: PersonPage, recorder: Recorder, store: Store
) -> None:
    said: list[str] = []

    def erase(dialog: RequestDialog) -> bool:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        return fill(dialog, "đơn số 05", "02/03/2026", "lo thi anh")

    recorder.answers.append(erase)
    window.actions_by_name["erase_person"].trigger()
    assert isinstance(window.pile.page, PeoplePage)
    assert not window.pile.has_way_back
    assert store.find("person", full_name=NAME) is None
    assert "không hoàn tác được" in window.status.message.text()
    assert not window.status.undo_button.isVisible()
    rows = [window.pile.page.model.index(row, 0).data() for row in range(window.pile.page.model.rowCount())]
    assert len(rows) == 4
    assert NAME not in rows
    words = " ".join(said)
    assert NAME in words
    assert "1 hồ sơ kết nạp" in words
    assert "không hoàn tác được" in words
    assert "(đã xóa)" not in words


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (("đơn số 05", "02/03/2026", "Lò Thị"), 2),
        (("đơn của Lò Thị Ánh", "02/03/2026", NAME), 0),
        (("", "02/03/2026", NAME), 0),
        (("đơn số 05", "04/03/2026", NAME), 1),
        (("đơn số 05", "30/02/2026", NAME), 1),
    ],
)
def test_nothing_goes_while_the_name_or_the_request_is_wrong(
    window: MainWindow, page: PersonPage, recorder: Recorder, store: Store, typed: tuple[str, ...], wrong: int
) -> None:
    seen: list[list[str]] = []

    def erase(dialog: RequestDialog) -> bool:
        accepted = fill(dialog, *typed)
        seen.append(problems(dialog))
        return accepted

    recorder.answers.append(erase)
    window.actions_by_name["erase_person"].trigger()
    assert [place for place, problem in enumerate(seen[0]) if problem] == [wrong]
    assert store.find("person", full_name=NAME) is not None
    assert window.pile.page is page


def test_escape_in_the_dialog_leaves_everything(
    window: MainWindow, page: PersonPage, recorder: Recorder, store: Store
) -> None:
    def escape(dialog: RequestDialog) -> bool:
        dialog.show()
        press(dialog, Qt.Key.Key_Escape)
        return bool(dialog.result())

    recorder.answers.append(escape)
    window.actions_by_name["erase_person"].trigger()
    assert store.count("person") == 5


def test_what_was_typed_on_the_page_leaves_no_draft_behind(
    window: MainWindow, page: PersonPage, recorder: Recorder, store: Store
) -> None:
    write(page.history.forms["Sơ yếu"].editors["religion"].input, "Không")
    recorder.answers += [Unsaved.DISCARD, lambda dialog: fill(dialog, "đơn số 05", "02/03/2026", NAME)]
    window.actions_by_name["erase_person"].trigger()
    assert store.find("person", full_name=NAME) is None
    assert store.count("draft") == 0


def test_without_a_person_in_front_it_is_said_what_to_do(window: MainWindow) -> None:
    window.pile.go("tasks")
    window.actions_by_name["erase_person"].trigger()
    assert "Hãy mở hồ sơ của một người" in window.status.message.text()


def test_the_tab_of_the_log_shows_who_looked_and_leads_to_both(
    window: MainWindow, page: PersonPage, recorder: Recorder
) -> None:
    page.tabs.setCurrentIndex(6)
    journal = page.parts[6]
    labels = [journal.done.index(row, 2).data() for row in range(journal.done.rowCount())]
    assert f"Xem {NAME}" in labels
    recorder.answers.append(lambda dialog: False)
    ways = {each.text(): each for each in journal.findChildren(type(journal.undo_button))}
    ways["In tất cả dữ liệu đang giữ…"].setFocus()
    press_focused(Qt.Key.Key_Space)
    assert recorder.said[-1] == ("run_dialog", "In tất cả dữ liệu đang giữ")


def test_places_that_name_the_person_elsewhere_are_chosen_with_the_space_bar(
    window: MainWindow, page: PersonPage, recorder: Recorder, store: Store, person_id: Callable[[str], int]
) -> None:
    other = person_id("Nguyễn Thị Đào")
    with store.action("Ghi chú") as action:
        action.update("person", other, {"note": "bạn học của Lò Thị Ánh"})
        relative = action.insert("family_member", {"person_id": other, "relation": "sibling", "full_name": NAME})

    def erase(dialog: RequestDialog) -> bool:
        assert dialog.choices is not None
        lines = [dialog.choices.item(place).text() for place in range(dialog.choices.count())]
        assert "Hồ sơ Nguyễn Thị Đào, ghi chú: bạn học của Lò Thị Ánh" in lines
        dialog.show()
        dialog.choices.setCurrentRow(lines.index("Hồ sơ Nguyễn Thị Đào, ghi chú: bạn học của Lò Thị Ánh"))
        press(dialog.choices, Qt.Key.Key_Space)
        return fill(dialog, "đơn số 05", "02/03/2026", "lo thi anh")

    recorder.answers.append(erase)
    window.actions_by_name["erase_person"].trigger()
    assert store.find("person", full_name=NAME) is None
    assert store.get("person", other).note == "bạn học của (đã xóa)"
    assert store.get("family_member", relative).full_name == NAME


def test_a_request_to_correct_is_recorded_and_the_page_is_there_to_correct(
    window: MainWindow, recorder: Recorder, store: Store, person_id: Callable[[str], int]
) -> None:
    people = window.pile.go("people")
    assert isinstance(people, PeoplePage)
    people.table.selectRow(1)
    chosen = people.selected_people()
    recorder.answers.append(lambda dialog: fill(dialog, "đơn số 09", "01/03/2026"))
    window.actions_by_name["correct_person"].trigger()
    assert isinstance(window.pile.page, PersonPage)
    assert window.pile.page.person_id == chosen[0]
    (noted,) = log.page(store, LogQuery(kind="correction"))
    assert noted.label.endswith("theo yêu cầu ngày 01/03/2026: đơn số 09")
