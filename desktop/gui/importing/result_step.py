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

_WHOLE_ROW = "(cả dòng)"


class ResultStep(QWidget):
    """The list of what did not come in can be copied and pasted into a spreadsheet."""

    def __init__(self, leave: Callable[[], object], go_on: Callable[[], object]) -> None:
        """`go_on`: to another sheet of the same file."""
        super().__init__()
        self._refused: list[NamedFinding] = []
        self._model = RecordModel(tables.FINDINGS)
        self._table = DataTable("import_refused", "Không vào sổ")
        self._table.setModel(self._model)
        self._table.set_widths([60, 190, 190, 190, 300])
        self._summary = plain_label("", "heading", wraps=True)
        self._words = plain_label("", "hint", wraps=True)
        self.leave_button = button("Về danh sách", leave, "primary")
        self.other_button = button("Nhập trang khác của tệp", go_on)
        self._copy = button("Chép bảng này", lambda: tables.copy_rows(tables.FINDINGS, self._refused))
        bottom = QHBoxLayout()
        bottom.addWidget(self._copy)
        bottom.addStretch()
        bottom.addWidget(self.other_button)
        bottom.addWidget(self.leave_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._summary)
        layout.addWidget(self._words)
        layout.addWidget(self._table, 1)
        layout.addStretch()
        layout.addLayout(bottom)

    def show_done(self, plan: ImportPlan, has_other_sheets: bool = False) -> None:
        """Show what was done."""
        self.other_button.setVisible(has_other_sheets)
        left_out = (Finding(row.row, _WHOLE_ROW, "", row.why) for row in plan.left_out)
        self._refused = tables.named((*left_out, *plan.rejected), plan)
        self._model.show_records(self._refused)
        self._summary.setText(f"Đã nhập xong. {summary(plan)}")
        self._words.setText(_words(bool(plan.left_out), bool(plan.rejected)))
        for part in (self._table, self._copy):
            part.setVisible(bool(self._refused))


def _words(has_rows: bool, has_cells: bool) -> str:
    """What became of the rows and cells that are listed."""
    words = []
    if has_rows:
        words.append(f"Dòng ghi {_WHOLE_ROW} chưa vào sổ: hãy sửa trong tệp rồi nhập lại, người đã có không bị trùng.")
    if has_cells:
        words.append("Ô không vào sổ thì người ở dòng đó vẫn vào, chỉ thiếu giá trị này.")
    return " ".join(words) or "Mọi ô trong danh sách đều vào sổ."
