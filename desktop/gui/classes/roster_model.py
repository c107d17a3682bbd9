"""The roster as a grid: results and certificate numbers typed over what the book holds, kept apart until saved."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from db.choices import RESULT
from db.records import Record
from db.text import fold
from desktop.vietnamese import show_date

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
HEADINGS = ("Họ và tên", "Ngày sinh", "Chi bộ", "Xếp loại", "Số giấy", "Ngày cấp")
NAME, BORN, CELL, RESULT_COLUMN, NUMBER, ISSUED = range(len(HEADINGS))


class RosterModel(QAbstractTableModel):
    """Learners in rows. `results` and `numbers` hold what was typed and not saved, by the key of the enrolment."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Record] = []
        self.results: dict[int, str | None] = {}
        self.numbers: dict[int, str] = {}

    def show_rows(self, rows: Sequence[Record]) -> None:
        """Replace the learners; what was typed for those still there stays."""
        self.beginResetModel()
        self.rows = list(rows)
        keys = {row.id for row in rows}
        self.results = {key: result for key, result in self.results.items() if key in keys}
        self.numbers = {key: number for key, number in self.numbers.items() if key in keys}
        self.endResetModel()

    def forget(self) -> None:
        """Drop what was typed."""
        self.results, self.numbers = {}, {}
        self._tell_all()

    def result_of(self, row: Record) -> str | None:
        """The result as it stands on screen."""
        return self.results.get(row.id, row.result)

    def propose(self, numbers: Mapping[int, str]) -> None:
        """Put numbers into the grid, to be changed or saved."""
        self.numbers |= numbers
        self._tell_all()

    def set_result(self, place: int, result: str | None) -> None:
        """Type a result; the one the book holds already is no change."""
        row = self.rows[place]
        self.results.pop(row.id, None)
        if result != row.result:
            self.results[row.id] = result
        self._tell(place)

    def type_letter(self, place: int, letter: str) -> bool:
        """The next result whose words begin with a letter, without accents; False when there is none."""
        fitting = [value for value, label in RESULT.items() if fold(label).startswith(fold(letter))]
        if not fitting:
            return False
        held = self.result_of(self.rows[place])
        at = fitting.index(held) + 1 if held in fitting else 0
        self.set_result(place, fitting[at % len(fitting)])
        return True

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_heading = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return HEADINGS[section] if is_heading else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.FontRole and self._is_typed(row, index.column()):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != NUMBER:
            return False
        row = self.rows[index.row()]
        self.numbers.pop(row.id, None)
        if str(value).strip() != (row.number or ""):
            self.numbers[row.id] = str(value).strip()
        self._tell(index.row())
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NUMBER else flags

    def _text(self, row: Record, column: int) -> str:
        texts = {
            NAME: row.full_name,
            BORN: show_date(row.born_on),
            CELL: row.cell,
            RESULT_COLUMN: RESULT.get(self.result_of(row) or ""),
            NUMBER: self.numbers.get(row.id, row.number),
            ISSUED: show_date(row.issued_on),
        }
        return texts[column] or ""

    def _is_typed(self, row: Record, column: int) -> bool:
        return (column == RESULT_COLUMN and row.id in self.results) or (column == NUMBER and row.id in self.numbers)

    def _tell_all(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(HEADINGS) - 1))
        self.edited.emit()

    def _tell(self, place: int) -> None:
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(HEADINGS) - 1))
        self.edited.emit()
