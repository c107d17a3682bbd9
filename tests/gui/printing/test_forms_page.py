"""The list of forms in the window: seen, marked as checked, copied for changing."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop import paths
from desktop.gui.context import AppContext
from desktop.gui.printing.forms_page import FormsPage
from desktop.gui.printing.preview import PrintPage
from tests.gui.keyboard import press


@pytest.fixture
def page(context: AppContext, qtbot: QtBot) -> FormsPage:
    made = FormsPage(context)
    qtbot.addWidget(made)
    made.resize(1140, 680)
    made.show()
    return made


def choose(page: FormsPage, code: str) -> None:
    codes = [page.model.record(row).code for row in range(page.model.rowCount())]
    page.table.selectRow(codes.index(code))


def test_unverified_forms_are_counted_and_marked_with_who_and_when(page: FormsPage, store: Store) -> None:
    assert "chưa ai đối chiếu" in page.told.text()
    choose(page, "NQ-PC")
    assert page.chosen()[0].is_to_check
    page.check_button.click()
    choose(page, "NQ-PC")
    assert page.chosen()[0].checked_by == store.user
    page.withdraw_button.click()
    choose(page, "NQ-PC")
    assert page.chosen()[0].is_to_check


def test_enter_shows_the_form_while_nothing_is_recorded(page: FormsPage, context: AppContext, qtbot: QtBot) -> None:
    choose(page, "9-KNĐ")
    with qtbot.waitSignal(context.papers_wanted) as wanted:
        press(page.table, Qt.Key.Key_Return)
    shown = PrintPage(context, wanted.args[0])
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: shown.made is not None, timeout=20_000)
    assert [info.form for info in shown.made.infos] == ["9-KNĐ"]
    assert "Quê quán" in shown.made.infos[0].missing


def test_a_form_is_copied_for_changing_and_listed_as_changed(page: FormsPage, store: Store) -> None:
    choose(page, "6-KNĐ")
    page.copy_button.click()
    assert [path.name for path in paths.own_forms(store.path).glob("*.md")] == ["6-KNĐ.md"]
    choose(page, "6-KNĐ")
    assert page.chosen()[0].is_own


def test_the_whole_certainty_of_the_chosen_form_is_read(page: FormsPage) -> None:
    choose(page, "NQ-PC")
    assert page.chosen()[0].certainty in page.detail.text()
