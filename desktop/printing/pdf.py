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
BORDERED = "bordered"
PROGRAM = "Kết Nạp"


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
            story += [NextPageTemplate(_template_name(document.page)), NewPage()]
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
            creator=PROGRAM,
            producer=PROGRAM,
            lang="vi",
            invariant=1,
            initialFontName=faces.regular,
        )
        self._faces = faces
        self._number = 0
        for page in dict.fromkeys(document.page for document in documents):
            first, later = _template_name(page), f"{_template_name(page)} later"
            self.addPageTemplates(
                [
                    PageTemplate(
                        first, [_frame(page)], self._begin, autoNextPageTemplate=later, pagesize=page_size(page)
                    ),
                    PageTemplate(later, [_frame(page)], self._continue, pagesize=page_size(page)),
                ]
            )

    def beforeDocument(self) -> None:  # noqa: N802 - a name the library calls
        self.canv.setNamedCB("tick box", pdf_text.draw_tick_box)

    def _begin(self, canvas: Any, document: Any) -> None:
        self._number = 1
        self._draw_border(canvas)

    def _continue(self, canvas: Any, document: Any) -> None:
        self._number += 1
        self._draw_border(canvas)
        width, height = self.pageTemplate.pagesize
        canvas.setFont(self._faces.regular, NUMBER_SIZE)
        canvas.drawCentredString(width / 2, height - TOP / 2 - NUMBER_SIZE / 2, str(self._number))

    def _draw_border(self, canvas: Any) -> None:
        if BORDERED in self.pageTemplate.id:
            _draw_border(canvas, *self.pageTemplate.pagesize)


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


def _template_name(page: Page) -> str:
    return (
        f"{'landscape' if page.landscape else 'portrait'} {BORDERED if page.border else 'plain'} {page.letter_size:g}"
    )


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
