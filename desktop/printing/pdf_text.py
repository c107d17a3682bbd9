"""Runs as ReportLab paragraphs: they go in as fragments, never as markup, so a value cannot become one."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from typing import Any, TypeVar

from reportlab.lib.abag import ABag
from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph as LibraryParagraph
from reportlab.platypus.paraparser import ParaFrag
from reportlab.platypus.tables import TableStyle

from desktop.printing.blocks import INDENT, MOST_INDENT, Kind, Page, Paragraph, Run
from desktop.printing.fonts import FontFamily

Made = TypeVar("Made")

LONGEST_WORD = 100
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_PIECE = 20
# A paragraph goes over the end of a page only with so many lines before it.
_LEAST_LINES = 2
_ALMOST = 1e-6
# So much of a file is remembered; what all its papers share is soon there again.
_MOST_KEPT = 96
_INDENT = 10 * mm
_SMALL = 0.86
_BOX_SIDE = 3.4 * mm
_UNJUSTIFIED = {TA_JUSTIFY: TA_LEFT}
_CELL_SIDES = {"left": TA_LEFT, "centre": TA_CENTER, "right": TA_RIGHT}
_RED = HexColor(0x8C1A1A)
# What the library expects of every piece and we do not use, and how it draws a line under one.
_PLAIN: dict[str, Any] = {"rise": 0, "greek": 0, "link": [], "bold": 0, "italic": 0}
_UNDERLINE = (0, "underline", None, "", "-0.125*F", 0, 1, "1")
_ALWAYS_BOLD = {"title", "subject", "heading", "section", "banner", "display"}
CELL_PADDING = 3
_GRID = (
    ("GRID", (0, 0), (-1, -1), 0.5, black),
    ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
    ("VALIGN", (0, 1), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), CELL_PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), CELL_PADDING),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
)


@dataclass(frozen=True)
class Faces:
    """Names under which the four faces of a family are registered."""

    regular: str
    bold: str
    italic: str
    bold_italic: str

    def of(self, bold: bool, italic: bool) -> str:
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.regular


class _Face(TTFont):
    """The library's font with the widths of words remembered: papers repeat the same words over and over."""

    _MOST_WORDS = 20_000

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self._widths: dict[str, float] = {}

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802 - the library's name
        width = self._widths.get(text)
        if width is None:
            width = super().stringWidth(text, 1, encoding)
            if len(self._widths) < self._MOST_WORDS:
                self._widths[text] = width
        return width * size


@cache
def register(fonts: FontFamily) -> Faces:
    """Registers the four files with the library once; all are embedded, the letters used only."""
    names = {}
    for style in ("regular", "bold", "italic", "bold_italic"):
        path = getattr(fonts, style)
        names[style] = f"{fonts.name}-{style}-{path.parent}"
        pdfmetrics.registerFont(_Face(names[style], str(path)))
    return Faces(**names)


