"""The recovery sheet: one page that reads back, gives the secret again, and tells of nobody."""

from datetime import date
from io import BytesIO

import pypdf
import pypdfium2
import pytest

from db.recovery import code_text, new_secret, parse_code
from desktop.printing import recovery_sheet

OFFICE = "Đảng ủy xã Mường Lạn"
DAY = date(2026, 2, 3)


def text_of(sheet: bytes) -> str:
    document = pypdfium2.PdfDocument(sheet)
    assert len(document) == 1
    page = document[0]
    text_page = page.get_textpage()
    text: str = text_page.get_text_bounded()
    text_page.close()
    page.close()
    document.close()
    return " ".join(text.split())


def test_the_code_on_the_sheet_opens_what_it_was_made_for() -> None:
    secret = new_secret()
    text = text_of(recovery_sheet.make(OFFICE, secret, DAY))
    whole = text.partition("Viết liền: ")[2].partition(" ")[0]
    assert parse_code(whole) == secret
    labels = [*(f"Nhóm {number}" for number in range(1, 6)), "Nhóm kiểm tra"]
    assert parse_code("".join(text.partition(label + " ")[2][:9] for label in labels)) == secret


def test_the_sheet_says_whose_it_is_what_for_where_to_keep_it_and_how_to_use_it() -> None:
    text = text_of(recovery_sheet.make(OFFICE, new_secret(), DAY))
    for words in (
        OFFICE,
        "Lập ngày 03 tháng 02 năm 2026",
        "Tờ này để làm gì",
        "Cất ở đâu",
        "két",
        "Cách dùng",
        "Z là số 2",
    ):
        assert words in text
    assert "{" not in text


@pytest.mark.parametrize("name", ["", "Đảng ủy <b>xã & </i>", "Đ" * 5000, "Đảng ủy\x00\n xã"])
def test_any_name_gives_one_page_and_never_markup(name: str) -> None:
    secret = new_secret()
    text = text_of(recovery_sheet.make(name, secret, DAY))
    assert code_text(secret) in text
    assert "MÃ KHÔI PHỤC" in text
    assert ("<b>" in name) == ("<b>xã & </i>" in text)


def test_all_letters_are_embedded() -> None:
    page = pypdf.PdfReader(BytesIO(recovery_sheet.make(OFFICE, new_secret(), DAY))).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert len(fonts) == 3
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_the_same_sheet_has_the_same_bytes() -> None:
    secret = new_secret()
    assert recovery_sheet.make(OFFICE, secret, DAY) == recovery_sheet.make(OFFICE, secret, DAY)
