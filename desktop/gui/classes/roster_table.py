"""The grid of the roster: a letter sets a result, digits begin a number, Enter goes one row down."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeyEvent

from desktop.gui.classes.roster_model import NUMBER, RESULT_COLUMN, RosterModel
from desktop.gui.context import AppContext
from desktop.gui.fields.cell_table import CellTable, letter_typed

_WIDTHS = (22, 10, 18, 10, 12, 10)


class RosterTable(CellTable):
    """Insert asks for learners, Delete clears a result or asks to take a learner off; both by signals or the model."""

    drop_wanted = Signal()

    def __init__(self, context: AppContext, roster: RosterModel) -> None:
        super().__init__(context, "classes.roster", "Học viên", roster, _WIDTHS)
        self._roster = roster

    def _takes(self, event: QKeyEvent, index: QModelIndex) -> bool:
        letter = letter_typed(event)
        return bool(letter) and index.column() == RESULT_COLUMN and self._roster.type_letter(index.row(), letter)

    def _empty(self, index: QModelIndex) -> None:
        if index.column() == RESULT_COLUMN:
            self._roster.set_result(index.row(), None)
        elif index.column() == NUMBER:
            self._roster.setData(index, "")
        else:
            self.drop_wanted.emit()
