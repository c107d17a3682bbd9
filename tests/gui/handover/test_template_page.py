"""The superior's file in the window: a figure chosen by keyboard, kept, filled; cells that are not for filling."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.gui.context import AppContext
from desktop.gui.handover.figure_dialog import FigureDialog
from desktop.gui.handover.template_page import TemplatePage
from desktop.gui.main_window import MainWindow
from tests import factory
from tests.exchange.templates import FILES, SHEET, SUMMARY, read_xlsx
from tests.gui.recorder import Recorder

XLSX_FILE = FILES / "bieu-mau-cap-tren.xlsx"
READING = 20_000


@pytest.fixture
def window(context: AppContext, qtbot: QtBot) -> Iterator[MainWindow]:
    dossier = factory.make_candidate(context.store, "Vàng A Dế", sex="male")
    ceremony = {"dossier_id": dossier.id, "kind": "admission_ceremony", "happened_on": "2026-02-03"}
    factory.insert(context.store, "step", ceremony)
    made = MainWindow(context)
    qtbot.addWidget(made, before_close_func=MainWindow.hide)
    made.show()
    qtbot.waitExposed(made)
    made.actions_by_name["fill_template"].trigger()
    return made


@pytest.fixture
def page(window: MainWindow, recorder: Recorder, qtbot: QtBot) -> TemplatePage:
    """The page with the file read."""
    shown = window.pile.page
    assert isinstance(shown, TemplatePage)
    assert window.focusWidget() is shown.choose_button
    recorder.answers.append(XLSX_FILE)
    shown.choose_button.click()
    qtbot.waitUntil(lambda: shown.template is not None, timeout=READING)
    return shown


@pytest.fixture
def choose(page: TemplatePage, recorder: Recorder, qtbot: QtBot) -> Callable[[int, int, str], None]:
    """Press Enter on a cell, type some words of the figure, press Enter."""

    def answer(words: str) -> Callable[[FigureDialog], bool]:
        def type_words(dialog: FigureDialog) -> bool:
            dialog.show()
            dialog.words.setText(words)
            qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
            return dialog.result() == QDialog.DialogCode.Accepted

        return type_words

    def press(row: int, column: int, words: str) -> None:
        page.table.setCurrentIndex(page.model.index(row - 1, column - 1))
        recorder.answers.append(answer(words))
        qtbot.keyClick(page.table, Qt.Key.Key_Return)

    return press


def shown(page: TemplatePage, row: int, column: int) -> str:
    return str(page.model.index(row - 1, column - 1).data())


def test_the_sheet_is_shown_as_it_stands(page: TemplatePage) -> None:
    assert shown(page, 5, 2) == "Tổng số đảng viên mới kết nạp"
    assert page.table.columnSpan(0, 0) == 5
    assert page.model.headerData(2, Qt.Orientation.Horizontal) == "C"
    assert not page.has_unsaved()


def test_a_figure_is_chosen_kept_and_filled(
    page: TemplatePage, choose: Callable[[int, int, str], None], recorder: Recorder, tmp_path: Path, context: AppContext
) -> None:
    choose(5, 3, "tong so dang vien moi ky nay")
    assert shown(page, 5, 3) == "1"
    assert "C5" in page.where.text()
    assert "Kỳ này" in page.where.text()
    assert page.has_unsaved()
    assert page.save()
    assert not page.has_unsaved()
    assert context.store.count("template_cell") == 1
    assert page.remove_button.isVisible()
    recorder.answers.append(tmp_path / "điền xong")
    page.fill()
    assert read_xlsx((tmp_path / "điền xong.xlsx").read_bytes())[SHEET, 5, 3][0] == 1


def test_a_cell_that_is_not_for_filling_is_refused_before_a_figure_is_asked_for(
    page: TemplatePage, recorder: Recorder, qtbot: QtBot
) -> None:
    page.table.setCurrentIndex(page.model.index(4, 4))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert "công thức" in recorder.said[-1][1]
    assert page.template is not None
    assert page.template.cells == ()


def test_a_chosen_cell_is_let_go_and_sheets_are_kept_apart(
    page: TemplatePage, choose: Callable[[int, int, str], None], qtbot: QtBot
) -> None:
    choose(6, 3, "nu ky nay")
    assert page.template is not None
    assert len(page.template.cells) == 1
    page.sheet.setCurrentText(SUMMARY)
    page.sheet.activated.emit(1)
    assert shown(page, 6, 3) != "0"
    page.sheet.setCurrentText(SHEET)
    page.sheet.activated.emit(0)
    page.table.setCurrentIndex(page.model.index(5, 2))
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.template.cells == ()
    page.discard()


def test_what_stays_empty_is_asked_about_first(
    page: TemplatePage, choose: Callable[[int, int, str], None], recorder: Recorder
) -> None:
    choose(5, 4, "tong so dang vien moi % ky nay")
    assert shown(page, 5, 4) == "chưa có số"
    recorder.answers.append(False)
    page.fill()
    assert recorder.said[-1][0] == "confirm"
    assert "ô D5" in recorder.said[-1][1]
    page.discard()


def test_a_kept_file_is_opened_from_the_book_and_let_go(
    page: TemplatePage, choose: Callable[[int, int, str], None], window: MainWindow, recorder: Recorder, qtbot: QtBot
) -> None:
    choose(5, 3, "tong so dang vien moi ky nay")
    page.save()
    window.doings.go_back()
    window.actions_by_name["fill_template"].trigger()
    again = window.pile.page
    assert isinstance(again, TemplatePage)
    assert again is not page
    again.kept.setCurrentIndex(1)
    again.kept.activated.emit(1)
    qtbot.waitUntil(lambda: again.template is not None, timeout=READING)
    assert shown(again, 5, 3) == "1"
    recorder.answers.append(True)
    again.remove_button.click()
    assert again.template is None
    assert again.context.store.count("superior_template") == 0
    assert again.kept.count() == 1
