"""The third step of an import: who is new, changed, the same, left out; what was refused; what is proposed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop.domain.sheets.plan import ImportPlan
from desktop.gui.importing import tables
from desktop.gui.importing.tables import ProposalModel
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.gui.widgets.table import DataTable
from desktop.vietnamese import show_number

_FINDING_WIDTHS = [60, 190, 190, 190, 300]
_TABS: tuple[tuple[str, str, tuple[TableColumn, ...], list[int]], ...] = (
    ("new", "Mới", tables.NEW, [60, 190, 95, 80, 210, 125, 180]),
    ("changed", "Thay đổi", tables.CHANGED, [60, 190, 500]),
    ("same", "Như cũ", tables.SAME, [60, 190, 300]),
    ("left_out", "Bỏ lại", tables.LEFT_OUT, [60, 500]),
    ("rejected", "Ô không nhận", tables.FINDINGS, _FINDING_WIDTHS),
    ("proposals", "Đề nghị sửa", tables.PROPOSALS, [80, 200, 190, 190, 300]),
    ("warnings", "Nên xem lại", tables.FINDINGS, _FINDING_WIDTHS),
)
_FINDING_TABS = ("rejected", "warnings")


class PreviewStep(QWidget):
    """`went_on`: write it; `refused_changed`: another set of proposals is taken."""

    went_on = Signal()
    went_back = Signal()
    refused_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.proposals = ProposalModel()
        self.models: dict[str, RecordModel] = {
            name: self.proposals if name == "proposals" else RecordModel(columns) for name, _, columns, _ in _TABS
        }
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for name, title, _, widths in _TABS:
            table = DataTable(f"import_{name}", title)
            table.setModel(self.models[name])
            table.set_widths(widths)
            self.tabs.addTab(table, title)
        self.proposals.dataChanged.connect(self.refused_changed)
        self._summary = plain_label("", "heading", wraps=True)
        self._cells = plain_label("", "hint", wraps=True)
        self.onward = button("Ghi vào sổ (Ctrl+Enter)", self.went_on.emit, "primary")
        self._lay_out()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what would be done; nothing is done yet."""
        for place, (name, title, _, _) in enumerate(_TABS):
            records: Sequence[Any] = getattr(plan, name)
            if name == "proposals":
                # A refused one is no longer part of the plan, but may be ticked again.
                records = self.proposals.offer(records)
            else:
                records = tables.named(records, plan) if name in _FINDING_TABS else records
                self.models[name].show_records(records)
            self.tabs.setTabText(place, f"{title} ({show_number(len(records))})")
            self.tabs.setTabVisible(place, bool(records))
        self._summary.setText(summary(plan))
        self._cells.setText(f"Chi bộ chưa có, sẽ được thêm: {', '.join(plan.new_cells)}." if plan.new_cells else "")
        self._cells.setVisible(bool(plan.new_cells))
        self.onward.setEnabled(bool(plan.people))

    def _lay_out(self) -> None:
        bottom = QHBoxLayout()
        bottom.addWidget(button("Xem lại các cột", self.went_back.emit))
        bottom.addStretch()
        bottom.addWidget(plain_label("Sổ được sao lưu trước; có thể hoàn tác một lần là hết.", "hint"))
        bottom.addWidget(self.onward)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self._summary, self._cells):
            layout.addWidget(part)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(bottom)


def summary(plan: ImportPlan) -> str:
    """The whole file in one sentence; the parts add up to what was read."""
    parts = (("mới", plan.new), ("thay đổi", plan.changed), ("như cũ", plan.same), ("bỏ lại", plan.left_out))
    counted = ", ".join(f"{show_number(len(rows))} {words}" for words, rows in parts)
    refused = f"; {show_number(len(plan.rejected))} ô không nhận" if plan.rejected else ""
    return f"Đọc {show_number(plan.read)} dòng: {counted}{refused}."
