"""Lists on paper: registers that run over pages, rounds with one purpose or two, answers of both kinds."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdf
import pytest

from db.records import Record
from desktop.printing import papers, pdf, pdf_lists
from desktop.printing.blocks import Document, Page, Run, Table, texts
from desktop.printing.catalogue import Catalogue
from desktop.printing.fonts import FontFamily
from desktop.printing.papers import Paper
from tests.printing import factory, subjects

REGISTERS = ("SỔ-QC", "SỔ-ĐVDB", "SỔ-GCN", "SỔ-QĐ", "SỔ-GNHS", "SỔ-CVTT", "SỔ-CVĐ")


def composed(forms: Catalogue, code: str, **changes: Any) -> Paper:
    form = forms.form(code)
    case, extra = subjects.full(form.form.about, form.form.register)
    return subjects.composed(form, (case, extra | changes))


def said(paper: Paper) -> str:
    return " ".join(texts(paper.document.blocks))


@pytest.mark.parametrize("code", REGISTERS)
def test_a_register_counts_on_over_its_pages_and_repeats_its_head(
    code: str, forms: Catalogue, faces: FontFamily
) -> None:
    form = forms.form(code)
    rows = subjects.full("register", form.form.register)[1]["rows"]
    paper = composed(forms, code, rows=[*rows] * 100)
    (table,) = [block for block in paper.document.blocks if isinstance(block, Table)]
    assert [row[0][0].text for row in table.rows] == [str(number) for number in range(1, 201)]
    assert paper.document.page.landscape
    pages = pypdf.PdfReader(BytesIO(papers.write_pdf([paper], fonts=faces))).pages
    head = table.head[1][0].text.strip().split()[0]
    *full, last = [page.extract_text() for page in pages]
    assert len(full) > 3
    assert all(re.search(rf"\bTT\b.*{head}", text, re.DOTALL) for text in full)
    assert "NGƯỜI GIỮ SỔ" in last


def long_list(rows: int, tall: int) -> Document:
    words = [("x" * 40 if place != tall else "dài " * 4_000) for place in range(rows)]
    lines = tuple(((Run(f"số {place}"),), (Run(text),)) for place, text in enumerate(words, start=1))
    return Document("Danh sách", Page(), (Table((1.0, 3.0), ((Run("TT"),), (Run("Nội dung"),)), lines),))


@pytest.mark.parametrize("tall", [-1, 0, 230, 449])
def test_a_list_made_piece_by_piece_reads_as_one_made_at_once(
    tall: int, faces: FontFamily, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, told = long_list(450, tall), []
    made = pdf.write([document], faces, progress=lambda done, total: told.append(done))
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(made)).pages]
    assert told == list(range(1, len(pages) + 1))
    assert re.findall(r"số (\d+)", " ".join(pages)) == [str(number) for number in range(1, 451)]
    assert all("TT" in page for page in pages)
    if tall < 0:
        monkeypatch.setattr(pdf_lists, "PIECE", 10_000)
        whole = pdf.write([document], faces)
        assert [page.extract_text() for page in pypdf.PdfReader(BytesIO(whole)).pages] == pages


@pytest.mark.parametrize("code", ["TTR-1", "TTR-2", "PHIẾU-BQ", "BB-KP", "TB-KL", "TRÍCH-NGANG"])
def test_a_round_is_called_after_what_is_decided_there(code: str, forms: Catalogue) -> None:
    both = said(composed(forms, code))
    assert "kết nạp" in both
    assert "công nhận" in both
    cases = subjects.full("round")[1]["cases"]
    admissions = [row for row in cases if row.records["entry"].purpose == "admission"]
    assert len(admissions) < len(cases)
    alone = said(composed(forms, code, cases=admissions))
    assert "công nhận" not in alone.casefold()
    assert "LƯỜNG VĂN TỊNH" not in alone.upper()


def test_a_ballot_has_two_boxes_for_everybody_and_no_name_of_who_votes(forms: Catalogue) -> None:
    paper = composed(forms, "PHIẾU-BQ")
    rows = [row for block in paper.document.blocks if isinstance(block, Table) for row in block.rows]
    assert [[run.box for cell in row for run in cell if run.box] for row in rows] == [["empty", "empty"]] * 2
    assert paper.missing == ()


@pytest.mark.parametrize(
    ("kind", "words"), [("history", "thẩm tra lý lịch của"), ("residence_opinion", "ý kiến nhận xét nơi cư trú")]
)
def test_an_answer_says_what_was_asked(kind: str, words: str, forms: Catalogue) -> None:
    request = subjects.full("request")[1]["request"]
    assert words in said(composed(forms, "TL-TT", request=Record(request | {"kind": kind})))


def test_a_letter_about_the_applicant_asks_for_morals_too(forms: Catalogue) -> None:
    check = subjects.full("background_check")[1]["check"]
    own = Record(check | {"relative": None, "family_member_id": None})
    assert "Phẩm chất chính trị, đạo đức, lối sống" not in said(composed(forms, "CV-TT"))
    letter = composed(forms, "CV-TT", check=own)
    assert "bản thân người xin vào Đảng" in said(letter)
    assert "Phẩm chất chính trị, đạo đức, lối sống" in said(letter)
    assert not any("năm sinh" in label for label in letter.missing)


def test_an_answer_from_abroad_may_take_longer(forms: Catalogue) -> None:
    check = subjects.full("background_check")[1]["check"]
    assert "30 ngày làm việc" in said(composed(forms, "CV-TT"))
    assert "90 ngày làm việc" in said(composed(forms, "CV-TT", check=Record(check | {"is_abroad": 1})))


@pytest.mark.parametrize("code", ["1-TĐV", "1-TĐV-ĐU"])
def test_a_card_list_names_only_those_who_are_recognised(code: str, forms: Catalogue) -> None:
    paper = composed(forms, code)
    (table,) = [block for block in paper.document.blocks if isinstance(block, Table)]
    assert [row[1][0].text for row in table.rows] == ["Lường Văn Tịnh"]
    assert "Danh sách này có 01 người" in said(paper)


@pytest.mark.parametrize(("stage", "state"), [("probationary", "Đang sinh hoạt"), ("struck_off", ""), (None, "")])
def test_the_sheet_for_the_data_base_knows_only_whom_the_book_knows_as_member(
    stage: str | None, state: str, forms: Catalogue
) -> None:
    case = factory.full_case()
    held = replace(case, person=Record(case.person | {"stage": stage}))
    paper = subjects.composed(forms.form("PHIẾU-CSDL"), (held, {}))
    (table,) = [block for block in paper.document.blocks if isinstance(block, Table)]
    rows = {"".join(run.text for run in row[1]): "".join(run.text for run in row[2]) for row in table.rows}
    assert rows["Trạng thái"] == state
    assert rows["Số định danh *"] == "042198001234"
