"""Names, official values and choices: mended with a proposal, kept with a doubt, or rejected with a reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.fields import field
from desktop.domain.sheets.cell_rules import read_choice, read_grade, read_known, read_name, read_text
from desktop.domain.sheets.mentors import mentor_names
from desktop.services.importing.knowledge import load_knowledge

KNOWLEDGE = load_knowledge()
NAME, ETHNICITY, RELIGION, SEX = (field("person", name) for name in ("full_name", "ethnicity", "religion", "sex"))


@pytest.mark.parametrize(
    ("written", "proposed"),
    [
        ("NGUYỄN MINH SƠN", "Nguyễn Minh Sơn"),
        ("nguyễn minh sơn", "Nguyễn Minh Sơn"),
        ("Y NGÔNG NIÊ KDĂM", "Y Ngông Niê Kdăm"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("GIÀNG A CÂU", "Giàng A Câu"),
    ],
)
def test_a_name_in_capitals_is_proposed_in_proper_case(written: str, proposed: str) -> None:
    reading = read_name(written, NAME)
    assert (reading.value, reading.kept) == (proposed, written)
    assert reading.mended


@pytest.mark.parametrize("written", ["Nguyễn Minh Sơn", "Y Ngông Niê Kdăm", "H'Hen Niê", "K' Brêu"])
def test_a_name_in_proper_case_is_left_alone(written: str) -> None:
    assert read_name(written, NAME).mended is None


@pytest.mark.parametrize("written", ["12345", "…", "?"])
def test_what_is_no_name_is_rejected(written: str) -> None:
    assert read_name(written, NAME).rejected == "không phải là họ tên"


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("H'Mông", "Mông"),
        ("Hmông", "Mông"),
        ("H’MÔNG", "Mông"),
        ("Khmer", "Khơ-me"),
        ("Êđê", "Ê-đê"),
        ("Cao Lan", "Sán Chay"),
    ],
)
def test_another_spelling_of_a_people_is_proposed(written: str, official: str) -> None:
    reading = read_known(written, ETHNICITY, KNOWLEDGE.values["person.ethnicity"])
    assert (reading.value, reading.kept) == (official, written)


@pytest.mark.parametrize(("written", "kept"), [("mường", "Mường"), ("KINH", "Kinh"), ("Thái", "Thái")])
def test_capitals_alone_need_no_proposal(written: str, kept: str) -> None:
    reading = read_known(written, ETHNICITY, KNOWLEDGE.values["person.ethnicity"])
    assert (reading.value, reading.mended) == (kept, None)


def test_there_are_fifty_four_peoples_and_no_spelling_means_two() -> None:
    spellings = KNOWLEDGE.values["person.ethnicity"].official
    assert len(set(spellings.values())) == 54


def test_an_unknown_people_is_kept_with_a_doubt() -> None:
    reading = read_known("Nguồn", ETHNICITY, KNOWLEDGE.values["person.ethnicity"])
    assert reading.value == "Nguồn"
    assert reading.doubt


@pytest.mark.parametrize("written", ["0", "ko", "Không có", "không tôn giáo"])
def test_no_religion(written: str) -> None:
    reading = read_known(written, RELIGION, KNOWLEDGE.values["person.religion"])
    assert (reading.value, bool(reading.mended)) == ("Không", True)


@pytest.mark.parametrize(("written", "value"), [("Nam", "male"), ("nữ", "female"), ("NỮ", "female"), ("Gái", "female")])
def test_sex(written: str, value: str) -> None:
    assert read_choice(written, SEX, KNOWLEDGE.values["person.sex"]).value == value


def test_a_value_that_is_no_choice_is_rejected() -> None:
    assert "Nam, Nữ" in (read_choice("khác", SEX, KNOWLEDGE.values["person.sex"]).rejected or "")


@pytest.mark.parametrize(
    ("day", "grade"),
    [
        (date(2024, 12, 9), "9/12"),
        (date(2024, 9, 12), "9/12"),
        (date(2024, 12, 12), "12/12"),
        (date(2024, 10, 12), "10/12"),
        (date(2024, 10, 7), "7/10"),
    ],
)
def test_a_grade_that_became_a_day_is_mended(day: date, grade: str) -> None:
    reading = read_grade(day, field("person", "schooling"))
    assert (reading.value, bool(reading.mended)) == (grade, True)


def test_a_day_that_is_no_grade_is_rejected() -> None:
    assert read_grade(date(2024, 3, 26), field("person", "schooling")).rejected


def test_text_longer_than_its_field_is_rejected_whole() -> None:
    reading = read_text("a" * 101, NAME)
    assert reading.value is None
    assert reading.rejected == "dài 101 chữ, ô này chỉ giữ được 100 chữ"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Lê Văn Sơn", ("Lê Văn Sơn",)),
        ("Đ/c Lê Văn Sơn", ("Lê Văn Sơn",)),
        ("đồng chí: Lê Văn Sơn", ("Lê Văn Sơn",)),
        ("Lê Văn Sơn, Hà Thị Anh", ("Lê Văn Sơn", "Hà Thị Anh")),
        ("1. Lê Văn Sơn; 2. Hà Thị Bà", ("Lê Văn Sơn", "Hà Thị Bà")),
        ("Lê Văn Sơn và Hà Thị Chị", ("Lê Văn Sơn", "Hà Thị Chị")),
        ("Ông Lê Văn Sơn", ("Lê Văn Sơn",)),
        ("Ông Văn Tùng", ("Ông Văn Tùng",)),
        ("LÊ VĂN SƠN", ("Lê Văn Sơn",)),
        ("chưa", ()),
        ("", ()),
    ],
)
def test_mentors_of_one_cell(written: str, names: tuple[str, ...]) -> None:
    assert mentor_names(written, KNOWLEDGE.words) == names


@given(st.text())
def test_no_text_breaks_a_rule(text: str) -> None:
    mentor_names(text, KNOWLEDGE.words)
    for reading in (
        read_name(text, NAME),
        read_known(text, ETHNICITY, KNOWLEDGE.values["person.ethnicity"]),
        read_choice(text, SEX, None),
    ):
        assert (reading.value is None) == bool(reading.rejected)
