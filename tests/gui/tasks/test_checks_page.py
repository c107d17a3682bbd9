"""The table of checks: made from the rules, reached from the menu and from the help texts."""

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.domain.rules.messages import describe
from desktop.gui.context import AppContext
from desktop.gui.main_window import MainWindow
from desktop.gui.tasks.checks_page import ChecksPage
from desktop.services import rule_book


@pytest.fixture
def window(context: AppContext, qtbot: QtBot) -> MainWindow:
    made = MainWindow(context)
    qtbot.addWidget(made, before_close_func=lambda window: window.hide())
    made.show()
    return made


def test_every_check_of_every_edition_stands_in_the_table(window: MainWindow, store: Store) -> None:
    window.actions_by_name["checks"].trigger()
    page = window.pile.page
    assert isinstance(page, ChecksPage)
    shown = page.text.toPlainText()
    rules = rule_book.open_rules(store).book.rules
    told = {describe(check) for edition in rules.values() for check in edition.checks}
    assert len(told) >= 80
    assert {message for message in told if message not in shown} == set()
    assert "Phải sửa" in shown


def test_the_help_of_the_work_list_leads_to_it(window: MainWindow) -> None:
    window.actions_by_name["help"].trigger()
    assert window.help_panel is not None
    assert "bảng các phép kiểm tra" in window.help_panel.text.toPlainText()
    window.help_panel.text.anchorClicked.emit(QUrl("checks"))
    assert isinstance(window.pile.page, ChecksPage)
