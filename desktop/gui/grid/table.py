"""The table of a grid: keys type into the cell, Enter goes one row down, what was copied in Excel is pasted."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.gui.context import AppContext
from desktop.gui.fields.cell_table import CellTable
from desktop.gui.grid.model import GridModel

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GridTable(CellTable):
    """Insert asks for a further line by a signal; Delete empties the cell."""

    insert_wanted = Signal()

    def __init__(self, context: AppContext, name: str, title: str, model: GridModel) -> None:
        super().__init__(context, name, title, model, [column.letters for column in model.columns])
        self._grid = model
        self.keep_first(24)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setItemDelegate(_Delegate(self))

    def begin(self) -> None:
        """Put the keyboard on the first cell that is typed into, unless it stands somewhere already."""
        place = next((place for place, column in enumerate(self._grid.columns) if column.typed_as is not None), 0)
        if not self.currentIndex().isValid() and self._grid.lines:
            self.setCurrentIndex(self._grid.index(0, place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Insert:
            self.insert_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and index.isValid():
            self._paste(QGuiApplication.clipboard().text(), index)
        elif event.key() in _ENTER and index.isValid():
            # In an editor Enter closes it first; closeEditor goes on from there.
            if self.state() != QAbstractItemView.State.EditingState:
                self._go_down()
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self._grid.setData(index, "")
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a cell goes on to the one below."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    def _go_down(self) -> None:
        index = self.currentIndex()
        below = self._grid.index(index.row() + 1, index.column())
        if below.isValid():
            self.setCurrentIndex(below)

    def _paste(self, text: str, index: QModelIndex) -> None:
        """Cells as Excel copies them: lines of rows, tabs between columns."""
        for down, line in enumerate(text.rstrip("\r\n").splitlines()):
            for right, cell in enumerate(line.split("\t")):
                target = self._grid.index(index.row() + down, index.column() + right)
                if target.isValid():
                    self._grid.setData(target, cell)


class _Delegate(QStyledItemDelegate):
    """Where only some words may stand, they appear below what is typed."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        line = QLineEdit(parent)
        line.setFrame(False)
        model = index.model()
        assert isinstance(model, GridModel)
        column = model.columns[index.column()]
        line.setAccessibleName(column.heading)
        if column.options:
            line.setCompleter(_completer(list(column.options), line))
        return line


def _completer(labels: Sequence[str], parent: QWidget) -> QCompleter:
    completer = QCompleter(QStringListModel(list(labels)), parent)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer
