"""A table model over a list of records that is held whole: columns by name, a sort role, a record role."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from desktop.gui import style

Index = QModelIndex | QPersistentModelIndex
RECORD_ROLE = int(Qt.ItemDataRole.UserRole)
SORT_ROLE = RECORD_ROLE + 1
ROOT = QModelIndex()


@dataclass(frozen=True)
class TableColumn:
    """One column: its key, its heading, what is shown of a record, and by what it is sorted, unless by that."""

    key: str
    heading: str
    show: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    is_number: bool = False
    colour: Callable[[Any], str] | None = None  # a name of the style's colours


class RecordModel(QAbstractTableModel):
    """Read-only rows of any kind of record, at most some thousands."""

    def __init__(self, columns: Sequence[TableColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._records: list[Any] = []

    def show_records(self, records: Sequence[Any]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._records = list(records)
        self.endResetModel()

    def record(self, row: int) -> Any:
        """The record of a row."""
        return self._records[row]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record, column = self._records[index.row()], self.columns[index.column()]
        if role == RECORD_ROLE:
            return record
        if role == SORT_ROLE:
            return (column.sort or column.show)(record)
        return column.show(record) if role == Qt.ItemDataRole.DisplayRole else _look(column, record, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].is_number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns):
            return
        by = self.columns[column].sort or self.columns[column].show
        self.layoutAboutToBeChanged.emit()
        self._records.sort(key=by, reverse=order == Qt.SortOrder.DescendingOrder)
        self.layoutChanged.emit()


def _look(column: TableColumn, record: Any, role: int) -> Any:
    if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
        return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if role == Qt.ItemDataRole.ForegroundRole and column.colour is not None:
        return QColor(style.COLOURS[column.colour(record)])
    return None
