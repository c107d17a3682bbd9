"""Drives the real window through real faults and pictures each with the sentence that is said; part of tests.screens.

Wrong and lost passphrase, a book in use, newer, damaged, cut off; a full disk, a pulled stick; going back to a copy,
moving to another computer, an account without a right, a bug. Boxes are the program's own.
"""

import os
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget

from db import book, copies, keys, recovery, schema
from desktop.gui.app import Program
from desktop.gui.main_window import MainWindow
from desktop.gui.messages import Messages
from desktop.gui.person.page import PersonPage
from desktop.gui.start.receive_page import ReceivePage
from desktop.gui.start.unlock_page import UnlockPage
from desktop.gui.start.window import StartWindow
from desktop.services import accounts, backups, demo, session
from tests import factory
from tests.db.full_disk import no_file_beyond
from tests.faults.failing_disks import mounted

if TYPE_CHECKING:
    from tests.screens import Screens

PASSPHRASE = "mật khẩu của sổ thử"
LOOK_MILLISECONDS = 200
_HOLD = """
import sys
from pathlib import Path
from db.lock import BookLock
with BookLock(Path(sys.argv[1]), "cửa sổ Kết Nạp"):
    print("held", flush=True)
    sys.stdin.read()
"""


class Boxes(Messages):
    """The program's own boxes; only what the system's dialogs would give is laid ready."""

    def __init__(self, parent: QWidget, files: deque[Path]) -> None:
        super().__init__(parent)
        self._files = files

    def choose_file(self, title: str, folder: Path, kinds: str) -> Path | None:
        return self._files.popleft()

    def choose_new_file(self, title: str, suggested: Path, kinds: str) -> Path | None:
        return self._files.popleft()


