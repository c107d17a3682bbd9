"""Reading .xlsx: only the sheets, only their filled cells, nothing the directory of the archive does not declare."""

import contextlib
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import defusedxml.sax

from desktop.services.importing import refusals
from desktop.services.importing.limits import Limits
from desktop.services.importing.raw_cells import Collector

_WORKBOOK = "xl/workbook.xml"


class _Opened(Exception):
    """The first element of a part has begun, and with it everything a part may declare has passed."""


class _Prologue(ContentHandler):
    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802
        raise _Opened


def read(path: Path, limits: Limits, collector: Collector) -> None:
    """Collect every visible sheet. Raises UnreadableFile, and what zipfile and openpyxl raise on damaged files."""
    _check_archive(path, limits)
    # Read by openpyxl when it is first imported. With declarations refused beforehand its fast parsers are safe; the
    # slow ones it would take to be safe by itself need most of the allowed time for a list of twenty thousand people.
    os.environ |= {"OPENPYXL_LXML": "False", "OPENPYXL_DEFUSEDXML": "False"}
    from openpyxl import load_workbook

    # openpyxl judges a path by its ending; the content was looked at already.
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        font_of = _font_lookup(book)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                collector.begin(sheet.title)
                _read_sheet(sheet, font_of, collector)
        book.close()


def _check_archive(path: Path, limits: Limits) -> None:
    """What the archive declares is what zipfile will unpack at most: it stops at the declared size of a member."""
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        if not any(member.filename == _WORKBOOK for member in members):
            raise refusals.not_a_sheet(path.name)
        if any(member.flag_bits & 1 for member in members):
            raise refusals.locked(path.name)
        if sum(member.file_size for member in members) > limits.file_bytes:
            raise refusals.too_big(path.name, limits)
        for member in members:
            _check_prologue(archive, member)


def _check_prologue(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """No part may declare a document type: entities can only be declared there. Raises DefusedXmlException."""
    with archive.open(member) as part, contextlib.suppress(_Opened, SAXParseException):
        defusedxml.sax.parse(part, _Prologue(), forbid_dtd=True)


def _read_sheet(sheet: Any, font_of: Callable[[int], str], collector: Collector) -> None:
    """Read the filled cells as they stand in the file.

    openpyxl's own rows are as wide and long as the sheet declares itself: one far cell makes a million empty rows,
    and a wrong declaration hides cells. Its parser beneath gives only what is there.
    """
    from openpyxl.worksheet._reader import WorkSheetParser

    book = sheet.parent
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for row_number, cells in parser.parse():
            for cell in cells:
                if cell["value"] is not None:
                    collector.add(row_number, cell["column"], cell["value"], font_of(cell["style_id"]))
        for area in parser.merged_cells.mergeCell if parser.merged_cells else ():
            collector.merge(area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)


def _font_lookup(book: Any) -> Callable[[int], str]:
    names: dict[int, str] = {}

    def font_of(style: int) -> str:
        if style not in names:
            names[style] = book._fonts[book._cell_styles[style].fontId].name or ""
        return names[style]

    return font_of
