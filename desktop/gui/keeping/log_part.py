"""The tab of the log: who did, saw, printed and exported what and when; taking an action back; the log as a file."""

from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.undo import LoggedAction
from desktop.gui.context import AppContext
from desktop.gui.keeping.log_filters import LogFilters
from desktop.gui.keeping.log_model import WIDTHS, LogModel
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.table import DataTable
from desktop.services import history, log_export
from desktop.vietnamese import show_moment, show_number

_NEWEST_FIRST = "Việc mới nhất đứng trên. Enter để xem đã đổi những gì."
_NOTHING = "Không có dòng nào hợp với điều đã chọn."
_LASTING = "Việc này không hoàn tác được: nó ghi lại điều đã xảy ra (xem, in, xuất, mở sổ, thiết lập, xóa dữ liệu)."


class LogPart(QWidget):
    """The newest lines first; more come as the clerk scrolls."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.filters = LogFilters(context.store)
        self.model = LogModel(context.store)
        self.table = DataTable("log", "Nhật ký", context.preferences)
        self.table.setModel(self.model)
        self.table.set_widths(WIDTHS)
        self.table.opened.connect(lambda _: self.open_chosen())
        self.undo_button = button("Hoàn tác việc đã chọn…", self.undo_chosen)
        self.export_button = button("Xuất ra Excel hoặc CSV…", self.export)
        permit(context.store, "write", self.undo_button)
        permit(context.store, "export", self.export_button)
        self.told = plain_label("", "hint", wraps=True)
        self._lay_out()
        self.filters.changed.connect(self.refresh)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_choice())

    def refresh(self) -> None:
        """Read the newest lines, if they are looked at."""
        if self.isVisible():
            self.model.show_query(self.filters.query())
            if self.model.rowCount():
                self.table.selectRow(0)
            self._show_choice()

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def open_chosen(self) -> None:
        """Show what the chosen line changed."""
        from desktop.gui.keeping.log_details import LogDetails

        chosen = self._chosen()
        if chosen is not None:
            self.context.messages.run_dialog(LogDetails(self.context, chosen, self))

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

    def export(self) -> None:
        """Write what is found to a file, beside the window."""
        suggested = Path.home() / "Nhật ký.xlsx"
        path = self.context.messages.choose_new_file("Xuất nhật ký", suggested, "Excel (*.xlsx);;CSV (*.csv)")
        if path is None:
            return
        whole = path if path.suffix else path.with_name(f"{path.name}.xlsx")
        store, query = self.context.store, self.filters.query()
        self.context.jobs.run(
            "Đang xuất nhật ký",
            lambda report: log_export.export(store, query, whole, report),
            lambda count: self._show_export(count, whole),
            holds_store=True,
        )

    def _show_export(self, count: int, path: Path) -> None:
        self.refresh()
        self.context.show_status(f"Đã xuất {show_number(count)} dòng nhật ký ra “{path.name}”.")

    def _show_choice(self) -> None:
        chosen = self._chosen()
        self.undo_button.setEnabled(chosen is not None and chosen.undone_by is None and not chosen.is_lasting)
        if chosen is None:
            self.told.setText(_NOTHING)
        else:
            self.told.setText(_LASTING if chosen.is_lasting else _NEWEST_FIRST)

    def _chosen(self) -> LoggedAction | None:
        index = self.table.currentIndex()
        return self.model.record(index.row()) if index.isValid() else None

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.undo_button)
        row.addWidget(self.export_button)
        row.addWidget(self.told, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.filters)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
