"""Papers read back: the words, the faces, the pages, the bookmarks, the same bytes twice."""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from db.records import Case, Record
from db.text import nfc
from desktop import paths
from desktop.printing import fonts, papers, raster
from desktop.printing.blocks import DOSSIER_TITLE
from desktop.printing.catalogue import Catalogue
from desktop.printing.fonts import FontFamily
from desktop.printing.papers import Paper
from tests.printing import factory, subjects
from tests.printing.conftest import CERTIFICATE, EDITION, shipped_catalogue, written
from tests.printing.reading import docx_words, pdf_text, pdf_words

Dossier = Callable[[Case], list[Paper]]
every_form = pytest.mark.parametrize(("edition", "code"), written())


@cache
def about(edition: str, code: str, kind: str) -> Paper:
    """The paper of a form about an invented subject of a kind of tests.printing.subjects."""
    form = shipped_catalogue(edition).form(code)
    return subjects.composed(form, getattr(subjects, kind)(form.form.about, form.form.register))


def fonts_of(content: bytes) -> list[Any]:
    pages = pypdf.PdfReader(BytesIO(content)).pages
    return [
        font.get_object() for page in pages for font in page["/Resources"].get_object()["/Font"].get_object().values()
    ]


def with_person(**values: Any) -> Case:
    case = factory.full_case()
    return replace(case, person=factory.Record(case.person | values))


def test_vietnamese_reads_back_composed(dossier: Dossier, faces: FontFamily) -> None:
    text = pdf_text(papers.write_pdf(dossier(factory.full_case()), fonts=faces))
    assert unicodedata.is_normalized("NFC", text)
    for words in (
        "NGUYỄN HOÀNG THÙY DƯƠNG",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Tỉnh đoàn",
        "Đặc",
        "Ủy ban nhân dân",
        "ngày 03 tháng 02 năm 1998",
    ):
        assert words in " ".join(text.split()) or words == "Đặc"
    assert "CỘNG HÒA" not in text


def test_all_faces_are_embedded(dossier: Dossier, forms: Catalogue, faces: FontFamily) -> None:
    certificate = papers.compose(forms.form(CERTIFICATE), factory.full_case(), today=factory.TODAY)
    used = fonts_of(papers.write_pdf([*dossier(factory.full_case()), certificate], fonts=faces))
    described = [font for font in used if font["/Subtype"] != "/Type1"]
    assert described
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in described)
    assert {str(font["/BaseFont"]) for font in used if "LiberationSerif" not in str(font["/BaseFont"])} == set()


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(dossier: Dossier, faces: FontFamily, tmp_path: Path) -> None:
    path = tmp_path / "dossier.pdf"
    path.write_bytes(papers.write_pdf(dossier(factory.full_case()), fonts=faces))
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_two_prints_are_the_same_bytes(dossier: Dossier, faces: FontFamily) -> None:
    first = papers.write_pdf(dossier(factory.full_case()), fonts=faces)
    assert papers.write_pdf(dossier(factory.full_case()), fonts=faces) == first


def test_content_hash_follows_the_content(forms: Catalogue) -> None:
    form = forms.form("6-KNĐ")
    papers_of = [
        papers.compose(form, case, today=factory.TODAY)
        for case in (factory.full_case(), factory.full_case(), with_person(full_name="Khác"))
    ]
    assert papers_of[0].content_hash == papers_of[1].content_hash != papers_of[2].content_hash


def test_a_dossier_is_one_file_with_a_bookmark_each(dossier: Dossier, faces: FontFamily) -> None:
    made = dossier(factory.full_case())
    reader = pypdf.PdfReader(BytesIO(papers.write_pdf(made, fonts=faces)))
    titles = [item.title for item in reader.outline]
    assert titles == [paper.document.title for paper in made]
    starts = [reader.get_destination_page_number(item) for item in reader.outline]
    assert starts == sorted(set(starts))
    assert set(reader.metadata or {}) == {"/Title"}


