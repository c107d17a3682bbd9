"""Tests of filling an .xls template: the records asked for, and every other cell as it was."""

import struct
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.exchange.templates import records
from desktop.exchange.templates.compound_file import CompoundFile
from desktop.exchange.templates.filling import fill
from desktop.exchange.templates.model import Entry
from desktop.exchange.templates.refusals import CannotFill
from tests.exchange.templates import SHEET, SUMMARY, XLS, read_xls


def stream(content: bytes) -> bytes:
    return CompoundFile(content).stream("Workbook")


def with_record(kind: int, content: bytes) -> bytes:
    """The template with a record put behind the first one."""
    first = next(records.split(stream(XLS)))
    new = records.BiffRecord(kind, content).written()
    return CompoundFile(XLS).with_stream("Workbook", first.written() + new + stream(XLS)[len(first) :])


def test_only_the_cells_asked_for_change() -> None:
    filled = fill(
        XLS,
        [
            Entry(SHEET, 5, 3, 12),
            Entry(SHEET, 6, 4, Decimal("7.5")),
            Entry(SHEET, 8, 3, 300),
            Entry(SHEET, 11, 3, "Vàng A Dế"),
        ],
    )
    was, now = read_xls(XLS), read_xls(filled)
    values = {place: now[place][0] for place in was if was[place] != now[place]}
    assert values == {(SHEET, 5, 3): 12, (SHEET, 6, 4): 7.5, (SHEET, 8, 3): 300, (SHEET, 11, 3): "Vàng A Dế"}
    assert {now[place][1] == was[place][1] for place in was} == {True}


def test_formulas_keep_their_records_and_their_sheets_ask_to_be_computed() -> None:
    def formulas(content: bytes) -> list[bytes]:
        return [each.content for each in records.split(stream(content)) if each.kind == records.FORMULA]

    filled = fill(XLS, [Entry(SHEET, 5, 3, 12)])
    assert formulas(filled) == formulas(XLS) != []
    marked = [each for each in records.split(stream(filled)) if each.kind == records.UNCALCULATED]
    assert len(marked) == 3


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (Entry(SHEET, 5, 5, 1), "ô E5 có công thức"),
        (Entry(SHEET, 5, 2, 1), "ô B5 bị cấp trên khóa"),
        (Entry(SHEET, 1, 2, 1), "ô B1 nằm trong vùng gộp A1:E1"),
        (Entry(SUMMARY, 40, 1, 1), "ô A40 không có chỗ ghi"),
        (Entry(SUMMARY, 3, 300, 1), "ô KN3 không chứa được"),
        (Entry(SUMMARY, 3, 2, "dài" * 2000), "ô B3 không chứa được"),
        (Entry("Biểu khác", 1, 1, 1), "không có trang"),
    ],
)
def test_a_cell_that_is_not_for_filling_is_named(entry: Entry, words: str) -> None:
    with pytest.raises(CannotFill, match=words):
        fill(XLS, [Entry(SHEET, 6, 3, 4), entry])


def test_two_values_for_one_cell_are_refused() -> None:
    with pytest.raises(CannotFill, match="hai số liệu khác nhau"):
        fill(XLS, [Entry(SHEET, 5, 3, 1), Entry(SHEET.upper(), 5, 3, 2)])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (with_record(records.FILEPASS, bytes(54)), "mật khẩu"),
        (XLS[:600], "bị hỏng"),
        (XLS[:-4000], "bị hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "bị hỏng"),
    ],
)
def test_a_file_that_cannot_be_filled_gets_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(CannotFill, match=words):
        fill(content, [Entry(SHEET, 5, 3, 1)])


def test_a_text_too_many_for_one_record_goes_into_the_next() -> None:
    long = [Entry(SUMMARY, 3, column, f"{column} " + "ấ" * 1900) for column in range(2, 9)]
    now = read_xls(fill(XLS, long))
    assert [now[SUMMARY, 3, each.column][0] for each in long] == [each.content for each in long]


def test_the_container_grows_by_tables_of_sectors_and_stays_whole() -> None:
    held = stream(XLS)
    grown = CompoundFile(XLS).with_stream("Workbook", held + bytes(200_000))
    again = CompoundFile(grown)
    assert again.stream("Workbook") == held + bytes(200_000)
    assert struct.unpack_from("<I", grown, 44)[0] > struct.unpack_from("<I", XLS, 44)[0]
    others = {name for name, _ in again._top()} - {"Workbook"}
    assert others
    for name in others:
        assert again.stream(name) == CompoundFile(XLS).stream(name)


def test_damage_anywhere_is_a_sentence_or_harmless() -> None:
    refused = 0
    for place in range(0, len(XLS), 37):
        content = XLS[:place] + bytes([XLS[place] ^ 0x41]) + XLS[place + 1 :]
        try:
            fill(content, [Entry(SHEET, 5, 3, 1)])
        except CannotFill:
            refused += 1
    assert refused


FREE = [(row, column) for row in range(5, 9) for column in (3, 4)]
CONTENTS = st.one_of(
    st.integers(-(10**12), 10**12), st.decimals(-(10**6), 10**6, places=2), st.text("aĂỄ😀 =", max_size=20)
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(FREE), CONTENTS, min_size=1), st.dictionaries(st.integers(2, 200), CONTENTS))
def test_any_cells_are_filled_and_no_others(wanted: dict[tuple[int, int], Any], beside: dict[int, Any]) -> None:
    """Cells with records, and cells without in a row that has one."""
    entries = [Entry(SHEET, *place, content) for place, content in wanted.items()]
    entries += [Entry(SUMMARY, 3, column, content) for column, content in beside.items()]
    was, now = read_xls(XLS), read_xls(fill(XLS, entries))
    for each in entries:
        expected = each.content if isinstance(each.content, str) else pytest.approx(float(each.content))
        assert now[each.sheet, each.row, each.column][0] == expected
    filled = {(each.sheet, *each.position) for each in entries}
    left = {place: held for place, held in now.items() if place not in filled and held[0] != ""}
    assert left == {place: held for place, held in was.items() if place not in filled and held[0] != ""}
