"""The table of a typed grid: digits begin a number, a letter sets a choice, Enter goes to the next cell to type in."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from db.store import Store
from desktop.gui.context import AppContext
from desktop.gui.fields.cell_table import CellTable
from desktop.gui.meetings.grid import CHOICE, NUMBER, GridModel

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST = 9999


class GridTable(CellTable):
    """Insert, Delete in a cell that is only read, and F4 are told by signals."""

    insert_wanted = Signal()
    drop_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, context: AppContext, name: str, title: str, grid: GridModel, widths: Sequence[int]) -> None:
        super().__init__(context, name, title, grid, widths)
        self._grid = grid
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(_NumberDelegate(self, grid))
        triggers = QAbstractItemView.EditTrigger
        if not _is_read_only(context.store):
            self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self._may_type = not _is_read_only(context.store)

    def sizeHint(self) -> QSize:
        # A part that scrolls as a whole asks for the hint: the table takes what is left, but not more.
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Insert:
            self.insert_wanted.emit()
        elif event.key() == Qt.Key.Key_F4:
            self.more_wanted.emit()
        elif not index.isValid():
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            # In an editor Enter closes it first; closeEditor goes on from there.
            if self.state() != QAbstractItemView.State.EditingState:
                self._go_on()
        elif event.key() == Qt.Key.Key_Delete:
            self._delete()
        elif not self._takes_letter(event):
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in an editor goes on to the next cell."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_on()

    def to_first_cell(self) -> None:
        """Put the keyboard where typing begins."""
        columns = self._typed_columns()
        if columns and self._grid.rows:
            self.setCurrentIndex(self._grid.index(0, columns[0]))
        self.setFocus()

    def _typed_columns(self) -> list[int]:
        return [place for place in range(self._grid.columnCount()) if self._grid.is_typed_into(place)]

    def _takes_letter(self, event: QKeyEvent) -> bool:
        index, text = self.currentIndex(), event.text()
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if self._grid.columns[index.column()].kind != CHOICE or not (is_plain and self._may_type and text.isalpha()):
            return False
        return self._grid.type_letter(index.row(), index.column(), text)

    def _delete(self) -> None:
        index = self.currentIndex()
        if not self._grid.is_typed_into(index.column()):
            self.drop_wanted.emit()
        elif self._may_type:
            self._grid.put(index.row(), self._grid.columns[index.column()].key, None)

    def _go_on(self) -> None:
        """The next cell to the right that may be typed into, else the first of the next row."""
        index, columns = self.currentIndex(), self._typed_columns()
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


def _is_read_only(store: Store) -> bool:
    return bool(store.refusal("write"))
