"""The tab of requests: what other places ask us to confirm, since when, until when, and what we answered."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.changes import Changes
from db.records import Record
from desktop.domain.paper_wishes import REQUEST, Wish
from desktop.gui.context import AppContext
from desktop.gui.fields.record_list import ListKind, RecordList
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label, set_role
from desktop.gui.widgets.permission import permit
from desktop.services import requests
from desktop.vietnamese import show_date

KIND = ListKind(
    requests.TABLE,
    "Nơi khác đề nghị",
    "đề nghị",
    ("asked_by", "person_name", "received_on", "answered_on"),
    (26, 24, 10, 10),
    "Chưa có đề nghị nào. Ghi công văn nhờ xác nhận lý lịch, cho ý kiến nơi cư trú. Bấm Insert để thêm.",
    presets={"kind": "history"},
)


class RequestsPart(QWidget):
    """One list with its editor; below it until when the chosen request has to be answered."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.list = RecordList(context, KIND, self._save, self._delete)
        self.due = plain_label("", "hint")
        self.print_button = button("In văn bản trả lời…", self.print)
        self.print_button.setEnabled(False)
        permit(context.store, "print", self.print_button)
        self._shown: Record | None = None
        self.list.shown.connect(self._show_due)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.addWidget(self.due)
        layout.addWidget(self.list, 1)
        layout.addLayout(FlowRow(self.print_button))

    def refresh(self) -> None:
        """Read the requests, if they are looked at."""
        if self.isVisible():
            self.list.set_rows(requests.list_requests(self.context.store))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def print(self) -> None:
        """Show the answer to the chosen request before it is printed."""
        if self._shown is not None:
            self.context.open_papers(Wish(REQUEST, (self._shown.id,)))

    def _save(self, values: Mapping[str, Any], key: int | None) -> Changes:
        return requests.save_request(self.context.store, values, key)

    def _delete(self, key: int) -> Changes:
        return requests.delete_request(self.context.store, key)

    def _show_due(self, row: Record | None) -> None:
        self._shown = row
        self.print_button.setEnabled(row is not None)
        today = self.context.today()
        due_on = requests.due_on(self.context.store, row, today) if row is not None else None
        self.due.setVisible(due_on is not None)
        if due_on is not None:
            self.due.setText(f"Trả lời trước ngày {show_date(due_on.isoformat())}.")
            set_role(self.due, "problem" if due_on < today else "hint")
