"""The book of numbers: what each cell and committee has given, entered by hand for what no meeting makes."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db import fields as registry
from db.changes import Changes
from db.fields import Field
from db.records import Record
from desktop.gui.context import AppContext
from desktop.gui.fields.dialog import FieldDialog, Words
from desktop.gui.fields.table import RowTable
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.flow import FlowRow
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.permission import permit
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.services import numbers
from desktop.vietnamese import show_date, show_number

_COLUMNS = (
    TableColumn("number", "Số, ký hiệu", lambda row: row.number),
    TableColumn("dated_on", "Ngày", lambda row: show_date(row.dated_on), lambda row: row.dated_on or ""),
    TableColumn("giver", "Của", lambda row: row.giver or ""),
    TableColumn("subject", "Trích yếu", lambda row: row.subject or ""),
    TableColumn("full_name", "Về ai", lambda row: row.full_name or ""),
    TableColumn("term", "Nhiệm kỳ", lambda row: row.term or ""),
)
_TYPED = ("number", "dated_on", "subject", "note")
_GIVERS = [
    Field("paper_number", name, label, "reference", refers_to=table)
    for name, label, table in (
        ("party_cell_id", "Của chi bộ (để trống: của đảng ủy)", "party_cell"),
        ("party_committee_id", "Của cấp ủy khác", "party_committee"),
    )
]
_HINT = (
    "Số nghị quyết, quyết định ghi ở cuộc họp tự vào sổ này. Công văn, giấy giới thiệu và giấy tờ khác ghi ở đây; "
    "số cách quãng là bình thường, số đã cấp thì không cấp lại trong nhiệm kỳ."
)


class NumbersPart(QWidget):
    """The newest numbers first; Insert enters one, Enter corrects it, Delete takes it out."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.model = RecordModel(_COLUMNS)
        self.table = RowTable(context, "meetings.numbers", "Sổ cấp số", self.model, (14, 11, 26, 30, 22, 12))
        self.count = plain_label("", "hint")
        self.add_button = button("Ghi số mới… (Insert)", self.add)
        self.drop_button = button("Xóa số (Delete)", self.drop)
        permit(context.store, "write", self.add_button, self.drop_button)
        self.table.insert_wanted.connect(self.add)
        self.table.delete_wanted.connect(self.drop)
        self.table.opened.connect(lambda _: self.correct())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(plain_label(_HINT, "hint", wraps=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(FlowRow(self.add_button, self.drop_button, self.count))

    def refresh(self) -> None:
        """Read the book again."""
        rows = numbers.list_all(self.context.store)
        self.model.show_records(rows)
        self.count.setText(f"{show_number(len(rows))} số")
        self.drop_button.setEnabled(bool(rows))
        if rows and not self.table.currentIndex().isValid():
            self.table.choose(0)

    def add(self) -> None:
        """Enter a number."""
        if not self.context.store.refusal("write"):
            fields = [*_GIVERS, *(registry.field("paper_number", name) for name in _TYPED)]
            self._ask("Ghi số văn bản", fields, Record())

    def correct(self) -> None:
        """Correct the chosen entry."""
        row = self._current()
        if row is not None and not self.context.store.refusal("write"):
            self._ask("Sửa số văn bản", [registry.field("paper_number", name) for name in _TYPED], row)

    def drop(self) -> None:
        """Take the chosen entry out of the book."""
        row = self._current()
        if row is not None and not self.context.store.refusal("write"):
            changes = self.context.messages.attempt(lambda: numbers.drop(self.context.store, row.id))
            if changes is not None:
                self.context.show_status(f"{changes.label}.", changes)

    def _ask(self, title: str, fields: list[Field], row: Record) -> None:
        key = row.get("id")

        def save(values: dict[str, object]) -> Changes:
            store = self.context.store
            cell = values.pop("party_cell_id", row.get("party_cell_id"))
            committee = values.pop("party_committee_id", row.get("party_committee_id"))
            giver = numbers.giver_of(store, cell, committee)  # type: ignore[arg-type]
            return numbers.save(store, giver, values, key)[1]

        words = Words(title, title, self._hint(), "Ghi")
        self.context.messages.run_dialog(FieldDialog(self.context, words, fields, row, save, 2, self))
        self.table.setFocus()

    def _hint(self) -> str:
        """How a number is typed, and which come next in the office's own book."""
        store, today = self.context.store, self.context.today().isoformat()
        office = store.find("office", id=1)
        told = "Số ghi đúng như trên văn bản, kể cả ký hiệu, thí dụ 07-CV/ĐU."
        coming = numbers.next_of_each(store, numbers.giver_of(store, None, None), today) if office else []
        return f"{told} Số tiếp theo của đảng ủy: {', '.join(coming)}." if coming else told

    def _current(self) -> Record | None:
        place = self.table.currentIndex().row()
        return self.model.record(place) if 0 <= place < self.model.rowCount() else None
