"""Saves an Excel workbook in memory: the library would write every sheet, readable, into a temporary file first."""

from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile


def saved(workbook: Any) -> bytes:
    """The content of the .xlsx file of a workbook of openpyxl; not one that is only written row by row."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        _writer()(workbook, archive).save()
    return target.getvalue()


@cache
def _writer() -> Any:
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class InMemory(ExcelWriter):
        def write_worksheet(self, ws: Any) -> None:
            kept = BytesIO()
            writer = WorksheetWriter(ws, kept)
            writer.write()
            ws._rels = writer._rels
            self._archive.writestr(ws.path[1:], kept.getvalue())
            self.manifest.append(ws)

    return InMemory
