"""Periods: what may be typed, how they are written, and the same one a year before."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadValue
from desktop.domain.reports import periods
from desktop.domain.reports.periods import Period

WORDS = {
    "2024": "năm 2024",
    "2024-H1": "6 tháng đầu năm 2024",
    "2024-H2": "6 tháng cuối năm 2024",
    "2024-Q1": "quý I năm 2024",
    "2024-Q4": "quý IV năm 2024",
    "2024-M9": "9 tháng đầu năm 2024",
    "2024-02": "tháng 2 năm 2024",
    "2020..2024": "giai đoạn 2020 - 2024",
    "2016..2018-03": "từ tháng 1 năm 2016 đến tháng 3 năm 2018",
    "2024-01-15..2024-03-20": "từ 15/01/2024 đến 20/03/2024",
}


@pytest.mark.parametrize(("typed", "words"), WORDS.items())
def test_periods_are_written_in_words(typed: str, words: str) -> None:
    assert periods.words(periods.parse(typed)) == words


@pytest.mark.parametrize(
    ("typed", "before"),
    [
        ("2024", "2023"),
        ("2024-02", "2023-02"),
        ("2023-02", "2022-02"),
        ("2024-H1", "2023-H1"),
        ("2020..2024", "2015..2019"),
        ("2024-02-29", "2023-02-28"),
    ],
)
def test_the_same_period_before(typed: str, before: str) -> None:
    assert periods.parse(typed).before() == periods.parse(before)


@pytest.mark.parametrize(
    "typed", ["", "24", "2024-H3", "2024-Q5", "2024-13", "2024-M13", "2024..2023", "2024-02-30", "x"]
)
def test_what_is_no_period_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(BadValue, match="không phải là kỳ báo cáo"):
        periods.parse(typed)


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)), st.integers(0, 2000))
def test_what_is_written_is_read_back(first: date, days: int) -> None:
    period = Period(first, date.fromordinal(first.toordinal() + days))
    assert periods.parse(periods.text_of(period)) == period
    assert periods.parse_words(periods.typed_text(period)) == period
    assert period.before().last < period.last