def test_nothing_of_whoever_made_it_stands_in_a_file(dossier: Dossier, faces: FontFamily) -> None:
    made = dossier(factory.full_case())
    assert b"reportlab" not in papers.write_pdf(made, fonts=faces).lower()
    with ZipFile(BytesIO(papers.write_docx(made))) as word:
        told = b"".join(word.read(name) for name in word.namelist() if name.startswith("docProps/"))
        assert "docProps/thumbnail.jpeg" not in word.namelist()
    assert not re.search(rb"Word|python|Macintosh|\d{4}-\d\d-\d\d|<dc:creator>[^<]", told)
    opened = docx.Document(BytesIO(papers.write_docx(made)))
    assert (opened.core_properties.title, opened.core_properties.language) == (DOSSIER_TITLE, "vi-VN")


def test_pages_are_numbered_from_the_second_of_each_paper(dossier: Dossier, faces: FontFamily) -> None:
    reader = pypdf.PdfReader(BytesIO(papers.write_pdf(dossier(factory.full_case()), fonts=faces)))
    starts = [reader.get_destination_page_number(item) for item in reader.outline] + [len(reader.pages)]
    for start, end in pairwise(starts):
        heads = [page.extract_text().split()[:1] for page in reader.pages[start:end]]
        assert heads[1:] == [[str(number)] for number in range(2, end - start + 1)]
        assert heads[0] != ["1"]


def test_sheets_are_a4_and_the_certificate_lies(forms: Catalogue, dossier: Dossier, faces: FontFamily) -> None:
    certificate = papers.compose(forms.form(CERTIFICATE), factory.full_case(), today=factory.TODAY)
    upright = {
        (round(w), round(h)) for w, h in raster.page_sizes(papers.write_pdf(dossier(factory.full_case()), fonts=faces))
    }
    assert upright == {(595, 842)}
    assert [(round(w), round(h)) for w, h in raster.page_sizes(papers.write_pdf([certificate], fonts=faces))] == [
        (842, 595)
    ]


@pytest.mark.parametrize("kind", ["full", "empty"])
@every_form
def test_word_and_pdf_say_the_same(edition: str, code: str, kind: str, faces: FontFamily) -> None:
    paper = about(edition, code, kind)
    from_pdf, from_word = pdf_words(papers.write_pdf([paper], fonts=faces)), docx_words(papers.write_docx([paper]))
    numbers = {str(page) for page in range(2, 9)}
    assert sorted(word for word in from_pdf if word not in numbers) == sorted(
        word for word in from_word if word not in numbers
    )


@every_form
def test_what_is_not_recorded_is_dotted_and_listed(edition: str, code: str) -> None:
    empty, full = about(edition, code, "empty"), about(edition, code, "full")
    assert len(set(empty.missing)) == len(empty.missing)
    # A register has no rows while nothing is recorded.
    assert len(empty.missing) > len(full.missing) or shipped_catalogue(edition).form(code).form.register


def test_a_full_decision_misses_nothing(forms: Catalogue) -> None:
    assert papers.compose(forms.form("9-KNĐ"), factory.full_case(), today=factory.TODAY).missing == ()


@every_form
def test_no_vote_is_ever_defaulted(edition: str, code: str, faces: FontFamily) -> None:
    paper = about(edition, code, "unvoted")
    text = " ".join(pdf_text(papers.write_pdf([paper], fonts=faces)).split())
    for invented in ("100 %", "0 đồng chí", "00 đồng chí", "0 %"):
        assert invented not in text
    if code in ("6-KNĐ", "8-KNĐ"):
        assert any("tán thành" in label for label in paper.missing)
        assert any("không tán thành" in label for label in paper.missing)


def test_shares_are_of_the_recorded_total(forms: Catalogue, faces: FontFamily) -> None:
    paper = papers.compose(forms.form("6-KNĐ"), factory.full_case(), today=factory.TODAY)
    text = " ".join(pdf_text(papers.write_pdf([paper], fonts=faces)).split())
    assert "14 đồng chí (đạt 87,50 %)" in text
    assert "01 đồng chí (chiếm 6,25 %)" in text
    assert "Số 05-NQ/CB" in text


