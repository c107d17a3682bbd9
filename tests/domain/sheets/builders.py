"""Sheets and lists for the tests of understanding: written as rows of plain values."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from desktop.domain.sheets.mapping import Mapping
from desktop.domain.sheets.model import Area, Cell, ReadRow, Sheet, Understanding, WorkbookData
from desktop.domain.sheets.understanding import understand
from desktop.services.importing.knowledge import load_knowledge

TODAY = date(2026, 3, 3)
Rows = Iterable[Iterable[Any]]


def sheet(rows: Rows, name: str = "DS", font: str = "", merged: Iterable[Area] = ()) -> Sheet:
    """A sheet whose cells all have one font."""
    return Sheet(
        name, [[Cell(value, font if value is not None else "") for value in row] for row in rows], tuple(merged)
    )


def understood(*sheets: Sheet | Rows, layout: Mapping | None = None, only: str | None = None) -> Understanding:
    """The sheets of one file, understood."""
    made = tuple(each if isinstance(each, Sheet) else sheet(each) for each in sheets)
    return understand(WorkbookData("thử.xlsx", made), load_knowledge(), TODAY, only, layout)


def row(number: int, **values: str) -> ReadRow:
    """A read row; the keyword is the column of person."""
    return ReadRow(number, {f"person.{name}": value for name, value in values.items()})
