"""Lists that are only read on the person's page: classes attended, papers printed."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout

from db import fields as registry
from db.records import Case, Record
from desktop.gui.context import AppContext
from desktop.gui.fields.table import RowTable
from desktop.gui.person.part import PersonPart
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.vietnamese import show_date, show_moment, show_number


class ReadingPart(PersonPart):
    """A table without an editor, and a line when it is empty."""

    def __init__(
        self,
        context: AppContext,
        title: str,
        columns: Sequence[TableColumn],
        widths: Sequence[int],
        rows: Callable[[Case], Sequence[Record]],
        empty: str,
    ) -> None:
        super().__init__()
        self.title = title
        self._rows = rows
        self.model = RecordModel(columns)
        self.table = RowTable(context, f"person.{columns[0].key}", title, self.model, widths)
        self.empty = plain_label(empty, "hint", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)

    def show_case(self, case: Case) -> None:
        rows = self._rows(case)
        self.model.show_records(rows)
        self.empty.setVisible(not rows)

    def count(self) -> int | None:
        return self.model.rowCount()


def classes_part(context: AppContext) -> ReadingPart:
    """The classes in which the person sits or sat."""
    kind, result = registry.field("training_class", "kind"), registry.field("enrolment", "result")
    columns = [
        TableColumn("class", "Lớp", lambda row: row.training_class.name),
        TableColumn("kind", "Loại lớp", lambda row: kind.show_choice(row.training_class.kind)),
        TableColumn("starts_on", "Khai giảng", lambda row: show_date(row.training_class.starts_on)),
        TableColumn("result", "Xếp loại", lambda row: result.show_choice(row.result)),
    ]
    empty = "Chưa học lớp nào. Ghi tên học viên ở trang Lớp bồi dưỡng; kết quả hiện ra ở đây."
    return ReadingPart(context, "Lớp đã học", columns, (40, 28, 12, 12), lambda case: case.enrolments, empty)


def printed_part(context: AppContext) -> ReadingPart:
    """The papers that were printed or saved, the newest first."""
    columns = [
        TableColumn("printed", "Lúc in", lambda row: show_moment(row.printed_at)),
        TableColumn("form", "Mẫu", lambda row: row.form),
        TableColumn("edition", "Bộ mẫu", lambda row: row.edition),
        TableColumn("pages", "Số trang", lambda row: show_number(row.pages), is_number=True),
        TableColumn("printed_by", "Người in", lambda row: row.printed_by),
    ]
    empty = "Chưa in giấy tờ nào. Bấm “In hồ sơ” ở đầu trang để xem và in."
    return ReadingPart(context, "Đã in", columns, (20, 14, 12, 10, 16), lambda case: case.papers[::-1], empty)
