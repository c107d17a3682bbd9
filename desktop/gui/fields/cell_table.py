"""A table whose cells are typed into: what stands in an open cell counts before Enter was pressed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QWidget

from desktop.gui.context import AppContext
from desktop.gui.fields.fitting import FittingTable

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class CellTable(FittingTable):
    """Any key opens the cell, Enter goes on, Delete empties; `insert_wanted`: a further line is asked for.

    `typing`: what stands in the open cell has changed, or the cell was closed.
    """

    typing = Signal()
    insert_wanted = Signal()

    def __init__(
        self, context: AppContext, name: str, title: str, model: QAbstractItemModel, widths: Sequence[int]
    ) -> None:
        super().__init__(context, name, title, model, widths)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Insert:
            self.insert_wanted.emit()
        elif not index.isValid():
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            # In an editor Enter closes it first; closeEditor goes on from there.
            if self.state() != QAbstractItemView.State.EditingState:
                self._go_on(index)
        elif event.key() == Qt.Key.Key_Delete:
            self._empty(index)
        elif not self._takes(event, index):
            super().keyPressEvent(event)

    def _go_on(self, index: QModelIndex) -> None:
        """Enter was pressed in a cell: to the one below."""
        below = index.siblingAtRow(index.row() + 1)
        if below.isValid():
            self.setCurrentIndex(below)

    def _empty(self, index: QModelIndex) -> None:
        """Delete was pressed on a cell."""
        self.model().setData(index, "")

    def _takes(self, event: QKeyEvent, index: QModelIndex) -> bool:
        """Whether a key does something of its own on a cell; else it opens the cell."""
        return False

    def is_typing(self) -> bool:
        """Whether an open cell holds something else than the model."""
        editor = self._editor()
        return editor is not None and editor.text() != str(self.currentIndex().data(Qt.ItemDataRole.EditRole) or "")

    def commit(self) -> None:
        """Take what stands in an open cell, as when the clerk saves without pressing Enter first."""
        editor = self._editor()
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def edit(self, *asked: Any) -> Any:
        """Open a cell; as in Excel, one that was opened by typing is left by the arrow keys."""
        result = super().edit(*asked)
        editor = self._editor()
        if editor is not None and len(asked) > 1 and result:
            self.scrollTo(self.currentIndex())
            self.updateEditorGeometries()
            editor.textEdited.connect(lambda _: self.typing.emit())
            if asked[1] == QAbstractItemView.EditTrigger.AnyKeyPressed:
                editor.installEventFilter(self)
            # The key that opened the cell stands in it already.
            self.typing.emit()
        return result

    def updateEditorGeometries(self) -> None:
        """An open cell is as large as the closed one."""
        super().updateEditorGeometries()
        if (editor := self._editor()) is not None:
            editor.setGeometry(self.visualRect(self.currentIndex()))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in an open cell closes it and goes on."""
        super().closeEditor(editor, hint)
        self.typing.emit()
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_on(self.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QLineEdit) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and watched is self._editor():
                self.commit()
                index = self.currentIndex()
                beside = index.siblingAtColumn(index.column() + step)
                self.setCurrentIndex(beside if beside.isValid() else index)
                return True
        return super().eventFilter(watched, event)

    def _editor(self) -> QLineEdit | None:
        if self.state() != QAbstractItemView.State.EditingState or not self.currentIndex().isValid():
            return None
        found = self.indexWidget(self.currentIndex())
        return found if isinstance(found, QLineEdit) else None


def letter_typed(event: QKeyEvent) -> str:
    """The letter of a key pressed without Ctrl or Alt; empty when it is none."""
    return event.text() if event.text().isalpha() and event.modifiers() in _PLAIN else ""
