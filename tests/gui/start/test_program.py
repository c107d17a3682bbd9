"""The program from start to end: unlocking, a wrong passphrase, locking, closing with a copy, going back to one."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import attempts, book
from db.lock import lock_file_of
from db.recovery import code_text
from desktop.gui.app import Program
from desktop.gui.main_window import MainWindow
from desktop.gui.preferences import Preferences
from desktop.gui.start.lock_window import LockWindow
from desktop.gui.start.unlock_page import UnlockPage
from desktop.gui.start.window import StartWindow
from desktop.services import accounts, backups
from tests.gui.conftest import SECRET, TODAY
from tests.gui.keyboard import ENTER, press, write
from tests.gui.recorder import Recorder

PASSPHRASE = "mật khẩu thử"
ROOT = Path(__file__).parents[3]


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
    # The application of the tests goes on; that a real one ends is tried in a process of its own.
    monkeypatch.setattr(qapp, "quit", lambda: None)
    monkeypatch.setattr(qapp, "exit", lambda: None)
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
    program.start(path)
    start = program.window
    assert isinstance(start, StartWindow)
    start.unlock._change_way()
    write(start.unlock.secret, code_text(SECRET))
    press(start.unlock.secret, ENTER)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))


def buttons_out_of_reach(window: QWidget) -> list[str]:
    """The visible buttons that a mouse over their middle does not meet."""

    def is_met(button: QAbstractButton) -> bool:
        under = window.childAt(button.mapTo(window, button.rect().center()))
        return under is button or button.isAncestorOf(under)

    shown = [button for button in window.findChildren(QAbstractButton) if button.visibleRegion().boundingRect()]
    assert shown
    return [button.accessibleName() or button.text() for button in shown if not is_met(button)]


def test_a_mouse_reaches_every_button(program: Program, path: Path, qtbot: QtBot) -> None:
    program.start(path)
    assert program.window is not None
    assert not buttons_out_of_reach(program.window)
    window = unlock(program, path, qtbot)
    qtbot.waitExposed(window)
    assert not buttons_out_of_reach(window)
    cover = QWidget(window)
    cover.resize(640, 480)
    cover.show()
    assert any(name.startswith("Hồ sơ kết nạp") for name in buttons_out_of_reach(window)), (
        "a widget lying on the window is not noticed"
    )


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


def test_the_printed_code_unlocks_and_the_keyboard_is_where_it_was(program: Program, path: Path, qtbot: QtBot) -> None:
    window = unlock(program, path, qtbot)
    window.doings.add_person()
    typed_last = window.pile.page.form.editors["occupation"].input
    write(typed_last, "Giáo viên")
    window.lock_wanted.emit()
    lock = next(each for each in QApplication.topLevelWidgets() if isinstance(each, LockWindow) and each.isVisible())
    write(lock.secret, code_text(bytes(16)))
    press(lock.secret, ENTER)
    qtbot.waitUntil(lambda: bool(lock.card.problem.text()))
    write(lock.secret, code_text(SECRET))
    press(lock.secret, ENTER)
    qtbot.waitUntil(window.isVisible)
    assert window.focusWidget() is typed_last
    assert typed_last.cursorPosition() == len("Giáo viên")
    window.pile.page.discard()


def test_a_delay_is_counted_on_the_button(program: Program, path: Path, qtbot: QtBot) -> None:
    for _ in range(attempts.FREE_TRIES):
        attempts.note_failure(path, time.time())
    program.start(path)
    start = program.window
    assert isinstance(start, StartWindow)
    write(start.unlock.secret, "không phải")
    press(start.unlock.secret, ENTER)
    primary = next(each for each in start.unlock.findChildren(QPushButton) if each.property("role") == "primary")
    qtbot.waitUntil(lambda: "đợi" in primary.text())
    assert not primary.isEnabled()
    start.unlock._change_way()
    assert primary.isEnabled()
    assert primary.text() == "Mở sổ"


def test_a_program_that_was_cut_short_says_that_the_book_was_checked(
    program: Program, path: Path, qtbot: QtBot
) -> None:
    lock_file_of(path).touch()
    window = unlock(program, path, qtbot)
    assert "còn nguyên" in window.report.words.text()


@pytest.fixture
def shared(path: Path) -> Path:
    """The book with two accounts."""
    store = book.open_book(path, SECRET, "thử", today=TODAY)
    accounts.add(store, "Lan", "secretary", "mật khẩu của Lan")
    accounts.add(store, "Hòa", "reader", "mật khẩu của Hòa")
    store.close()
    return path


def test_a_book_of_several_asks_who_opens_it_and_remembers(program: Program, shared: Path, qtbot: QtBot) -> None:
    program.start(shared)
    start = program.window
    assert isinstance(start, StartWindow)
    page = start.unlock
    assert page.account.isVisible()
    assert [page.account.itemText(place) for place in range(page.account.count())] == ["Lan", "Hòa"]
    press(page.account, Qt.Key.Key_Down)
    write(page.secret, "mật khẩu của Lan")
    press(page.secret, ENTER)
    qtbot.waitUntil(lambda: "không đúng" in page.problem.text())
    write(page.secret, "mật khẩu của Hòa")
    press(page.secret, ENTER)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    assert program.window.context.store.user == "Hòa"
    program.window.lock_wanted.emit()
    lock = next(each for each in QApplication.topLevelWidgets() if isinstance(each, LockWindow) and each.isVisible())
    told = " ".join(label.text() for label in lock.findChildren(QLabel))
    assert "Người đang dùng: Hòa (Người xem)" in told
    write(lock.secret, "mật khẩu của Lan")
    press(lock.secret, ENTER)
    qtbot.waitUntil(lambda: bool(lock.card.problem.text()))
    write(lock.secret, "mật khẩu của Hòa")
    press(lock.secret, ENTER)
    qtbot.waitUntil(program.window.isVisible)
    again = UnlockPage(Recorder(), program.window.context.jobs, Preferences(shared.parent.parent / "preferences.json"))
    qtbot.addWidget(again)
    again.choose(shared)
    assert again.account.currentText() == "Hòa"
    again._change_way()
    assert again.account.isHidden()


def test_a_book_of_one_asks_for_no_account(program: Program, path: Path) -> None:
    program.start(path)
    start = program.window
    assert isinstance(start, StartWindow)
    assert not start.unlock.account.isVisible()


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
    assert "Đã khôi phục sổ" in fresh.report.words.text()
    assert "5 người" in fresh.report.words.text()
    fresh.report.button.click()
    assert not fresh.report.isVisible()
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


def test_preferences_of_any_kind_do_not_keep_the_program_from_starting(
    qapp: QApplication, recorder: Recorder, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "preferences.json"
    strange: list[object] = [7, "chữ", [[]], {"a": []}, [-5, 10**12] * 4, None]
    keys = ("last_book", "last_account", "text_size", "lock_after_minutes", "people.order", "people.filters")
    hook = sys.excepthook
    for value in strange:
        file.write_text(json.dumps(dict.fromkeys([*keys, "widths.people"], value)), encoding="utf-8")
        program = Program(qapp, Preferences(file), lambda: TODAY, lambda _: recorder)
        program.start()
        window = unlock(program, path, qtbot)
        window.doings_by_name["go.people"]()
        assert window.pile.place_key == "people"
        window.context.jobs.wait()
        window.context.store.close()
        window.hide()
        window.deleteLater()
    sys.excepthook = hook


CLOSE_WHEN_OPEN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from desktop.gui.app import run
from desktop.gui.main_window import MainWindow

def close():
    for window in app.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible() and not window.context.jobs.is_busy:
            window.close()

app = QApplication([])
timer = QTimer(interval=int(sys.argv[3]))
timer.timeout.connect(close)
timer.start()
sys.exit(run(Path(sys.argv[1]), passphrase=sys.argv[2]))
"""


