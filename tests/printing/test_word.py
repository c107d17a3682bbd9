"""Word papers look as their PDF does: rules, dotted lines, frames, tables and signatures at their places."""

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.text import WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from desktop.printing import docx_measure, papers
from desktop.printing.blocks import Run
from tests.printing import subjects
from tests.printing.conftest import BASE, shipped_catalogue


def opened(code: str, kind: str = "full") -> Any:
    form = shipped_catalogue(BASE).form(code)
    made = subjects.composed(form, getattr(subjects, kind)(form.form.about, form.form.register))
    return docx.Document(BytesIO(papers.write_docx([made])))


def bordered(body: Any, side: str) -> list[Any]:
    return body.xpath(f".//w:p[w:pPr/w:pBdr/w:{side}]")


def test_the_head_of_a_paper_has_a_line_as_long_as_its_words() -> None:
    word = opened("9-KNĐ")
    (under,) = bordered(word.element.body, "bottom")
    assert "".join(text.text for text in under.iter(qn("w:t"))) == "ĐẢNG CỘNG SẢN VIỆT NAM"
    indent = under.pPr.find(qn("w:ind"))
    cell = Mm(165) * 11 / 20
    length = Pt((cell / 12700) - 2 * int(indent.get(qn("w:left"))) / 20)
    assert length == pytest.approx(
        Pt(docx_measure.width((Run("DANG CONG SAN VIET NAM"),), 15, bold=True) + 4), rel=0.01
    )
    assert len(bordered(word.element.body, "top")) == 1


def test_dotted_lines_reach_from_edge_to_edge() -> None:
    lines = [paragraph for paragraph in opened("1-KNĐ").paragraphs if paragraph.text.strip("\u00a0") == "\t"]
    assert len(lines) == 18
    for line in lines:
        (stop,) = line.paragraph_format.tab_stops
        assert (stop.leader, round(stop.position.mm)) == (WD_TAB_LEADER.DOTS, 165)


def test_a_photograph_that_is_missing_has_its_frame() -> None:
    body = opened("2-KNĐ").element.body
    (frame,) = body.xpath(".//w:tc/w:tbl")
    assert "".join(text.text for text in frame.iter(qn("w:t"))) == "Ảnh 3 x 4"
    assert frame.find(qn("w:tr")).trPr.find(qn("w:trHeight")).get(qn("w:hRule")) == "exact"


def test_who_signs_keeps_a_row_of_the_table_above() -> None:
    word = opened("NQ-HL")
    last = word.tables[-2].rows[-1]
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in last.cells)
    headings = [paragraph for paragraph in word.paragraphs if paragraph.text.endswith("chính thức:")]
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in headings)


def test_marks_take_no_room_of_their_own() -> None:
    assert docx_measure.width((Run("ĐẢNG ỦY"),), 14) == docx_measure.width((Run("DANG UY"),), 14)
    assert docx_measure.width((Run("A", bold=True), Run("b", italic=True)), 10) > 0
