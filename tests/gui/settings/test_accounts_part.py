"""The tab of accounts by keyboard: the first account, another one, another role, an end; and what a reader sees."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import keys
from desktop.domain import roles
from desktop.gui.context import AppContext
from desktop.gui.keeping.page import KeepingPage
from desktop.gui.main_window import MainWindow
from desktop.gui.person.page import PersonPage
from desktop.gui.settings.accounts_part import AccountsPart
from desktop.gui.settings.page import SettingsPage
from desktop.services import accounts
from tests.gui.keyboard import ENTER, press, write
from tests.gui.recorder import Recorder

LAN, HOA = "mật khẩu của Lan", "mật khẩu của Hòa"


def open_page(context: AppContext, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.show()
    page.tabs.setCurrentWidget(page.accounts)
    page.refresh()
    return page


def become(context: AppContext, role: str) -> None:
    context.store.act_as("Hòa", roles.table().rights("Hòa", role))


def fill(part: AccountsPart, name: str, role: str, first: str, second: str) -> None:
    write(part.name, name)
    part.role.setCurrentIndex(part.role.findData(role))
    write(part.first, first)
    write(part.second, second)


def wait(part: AccountsPart, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not part.context.jobs.is_busy)


@pytest.fixture
def part(context: AppContext, qtbot: QtBot) -> Iterator[AccountsPart]:
    page = open_page(context, qtbot)
    yield page.accounts
    page.hide()


def test_accounts_are_added_one_after_the_other(part: AccountsPart, context: AppContext, qtbot: QtBot) -> None:
    assert "một người dùng" in part.told.text()
    fill(part, "Lan", "secretary", LAN, "khác hẳn rồi")
    press(part.add_button, ENTER)
    assert "khác nhau" in part.problem.text()
    write(part.second, LAN)
    press(part.add_button, ENTER)
    wait(part, qtbot)
    fill(part, "Hòa", "reader", HOA, HOA)
    press(part.add_button, ENTER)
    wait(part, qtbot)
    assert [part.model.index(row, 0).data() for row in range(2)] == ["Lan", "Hòa"]
    assert (part.name.text(), part.first.text(), part.problem.text()) == ("", "", "")
    content = keys.read_key_file(context.store.path)
    assert keys.open_wrap(HOA, content).account == "Hòa"
    assert context.store.user == "Lan"


def test_a_first_account_that_manages_nothing_is_refused(part: AccountsPart, context: AppContext, qtbot: QtBot) -> None:
    fill(part, "Lan", "reader", LAN, LAN)
    press(part.add_button, ENTER)
    wait(part, qtbot)
    assert "tài khoản đầu tiên" in part.problem.text()
    assert part.name.text() == "Lan"
    assert accounts.list_accounts(context.store) == []


def test_an_account_gets_another_role_and_ends(
    part: AccountsPart, context: AppContext, recorder: Recorder, qtbot: QtBot
) -> None:
    accounts.add(context.store, "Lan", "secretary", LAN)
    accounts.add(context.store, "Hòa", "reader", HOA)
    part.refresh()
    assert not part.end_button.isEnabled()
    part.table.selectRow(1)
    assert part.role.currentData() == "reader"
    press(part.role, Qt.Key.Key_Up)
    press(part.role_button, ENTER)
    wait(part, qtbot)
    assert accounts.list_accounts(context.store)[1].role == "typist"
    part.table.selectRow(1)
    recorder.answers.append(True)
    press(part.end_button, ENTER)
    wait(part, qtbot)
    assert part.model.index(1, 2).data() == "Đã ngừng"
    part.table.selectRow(0)
    recorder.answers.append(True)
    press(part.end_button, ENTER)
    wait(part, qtbot)
    assert "đang dùng" in part.problem.text()


def test_an_account_gets_another_name_with_a_passphrase(part: AccountsPart, context: AppContext, qtbot: QtBot) -> None:
    accounts.add(context.store, "Lan", "secretary", LAN)
    accounts.add(context.store, "Hòa", "reader", HOA)
    part.refresh()
    part.table.selectRow(1)
    write(part.name, "Hòa Bình")
    press(part.name_button, ENTER)
    wait(part, qtbot)
    assert "Mật khẩu cần" in part.problem.text()
    write(part.first, HOA)
    write(part.second, HOA)
    press(part.name_button, ENTER)
    wait(part, qtbot)
    assert part.model.index(1, 0).data() == "Hòa Bình"
    content = keys.read_key_file(context.store.path)
    assert keys.account_names(content) == ("Lan", "Hòa Bình")
    assert keys.open_wrap(HOA, content).account == "Hòa Bình"


def test_menus_and_pages_follow_another_role_at_once(context: AppContext, qtbot: QtBot) -> None:
    accounts.add(context.store, "Lan", "secretary", LAN)
    accounts.add(context.store, "Hòa", "secretary", HOA)
    window = MainWindow(context)
    qtbot.addWidget(window, before_close_func=lambda made: made.hide())
    window.show()
    keeping = window.pile.go("keeping")
    window.doings.open_settings()
    page = window.pile.page
    assert isinstance(page, SettingsPage)
    page.tabs.setCurrentWidget(page.accounts)
    page.accounts.table.selectRow(0)
    page.accounts.role.setCurrentIndex(page.accounts.role.findData("reader"))
    press(page.accounts.role_button, ENTER)
    qtbot.waitUntil(lambda: window.pile.page is not page)
    assert not window.actions_by_name["restore"].isEnabled()
    assert not window.actions_by_name["add_person"].isEnabled()
    fresh = window.pile.page
    assert isinstance(fresh, KeepingPage)
    assert fresh is not keeping
    buttons = {each.text(): each for each in fresh.findChildren(QPushButton)}
    assert not buttons["Sao lưu ngay"].isEnabled()
    assert not window.status.copy_button.isVisible()


def test_a_reader_sees_why_nothing_can_be_pressed(context: AppContext, qtbot: QtBot) -> None:
    become(context, "reader")
    settings = open_page(context, qtbot)
    part = settings.accounts
    for control in (part.add_button, part.end_button, part.name, part.role):
        assert not control.isEnabled()
        assert "Việc này dành cho: Bí thư." in control.toolTip()
    for page in (PersonPage(context, 1), KeepingPage(context)):
        qtbot.addWidget(page)
        page.show()
        page.refresh()
        buttons = {each.text(): each for each in page.findChildren(QPushButton)}
        refused = [text for text in buttons if text in REFUSED_TO_READERS]
        assert refused
        assert not [text for text in refused if buttons[text].isEnabled() or not buttons[text].toolTip()]


def test_keys_of_a_greyed_entry_say_why(context: AppContext, recorder: Recorder, qtbot: QtBot) -> None:
    become(context, "reader")
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert "không được ghi vào sổ" in recorder.said[-1][1]


REFUSED_TO_READERS = {"Lưu (Ctrl+S)", "In hồ sơ…", "Sao lưu ngay", "Khôi phục…", "Nhập danh sách từ Excel…"}


def test_what_a_reader_opens_is_only_read(context: AppContext, qtbot: QtBot) -> None:
    become(context, "reader")
    page = PersonPage(context, 1)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    lines = [each for each in page.findChildren(QLineEdit) if each.objectName() == "person.full_name"]
    assert lines
    before = lines[0].text()
    # Input methods keep away from what is only read.
    assert not lines[0].testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    lines[0].selectAll()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_A):
        press(lines[0], key)
    assert lines[0].text() == before == "Lò Thị Ánh"
    assert not page.has_unsaved()


def test_a_disabled_button_stays_so_whatever_the_page_wants(context: AppContext, qtbot: QtBot) -> None:
    from desktop.gui.widgets.permission import permit

    become(context, "reader")
    parent = QWidget()
    qtbot.addWidget(parent)
    refused, allowed = QPushButton(parent), QPushButton(parent)
    permit(context.store, "write", refused)
    refused.setEnabled(True)
    parent.setEnabled(False)
    refused.setEnabled(True)
    parent.setEnabled(True)
    assert (refused.isEnabled(), allowed.isEnabled()) == (False, True)


@pytest.mark.parametrize("role", roles.table().roles)
def test_the_menus_offer_what_the_role_may_do(role: str, context: AppContext, recorder: Recorder, qtbot: QtBot) -> None:
    from desktop.gui import menus

    become(context, role)
    window = MainWindow(context)
    qtbot.addWidget(window, before_close_func=lambda made: made.hide())
    window.show()
    may = roles.table().roles[role].may
    for name, right in menus.rights().items():
        action = window.actions_by_name[name]
        assert action.isEnabled() == (right in may)
        assert ("Việc này dành cho" in action.toolTip()) == (right not in may)
    assert window.actions_by_name["lock"].isEnabled()
    window._set_read_only(True)
    assert not window.actions_by_name["lock"].isEnabled()
    window._set_read_only(False)
    assert window.actions_by_name["add_person"].isEnabled() == ("write" in may)
    context.do("add_person")
    assert any("không được ghi vào sổ" in text for _, text in recorder.said) == ("write" not in may)
    window.describe_book()
    assert f"Hòa ({roles.table().title(role)})" in window.status.book.text()
