"""Periods of reports: month, quarter, half-year, year, term, free; the same one before; how they are written."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from db.dates import parse_typed
from db.errors import BadValue
from db.text import fold
from desktop.domain.calendar import add_months
from desktop.vietnamese import show_date

_FIRST_YEAR = 1900
_YEAR = r"(\d{4})"
_ROMAN = ("I", "II", "III", "IV")
_HALVES = ("6 tháng đầu năm", "6 tháng cuối năm")
MONTHS_IN_A_YEAR = 12
TYPED_AS = "Gõ năm, quý 1/năm, 6 tháng năm, 9 tháng năm, tháng/năm, năm-năm, hoặc ngày - ngày."


@dataclass(frozen=True)
class Period:
    """From a first to a last day, both counted."""

    first: date
    last: date

    @property
    def months(self) -> int:
        """How many whole months it has; 0 when it does not begin and end with a month."""
        if self.first.day != 1 or self.last.day != monthrange(self.last.year, self.last.month)[1]:
            return 0
        return (self.last.year - self.first.year) * MONTHS_IN_A_YEAR + self.last.month - self.first.month + 1

    @property
    def is_in_one_year(self) -> bool:
        """Whether it lies within one calendar year."""
        return self.first.year == self.last.year

    @property
    def years(self) -> range:
        """The calendar years it touches."""
        return range(self.first.year, self.last.year + 1)

    def holds(self, day: str) -> bool:
        """Whether an ISO day lies in it."""
        return self.first.isoformat() <= day <= self.last.isoformat()

    def before(self) -> "Period":
        """The same period of last year; of several years, the same number of years before."""
        back = MONTHS_IN_A_YEAR * len(self.years) if not self.is_in_one_year else MONTHS_IN_A_YEAR
        if self.months:
            return Period(add_months(self.first, -back), add_months(self.last + timedelta(1), -back) - timedelta(1))
        return Period(add_months(self.first, -back), add_months(self.last, -back))

    def after(self) -> "Period":
        """The next period of the same length."""
        first = self.last + timedelta(1)
        if self.months:
            return Period(first, add_months(first, self.months) - timedelta(1))
        return Period(first, first + (self.last - self.first))


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, MONTHS_IN_A_YEAR, 31))


def parse(text: str) -> Period:
    """The period meant by 2024, 2024-H1, 2024-Q1, 2024-M9 (nine months), 2024-03, a day, or two of them with "..".

    Raises BadValue.
    """
    first, dots, last = text.strip().upper().partition("..")
    found = _one(first)
    if found is not None and dots:
        end = _one(last)
        found = Period(found.first, end.last) if end is not None else None
    if found is None or found.last < found.first:
        raise BadValue(
            f"“{text}” không phải là kỳ báo cáo. Hãy ghi năm bốn chữ số; thêm -H1, -H2 là nửa năm, -Q1 đến -Q4 là quý, "
            "-M9 là 9 tháng, -03 là tháng 3; hai kỳ nối bằng hai dấu chấm là từ kỳ này đến kỳ kia."
        )
    return found


def parse_words(text: str) -> Period:
    """The period meant by what a clerk types: also quý 1/2024, 6 tháng 2024, 3/2024, 2020-2024, two days with a dash.

    Raises BadValue.
    """
    key = " ".join(fold(text).split())
    matches = ((re.fullmatch(pattern, key), written) for pattern, written in _WORDS)
    found = next(((match, written) for match, written in matches if match is not None), None)
    try:
        if found is None:
            return parse(text)
        match, written = found
        return parse(match.expand(written) if isinstance(written, str) else written(match))
    except BadValue:
        raise BadValue(f"“{text}” không phải là kỳ báo cáo. {TYPED_AS}") from None


def text_of(period: Period) -> str:
    """The period as it is typed; `parse` reads it back."""
    first, last = period.first, period.last
    name = _name(period)
    texts = {
        "free": f"{first}..{last}",
        "year": f"{first.year}",
        "years": f"{first.year}..{last.year}",
        "half": f"{first.year}-H{last.month // 6}",
        "quarter": f"{first.year}-Q{last.month // 3}",
        "month": f"{first:%Y-%m}",
        "from_january": f"{first.year}-M{last.month}",
        "months": f"{first:%Y-%m}..{last:%Y-%m}",
    }
    return texts[name]


def typed_text(period: Period) -> str:
    """The period as a clerk types it: quý 1/2024; `parse_words` reads it back."""
    first, last = period.first, period.last
    texts = {
        "free": f"{show_date(first.isoformat())} - {show_date(last.isoformat())}",
        "year": f"{first.year}",
        "years": f"{first.year}-{last.year}",
        "half": f"6 tháng {'đầu' if first.month == 1 else 'cuối'} {first.year}",
        "quarter": f"quý {last.month // 3}/{first.year}",
        "month": f"{first.month}/{first.year}",
        "from_january": f"{period.months} tháng {first.year}",
        "months": f"{first.month}/{first.year} - {last.month}/{last.year}",
    }
    return texts[_name(period)]


def words(period: Period) -> str:
    """The period in the words of reports: 6 tháng đầu năm 2024."""
    first, last = period.first, period.last
    texts = {
        "free": f"từ {show_date(first.isoformat())} đến {show_date(last.isoformat())}",
        "year": f"năm {first.year}",
        "years": f"giai đoạn {first.year} - {last.year}",
        "half": f"{_HALVES[last.month // 6 - 1]} {first.year}",
        "quarter": f"quý {_ROMAN[last.month // 3 - 1]} năm {first.year}",
        "month": f"tháng {first.month} năm {first.year}",
        "from_january": f"{period.months} tháng đầu năm {first.year}",
        "months": f"từ tháng {first.month} năm {first.year} đến tháng {last.month} năm {last.year}",
    }
    return texts[_name(period)]


def _name(period: Period) -> str:
    """Of which kind a period is."""
    months, first = period.months, period.first
    tests = (
        (not months, "free"),
        (period == year(first.year), "year"),
        (months % MONTHS_IN_A_YEAR == 0 and first.month == 1, "years"),
        (months == 6 and first.month in (1, 7), "half"),
        (months == 3 and first.month % 3 == 1, "quarter"),
        (months == 1, "month"),
        (period.is_in_one_year and first.month == 1, "from_january"),
    )
    return next((name for holds, name in tests if holds), "months")


def same_length_around(period: Period, count: int) -> Iterator[Period]:
    """The period and those before it, oldest first, `count` in all."""
    found = [period]
    while len(found) < count:
        found.append(found[-1].before())
    return reversed(found)


def _months(first_year: str, first_month: int, count: int) -> Period | None:
    if not 1 <= first_month <= MONTHS_IN_A_YEAR or not 1 <= count <= MONTHS_IN_A_YEAR:
        return None
    first = date(int(first_year), first_month, 1)
    return Period(first, add_months(first, count) - timedelta(1))


def _day(first_year: str, month: str, day: str) -> Period | None:
    try:
        found = date(int(first_year), int(month), int(day))
    except ValueError:
        return None
    return Period(found, found)


_KINDS: tuple[tuple[str, Callable[..., Period | None]], ...] = (
    (_YEAR, lambda number: _months(number, 1, MONTHS_IN_A_YEAR)),
    (_YEAR + r"-H([12])", lambda number, half: _months(number, 6 * int(half) - 5, 6)),
    (_YEAR + r"-Q([1-4])", lambda number, quarter: _months(number, 3 * int(quarter) - 2, 3)),
    (_YEAR + r"-M(\d{1,2})", lambda number, count: _months(number, 1, int(count))),
    (_YEAR + r"-(\d{2})", lambda number, month: _months(number, int(month), 1)),
    (_YEAR + r"-(\d{2})-(\d{2})", _day),
)


def _one(text: str) -> Period | None:
    for pattern, make in _KINDS:
        found = re.fullmatch(pattern, text.strip(), re.ASCII)
        if found is not None and int(found[1]) >= _FIRST_YEAR:
            return make(*found.groups())
    return None


def _two_months(found: re.Match[str]) -> str:
    first_month, first_year, last_month, last_year = found.groups()
    return f"{first_year}-{first_month:0>2}..{last_year}-{last_month:0>2}"


def _two_days(found: re.Match[str]) -> str:
    return "..".join(parse_typed(day, allow=("day",)) for day in found.groups())


_LAST = r"[ /]*(?:nam )?(\d{4})"
_TYPED_DAY = r"(\d{1,2}[/.]\d{1,2}[/.]\d{4})"
# What is typed in words, folded, and the period it is.
_WORDS: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"(?:nam )(\d{4})", r"\1"),
    (r"(?:quy )([1-4])" + _LAST, r"\2-Q\1"),
    (r"(?:6 thang cuoi)" + _LAST, r"\1-H2"),
    (r"(\d{1,2}) thang(?: dau)?" + _LAST, r"\2-M\1"),
    (r"(?:thang )?0?([1-9])[ /]*(?:nam )?(\d{4})", r"\2-0\1"),
    (r"(?:thang )?(1[0-2])[ /]*(?:nam )?(\d{4})", r"\2-\1"),
    (r"(\d{4}) ?- ?(\d{4})", r"\1..\2"),
    (r"(\d{1,2})/(\d{4}) ?- ?(\d{1,2})/(\d{4})", _two_months),
    (_TYPED_DAY + " ?- ?" + _TYPED_DAY, _two_days),
)
