"""The people behind a figure; Enter opens the page of one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.gui.context import AppContext
from desktop.gui.fields.fitting import FittingTable
from desktop.gui.reports.figures_model import FiguresModel
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.labels import plain_label
from desktop.services.reports import behind
from desktop.vietnamese import show_number


class PeopleDialog(QDialog):
    """Accepted when a person's page was asked for."""

    def __init__(self, context: AppContext, title: str, people: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle("Người trong số liệu")
        self.model = FiguresModel()
        self.model.show_table(behind.people_table(context.store, people))
        self.table = FittingTable(context, "reports.people", title, self.model, self.model.widths())
        self.table.opened.connect(lambda index: self.open_row(index.row()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(plain_label(title, "heading", wraps=True))
        layout.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(plain_label(f"{show_number(self.model.rowCount())} người", "hint"))
        foot.addStretch()
        foot.addWidget(button("Đóng", self.reject))
        layout.addLayout(foot)
        self.resize(1120, 480)
        if self.model.rowCount():
            self.table.selectRow(0)
        self.table.setFocus()

    def open_row(self, row: int) -> None:
        """Show the page of a person and close."""
        person_id = self.model.line(row).person_id
        self.accept()
        if person_id is not None:
            self.context.open_person(person_id)
