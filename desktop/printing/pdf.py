"""The PDF writer: documents in, one PDF out, a bookmark each; every letter embedded, the same bytes every time."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFInfo, PDFName, PDFStream, PDFString, PDFZCompress
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
# Nothing of the program stands in a paper of the Party: what the library says of itself gives way to blanks.
_LIBRARY = (
    b"ReportLab Generated PDF document (opensource)",
    b"ReportLab generated PDF document -- digest (opensource)",
)
# In the first and the last so many bytes of the file.
_END = 1024


# Told after every page: how many are set, and how many there will be (0: nobody knows). What it raises ends the work.
Progress = Callable[[int, int], object]


def _tell_nobody(done: int, total: int) -> None:
    """For work that nobody follows."""


def write(
    documents: Iterable[Document], fonts: FontFamily, title: str = "", progress: Progress = _tell_nobody
) -> bytes:
    """The documents one after the other as one PDF, as `write_counted` makes it."""
    return write_counted(documents, fonts, title, progress)[0]


def write_counted(
    documents: Iterable[Document], fonts: FontFamily, title: str = "", progress: Progress = _tell_nobody
) -> tuple[bytes, tuple[int, ...]]:
    """The documents one after the other as one PDF, and the pages of each; numbered top centre from the second on.

    They are taken one by one, each given up when it is set: hundreds need no more memory than their file. Without a
    title the file has that of its only document, else a common one.
    """
    faces = pdf_text.register(fonts)
    target = BytesIO()
    if not title and isinstance(documents, Sequence):
        title = documents[0].title if len(documents) == 1 else DOSSIER_TITLE
    writer = _Writer(target, faces, title or DOSSIER_TITLE, progress)
    writer.build(_Story(writer, documents))
    _silence(target)
    return target.getvalue(), writer.pages_of_each()


def _silence(target: BytesIO) -> None:
    """Blanks what the library says of itself at both ends of a file, where it stands: a copy of the file is large."""
    with target.getbuffer() as content:
        for start in (0, max(0, len(content) - _END)):
            end = bytes(content[start : start + _END])
            for told in _LIBRARY:
                place = end.find(told)
                if place >= 0:
                    content[start + place : start + place + len(told)] = b" " * len(told)


def page_size(page: Page) -> tuple[float, float]:
    """Width and height in points."""
    size: tuple[float, float] = landscape(A4) if page.landscape else A4
    return size


class _Story(list[Flowable]):
    """What is still to be set; when nothing of a document is left, the next one is fetched."""

    def __init__(self, writer: "_Writer", documents: Iterable[Document]) -> None:
        super().__init__()
        self._writer, self._documents = writer, iter(documents)
        self._is_first = True
        self._fetch()

    def __len__(self) -> int:
        # The library asks how many there are before it takes each.
        return super().__len__() or self._fetch()

    def _fetch(self) -> int:
        document = next(self._documents, None)
        if document is None:
            return 0
        self._writer.know(document)
        if not self._is_first:
            self += [NextPageTemplate(_template_name(document)), NewPage()]
        self._is_first = False
        self.append(_PaperStart(document.title, self._writer.starts))
        styles = self._writer.styles_of(document.page)
        self += pdf_flow.flow(document.blocks, styles, _frame_size(document.page))
        return super().__len__()


class _Writer(BaseDocTemplate):
    """The library's document with our page templates: a first and a later page for every kind of sheet."""

    def __init__(self, target: BytesIO, faces: pdf_text.Faces, title: str, progress: Progress) -> None:
        super().__init__(
            target,
            lang="vi",
            invariant=1,
            initialFontName=faces.regular,
        )
        self.faces = faces
        self.starts: list[int] = []  # the first page of each document
        self._told = _Told(title)
        self._progress = progress
        self._number = 0
        self._known: set[str] = set()
        self._styles: dict[Page, pdf_text.Styles] = {}

    def pages_of_each(self) -> tuple[int, ...]:
        """How many pages each document has in the file that is built."""
        return tuple(end - start for start, end in pairwise([*self.starts, self.page + 1]))

    def styles_of(self, page: Page) -> pdf_text.Styles:
        """The styles of a sheet, with what this file has set in them already."""
        if page not in self._styles:
            self._styles[page] = pdf_text.styles_for(page, self.faces).for_a_file()
        return self._styles[page]

    def know(self, document: Document) -> None:
        """Have the sheets of a document ready."""
        name = _template_name(document)
        if name not in self._known:
            self._known.add(name)
            self.addPageTemplates(self._templates(document))

    def beforeDocument(self) -> None:  # noqa: N802 - a name the library calls
        self.canv.setNamedCB("tick box", pdf_text.draw_tick_box)
        self.canv._doc.info = self._told

    def handle_pageEnd(self) -> None:  # noqa: N802 - a name the library calls
        """Packs what was drawn at once; the library would keep every page as text until the end."""
        super().handle_pageEnd()
        page = self.canv._doc.Pages.pages[-1]
        packed = PDFDictionary({"Filter": PDFArray([PDFName(PDFZCompress.pdfname)])})
        page.Contents, page.stream = PDFStream(packed, PDFZCompress.encode(page.stream)), None
        self._progress(self.page, 0)

    def _templates(self, document: Document) -> list[PageTemplate]:
        page, first = document.page, _template_name(document)
        later, size = f"{first} later", page_size(page)

        def begin(canvas: Any, _: Any) -> None:
            self._number = 1
            self._draw_around(canvas, document)

        def go_on(canvas: Any, _: Any) -> None:
            self._number += 1
            self._draw_around(canvas, document)
            canvas.setFont(self.faces.regular, NUMBER_SIZE)
            canvas.drawCentredString(size[0] / 2, _above(size), str(self._number))

        return [
            PageTemplate(first, [_frame(page)], begin, autoNextPageTemplate=later, pagesize=size),
            PageTemplate(later, [_frame(page)], go_on, pagesize=size),
        ]

    def _draw_around(self, canvas: Any, document: Document) -> None:
        size = page_size(document.page)
        if document.page.border:
            canvas.addLiteral(_border(*size))
        if document.mark:
            canvas.setFont(self.faces.bold, NUMBER_SIZE)
            canvas.drawString(_margins(document.page)[0], _above(size), document.mark)


