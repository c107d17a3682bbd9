"""The last step of an import: what was done, and the cells and rows that did not come in."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.sheets.model import Finding
from desktop.domain.sheets.plan import ImportPlan
from desktop.gui.importing import tables
from desktop.gui.importing.preview_step import summary
from desktop.gui.importing.tables import NamedFinding
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.record_model import RecordModel
from desktop.gui.widgets.table import DataTable


class ResultStep(QWidget):
    """The list of what did not come in can be copied and pasted into a spreadsheet."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self._refused: list[NamedFinding] = []
        self._model = RecordModel(tables.FINDINGS)
        self._table = DataTable("import_refused", "Không vào sổ")
        self._table.setModel(self._model)
        self._table.set_widths([60, 190, 190, 190, 300])
        self._summary = plain_label("", "heading", wraps=True)
        self._words = plain_label("", "hint", wraps=True)
        self.leave_button = button("Về danh sách", leave, "primary")
        self._copy = button("Chép bảng này", lambda: tables.copy_rows(tables.FINDINGS, self._refused))
        bottom = QHBoxLayout()
        bottom.addWidget(self._copy)
        bottom.addStretch()
        bottom.addWidget(self.leave_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._summary)
        layout.addWidget(self._words)
        layout.addWidget(self._table, 1)
        layout.addStretch()
        layout.addLayout(bottom)

    def show_done(self, plan: ImportPlan) -> None:
        """Show what was done."""
        left_out = (Finding(row.row, "(cả dòng)", "", row.why) for row in plan.left_out)
        self._refused = tables.named((*left_out, *plan.rejected), plan)
        self._model.show_records(self._refused)
        self._summary.setText(f"Đã nhập xong. {summary(plan)}")
        self._words.setText(
            "Những ô dưới đây không vào sổ; người ở dòng đó vẫn vào, chỉ thiếu giá trị này."
            if self._refused
            else "Mọi ô trong danh sách đều vào sổ."
        )
        for part in (self._table, self._copy):
            part.setVisible(bool(self._refused))
