"""The tab of dossiers in and out: what was received, returned and why, and which dossiers have not come back yet."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from db.choices import RECEIPT_KIND
from db.records import Record
from desktop.gui.context import AppContext
from desktop.gui.fields.fitting import FittingTable
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.services import receipts
from desktop.vietnamese import show_date, show_number

_TABLE = "dossier_receipt"
COLUMNS = (
    TableColumn("happened_on", "Ngày", lambda row: show_date(row.happened_on), lambda row: row.happened_on or ""),
    TableColumn("full_name", "Họ và tên", lambda row: row.full_name),
    TableColumn("cell", "Chi bộ", lambda row: row.cell or ""),
    TableColumn("kind", "Việc", lambda row: RECEIPT_KIND[row.kind]),
    TableColumn("papers", "Số giấy tờ", lambda row: show_number(row.papers) if row.papers else "", is_number=True),
    TableColumn("handed_by", "Người giao", lambda row: row.handed_by or ""),
    TableColumn("taken_by", "Người nhận", lambda row: row.taken_by or ""),
    TableColumn("reason", "Lý do trả lại", lambda row: row.reason or ""),
)


class ReceiptsPart(QWidget):
    """Newest first; Enter opens the line on the person's page, where it is recorded and corrected."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.model = RecordModel(COLUMNS)
        self.table = FittingTable(context, "receipts", "Giao nhận hồ sơ", self.model, (10, 20, 18, 12, 8, 14, 14, 24))
        self.table.opened.connect(lambda _: self.open_chosen())
        self.only_out = QCheckBox("Chỉ hồ sơ đã trả lại, chưa nhận lại")
        self.only_out.toggled.connect(lambda _: self.refresh())
        self.told = plain_label("", "hint", wraps=True)
        self.open_button = button("Mở hồ sơ", self.open_chosen, "primary")
        print_button = button("In sổ…", lambda: context.do("registers"))
        permit(context.store, "print", print_button)
        top = QHBoxLayout()
        top.addWidget(self.only_out)
        top.addWidget(self.told, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addLayout(FlowRow(self.open_button, print_button))

    def refresh(self) -> None:
        """Read the register, if it is looked at."""
        if not self.isVisible():
            return
        place = self.table.currentIndex().row()
        rows = receipts.list_receipts(self.context.store)
        out = [row for row in rows if row.is_out]
        self.told.setText(_told(len(rows), len(out)))
        self.model.show_records(out if self.only_out.isChecked() else rows)
        count = self.model.rowCount()
        if count:
            self.table.selectRow(min(max(place, 0), count - 1))
        self.open_button.setEnabled(bool(count))

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def open_chosen(self) -> None:
        """The chosen line on the page of its person."""
        index = self.table.currentIndex()
        if index.isValid():
            chosen: Record = self.model.record(index.row())
            self.context.open_row(chosen.person_id, _TABLE, chosen.id, "")


def _told(count: int, out: int) -> str:
    if not count:
        return "Chưa ghi lần giao nhận nào. Ghi ở trang của từng người, thẻ “Giấy tờ”, mục Giao nhận hồ sơ."
    return f"{show_number(count)} lần giao nhận; {show_number(out)} hồ sơ đã trả lại chi bộ, chưa nhận lại."
