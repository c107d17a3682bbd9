"""Tests of working days and months: what is counted, swapped Saturdays, days the office adds, ends of months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadInputFile
from desktop.domain.calendar import USUAL, add_months, months_between, read_table
from tests import make_holidays

DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2025, 12, 5), 1, date(2025, 12, 8)),  # a Friday: day 1 is Monday
        (date(2025, 12, 6), 1, date(2025, 12, 8)),
        (date(2025, 12, 31), 1, date(2026, 1, 2)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # over the lunar new year
        (date(2024, 5, 2), 2, date(2024, 5, 4)),  # a Saturday worked for the Monday before the holiday
        (date(2025, 12, 5), 60, date(2026, 3, 9)),
        (date(2025, 12, 5), 0, date(2025, 12, 5)),
    ],
)
def test_working_days(start: date, count: int, due: date) -> None:
    assert USUAL.add_working_days(start, count) == due


def test_days_the_office_adds_change_the_count() -> None:
    table = read_table("days_off = [2025-12-08]\nworking_days = [2025-12-13]", "x.toml")
    assert table.add_working_days(date(2025, 12, 5), 1) == date(2025, 12, 9)
    assert table.add_working_days(date(2025, 12, 12), 1) == date(2025, 12, 13)
    assert table.is_working_day(date(2025, 12, 13))
    assert not USUAL.is_working_day(date(2025, 12, 13))


def test_the_shipped_holidays_are_those_of_the_library() -> None:
    text = make_holidays.FILE.read_text(encoding="utf-8")
    assert text == make_holidays.text(), "python -m tests.make_holidays"
    table = read_table(text, make_holidays.FILE.name)
    assert table.years == set(make_holidays.YEARS)
    first, last = (date(year, 1, 1).toordinal() for year in (min(table.years) - 1, max(table.years) + 2))
    days = [date.fromordinal(number) for number in range(first, last)]
    assert [day for day in days if table.is_working_day(day)] == [day for day in days if USUAL.is_working_day(day)]


def test_a_saturday_swapped_for_a_day_of_the_year_before_is_worked() -> None:
    assert USUAL.is_working_day(date(2019, 1, 5))  # for Monday, the last of December


@pytest.mark.parametrize(
    "text",
    [
        "days_off = ['2025-12-08']",
        "days_off = 3",
        "days_off = [",
        "working_days = [true]",
        "years = 2025",
        "years = ['2025']",
    ],
)
def test_a_broken_table_is_named(text: str) -> None:
    with pytest.raises(BadInputFile, match=r"x\.toml"):
        read_table(text, "x.toml")


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 5, 24), 60, date(2029, 5, 24)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months(day: date, count: int, found: date) -> None:
    assert add_months(day, count) == found


@given(DAYS, st.integers(1, 400))
def test_the_last_day_in_time_is_a_working_day_and_one_more_is_later(start: date, count: int) -> None:
    due = USUAL.add_working_days(start, count)
    between = [start + timedelta(days=place) for place in range(1, (due - start).days + 1)]
    assert sum(USUAL.is_working_day(day) for day in between) == count
    assert USUAL.is_working_day(due)
    assert USUAL.add_working_days(start, count + 1) > due


@given(DAYS, st.integers(-600, 600))
def test_months_between_undoes_adding(day: date, count: int) -> None:
    assert months_between(day, add_months(day, count)) == count
