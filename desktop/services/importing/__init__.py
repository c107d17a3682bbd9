"""Taking an office's own list into the book: read the file, understand it, preview the changes, apply them at once."""

from desktop.domain.sheets.report import describe, report
from desktop.services.importing.apply import apply
from desktop.services.importing.layouts import list_layouts, load_layout, save_layout
from desktop.services.importing.preview import plan, understand
from desktop.services.importing.workbook import read_file

__all__ = [
    "apply",
    "describe",
    "list_layouts",
    "load_layout",
    "plan",
    "read_file",
    "report",
    "save_layout",
    "understand",
]
