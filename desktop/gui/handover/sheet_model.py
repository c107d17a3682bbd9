"""One sheet of a superior's file on screen: its cells as they stand, those chosen with the figure they will get."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from desktop.domain.sheets.addresses import column_name
from desktop.domain.sheets.model import Area, Sheet
from desktop.domain.sheets.plain_text import shown
from desktop.gui import style

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_EMPTY = Sheet("", [])
# A little beyond what is filled, where a form may end with empty cells.
_MORE_ROWS, _MORE_COLUMNS = 3, 1
_MOST_ROWS, _MOST_COLUMNS = 2_000, 100


class SheetModel(QAbstractTableModel):
    """Read only. `figures` are the texts of the chosen cells by row and column, both counted from one."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = _EMPTY
        self._figures: dict[tuple[int, int], tuple[str, str]] = {}

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show another sheet, or none."""
        self.beginResetModel()
        self.sheet = sheet or _EMPTY
        self.endResetModel()

    def show_figures(self, figures: dict[tuple[int, int], tuple[str, str]]) -> None:
        """Mark the chosen cells: what each will hold, and in words which figure that is."""
        self._figures = figures
        if self.rowCount() and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def areas(self) -> list[Area]:
        """The merged areas that are shown."""
        return [area for area in self.sheet.merged if area.first_row < self.rowCount()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid() or not self.sheet.rows:
            return 0
        return min(len(self.sheet.rows) + _MORE_ROWS, _MOST_ROWS)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid() or not self.sheet.rows:
            return 0
        return min(max(len(row) for row in self.sheet.rows) + _MORE_COLUMNS, _MOST_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_name(section + 1) if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        chosen = self._figures.get((index.row() + 1, index.column() + 1))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return chosen[0] if chosen else self._text(index)
        return self._marks(role, chosen) if chosen else None

    def _marks(self, role: int, chosen: tuple[str, str]) -> Any:
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return chosen[1]
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor(style.COLOURS["selected"])
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(style.COLOURS["accent_dark"])
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _text(self, index: Index) -> str:
        rows = self.sheet.rows
        row = rows[index.row()] if index.row() < len(rows) else []
        return shown(row[index.column()].value) if index.column() < len(row) else ""