@pytest.mark.parametrize("milliseconds", [0, 150])
def test_closing_the_window_ends_the_program(path: Path, tmp_path: Path, milliseconds: int) -> None:
    words = [sys.executable, "-c", CLOSE_WHEN_OPEN, str(path), PASSPHRASE, str(milliseconds)]
    home = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(words, env=os.environ | home, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    book.open_book(path, SECRET, "thử", today=TODAY).close()


CHANGE_CLOSE_AND_READ = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from desktop.gui.app import run
from desktop.gui.main_window import MainWindow

def step():
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        print(box.text())
        box.close()
    for window in app.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible() and not window.context.jobs.is_busy:
            with window.context.store.action("Thêm thôn") as action:
                action.insert("village", {"name": "Thôn Đông"})
            window.close()

app = QApplication([])
timer = QTimer(interval=100)
timer.timeout.connect(step)
timer.start()
sys.exit(run(Path(sys.argv[1]), passphrase=sys.argv[2]))
"""


def test_a_copy_that_fails_at_the_end_is_said_before_the_end(path: Path, tmp_path: Path) -> None:
    (path.parent / "Sao lưu").write_text("a file where the folder of the copies should be", encoding="utf-8")
    words = [sys.executable, "-c", CHANGE_CLOSE_AND_READ, str(path), PASSPHRASE]
    home = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(words, env=os.environ | home, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "Sao lưu" in ended.stdout, ended.stderr
    store = book.open_book(path, SECRET, "thử", today=TODAY)
    assert store.count("village") == 1
    store.close()


def test_a_locked_window_makes_wrong_passphrases_wait(program: Program, path: Path, qtbot: QtBot) -> None:
    window = unlock(program, path, qtbot)
    window.lock_wanted.emit()
    lock = next(each for each in QApplication.topLevelWidgets() if isinstance(each, LockWindow) and each.isVisible())
    for _ in range(attempts.FREE_TRIES + 1):
        lock.card.say("")
        write(lock.secret, "không phải")
        press(lock.secret, ENTER)
        qtbot.waitUntil(lambda: bool(lock.card.problem.text()))
    assert "Hãy đợi" in lock.card.problem.text()
    attempts.clear_failures(path)
    write(lock.secret, PASSPHRASE)
    press(lock.secret, ENTER)
    qtbot.waitUntil(window.isVisible)


def test_a_box_is_covered_while_the_window_is_locked_and_goes_on_after(
    program: Program, path: Path, qtbot: QtBot
) -> None:
    window = unlock(program, path, qtbot)
    box = QDialog(window)
    box.setModal(True)
    line = QLineEdit(box)
    box.show()
    write(line, "Lò Thị Ánh")
    window.lock_wanted.emit()
    lock = next(each for each in QApplication.topLevelWidgets() if isinstance(each, LockWindow) and each.isVisible())
    assert lock.isFullScreen()
    assert lock.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert QApplication.activeModalWidget() is lock
    write(lock.secret, PASSPHRASE)
    press(lock.secret, ENTER)
    qtbot.waitUntil(window.isVisible)
    assert QApplication.activeModalWidget() is box
    assert line.text() == "Lò Thị Ánh"
    box.close()
