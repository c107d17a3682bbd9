"""What one line of the log changed: whose, which field, before and after; for reading only."""

from collections.abc import Iterator
from itertools import islice

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db import undo
from db.store import Store
from db.undo import LoggedAction
from desktop.gui.context import AppContext
from desktop.gui.fields.fitting import FittingTable
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.services.differences import Difference, differences
from desktop.vietnamese import show_moment

COLUMNS = (
    TableColumn("person", "Của ai", lambda line: line[0]),
    TableColumn("what", "Mục", lambda line: line[1].what),
    TableColumn("old", "Trước", lambda line: line[1].old),
    TableColumn("new", "Sau", lambda line: line[1].new),
)
# An import changes thousands of fields; who wants all of them looks at each person's own log.
MOST = 500


class LogDetails(QDialog):
    """One action of the log."""

    def __init__(self, context: AppContext, action: LoggedAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Một việc trong nhật ký")
        self.model = RecordModel(COLUMNS)
        self.model.show_records(list(islice(_lines(context.store, action.number), MOST)))
        self.table = FittingTable(context, "log.details", action.label, self.model, (22, 26, 26, 26))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(plain_label(action.label, "heading", wraps=True))
        layout.addWidget(plain_label(f"{show_moment(action.at)}   ·   {action.user}", "hint"))
        layout.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(plain_label(self._told(), "hint", wraps=True), 1)
        foot.addWidget(button("Đóng", self.reject))
        layout.addLayout(foot)
        self.resize(980, 480)
        self.table.setFocus()

    def _told(self) -> str:
        count = self.model.rowCount()
        if count == MOST:
            return f"Chỉ hiện {MOST} mục đầu; xem đủ ở tab Nhật ký trong hồ sơ từng người."
        return "" if count else "Việc này không đổi mục nào của hồ sơ; nhật ký chỉ ghi là đã làm."


def _lines(store: Store, number: int) -> Iterator[tuple[str, Difference]]:
    names: dict[int | None, str] = {None: ""}
    for row in undo.changes_of(store, number):
        if row.person_id not in names:
            person = store.find("person", id=row.person_id)
            names[row.person_id] = person.full_name if person else undo.ERASED_LABEL
        yield from ((names[row.person_id], each) for each in differences(store, row, row.person_id))
