"""Partial dates: ISO prefixes ("1998", "1998-05", "1998-05-03") and how a clerk types them."""

import re
from collections.abc import Collection
from datetime import date

from db.errors import BadDate

PARTS = ("year", "month", "day")
FIRST_YEAR = 1850
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_SEPARATED = re.compile(r"(\d{1,2})[/.\- ]+(\d{1,2})[/.\- ]+(\d{4}|\d{2})", re.ASCII)
_RUN_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{1,2}[/.\- ]+|\d{2})(\d{4})", re.ASCII)
_YEAR = re.compile(r"(\d{4})", re.ASCII)


def is_partial_date(text: str) -> bool:
    """Whether the text is an ISO prefix of a day, a month or a year that exists."""
    match = _ISO.fullmatch(text)
    return match is not None and _exists(*(int(part or 1) for part in match.groups()))


def precision(text: str) -> str:
    """How much of a partial date is known: "year", "month" or "day"."""
    return PARTS[text.count("-")]


def first_day(text: str) -> date:
    """The first day a partial date may mean."""
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return date(year, month, day)


def parse_typed(text: str, allow: Collection[str] = PARTS, latest_year: int | None = None) -> str:
    """The partial date meant by what was typed: d/m/yyyy, d/m/yy, ddmmyyyy, ddmmyy, with / . - or blanks, m/yyyy,
    mmyyyy, yyyy.

    `allow` names the precisions that are welcome. A two-digit year is read as the century that makes the date lie
    at or before `latest_year` (this year, unless given). Raises BadDate with a sentence that repeats the text.
    """
    typed = text.strip().strip("/.-")
    found = _read(typed, latest_year if latest_year is not None else date.today().year)
    if found is None:
        raise BadDate(f"“{text.strip()}” không phải là ngày. Hãy gõ ngày/tháng/năm, thí dụ 03/02/1998.")
    if precision(found) not in allow:
        raise BadDate(f"“{text.strip()}” chưa đủ. Ở đây cần đủ ngày/tháng/năm, thí dụ 03/02/1998.")
    return found


def _read(typed: str, latest_year: int) -> str | None:
    if is_partial_date(typed):
        return typed
    if match := _SEPARATED.fullmatch(typed) or _RUN_TOGETHER.fullmatch(typed):
        day, month, year = (int(part) for part in match.groups())
        year = _century(year, latest_year) if len(match[3]) == 2 else year
        # Six digits that are no day are a month: the first two figures of its year are never a month themselves.
        if _exists(year, month, day):
            return f"{year:04}-{month:02}-{day:02}"
    if match := _MONTH.fullmatch(typed):
        month, year = int(match[1].strip("/.- ")), int(match[2])
        return f"{year:04}-{month:02}" if _exists(year, month, 1) else None
    if match := _YEAR.fullmatch(typed):
        return match[1] if _exists(int(match[1]), 1, 1) else None
    return None


def _century(two_digits: int, latest_year: int) -> int:
    this_century = latest_year // 100 * 100
    return this_century + two_digits if this_century + two_digits <= latest_year else this_century - 100 + two_digits


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return year >= FIRST_YEAR
