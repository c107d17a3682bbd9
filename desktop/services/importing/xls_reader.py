"""Reading .xls of Excel 97 and before, with the fonts of its cells, in which old lists hide their coding."""

import os
from pathlib import Path
from typing import Any

from desktop.services.importing.limits import Limits
from desktop.services.importing.raw_cells import Collector


def read(path: Path, _limits: Limits, collector: Collector) -> None:
    """Collect every visible sheet. Raises what xlrd raises on damaged files."""
    import xlrd

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        book = xlrd.open_workbook(str(path), logfile=nowhere, formatting_info=True, ragged_rows=True)
    for sheet in book.sheets():
        if sheet.visibility == 0:
            collector.begin(sheet.name)
            _read_sheet(book, sheet, collector)


def _read_sheet(book: Any, sheet: Any, collector: Collector) -> None:
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            value = _value(book, cell)
            if value is not None:
                collector.add(row + 1, column + 1, value, _font(book, cell))
    for first_row, end_row, first_column, end_column in sheet.merged_cells:
        collector.merge(first_row, first_column, end_row - 1, end_column - 1)


def _value(book: Any, cell: Any) -> Any:
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            return cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A")
    return cell.value


def _font(book: Any, cell: Any) -> str:
    return str(book.font_list[book.xf_list[cell.xf_index].font_index].name)
