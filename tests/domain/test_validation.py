"""Tests of what may be kept in a field: each kind checked, every problem named with its field, nothing half taken."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import fields
from desktop.domain.validation import Invalid, check_values


def problem(table: str, name: str, value: Any) -> str:
    with pytest.raises(Invalid) as caught:
        check_values(table, {name: value})
    assert list(caught.value.problems) == [name]
    sentence = caught.value.problems[name]
    assert sentence.startswith(fields.field(table, name).label)
    assert sentence in caught.value.sentence
    return sentence


@pytest.mark.parametrize(
    ("table", "name", "typed", "kept"),
    [
        ("person", "full_name", "  Lò Thị Ánh ", "Lò Thị Ánh"),
        ("person", "full_name", unicodedata.normalize("NFD", "Lò Thị Ánh"), "Lò Thị Ánh"),
        ("person", "note", "\u200b ", None),
        ("person", "note", None, None),
        ("person", "born_on", "5/1998", "1998-05"),
        ("person", "born_on", "1998-05-03", "1998-05-03"),
        ("person", "citizen_id", "012345678901", "012345678901"),
        ("person", "citizen_id_issued_on", "3.2.2021", "2021-02-03"),
        ("person", "sex", "male", "male"),
        ("person", "sex", "", None),
        ("person", "party_cell_id", 3, 3),
        ("person", "party_cell_id", None, None),
        ("step", "votes_for", " 12 ", 12),
        ("step", "votes_for", 0, 0),
        ("party_cell", "is_grassroots", True, 1),
        ("party_cell", "is_grassroots", "0", 0),
        ("person", "photo_id", 4, 4),
    ],
)
def test_what_is_kept(table: str, name: str, typed: Any, kept: Any) -> None:
    assert check_values(table, {name: typed}) == {name: kept}


@pytest.mark.parametrize(
    ("table", "name", "typed", "words"),
    [
        ("person", "full_name", "  ", "chưa có"),
        ("person", "full_name", None, "chưa có"),
        ("person", "full_name", "x" * 101, "dài 101 chữ, chỉ được 100"),
        ("person", "citizen_id", "12345678", "phải đủ 12 chữ số"),
        ("person", "citizen_id", "01234567890x", "phải đủ 12 chữ số"),
        ("person", "citizen_id", "٠١٢٣٤٥٦٧٨٩٠١", "phải đủ 12 chữ số"),
        ("person", "born_on", "31/02/1999", "không phải là ngày"),
        ("person", "citizen_id_issued_on", "2021", "chưa đủ"),
        ("person", "citizen_id_issued_on", "2021-02", "chưa đủ"),
        ("person", "sex", "Nam", "không có trong danh mục"),
        ("step", "votes_for", "-1", "phải là số"),
        ("step", "votes_for", "mười", "phải là số"),
        ("step", "votes_for", "1234567890", "phải là số"),
        ("party_cell", "is_grassroots", "không", "có hoặc không"),
    ],
)
def test_what_is_refused(table: str, name: str, typed: Any, words: str) -> None:
    assert words in problem(table, name, typed)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(Invalid) as caught:
        check_values("person", {"full_name": "", "sex": "x", "citizen_id": "1", "note": "được"})
    assert set(caught.value.problems) == {"full_name", "sex", "citizen_id"}
    assert caught.value.sentence.startswith("Chưa lưu được.")


def test_a_new_row_must_bring_what_is_required() -> None:
    with pytest.raises(Invalid) as caught:
        check_values("family_member", {"born_on": "1960"}, is_new=True)
    assert set(caught.value.problems) == {"relation", "full_name"}
    assert check_values("family_member", {"born_on": "1960"}) == {"born_on": "1960"}
    whole = {"relation": "father", "full_name": "Lò Văn Núi"}
    assert check_values("family_member", whole, is_new=True) == whole


EVERY_FIELD = [field for table in fields.tables() for field in fields.fields_of(table) if field.kind != "reference"]


@given(field=st.sampled_from(EVERY_FIELD), typed=st.text(max_size=30) | st.integers(-5, 99) | st.booleans() | st.none())
def test_any_value_is_kept_or_refused_in_words(field: fields.Field, typed: Any) -> None:
    try:
        kept = check_values(field.table, {field.name: typed})
    except Invalid as refusal:
        found = refusal.problems
    else:
        assert check_values(field.table, kept) == kept
        found = {field.name: f"{field.label}."}
    assert found[field.name].startswith(field.label)
