"""Tests of filling an .xlsx template: the cells asked for, and every other part of the file as it was."""

import struct
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.exchange.templates.filling import fill
from desktop.exchange.templates.model import Entry
from desktop.exchange.templates.refusals import CannotFill
from desktop.exchange.templates.stale import Formula, stale
from tests.exchange.templates import GUIDE, SHEET, SUMMARY, XLS, XLSX, parts, read_xlsx, repacked

MAIN_PART = "xl/workbook.xml"
SHEET_PART, SUMMARY_PART = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"


def test_only_the_filled_sheet_and_outdated_results_change() -> None:
    macro = bytes(range(256)) * 5
    template = repacked(XLSX, {"xl/vbaProject.bin": macro, "customXml/item1.xml": b"<a/>"})
    filled = fill(template, [Entry(SHEET, 5, 3, 12), Entry(SHEET, 6, 3, Decimal("7.50"))])
    before, after = parts(template), parts(filled)
    assert list(before) == list(after)
    # The summary looks at C5; the guide computes something of its own.
    assert [name for name in before if before[name] != after[name]] == [SHEET_PART, SUMMARY_PART]
    was, now = read_xlsx(template), read_xlsx(filled)
    changed = {place for place in was if was[place] != now[place]}
    assert changed == {(SHEET, 5, 3), (SHEET, 6, 3)}
    assert now[SHEET, 5, 3] == (12, *was[SHEET, 5, 3][1:])
    assert now[SHEET, 6, 3][0] == 7.5


def test_results_that_still_hold_are_kept_and_the_others_dropped() -> None:
    values = read_xlsx(fill(XLSX, [Entry(SHEET, 5, 3, 12)]), values=True)
    assert values[SHEET, 10, 3][0] is not None  # the sum of C6:C8
    assert values[GUIDE, 2, 1][0] == 2
    assert [values[place][0] for place in ((SHEET, 5, 5), (SUMMARY, 1, 2), (SUMMARY, 2, 2))] == [None] * 3


def test_cells_and_rows_that_are_not_there_are_put_in_order() -> None:
    filled = fill(XLSX, [Entry(SUMMARY, 3, 2, "=1+1 <&\"'>"), Entry(SUMMARY, 9, 1, "Ổn"), Entry(SUMMARY, 2, 1, 5)])
    now = read_xlsx(filled)
    assert [now[SUMMARY, *place][0] for place in ((3, 2), (9, 1), (2, 1))] == ["=1+1 <&\"'>", "Ổn", 5]
    assert b't="inlineStr"' in parts(filled)[SUMMARY_PART]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (Entry(SHEET, 5, 5, 1), "ô E5 có công thức"),
        (Entry(SHEET, 5, 2, 1), "ô B5 bị cấp trên khóa"),
        (Entry(SHEET, 20, 9, 1), "ô I20 bị cấp trên khóa"),
        (Entry(SHEET, 1, 2, 1), "ô B1 nằm trong vùng gộp A1:E1"),
        (Entry("Biểu khác", 1, 1, 1), "không có trang “Biểu khác”; đang có: Biểu kết nạp"),
        (Entry(SHEET, 5, 3, Decimal("NaN")), "ô C5 không chứa được"),
        (Entry(SUMMARY, 2_000_000, 1, 1), "ô A2000000 không chứa được"),
    ],
)
def test_a_cell_that_is_not_for_filling_is_named(entry: Entry, words: str) -> None:
    with pytest.raises(CannotFill) as refused:
        fill(XLSX, [Entry(SHEET, 6, 3, 4), entry])
    assert words in refused.value.sentence
    assert "giữ nguyên" in refused.value.sentence


def test_two_values_for_one_cell_are_refused() -> None:
    with pytest.raises(CannotFill, match="hai số liệu khác nhau"):
        fill(XLSX, [Entry(SHEET, 5, 3, 1), Entry(SHEET.upper(), 5, 3, 2)])


BOMB = (
    b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "không phải là bảng tính"),
        (b"%PDF-1.7", "không phải là bảng tính"),
        (XLSX[:4000], "bị hỏng"),
        (XLSX[:3000] + b"\0\0\0\0" + XLSX[3004:], "bị hỏng"),
        (repacked(XLSX, {MAIN_PART: b"<workbook"}), "bị hỏng"),
        (repacked(XLSX, {SHEET_PART: b"<worksheet/>"}), "bị hỏng"),
        (repacked(XLSX, {SHEET_PART: BOMB}), "khai báo lạ"),
        (repacked(XLSX, {MAIN_PART: BOMB}), "khai báo lạ"),
        (repacked(XLSX, {"_xmlsignatures/sig1.xml": b"<Signature/>"}), "chữ ký số"),
        (XLS[:512] + "EncryptedPackage".encode("utf-16-le") + XLS[544:], "bị hỏng"),
    ],
)
def test_a_file_that_cannot_be_filled_gets_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(CannotFill, match=words):
        fill(content, [Entry(SHEET, 5, 3, 1)])


