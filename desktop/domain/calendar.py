"""Days and months as the rules count them: working days of the country, and the same day some months on."""

import calendar
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from db.errors import BadInputFile

_COUNTRY = "VN"
_WEEKEND = 5


@dataclass(frozen=True)
class WorkTable:
    """What the Government changes in a year: further days off, and days off on which people work.

    Of `years` the table holds the public holidays too; those of other years are worked out.
    """

    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def changed_by(self, days_off: Iterable[date], working_days: Iterable[date]) -> "WorkTable":
        """This table where further days are off or worked on, whatever it says of them itself."""
        off, working = frozenset(days_off), frozenset(working_days)
        return WorkTable((self.days_off | off) - working, (self.working_days | working) - off, self.years)

    def add_working_days(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`; the first is the next working day. Zero gives the day itself."""
        year, left = start.year, count
        place = bisect_right(_working_ordinals(year, self), start.toordinal())
        while left > len(_working_ordinals(year, self)) - place:
            left -= len(_working_ordinals(year, self)) - place
            year, place = year + 1, 0
        return date.fromordinal(_working_ordinals(year, self)[place + left - 1]) if count > 0 else start

    def is_working_day(self, day: date) -> bool:
        """Whether people work on that day."""
        return day.toordinal() in _working_ordinals(day.year, self)


# Only what every office has: the public holidays.
USUAL = WorkTable()
# What is to be worked out of a year whose holidays the table holds.
_IN_TABLE: tuple[frozenset[date], frozenset[date]] = (frozenset(), frozenset())


def add_months(day: date, count: int) -> date:
    """The same day number `count` months on (or back), else the last day of that month."""
    month = day.year * 12 + day.month - 1 + count
    year, place = divmod(month, 12)
    return date(year, place + 1, min(day.day, calendar.monthrange(year, place + 1)[1]))


def months_between(first: date, last: date) -> int:
    """Calendar months from one month to another; the days do not count."""
    return (last.year - first.year) * 12 + last.month - first.month


def read_table(text: str, file: str) -> WorkTable:
    """The table of a TOML text with the lists `days_off`, `working_days`, `years`. Raises BadInputFile."""
    try:
        content = tomllib.loads(text)
        off, working = (_days(content.get(name, [])) for name in ("days_off", "working_days"))
        years = _years(content.get("years", []))
    except (tomllib.TOMLDecodeError, TypeError) as problem:
        raise BadInputFile(
            f"Bảng ngày làm việc “{file}” không dùng được: {problem}. Dữ liệu không bị ảnh hưởng; hãy sửa tệp này."
        ) from None
    return WorkTable(off, working, years)


def _years(values: object) -> frozenset[int]:
    if not isinstance(values, list) or not all(type(value) is int for value in values):
        raise TypeError("“years” phải là các năm")
    return frozenset(values)


def _days(values: object) -> frozenset[date]:
    if not isinstance(values, list) or not all(type(value) is date for value in values):
        raise TypeError("mỗi dòng phải là ngày, viết năm-tháng-ngày, không có dấu nháy")
    return frozenset(values)


@lru_cache(maxsize=256)
def _working_ordinals(year: int, table: WorkTable) -> tuple[int, ...]:
    holidays = _IN_TABLE if year in table.years else public_holidays(year)
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    days = (date.fromordinal(ordinal) for ordinal in range(first, last + 1))
    return tuple(day.toordinal() for day in days if _is_working(day, holidays, table))


def _is_working(day: date, holidays: tuple[frozenset[date], frozenset[date]], table: WorkTable) -> bool:
    days_off, swapped = holidays
    if day in table.working_days or day in table.days_off:
        return day in table.working_days
    return day in swapped or (day.weekday() < _WEEKEND and day not in days_off)


@lru_cache(maxsize=256)
def public_holidays(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The public holidays of a year, and the days of weekends that were swapped for working days."""
    # It brings the holidays of every country: as slow as opening a book.
    import holidays

    # Saturdays are swapped for days of the next year, too.
    country = holidays.country_holidays(_COUNTRY, years=range(year - 1, year + 2))
    return _of(year, country), _of(year, country.weekend_workdays)


def _of(year: int, days: Iterable[date]) -> frozenset[date]:
    return frozenset(day for day in days if day.year == year)