class _Told(PDFInfo):
    """What the file tells of itself: its title, and neither who made it, nor with what, nor a day."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title

    def format(self, document: Any) -> bytes:
        told: bytes = PDFDictionary({"Title": PDFString(self.title)}).format(document)
        return told


class _PaperStart(Flowable):
    """Takes no room; puts the bookmark of a paper on the page where it begins, and notes that page."""

    def __init__(self, title: str, starts: list[int]) -> None:
        super().__init__()
        self._title, self._starts = title, starts

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        page: int = self.canv.getPageNumber()
        self._starts.append(page)
        key = f"paper-{page}"
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


@cache
def _border(width: float, height: float) -> str:
    """A strong and a fine line with a small square where the fine ones meet, in the language of PDF itself, made once.

    Drawing them anew on each of hundreds of certificates takes a sixth of their time.
    """
    inner = BORDER_MARGIN + 1.8 * mm
    rings = [
        f"{line} w {margin:.2f} {margin:.2f} {width - 2 * margin:.2f} {height - 2 * margin:.2f} re S"
        for margin, line in ((BORDER_MARGIN, 1.6), (inner, 0.5))
    ]
    side = 2.6 * mm
    corners = [
        f"{x - side / 2:.2f} {y - side / 2:.2f} {side:.2f} {side:.2f} re f"
        for x in (inner, width - inner)
        for y in (inner, height - inner)
    ]
    return " ".join(["q .55 .1 .1 RG .55 .1 .1 rg", *rings, *corners, "Q"])
