"""The papers of a dossier, each with its scan: attached from a file, seen, replaced, taken away."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from db.records import Record
from desktop.gui.context import AppContext
from desktop.gui.fields.record_list import RecordList
from desktop.gui.person.list_part import ListPart
from desktop.gui.person.lists import ITEMS
from desktop.gui.printing.outlet import documents
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.services import scans

_ATTACH, _REPLACE = "Đính bản quét… (F4)", "Thay bản quét… (F4)"
_NONE = "Giấy tờ này chưa có bản quét. F4: chọn tệp PDF hoặc ảnh đã quét."


class ItemsPart(ListPart):
    """F4 attaches a scan to the chosen paper, or another one in its place; F6 shows it."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, ITEMS)
        self.scan = plain_label("", "hint")
        self.attach_button = button(_ATTACH, self.attach, "", "Chọn tệp PDF hoặc ảnh của giấy tờ đã ký")
        self.view_button = button("Xem bản quét (F6)", self.view)
        self.detach_button = button("Bỏ bản quét", self.detach, "", "Bỏ khỏi giấy tờ này; hoàn tác được")
        permit(context.store, "write", self.attach_button, self.detach_button)

    def make_list(self) -> RecordList:
        made = super().make_list()
        for each in (self.attach_button, self.view_button, self.detach_button):
            made.buttons.addWidget(each)
        made.shown.connect(self._show_scan)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self.scan)
        return made

    def attach(self) -> None:
        """Ask for a file and put it with the chosen paper; what is typed for the paper is kept first."""
        item, store = self._chosen(), self.context.store
        if item is None or store.refusal("write"):
            return
        path = self.context.messages.choose_file(f"Bản quét {item.paper}", documents(), scans.KINDS)
        changes = self.context.messages.attempt(lambda: scans.attach(store, item.id, path)) if path else None
        if changes is not None:
            self.context.show_status(f"Đã lưu: {changes.label}.", changes)

    def view(self) -> None:
        """Show the scan of the chosen paper."""
        item = self._chosen()
        if item is not None and item.scan_id is not None:
            self.context.open_scan(item.id)

    def detach(self) -> None:
        """Take the scan of the chosen paper away; the status line offers it back."""
        item, store = self._chosen(), self.context.store
        if item is None or item.scan_id is None:
            return
        changes = self.context.messages.attempt(lambda: scans.detach(store, item.id))
        if changes is not None:
            self.context.show_status(f"Đã lưu: {changes.label}.", changes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            self.attach()
        elif event.key() == Qt.Key.Key_F6:
            self.view()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> Record | None:
        """The paper in the editor, kept as it is typed; None when it cannot be kept or none is chosen."""
        if self.list.has_unsaved() and not self.list.save():
            return None
        item = self.list.current()
        if item is None:
            self.context.show_status("Hãy chọn một giấy tờ trong danh sách, hoặc bấm Insert để ghi giấy tờ trước.")
        return item

    def _show_scan(self, item: Record | None) -> None:
        has_scan = item is not None and item.scan_id is not None
        told = scans.describe(self.context.store, item) if item is not None else ""
        self.scan.setText(f"Bản quét: {told}" if told else _NONE)
        self.scan.setVisible(item is not None)
        self.attach_button.setText(_REPLACE if has_scan else _ATTACH)
        self.attach_button.setEnabled(item is not None and not self.context.store.refusal("write"))
        self.view_button.setEnabled(has_scan)
        self.detach_button.setEnabled(has_scan and not self.context.store.refusal("write"))
