"""Reports as Excel files: numbers as numbers, shares as they are printed, text that is never a formula."""

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from db.text import nfc
from desktop.domain.reports.model import TYPED_MARK, Cell, Column, Line, Report, Table
from desktop.domain.reports.periods import words
from desktop.printing import workbooks
from desktop.printing.reports import Head, notes
from desktop.vietnamese import long_date

_LONGEST = 32_767
_WIDTH = 11  # letters of a column of width one
_LINE = 16.5  # points


def write(report: Report, head: Head) -> bytes:
    """One sheet: who reports, title, period, the tables one below the other, what does not fit, where and when."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Báo cáo"
    _Writer(sheet).write(report, head)
    sheet.page_setup.orientation = "landscape" if report.is_landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return workbooks.saved(book)


class _Writer:
    """Writes downwards from the first row."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.styles import Alignment, Border, Font, Side

        self._sheet, self._row = sheet, 0
        self._fonts = {bold: Font(name="Times New Roman", size=12, bold=bold) for bold in (False, True)}
        self._border = Border(*(Side(style="thin"),) * 4)
        self._sides = {
            side: Alignment(horizontal=side, vertical="top", wrap_text=True) for side in ("left", "center", "right")
        }

    def write(self, report: Report, head: Head) -> None:
        for text in filter(None, (head.above, head.committee, report.form, report.guidance)):
            self._say(text)
        self._say(report.title, bold=True)
        self._say(words(report.period))
        for sentence in report.sentences:
            self._say(sentence)
        for table in report.tables:
            self._table(table)
        self._row += 1
        for text in (*notes(report), *(finding.sentence for finding in report.findings)):
            self._say(text)
        self._say(f"{head.place}, {long_date(head.day)}".strip(", "))
        if report.tables:
            self._set_widths(report.tables[0])

    def _say(self, text: str, bold: bool = False) -> None:
        self._row += 1
        cell = self._sheet.cell(self._row, 1)
        _set(cell, text)
        cell.font = self._fonts[bold]

    def _table(self, table: Table) -> None:
        self._row += 1
        if table.title:
            self._say(table.title, bold=True)
        self._row += 1
        headings = [*(["TT"] if table.counts_lines else []), table.heading, *(each.heading for each in table.columns)]
        for place, text in enumerate(headings, start=1):
            self._put(place, text, True, "center")
        self._sheet.row_dimensions[self._row].height = 2 * _LINE
        for number, line in enumerate(table.lines, start=1):
            self._row += 1
            self._line(line, number, table)
            # Excel gives a row its height only when somebody types into it.
            letters = table.label_width * _WIDTH - 4 * line.level
            self._sheet.row_dimensions[self._row].height = _LINE * max(1, math.ceil(len(line.label) / letters))

    def _line(self, line: Line, number: int, table: Table) -> None:
        bold = line.style in ("heading", "total")
        if table.counts_lines:
            self._put(1, number, bold, "center")
        first = 2 if table.counts_lines else 1
        self._put(first, f"{'    ' * line.level}{line.label}", bold)
        for place, (column, cell) in enumerate(_cells(line, table), start=first + 1):
            value, number_format = _value(column, cell)
            self._put(place, value, bold, "left" if isinstance(value, str) else "right", number_format)

    def _put(self, column: int, value: Any, bold: bool, side: str = "left", number_format: str = "General") -> None:
        cell = self._sheet.cell(self._row, column)
        _set(cell, value)
        cell.font, cell.alignment, cell.border = self._fonts[bold], self._sides[side], self._border
        cell.number_format = number_format

    def _set_widths(self, table: Table) -> None:
        from openpyxl.utils import get_column_letter

        widths = [*([0.5] if table.counts_lines else []), table.label_width, *(each.width for each in table.columns)]
        for place, width in enumerate(widths, start=1):
            self._sheet.column_dimensions[get_column_letter(place)].width = max(width * _WIDTH, 6)


def _set(cell: Any, value: Any) -> None:
    """Text is text, whatever somebody typed into it."""
    if isinstance(value, str):
        cell.value = nfc(value)[:_LONGEST]
        cell.data_type = "s"
    else:
        cell.value = value


def _cells(line: Line, table: Table) -> Iterator[tuple[Column, Cell]]:
    cells = [*line.cells, *(Cell() for _ in range(len(table.columns) - len(line.cells)))]
    return zip(table.columns, cells, strict=True)


def _value(column: Column, cell: Cell) -> tuple[Any, str]:
    """What Excel is given, and how it shows it: a typed figure keeps its mark behind the number."""
    mark = f'"{TYPED_MARK}"' if cell.typed else ""
    if column.kind == "percent" and cell.text:
        decimals = len(cell.text.partition(",")[2])
        return float(
            cell.text.replace(".", "").replace(",", ".")
        ), f"#,##0{'.' + '0' * decimals if decimals else ''}{mark}"
    if column.kind == "number" and isinstance(cell.value, int | Decimal):
        is_whole = cell.value == int(cell.value)
        return (int(cell.value) if is_whole else float(cell.value)), ("#,##0" if is_whole else "#,##0.0") + mark
    return cell.text, "General"