def test_each_introducer_has_a_paper_and_only_their_own_dates(dossier: Dossier) -> None:
    case = factory.full_case()
    second = factory.joined(
        factory.row("introduction", kind="official_member", party_member_id=2), member=factory.member("Lương Thế Bảo")
    )
    letters = [
        paper
        for paper in dossier(replace(case, introductions=(*case.introductions, second)))
        if paper.form_code == "3-KNĐ"
    ]
    assert len(letters) == 2
    assert not any("giúp đỡ từ ngày" in label for label in letters[0].missing)
    assert any("giúp đỡ từ ngày" in label for label in letters[1].missing)


def test_an_assignment_made_anew_is_not_in_the_letter(forms: Catalogue, faces: FontFamily) -> None:
    case = factory.full_case()
    anew = factory.Record(case.mentor_assignments[0] | {"started_on": "2026-04-06"})
    later = replace(case, mentor_assignments=(*case.mentor_assignments, anew))
    paper = papers.compose(forms.form("3-KNĐ"), later, today=factory.TODAY)
    text = " ".join(pdf_text(papers.write_pdf([paper], fonts=faces)).split())
    assert "Ngày 01 tháng 3 năm 2025 được chi bộ phân công" in text


def test_the_youth_union_is_called_as_it_is_written(forms: Catalogue, faces: FontFamily) -> None:
    case = factory.full_case()
    union = factory.Record(case.introductions[1] | {"organisation": "Ban Thường vụ Đoàn xã Sông Lam"})
    paper = papers.compose(forms.form("4-KNĐ"), replace(case, introductions=(union,)), today=factory.TODAY)
    text = " ".join(pdf_text(papers.write_pdf([paper], fonts=faces)).split())
    assert "BAN THƯỜNG VỤ ĐOÀN XÃ SÔNG LAM" in text
    assert "TM. BAN THƯỜNG VỤ" in text
    assert "BCH" not in text


def test_no_committee_paper_without_a_grassroots_committee(dossier: Dossier) -> None:
    case = factory.full_case()
    directly = replace(case, chain=tuple(body for body in case.chain if body.level != "grassroots"))
    codes = [paper.form_code for paper in dossier(directly)]
    assert "8-KNĐ" in [paper.form_code for paper in dossier(case)]
    assert "8-KNĐ" not in codes
    assert "9-KNĐ" in codes


def test_no_youth_union_paper_without_its_introduction(dossier: Dossier) -> None:
    case = factory.full_case()
    alone = replace(case, introductions=case.introductions[:1])
    assert "4-KNĐ" not in [paper.form_code for paper in dossier(alone)]


HOSTILE = {
    "markup": "<b>Nguyễn</i> <img src=/etc/passwd> &amp; <font size=40>",
    "template": "{{ 7*7 }} {% for x in y %} {# ẩn #}",
    "list": "1. Năm 2001",
    "code": "    bốn dấu cách # không là đề mục",
    "notation": ":::end **không đậm** | ô | [x] %% ghi chú",
    "long": "Nguyễn" * 10,
}


@every_form
def test_text_is_only_text(edition: str, code: str, faces: FontFamily) -> None:
    """A paper for each value, all in one file; no value is a part of another, so each is found in its own paper."""
    made = {value: named(edition, code, value) for value in HOSTILE.values()}
    content = papers.write_pdf(list(made.values()), fonts=faces)
    from_pdf = "".join(pdf_text(content).split())
    from_word = "".join(docx_words(papers.write_docx(list(made.values())))).replace("\u200b", "")
    for value, paper in made.items():
        shown = value.upper() if value.upper() in "".join(block_texts(paper)) else value
        assert "".join(shown.split()) in from_pdf
        assert "".join(shown.split()) in from_word
    assert not any("/XObject" in page["/Resources"] for page in pypdf.PdfReader(BytesIO(content)).pages)


