"""Papers: a form and a case in, a paper with what it still misses out; then PDF or Word bytes."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from db.records import Case
from desktop.domain.paper_states import DRAFT, DRAFT_MARK, FINAL, MEETING, WRITTEN_AT_MEETING, State
from desktop.printing.blocks import At, Document, Grid
from desktop.printing.catalogue import ReadyForm
from desktop.printing.contexts import Filling
from desktop.printing.fonts import FontFamily
from desktop.printing.forms import Form
from desktop.printing.values import Blank, Missing, View

if TYPE_CHECKING:
    from desktop.printing.engine import Filled

# How the missing number and day of a paper are called that no recorded step stands for.
_UNNAMED = "Văn bản"
# By how much letters are made smaller at a time, in points.
_SIZE_STEP = 0.5


@dataclass(frozen=True)
class Paper:
    """A filled form: the document, the labels of its blanks, and what tells later which form it was made from."""

    document: Document
    missing: tuple[Missing, ...]
    form_code: str
    edition: str
    state: State
    content_hash: str


def compose(
    form: ReadyForm,
    case: Case | None,
    *,
    today: date,
    extra: Mapping[str, Any] | None = None,
    state: State = FINAL,
    held: Collection[str] = (),
) -> Paper:
    """The paper about a person, or about the records in `extra` alone when there is no case.

    `extra` puts records and rows under names of the notation, as one of several introducers. In the state of a paper
    taken to a meeting, what the meeting brings about stays dots: that of the form's own document and of `held`, names
    of further records of that meeting. Raises FormError when the form asks for something impossible.
    """
    by_hand = {form.form.document, *held} if state == MEETING else set()
    filling = Filling(form.form.vocabulary, today.isoformat(), dict.fromkeys(by_hand, WRITTEN_AT_MEETING))
    given = filling.fill(case, extra or {}, form.names)
    given |= {"symbol": form.form.number, "document": _document(form, given, extra or {})}
    return _compose(form, given, case.photo if case is not None else None, state)


def _document(form: ReadyForm, given: Mapping[str, Any], extra: Mapping[str, Any]) -> Any:
    """The record that gives the paper its number and day: handed over, or what the form names as its document."""
    if form.form.document and "document" not in extra:
        return given[form.form.document]
    return View(_UNNAMED, ("step", extra.get("document")), in_book="document" in extra)


def shifted(paper: Paper, right: float, down: float) -> Paper:
    """The paper with all that has its own place on the sheet moved by millimetres."""
    if not (right or down):
        return paper
    moved = (
        replace(block, x=block.x + right, y=block.y + down) if isinstance(block, At) else block
        for block in paper.document.blocks
    )
    return replace(paper, document=replace(paper.document, blocks=tuple(moved)))


def on_grid(paper: Paper, step: float) -> Paper:
    """The paper over a net of lines in millimetres, to see where its words fall on a printed form."""
    return replace(paper, document=replace(paper.document, blocks=(Grid(step), *paper.document.blocks)))


def fitted(paper: Paper, *, fonts: FontFamily) -> Paper:
    """The paper on as few pages as its letters allow, at best one, and in the largest of them; where its form wants it.

    Letters never become smaller than the form says.
    """
    best, fewest, size = paper, 0, paper.document.page.letter_size
    while paper.document.page.least and size >= paper.document.page.least and fewest != 1:
        tried = _in_letters(paper, size)
        pages = page_count(write_pdf([tried], fonts=fonts))
        if not fewest or pages < fewest:
            best, fewest = tried, pages
        size -= _SIZE_STEP
    return best


def _in_letters(paper: Paper, size: float) -> Paper:
    page = paper.document.page
    sheet = replace(page, letter_size=size, leading=page.leading * size / page.letter_size)
    return replace(paper, document=replace(paper.document, page=sheet))


def write_pdf(papers: Iterable[Paper], *, fonts: FontFamily, title: str = "") -> bytes:
    """One PDF of all papers in their order, as `write_counted` makes it."""
    return write_counted(papers, fonts=fonts, title=title)[0]


def write_counted(papers: Iterable[Paper], *, fonts: FontFamily, title: str = "") -> tuple[bytes, tuple[int, ...]]:
    """One PDF of all papers in their order, and the pages of each; a bookmark each, numbers from its second page.

    Papers that are not a sequence are taken one by one and given up again.
    """
    from desktop.printing import pdf

    if isinstance(papers, Sequence):
        return pdf.write_counted([paper.document for paper in papers], fonts)
    return pdf.write_counted((paper.document for paper in papers), fonts, title)


def write_docx(papers: Sequence[Paper], *, fonts: FontFamily | None = None) -> bytes:
    """One Word document of the same blocks, a section for each paper; `fonts` names the face."""
    from desktop.printing import docx

    return docx.write([paper.document for paper in papers], fonts.name if fonts else docx.DEFAULT_FACE)


def page_count(pdf_bytes: bytes) -> int:
    """The pages of a PDF."""
    from desktop.printing import raster

    return raster.page_count(pdf_bytes)


def _compose(ready: ReadyForm, given: dict[str, Any], photo: bytes | None, state: State) -> Paper:
    from desktop.printing import engine, reader

    form = ready.form
    filled = engine.fill(ready.template, form, given)
    blocks, missing = reader.blocks_of(filled, photo)
    mark = DRAFT_MARK if state == DRAFT else ""
    document = Document(form.title, form.page, blocks, mark)
    return Paper(document, missing, form.code, form.edition, state, _digest(form, filled, photo))


def _digest(form: Form, filled: "Filled", photo: bytes | None) -> str:
    """What tells whether two papers say the same: the form's words, the values in them, the photograph."""
    values = [value.dots if isinstance(value, Blank) else value for value in filled.values]
    return hashlib.sha256(repr((form.code, form.edition, filled.text, values, photo)).encode()).hexdigest()
