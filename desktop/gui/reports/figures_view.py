"""The figures of a report: a tab for each of its tables, arrows walk, Enter lists the people behind a figure."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTabBar, QVBoxLayout, QWidget

from desktop.domain.reports.model import Report
from desktop.gui.context import AppContext
from desktop.gui.fields.fitting import FittingTable
from desktop.gui.reports.figures_model import FiguresModel
from desktop.gui.reports.people_dialog import PeopleDialog
from desktop.gui.widgets.labels import plain_label

_ACROSS = Qt.Orientation.Horizontal


class FiguresView(QWidget):
    """Shows one report at a time."""

    def __init__(self, context: AppContext, name: str) -> None:
        super().__init__()
        self.context = context
        self.report: Report | None = None
        self.model = FiguresModel()
        self.table = FittingTable(context, name, "Số liệu của báo cáo", self.model, [24])
        self.table.keep_first(26)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tables = QTabBar()
        self.tables.setObjectName("sections")
        self.tables.setAccessibleName("Các bảng của báo cáo")
        self.tables.setDrawBase(False)
        self.tables.setExpanding(False)
        self.about = plain_label("", "hint", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.tables)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.about)
        # Whoever turns to this part by keyboard wants the figures, not the names of the tables above them.
        self.table.setFocus()
        self.tables.currentChanged.connect(self._turn)
        self.table.opened.connect(self.open)
        self.table.selectionModel().currentChanged.connect(lambda index, _: self._explain(index))

    def show_report(self, report: Report | None) -> None:
        """Show another report; the tab and the cell stay where they can."""
        self.report = report
        kept = self.tables.currentIndex()
        titles = [table.title or "Bảng" for table in report.tables] if report is not None else []
        self.tables.blockSignals(True)
        while self.tables.count():
            self.tables.removeTab(0)
        for title in titles:
            self.tables.addTab(title)
        self.tables.setCurrentIndex(kept if 0 <= kept < len(titles) else 0)
        self.tables.setVisible(len(titles) > 1)
        self.tables.blockSignals(False)
        self._turn(self.tables.currentIndex())

    def open_at(self, place: int, row: int, column: int) -> None:
        """List the people behind a figure of a table, wherever it was pointed at."""
        self.tables.setCurrentIndex(place)
        index = self.model.index(row, column)
        self.table.setCurrentIndex(index)
        self.open(index)

    def open(self, index: QModelIndex) -> None:
        """List the people behind a figure, or open the person a line is about."""
        people, person = self.model.cell(index).people, self.model.line(index.row()).person_id
        if people:
            line, heading = self.model.line(index.row()), self.model.headerData(index.column(), _ACROSS)
            self.context.messages.run_dialog(PeopleDialog(self.context, f"{line.label}: {heading}", people, self))
        elif person is not None:
            self.context.open_person(person)

    def _turn(self, place: int) -> None:
        held = self.table.currentIndex()
        tables = self.report.tables if self.report is not None else ()
        self.model.show_table(tables[place] if 0 <= place < len(tables) else None)
        self.table.set_letters(self.model.widths())
        if self.model.rowCount():
            row = min(max(held.row(), 0), self.model.rowCount() - 1)
            column = min(max(held.column(), 1), self.model.columnCount() - 1)
            self.table.setCurrentIndex(self.model.index(row, column))
        self._explain(self.table.currentIndex())

    def _explain(self, index: QModelIndex) -> None:
        empty = "Không có dòng nào trong kỳ này." if self.report is not None and not self.model.rowCount() else ""
        self.about.setText(self.model.explain(index) if index.isValid() else empty)