@dataclass(frozen=True)
class Styles:
    """The paragraph styles and plain fragments of one sheet."""

    page: Page
    faces: Faces
    paragraphs: dict[str, ParagraphStyle]
    grid: TableStyle
    made: dict[Any, Any] = field(default_factory=dict, compare=False)

    def for_a_file(self) -> "Styles":
        """The same with a memory of its own: what is set for one file is never touched by another."""
        return replace(self, made={})

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is made for a key, the same one for the same words of a file: the papers of a batch share most."""
        found: Made | None = self.made.get(key)
        if found is None:
            if len(self.made) >= _MOST_KEPT:
                self.made.clear()
            found = self.made[key] = make()
        return found


@cache
def styles_for(page: Page, faces: Faces) -> Styles:
    """Styles with exact line height for a sheet."""
    size, leading = page.letter_size, page.leading
    looks: dict[Kind, dict[str, Any]] = {
        "body": {"alignment": TA_JUSTIFY, "firstLineIndent": _INDENT, "spaceAfter": 4},
        "item": {"alignment": TA_JUSTIFY, "firstLineIndent": _INDENT, "spaceAfter": 3},
        "title": {
            "alignment": TA_CENTER,
            "fontSize": size + 2,
            "leading": leading + 3,
            "spaceBefore": 12,
        },
        "subject": {"alignment": TA_CENTER},
        "heading": {
            "alignment": TA_CENTER,
            "spaceBefore": 6,
            "spaceAfter": 6,
        },
        "section": {
            "alignment": TA_LEFT,
            "spaceBefore": 6,
            "spaceAfter": 3,
        },
        "banner": {"alignment": TA_CENTER, "fontSize": size + 1},
        "display": {"alignment": TA_CENTER, "fontSize": size * 2, "leading": leading * 2, "textColor": _RED},
        "centre": {"alignment": TA_CENTER},
        "line": {"alignment": TA_LEFT, "spaceAfter": 4},
        "small": {"alignment": TA_LEFT, "fontSize": size * _SMALL, "leading": leading * _SMALL},
        "matter": {"alignment": TA_CENTER, "fontSize": size * _SMALL, "leading": leading * _SMALL},
    }
    # Blanks are never narrowed: measuring for it costs a fifth of the time a paragraph takes.
    base = {"fontName": faces.regular, "fontSize": size, "leading": leading, "spaceShrinkage": 0}
    made: dict[str, ParagraphStyle] = {}
    for kind, look in looks.items():
        made[kind] = ParagraphStyle(kind, **(base | look))
        made[f"{kind} left"] = ParagraphStyle(
            f"{kind} left", made[kind], alignment=_UNJUSTIFIED.get(look["alignment"], look["alignment"])
        )
    cell = base | {"fontSize": size - 2, "leading": leading - 3}
    made["cell"] = ParagraphStyle("cell", **cell)
    for side, alignment in _CELL_SIDES.items():
        made[f"cell {side}"] = ParagraphStyle(f"cell {side}", **cell, alignment=alignment)
    for indent in range(1, MOST_INDENT + 1):
        made[f"cell {indent}"] = ParagraphStyle(f"cell {indent}", **cell, leftIndent=indent * INDENT * mm)
    made["caption"] = ParagraphStyle("caption", made["small"], alignment=TA_CENTER)
    made["head"] = ParagraphStyle("head", **cell, alignment=TA_CENTER)
    # Named here, or the library would add a face of its own that is not embedded.
    grid = TableStyle([*_GRID, ("FONT", (0, 0), (-1, -1), faces.regular, cell["fontSize"], cell["leading"])])
    return Styles(page, faces, made, grid)


class Text(LibraryParagraph):
    """The library's paragraph, broken into lines once for a width, however often a page asks for its height or ends
    inside it: the library breaks what is left anew on each page, which takes hours for a value of hundreds of pages."""

    _measured: tuple[float, float, float] | None = None
    _corner = (0.0, 0.0)
    # Only letters: nothing underlined, no tick boxes.
    is_plain = False

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        # Where it was drawn last, and how: the same words stand at the same place of every paper of a batch.
        self._drawing: dict[tuple[float, float], list[str]] = {}

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self._measured is None or self._measured[0] != width or not hasattr(self, "blPara"):
            self._measured = (width, *super().wrap(width, height))
        return self._measured[1:]

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803 - the library's names
        """Puts its letters where they belong without moving the whole sheet there and back, which costs as much."""
        if not self.is_plain:
            super().drawOn(canvas, x, y, _sW)
            return
        code: list[str] = canvas._code
        known = self._drawing.get((x, y))
        if known is not None:
            code.extend(known)
            return
        begin = len(code)
        self._corner, self.canv = (x, y), canvas
        self.drawPara()
        del self.canv
        self._drawing.clear()
        self._drawing[x, y] = code[begin:]

    def beginText(self, x: float, y: float) -> Any:  # noqa: N802 - the library's name
        return self.canv.beginText(x + self._corner[0], y + self._corner[1])

    def split(self, width: float, height: float) -> list["Text"]:
        """What fits and what does not; nothing fits when it would be a single line."""
        if not hasattr(self, "blPara"):
            # A table splits its cells by their outer width, though they were broken by the inner one.
            self.wrap(width, height)
        lines, fits = self.blPara.lines, int(height / self.style.leading + _ALMOST)
        if fits < _LEAST_LINES:
            return []
        if len(lines) <= fits:
            return [self]
        before, after = self._part(lines[:fits], self.style), self._part(lines[fits:], _without_indent(self.style))
        before._JustifyLast = not getattr(lines[fits - 1], "lineBreak", False)
        return [before, after]

    def _part(self, lines: list[Any], style: ParagraphStyle) -> "Text":
        """Some of the lines as a paragraph that is broken already."""
        width = self._measured[0] if self._measured else 0.0
        part = Text("", style, frags=self.frags)
        part.blPara = self.blPara.clone(lines=lines)
        part.width, part.height = width, len(lines) * style.leading
        part._measured = (width, width, part.height)
        part.is_plain = self.is_plain
        return part


@cache
def _without_indent(style: ParagraphStyle) -> ParagraphStyle:
    return ParagraphStyle(style.name, style, firstLineIndent=0) if style.firstLineIndent else style


def text(paragraph: Paragraph, styles: Styles, width: float) -> Text:
    """The flowable of a paragraph, broken for one width, so that no two places undo each other's lines."""

    def make() -> Text:
        made = _text(paragraph, styles)
        made.wrap(width, 0)
        return made

    return twin(styles.once((paragraph, width), make))


