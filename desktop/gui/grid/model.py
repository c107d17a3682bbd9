"""The model of a grid: what the book holds with what was typed over it, and what cannot be kept with its sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

from db.fields import DATE_KINDS, Field
from db.text import fold
from desktop.gui import style
from desktop.services.plan_lines import Line
from desktop.services.plans import Edit
from desktop.vietnamese import show_date, show_number

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_FLAGS = {"Có": 1, "Không": 0}


@dataclass(frozen=True)
class GridColumn:
    """One column: its key, heading and width in letters; typed into when it is `typed_as` a field.

    `options` are values by their words, where only those may stand there.
    """

    key: str
    heading: str
    letters: int
    typed_as: Field | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    is_label: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it stands at the right."""
        return self.typed_as is not None and self.typed_as.kind == "integer"


def column_of(own: Field, letters: int, options: Mapping[str, Any] | None = None, heading: str = "") -> GridColumn:
    """The column of a field of the registry; choices and flags bring their words along."""
    words: dict[str, Any] = {label: value for value, label in (own.choices or {}).items()}
    words = dict(options) if options is not None else _FLAGS if own.kind == "flag" else words
    return GridColumn(own.name, heading or own.label, letters, own, words)


class GridModel(QAbstractTableModel):
    """Lines in rows. `typed` holds what was typed and not saved, by row and column key."""

    edited = Signal()

    def __init__(self, columns: Sequence[GridColumn]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.is_read_only = False
        self.lines: list[Line] = []
        self.typed: dict[int, dict[str, str]] = {}
        self.problems: dict[tuple[int, str], str] = {}

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Replace the lines; what was typed is forgotten."""
        self.beginResetModel()
        self.lines, self.typed, self.problems = list(lines), {}, {}
        self.endResetModel()
        self.edited.emit()

    def add_line(self, line: Line) -> int:
        """A further line at the end, for a row that is not there yet; returns its place."""
        place = len(self.lines)
        self.beginInsertRows(_NOWHERE, place, place)
        self.lines.append(line)
        self.endInsertRows()
        return place

    def edits(self) -> tuple[list[int], list[Edit]]:
        """What was typed as the services take it, and the row each edit stands in. Unreadable words become problems."""
        self.problems = {}
        rows = sorted(self.typed)
        edits = [self._edit(row) for row in rows]
        self._tell_all()
        return rows, edits

    def show_problems(self, problems: Mapping[tuple[int, str], str]) -> None:
        """Mark cells that cannot be kept."""
        self.problems = dict(problems)
        self._tell_all()

    def first_problem(self) -> tuple[QModelIndex, str] | None:
        """Where the first of them stands, and its sentence."""
        for (row, key), sentence in sorted(self.problems.items()):
            place = next((place for place, column in enumerate(self.columns) if column.key == key), 0)
            return self.index(row, place), sentence
        return None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].is_number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.typed.get(row, {}).get(column.key, self._held(row, column))
        return self._look(row, column, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = self.columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or column.typed_as is None or self.is_read_only:
            return False
        text, row = str(value).strip(), index.row()
        if column.options and text:
            text = next((label for label in matching(column.options, text)), text)
        typed = self.typed.setdefault(row, {})
        typed.pop(column.key, None)
        self.problems.pop((row, column.key), None)
        if text != self._held(row, column):
            typed[column.key] = text
        if not typed:
            del self.typed[row]
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_typed_into = index.isValid() and self.columns[index.column()].typed_as is not None
        return flags | Qt.ItemFlag.ItemIsEditable if is_typed_into and not self.is_read_only else flags

    def _edit(self, row: int) -> Edit:
        line, values = self.lines[row], dict[str, Any]()
        for key, text in self.typed[row].items():
            column = next(each for each in self.columns if each.key == key)
            if column.options and text and text not in column.options:
                self.problems[row, key] = f"{column.heading}: “{text}” không có trong danh mục."
            values[key] = column.options.get(text) if column.options else text
        if line.row_id is None:
            shown = {name: value for name, value in line.values.items() if value is not None and name not in values}
            fields = {column.key for column in self.columns if column.typed_as is not None}
            values |= {name: value for name, value in shown.items() if name in fields} | dict(line.fixed)
        return Edit(line.row_id, values)

    def _held(self, row: int, column: GridColumn) -> str:
        line = self.lines[row]
        if column.is_label:
            return line.label
        return _shown(column, line.values.get(column.key))

    def _look(self, row: int, column: GridColumn, role: int) -> Any:
        problem = self.problems.get((row, column.key))
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem
        if role == Qt.ItemDataRole.ForegroundRole and (problem or column.typed_as is None):
            return QColor(style.COLOURS["accent" if problem else "muted"])
        if role == Qt.ItemDataRole.FontRole and column.key in self.typed.get(row, {}):
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _tell_all(self) -> None:
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self.columns) - 1))


def matching(options: Mapping[str, Any], text: str) -> list[str]:
    """The words meant by a few letters: those that are them, else those that begin so, else those that hold them; only
    when they can be told apart."""
    wanted = fold(text)
    labels = {label: fold(label) for label in options}
    for test in (
        lambda label: label == wanted,
        lambda label: label.startswith(wanted),
        lambda label: f" {wanted}" in label,
    ):
        found = [label for label, folded in labels.items() if test(folded)]
        if found:
            return found if len(found) == 1 else []
    return []


def _shown(column: GridColumn, value: Any) -> str:
    if value is None:
        return ""
    if column.options:
        return next((label for label, option in column.options.items() if option == value), str(value))
    if (column.typed_as is not None and column.typed_as.kind in DATE_KINDS) or column.key.endswith("_on"):
        return show_date(str(value))
    if column.is_number and column.key not in ("year", "first_year", "last_year"):
        return show_number(int(value))
    return str(value)
