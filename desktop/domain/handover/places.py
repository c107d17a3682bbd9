"""Cells of a superior's file by the words beside and above them, so that they are found when rows have moved."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.sheets.model import Area, Sheet
from desktop.domain.sheets.plain_text import accented_key


@dataclass(frozen=True)
class Labels:
    """The words of a cell's row and column. Of the rows with the same words it is the one at `place` of `total`."""

    row: str
    column: str
    place: int = 1
    total: int = 1

    @property
    def is_enough(self) -> bool:
        """Whether the words can tell the cell from others."""
        return bool(self.row and self.column)


def labels_of(sheet: Sheet, row: int, column: int) -> Labels:
    """The labels of a cell; row and column are counted from one. Empty where no words stand."""
    label = _row_label(sheet, row, column)
    same = _rows_called(sheet, label, column)
    place = same.index(row) + 1 if row in same else 1
    return Labels(label, _heading(sheet, row, column), place, max(len(same), 1))


def find(sheet: Sheet, wanted: Labels, near: int) -> tuple[int, int] | None:
    """The row and column of a cell by its labels, in the column `near` if that one still has the heading.

    None when its row or column is gone, or when there are more or fewer rows of the same words than there were.
    """
    if not wanted.is_enough:
        return None
    width = max((len(row) for row in sheet.rows), default=0)
    for column in sorted(range(1, width + 2), key=lambda each: abs(each - near)):
        rows = _rows_called(sheet, wanted.row, column)
        if len(rows) != wanted.total:
            continue
        row = rows[wanted.place - 1]
        if accented_key(_heading(sheet, row, column)) == accented_key(wanted.column):
            return row, column
    return None


def _row_label(sheet: Sheet, row: int, column: int) -> str:
    """The nearest words to the left; numbers are values or ordinals."""
    return next((words for each in range(column - 1, 0, -1) if (words := _words(sheet, row, each))), "")


def _rows_called(sheet: Sheet, label: str, column: int) -> list[int]:
    key = accented_key(label)
    rows = range(1, len(sheet.rows) + 1)
    return [row for row in rows if key and accented_key(_row_label(sheet, row, column)) == key]


def _heading(sheet: Sheet, row: int, column: int) -> str:
    """The words above a cell, widest first: "Thực hiện – Kỳ này"; values and gaps between are passed over."""
    parts: list[str] = []
    for above in range(row - 1, 0, -1):
        words = _words(sheet, above, column)
        if words and words not in parts:
            parts.insert(0, words)
        elif parts and not words:
            break
    return " – ".join(parts)


def _words(sheet: Sheet, row: int, column: int) -> str:
    """The words in a cell, or in the merged area it is part of; nothing for numbers, "(1)" and such."""
    for area in _areas(sheet, row, column):
        row, column = area.first_row + 1, area.first_column + 1
    cells = sheet.rows[row - 1] if row <= len(sheet.rows) else []
    value = cells[column - 1].value if column <= len(cells) else None
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if any(sign.isalpha() for sign in text) else ""


def _areas(sheet: Sheet, row: int, column: int) -> Iterator[Area]:
    for area in sheet.merged:
        if area.first_row < row <= area.last_row + 1 and area.first_column < column <= area.last_column + 1:
            yield area
            return
