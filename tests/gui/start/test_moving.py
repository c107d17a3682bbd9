"""The office moved in the window: one file written, the old book only read, the new computer's start page takes it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.recovery import code_text
from desktop import paths
from desktop.gui.app import Program
from desktop.gui.main_window import MainWindow
from desktop.gui.preferences import Preferences
from desktop.gui.settings.page import SettingsPage
from desktop.gui.start.receive_page import ReceivePage
from desktop.gui.start.window import StartWindow
from desktop.services import backups
from tests.gui.conftest import SECRET, TODAY
from tests.gui.keyboard import ENTER, press, write
from tests.gui.recorder import Recorder
from tests.gui.start.test_program import PASSPHRASE, path, program, shared, unlock

__all__ = ["path", "program", "shared"]


@pytest.fixture
def moved(program: Program, path: Path, recorder: Recorder, tmp_path: Path, qtbot: QtBot) -> Path:
    """The file, written from the main window, which stays open over the old book."""
    window = unlock(program, path, qtbot)
    recorder.answers += [True, tmp_path / "an mẫu"]
    window.actions_by_name["move_office"].trigger()
    qtbot.waitUntil(window.held_back.isVisible, timeout=20_000)
    return tmp_path / "an mẫu.ketnap"


@pytest.fixture
def elsewhere(
    qapp: QApplication, recorder: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """The program on a computer that has no book yet."""
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path / "máy mới")
    hook = sys.excepthook
    made = Program(qapp, Preferences(tmp_path / "other.json"), lambda: TODAY, lambda _: recorder)
    yield made
    sys.excepthook = hook
    if isinstance(made.window, MainWindow):
        made.window.context.jobs.wait()
        made.window.context.store.close()
    if made.window is not None:
        made.window.hide()
        made.window.deleteLater()


def receive(elsewhere: Program, recorder: Recorder, file: Path) -> ReceivePage:
    elsewhere.start()
    start = elsewhere.window
    assert isinstance(start, StartWindow)
    start.currentWidget().pages[0].elsewhere.emit()
    page = start.currentWidget()
    assert isinstance(page, ReceivePage)
    recorder.answers.append(file)
    page.choose_button.click()
    return page


def test_the_old_window_only_reads_from_then_on(program: Program, moved: Path, recorder: Recorder) -> None:
    window = program.window
    assert isinstance(window, MainWindow)
    assert "máy khác" in window.held_back.words.text()
    assert "an mẫu.ketnap" in window.status.message.text()
    for name in ("add_person", "import", "restore", "move_office", "save"):
        assert not window.actions_by_name[name].isEnabled()
        assert "máy khác" in window.actions_by_name[name].toolTip()
    assert window.actions_by_name["print"].isEnabled()
    window.doings.open_person(1)
    assert not window.pile.page.save_button.isEnabled()
    recorder.answers.append(True)
    window.held_back.button.click()
    assert not window.held_back.isVisible()
    assert window.actions_by_name["add_person"].isEnabled()


def test_the_new_computer_opens_it_with_the_passphrase(
    elsewhere: Program, moved: Path, recorder: Recorder, qtbot: QtBot
) -> None:
    page = receive(elsewhere, recorder, moved)
    assert "suoi-trong" in page._file.text()
    assert "5 người" in page._file.text()
    write(page.secret, "không phải")
    press(page.secret, ENTER)
    qtbot.waitUntil(lambda: "không đúng" in page.problem.text())
    write(page.secret, PASSPHRASE)
    press(page.secret, ENTER)
    qtbot.waitUntil(lambda: isinstance(elsewhere.window, MainWindow), timeout=20_000)
    assert isinstance(elsewhere.window, MainWindow)
    store = elsewhere.window.context.store
    assert store.path == paths.user_folder() / "suoi-trong.book"
    assert store.count("person") == 5
    assert not elsewhere.window.held_back.isVisible()
    assert elsewhere.window.actions_by_name["add_person"].isEnabled()


def test_a_file_of_another_kind_is_said_on_the_page(elsewhere: Program, recorder: Recorder, tmp_path: Path) -> None:
    wrong = tmp_path / "a.ketnap"
    wrong.write_bytes(b"%PDF-1.4")
    page = receive(elsewhere, recorder, wrong)
    assert "không phải tệp chuyển sổ" in page.problem.text()
    assert not page.secret.isEnabled()
    page._back.click()
    start = elsewhere.window
    assert isinstance(start, StartWindow)
    assert start.currentWidget() is not page


def test_a_book_of_several_asks_here_too_who_it_is(
    elsewhere: Program, shared: Path, recorder: Recorder, tmp_path: Path, qtbot: QtBot
) -> None:
    from db import book

    store = book.open_book(shared, SECRET, "thử", today=TODAY)
    copy = backups.backup(store, tmp_path / "USB")
    store.close()
    page = receive(elsewhere, recorder, copy.path)
    assert [page.account.itemText(place) for place in range(page.account.count())] == ["Lan", "Hòa"]
    page.account.setCurrentText("Hòa")
    write(page.secret, "mật khẩu của Hòa")
    press(page.secret, ENTER)
    # Only who may go back to a copy may make a book of one.
    qtbot.waitUntil(lambda: "không được khôi phục" in page.problem.text())
    page.account.setCurrentText("Lan")
    write(page.secret, "mật khẩu của Lan")
    press(page.secret, ENTER)
    qtbot.waitUntil(lambda: isinstance(elsewhere.window, MainWindow), timeout=20_000)


def test_whoever_comes_in_by_the_code_is_led_to_a_new_passphrase(program: Program, path: Path, qtbot: QtBot) -> None:
    program.start(path)
    start = program.window
    assert isinstance(start, StartWindow)
    start.unlock._change_way()
    write(start.unlock.secret, code_text(SECRET))
    press(start.unlock.secret, ENTER)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    assert isinstance(program.window, MainWindow)
    page = program.window.pile.page
    assert isinstance(page, SettingsPage)
    assert page.tabs.currentWidget() is page.passphrase
    assert "đặt mật khẩu mới" in program.window.status.message.text()