def named(edition: str, code: str, value: str) -> Paper:
    """The paper about somebody of whom much is recorded with the same words."""
    case = with_person(full_name=value, native_place=value, personal_history=value, workplace=value)
    form = shipped_catalogue(edition).form(code)
    return subjects.composed(form, subjects.full(form.form.about, form.form.register, case))


def block_texts(paper: Paper) -> list[str]:
    from desktop.printing.blocks import texts

    return list(texts(paper.document.blocks))


@settings(max_examples=40, deadline=None)
@given(value=st.text(min_size=1, max_size=60))
def test_any_text_prints(value: str) -> None:
    case = with_person(full_name=value, native_place=value)
    paper = papers.compose(shipped_catalogue().form("9-KNĐ"), case, today=factory.TODAY)
    kept = "".join(nfc(value).replace("\ue000", "").split())
    assert kept in "".join("".join(block_texts(paper)).split())
    assert papers.page_count(papers.write_pdf([paper], fonts=fonts.shipped(paths.fonts()))) >= 1
    assert papers.write_docx([paper])


def test_a_value_without_a_blank_in_it_prints(forms: Catalogue, faces: FontFamily) -> None:
    case = with_person(personal_history="ă" * 300_000, full_name="Đ" * 300_000)
    for code in ("2-KNĐ", "6-KNĐ"):
        paper = papers.compose(forms.form(code), case, today=factory.TODAY)
        assert papers.page_count(papers.write_pdf([paper], fonts=faces)) > 1
        assert papers.write_docx([paper])


def test_a_large_family_prints_whole(forms: Catalogue, faces: FontFamily) -> None:
    family = tuple(factory.relative("sibling", f"Nguyễn Văn Thứ {number}", born_on="1990") for number in range(40))
    paper = papers.compose(forms.form("2-KNĐ"), factory.full_case(family=family), today=factory.TODAY)
    text = " ".join(pdf_text(papers.write_pdf([paper], fonts=faces)).split())
    assert all(f"NGUYỄN VĂN THỨ {number}," in text for number in range(40))


def test_a_long_table_repeats_its_head(forms: Catalogue, faces: FontFamily) -> None:
    career = tuple(
        factory.row("career_period", started_on=f"{year}-01", work="Làm ruộng " * 30) for year in range(1970, 2010)
    )
    paper = papers.compose(forms.form("2-KNĐ"), factory.full_case(career=career), today=factory.TODAY)
    pages = pypdf.PdfReader(BytesIO(papers.write_pdf([paper], fonts=faces))).pages
    assert sum("Làm việc gì, ở đâu" in page.extract_text() for page in pages) > 3


def test_a_long_table_begins_where_it_stands_and_the_signature_follows(forms: Catalogue, faces: FontFamily) -> None:
    item = factory.full_case().items[0]
    case = replace(factory.full_case(), items=(item,) * 25)
    content = papers.write_pdf([papers.compose(forms.form("MỤC-LỤC"), case, today=factory.TODAY)], fonts=faces)
    first, *_, last = [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]
    assert "Tên tài liệu" in first
    assert "T/M ĐẢNG ỦY" in last


@pytest.mark.parametrize(
    ("found", "pages", "is_smaller"), [(3, 1, False), (12, 1, True), (25, 2, False), (40, 2, True)]
)
def test_the_check_sheet_stays_on_one_page_as_long_as_its_letters_can_be_read(
    forms: Catalogue, faces: FontFamily, found: int, pages: int, is_smaller: bool
) -> None:
    message = "Giấy chứng nhận số 1004/GCN cấp ngày 12/06/2020 chỉ có giá trị đến 12/06/2025; chi bộ họp sau ngày ấy."
    row = Record(level="Nên xem lại", message=message, citation="Quy định thử, điểm 4.2", remedy="Cử học lại lớp.")
    extra = {"findings": (row,) * found, "overruled": (), "log_head": ()}
    made = papers.compose(forms.form("PHIẾU-KT"), factory.full_case(), today=factory.TODAY, extra=extra)
    paper = papers.fitted(made, fonts=faces)
    assert (paper.document.page.letter_size < made.document.page.letter_size) is is_smaller
    assert paper.document.page.letter_size >= paper.document.page.least
    assert papers.page_count(papers.write_pdf([paper], fonts=faces)) == pages


