"""Every form of every edition with the strangest person: nothing is cut, nothing runs out of the sheet or overlaps."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdfium2.raw import FPDFText_GetUnicode
from reportlab.pdfbase.ttfonts import TTFontFile

from db.records import Case, Record
from desktop import paths
from desktop.domain import dossier_papers
from desktop.printing import fonts, papers, pdf
from desktop.printing.blocks import At, Block, Columns, Document, Page, Run, Table, texts
from desktop.printing.names import DEFAULT
from desktop.printing.papers import Paper
from tests.printing import factory, subjects
from tests.printing.conftest import shipped_catalogue, shipped_edition
from tests.printing.conftest import written as written_forms
from tests.printing.reading import docx_text

LONG_NAME = "Nguyễn Phước Hoàng Bảo Long Thiên Ân Quốc Khánh Đại Việt Sơn"
UNBROKEN = "Phường" * 60
STRANGE = "<b>Xã</i> <img src=/etc/passwd> &amp; {{ 7*7 }} | :::end 🙂 \x07\x1b\u202e" + "a\u0302\u0301n" + " 中"
MILLIMETRE = 72 / 25.4
# Letters of one line may touch; more than this share of the smaller one is an overlap.
MOST_SHARED = 0.45
_STRETCHED = ("full_name", "native_place", "workplace", "permanent_address", "occupation", "position")


def hostile_case() -> Case:
    case = factory.recognised_case()
    texts = dict(zip(_STRETCHED, (LONG_NAME, STRANGE, UNBROKEN, STRANGE * 6, UNBROKEN, "Ủy viên " * 40), strict=True))
    person = Record(case.person | texts | {"personal_history": "Lịch sử dài. " * 2_500, "self_assessment": "ă" * 3_000})
    family = tuple(
        factory.relative(
            relation,
            f"{LONG_NAME} {number}",
            born_on="1990",
            residence=STRANGE,
            occupation=UNBROKEN[:120],
            political_history="Không " * 60,
        )
        for number, relation in enumerate(["sibling", "father", "paternal_grandfather", "child"] * 10)
    )
    steps = tuple(Record(step | {"strengths": "Tốt. " * 300, "signer": LONG_NAME}) for step in case.steps)
    office = Record(case.office | {"place_name": "Thị trấn Nông trường Mộc Châu Mẫu"})
    cell = Record(case.cell | {"name": "Chi bộ Trường Trung học phổ thông chuyên Nguyễn Bỉnh Khiêm số 2"})
    return replace(case, person=person, family=family, steps=steps, office=office, cell=cell)


@cache
def hostile_paper(edition: str, code: str) -> Paper:
    ready = shipped_catalogue(edition).form(code)
    case, extra = subjects.full(ready.form.about, ready.form.register, hostile_case())
    if ready.form.about == DEFAULT and case is not None:
        offered = dossier_papers.offered(shipped_edition(edition).dossier_papers, case)
        extra = next((wanted.extra for wanted in offered if wanted.form == code), extra)
    return subjects.composed(ready, (case, extra))


@cache
def hostile_pdf(edition: str, code: str) -> bytes:
    return papers.write_pdf([hostile_paper(edition, code)], fonts=fonts.shipped(paths.fonts()))


@pytest.mark.parametrize(("edition", "code"), written_forms())
def test_nothing_is_cut_runs_out_of_the_sheet_or_overlaps(edition: str, code: str) -> None:
    document = hostile_paper(edition, code).document
    pages = list(letters_of(hostile_pdf(edition, code)))
    written = Counter(sign for letters, _ in pages for sign, _ in letters)
    numbers = Counter("".join(str(number) for number in range(2, len(pages) + 1)))
    expected = Counter(sign for sign in plain("".join(texts(document.blocks))) if ord(sign) in outlines())
    assert not expected - written
    # The head of a table stands again on every page of it.
    assert set(written - expected - numbers) <= set(plain("".join(heads_of(document.blocks))))
    if is_placed(document):
        return
    for letters, size in pages:
        assert not [sign for sign, box in letters if not is_inside(box, size)]
        assert not overlaps(letters)


@pytest.mark.parametrize(("edition", "code"), written_forms())
def test_a_name_of_many_pages_prints(edition: str, code: str) -> None:
    ready = shipped_catalogue(edition).form(code)
    case = factory.full_case()
    endless = replace(case, person=Record(case.person | {"full_name": "Ă" * 9_000}))
    paper = subjects.composed(ready, subjects.full(ready.form.about, ready.form.register, endless))
    assert papers.page_count(papers.write_pdf([paper], fonts=fonts.shipped(paths.fonts()))) >= 1


@pytest.mark.parametrize("code", ["CN-NTVĐ", "GCN-ĐVM"])
def test_a_certificate_of_a_long_name_stays_one_sheet(code: str) -> None:
    case = factory.full_case()
    long = {"full_name": LONG_NAME, "workplace": "Trường Phổ thông Dân tộc bán trú Tiểu học và Trung học cơ sở Mẫu Sơn"}
    paper = papers.compose(
        shipped_catalogue().form(code), replace(case, person=Record(case.person | long)), today=factory.TODAY
    )
    assert papers.page_count(papers.write_pdf([paper], fonts=fonts.shipped(paths.fonts()))) == 1


def test_rows_of_a_table_stay_whole_and_its_head_stands_once_on_a_page() -> None:
    rows = tuple((plain_runs(str(row)), plain_runs(f"Chi bộ {row} " + "thôn Mẫu Đồi " * 12)) for row in range(60))
    table = Table((1, 4), (plain_runs("TT"), plain_runs("ĐẦU BẢNG")), rows)
    content = pdf.write([Document("Thử", Page(), (table,))], fonts.shipped(paths.fonts()))
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    assert len(pages) > 3
    assert [text.count("ĐẦU BẢNG") for text in pages] == [1] * len(pages)
    assert all(any(f"Chi bộ {row} " in text and text.count("thôn") % 12 == 0 for text in pages) for row in range(60))


def plain_runs(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def test_letters_on_one_another_are_found() -> None:
    assert overlaps([("a", (0, 0, 5, 10)), ("b", (4, 0, 9, 10))]) == []
    assert overlaps([("a", (0, 0, 5, 10)), ("b", (1, 2, 6, 12))]) == [("b", "a")]


@pytest.mark.parametrize(("edition", "code"), written_forms())
def test_word_says_the_same(edition: str, code: str) -> None:
    paper = hostile_paper(edition, code)
    from_word = Counter(plain(docx_text(papers.write_docx([paper]))))
    expected = Counter(plain("".join(texts(paper.document.blocks))))
    assert from_word == expected


def plain(text: str) -> str:
    """Letters that have an outline: without blanks, dots, tick boxes, and what the faces do not have."""
    return "".join(sign for sign in text if sign.isprintable() and not sign.isspace() and sign not in ".☐☑\u200b")


@cache
def outlines() -> frozenset[int]:
    """The letters that the shipped face can draw; for others a box stands."""
    return frozenset(TTFontFile(str(fonts.shipped(paths.fonts()).regular)).charToGlyph)


def heads_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from ("".join(run.text for run in cell) for cell in block.head)
        elif isinstance(block, Columns):
            yield from (head for part in block.parts for head in heads_of(part))


def is_placed(document: Document) -> bool:
    return any(isinstance(block, At) for block in document.blocks)


Box = tuple[float, float, float, float]


def letters_of(content: bytes) -> Iterator[tuple[list[tuple[str, Box]], tuple[float, float]]]:
    """Each page's letters with their boxes (left, low, right, high) in points, and its size."""
    document: Any = pypdfium2.PdfDocument(content)
    try:
        for page in document:
            text = page.get_textpage()
            signs = [chr(FPDFText_GetUnicode(text, at)) for at in range(text.count_chars())]
            yield [(sign, text.get_charbox(at)) for at, sign in enumerate(signs) if plain(sign)], page.get_size()
            text.close()
            page.close()
    finally:
        document.close()


def is_inside(box: Box, size: tuple[float, float]) -> bool:
    edge = 8 * MILLIMETRE
    return edge <= box[0] and box[2] <= size[0] - edge and edge <= box[1] and box[3] <= size[1] - edge


def overlaps(letters: list[tuple[str, Box]]) -> list[tuple[str, str]]:
    """Pairs of letters that share most of their room."""
    found = []
    boxes = sorted(((box, sign) for sign, box in letters), key=lambda each: each[0])
    open_ones: list[tuple[Box, str]] = []
    for box, sign in boxes:
        open_ones = [other for other in open_ones if other[0][2] > box[0]]
        found += [(sign, other) for rival, other in open_ones if shared(box, rival) > MOST_SHARED]
        open_ones.append((box, sign))
    return found


def shared(one: Box, other: Box) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width * height / smaller if smaller else 0.0
