"""Text of before Unicode: told by its font, else by its letters; and never touched when it is Unicode."""

import pytest
import viparse.normalize.tcvn3 as other_tcvn3
import viparse.normalize.vni as other_vni
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.sheets.legacy import LegacyEncoding, convert
from desktop.domain.sheets.model import Sheet
from desktop.services.importing.knowledge import load_knowledge
from tests.domain.sheets.builders import sheet

ENCODINGS = {encoding.name: encoding for encoding in load_knowledge().encodings}
TCVN3, VNI = ENCODINGS["TCVN3"], ENCODINGS["VNI"]
SMALL = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ "


def encoded(text: str, encoding: LegacyEncoding) -> str:
    """The text as its font needs it; the letters one knows are put back for those it has."""
    codes = {letter: code for code, letter in encoding.letters.items()}
    return "".join(codes.get(letter, letter) for letter in text)


def texts(converted: Sheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in converted.rows]


def test_letters_agree_with_another_table() -> None:
    assert dict(other_tcvn3._ENTRIES) == TCVN3.letters
    missing_there = {"aú": "ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ"}
    assert dict(other_vni._ENTRIES) | missing_there == VNI.letters


@pytest.mark.parametrize("encoding", [TCVN3, VNI], ids=lambda encoding: encoding.name)
@given(data=st.data())
def test_every_small_letter_comes_back(encoding: LegacyEncoding, data: st.DataObject) -> None:
    text = data.draw(st.text(SMALL))
    assert encoding.decode(encoded(text, encoding)) == text


@pytest.mark.parametrize(
    ("font", "written", "meant"),
    [
        (".VnTime", "B¸o c¸o tµi chÝnh", "Báo cáo tài chính"),
        (".VnTimeH", "l­¬ng thóy oanh", "LƯƠNG THÚY OANH"),
        (".vnarial", "§¶ng ñy x·", "Đảng ủy xã"),
        ("VNI-Times", "Ñaûng uûy xaõ", "Đảng ủy xã"),
        ("Times New Roman", "Lê Văn Khánh", "Lê Văn Khánh"),
    ],
)
def test_the_font_tells_the_coding(font: str, written: str, meant: str) -> None:
    converted = convert(sheet([[written]], font=font), ENCODINGS.values())
    assert texts(converted.sheet) == [[meant]]
    assert converted.cells == (0 if written == meant else 1)


def test_unicode_text_in_an_old_font_is_left_alone() -> None:
    assert texts(convert(sheet([["Đảng ủy xã"]], font=".VnTime"), ENCODINGS.values()).sheet) == [["Đảng ủy xã"]]


LINES = ["Họ và tên", "Nguyễn Thị Thảo", "Đồng Tâm", "Công nhân", "chi bộ thôn", "Trưởng thôn", "Giới tính nữ"]


@pytest.mark.parametrize("encoding", [TCVN3, VNI], ids=lambda encoding: encoding.name)
def test_without_fonts_the_letters_tell_the_coding(encoding: LegacyEncoding) -> None:
    converted = convert(sheet([[encoded(line, encoding)] for line in LINES]), ENCODINGS.values())
    assert texts(converted.sheet) == [[line] for line in LINES]
    assert converted.encodings == (encoding.name,)


@pytest.mark.parametrize(
    "rows", [[[line] for line in LINES], [["Hà", "Lê Văn Khánh", "Mai An"]], [["Lê"]], [["name", 5]]]
)
def test_without_fonts_unicode_is_left_alone(rows: list[list[object]]) -> None:
    converted = convert(sheet(rows), ENCODINGS.values())
    assert texts(converted.sheet) == rows
    assert converted.encodings == ()


@given(st.lists(st.text()), st.sampled_from(["", ".VnTime", ".VnTimeH", "VNI-Times", "Arial"]))
def test_no_text_breaks_the_conversion(lines: list[str], font: str) -> None:
    assert len(convert(sheet([[line] for line in lines], font=font), ENCODINGS.values()).sheet.rows) == len(lines)
