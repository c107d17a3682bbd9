"""The PDF writer: documents in, one PDF out, a bookmark each; every letter embedded, the same bytes every time."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus.flowables import Flowable

from desktop.printing import pdf_flow, pdf_text
from desktop.printing.blocks import DOSSIER_TITLE, Document, Page
from desktop.printing.fonts import FontFamily

# Streams as they are; as text they are a quarter longer and no program needs that any more.
rl_config.useA85 = 0
TOP, BOTTOM, LEFT, RIGHT = 20 * mm, 20 * mm, 30 * mm, 15 * mm
BORDER_MARGIN = 12 * mm
NUMBER_SIZE = 13
# Nothing of the program stands in a paper of the Party: the library's own name is replaced by nothing.
NOBODY = ""


def write(documents: Sequence[Document], fonts: FontFamily) -> bytes:
    """The documents one after the other as one PDF; pages are numbered top centre from the second of each."""
    faces = pdf_text.register(fonts)
    target = BytesIO()
    writer = _Writer(target, faces, documents)
    writer.build(_story(documents, faces))
    return target.getvalue()


def page_size(page: Page) -> tuple[float, float]:
    """Width and height in points."""
    size: tuple[float, float] = landscape(A4) if page.landscape else A4
    return size


def _story(documents: Sequence[Document], faces: pdf_text.Faces) -> list[Flowable]:
    story: list[Flowable] = []
    for document in documents:
        if story:
            story += [NextPageTemplate(_template_name(document)), NewPage()]
        story.append(_PaperStart(document.title))
        story += pdf_flow.flow(document.blocks, pdf_text.styles_for(document.page, faces), _frame_size(document.page))
    return story


class _Writer(BaseDocTemplate):
    """The library's document with our page templates: a first and a later page for every kind of sheet."""

    def __init__(self, target: BytesIO, faces: pdf_text.Faces, documents: Sequence[Document]) -> None:
        super().__init__(
            target,
            title=documents[0].title if len(documents) == 1 else DOSSIER_TITLE,
            author="",
            creator=NOBODY,
            producer=NOBODY,
            lang="vi",
            invariant=1,
            initialFontName=faces.regular,
        )
        self._faces = faces
        self._number = 0
        for document in {_template_name(document): document for document in documents}.values():
            self.addPageTemplates(self._templates(document))

    def beforeDocument(self) -> None:  # noqa: N802 - a name the library calls
        self.canv.setNamedCB("tick box", pdf_text.draw_tick_box)

    def _templates(self, document: Document) -> list[PageTemplate]:
        page, first = document.page, _template_name(document)
        later, size = f"{first} later", page_size(page)

        def begin(canvas: Any, _: Any) -> None:
            self._number = 1
            self._draw_around(canvas, document)

        def go_on(canvas: Any, _: Any) -> None:
            self._number += 1
            self._draw_around(canvas, document)
            canvas.setFont(self._faces.regular, NUMBER_SIZE)
            canvas.drawCentredString(size[0] / 2, _above(size), str(self._number))

        return [
            PageTemplate(first, [_frame(page)], begin, autoNextPageTemplate=later, pagesize=size),
            PageTemplate(later, [_frame(page)], go_on, pagesize=size),
        ]

    def _draw_around(self, canvas: Any, document: Document) -> None:
        size = page_size(document.page)
        if document.page.border:
            _draw_border(canvas, *size)
        if document.mark:
            canvas.setFont(self._faces.bold, NUMBER_SIZE)
            canvas.drawString(_margins(document.page)[0], _above(size), document.mark)


class _PaperStart(Flowable):
    """Takes no room; puts the bookmark of a paper on the page where it begins."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        key = f"paper-{self.canv.getPageNumber()}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(self._title, key, level=0)


def _template_name(document: Document) -> str:
    """A name for sheets that look alike around the text."""
    page = document.page
    look = "landscape" if page.landscape else "portrait"
    return f"{look} {'bordered' if page.border else 'plain'} {page.letter_size:g} {document.mark}"


def _above(size: tuple[float, float]) -> float:
    """The height of the line in the upper margin."""
    return float(size[1] - TOP / 2 - NUMBER_SIZE / 2)


def _margins(page: Page) -> tuple[float, float, float, float]:
    """Left, bottom, right, top: as papers have them; inside its border a paper stands in the middle."""
    return (25 * mm, 20 * mm, 25 * mm, 20 * mm) if page.border else (LEFT, BOTTOM, RIGHT, TOP)


def _frame_size(page: Page) -> tuple[float, float]:
    width, height = page_size(page)
    left, bottom, right, top = _margins(page)
    return width - left - right, height - bottom - top


def _frame(page: Page) -> Frame:
    left, bottom, _, _ = _margins(page)
    return Frame(left, bottom, *_frame_size(page), leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _draw_border(canvas: Any, width: float, height: float) -> None:
    """A strong and a fine line, with a small square where the fine ones meet."""
    canvas.saveState()
    canvas.setStrokeColorRGB(0.55, 0.1, 0.1)
    canvas.setFillColorRGB(0.55, 0.1, 0.1)
    inner = BORDER_MARGIN + 1.8 * mm
    for margin, line in ((BORDER_MARGIN, 1.6), (inner, 0.5)):
        canvas.setLineWidth(line)
        canvas.rect(margin, margin, width - 2 * margin, height - 2 * margin)
    side = 2.6 * mm
    for x in (inner, width - inner):
        for y in (inner, height - inner):
            canvas.rect(x - side / 2, y - side / 2, side, side, stroke=0, fill=1)
    canvas.restoreState()
