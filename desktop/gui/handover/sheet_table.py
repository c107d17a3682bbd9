"""The grid of a superior's file: Enter chooses a figure for a cell, Delete takes it away again."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desktop.gui.handover.sheet_model import SheetModel

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NARROW, _WIDE = 8, 42


class SheetTable(QTableView):
    """`wanted` and `unwanted` carry row and column, counted from one; `moved`: the keyboard is in another cell."""

    wanted = Signal(int, int)
    unwanted = Signal(int, int)
    moved = Signal(int, int)

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self._sheet = model
        self.setModel(model)
        self.setObjectName("sheet")
        self.setAccessibleName("Trang của tệp Excel")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.doubleClicked.connect(lambda index: self.wanted.emit(index.row() + 1, index.column() + 1))
        self.selectionModel().currentChanged.connect(self._on_moved)
        model.modelReset.connect(self._on_reset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in _ENTER:
            self.wanted.emit(index.row() + 1, index.column() + 1)
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit(index.row() + 1, index.column() + 1)
        else:
            super().keyPressEvent(event)

    def _on_moved(self, current: QModelIndex) -> None:
        if current.isValid():
            self.moved.emit(current.row() + 1, current.column() + 1)

    def _on_reset(self) -> None:
        """Merged areas as one cell; columns as wide as what stands in their single cells."""
        self.clearSpans()
        merged = set()
        for area in self._sheet.areas():
            height, width = area.last_row - area.first_row + 1, area.last_column - area.first_column + 1
            self.setSpan(area.first_row, area.first_column, height, width)
            merged.add((area.first_row, area.first_column))
        letter = self.fontMetrics().averageCharWidth()
        for column in range(self._sheet.columnCount()):
            texts = [
                str(self._sheet.index(row, column).data() or "")
                for row in range(self._sheet.rowCount())
                if (row, column) not in merged
            ]
            longest = max((len(text) for text in texts), default=0)
            self.setColumnWidth(column, letter * min(max(longest + 2, _NARROW), _WIDE))
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.7))
