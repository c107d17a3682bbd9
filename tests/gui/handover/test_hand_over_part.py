"""The hand-over in the window: what is missing is said, one button makes everything, what was sent is listed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.exchange.packages.reading import open_package
from desktop.gui.context import AppContext
from desktop.gui.handover.hand_over_part import HandOverPart
from desktop.gui.handover.passphrase_dialog import PassphraseDialog
from desktop.gui.keeping.page import KeepingPage
from desktop.gui.main_window import MainWindow
from tests.gui.recorder import Recorder

PASSPHRASE = "mưa rừng ngập suối"
MAKING = 60_000


@pytest.fixture
def window(context: AppContext, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(context)
    qtbot.addWidget(made, before_close_func=MainWindow.hide)
    made.show()
    qtbot.waitExposed(made)
    made.actions_by_name["hand_over"].trigger()
    return made


@pytest.fixture
def part(window: MainWindow) -> HandOverPart:
    page = window.pile.page
    assert isinstance(page, KeepingPage)
    assert page.tabs.currentWidget() is page.hand_overs
    assert window.focusWidget() is page.hand_overs.period.line
    return page.hand_overs


def type_passphrase(dialog: QDialog) -> bool:
    assert isinstance(dialog, PassphraseDialog)
    dialog.first.setText("ngắn")
    dialog.accept()
    assert "ít nhất" in dialog.problem.text()
    dialog.first.setText(PASSPHRASE)
    dialog.accept()
    assert "không giống nhau" in dialog.problem.text()
    dialog.second.setText(PASSPHRASE)
    dialog.accept()
    return dialog.result() == QDialog.DialogCode.Accepted


def made(part: HandOverPart, qtbot: QtBot) -> None:
    part.make()
    qtbot.waitUntil(lambda: part.sent_model.rowCount() == 1 and not part.context.jobs.is_busy, timeout=MAKING)


def test_one_button_makes_everything_after_saying_what_is_missing(
    part: HandOverPart, window: MainWindow, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    recorder.answers.extend([True, tmp_path])
    made(part, qtbot)
    assert "chưa khóa số liệu" in recorder.said[0][1]
    assert part.missing_model.rowCount() >= 1
    folder = next(tmp_path.glob("gui-cap-tren-*"))
    assert len(list(folder.glob("*.pdf"))) >= 7
    assert "lần 01" in window.status.book.text()
    assert "Dấu kiểm" in window.report.words.text()
    assert window.status.undo_button.isHidden()


def test_everything_asks_twice_and_is_sealed(
    part: HandOverPart, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    part.extent.setCurrentIndex(part.extent.findData("full"))
    recorder.answers.append(False)
    part.make()
    assert "toàn bộ hồ sơ" in recorder.said[-1][1]
    assert not part.context.jobs.is_busy
    recorder.answers.extend([True, True, type_passphrase, tmp_path])
    made(part, qtbot)
    sealed = next(tmp_path.rglob("*.age"))
    assert len(open_package(sealed.read_bytes(), PASSPHRASE).rows("person")) == 5


def test_thinking_better_of_it_leaves_nothing(
    part: HandOverPart, recorder: Recorder, tmp_path: Path, qtbot: QtBot, context: AppContext
) -> None:
    recorder.answers.extend([True, None])
    part.make()
    qtbot.waitUntil(lambda: len(recorder.said) == 2 and not context.jobs.is_busy, timeout=MAKING)
    assert (context.store.count("hand_over"), list(tmp_path.glob("gui-*"))) == (0, [])


def test_a_period_is_typed_in_words_and_a_wrong_one_is_said(part: HandOverPart) -> None:
    part.period.line.setText("quý 1/2026")
    part.period.read()
    assert part.period.words.text() == "Quý I năm 2026"
    part.period.line.setText("hôm nào")
    part.period.read()
    assert "hôm nào" in part.period.words.text()
    assert part.period.period.last.isoformat() == "2026-03-31"


def test_without_new_members_there_is_no_sheet(part: HandOverPart, window: MainWindow) -> None:
    part.save_members()
    assert "Không có ai được kết nạp" in window.status.message.text()
