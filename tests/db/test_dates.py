"""Tests of partial dates: how a clerk types them, what is refused, and the way back to what is shown."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.dates import FIRST_YEAR, first_day, is_partial_date, parse_typed, precision
from db.errors import BadDate
from desktop.vietnamese import show_date

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(2399, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("03/02/1998", "1998-02-03"),
        ("3/2/1998", "1998-02-03"),
        ("03-02-1998", "1998-02-03"),
        ("3.2.1998", "1998-02-03"),
        ("3 2 1998", "1998-02-03"),
        ("3 / 2 / 1998", "1998-02-03"),
        ("03021998", "1998-02-03"),
        ("030298", "1998-02-03"),
        ("051998", "1998-05"),
        ("122020", "2020-12"),
        ("  03/02/1998 ", "1998-02-03"),
        ("/02/1998", "1998-02"),
        ("3/2/1998/", "1998-02-03"),
        ("29/02/2024", "2024-02-29"),
        ("05/1998", "1998-05"),
        ("5-1998", "1998-05"),
        ("5.1998", "1998-05"),
        ("1998", "1998"),
        ("1998-02-03", "1998-02-03"),
        ("1998-02", "1998-02"),
    ],
)
def test_what_a_clerk_types(typed: str, meant: str) -> None:
    assert parse_typed(typed) == meant


@pytest.mark.parametrize(
    ("typed", "latest_year", "meant"),
    [
        ("3/2/98", 2026, "1998-02-03"),
        ("3/2/26", 2026, "2026-02-03"),
        ("3/2/27", 2026, "1927-02-03"),
        ("3/2/00", 2026, "2000-02-03"),
        ("3/2/99", 2099, "2099-02-03"),
        ("29/2/00", 2026, "2000-02-29"),
    ],
)
def test_a_year_of_two_digits_never_lies_ahead(typed: str, latest_year: int, meant: str) -> None:
    assert parse_typed(typed, latest_year=latest_year) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "31/02/1999",
        "29/02/2023",
        "00/01/1999",
        "1/13/1999",
        "13/1999",
        "0/1999",
        "1/1/0000",
        f"{FIRST_YEAR - 1}",
        "1/1/199",
        "200398x",
        "311398",
        "201398",
        "310219999",
        "31021999x",
        "32011999",
        "năm 1998",
        "hôm qua",
        "2/1998/3",
        "1998-13",
        "1998-02-30",
        "１９９８",
        "٠٣/٠٢/١٩٩٨",
        "03/02",
    ],
)
def test_what_is_no_date_is_refused_in_words(typed: str) -> None:
    with pytest.raises(BadDate, match="không phải là ngày") as caught:
        parse_typed(typed)
    assert f"“{typed.strip()}”" in caught.value.sentence


@pytest.mark.parametrize(
    ("typed", "allow", "is_welcome"),
    [
        ("1998", ("day",), False),
        ("05/1998", ("day",), False),
        ("03/05/1998", ("day",), True),
        ("1998", ("year", "month"), True),
        ("03/05/1998", ("year", "month"), False),
        ("1998-05-03", ("month",), False),
    ],
)
def test_only_the_welcome_precision(typed: str, allow: tuple[str, ...], is_welcome: bool) -> None:
    if is_welcome:
        assert precision(parse_typed(typed, allow)) in allow
    else:
        with pytest.raises(BadDate):
            parse_typed(typed, allow)


@given(day=DAYS, places=st.sampled_from([4, 7, 10]))
def test_what_is_shown_can_be_typed(day: date, places: int) -> None:
    partial = day.isoformat()[:places]
    assert parse_typed(show_date(partial)) == partial
    assert parse_typed(partial) == partial
    assert is_partial_date(partial)
    assert first_day(partial).isoformat().startswith(partial)
    assert precision(partial) == {4: "year", 7: "month", 10: "day"}[places]


@given(day=DAYS)
def test_eight_digits_are_a_day(day: date) -> None:
    assert parse_typed(f"{day:%d%m}{day.year:04}") == day.isoformat()


@given(text=st.text() | st.text("0123456789/.- ", max_size=12))
def test_nothing_but_a_date_or_a_refusal_comes_of_any_text(text: str) -> None:
    with contextlib.suppress(BadDate):
        found = parse_typed(text)
        assert is_partial_date(found)
        assert found.isascii()