class FaultWalk:
    """One walk; each scene works on a book of its own, copied from the invented office."""

    def __init__(self, screens: "Screens", made: demo.Demo) -> None:
        self.screens, self.made = screens, made
        self.files: deque[Path] = deque()
        self.folder = screens.folder / "Tài liệu"
        self.secret = book.secret_from_passphrase(made.book, made.passphrase)
        self.program = Program(screens.app, screens.program._preferences, date.today, self._boxes)
        screens.program = self.program

    def _boxes(self, parent: QWidget) -> Messages:
        return Boxes(parent, self.files)

    def fresh(self, name: str = "Đảng ủy xã mẫu") -> Path:
        """A copy of the book in an empty folder, under a passphrase that is tried quickly."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        path = self.folder / f"{name}.book"
        shutil.copyfile(self.made.book, path)
        keys.write_key_file(path, PASSPHRASE, self.secret, factory.QUICK)
        return path

    def unlock_page(self, path: Path) -> UnlockPage:
        """The start window on a book."""
        self.program.start(path)
        assert isinstance(self.program.window, StartWindow)
        return self.program.window.unlock

    def try_to_open(self, page: UnlockPage, typed: str, name: str) -> None:
        """Type, press, and picture what is said."""
        page.secret.setText(typed)
        page.open()
        self.screens.wait(lambda: bool(page.problem.text()))
        self.screens.shoot(name)

    def main(self, path: Path) -> MainWindow:
        """The main window on a book."""
        page = self.unlock_page(path)
        page.secret.setText(PASSPHRASE)
        page.open()
        self.screens.wait(lambda: isinstance(self.program.window, MainWindow))
        return self.screens.main

    @contextmanager
    def box(self, name: str, button: str = "") -> Iterator[None]:
        """Picture the box that comes up inside, over its window, and press a button of it (else its usual one)."""
        seen: list[QPixmap] = []
        timer = QTimer()
        timer.setInterval(LOOK_MILLISECONDS)
        timer.timeout.connect(lambda: self._look(seen, button))
        timer.start()
        yield
        self.screens.wait(lambda: bool(seen))
        timer.stop()
        # Only now: the disk of the picture may be the one that was full.
        self.screens.save(seen[0], name)

    def _look(self, seen: list[QPixmap], button: str) -> None:
        box = QApplication.activeModalWidget()
        if seen or not isinstance(box, QDialog):
            return
        window = self.program.window
        assert window is not None
        seen.append(_over(window.grab(), box.grab()))
        buttons = box.findChildren(QPushButton)
        wanted = next((each for each in buttons if each.text() == button), None)
        usual = box.defaultButton() if isinstance(box, QMessageBox) else None
        (wanted or usual or buttons[-1]).click()


def _over(window: QPixmap, box: QPixmap) -> QPixmap:
    """A box in the middle of its window, as a desktop shows it."""
    painter = QPainter(window)
    place = window.rect().center() - box.rect().center()
    painter.fillRect(place.x() - 1, place.y() - 1, box.width() + 2, box.height() + 2, "#5c5751")
    painter.drawPixmap(place, box)
    painter.end()
    return window


def shoot_passphrases(walk: FaultWalk) -> None:
    """Wrong, then too often wrong; the printed code mistyped, then right; the key file gone."""
    path = walk.fresh()
    page = walk.unlock_page(path)
    for number in range(1, 4):
        walk.try_to_open(page, f"sai lần {number}", "sai-mat-khau" if number < 3 else "sai-mat-khau-lan-ba")
        page.say("")
    walk.try_to_open(page, PASSPHRASE, "sai-nhieu-lan-phai-doi")
    page._other_way.click()
    code = recovery.code_text(walk.secret)
    slip = "A" if code[8] != "A" else "B"
    walk.try_to_open(page, code[:8] + slip + code[9:], "quen-mat-khau-ma-go-nham")
    page.secret.setText(code)
    page.open()
    walk.screens.wait(lambda: isinstance(walk.program.window, MainWindow))
    walk.screens.shoot("quen-mat-khau-dat-mat-khau-moi")
    session.close(walk.screens.main.context.store)
    keys.key_file_of(path).unlink()
    walk.try_to_open(walk.unlock_page(path), PASSPHRASE, "mat-tep-chia-khoa")


def shoot_files(walk: FaultWalk) -> None:
    """Books that are not opened: in use, newer, a copy, cut off, another kind of file."""
    path = walk.fresh()
    with subprocess.Popen([sys.executable, "-c", _HOLD, path], stdin=-1, stdout=-1, env=_environment()) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        walk.try_to_open(walk.unlock_page(path), PASSPHRASE, "so-dang-mo-o-cho-khac")
        holder.kill()
    with copies.reading(path, walk.secret) as connection:
        connection.execute(f"PRAGMA user_version = {schema.current_version() + 1}")
    walk.try_to_open(walk.unlock_page(path), PASSPHRASE, "so-cua-ban-moi-hon")
    path = walk.fresh()
    store = book.open_book(path, walk.secret, "thử")
    copy = backups.backup(store).path
    store.close()
    walk.try_to_open(walk.unlock_page(copy), PASSPHRASE, "mo-thang-ban-sao-luu")
    path.write_bytes(path.read_bytes()[:70_001])
    walk.try_to_open(walk.unlock_page(path), PASSPHRASE, "so-bi-cat-cut")
    path.write_bytes(b"%PDF-1.7 " * 1000)
    keys.key_file_of(path).unlink()
    walk.try_to_open(walk.unlock_page(path), PASSPHRASE, "tep-khong-phai-so")


def shoot_damage(walk: FaultWalk) -> None:
    """A damaged book goes back to a copy before it is opened."""
    path = walk.fresh()
    store = book.open_book(path, walk.secret, "thử")
    copy = backups.backup(store).path
    store.close()
    content = bytearray(path.read_bytes())
    content[3000] ^= 0xFF
    path.write_bytes(content)
    page = walk.unlock_page(path)
    walk.try_to_open(page, PASSPHRASE, "so-bi-hong")
    walk.files.append(copy)
    with walk.box("so-bi-hong-hoi-khoi-phuc", "Khôi phục"):
        page.restore_button.click()
    walk.screens.wait(lambda: "Đã khôi phục" in page.problem.text())
    walk.screens.shoot("so-bi-hong-da-khoi-phuc")


def shoot_full_disk(walk: FaultWalk) -> None:
    """A disk in memory with no byte free: what was typed stays, and is saved when there is room again."""
    path, small = walk.fresh(), walk.folder / "Đĩa nhỏ"
    with mounted(small, "8m") as is_mounted:
        for each in (path, keys.key_file_of(path)):
            shutil.copyfile(each, small / each.name)
        window = walk.main(small / path.name)
        page = _typing(walk, window)
        with _no_room(small, is_mounted):
            with walk.box("dia-day-khi-luu"):
                page.save()
            walk.screens.shoot("dia-day-chu-van-con")
            assert page.has_unsaved()
        page.save()
        walk.screens.shoot("co-cho-tro-lai-da-luu")
        with walk.box("it-cho-khong-sao-luu-duoc"):
            window.actions_by_name["back_up"].trigger()
            walk.screens.wait(lambda: not window.context.jobs.is_busy)
        window.context.store.close()


@contextmanager
def _no_room(folder: Path, is_mounted: bool) -> Iterator[None]:
    """Nothing more goes onto the disk; where none could be mounted, into no file at all."""
    if not is_mounted:
        with no_file_beyond(0):
            yield
        return
    filler = folder / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    yield
    filler.unlink()


def shoot_pulled_stick(walk: FaultWalk) -> None:
    """The folder of the book goes away while something is typed."""
    path = walk.fresh()
    window = walk.main(path)
    page = _typing(walk, window)
    away = walk.folder.with_name("USB đã rút")
    walk.folder.rename(away)
    # The open file outlives its folder here; on a drive that is gone writing fails as well.
    with walk.box("usb-bi-rut-khi-luu"), no_file_beyond(0):
        page.save()
    away.rename(walk.folder)
    page.save()
    assert not page.has_unsaved()
    walk.screens.shoot("usb-cam-lai-da-luu")
    session.close(window.context.store)


def _typing(walk: FaultWalk, window: MainWindow) -> PersonPage:
    """A person's page with something typed and not saved."""
    window.context.open_person(window.context.store.list("person", limit=1, stage="sympathiser")[0].id)
    page = window.pile.page
    assert isinstance(page, PersonPage)
    form = next(form for form in page.history.forms.values() if "workplace" in form.editors)
    line = form.editors["workplace"].input
    line.selectAll()
    walk.screens.type_into(line, "Trường Tiểu học Suối Trong")
    walk.screens.settle()
    return page


