"""The table of a grid: keys type into the cell, Enter goes one row down, what was copied in Excel is pasted."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.gui.context import AppContext
from desktop.gui.fields.cell_table import CellTable
from desktop.gui.grid.model import GridModel


class GridTable(CellTable):
    """Cells copied in Excel are pasted from the chosen one on."""

    def __init__(self, context: AppContext, name: str, title: str, model: GridModel) -> None:
        super().__init__(context, name, title, model, [column.letters for column in model.columns])
        self._grid = model
        self.keep_first(24)
        self.setItemDelegate(_Delegate(self))

    def begin(self) -> None:
        """Put the keyboard on the first cell that is typed into, unless it stands somewhere already."""
        place = next((place for place, column in enumerate(self._grid.columns) if column.typed_as is not None), 0)
        if not self.currentIndex().isValid() and self._grid.lines:
            self.setCurrentIndex(self._grid.index(0, place))

    def _takes(self, event: QKeyEvent, index: QModelIndex) -> bool:
        if not event.matches(QKeySequence.StandardKey.Paste):
            return False
        self._paste(QGuiApplication.clipboard().text(), index)
        return True

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