def test_a_photograph_stands_in_its_box(forms: Catalogue, faces: FontFamily) -> None:
    target = BytesIO()
    Image.new("RGB", (300, 400), "steelblue").save(target, "JPEG")
    case = factory.full_case(photo=target.getvalue())
    paper = papers.compose(forms.form(CERTIFICATE), case, today=factory.TODAY)
    content = papers.write_pdf([paper], fonts=faces)
    assert [image.image.size for image in pypdf.PdfReader(BytesIO(content)).pages[0].images if image.image] == [
        (300, 400)
    ]
    assert "Ảnh 3 x 4" not in pdf_text(content)
    assert papers.write_docx([paper])


def test_a_certificate_of_a_class(forms: Catalogue, faces: FontFamily) -> None:
    given = {
        "enrolment": factory.row("enrolment"),
        "training_class": factory.row("training_class", name="Lớp nhận thức", starts_on="2025-08-04"),
        "certificate": factory.row("certificate", number="9"),
    }
    paper = papers.compose(forms.form(CERTIFICATE), factory.full_case(), today=factory.TODAY, extra=given)
    text = " ".join(pdf_text(papers.write_pdf([paper], fonts=faces)).split())
    assert "Chứng nhận bà NGUYỄN HOÀNG THÙY DƯƠNG" in text
    assert "Số: 9" in text
    assert "Lớp bồi dưỡng: bế giảng" in paper.missing
    assert "Kết quả học: xếp loại" in paper.missing


def test_the_pages_of_each_paper(dossier: Dossier, faces: FontFamily) -> None:
    made = dossier(factory.full_case())
    alone = [papers.page_count(papers.write_pdf([paper], fonts=faces)) for paper in made]
    content, pages = papers.write_counted(made, fonts=faces)
    assert list(pages) == alone
    assert sum(pages) == papers.page_count(content)


def test_a_dossier_in_word_has_a_section_each(dossier: Dossier, forms: Catalogue) -> None:
    certificate = papers.compose(forms.form(CERTIFICATE), factory.full_case(), today=factory.TODAY)
    made = [*dossier(factory.full_case()), certificate]
    content = papers.write_docx(made)
    sections = docx.Document(BytesIO(content)).sections
    assert len(sections) == len(made)
    assert [(section.page_width or 0) > (section.page_height or 0) for section in sections].count(True) == 1
    body = docx.Document(BytesIO(content)).element.body
    assert not body.xpath("w:tbl/following-sibling::*[1][self::w:tbl]")
    assert docx_words(content) == [word for paper in made for word in docx_words(papers.write_docx([paper]))]


def test_papers_that_lie_and_papers_that_stand_go_into_one_word_file() -> None:
    """Two sheets of the same size of letters, one of them lying."""
    sheets = [about(EDITION, code, "full") for code in ("DS-HV", "ĐD-HV")]
    assert {paper.document.page.landscape for paper in sheets} == {False, True}
    assert len({paper.document.page.letter_size for paper in sheets}) == 1
    sections = docx.Document(BytesIO(papers.write_docx(sheets))).sections
    assert [(section.page_width or 0) > (section.page_height or 0) for section in sections] == [False, True]


def test_page_images_for_the_preview(forms: Catalogue, faces: FontFamily) -> None:
    paper = papers.compose(forms.form("9-KNĐ"), factory.full_case(), today=factory.TODAY)
    content = papers.write_pdf([paper], fonts=faces)
    images = list(raster.pages(content, dots_per_inch=72))
    assert len(images) == papers.page_count(content)
    assert len(images[0].rgba) == images[0].width * images[0].height * 4
    picture = Image.frombytes("RGBA", (images[0].width, images[0].height), images[0].rgba)
    assert picture.getpixel((2, 2)) == (255, 255, 255, 255)
    assert picture.convert("L").getextrema()[0] < 80