def shoot_copies(walk: FaultWalk) -> None:
    """Going back to a copy from the main window; a copy of another book; a stick that is not there."""
    path = walk.fresh()
    window = walk.main(path)
    window.actions_by_name["back_up"].trigger()
    walk.screens.wait(lambda: not window.context.jobs.is_busy)
    window.pile.go("people")
    keeping = window.pile.go("keeping")
    other = factory.new_store(walk.screens.folder / "xã khác", "xã khác.book")
    foreign = backups.backup(other).path
    other.close()
    with walk.box("khoi-phuc-ban-cua-so-khac"):
        keeping.copies.look_at(foreign)
    with walk.box("khoi-phuc-usb-da-rut"):
        keeping.copies.look_at(walk.folder / "USB" / foreign.name)
    with walk.box("khoi-phuc-hoi", "Khôi phục"):
        keeping.copies.look_at(backups.list_backups(path)[0].path)
    walk.screens.wait(lambda: walk.program.window is not window)
    walk.screens.wait(lambda: not walk.screens.main.pile.page.reading.is_running)
    walk.screens.shoot("khoi-phuc-xong")
    session.close(walk.screens.main.context.store)


def shoot_moving(walk: FaultWalk) -> None:
    """One file for another computer: asked, done, the old book held back, the new computer's first page."""
    path = walk.fresh()
    window = walk.main(path)
    file = walk.screens.folder / "USB.ketnap"
    walk.files.append(file)
    with walk.box("chuyen-may-hoi", "Chọn nơi ghi tệp…"):
        window.actions_by_name["move_office"].trigger()
    walk.screens.wait(window.held_back.isVisible)
    walk.screens.shoot("chuyen-may-may-cu-tu-nay")
    session.close(window.context.store)
    path.unlink()
    walk.program.start(None)
    start = walk.program.window
    assert isinstance(start, StartWindow)
    start.receive()
    page = start.currentWidget()
    assert isinstance(page, ReceivePage)
    walk.files.append(file)
    page.choose_button.click()
    page._target = path
    page._show()
    page.secret.setText("mật khẩu sai")
    page.receive()
    walk.screens.wait(lambda: bool(page.problem.text()))
    walk.screens.shoot("chuyen-may-may-moi")
    page.secret.setText(PASSPHRASE)
    page.receive()
    walk.screens.wait(lambda: isinstance(walk.program.window, MainWindow))
    walk.screens.shoot("chuyen-may-da-nhan")
    session.close(walk.screens.main.context.store)


def shoot_accounts(walk: FaultWalk) -> None:
    """Several accounts: who opens, what is refused, the locked window; and a bug."""
    path = walk.fresh()
    store = book.open_book(path, walk.secret, "thử")
    accounts.add(store, "Vì Thị Mơ", "secretary", PASSPHRASE)
    accounts.add(store, "Lường Văn Xem", "reader", PASSPHRASE)
    store.close()
    page = walk.unlock_page(path)
    page.choose_account("Lường Văn Xem")
    walk.screens.shoot("nhieu-tai-khoan-mo-so")
    page.secret.setText(PASSPHRASE)
    page.open()
    walk.screens.wait(lambda: isinstance(walk.program.window, MainWindow))
    window = walk.screens.main
    with walk.box("nguoi-xem-khong-duoc-them"):
        window.context.do("add_person")
    with walk.box("loi-cua-chuong-trinh", "Đóng"):
        sys.excepthook(ValueError, ValueError("Lường Văn Xem 012345678901"), None)
    window.lock_wanted.emit()
    walk.screens.settle()
    lock = next(each for each in QApplication.topLevelWidgets() if each.objectName() == "locked")
    walk.screens.save(lock.grab(), "khoa-man-hinh")
    lock.secret.setText(PASSPHRASE)
    lock.unlock()
    walk.screens.wait(window.isVisible)
    session.close(window.context.store)


SCENES = (
    shoot_passphrases,
    shoot_files,
    shoot_damage,
    shoot_full_disk,
    shoot_pulled_stick,
    shoot_copies,
    shoot_moving,
    shoot_accounts,
)


def shoot_faults(screens: "Screens", made: demo.Demo) -> None:
    """Every scene, one after the other."""
    kept = sys.excepthook
    walk = FaultWalk(screens, made)
    try:
        for scene in SCENES:
            scene(walk)
    finally:
        sys.excepthook = kept


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
