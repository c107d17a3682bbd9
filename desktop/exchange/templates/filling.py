"""Filling a template of either kind, known by its first bytes."""

from desktop.exchange.templates import refusals, xls, xlsx
from desktop.exchange.templates.model import Entries

_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")


def fill(content: bytes, entries: Entries) -> bytes:
    """The superior's file with figures in the chosen cells and nothing else changed. Raises CannotFill."""
    if content.startswith(_ZIP):
        return xlsx.fill(content, entries)
    if content.startswith(_OLE):
        return xls.fill(content, entries)
    raise refusals.not_a_workbook()
