"""The tab of candidates long inactive: whose data may no longer be needed, and the ways out of the list."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.choices import STAGE
from db.records import Record
from desktop.gui.context import AppContext
from desktop.gui.person import own_data
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.combo_box import QuietComboBox
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.gui.widgets.table import DataTable
from desktop.services import retention
from desktop.vietnamese import show_date, show_number

COLUMNS = (
    TableColumn("full_name", "Họ và tên", lambda person: person.full_name),
    TableColumn("cell", "Chi bộ", lambda person: person.cell or ""),
    TableColumn("stage", "Giai đoạn", lambda person: STAGE[person.stage]),
    TableColumn("last_on", "Ghi lần cuối", lambda person: show_date(person.last_on) or "chưa ghi gì"),
)


class InactivePart(QWidget):
    """Longest first; Enter opens the person."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.model = RecordModel(COLUMNS)
        self.table = DataTable("inactive", "Hồ sơ lâu không ghi gì", context.preferences)
        self.table.setModel(self.model)
        self.table.set_widths([240, 260, 220, 160])
        self.table.opened.connect(lambda _: self.open_chosen())
        self.months = self._make_months()
        self.told = plain_label("", "hint", wraps=True)
        self.ways = (
            button("Mở hồ sơ", self.open_chosen, "primary"),
            button("Ghi là còn tiếp tục", self.keep_on),
            button("Xóa dữ liệu…", self.erase_chosen),
        )
        permit(context.store, "write", self.ways[1])
        permit(context.store, "erase", self.ways[2])
        permit(context.store, "settings", self.months)
        self._lay_out()

    def refresh(self) -> None:
        """Read the list, if it is looked at."""
        if not self.isVisible():
            return
        place = self.table.currentIndex().row()
        store = self.context.store
        self.model.show_records(retention.long_inactive(store, self.context.today()))
        count = self.model.rowCount()
        self.told.setText(_told(count))
        if count:
            self.table.selectRow(min(max(place, 0), count - 1))
        for way in self.ways:
            way.setEnabled(bool(count))

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def open_chosen(self) -> None:
        """The page of the chosen person."""
        chosen = self._chosen()
        if chosen is not None:
            self.context.open_person(chosen.id)

    def keep_on(self) -> None:
        """Record that the chosen person's dossier goes on; it leaves the list."""
        chosen = self._chosen()
        if chosen is None:
            return

        def keep() -> bool:
            retention.keep_on(self.context.store, chosen.id)
            return True

        if self.context.messages.attempt(keep):
            self.refresh()
            self.context.show_status(f"Đã ghi: hồ sơ {chosen.full_name} còn tiếp tục.")
        self.table.setFocus()

    def erase_chosen(self) -> None:
        """Erase the chosen person's data, at request."""
        chosen = self._chosen()
        if chosen is not None:
            own_data.erase(self.context, chosen.id)

    def _choose_months(self) -> None:
        self.context.messages.attempt(lambda: retention.save_months(self.context.store, self.months.currentData()))
        self.refresh()

    def _chosen(self) -> Record | None:
        index = self.table.currentIndex()
        return self.model.record(index.row()) if index.isValid() else None

    def _make_months(self) -> QuietComboBox:
        box = QuietComboBox()
        box.setAccessibleName("Không ghi gì từ bao nhiêu tháng")
        for each in retention.MONTHS:
            box.addItem(f"{each} tháng", each)
        box.setCurrentIndex(box.findData(retention.months(self.context.store)))
        box.activated.connect(lambda _: self._choose_months())
        return box

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(plain_label("Không có bước, lớp hay phân công nào từ"))
        top.addWidget(self.months)
        top.addWidget(self.told, 1)
        bottom = QHBoxLayout()
        for way in self.ways:
            bottom.addWidget(way)
        bottom.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addLayout(bottom)


def _told(count: int) -> str:
    if not count:
        return "Không có hồ sơ nào lâu không ghi gì. Chỉ nên giữ dữ liệu của người còn trong diện phát triển Đảng."
    return (
        f"{show_number(count)} người, lâu nhất đứng trên. Còn cần thì ghi là còn tiếp tục; không thì xóa theo yêu cầu."
    )
