"""Choosing a figure for a cell: the report, then the figure, found by typing some of its words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.text import fold
from desktop.domain.handover.figures import Choice, Source
from desktop.gui.context import AppContext
from desktop.gui.fields.table import RowTable
from desktop.gui.widgets.buttons import button
from desktop.gui.widgets.combo_box import QuietComboBox
from desktop.gui.widgets.labels import plain_label
from desktop.gui.widgets.record_model import RecordModel, TableColumn
from desktop.services.handover.figures import PeriodFigures, report_names

_COLUMNS = (
    TableColumn("label", "Số liệu", lambda choice: choice.label),
    TableColumn("shown", "Kỳ này", lambda choice: choice.shown, is_number=True),
)


class FigureDialog(QDialog):
    """Accepted with `source`. Arrow keys move in the list while words are typed; Enter takes the figure."""

    def __init__(
        self, context: AppContext, figures: PeriodFigures, cell: str, before: Source | None, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._figures = figures
        self._choices: list[Choice] = []
        self.setWindowTitle(f"Số liệu cho ô {cell}")
        self.report = QuietComboBox()
        self.report.setAccessibleName("Báo cáo")
        for name, title in report_names():
            self.report.addItem(title, name)
        self.words = QLineEdit()
        self.words.setPlaceholderText("gõ vài chữ của số liệu, không cần dấu")
        self.words.setAccessibleName("Tìm số liệu")
        self.model = RecordModel(_COLUMNS)
        self.table = RowTable(context, "handover.figures", "Các số liệu", self.model, (60, 14))
        self._lay_out()
        self.report.currentIndexChanged.connect(lambda _: self._show_report())
        self.words.textChanged.connect(lambda _: self._narrow())
        self.table.opened.connect(lambda _: self.accept())
        # A form of figures is asked for more often than what stands in the head.
        usual = before.report if before is not None else self.report.itemData(min(3, self.report.count() - 1))
        self.report.setCurrentIndex(max(self.report.findData(usual), 0))
        self._show_report()
        self._show_chosen(before)
        self.resize(760, 560)
        self.words.setFocus()

    @property
    def source(self) -> Source | None:
        """The chosen figure."""
        index = self.table.currentIndex()
        return self.model.record(index.row()).source if index.isValid() else None

    def accept(self) -> None:
        if self.source is not None:
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.words.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = min(max(self.table.currentIndex().row() + step, 0), self.model.rowCount() - 1)
            self.table.selectRow(row)
        else:
            super().keyPressEvent(event)

    def _show_report(self) -> None:
        self._choices = self._figures.choices(self.report.currentData())
        self._narrow()

    def _narrow(self) -> None:
        wanted = fold(self.words.text()).split()
        self.model.show_records(
            [choice for choice in self._choices if all(word in fold(choice.label) for word in wanted)]
        )
        if self.model.rowCount():
            self.table.choose(0)

    def _show_chosen(self, source: Source | None) -> None:
        for row in range(self.model.rowCount()):
            if self.model.record(row).source == source:
                self.table.choose(row)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        for words, control in (("&Báo cáo", self.report), ("&Tìm", self.words)):
            row = QHBoxLayout()
            label = plain_label(words, "field")
            label.setBuddy(control)
            label.setMinimumWidth(label.fontMetrics().averageCharWidth() * 10)
            row.addWidget(label)
            row.addWidget(control, 1)
            layout.addLayout(row)
        layout.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("Không chọn", self.reject))
        take = button("Chọn số liệu này", self.accept, "primary")
        take.setDefault(True)
        foot.addWidget(take)
        layout.addLayout(foot)