def twin(flowable: Made) -> Made:
    """The same flowable once more, sharing its lines and its drawing: the library marks those it has moved on."""
    made = object.__new__(type(flowable))
    made.__dict__.update(flowable.__dict__)
    return made


def _text(paragraph: Paragraph, styles: Styles) -> Text:
    kind = paragraph.kind
    style = styles.paragraphs[f"{kind} left" if kind in ("body", "item") and paragraph.has_dots else kind]
    return of_runs(paragraph.runs, style, styles.faces, kind in _ALWAYS_BOLD)


def of_runs(runs: tuple[Run, ...], style: ParagraphStyle, faces: Faces, bold: bool = False) -> Text:
    """A paragraph of as few fragments as its looks allow: the library breaks a single one much faster."""
    fragments: list[ParaFrag] = []
    for (face, underline, is_box), alike in groupby(runs, lambda run: _look(run, faces, bold)):
        if is_box:
            fragments += [piece for run in alike for piece in _box(run.box, face, style)]
        else:
            fragments += _pieces("".join(run.text for run in alike), face, style, underline)
    made = Text("", style, frags=fragments)
    made.is_plain = not any(run.underline or run.box for run in runs)
    return made


def _look(run: Run, faces: Faces, bold: bool) -> tuple[str, bool, bool]:
    return faces.of((run.bold or bold) and not run.blank, run.italic), run.underline, bool(run.box)


def _pieces(text: str, face: str, style: ParagraphStyle, underline: bool) -> Iterator[ParaFrag]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield _fragment(face, style, "", lineBreak=True)
        written = _softly_broken(line) if len(line) > LONGEST_WORD else line
        yield _fragment(face, style, written, [_UNDERLINE] if underline else [])


def _box(box: str, face: str, style: ParagraphStyle) -> Iterator[ParaFrag]:
    yield _fragment(face, style, "", cbDefn=ABag(kind="onDraw", name="tick box", label=box))
    yield _fragment(face, style, "\u00a0\u00a0\u00a0\u00a0")


def _fragment(face: str, style: ParagraphStyle, text: str, lines: Iterable[Any] = (), **more: Any) -> ParaFrag:
    """A piece of text as the library's own reader of markup would have made it."""
    return ParaFrag(
        text=text,
        fontName=face,
        fontSize=style.fontSize,
        textColor=style.textColor,
        us_lines=list(lines),
        **(_PLAIN | more),
    )


def _softly_broken(text: str) -> str:
    """Words too long to be words get places where a line may end; else the library tries every letter."""
    return _LONG_WORD.sub(
        lambda word: " ".join(word[0][start : start + _PIECE] for start in range(0, len(word[0]), _PIECE)), text
    )


def draw_tick_box(canvas: Any, kind: str, ticked: str) -> None:
    """Draws a box where the text stands, with a tick if it is ticked."""
    place = canvas._curr_tx_info
    x, y = place["cur_x"] + 1, place["cur_y"] - 0.4
    canvas.saveState()
    canvas.setLineWidth(0.7)
    canvas.rect(x, y, _BOX_SIDE, _BOX_SIDE)
    if ticked == "ticked":
        canvas.lines([(x + 1.5, y + 5, x + 4, y + 1.8), (x + 4, y + 1.8, x + 8.5, y + 9)])
    canvas.restoreState()
