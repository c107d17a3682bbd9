"""Dates of lists: every way they are written, and never an error whatever stands in the cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.dates import is_partial_date
from desktop.domain.sheets.date_cells import join_parts, read_date
from tests.domain.sheets.builders import TODAY

DAYS = st.dates(date(1900, 1, 1), TODAY)
WHOLE = ("day",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (date(1999, 2, 3), "1999-02-03"),
        (" 3/2/1999 ", "1999-02-03"),
        ("03.02.1999", "1999-02-03"),
        ("03-02-1999", "1999-02-03"),
        ("3 - 2 - 1999", "1999-02-03"),
        ("3\\2\\1999", "1999-02-03"),
        ("3,2,1999", "1999-02-03"),
        ("'03/02/1999", "1999-02-03"),
        ("03021999", "1999-02-03"),
        (3021999, "1999-02-03"),
        ("3/2/99", "1999-02-03"),
        ("3/2/05", "2005-02-03"),
        ("ngày 03 tháng 02 năm 1999", "1999-02-03"),
        ("Sinh ngày 3/2/1999", "1999-02-03"),
        ("1999-02-03", "1999-02-03"),
        ("1999/2/3", "1999-02-03"),
        ("03/02/1999 00:00:00", "1999-02-03"),
        ("1999-02-03 00:00:00", "1999-02-03"),
        ("03/02/1999.", "1999-02-03"),
        (36194, "1999-02-03"),
        (36194.0, "1999-02-03"),
        ("năm 1999", "1999"),
        ("SN 1999", "1999"),
        (1999, "1999"),
        (1999.0, "1999"),
        ("1999", "1999"),
        ("00/00/1999", "1999"),
        ("0/5/1999", "1999-05"),
        ("tháng 5/1999", "1999-05"),
        ("tháng 5 năm 1999", "1999-05"),
        ("T5/1999", "1999-05"),
        ("05/1999", "1999-05"),
        (3.2015, "2015-03"),
    ],
)
def test_dates_as_they_are_written(written: object, meant: str) -> None:
    assert read_date(written, TODAY).value == meant  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("31/02/1999", "không có ngày này trong lịch"),
        ("29/2/1999", "không có ngày này trong lịch"),
        ("12/25/1999", "không có ngày này trong lịch"),
        ("khoảng 1975", "không phải là ngày tháng"),
        ("không rõ", "không phải là ngày tháng"),
        ("1/1/1899", "trước năm 1900"),
        ("4/3/2026", "ngày này chưa tới"),
        (2027, "ngày này chưa tới"),
        (123456789, "không phải là ngày tháng"),
        (-5, "không phải là ngày tháng"),
    ],
)
def test_what_is_no_date_is_told(written: object, why: str) -> None:
    reading = read_date(written, TODAY)  # type: ignore[arg-type]
    assert (reading.value, reading.rejected) == (None, why)


@pytest.mark.parametrize("written", ["2023", 2023, "5/2023", "năm 2023"])
def test_a_field_of_whole_days_takes_no_year_alone(written: str | int) -> None:
    assert read_date(written, TODAY, WHOLE).rejected == "cần đủ ngày, tháng, năm"


def test_parts_in_columns_of_their_own() -> None:
    assert read_date(join_parts("3", "2", "1999"), TODAY).value == "1999-02-03"
    assert read_date(join_parts("", "", "1999"), TODAY).value == "1999"


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "ngày %d tháng %m năm %Y", " %d/%m/%Y "]))
def test_every_day_comes_back(day: date, form: str) -> None:
    # strftime pads no years before 1000 on some systems; all of these are later.
    assert read_date(day.strftime(form), TODAY).value == day.isoformat()


@given(DAYS.filter(lambda day: day >= date(1908, 3, 19)))
def test_day_numbers_of_excel_come_back(day: date) -> None:
    assert read_date((day - date(1899, 12, 30)).days, TODAY).value == day.isoformat()


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.dates()))
def test_anything_gives_a_date_or_a_reason(value: object) -> None:
    reading = read_date(value, TODAY)  # type: ignore[arg-type]
    if reading.value is None:
        assert reading.rejected
    else:
        assert is_partial_date(reading.value)
        assert "1900" <= reading.value <= TODAY.isoformat()
