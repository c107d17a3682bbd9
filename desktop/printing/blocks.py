"""The document that every writer understands: blocks of runs, with values already in their places."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from desktop.domain.reports.model import Chart

Kind = Literal[
    "body", "title", "subject", "heading", "section", "banner", "display", "centre", "item", "line", "small", "matter"
]
Side = Literal["left", "centre", "right"]

LETTER_SIZE = 14.0
MOST_INDENT = 3
INDENT = 4.0  # millimetres
_DOTS = "......"
# What a file of several papers is called.
DOSSIER_TITLE = "Hồ sơ kết nạp"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look. `blank` marks dots that stand for a missing value; `box` is a tick box."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    blank: bool = False
    box: Literal["", "empty", "ticked"] = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs of one kind of paragraph."""

    runs: tuple[Run, ...]
    kind: Kind = "body"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def leads_on(self) -> bool:
        """Whether it only opens what follows and never stands alone at the foot of a page: a heading, a name."""
        begins_strong = self.kind == "body" and bool(self.runs) and self.runs[0].bold
        return self.kind in ("heading", "section") or (begins_strong and not self.text.rstrip().endswith((".", ";")))

    @property
    def has_dots(self) -> bool:
        """Whether dots to write on stand in it: one long word, before which justified text would be torn apart."""
        return any(run.blank or _DOTS in run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line as long as the text above it, or of `width` millimetres."""

    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Lines:
    """Dotted lines across the paper for what is written by hand."""

    count: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty height in millimetres, as for a signature and a seal."""

    height: float = 5.0


@dataclass(frozen=True, slots=True)
class PhotoBox:
    """A frame of width and height in millimetres; the photograph when there is one, else the caption.

    What a photograph holds is told by its digest: a paper's own hash is taken of what its blocks tell.
    """

    width: float
    height: float
    caption: str
    content: bytes | None = field(default=None, repr=False)
    digest: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", hashlib.sha256(self.content).hexdigest() if self.content else "")


@dataclass(frozen=True, slots=True)
class At:
    """Words with their feet at a place of the sheet, in millimetres from its left and upper edge, for printed stock."""

    x: float
    y: float
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A net over the whole sheet, `step` millimetres wide, numbered from the left and upper edge, for a test print."""

    step: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts side by side on one page; widths are shares of the whole.

    `closes` marks the signatures at the end of a paper, which take the last lines before them along.
    """

    widths: tuple[float, ...]
    parts: tuple[tuple["Block", ...], ...]
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; the first row is its head and is repeated on every page. Widths are shares of the whole.

    Rows are at least `height` millimetres high, for what is written by hand.
    `sides` says for each column on which side its words stand, at the left where nothing is said; `indents` how far
    each row's first cell is set in, from 0 to MOST_INDENT.
    """

    widths: tuple[float, ...]
    head: tuple[tuple[Run, ...], ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    height: float = 0.0
    sides: tuple[Side, ...] = ()
    indents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart drawn across the paper."""

    chart: "Chart"


Block = Paragraph | Rule | Lines | Gap | PhotoBox | PageBreak | Columns | Table | At | Grid | Bars


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet: size of letters in points, exact line height in points, orientation, a border or none.

    `least`: how small the letters may become so that the paper stays on one page; 0 keeps their size.
    """

    landscape: bool = False
    letter_size: float = LETTER_SIZE
    leading: float = 19.0
    border: bool = False
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Document:
    """One paper, ready for any writer; `mark` stands above every page of one that is not final."""

    title: str
    page: Page
    blocks: tuple[Block, ...]
    mark: str = ""


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Every paragraph and cell of the blocks in reading order, as plain text."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case Columns():
                for part in block.parts:
                    yield from texts(part)
            case Table():
                for row in (block.head, *block.rows):
                    yield from ("".join(run.text for run in cell) for cell in row)
            case At():
                yield "".join(run.text for run in block.runs)
            case Bars():
                yield block.chart.title
            case PhotoBox(content=None):
                yield block.caption
