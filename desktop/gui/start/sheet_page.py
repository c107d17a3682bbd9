"""The last page of the first run: the recovery sheet is printed, or saved to another place, before the book is used."""

from collections import deque
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.errors import KnownError
from desktop.gui.messages import Messages
from desktop.gui.start.first_run_pages import StepCard
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label, set_role
from desktop.services import session
from desktop.services.session import NewBook


class SheetPage(StepCard):
    """The way onward opens once the sheet was printed or saved."""

    def __init__(self, messages: Messages) -> None:
        super().__init__(
            5,
            "Tờ mã khôi phục",
            "Quên mật khẩu thì chỉ tờ giấy này mở được sổ. Hãy in ra và cất trong két, "
            "hoặc lưu vào USB; không để cùng thư mục với sổ.",
            "Lập sổ và bắt đầu",
        )
        self._messages = messages
        self._new: NewBook | None = None
        self._book = Path()
        self.print_button = button("In tờ mã khôi phục", self._print, "primary")
        self.save_button = button("Lưu thành tệp PDF…", self._save)
        row = QHBoxLayout()
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        row.addStretch()
        self._state = plain_label("", "hint", wraps=True)
        self.body.addLayout(row)
        self.body.addWidget(self._state)

    def show_sheet(self, new: NewBook, path: Path) -> None:
        """A sheet was made for the book that will lie at `path`."""
        self._new, self._book = new, path
        self._show_state("Chưa in, chưa lưu.", is_kept=False)

    def first_control(self) -> QWidget:
        return self.onward if self.onward.isEnabled() else self.print_button

    def set_busy(self, label: str) -> None:
        super().set_busy(label)
        self.print_button.setEnabled(not label)
        self.save_button.setEnabled(not label)

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrinter

        from desktop.gui.printing import printer

        assert self._new is not None
        target = QPrinter(QPrinter.PrinterMode.HighResolution)
        target.setDocName("Mã khôi phục")
        if not self._messages.choose_printer(target, 1):
            return
        if target.outputFileName():
            # A printer that is a file is saving, with the same care for where it goes.
            self._save_to(Path(target.outputFileName()))
            return
        try:
            deque(printer.paint(self._new.sheet, target), maxlen=0)
        except KnownError as error:
            self.say(error.sentence)
            return
        self._show_state("Đã gửi đến máy in. Hãy cầm tờ giấy trên tay rồi mới bấm tiếp.", is_kept=True)

    def _save(self) -> None:
        assert self._new is not None
        suggested = Path.home() / f"Mã khôi phục {self._book.stem}.pdf"
        chosen = self._messages.choose_new_file("Lưu tờ mã khôi phục", suggested, "PDF (*.pdf)")
        if chosen is not None:
            self._save_to(chosen)

    def _save_to(self, chosen: Path) -> None:
        assert self._new is not None
        try:
            session.save_sheet(self._new, chosen, self._book)
        except KnownError as error:
            self.say(error.sentence)
            return
        self._show_state(f"Đã lưu: {chosen}", is_kept=True)

    def _show_state(self, text: str, is_kept: bool) -> None:
        self.say("")
        self._state.setText(text)
        set_role(self._state, "good" if is_kept else "hint")
        self.onward.setEnabled(is_kept)
        if is_kept:
            self.onward.setFocus()
