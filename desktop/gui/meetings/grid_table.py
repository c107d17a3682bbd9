"""The table of a typed grid: digits begin a number, a letter sets a choice, Enter goes to the next cell to type in."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.gui.context import AppContext
from desktop.gui.fields.cell_table import CellTable, letter_typed
from desktop.gui.meetings.grid import CHOICE, NUMBER, GridModel

_MOST = 9999


class GridTable(CellTable):
    """Insert, Delete in a cell that is only read, and F4 are told by signals."""

    drop_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, context: AppContext, name: str, title: str, grid: GridModel, widths: Sequence[int]) -> None:
        super().__init__(context, name, title, grid, widths)
        self._grid = grid
        self.setItemDelegate(_NumberDelegate(self, grid))
        self._may_type = not context.store.refusal("write")
        if not self._may_type:
            self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def sizeHint(self) -> QSize:
        # A part that scrolls as a whole asks for the hint: the table takes what is left, but not more.
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4:
            self.more_wanted.emit()
        else:
            super().keyPressEvent(event)

    def to_first_cell(self) -> None:
        """Put the keyboard where typing begins."""
        columns = self._typed_columns()
        if columns and self._grid.rows:
            self.setCurrentIndex(self._grid.index(0, columns[0]))
        self.setFocus()

    def _typed_columns(self) -> list[int]:
        return [place for place in range(self._grid.columnCount()) if self._grid.is_typed_into(place)]

    def _takes(self, event: QKeyEvent, index: QModelIndex) -> bool:
        letter = letter_typed(event)
        if self._grid.columns[index.column()].kind != CHOICE or not (letter and self._may_type):
            return False
        return self._grid.type_letter(index.row(), index.column(), letter)

    def _empty(self, index: QModelIndex) -> None:
        if not self._grid.is_typed_into(index.column()):
            self.drop_wanted.emit()
        elif self._may_type:
            self._grid.put(index.row(), self._grid.columns[index.column()].key, None)

    def _go_on(self, index: QModelIndex) -> None:
        """The next cell to the right that may be typed into, else the first of the next row."""
        columns = self._typed_columns()
        if not columns:
            return
        further = [place for place in columns if place > index.column()]
        row, column = (index.row(), further[0]) if further else (index.row() + 1, columns[0])
        target = self._grid.index(row, column)
        if target.isValid():
            self.setCurrentIndex(target)


class _NumberDelegate(QStyledItemDelegate):
    """Lets only digits into a number."""

    def __init__(self, table: QWidget, grid: GridModel) -> None:
        super().__init__(table)
        self._grid = grid

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAccessibleName(self._grid.columns[index.column()].heading)
        if self._grid.columns[index.column()].kind == NUMBER:
            editor.setValidator(QIntValidator(0, _MOST, editor))
        return editor
