"""The settings: text size at once, the office and its cells saved, another passphrase."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import book
from db.errors import WrongPassphrase
from db.recovery import code_text
from desktop.gui import text_size
from desktop.gui.context import AppContext
from desktop.gui.settings.page import SettingsPage
from tests.gui.conftest import SECRET
from tests.gui.keyboard import write


@pytest.fixture
def page(context: AppContext, qtbot: QtBot) -> Iterator[SettingsPage]:
    made = SettingsPage(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    text_size.choose(context.preferences, 100)


def test_the_text_grows_at_once(page: SettingsPage, context: AppContext, qapp: QApplication) -> None:
    before = qapp.font().pointSizeF()
    box = page.window_part.text_size
    box.setCurrentIndex(box.findData(150))
    box.activated.emit(box.currentIndex())
    assert qapp.font().pointSizeF() > before
    assert text_size.current(context.preferences) == 150


def test_the_office_is_corrected(page: SettingsPage, context: AppContext) -> None:
    write(page.office.form.editors["secretary"].input, "Lò Văn Sáng")
    assert page.has_unsaved()
    assert page.save()
    assert context.store.get("office", 1).secretary == "Lò Văn Sáng"
    assert not page.has_unsaved()


def test_an_office_keeps_a_name(page: SettingsPage, context: AppContext) -> None:
    write(page.office.form.editors["name"].input, " ")
    assert not page.save()
    assert page.office.form.editors["name"].problem.text()
    assert context.store.get("office", 1).name == "Đảng ủy xã Suối Trong"


def test_a_cell_is_added_and_one_corrected(page: SettingsPage, context: AppContext) -> None:
    page.cells.start_new()
    write(page.cells.form.editors["name"].input, "Chi bộ Quân sự")
    assert page.save()
    assert context.store.find("party_cell", name="Chi bộ Quân sự").committee_id is not None
    page.cells._edit(page.cells.model.index(0, 0))
    write(page.cells.form.editors["secretary"].input, "Hà Thị Lan")
    assert page.save()
    assert context.store.count("party_cell", secretary="Hà Thị Lan") == 1
    assert context.store.count("party_cell") == 4


def test_a_cell_without_a_name_is_refused(page: SettingsPage, context: AppContext) -> None:
    page.cells.start_new()
    write(page.cells.form.editors["secretary"].input, "Hà Thị Lan")
    assert not page.save()
    assert page.cells.form.editors["name"].problem.text()
    page.discard()


def test_another_passphrase_opens_the_book(page: SettingsPage, context: AppContext, qtbot: QtBot) -> None:
    part = page.passphrase
    write(part.first, "mật khẩu mới hẳn")
    write(part.second, "khác")
    part.change()
    assert "đang dùng" in part.problem.text()
    write(part.present, "mật khẩu thử")
    part.change()
    assert "khác nhau" in part.problem.text()
    write(part.second, "mật khẩu mới hẳn")
    with qtbot.waitSignal(context.status_shown):
        part.change()
    assert book.secret_from_passphrase(context.store.path, "mật khẩu mới hẳn") == SECRET


def test_an_open_window_is_not_enough_for_another_passphrase(
    page: SettingsPage, context: AppContext, qtbot: QtBot
) -> None:
    part = page.passphrase
    for line, typed in ((part.present, "không phải"), (part.first, "kẻ lạ đặt lại"), (part.second, "kẻ lạ đặt lại")):
        write(line, typed)
    part.change()
    qtbot.waitUntil(lambda: "không đúng" in part.problem.text())
    with pytest.raises(WrongPassphrase):
        book.secret_from_passphrase(context.store.path, "kẻ lạ đặt lại")
    write(part.present, code_text(SECRET))
    with qtbot.waitSignal(context.status_shown):
        part.change()
    assert book.secret_from_passphrase(context.store.path, "kẻ lạ đặt lại") == SECRET


def test_whoever_came_in_by_the_code_is_not_asked_for_what_is_lost(context: AppContext, qtbot: QtBot) -> None:
    context.is_passphrase_lost = True
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.show()
    page.show_passphrase()
    part = page.passphrase
    assert part.present.isHidden()
    write(part.first, "mật khẩu mới hẳn")
    write(part.second, "mật khẩu mới hẳn")
    with qtbot.waitSignal(context.status_shown):
        part.change()
    assert not part.present.isHidden()
    assert not context.is_passphrase_lost