def test_a_workbook_with_a_password_is_told_from_a_broken_one() -> None:
    """Office wraps an encrypted workbook of the new kind in the container of the old one."""
    from desktop.exchange.templates.compound_file import CompoundFile

    file = CompoundFile(XLS)
    directory = next(entry for name, entry in file._top() if name == "Workbook")
    wrapped = bytearray(XLS)
    wrapped[directory : directory + 64] = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0")
    struct.pack_into("<H", wrapped, directory + 64, 34)
    with pytest.raises(CannotFill, match="mật khẩu"):
        fill(bytes(wrapped), [Entry(SHEET, 5, 3, 1)])


FORMULAS = {
    ("a", 1, 1): "b!C3+1",
    ("a", 2, 1): "A1*2",
    ("a", 3, 1): "SUM(A$1:B2)",
    ("a", 4, 1): "SUM('Trang ''x''!'!A:A)",
    ("a", 5, 1): "tên_riêng",
    ("a", 6, 1): 'INDIRECT("A9")',
    ("a", 7, 1): "D4",
    ("b", 1, 1): "5:5*1",
    ("b", 2, 1): 'CONCATENATE("C3",1)',
}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (("b", 3, 3), {("a", 1, 1), ("a", 2, 1), ("a", 3, 1)}),
        (("a", 4, 4), {("a", 7, 1)}),
        (("trang 'x'!", 70, 1), {("a", 4, 1)}),
        (("b", 5, 200), {("b", 1, 1)}),
        (("b", 9, 9), set()),
    ],
)
def test_formulas_are_followed_through_each_other(changed: Any, expected: set[Any]) -> None:
    unfollowed = {("a", 5, 1), ("a", 6, 1)}
    assert stale([Formula(place, text) for place, text in FORMULAS.items()], [changed]) == expected | unfollowed


def test_a_formula_written_once_for_several_cells_is_followed_at_each() -> None:
    shared = [Formula(("a", 1, 2), "A1+1"), *(Formula(("a", row, 2), "A1+1", (1, 2)) for row in (2, 3))]
    assert stale(shared, [("a", 3, 1)]) == {("a", 3, 2)}


CONTENTS = st.one_of(
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**9), 10**9, places=2),
    st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=30),
)
PLACES = st.tuples(st.integers(1, 30), st.integers(1, 40)).filter(lambda place: place not in ((1, 2), (2, 2)))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(PLACES, CONTENTS, min_size=1, max_size=12))
def test_any_cells_are_filled_and_no_others(wanted: dict[tuple[int, int], Any]) -> None:
    filled = fill(XLSX, [Entry(SUMMARY, *place, content) for place, content in wanted.items()])
    was, now = read_xlsx(XLSX), read_xlsx(filled)
    for place, content in wanted.items():
        found = now[SUMMARY, *place][0]
        assert (found or "") == content if isinstance(content, str) else found == pytest.approx(float(content))
    others = {place for place in now if place[0] != SUMMARY or place[1:] not in wanted}
    assert {place: now[place] for place in others if now[place][0] is not None} == {
        place: was[place] for place in others if place in was and was[place][0] is not None
    }


HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{0}worksheet xmlns{1}="urn:x">'


def with_sheet(body: str, prefix: str = "") -> bytes:
    """The template with another first sheet, written as different programs write theirs."""
    head = HEAD.format(prefix, f":{prefix[:-1]}" if prefix else "")
    return repacked(XLSX, {SHEET_PART: f"{head}{body}</{prefix}worksheet>".encode()})


STYLED = '<sheetData><row r="2"><c r="B2" s="9"><v>7</v></c></row></sheetData>'


