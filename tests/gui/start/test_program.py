"""The program from start to end: unlocking, a wrong passphrase, locking, closing with a copy, going back to one."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import book
from desktop.gui.app import Program
from desktop.gui.main_window import MainWindow
from desktop.gui.preferences import Preferences
from desktop.gui.start.lock_window import LockWindow
from desktop.gui.start.window import StartWindow
from desktop.services import backups
from tests.gui.conftest import SECRET, TODAY
from tests.gui.keyboard import ENTER, press, write
from tests.gui.recorder import Recorder

PASSPHRASE = "mật khẩu thử"


@pytest.fixture
def path(filled_book: Path, tmp_path: Path) -> Path:
    shutil.copytree(filled_book.parent, tmp_path / "Sổ")
    return tmp_path / "Sổ" / filled_book.name


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, recorder: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    hook = sys.excepthook
    made = Program(qapp, Preferences(tmp_path / "preferences.json"), lambda: TODAY, lambda _: recorder)
    monkeypatch.setattr(qapp, "quit", lambda: None)
    yield made
    sys.excepthook = hook
    if isinstance(made.window, MainWindow):
        made.window.context.jobs.wait()
        made.window.context.store.close()
    if made.window is not None:
        made.window.hide()
        made.window.deleteLater()


def unlock(program: Program, path: Path, qtbot: QtBot) -> MainWindow:
    program.start(path)
    start = program.window
    assert isinstance(start, StartWindow)
    write(start.unlock.secret, PASSPHRASE)
    press(start.unlock.secret, ENTER)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    assert isinstance(program.window, MainWindow)
    return program.window


def test_a_passphrase_opens_the_book_and_it_is_remembered(program: Program, path: Path, qtbot: QtBot) -> None:
    window = unlock(program, path, qtbot)
    assert window.context.store.count("person") == 5
    assert Preferences(path.parent.parent / "preferences.json").get("last_book") == str(path)


def test_a_wrong_passphrase_is_said_on_the_page(program: Program, path: Path, qtbot: QtBot) -> None:
    program.start(path)
    start = program.window
    assert isinstance(start, StartWindow)
    start.unlock.open()
    assert start.unlock.problem.text() == "Hãy gõ mật khẩu."
    write(start.unlock.secret, "không phải")
    press(start.unlock.secret, ENTER)
    qtbot.waitUntil(lambda: "không đúng" in start.unlock.problem.text())
    assert start.unlock.secret.selectedText()
    assert program.window is start


def test_the_code_opens_the_book_too(program: Program, path: Path, qtbot: QtBot) -> None:
    from db.recovery import code_text

    program.start(path)
    start = program.window
    assert isinstance(start, StartWindow)
    start.unlock._change_way()
    write(start.unlock.secret, code_text(SECRET))
    press(start.unlock.secret, ENTER)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))


def test_closing_makes_a_copy_when_something_changed(program: Program, path: Path, qtbot: QtBot) -> None:
    window = unlock(program, path, qtbot)
    with window.context.store.action("Thêm thôn") as action:
        action.insert("village", {"name": "Thôn Đông"})
    window.close()
    qtbot.waitUntil(lambda: not window.context.jobs.is_busy)
    assert len(backups.list_backups(path)) == 1
    store = book.open_book(path, SECRET, "thử", today=TODAY)
    assert store.count("village") == 1
    store.close()


def test_a_locked_window_comes_back_with_what_was_typed(program: Program, path: Path, qtbot: QtBot) -> None:
    window = unlock(program, path, qtbot)
    window.doings.add_person()
    page = window.pile.page
    write(page.form.editors["full_name"].input, "Vì Thị Yến")
    window.lock_wanted.emit()
    assert not window.isVisible()
    lock = next(each for each in QApplication.topLevelWidgets() if isinstance(each, LockWindow))
    lock.close()
    assert lock.isVisible()
    write(lock.secret, "không phải")
    press(lock.secret, ENTER)
    qtbot.waitUntil(lambda: bool(lock.card.problem.text()))
    assert not window.isVisible()
    write(lock.secret, PASSPHRASE)
    press(lock.secret, ENTER)
    qtbot.waitUntil(window.isVisible)
    assert page.form.editors["full_name"].input.text() == "Vì Thị Yến"
    page.discard()


def test_a_book_goes_back_to_a_copy(program: Program, path: Path, recorder: Recorder, qtbot: QtBot) -> None:
    window = unlock(program, path, qtbot)
    window.doings.by_name()["back_up"]()
    qtbot.waitUntil(lambda: not window.context.jobs.is_busy)
    with window.context.store.action("Thêm thôn") as action:
        action.insert("village", {"name": "Thôn Đông"})
    keeping = window.pile.page
    recorder.answers.append(True)
    press(keeping.copies.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not window, timeout=20_000)
    fresh = program.window
    assert isinstance(fresh, MainWindow)
    assert fresh.context.store.count("village") == 0
    assert "Đã khôi phục sổ" in fresh.status.message.text()
    assert "5 người" in recorder.said[-1][1]


def test_a_damaged_book_is_replaced_by_a_copy_before_it_is_opened(
    program: Program, path: Path, recorder: Recorder, qtbot: QtBot
) -> None:
    store = book.open_book(path, SECRET, "thử", today=TODAY)
    copy = backups.backup(store)
    store.close()
    content = bytearray(path.read_bytes())
    content[600:700] = bytes(100)
    path.write_bytes(content)
    program.start(path)
    start = program.window
    assert isinstance(start, StartWindow)
    write(start.unlock.secret, PASSPHRASE)
    press(start.unlock.secret, ENTER)
    qtbot.waitUntil(start.unlock.restore_button.isVisible)
    assert "bị hỏng" in start.unlock.problem.text()
    recorder.answers.extend([copy.path, True])
    start.unlock.restore_button.click()
    qtbot.waitUntil(lambda: "Đã khôi phục" in start.unlock.problem.text(), timeout=20_000)
    assert "5 người" in recorder.said[-1][1]
    press(start.unlock.secret, ENTER)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    assert program.window.context.store.count("person") == 5


def test_a_first_start_offers_a_new_book(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop import paths

    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path / "Tài liệu")
    program.start()
    start = program.window
    assert isinstance(start, StartWindow)
    assert start.currentWidget() is not start.unlock
