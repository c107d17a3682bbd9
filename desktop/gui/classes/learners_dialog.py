"""Choosing learners: from those who still need the class, or anybody, by a few letters; several at once."""

from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db import people_list
from db.choices import STAGE
from db.people_list import PeopleQuery
from db.records import Record
from db.text import fold
from desktop.gui.context import AppContext
from desktop.gui.fields.fitting import FittingTable
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.gui.widgets.search_box import SearchBox
from desktop.services import classes
from desktop.vietnamese import show_date, show_number

_MOST = 200
_COLUMNS = (
    TableColumn("full_name", "Họ và tên", lambda row: row.full_name),
    TableColumn("born_on", "Ngày sinh", lambda row: show_date(row.born_on)),
    TableColumn("cell", "Chi bộ", lambda row: row.cell or ""),
    TableColumn("stage", "Giai đoạn", lambda row: STAGE.get(row.stage or "", "")),
)


class LearnersDialog(QDialog):
    """`person_ids` are those chosen when it was accepted."""

    def __init__(self, context: AppContext, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._awaiting = classes.list_awaiting(context.store, kind)
        self.person_ids: list[int] = []
        self.setWindowTitle("Thêm học viên")
        self.search = SearchBox("Gõ vài chữ của tên, chi bộ", "Tìm học viên")
        self.only_awaiting = QCheckBox("Chỉ người chưa học, chưa có giấy chứng nhận lớp này")
        self.only_awaiting.setChecked(True)
        self.model = RecordModel(_COLUMNS)
        self.table = FittingTable(context, "classes.learners", "Người có thể ghi vào lớp", self.model, (24, 10, 22, 22))
        self.count = plain_label("", "hint")
        self._build()
        self._connect()
        self._show()

    def accept(self) -> None:
        """Take the selected rows; Enter takes the current one when none is selected."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        self.person_ids = [self.model.record(place).id for place in rows]
        if self.person_ids:
            super().accept()

    def _show(self) -> None:
        rows = self._found()
        self.model.show_records(rows)
        self.count.setText(f"{show_number(len(rows))} người")
        if rows:
            self.table.selectRow(0)

    def _found(self) -> list[Record]:
        text = self.search.text()
        if not self.only_awaiting.isChecked():
            return people_list.page(self.context.store, PeopleQuery(text=text), limit=_MOST)
        words = fold(text).split()
        return [row for row in self._awaiting if all(f" {word}" in _key(row) for word in words)]

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _: self._show())
        self.search.left_downwards.connect(self.table.setFocus)
        self.only_awaiting.clicked.connect(lambda _: self._show())
        self.table.opened.connect(lambda _: self.accept())

    def _build(self) -> None:
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.search)
        row = QHBoxLayout()
        row.addWidget(self.only_awaiting)
        row.addStretch()
        row.addWidget(self.count)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        layout.addWidget(plain_label("Giữ Shift hoặc Ctrl để chọn nhiều người; Enter ghi vào lớp.", "hint"))
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(button("Không thêm", self.reject))
        buttons.addWidget(button("Ghi vào lớp", self.accept, "primary"))
        layout.addLayout(buttons)
        self.resize(760, 520)


def _key(row: Record) -> str:
    return f" {fold(row.full_name)} {fold(row.cell or '')}"
