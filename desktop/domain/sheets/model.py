"""The shapes of an office's list: cells as a file holds them, rows and people as they were read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from desktop.domain.sheets.mapping import Mapping

CellValue = str | int | float | date | None


class Cell(NamedTuple):
    """One cell: its value and the name of its font ("" when the file does not tell)."""

    value: CellValue = None
    font: str = ""


EMPTY = Cell()
Row = list[Cell]


class Area(NamedTuple):
    """A merged area, counted from zero, the last row and column included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """One sheet; `rows[0]` is the first row of the sheet, short rows end at their last filled cell."""

    name: str
    rows: list[Row]
    merged: tuple[Area, ...] = ()


@dataclass(frozen=True)
class WorkbookData:
    """A file as it was read: its name without the folder, and its sheets."""

    name: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Finding:
    """Something about one cell that the clerk should know; `row` is 0 for the sheet as a whole."""

    row: int
    column: str
    value: str
    why: str

    def as_dict(self) -> dict[str, Any]:
        """The finding as the terminal prints it."""
        return {"row": self.row, "column": self.column, "value": self.value, "why": self.why}


@dataclass(frozen=True)
class Proposal:
    """A value mended by the program; refused, `kept` stands instead (None: nothing)."""

    row: int
    column: str
    value: str
    proposed: str
    why: str
    key: str
    kept: str | None

    @property
    def identity(self) -> tuple[int, str]:
        """What the clerk's choice is remembered by: the row and the field."""
        return self.row, self.key

    def as_dict(self) -> dict[str, Any]:
        """The proposal as the terminal prints it."""
        finding = Finding(self.row, self.column, self.value, self.why).as_dict()
        return {**finding, "proposed": self.proposed}


@dataclass(frozen=True)
class LeftOut:
    """A row that looks like a person and was not taken."""

    row: int
    why: str


@dataclass(frozen=True)
class Skipped:
    """A row that is no person; `kind` is blank, header, numbering, group, total, signature or other."""

    row: int
    kind: str
    text: str


@dataclass(frozen=True)
class ReadRow:
    """One person as one row tells: values by field key, dates as partial dates, the cell by name."""

    row: int
    values: dict[str, str]
    cell_name: str | None = None
    mentors: tuple[str, ...] = ()
    rejected: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True)
class Understanding:
    """What was understood of a file: the sheet, its columns, its people, and every row that is none.

    `cells` are those of the sheet with their letters in Unicode.
    """

    file_name: str
    sheet: str
    mapping: Mapping
    rows: tuple[ReadRow, ...]
    left_out: tuple[LeftOut, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[Finding, ...] = field(default=())
    cells: Sequence[Row] = field(default=(), compare=False, repr=False)
