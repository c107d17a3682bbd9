"""The cells of a file on their way from the child process: plain lists that travel as JSON, never as code."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from desktop.domain.sheets.addresses import cell_name
from desktop.domain.sheets.model import EMPTY, Area, Cell, CellValue, Sheet, WorkbookData
from desktop.services.importing import refusals
from desktop.services.importing.limits import Limits


@dataclass
class RawSheet:
    """One sheet as a reader collects it: rows by number (from one), each a list of column, value, font number."""

    name: str
    rows: dict[int, list[list[Any]]] = field(default_factory=dict)
    merged: list[list[int]] = field(default_factory=list)
    fonts: list[str] = field(default_factory=lambda: [""])


class Collector:
    """Takes cells one by one and stops at the first that is beyond the limits."""

    def __init__(self, file_name: str, limits: Limits) -> None:
        self._file_name = file_name
        self._limits = limits
        self._cells = 0
        self._font_numbers: dict[str, int] = {}
        self.sheets: list[RawSheet] = []

    def begin(self, name: str) -> RawSheet:
        """A new sheet; the cells that follow belong to it."""
        self._font_numbers = {"": 0}
        self.sheets.append(RawSheet(name))
        return self.sheets[-1]

    def add(self, row: int, column: int, value: Any, font: str = "") -> None:
        """One cell, counted from one. Blank ones are dropped. Raises UnreadableFile beyond the limits."""
        plain = _plain(value, self._limits.cell_letters)
        if plain is None:
            return
        if row > self._limits.rows or column > self._limits.columns:
            name = cell_name(row, column)
            raise refusals.too_far(self._file_name, self.sheets[-1].name, name, self._limits)
        self._cells += 1
        if self._cells > self._limits.cells:
            raise refusals.too_many_cells(self._file_name, self._limits)
        self.sheets[-1].rows.setdefault(row, []).append([column, plain, self._font_number(font)])

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """A merged area, counted from zero, the last ones included; those beyond the limits are of no use."""
        if last_row < self._limits.rows and last_column < self._limits.columns:
            self.sheets[-1].merged.append([first_row, first_column, last_row, last_column])

    def packed(self) -> bytes:
        """Everything collected. Raises UnreadableFile when there is nothing."""
        if not self._cells:
            raise refusals.empty(self._file_name)
        sheets = [[sheet.name, list(sheet.rows.items()), sheet.merged, sheet.fonts] for sheet in self.sheets]
        return json.dumps(sheets, ensure_ascii=False).encode("utf-8", "surrogatepass")

    def _font_number(self, font: str) -> int:
        number = self._font_numbers.get(font)
        if number is None:
            number = self._font_numbers[font] = len(self._font_numbers)
            self.sheets[-1].fonts.append(font)
        return number


def unpack(file_name: str, packed: bytes) -> WorkbookData:
    """What the child collected as the rules of the domain read it."""
    sheets = json.loads(packed.decode("utf-8", "replace"))
    return WorkbookData(file_name, tuple(_sheet(*sheet) for sheet in sheets))


def _plain(value: Any, most_letters: int) -> Any:
    if isinstance(value, bool):
        return "TRUE" if value else None
    if isinstance(value, datetime):
        return [value.date().isoformat()]
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, int | float):
        return value if abs(value) < 1e300 else str(value)
    if value is None or isinstance(value, time | timedelta):
        return None if value is None else str(value)
    # One letter more than is allowed, so that the rules see it is too long and never take the beginning for the whole.
    text = str(value)[: most_letters + 1]
    return text if text.strip() else None


def _sheet(name: str, rows: list[tuple[int, list[Any]]], merged: list[list[int]], fonts: list[str]) -> Sheet:
    by_number = dict(rows)
    last = max(by_number, default=0)
    whole = [list(_row(by_number.get(number, []), fonts)) for number in range(1, last + 1)]
    return Sheet(name, whole, tuple(Area(*area) for area in merged))


def _row(cells: list[Any], fonts: list[str]) -> Iterator[Cell]:
    position = 1
    for column, value, font in sorted(cells, key=lambda cell: int(cell[0])):
        # A column named twice in one row is a fault of the file; the first one counts.
        if column < position:
            continue
        yield from (EMPTY for _ in range(position, column))
        yield Cell(_value(value), fonts[font])
        position = column + 1


def _value(value: Any) -> CellValue:
    if isinstance(value, list):
        return date.fromisoformat(value[0])
    return value if isinstance(value, str | int | float) else None
