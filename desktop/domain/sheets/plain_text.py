"""How cells and headings are compared: what is shown in a cell as one line of text, and keys without ornament."""

import re
from datetime import date

from db.text import fold, nfc
from desktop.domain.sheets.model import CellValue
from desktop.vietnamese import show_date

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")


def shown(value: CellValue) -> str:
    """A cell's value as a clerk reads it: one line, single blanks, whole numbers without ".0", dates as dd/mm/yyyy."""
    if value is None:
        return ""
    if isinstance(value, date):
        return show_date(value.isoformat())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(_INVISIBLE.sub("", nfc(str(value))).split())


def accented_key(text: str) -> str:
    """The words of a text in small letters, marks kept: "Ngày, tháng" is "ngày tháng"."""
    return _NOT_ALPHANUMERIC.sub(" ", nfc(text).casefold()).strip()


def bare_key(text: str) -> str:
    """The words of a text in small letters without marks."""
    return _NOT_ALPHANUMERIC.sub(" ", fold(text)).strip()


def short(text: str, length: int = 80) -> str:
    """A value as findings show it: its beginning when it is long."""
    return text if len(text) <= length else text[: length - 1] + "…"
