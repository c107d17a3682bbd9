"""The tab of the log: who did what and when, and taking a chosen action back."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db import undo
from db.undo import LoggedAction
from desktop.gui.context import AppContext
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.gui.widgets.table import DataTable
from desktop.services import history
from desktop.vietnamese import show_moment, show_number

SHOWN = 500
COLUMNS = (
    TableColumn("at", "Lúc", lambda action: show_moment(action.at), lambda action: action.number),
    TableColumn("user", "Ai", lambda action: action.user),
    TableColumn("label", "Việc", lambda action: action.label),
    TableColumn("rows", "Số mục", lambda action: show_number(action.rows), lambda action: action.rows, is_number=True),
    TableColumn("state", "", lambda action: "đã hoàn tác" if action.undone_by else ""),
)


class LogPart(QWidget):
    """The newest actions first, as many as a clerk looks through."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.model = RecordModel(COLUMNS)
        self.table = DataTable("log", "Nhật ký", context.preferences)
        self.table.setModel(self.model)
        self.table.set_widths([150, 120, 480, 80, 120])
        self.undo_button = button("Hoàn tác việc đã chọn…", self.undo_chosen)
        row = QHBoxLayout()
        row.addWidget(self.undo_button)
        row.addWidget(plain_label(f"{show_number(SHOWN)} việc gần nhất; việc mới nhất đứng trên.", "hint"))
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_choice())

    def refresh(self) -> None:
        """Read the newest actions, if they are looked at."""
        if self.isVisible():
            self.model.show_records(undo.list_actions(self.context.store, limit=SHOWN))
            if self.model.rowCount():
                self.table.selectRow(0)
            self._show_choice()

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def undo_chosen(self) -> None:
        """Take the chosen action back, after a question: it may be long ago and large."""
        chosen = self._chosen()
        if chosen is None:
            return
        question = (
            f"“{chosen.label}” ({show_moment(chosen.at)}, {show_number(chosen.rows)} mục) sẽ được trả về như trước."
        )
        if self.context.messages.confirm("Hoàn tác", question, "Hoàn tác"):
            changes = self.context.messages.attempt(lambda: history.undo(self.context.store, chosen.number))
            if changes is not None:
                self.context.show_status(f"Đã làm: {changes.label}.", changes)

    def _show_choice(self) -> None:
        chosen = self._chosen()
        self.undo_button.setEnabled(chosen is not None and chosen.undone_by is None and not chosen.is_lasting)

    def _chosen(self) -> LoggedAction | None:
        index = self.table.currentIndex()
        return self.model.record(index.row()) if index.isValid() else None
