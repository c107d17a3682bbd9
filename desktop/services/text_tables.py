"""Tables written for Excel, as .xlsx or CSV: text and nothing but text, whatever somebody typed into it."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from db.errors import KnownError
from db.files import write_whole

# How Excel knows a formula in a CSV, and what it drops before it looks.
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_767
# What a sheet cannot hold: control characters, and halves of letters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Row = Sequence[str]


def write_table(path: Path, headings: Row, rows: Iterable[Row]) -> int:
    """Write a table whole, or leave what was there; how many rows it has without its head.

    The name ends in .xlsx or .csv. Raises KnownError for another ending, CannotWrite.
    """
    write = _WRITERS.get(path.suffix.casefold())
    if write is None:
        raise KnownError(f"Tên tệp “{path.name}” phải có đuôi .xlsx hoặc .csv. Chưa ghi gì. Hãy đặt lại tên.")
    held: list[Row] = [headings, *rows]
    write_whole(path, write(held))
    return len(held) - 1


def _csv(rows: Iterable[Row]) -> bytes:
    written = StringIO(newline="")
    csv.writer(written).writerows([_harmless(_plain(cell)) for cell in row] for row in rows)
    # Excel takes a file for Unicode by its first bytes alone.
    return written.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_RISKY) else text


def _xlsx(rows: Iterable[Row]) -> bytes:
    from openpyxl import Workbook

    from desktop.printing import workbooks

    book = Workbook()
    sheet = book.active
    sheet.title = "Nhật ký"
    for row in rows:
        sheet.append([_text_cell(sheet, cell) for cell in row])
    return workbooks.saved(book)


def _text_cell(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, _plain(text)[:_LONGEST_CELL])
    cell.data_type = "s"
    return cell


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("", text)


_WRITERS = {".csv": _csv, ".xlsx": _xlsx}
