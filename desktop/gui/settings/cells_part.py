"""The tab of the cells: all of them in a list, one of them in a form below."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.fields import field
from desktop.domain.validation import Invalid
from desktop.gui.context import AppContext
from desktop.gui.fields.dialog import FieldDialog, Words
from desktop.gui.fields.form import FieldForm
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.permission import make_read_only, permit
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.gui.widgets.table import DataTable
from desktop.services import committees, office

_FIELDS = (
    "name",
    "committee_id",
    "secretary",
    "deputy_secretary",
    "member_in_charge",
    "is_grassroots",
    "term",
    "term_starts_on",
)
_MOVE_HINT = (
    "Ghi cấp ủy mới và ngày cuối cùng còn trực thuộc cấp ủy cũ; các bước và giấy tờ tới ngày ấy vẫn thuộc cấp ủy cũ."
)
COLUMNS = (
    TableColumn("name", "Tên chi bộ", lambda cell: cell.name),
    TableColumn("secretary", "Bí thư", lambda cell: cell.secretary or ""),
    TableColumn("member_in_charge", "Cấp ủy viên phụ trách", lambda cell: cell.member_in_charge or ""),
)


class CellsPart(QWidget):
    """Choosing a row shows it in the form; "Thêm chi bộ" empties the form for a new one."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._cell_id: int | None = None
        self.model = RecordModel(COLUMNS)
        self.table = DataTable("cells", "Các chi bộ", context.preferences)
        self.table.setModel(self.model)
        self.table.set_widths([320, 220, 220])
        self.table.clicked.connect(self._edit)
        self.table.opened.connect(self._edit)
        self.form = FieldForm(context.store, [field("party_cell", name) for name in _FIELDS], columns=3)
        self.form.completed.connect(self.save)
        row = QHBoxLayout()
        buttons = (
            button("Lưu chi bộ", self.save, "primary", "Ctrl+S"),
            button("Thêm chi bộ", self.start_new),
            button("Chuyển sang cấp ủy khác…", self.move_cell),
        )
        for each in buttons:
            row.addWidget(each)
        permit(context.store, "settings", *buttons)
        if refusal := context.store.refusal("settings"):
            make_read_only(self.form, refusal)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.form)
        layout.addLayout(row)

    def refresh(self) -> None:
        """List the cells; the one in the form is shown as it is kept."""
        self.model.show_records(office.list_cells(self.context.store))
        held = self.context.store.find("party_cell", id=self._cell_id) if self._cell_id is not None else None
        self.form.show_values(held or {})

    def lead_to(self, name: str, row_id: int | None) -> None:
        """Put the keyboard into a field of a cell; into the list while it is not known which."""
        rows = range(self.model.rowCount())
        place = next((place for place in rows if self.model.record(place).id == row_id), None)
        if place is None or name not in self.form.editors:
            self.table.setFocus()
            return
        self.table.selectRow(place)
        self._edit(self.model.index(place, 0))
        self.form.editors[name].input.setFocus()

    def start_new(self) -> None:
        """An empty form for a new cell."""
        self._cell_id = None
        self.form.show_values({})
        self.form.focus_first()

    def save(self) -> bool:
        """Keep the cell in the form; False when something is wrong with it, which is said under its field."""
        problems = self.form.problems()
        if problems:
            self.form.show_problems(problems)
            return False
        values = {name: value for name, value in self.form.changed_values().items() if value is not None}
        values |= {name: None for name, value in self.form.changed_values().items() if value is None and self._cell_id}
        if self._cell_id is None:
            values.setdefault("name", "")
        try:
            self._cell_id, changes = office.save_cell(self.context.store, values, self._cell_id)
        except Invalid as error:
            self.form.show_problems(error.problems)
            return False
        name = self.context.store.get("party_cell", self._cell_id).name
        self.refresh()
        self.context.show_status(f"Đã lưu {name}.", changes)
        return True

    def move_cell(self) -> None:
        """Put the cell in the form under another committee from a day on."""
        if self._cell_id is None:
            self.context.show_status("Chọn một chi bộ trong danh sách rồi bấm lại.")
            return
        store, key = self.context.store, self._cell_id
        dialog = FieldDialog(
            self.context,
            Words("Chuyển chi bộ", store.get("party_cell", key).name, _MOVE_HINT, "Chuyển"),
            [field("party_cell", "committee_id"), field("former_parent", "last_on")],
            {},
            lambda values: committees.move_cell(store, key, values),
            2,
            self,
        )
        self.context.messages.run_dialog(dialog)

    def _edit(self, index: QModelIndex) -> None:
        if self.form.is_changed():
            self.context.show_status("Chi bộ đang sửa chưa lưu; bấm Ctrl+S rồi chọn chi bộ khác.")
            return
        cell = self.model.record(index.row())
        self._cell_id = cell.id
        self.form.show_values(cell)
        self.form.focus_first()
