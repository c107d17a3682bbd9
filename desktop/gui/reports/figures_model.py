"""The table of a report on screen: its lines and figures, with the people behind each."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from desktop.domain.reports.model import TYPED_MARK, Cell, Line, Table
from desktop.gui import style
from desktop.vietnamese import show_number

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_EMPTY = Table((), ())
_LETTERS = 11
_STEP = "    "


class FiguresModel(QAbstractTableModel):
    """One table of a report, read only."""

    def __init__(self) -> None:
        super().__init__()
        self.table = _EMPTY

    def show_table(self, table: Table | None) -> None:
        """Show another table, or none."""
        self.beginResetModel()
        self.table = table or _EMPTY
        self.endResetModel()

    def widths(self) -> list[int]:
        """Widths in letters, the words of the lines first."""
        return [
            max(24, round(self.table.label_width * _LETTERS)),
            *(max(9, round(column.width * _LETTERS)) for column in self.table.columns),
        ]

    def line(self, row: int) -> Line:
        """The line of a row."""
        return self.table.lines[row]

    def cell(self, index: Index) -> Cell:
        """The figure of a place; an empty one where none stands."""
        cells = self.table.lines[index.row()].cells
        return cells[index.column() - 1] if 0 < index.column() <= len(cells) else Cell()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.table.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.table.columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.columns[section - 1].heading if section else self.table.heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self._is_number(section) else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self.line(index.row()), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{_STEP * line.level}{line.label}" if column == 0 else _shown(self.cell(index))
        if role == Qt.ItemDataRole.FontRole and line.style in ("total", "heading"):
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole and self._is_number(column):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole and column and self.cell(index).people:
            return QColor(style.COLOURS["accent"])
        return None

    def explain(self, index: Index) -> str:
        """What is to be known of a place: how a share came about, that a figure was typed, how many people it has."""
        cell = self.cell(index)
        told = []
        if cell.whole:
            told.append(f"{cell.text} % = {_number(cell.part)} / {_number(cell.whole)}")
        if cell.typed:
            told.append("số gõ, không đếm từ danh sách")
        if cell.people:
            told.append(f"{show_number(len(cell.people))} người trong sổ: Enter để xem")
        elif self.line(index.row()).person_id is not None:
            told.append("Enter để mở hồ sơ")
        return "; ".join(told)

    def _is_number(self, section: int) -> bool:
        return section > 0 and self.table.columns[section - 1].kind in ("number", "percent")


def _shown(cell: Cell) -> str:
    return f"{cell.text}{TYPED_MARK}" if cell.typed and cell.text else cell.text


def _number(value: Any) -> str:
    return show_number(value, 0 if value == int(value) else 1)
