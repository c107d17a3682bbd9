"""The place of copies and the log: copies made and listed, the book checked, an action chosen and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db import drives
from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.keeping.page import KeepingPage
from desktop.services import people
from tests.gui.keyboard import press, write
from tests.gui.recorder import Recorder


@pytest.fixture
def page(context: AppContext, qtbot: QtBot) -> KeepingPage:
    made = KeepingPage(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_copy_is_made_and_listed(page: KeepingPage, context: AppContext, qtbot: QtBot) -> None:
    assert page.copies.model.rowCount() == 0
    assert "Chưa có bản sao lưu" in page.copies.told.text()
    with qtbot.waitSignal(context.status_shown) as told:
        page.back_up()
    assert "Đã sao lưu 5 người" in told.args[0]
    assert [page.copies.model.index(0, column).data() for column in (1, 3)] == ["5", "1"]


def test_a_copy_goes_to_another_place(
    page: KeepingPage, context: AppContext, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    recorder.answers.append(tmp_path)
    with qtbot.waitSignal(context.report_shown) as warned:
        page.copies.back_up_elsewhere()
    assert len(list(tmp_path.glob("*.book"))) == 1
    assert "nằm cùng ổ đĩa với sổ" in warned.args[0]


def test_a_copy_on_another_drive_needs_no_warning(
    page: KeepingPage,
    context: AppContext,
    recorder: Recorder,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drives, "is_same_drive", lambda one, other: False)
    recorder.answers.append(tmp_path)
    with qtbot.assertNotEmitted(context.report_shown), qtbot.waitSignal(context.status_shown):
        page.copies.back_up_elsewhere()


def test_a_copy_is_shown_before_anything_is_replaced(
    page: KeepingPage, context: AppContext, recorder: Recorder, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(context.status_shown):
        page.back_up()
    recorder.answers.append(False)
    page.copies._look_at_chosen()
    qtbot.waitUntil(lambda: bool(recorder.said))
    assert "có 5 người" in recorder.said[0][1]
    assert context.store.count("person") == 5


def test_the_book_is_checked(page: KeepingPage, context: AppContext, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.report_shown) as told:
        page.verify()
    assert "Sổ tốt: đã đọc mọi trang, 5 người" in told.args[0]
    assert "Đã sao lưu trước" in told.args[0]
    assert page.copies.model.rowCount() == 1


def test_an_action_of_the_log_is_taken_back(page: KeepingPage, context: AppContext, recorder: Recorder) -> None:
    page.tabs.setCurrentWidget(page.log)
    _, changes = people.add_person(context.store, {"full_name": "Vì Thị Yến"}, None, context.today())
    context.changed.emit(changes)
    assert page.log.model.index(0, 3).data() == "Thêm Vì Thị Yến"
    recorder.answers.append(True)
    page.log.undo_button.click()
    assert context.store.find("person", full_name="Vì Thị Yến") is None
    states = [page.log.model.index(row, 5).data() for row in range(2)]
    assert states[0] == ""
    assert states[1].startswith("đã hoàn tác")


def test_declining_leaves_everything(page: KeepingPage, context: AppContext, recorder: Recorder) -> None:
    page.tabs.setCurrentWidget(page.log)
    _, changes = people.add_person(context.store, {"full_name": "Vì Thị Yến"}, None, context.today())
    context.changed.emit(changes)
    recorder.answers.append(False)
    page.log.undo_button.click()
    assert context.store.find("person", full_name="Vì Thị Yến") is not None


def test_a_request_of_another_place_is_recorded_and_has_its_day(
    page: KeepingPage, store: Store, context: AppContext
) -> None:
    page.tabs.setCurrentWidget(page.requests)
    listed = page.requests.list
    press(listed.table, Qt.Key.Key_Insert)
    write(listed.form.editors["asked_by"].input, "Đảng ủy xã Bình Mẫu")
    write(listed.form.editors["received_on"].input, "05/01/2026")
    assert page.has_unsaved()
    assert page.save()
    assert store.list("verification_reply")[0].asked_by == "Đảng ủy xã Bình Mẫu"
    assert "23/02/2026" in page.requests.due.text()
    page.tabs.setCurrentIndex(0)
    context.row_wanted.emit(0, "verification_reply", store.list("verification_reply")[0].id, "")
    assert page.tabs.currentWidget() is page.requests
    assert listed.table.hasFocus()
