"""Words at their places on printed stock, the net of a test print, two who sign, rows to write in."""

import zipfile
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from desktop.printing import papers, raster
from desktop.printing.catalogue import Catalogue
from desktop.printing.fonts import FontFamily
from desktop.printing.papers import Paper
from tests.printing import factory
from tests.printing.reading import docx_words, pdf_text

HEAD = "---\ncode: THỬ\ntitle: Thử\ncertainty: thử\npaper: A4 landscape\nletter_size: 16\n---\n"
MILLIMETRE = 72 / 25.4
HEIGHT = 210


def composed(tmp_path: Path, body: str) -> Paper:
    folder = tmp_path / "2031"
    folder.mkdir()
    (folder / "thử.md").write_text(HEAD + body, encoding="utf-8")
    return papers.compose(Catalogue(folder).form("THỬ"), factory.full_case(), today=factory.TODAY)


def places(paper: Paper, faces: FontFamily, *words: str) -> list[tuple[int, int]]:
    """Where the feet of words begin on the first page, in millimetres from the left and upper edge."""
    pdf = pypdfium2.PdfDocument(papers.write_pdf([paper], fonts=faces))
    page = pdf[0].get_textpage()
    text = page.get_text_range()
    found = []
    for each in words:
        left, bottom, _, _ = page.get_charbox(text.index(each))
        found.append((round(left / MILLIMETRE), round(HEIGHT - bottom / MILLIMETRE)))
    pdf.close()
    return found


def test_words_stand_with_their_feet_at_their_place(tmp_path: Path, faces: FontFamily) -> None:
    paper = composed(tmp_path, "Một dòng\n\n:::at 95 62 **{{ candidate.full_name }}**\n:::at 20 200 dưới")
    assert places(paper, faces, "Nguyễn", "dưới") == [(95, 62), (20, 200)]


def test_the_shift_moves_what_has_a_place_and_nothing_else(tmp_path: Path, faces: FontFamily) -> None:
    paper = composed(tmp_path, "Một dòng\n\n:::at 95 62 {{ candidate.full_name }}")
    moved = papers.shifted(paper, -3, 4)
    assert places(moved, faces, "Nguyễn") == [(92, 66)]
    assert places(moved, faces, "Một") == places(paper, faces, "Một")


def test_word_keeps_the_words_in_a_frame_at_their_place(tmp_path: Path) -> None:
    content = papers.write_docx([composed(tmp_path, ":::at 100 50 {{ candidate.full_name }}")])
    document = zipfile.ZipFile(BytesIO(content)).read("word/document.xml").decode()
    assert 'w:x="5669"' in document
    assert docx_words(content) == ["Nguyễn", "Hoàng", "Thùy", "Dương"]


def test_a_long_name_goes_on_below_and_nothing_leaves_the_sheet(tmp_path: Path, faces: FontFamily) -> None:
    paper = composed(tmp_path, ":::at 240 100 " + "rất dài " * 30)
    text = " ".join(pdf_text(papers.write_pdf([paper], fonts=faces)).split())
    assert text.count("rất dài") == 30
    picture = next(iter(raster.pages(papers.write_pdf([paper], fonts=faces), dots_per_inch=25)))
    last_column = picture.rgba[4 * (picture.width - 1) :: 4 * picture.width]
    assert set(last_column) == {255}


def test_the_net_is_numbered_in_millimetres(tmp_path: Path, faces: FontFamily) -> None:
    paper = papers.on_grid(composed(tmp_path, ":::at 100 50 chữ"), 10)
    text = pdf_text(papers.write_pdf([paper], fonts=faces)).split()
    assert {"20", "200", "280", "chữ"} <= set(text)
    assert docx_words(papers.write_docx([paper])) == ["chữ"]


@pytest.mark.parametrize("body", [":::at 95", ":::at chín mươi", ":::grid", ":::table 5 high cao\n| a |\n:::end"])
def test_a_place_without_numbers_is_refused(body: str, tmp_path: Path) -> None:
    from desktop.printing.forms import FormError

    with pytest.raises(FormError):
        composed(tmp_path, body)


def test_two_sign_beside_each_other_on_one_page(tmp_path: Path, faces: FontFamily) -> None:
    body = ":::signature\n**BÊN TRÁI**\n:::seal\nAnh\n:::beside\n**BÊN PHẢI**\n:::seal\nChị\n:::end"
    left, right = places(composed(tmp_path, body), faces, "TRÁI", "PHẢI")
    assert abs(left[1] - right[1]) <= 1
    assert left[0] < 148 < right[0]


def test_rows_to_write_in_are_as_high_as_asked(tmp_path: Path, faces: FontFamily) -> None:
    body = ":::table 5 9 high 25\n| TT | Việc |\n| một | |\n| hai | |\n:::end"
    (_, first), (_, second) = places(composed(tmp_path, body), faces, "một", "hai")
    assert 25 <= second - first <= 27
