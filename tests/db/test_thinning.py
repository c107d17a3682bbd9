"""Thinning: the rule keeps what was promised, for any history of backups and any clock."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.thinning import choose_to_delete

FIRST, LAST = datetime.fromisoformat("2019-01-01"), datetime.fromisoformat("2099-01-01")
START = datetime.fromisoformat("2026-01-05T08:00")
histories = st.lists(st.integers(0, 72), max_size=150).map(
    lambda gaps: [(number + 1, START + timedelta(hours=sum(gaps[: number + 1]))) for number in range(len(gaps))]
)
any_clock = st.lists(st.datetimes(FIRST, LAST), max_size=60).map(lambda times: list(enumerate(times, start=1)))


def kept(copies: list[tuple[int, datetime]], now: datetime) -> list[datetime]:
    gone = choose_to_delete(copies, now)
    return [time for sequence, time in copies if sequence not in gone]


def test_a_backup_every_day_of_three_years_leaves_31_days() -> None:
    copies = [(day + 1, START + timedelta(days=day)) for day in range(3 * 365)]
    stays = kept(copies, copies[-1][1])
    newest = copies[-1][1]
    assert stays[-14:] == [newest - timedelta(days=day) for day in range(13, -1, -1)]
    weekly = stays[-24:-14]
    assert len({time.isocalendar()[:2] for time in weekly}) == 10
    monthly = stays[:-24]
    assert len({(time.year, time.month) for time in monthly}) == len(monthly) == 9
    assert newest - stays[0] > timedelta(days=300)


def test_of_one_day_the_newest_stays_but_the_two_newest_days_stay_whole() -> None:
    copies = [(day * 10 + hour, START + timedelta(days=day, hours=hour)) for day in range(4) for hour in range(1, 9)]
    gone = choose_to_delete(copies, copies[-1][1])
    assert gone == {number for number, _ in copies if number < 20 and number % 10 != 8}


@given(histories, st.integers(0, 500))
def test_with_a_right_clock_the_promise_is_kept(copies: list[tuple[int, datetime]], later: int) -> None:
    now = (copies[-1][1] if copies else START) + timedelta(hours=later)
    stays = kept(copies, now)
    days = sorted({time.date() for _, time in copies})
    assert len(stays) <= 12 + 10 + 9 + sum(1 for _, time in copies if time.date() in days[-2:])
    assert [time for _, time in copies if time.date() in days[-2:]] == [t for t in stays if t.date() in days[-2:]]
    for day in days[-14:]:
        assert max(time for _, time in copies if time.date() == day) in stays


@given(histories)
def test_thinning_twice_deletes_nothing_more(copies: list[tuple[int, datetime]]) -> None:
    now = copies[-1][1] if copies else START
    gone = choose_to_delete(copies, now)
    assert choose_to_delete([copy for copy in copies if copy[0] not in gone], now) == set()


@given(any_clock, st.datetimes(FIRST, LAST))
def test_the_newest_by_number_stays_whatever_the_clock(copies: list[tuple[int, datetime]], now: datetime) -> None:
    gone = choose_to_delete(copies, now)
    assert gone <= {number for number, _ in copies}
    if copies:
        assert copies[-1][0] not in gone
    assert not {number for number, time in copies if time > now} & gone


@given(histories, st.data())
def test_a_clock_that_went_back_deletes_nothing(copies: list[tuple[int, datetime]], data: st.DataObject) -> None:
    if copies:
        now = copies[-1][1] - timedelta(seconds=data.draw(st.integers(1, 10**8)))
        assert choose_to_delete(copies, now) == set()


@pytest.mark.parametrize("wrong", ["2020-01-01T09:00", "2099-01-01T09:00"])
@given(histories, st.data())
def test_days_with_a_wrong_clock_cost_no_backup(
    wrong: str, copies: list[tuple[int, datetime]], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(copies)))
    moved = [(number + 3, time) for number, time in copies[place:]]
    in_between = [(place + 1 + extra, datetime.fromisoformat(wrong) + timedelta(hours=extra)) for extra in range(3)]
    now = (copies[-1][1] if copies else START) + timedelta(hours=1)
    history = copies[:place] + in_between + moved
    gone = choose_to_delete(history, now)
    assert not {number for number, _ in in_between} & gone or (place == 0 and wrong.startswith("2020"))
    assert len(gone) <= len(choose_to_delete(copies, now)) + 3


def test_the_order_of_the_list_does_not_matter() -> None:
    copies = [(day + 1, START + timedelta(days=day)) for day in range(60)]
    assert choose_to_delete(reversed(copies), copies[-1][1]) == choose_to_delete(copies, copies[-1][1])
    assert choose_to_delete(copies, copies[-1][1])
