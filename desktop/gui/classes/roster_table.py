"""The grid of the roster: a letter sets a result, digits begin a number, Enter goes one row down."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from desktop.gui.classes.roster_model import NUMBER, RESULT_COLUMN, RosterModel
from desktop.gui.context import AppContext
from desktop.gui.fields.cell_table import CellTable

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTHS = (22, 10, 18, 10, 12, 10)


class RosterTable(CellTable):
    """Insert asks for learners, Delete clears a result or asks to take a learner off; both by signals or the model."""

    insert_wanted = Signal()
    drop_wanted = Signal()

    def __init__(self, context: AppContext, roster: RosterModel) -> None:
        super().__init__(context, "classes.roster", "Học viên", roster, _WIDTHS)
        self._roster = roster
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
                self._go_down()
        elif event.key() == Qt.Key.Key_Delete:
            self._delete()
        elif not self._takes_letter(event):
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a number goes on to the number below."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    def _takes_letter(self, event: QKeyEvent) -> bool:
        index, text = self.currentIndex(), event.text()
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if index.column() != RESULT_COLUMN or not is_plain or not text.isalpha():
            return False
        return self._roster.type_letter(index.row(), text)

    def _delete(self) -> None:
        index = self.currentIndex()
        if index.column() == RESULT_COLUMN:
            self._roster.set_result(index.row(), None)
        elif index.column() == NUMBER:
            self._roster.setData(index, "")
        else:
            self.drop_wanted.emit()

    def _go_down(self) -> None:
        index = self.currentIndex()
        below = self._roster.index(index.row() + 1, index.column())
        if below.isValid():
            self.setCurrentIndex(below)
