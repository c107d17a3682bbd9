"""The only opener of boxes: questions that cannot be undone, what went wrong, and the choice of files and printers."""

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QPushButton, QWidget

from db.errors import KnownError

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Result = TypeVar("Result")
REFUSED = "Chưa làm được"


class Unsaved(Enum):
    """What to do with what was typed and not saved."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


class Messages:
    """The bridge to boxes; tests hand pages a recorder with the same methods instead.

    `over` tells the window that is shown when a box opens; a widget made to stand for it would lie on the window
    and take its clicks.
    """

    def __init__(self, over: Callable[[], QWidget | None] = lambda: None) -> None:
        self._over = over

    def tell(self, title: str, text: str) -> None:
        """Say what went wrong; never for success."""
        box = self._box(title, text, QMessageBox.Icon.Warning)
        box.addButton("Đã hiểu", QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def tell_error(self, error: KnownError) -> None:
        """Say a known error in its own sentence."""
        self.tell(REFUSED, error.sentence)

    def attempt(self, work: Callable[[], Result]) -> Result | None:
        """The result of `work`, or None after a known error was said."""
        try:
            return work()
        except KnownError as error:
            self.tell_error(error)
            return None

    def confirm(self, title: str, text: str, yes: str, no: str = "Không") -> bool:
        """Ask before what cannot be undone; the harmless answer is the one that Enter and Esc give."""
        box = self._box(title, text, QMessageBox.Icon.Question)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(refuse)
        box.setEscapeButton(refuse)
        box.exec()
        return box.clickedButton() is accept

    def ask_unsaved(self, what: str) -> Unsaved:
        """Ask what becomes of typed text before leaving it."""
        box = self._box("Chưa lưu", f"{what} có thay đổi chưa lưu.", QMessageBox.Icon.Question)
        answers: dict[QPushButton, Unsaved] = {
            box.addButton("Lưu", QMessageBox.ButtonRole.AcceptRole): Unsaved.SAVE,
            box.addButton("Bỏ thay đổi", QMessageBox.ButtonRole.DestructiveRole): Unsaved.DISCARD,
            box.addButton("Ở lại", QMessageBox.ButtonRole.RejectRole): Unsaved.STAY,
        }
        stay = next(button for button, answer in answers.items() if answer is Unsaved.STAY)
        box.setDefaultButton(next(iter(answers)))
        box.setEscapeButton(stay)
        box.exec()
        return next((answer for button, answer in answers.items() if box.clickedButton() is button), Unsaved.STAY)

    def run_dialog(self, dialog: QDialog) -> bool:
        """Show a dialog and wait; whether it was accepted."""
        return dialog.exec() == QDialog.DialogCode.Accepted

    def choose_file(self, title: str, folder: Path, kinds: str) -> Path | None:
        """A file that exists; `kinds` as Qt writes them: "Sổ Kết Nạp (*.book)"."""
        name, _ = QFileDialog.getOpenFileName(self._over(), title, str(folder), kinds)
        return Path(name) if name else None

    def choose_new_file(self, title: str, suggested: Path, kinds: str) -> Path | None:
        """Where to write a file; Qt asks before an existing one is replaced."""
        name, _ = QFileDialog.getSaveFileName(self._over(), title, str(suggested), kinds)
        return Path(name) if name else None

    def choose_folder(self, title: str, folder: Path) -> Path | None:
        """A folder that exists."""
        name = QFileDialog.getExistingDirectory(self._over(), title, str(folder))
        return Path(name) if name else None

    def choose_printer(self, printer: "QPrinter", pages: int) -> bool:
        """Let the clerk choose a printer, which of the pages, and copies; False when he thought better of it."""
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, self._over())
        dialog.setWindowTitle("In")
        dialog.setMinMax(1, pages)
        return dialog.exec() == QDialog.DialogCode.Accepted

    def crash(self, report: str) -> None:
        """Say that the program failed, with a way to copy a report that holds nothing personal."""
        box = self._box(
            "Chương trình gặp lỗi",
            "Việc vừa rồi không làm được vì lỗi của chương trình. Những gì đã lưu còn nguyên.\n\n"
            "Hãy thử lại; nếu lỗi còn, bấm “Chép báo cáo lỗi” và gửi cho người hỗ trợ. "
            "Báo cáo không có dữ liệu cá nhân.",
            QMessageBox.Icon.Critical,
        )
        copy = box.addButton("Chép báo cáo lỗi", QMessageBox.ButtonRole.ActionRole)
        box.setDefaultButton(box.addButton("Đóng", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is copy:
            QGuiApplication.clipboard().setText(report)

    def _box(self, title: str, text: str, icon: QMessageBox.Icon) -> QMessageBox:
        box = QMessageBox(icon, title, text, QMessageBox.StandardButton.NoButton, self._over())
        # Names and sentences are only text, whatever stands in them.
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        return box
