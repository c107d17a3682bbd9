"""The tab of copies: what copies of the book there are, making one, going back to one, checking the book."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db import drives
from db.copies import Backup
from db.files import show_size
from desktop.gui.context import AppContext
from desktop.gui.jobs import Report
from desktop.gui.messages import REFUSED
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.gui.widgets.table import DataTable
from desktop.services import backups, repairing
from desktop.services.repairing import Repair
from desktop.vietnamese import show_number

_SAME_DRIVE = (
    "Bản sao đã được ghi, nhưng nằm cùng ổ đĩa với sổ: hỏng ổ đĩa ấy là mất cả hai. "
    "Hãy cắm USB hay ổ đĩa khác rồi sao lưu sang đó."
)


def _people(copy: Backup) -> str:
    return "—" if copy.people is None else show_number(copy.people)


COLUMNS = (
    TableColumn("made_at", "Sao lưu lúc", lambda copy: f"{copy.made_at:%d/%m/%Y %H:%M}", lambda copy: copy.made_at),
    TableColumn("people", "Số người", _people, lambda copy: copy.people or 0, is_number=True),
    TableColumn("size", "Cỡ", lambda copy: show_size(copy.size), lambda copy: copy.size, is_number=True),
    TableColumn("sequence", "Thứ tự", lambda copy: str(copy.sequence), lambda copy: copy.sequence, is_number=True),
    TableColumn("path", "Tệp", lambda copy: copy.path.name),
)


class CopiesPart(QWidget):
    """Copies newest first; Enter goes back to one after showing what it holds."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.model = RecordModel(COLUMNS)
        self.table = DataTable("copies", "Các bản sao lưu", context.preferences)
        self.table.setModel(self.model)
        self.table.set_widths([150, 100, 95, 80, 400])
        self.table.opened.connect(lambda index: self.look_at(self.model.record(index.row()).path))
        self.told = plain_label("", "hint", wraps=True)
        self.reminder = plain_label("", "problem", wraps=True)
        self._lay_out()

    def refresh(self) -> None:
        """List the copies beside the book."""
        self.model.show_records(backups.list_backups(self.context.store.path))
        due = backups.due(self.context.store, self.context.today())
        self.reminder.setText("\n".join(reminder.sentence for reminder in due))
        self.reminder.setVisible(bool(due))
        if self.model.rowCount():
            self.table.selectRow(0)
            self.told.setText("Bản mới nhất đứng trên. Enter để xem và khôi phục một bản.")
        else:
            self.told.setText(
                "Chưa có bản sao lưu nào. Chương trình tự sao lưu khi đóng sổ có thay đổi, trước khi nhập và khôi phục."
            )

    def back_up(self, to: Path | None = None) -> None:
        """Copy the book to the usual folder or another."""
        store = self.context.store

        def work(report: Report) -> Backup:
            return backups.backup(store, to, report)

        def done(copy: Backup) -> None:
            self._show_copy(copy)
            if to is not None and drives.is_same_drive(to, store.path):
                self.context.show_report(_SAME_DRIVE)

        self.context.jobs.run("Đang sao lưu", work, done, holds_store=True)

    def back_up_elsewhere(self) -> None:
        """Copy the book to a stick or another disk."""
        folder = self.context.messages.choose_folder("Sao lưu sang USB hoặc ổ khác", Path.home())
        if folder is not None:
            self.back_up(folder)

    def verify(self) -> None:
        """Copy the book, set right what can be, read all of it and say what was found; a reader's check only reads."""
        store = self.context.store

        def work(report: Report) -> Repair:
            if store.refusal("write"):
                return Repair((), backups.verify(store))
            return repairing.check_and_repair(store)

        self.context.jobs.run("Đang kiểm tra sổ", work, self._show_check, holds_store=True)

    def choose_copy(self) -> None:
        """Into the list of copies, to choose the one to go back to."""
        self.table.setFocus()
        self.context.show_status("Chọn bản sao lưu rồi bấm Enter để xem trước khi khôi phục.")

    def look_at(self, copy: Path) -> None:
        """Read a copy beside the window, then ask whether to go back to it."""
        if refusal := self.context.store.refusal("restore"):
            self.context.messages.tell(REFUSED, refusal)
            return
        store = self.context.store
        self.context.jobs.run(
            "Đang đọc bản sao lưu",
            lambda report: backups.preview_for(store, copy),
            lambda held: self._ask(held, store.secret),
        )

    def _look_at_chosen(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.look_at(self.model.record(index.row()).path)

    def _look_at_file(self) -> None:
        chosen = self.context.messages.choose_file("Chọn bản sao lưu", Path.home(), "Sổ Kết Nạp (*.book)")
        if chosen is not None:
            self.look_at(chosen)

    def _ask(self, copy: Backup, secret: bytes) -> None:
        now = show_number(self.context.store.count("person"))
        question = (
            f"Bản sao lưu lúc {copy.made_at:%H:%M ngày %d/%m/%Y} có {_people(copy)} người, cỡ {show_size(copy.size)}.\n"
            f"Sổ đang mở có {now} người.\n\n"
            "Những gì ghi sau lúc đó sẽ không còn trong sổ. Sổ đang mở được cất sang tên khác, không bị xóa."
        )
        if self.context.messages.confirm("Khôi phục sổ", question, "Khôi phục"):
            self.context.restore(copy.path, secret)

    def _show_copy(self, copy: Backup) -> None:
        self.refresh()
        self.context.show_status(f"Đã sao lưu {_people(copy)} người vào thư mục “{copy.path.parent.name}”.")
        self.context.do("describe_book")

    def _show_check(self, made: Repair) -> None:
        self.refresh()
        self.context.do("describe_book")
        if made.found.problems:
            self.context.messages.tell("Kiểm tra sổ", "\n\n".join((*made.done, *made.found.problems)))
        else:
            good = repairing.describe(made.found, self.context.store)
            self.context.show_report(" ".join((good, *made.done)))

    def _lay_out(self) -> None:
        doings: tuple[tuple[str, Any, str, str], ...] = (
            ("Sao lưu ngay", self.back_up, "primary", "backup"),
            ("Sao lưu sang USB…", self.back_up_elsewhere, "", "backup"),
            ("Khôi phục…", self._look_at_chosen, "", "restore"),
            ("Khôi phục từ tệp…", self._look_at_file, "", "restore"),
        )
        row = QHBoxLayout()
        for words, doing, role, right in doings:
            made = button(words, doing, role)
            permit(self.context.store, right, made)
            row.addWidget(made)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.reminder)
        layout.addLayout(row)
        second = QHBoxLayout()
        second.addWidget(self.told, 1)
        second.addWidget(button("Kiểm tra và sửa chữa sổ", self.verify))
        layout.addLayout(second)
        layout.addWidget(self.table, 1)
