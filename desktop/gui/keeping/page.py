"""The place "Gửi nhận, sao lưu": lists in, what goes up, requests of others, dossiers in and out, copies, the log."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from db.changes import Changes
from desktop.gui.context import AppContext
from desktop.gui.handover.hand_over_part import HandOverPart
from desktop.gui.keeping.copies_part import CopiesPart
from desktop.gui.keeping.inactive_part import InactivePart
from desktop.gui.keeping.log_part import LogPart
from desktop.gui.keeping.receipts_part import ReceiptsPart
from desktop.gui.keeping.requests_part import RequestsPart
from desktop.gui.page import Page
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.permission import permit
from desktop.services.requests import TABLE


class KeepingPage(Page):
    """Six tabs; the menus reach into them through hand_over(), back_up(), restore() and verify()."""

    title = "Gửi nhận, sao lưu"
    help_name = "keeping"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.copies = CopiesPart(context)
        self.hand_overs = HandOverPart(context)
        self.requests = RequestsPart(context)
        self.receipts = ReceiptsPart(context)
        self.log = LogPart(context)
        self.inactive = InactivePart(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.copies, "Sao lưu, khôi phục")
        self.tabs.addTab(self.hand_overs, "Gửi cấp trên")
        self.tabs.addTab(self.requests, "Nơi khác đề nghị")
        self.tabs.addTab(self.receipts, "Giao nhận hồ sơ")
        self.tabs.addTab(self.log, "Nhật ký")
        self.tabs.addTab(self.inactive, "Hồ sơ lâu không ghi gì")
        read_list = button("Nhập danh sách từ Excel…", lambda: context.do("import"))
        permit(context.store, "import", read_list)
        self.tabs.setCornerWidget(read_list, Qt.Corner.TopRightCorner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 10, 20, 14)
        layout.addWidget(self.tabs)
        context.changed.connect(self._on_any_change)
        context.row_wanted.connect(self._on_row_wanted)

    def refresh(self) -> None:
        self.copies.refresh()
        self.hand_overs.refresh()
        self.requests.refresh()
        self.receipts.refresh()
        self.log.refresh()
        self.inactive.refresh()

    def has_unsaved(self) -> bool:
        return self.requests.list.has_unsaved()

    def save(self) -> bool:
        return self.requests.list.save()

    def discard(self) -> None:
        self.requests.list.discard()

    def first_control(self) -> QWidget | None:
        front = self.tabs.currentWidget()
        if front is self.requests:
            return self.requests.list.table
        if front is self.hand_overs:
            return self.hand_overs.period.line
        return next(part.table for part in (self.copies, self.receipts, self.log, self.inactive) if part is front)

    def hand_over(self) -> None:
        """Into the tab of what goes to the superior."""
        self.tabs.setCurrentWidget(self.hand_overs)
        self.hand_overs.period.line.setFocus()

    def back_up(self) -> None:
        """Copy the book now."""
        self.tabs.setCurrentWidget(self.copies)
        self.copies.back_up()

    def back_up_elsewhere(self) -> None:
        """Copy the book to a stick or another disk."""
        self.tabs.setCurrentWidget(self.copies)
        self.copies.back_up_elsewhere()

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
        self.receipts.refresh()
        self.inactive.refresh()
        if changes.concerns(frozenset({TABLE})):
            self.requests.refresh()

    def _on_row_wanted(self, person_id: int, table: str, row_id: int, name: str) -> None:
        if table == TABLE:
            self.tabs.setCurrentWidget(self.requests)
            self.requests.list.show_key(row_id)
            self.requests.list.table.setFocus()
