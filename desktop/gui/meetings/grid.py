"""A grid that is typed over what the book holds: numbers, texts and choices by row, kept apart until saved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from db.choices import Choices
from db.records import Record
from db.text import fold, nfc

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
SHOWN, NUMBER, TEXT, CHOICE = "shown", "number", "text", "choice"


@dataclass(frozen=True)
class GridColumn:
    """One column: the column of the row it stands for, its heading, how it is typed, and what is shown when it is only
    read."""

    key: str
    heading: str
    kind: str = SHOWN
    show: Callable[[Record], str] | None = None
    choices: Choices | None = None

    def text(self, row: Record, value: Any) -> str:
        """What stands in the cell."""
        if self.show is not None:
            return self.show(row)
        if self.choices is not None:
            return self.choices.get(value or "", "")
        return "" if value is None else str(value)


class GridModel(QAbstractTableModel):
    """Rows with an `id`; `typed` holds what was typed and not saved, by that key and the column."""

    edited = Signal()

    def __init__(self, columns: Sequence[GridColumn]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[Record] = []
        self.typed: dict[int, dict[str, Any]] = {}

    def show_rows(self, rows: Sequence[Record], columns: Sequence[GridColumn] | None = None) -> None:
        """Replace the rows; what was typed for those still there stays."""
        self.beginResetModel()
        self.rows = list(rows)
        self.columns = tuple(columns or self.columns)
        keys = {row.id for row in self.rows}
        self.typed = {key: values for key, values in self.typed.items() if key in keys}
        self.endResetModel()

    def forget(self) -> None:
        """Drop what was typed."""
        self.typed = {}
        self._tell_all()

    def value(self, place: int, key: str) -> Any:
        """A value as it stands on screen."""
        row = self.rows[place]
        return self.typed.get(row.id, {}).get(key, row.get(key))

    def put(self, place: int, key: str, value: Any) -> None:
        """Type a value; the one the book holds already is no change."""
        row = self.rows[place]
        values = self.typed.setdefault(row.id, {})
        values.pop(key, None)
        if value != row.get(key):
            values[key] = value
        if not values:
            del self.typed[row.id]
        self._tell_all()

    def put_all(self, key: str, values: Mapping[int, Any]) -> None:
        """Put proposals into a column, by the key of the row."""
        for place, row in enumerate(self.rows):
            if row.id in values:
                self.put(place, key, values[row.id])

    def type_letter(self, place: int, column: int, letter: str) -> bool:
        """The next choice whose words begin with a letter, without accents; False when there is none."""
        offered = self.columns[column].choices or {}
        fitting = [value for value, label in offered.items() if fold(label).startswith(fold(letter))]
        if not fitting:
            return False
        held = self.value(place, self.columns[column].key)
        at = fitting.index(held) + 1 if held in fitting else 0
        self.put(place, self.columns[column].key, fitting[at % len(fitting)])
        return True

    def is_typed_into(self, column: int) -> bool:
        """Whether the cells of a column may be typed into."""
        return self.columns[column].kind != SHOWN

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_heading = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return self.columns[section].heading if is_heading and 0 <= section < len(self.columns) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return column.text(row, self.value(index.row(), column.key))
        if role == Qt.ItemDataRole.TextAlignmentRole and column.kind == NUMBER:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and column.key in self.typed.get(row.id, {}):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = self.columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or column.kind not in (NUMBER, TEXT):
            return False
        text = nfc(str(value)).strip()
        if column.kind == NUMBER and text and not (text.isascii() and text.isdecimal()):
            return False
        kept = (int(text) if column.kind == NUMBER else text) if text else None
        self.put(index.row(), column.key, kept)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_open = self.columns[index.column()].kind in (NUMBER, TEXT)
        return flags | Qt.ItemFlag.ItemIsEditable if is_open else flags

    def _tell_all(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))
        self.edited.emit()
