"""Blocks as ReportLab flowables: parts side by side, tables, dotted lines, photographs, and what stays together."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from io import BytesIO
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.pdfutils import readJPEGInfo
from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.tables import TableStyle

from desktop.printing import pdf_lists, pdf_placed
from desktop.printing.blocks import (
    At,
    Bars,
    Block,
    Columns,
    Gap,
    Grid,
    Lines,
    PageBreak,
    Paragraph,
    PhotoBox,
    Rule,
    Run,
    Table,
)
from desktop.printing.pdf_lists import LongList
from desktop.printing.pdf_tables import ClosedTable, RuledTable
from desktop.printing.pdf_text import CELL_PADDING, LONGEST_WORD, Faces, Styles, Text, of_runs, text, twin

_BEFORE_SIGNATURE = 8.0
_AFTER_LINES = 5.0
# The gaps around and between what is measured before a signature.
_AROUND_SIGNATURE = 16.0
# Headings, which go with what they stand above.
_LEADING_ON = {"heading", "section"}
_LINES_KEPT = 4
_SIDES = {"left": "LEFT", "centre": "CENTER", "right": "RIGHT"}
_JPEG = b"\xff\xd8\xff"


def flow(blocks: Iterable[Block], styles: Styles, frame: tuple[float, float]) -> list[Flowable]:
    """The flowables of blocks in a frame of width and height in points."""
    flowables: list[Flowable] = []
    for block in blocks:
        made = list(_flowables(block, styles, frame))
        if isinstance(block, Columns) and block.closes and flowables:
            made = _close(flowables, made, frame)
        elif isinstance(block, Paragraph) and block.leads_on:
            flowables.append(_room(_LINES_KEPT * styles.page.leading, frame))
        elif isinstance(block, Lines | Table) and flowables:
            begins = _led_on_from(flowables)
            above = sum(flowable.wrap(*frame)[1] for flowable in flowables[begins:-1])
            flowables.insert(begins, _room(_LINES_KEPT * styles.page.leading + above, frame))
        flowables += made
    return flowables


def _close(flowables: list[Flowable], signature: list[Flowable], frame: tuple[float, float]) -> list[Flowable]:
    """The signature to be put after what stands there, which is changed so that some of it goes with the signature."""
    if isinstance(flowables[-1], LongList):
        flowables[-1] = flowables[-1].closed(lambda piece: ClosedTable(piece, signature[0], frame[1]))
        return []
    if isinstance(flowables[-1], RuledTable):
        closed = ClosedTable(flowables.pop(), signature[0], frame[1])
        if flowables and not closed.can_part:
            begins = _led_on_from(flowables)
            together = sum(flowable.wrap(*frame)[1] for flowable in (*flowables[begins:], closed))
            flowables.insert(begins, _room(together + _AROUND_SIGNATURE, frame))
        return [closed]
    flowables[-1:] = _ended(flowables[-1])
    kept = _led_on_from(flowables)
    together = sum(flowable.wrap(*frame)[1] for flowable in (*flowables[kept:], *signature))
    flowables.insert(kept, _room(together + _AROUND_SIGNATURE, frame))
    return signature


def _ended(last: Flowable) -> list[Flowable]:
    """What stands above a signature, parted so that its end can go with the signature."""
    return last.cut(last.count - 2) if isinstance(last, _Dotted) and last.count > 3 else [last]


def _led_on_from(flowables: list[Flowable]) -> int:
    """Where what the next block must not be parted from begins: the last flowable, with its heading if it has one."""
    last = len(flowables) - 1
    before = flowables[last - 1] if last else None
    return last - 1 if isinstance(before, Text) and before.style.name in _LEADING_ON else last


def _room(height: float, frame: tuple[float, float]) -> Flowable:
    """Begins a new page unless there is room; cheaper than keeping flowables together, which measures all of them."""
    return CondPageBreak(min(height, frame[1] * 0.8))


def _flowables(block: Block, styles: Styles, frame: tuple[float, float]) -> Iterator[Flowable]:
    match block:
        case Paragraph():
            yield text(block, styles, frame[0])
        case Columns():
            made: Callable[[], Flowable] = lambda: _SideBySide(block, styles, frame)  # noqa: E731
            yield made() if _has_photograph(block) else twin(styles.once((block, frame), made))
        case Table():
            yield _table(block, styles, frame[0])
        case Lines():
            yield _Dotted(block.count, styles.page.leading, _AFTER_LINES)
        case Rule():
            yield _RuleLine(block.width * mm)
        case Gap():
            yield Spacer(0, block.height * mm)
        case PhotoBox() | Bars():
            yield _picture(block, styles, frame[0])
        case At() | Grid():
            yield pdf_placed.flowable(block, styles)
        case PageBreak():
            yield NewPage()


def _picture(block: PhotoBox | Bars, styles: Styles, width: float) -> Flowable:
    if isinstance(block, PhotoBox):
        return _Photo(block, styles)
    # Only reports have charts; papers do without what draws them.
    from desktop.printing import charts

    return charts.draw(block.chart, width, styles.faces)


def _has_photograph(columns: Columns) -> bool:
    """Whether somebody's photograph stands in them: nobody else's paper has the same, and it is large."""
    return any(isinstance(block, PhotoBox) and block.content for part in columns.parts for block in part)


def _table(table: Table, styles: Styles, width: float) -> Flowable:
    make = partial(_whole_table, styles=styles, width=width)
    return LongList(table, make) if len(table.rows) > pdf_lists.PIECE else make(table)


def _whole_table(table: Table, styles: Styles, width: float) -> RuledTable:
    head, cell = styles.paragraphs["head"], styles.paragraphs["cell"]
    share = width / sum(table.widths)
    widths = [part * share for part in table.widths]
    rows: list[list[Text | str]] = [[of_runs(runs, head, styles.faces, bold=True) for runs in table.head]]
    looks = [styles.paragraphs[f"cell {side}"] for side in table.sides] or [cell] * len(widths)
    rows += [
        [_cell(runs, look, styles.faces, own) for runs, look, own in zip(row, looks, widths, strict=True)]
        for row in table.rows
    ]
    for place, indent in enumerate(table.indents, start=1):
        if indent:
            rows[place][0] = of_runs(table.rows[place - 1][0], styles.paragraphs[f"cell {indent}"], styles.faces)
    return RuledTable(
        rows,
        widths,
        repeatRows=1,
        style=_grid(table, styles),
        spaceBefore=4,
        spaceAfter=6,
    )


def _grid(table: Table, styles: Styles) -> TableStyle:
    """The grid of the sheet; words that are no paragraphs stand on their side, rows are as high as asked."""
    looks: list[tuple[Any, ...]] = [
        ("ALIGN", (place, 1), (place, -1), _SIDES[side]) for place, side in enumerate(table.sides)
    ]
    if table.height:
        low = max(0.0, table.height * mm - styles.paragraphs["cell"].leading - CELL_PADDING)
        looks.append(("BOTTOMPADDING", (0, 1), (-1, -1), low))
    return TableStyle(looks, parent=styles.grid) if looks else styles.grid


def _cell(runs: tuple[Run, ...], style: ParagraphStyle, faces: Faces, width: float) -> Text | str:
    """What stands in a cell: a paragraph, or the words alone when they are plain and fit on one line.

    A paragraph costs ten times as much as its words, and most cells hold a word or two.
    """
    if all(run == Run(run.text) for run in runs):
        words = "".join(run.text for run in runs)
        fits = len(words) <= LONGEST_WORD and "\n" not in words
        if fits and stringWidth(words, faces.regular, style.fontSize) <= width - 2 * CELL_PADDING:
            return words
    return of_runs(runs, style, faces)


class _SideBySide(Flowable):
    """Parts beside one another, never parted by a page end unless they are higher than a page."""

    def __init__(self, columns: Columns, styles: Styles, frame: tuple[float, float]) -> None:
        super().__init__()
        self.spaceBefore = _BEFORE_SIGNATURE if columns.closes else 0
        share = frame[0] / sum(columns.widths)
        self._widths = [width * share for width in columns.widths]
        self._page_height = frame[1]
        self._placed: list[list[tuple[Flowable, float]]] = []
        self._parts = [
            flow(part, styles, (width, frame[1])) for part, width in zip(columns.parts, self._widths, strict=True)
        ]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if not self._placed:
            self._placed = [_placed(part, own) for part, own in zip(self._parts, self._widths, strict=True)]
        self.width = sum(self._widths)
        self.height = max((-placed[-1][1] for placed in self._placed if placed), default=0)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """One under the other when they are higher than a page; the first piece has to fit where the page ends."""
        self.wrap(width, height)
        if self.height <= self._page_height:
            return []
        first, *others = [twin(flowable) for part in self._parts for flowable in part]
        if first.wrap(width, height)[1] <= height:
            return [first, *others]
        pieces = first.split(width, height)
        return [*pieces, *others] if pieces else []

    def draw(self) -> None:
        x = 0.0
        for placed, width in zip(self._placed, self._widths, strict=True):
            for flowable, y in placed:
                flowable.drawOn(self.canv, x, self.height + y)
            x += width


def _placed(flowables: list[Flowable], width: float) -> list[tuple[Flowable, float]]:
    """Each flowable with its lower edge below the upper edge of the part."""
    placed: list[tuple[Flowable, float]] = []
    y, above = 0.0, ""
    for flowable in flowables:
        if isinstance(flowable, _RuleLine):
            flowable.measure(above)
        _, height = flowable.wrap(width, 10_000)
        y -= height
        placed.append((flowable, y))
        y -= flowable.getSpaceAfter()
        above = flowable
    return placed


class _RuleLine(Flowable):
    """A line in the middle, as long as given or as the text above it."""

    _GAP = 2.0
    # Under the name of a paper, whose letters hang down.
    _OWN_GAP = 5.0

    def __init__(self, length: float) -> None:
        super().__init__()
        self._length = length
        self._above = self._OWN_GAP if length else self._GAP

    def measure(self, above: Any) -> None:
        if not self._length and isinstance(above, Text):
            lines = above.blPara.lines if hasattr(above, "blPara") else ()
            self._length = max((_line_width(line, above.width) for line in lines), default=0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self._above + self._GAP

    def draw(self) -> None:
        start = (self.width - self._length) / 2
        self.canv.setLineWidth(0.8)
        self.canv.line(start, self._GAP, start + self._length, self._GAP)


def _line_width(line: Any, available: float) -> float:
    unused = line[0] if isinstance(line, tuple) else line.extraSpace
    return float(available - unused)


class _Dotted(Flowable):
    """Dotted lines to write on; a page end may come between them."""

    def __init__(self, count: int, leading: float, space_after: float = 0.0) -> None:
        super().__init__()
        self.count, self._leading = count, leading
        self.spaceAfter = space_after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self.count * self._leading

    def split(self, width: float, height: float) -> list[Flowable]:
        fits = int(height // self._leading)
        return self.cut(fits) if fits else []

    def cut(self, first: int) -> list[Flowable]:
        """The first lines and the rest."""
        rest = _Dotted(self.count - first, self._leading, self.spaceAfter)
        return [_Dotted(first, self._leading), rest]

    def draw(self) -> None:
        self.canv.addLiteral(_dotted_lines(self.count, self._leading, self.width))


@cache
def _dotted_lines(count: int, leading: float, width: float) -> str:
    """The lines in the language of PDF itself, made once: drawing each anew took a tenth of a dossier's time."""
    heights = ((count - number - 1) * leading + leading * 0.3 for number in range(count))
    strokes = " ".join(f"0 {height:.2f} m {width:.2f} {height:.2f} l" for height in heights)
    return f"q 0.8 w [0.8 2.6] 0 d {strokes} S Q"


