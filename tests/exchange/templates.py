"""Templates of an invented superior, and what Excel's readers say of a filled one."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

FILES = Path(__file__).resolve().parent.parent / "files"
XLSX = (FILES / "bieu-mau-cap-tren.xlsx").read_bytes()
XLS = (FILES / "bieu-mau-cap-tren.xls").read_bytes()
SHEET, SUMMARY, GUIDE = "Biểu kết nạp", "Tổng hợp", "Hướng dẫn"
Cells = dict[tuple[str, int, int], Any]


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of an .xlsx file."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(content: bytes, changed: dict[str, bytes]) -> bytes:
    """The file with parts added or replaced."""
    written = BytesIO()
    held = parts(content) | changed
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in held.items():
            archive.writestr(name, part)
    return written.getvalue()


def read_xlsx(content: bytes, values: bool = False) -> Cells:
    """Every cell with its formula or value, its format and whether it is locked."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), data_only=values)
    return {
        (sheet.title, cell.row, cell.column): (
            cell.value,
            cell.number_format,
            cell.border.left.style,
            cell.protection.locked,
        )
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
    }


def read_xls(content: bytes) -> Cells:
    """Every cell with its value and the number of its looks."""
    import xlrd

    book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=BytesIO())
    return {
        (sheet.name, row + 1, column + 1): (sheet.cell(row, column).value, sheet.cell(row, column).xf_index)
        for sheet in book.sheets()
        for row in range(sheet.nrows)
        for column in range(sheet.row_len(row))
    }
