"""The place "Gửi nhận, sao lưu": lists in, copies, going back, the check of the book, and the log."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from db.changes import Changes
from desktop.gui.context import AppContext
from desktop.gui.keeping.copies_part import CopiesPart
from desktop.gui.keeping.log_part import LogPart
from desktop.gui.page import Page
from desktop.gui.widgets.buttons import button


class KeepingPage(Page):
    """Two tabs; the menus reach into them through back_up(), restore() and verify()."""

    title = "Gửi nhận, sao lưu"
    help_name = "keeping"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.copies = CopiesPart(context)
        self.log = LogPart(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.copies, "Sao lưu, khôi phục")
        self.tabs.addTab(self.log, "Nhật ký")
        self.tabs.setCornerWidget(
            button("Nhập danh sách từ Excel…", lambda: context.do("import")), Qt.Corner.TopRightCorner
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 10, 20, 14)
        layout.addWidget(self.tabs)
        context.changed.connect(self._on_any_change)

    def refresh(self) -> None:
        self.copies.refresh()
        self.log.refresh()

    def first_control(self) -> QWidget | None:
        return self.copies.table if self.tabs.currentWidget() is self.copies else self.log.table

    def back_up(self) -> None:
        """Copy the book now."""
        self.tabs.setCurrentWidget(self.copies)
        self.copies.back_up()

    def restore(self) -> None:
        """Into the list of copies."""
        self.tabs.setCurrentWidget(self.copies)
        self.copies.choose_copy()

    def verify(self) -> None:
        """Check the whole book."""
        self.copies.verify()

    def _on_any_change(self, changes: Changes) -> None:
        # Every change is a line of the log, whatever it concerns.
        self.log.refresh()
