"""Tests of how dates, numbers and names are written for Vietnamese readers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.vietnamese import capitals, long_date, padded_number, proper_case, show_date, show_number, show_percent


@pytest.mark.parametrize(
    ("partial", "shown", "long"),
    [
        ("2026-02-03", "03/02/2026", "ngày 03 tháng 02 năm 2026"),
        ("2026-01-31", "31/01/2026", "ngày 31 tháng 01 năm 2026"),
        ("2026-03-09", "09/03/2026", "ngày 09 tháng 3 năm 2026"),
        ("2026-12-10", "10/12/2026", "ngày 10 tháng 12 năm 2026"),
        ("1998-05", "05/1998", "tháng 5 năm 1998"),
        ("1998-02", "02/1998", "tháng 02 năm 1998"),
        ("1998", "1998", "năm 1998"),
        (None, "", ""),
        ("", "", ""),
    ],
)
def test_dates(partial: str | None, shown: str, long: str) -> None:
    assert show_date(partial) == shown
    assert long_date(partial) == long


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (3790, 0, "3.790"),
        (1234567, 0, "1.234.567"),
        (-3790, 0, "-3.790"),
        (Decimal("79.57"), 2, "79,57"),
        (Decimal("3790.5"), 1, "3.790,5"),
        (Decimal("48.25"), 1, "48,3"),
        (Decimal("2.5"), 0, "3"),
        (5, 2, "5,00"),
    ],
)
def test_numbers(value: int | Decimal, decimals: int, shown: str) -> None:
    assert show_number(value, decimals) == shown


@pytest.mark.parametrize(("value", "shown"), [(0, "00"), (9, "09"), (10, "10"), (1200, "1.200"), (-1, "-1")])
def test_counts_in_reports(value: int, shown: str) -> None:
    assert padded_number(value) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "rounding", "shown"),
    [
        ("48.25", 1, "half_up", "48,3 %"),
        ("48.25", 1, "truncate", "48,2 %"),
        ("79.567", 2, "half_up", "79,57 %"),
        ("79.567", 2, "truncate", "79,56 %"),
        ("100", 2, "half_up", "100,00 %"),
        ("99.999", 2, "truncate", "99,99 %"),
        ("66.6666", 0, "half_up", "67 %"),
        ("0", 2, "half_up", "0,00 %"),
    ],
)
def test_shares(value: str, decimals: int, rounding: str, shown: str) -> None:
    assert show_percent(Decimal(value), decimals, rounding) == shown


@given(value=st.integers(0, 10_000), decimals=st.integers(0, 3))
def test_truncating_never_promises_more(value: int, decimals: int) -> None:
    share = Decimal(value) / 100
    truncated, rounded = (
        Decimal(show_percent(share, decimals, rounding).removesuffix(" %").replace(",", "."))
        for rounding in ("truncate", "half_up")
    )
    assert truncated <= share
    assert rounded - truncated in (0, Decimal(1).scaleb(-decimals))


@pytest.mark.parametrize(
    ("typed", "proper"),
    [
        ("NGUYỄN THỊ HÒA", "Nguyễn Thị Hòa"),
        ("đặng  văn   ổn", "Đặng Văn Ổn"),
        (" H'HEN NIÊ ", "H'Hen Niê"),
        ("Y NGÔNG", "Y Ngông"),
        ("K'BRỂU", "K'Brểu"),
        ("NGUYỄN-LÊ ANH", "Nguyễn-Lê Anh"),
        ("HÒA", "Hòa"),
        ("", ""),
    ],
)
def test_names_in_proper_case(typed: str, proper: str) -> None:
    assert proper_case(typed) == proper
    assert proper_case(proper) == proper


@pytest.mark.parametrize(("name", "shown"), [("Đặng Thị Hòa", "ĐẶNG THỊ HÒA"), ("Y Ngông Niê", "Y NGÔNG NIÊ")])
def test_names_in_capitals(name: str, shown: str) -> None:
    assert capitals(name) == shown
    assert proper_case(shown) == name
