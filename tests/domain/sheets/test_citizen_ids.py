"""Personal identification numbers: mended only when nothing speaks against it, doubted when something does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.sheets.citizen_ids import contradictions, read_citizen_id
from desktop.services.importing.knowledge import load_knowledge

PROVINCES = load_knowledge().provinces
# A woman born in 1999, as the fourth to sixth digits say.
WHOLE = "038199117579"


def test_a_whole_number_is_taken_as_text() -> None:
    reading = read_citizen_id(WHOLE, "female", "1999-12-25", PROVINCES)
    assert (reading.value, reading.rejected, reading.mended, reading.doubt) == (WHOLE, None, None, None)


@pytest.mark.parametrize(
    "written", ["038 199 117 579", "038.199.117.579", "038-199117579", "'038199117579", " 038199117579 "]
)
def test_blanks_and_dots_are_no_digits(written: str) -> None:
    assert read_citizen_id(written, None, None, PROVINCES).value == WHOLE


@pytest.mark.parametrize("written", [38199117579, 38199117579.0, "38199117579"])
def test_a_lost_zero_is_mended_and_told(written: float | str) -> None:
    reading = read_citizen_id(written, "female", "1999", PROVINCES)
    assert reading.value == WHOLE
    assert reading.mended == "mất 1 số 0 ở đầu, đề nghị thêm lại"
    assert reading.kept is None


def test_two_lost_zeros_are_mended_only_when_sex_and_year_confirm_it() -> None:
    assert read_citizen_id(1199117579, "female", "1999", PROVINCES).value == "001199117579"
    assert read_citizen_id(1199117579, None, None, PROVINCES).rejected is not None


@pytest.mark.parametrize(("sex", "born_on"), [("male", "1999"), ("female", "1998"), ("male", "2001-01-01")])
def test_a_zero_that_contradicts_sex_or_year_is_not_added(sex: str, born_on: str) -> None:
    reading = read_citizen_id(38199117579, sex, born_on, PROVINCES)
    assert reading.value is None
    assert "thêm số 0 ở đầu thì không khớp" in (reading.rejected or "")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("03819812", "có 8 chữ số"),
        ("171234567", "chứng minh nhân dân cũ"),
        ("0381991175790", "có 13 chữ số"),
        ("chưa có", "không phải là dãy 12 chữ số"),
        ("3.8E+10", "không phải là dãy 12 chữ số"),
        (3819911757.9, "có 11 chữ số"),
        ("٠٣٨١٩٩١١٧٥٧٩", "không phải là dãy 12 chữ số"),
    ],
)
def test_what_is_no_number_is_told(written: str | float, told: str) -> None:
    reading = read_citizen_id(written, "male", "1950", PROVINCES)
    assert reading.value is None
    assert told in (reading.rejected or "")


@pytest.mark.parametrize(
    ("sex", "born_on", "told"),
    [("male", "1999", "số này là của nữ"), ("female", "1998-01-01", "người sinh năm 1999")],
)
def test_a_whole_number_that_contradicts_is_kept_with_a_doubt(sex: str, born_on: str, told: str) -> None:
    reading = read_citizen_id(WHOLE, sex, born_on, PROVINCES)
    assert reading.value == WHOLE
    assert told in (reading.doubt or "")


def test_an_unknown_province_is_doubted() -> None:
    assert "099" in (read_citizen_id("099199117579", None, None, PROVINCES).doubt or "")


@given(
    st.sampled_from(sorted(PROVINCES)),
    st.sampled_from(["male", "female"]),
    st.integers(1900, 2099),
    st.integers(0, 999_999),
)
def test_every_number_made_by_the_rule_agrees_with_its_person(province: str, sex: str, year: int, serial: int) -> None:
    century_and_sex = (year - 1900) // 100 * 2 + (sex == "female")
    digits = f"{province}{century_and_sex}{year % 100:02}{serial:06}"
    assert contradictions(digits, sex, str(year), PROVINCES) == []
    read = read_citizen_id(int(digits), sex, str(year), PROVINCES)
    assert read.value == digits
    assert bool(read.mended) == digits.startswith("0")


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_anything_gives_twelve_digits_or_a_reason(value: object) -> None:
    reading = read_citizen_id(value, None, None, PROVINCES)  # type: ignore[arg-type]
    assert (reading.value is None) == bool(reading.rejected)
    assert reading.value is None or (len(reading.value) == 12 and reading.value.isdigit())