class _Photo(Flowable):
    """A frame with the photograph in it, or with words that say what belongs there."""

    def __init__(self, box: PhotoBox, styles: Styles) -> None:
        super().__init__()
        self._box = box
        style = styles.paragraphs["caption"]
        self._caption = of_runs((Run(box.caption, italic=True),), style, styles.faces)
        self._own = box.width * mm, box.height * mm

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self._own[1] + 4

    def draw(self) -> None:
        width, height = self._own
        x = (self.width - width) / 2
        if self._box.content:
            self.canv.drawImage(_image(self._box.content), x, 2, width, height, preserveAspectRatio=True, anchor="c")
        else:
            _, used = self._caption.wrap(width, height)
            self._caption.drawOn(self.canv, x, 2 + (height - used) / 2)
        self.canv.addLiteral(f"q 0.6 w {x:.2f} 2 {width:.2f} {height:.2f} re S Q")


class _Jpeg(ImageReader):
    """A JPEG that goes into the file as it is; known by its bytes and measured by its head, where the library would
    load what reads pictures of all kinds, and unpack every point."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._ident = self.fileName = self._dataA = None
        self._width, self._height, *_ = readJPEGInfo(BytesIO(content))

    def jpeg_fh(self) -> BytesIO:
        return BytesIO(self._content)

    def getRGBData(self) -> bytes:  # noqa: N802 - the library's name
        return self._content


def _image(content: bytes) -> ImageReader:
    return _Jpeg(content) if content.startswith(_JPEG) else ImageReader(BytesIO(content))
