"""Dates as lists hold them: real dates, Excel's day numbers, years alone, and everything a hand types."""

import re
from collections.abc import Collection
from datetime import date, timedelta

from db.dates import PARTS, first_day, parse_typed
from db.errors import BadDate
from desktop.domain.sheets.cell_rules import Reading
from desktop.domain.sheets.model import CellValue
from desktop.domain.sheets.plain_text import shown

_FIRST_YEAR = 1900
_LAST_YEAR = 2100
# Excel counts days from here; below the first number it is more likely something else, above it no office has a date.
_DAY_ZERO = date(1899, 12, 30)
_DAY_NUMBERS = range(3_000, 80_000)
_WORDS_BEFORE = re.compile(r"\b(sinh|ngày|sn|s\.n)\b\.?", re.IGNORECASE)
_WORDS_BETWEEN = re.compile(r"\b(tháng|năm)\b|[\\,]|(?<=\d)\s*-\s*(?=\d)", re.IGNORECASE)
_SHORT_MONTH = re.compile(r"^t\.?(?=\d)", re.IGNORECASE)
_TIME = re.compile(r"[ t]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?( ?[ap]m)?$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_UNKNOWN_PARTS = re.compile(r"^(?:0{1,2}[/.\- ]+){1,2}(?=\d)")
_LOOKS_LIKE_A_DAY = re.compile(r"\d{1,2}\D+\d{1,2}\D+(?:\d{4}|\d{2})|\d{8}")


def read_date(value: CellValue, today: date, allow: Collection[str] = PARTS) -> Reading:
    """A partial date, or why there is none. `allow` names the precisions the field may keep."""
    try:
        found = _parse(value, today, allow)
    except BadDate:
        return Reading(rejected=_why(shown(value), allow, today))
    if first_day(found).year < _FIRST_YEAR:
        return Reading(rejected=f"trước năm {_FIRST_YEAR}")
    if first_day(found) > today:
        return Reading(rejected="ngày này chưa tới")
    return Reading(found)


def join_parts(day: str, month: str, year: str) -> str:
    """A date whose day, month and year stand in columns of their own, as one typed text."""
    return "/".join(part for part in (day, month, year) if part)


def _parse(value: CellValue, today: date, allow: Collection[str]) -> str:
    if isinstance(value, date):
        return value.isoformat()
    text = shown(value)
    if isinstance(value, int | float):
        text = _typed_number(value, text)
    return parse_typed(_typed(text), allow, latest_year=today.year)


def _typed_number(value: float, text: str) -> str:
    if _FIRST_YEAR <= value <= _LAST_YEAR:
        return text
    if _DAY_NUMBERS.start <= value < _DAY_NUMBERS.stop:
        return (_DAY_ZERO + timedelta(days=int(value))).isoformat()
    # 03021998 kept as a number has lost its zero.
    return text.zfill(8) if len(text) == 7 else text


def _typed(text: str) -> str:
    """The text without words and time, with one kind of separator, as the clerk would have typed it in a form."""
    bare = _TIME.sub("", text.strip("'’` "))
    bare = _WORDS_BETWEEN.sub("/", _WORDS_BEFORE.sub("", bare)).strip(" /.-:")
    bare = _UNKNOWN_PARTS.sub("", _SHORT_MONTH.sub("", bare))
    # The separators between numbers became "/" above, also in dates that begin with the year.
    if match := _YEAR_FIRST.fullmatch(bare):
        return "-".join((match[1], match[2].zfill(2), match[3].zfill(2)))
    return bare


def _why(text: str, allow: Collection[str], today: date) -> str:
    if "year" not in allow:
        try:
            parse_typed(_typed(text), latest_year=today.year)
        except BadDate:
            pass
        else:
            return "cần đủ ngày, tháng, năm"
    return "không có ngày này trong lịch" if _LOOKS_LIKE_A_DAY.fullmatch(_typed(text)) else "không phải là ngày tháng"