def sheet_text(content: bytes) -> str:
    return parts(content)[SHEET_PART].decode().partition('"urn:x">')[2].rpartition("</")[0]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<sheetData/>", '<sheetData><row r="2"><c r="B2"><v>7</v></c></row></sheetData>'),
        ('<sheetData/><a b="1>0"/>', '<sheetData><row r="2"><c r="B2"><v>7</v></c></row></sheetData><a b="1>0"/>'),
        ("<sheetData></sheetData>", '<sheetData><row r="2"><c r="B2"><v>7</v></c></row></sheetData>'),
        (
            '<sheetData><row r="1"/><row r="3"/></sheetData>',
            '<sheetData><row r="1"/><row r="2"><c r="B2"><v>7</v></c></row><row r="3"/></sheetData>',
        ),
        (
            '<sheetData><row r="2" spans="1:1" ht="20"/></sheetData>',
            '<sheetData><row r="2" ht="20"><c r="B2"><v>7</v></c></row></sheetData>',
        ),
        (
            '<sheetData><row r="2" spans="1:1"><c r="A2"/><c r="D2"><v>1</v></c></row></sheetData>',
            '<sheetData><row r="2"><c r="A2"/><c r="B2"><v>7</v></c><c r="D2"><v>1</v></c></row></sheetData>',
        ),
        (
            "<sheetData><row><c/></row><row><c><v>1</v></c><c s='4' t=\"s\"><v>0</v></c></row></sheetData>",
            '<sheetData><row><c/></row><row><c><v>1</v></c><c r="B2" s="4"><v>7</v></c></row></sheetData>',
        ),
        (
            '<cols><col min="2" max="2" style="9"/></cols><sheetData/>',
            f'<cols><col min="2" max="2" style="9"/></cols>{STYLED}',
        ),
        (
            '<sheetData><row r="2" s="5" customFormat="1"><c r="C2"/></row></sheetData>',
            '<sheetData><row r="2" s="5" customFormat="1"><c r="B2" s="5"><v>7</v></c><c r="C2"/></row></sheetData>',
        ),
    ],
)
def test_rows_and_cells_as_different_programs_write_them(body: str, expected: str) -> None:
    assert sheet_text(fill(with_sheet(body), [Entry(SHEET, 2, 2, 7)])) == expected


def test_elements_with_a_prefix_stay_so() -> None:
    body = '<x:sheetData><x:row r="2"><x:c r="A2"/></x:row></x:sheetData>'
    filled = sheet_text(fill(with_sheet(body, "x:"), [Entry(SHEET, 2, 2, "Ổn")]))
    new = '<x:c r="B2" t="inlineStr"><x:is><x:t xml:space="preserve">Ổn</x:t></x:is></x:c>'
    assert filled == f'<x:sheetData><x:row r="2"><x:c r="A2"/>{new}</x:row></x:sheetData>'


ARRAY = (
    '<sheetData><row r="2"><c r="A2"><f t="array" ref="A2:B3">D1:E2</f><v>1</v></c>'
    '<c r="B2"><v>2</v></c></row></sheetData>'
)
SHARED = (
    '<sheetData><row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1+1</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c><c r="B2"><v>0</v></c></row></sheetData>'
)


def test_a_cell_under_an_array_formula_is_not_for_filling() -> None:
    with pytest.raises(CannotFill, match="ô B2 có công thức"):
        fill(with_sheet(ARRAY), [Entry(SHEET, 2, 2, 7)])


def test_of_formulas_written_once_only_the_outdated_result_goes() -> None:
    filled = sheet_text(fill(with_sheet(SHARED), [Entry(SHEET, 2, 2, 7)]))
    assert '<c r="A1"><f t="shared" ref="A1:A2" si="0">B1+1</f><v>1</v></c>' in filled
    assert '<c r="A2"><f t="shared" si="0"/></c><c r="B2"><v>7</v></c>' in filled


@pytest.mark.parametrize(
    "body",
    [
        '<sheetData><row r="3"/><row r="2"/></sheetData>',
        '<sheetData><row r="2"><c r="B2"/><c r="A2"/></row></sheetData>',
        '<sheetData><row r="2"><c r="B9"/></row></sheetData>',
        '<sheetData><row r="x"/></sheetData>',
        '<sheetData/><mergeCells><mergeCell ref="?"/></mergeCells>',
        "<cols><col style='1'/></cols><sheetData/>",
    ],
)
def test_a_sheet_that_is_not_in_order_is_a_broken_file(body: str) -> None:
    with pytest.raises(CannotFill, match="bị hỏng"):
        fill(with_sheet(body), [Entry(SHEET, 2, 2, 7)])


def test_a_sheet_in_another_encoding_is_left_alone() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData/></worksheet>'.encode("utf-16")
    with pytest.raises(CannotFill, match="theo cách lạ"):
        fill(repacked(XLSX, {SHEET_PART: text}), [Entry(SHEET, 2, 2, 7)])
