"""Reminders of copies: weekly, by the day they were made, and never silenced by a clock that went wrong."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.keeping import reminders

TODAY = date(2026, 3, 2)
days = st.none() | st.dates()


def kinds(backup: date | None, elsewhere: date | None) -> list[str]:
    return [each.kind for each in reminders(backup, elsewhere, TODAY)]


def test_a_new_book_is_reminded_of_both() -> None:
    assert [each.sentence for each in reminders(None, None, TODAY)] == [
        "Chưa sao lưu lần nào. Hãy bấm Tệp → Sao lưu.",
        "Chưa chép bản sao lưu ra USB hay ổ đĩa khác lần nào. Hãy cắm USB rồi sao lưu sang đó, mỗi tuần một lần.",
    ]


@pytest.mark.parametrize(("ago", "is_due"), [(0, False), (6, False), (7, True), (400, True), (-1, True)])
def test_a_week_is_the_limit_and_a_day_to_come_counts_for_nothing(ago: int, is_due: bool) -> None:
    last = TODAY - timedelta(days=ago)
    assert kinds(last, TODAY) == ["backup"] * is_due
    assert kinds(TODAY, last) == ["second_place"] * is_due


def test_how_long_ago_is_said() -> None:
    (due,) = reminders(TODAY, TODAY - timedelta(days=9), TODAY)
    assert due.sentence.startswith("Đã 9 ngày chưa chép bản sao lưu ra USB")


@given(days, days, st.dates())
def test_whatever_the_clock_each_place_is_reminded_of_at_most_once(
    backup: date | None, elsewhere: date | None, today: date
) -> None:
    found = reminders(backup, elsewhere, today)
    assert len({each.kind for each in found}) == len(found)
    assert all("-" not in each.sentence and "None" not in each.sentence for each in found)
