"""One sheet of an .xlsx file with the places in its text where each row and cell begins and ends."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from desktop.domain.sheets.addresses import read_address
from desktop.domain.sheets.model import Area
from desktop.exchange.templates import refusals

_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_UTF_8 = frozenset({None, "utf-8", "us-ascii"})
_TRUE = frozenset({"1", "true"})

Span = tuple[int, int]


@dataclass
class CellPart:
    """A cell: its attributes, where it stands, and its formula with the place of the result kept with it."""

    row: int
    column: int
    span: Span
    attributes: dict[str, str]
    formula: str | None = None
    formula_attributes: dict[str, str] = field(default_factory=dict)
    result: Span | None = None


@dataclass
class RowPart:
    """A row: its opening tag and its whole, the closing tag included; both are one when it is empty."""

    number: int
    tag: Span
    span: Span
    attributes: dict[str, str]
    cells: list[CellPart] = field(default_factory=list)


@dataclass
class SheetPart:
    """A sheet as text and what was found in it. `prefix` stands before the names of its elements."""

    text: bytes
    prefix: str = ""
    data: tuple[Span, Span] | None = None  # the tag of the rows, and all of it
    rows: list[RowPart] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    column_styles: list[tuple[int, int, str]] = field(default_factory=list)
    is_protected: bool = False

    def find_row(self, number: int) -> RowPart | None:
        """A row by its number, or None."""
        return next((row for row in self.rows if row.number == number), None)

    def find_cell(self, row: int, column: int) -> CellPart | None:
        """A cell by its place, or None."""
        held = self.find_row(row)
        return next((cell for cell in held.cells if cell.column == column), None) if held else None

    def style_of(self, row: int, column: int) -> str | None:
        """The style a cell has: its own, else that of its row, else that of its column."""
        cell, held = self.find_cell(row, column), self.find_row(row)
        if cell is not None:
            return cell.attributes.get("s")
        if held is not None and held.attributes.get("customFormat") in _TRUE:
            return held.attributes.get("s")
        return next((style for first, last, style in self.column_styles if first <= column <= last), None)


def read(text: bytes) -> SheetPart:
    """Find the rows and cells of a sheet. Raises CannotFill."""
    found = SheetPart(text)
    reader = _Reader(found)
    try:
        reader.parser.Parse(text, True)
    except (expat.ExpatError, ValueError, KeyError) as error:
        raise refusals.damaged() from error
    if found.data is None:
        raise refusals.damaged()
    return found


class _Reader:
    """Follows the parser, which knows at every tag how many bytes came before it."""

    def __init__(self, sheet: SheetPart) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.XmlDeclHandler = self._declaration
        self._sheet = sheet
        self._path: list[tuple[str, Span]] = []
        self._letters: list[str] | None = None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if not self._path:
            self._sheet.prefix = tag[: -len(name)]
        span = self._tag_here()
        parents = [each for each, _ in self._path]
        self._path.append((name, span))
        handler = _HANDLERS.get((parents[-1] if parents else "", name))
        if handler is not None:
            handler(self, attributes, span)

    def _end(self, tag: str) -> None:
        name, opening = self._path.pop()
        # An element without content ends where it began.
        closing = opening if self._sheet.text[opening[1] - 2 : opening[1]] == b"/>" else self._tag_here()
        whole = (opening[0], closing[1])
        parent = self._path[-1][0] if self._path else ""
        if (parent, name) == ("worksheet", "sheetData"):
            self._sheet.data = (opening, whole)
        elif (parent, name) == ("sheetData", "row"):
            self._sheet.rows[-1].span = whole
        elif (parent, name) == ("row", "c"):
            self._sheet.rows[-1].cells[-1].span = whole
        elif (parent, name) == ("c", "f"):
            self._sheet.rows[-1].cells[-1].formula = "".join(self._letters or ())
            self._letters = None
        elif (parent, name) == ("c", "v"):
            self._sheet.rows[-1].cells[-1].result = whole

    def _row(self, attributes: dict[str, str], span: Span) -> None:
        rows = self._sheet.rows
        following = rows[-1].number + 1 if rows else 1
        rows.append(RowPart(int(attributes.get("r", following)), span, span, attributes))
        if rows[-1].number < following:
            raise ValueError("rows out of order")

    def _cell(self, attributes: dict[str, str], span: Span) -> None:
        row = self._sheet.rows[-1]
        following = row.cells[-1].column + 1 if row.cells else 1
        place = read_address(attributes["r"]) if "r" in attributes else (row.number, following)
        if place is None or place[0] != row.number or place[1] < following:
            raise ValueError("cells out of order")
        row.cells.append(CellPart(*place, span, attributes))

    def _formula(self, attributes: dict[str, str], _: Span) -> None:
        self._sheet.rows[-1].cells[-1].formula_attributes = attributes
        self._letters = []

    def _merge(self, attributes: dict[str, str], _: Span) -> None:
        self._sheet.merged.append(read_area(attributes.get("ref", "")))

    def _column(self, attributes: dict[str, str], _: Span) -> None:
        if "style" in attributes:
            self._sheet.column_styles.append((int(attributes["min"]), int(attributes["max"]), attributes["style"]))

    def _protection(self, attributes: dict[str, str], _: Span) -> None:
        self._sheet.is_protected = attributes.get("sheet") in _TRUE

    def _characters(self, text: str) -> None:
        if self._letters is not None:
            self._letters.append(text)

    def _declaration(self, _version: str, encoding: str | None, _alone: int) -> None:
        if (encoding.lower() if encoding else None) not in _UTF_8:
            raise refusals.unusual()

    def _refuse(self, *_: object) -> None:
        raise refusals.dangerous()

    def _tag_here(self) -> Span:
        found = _TAG.match(self._sheet.text, self.parser.CurrentByteIndex)
        if found is None:
            # The text is in an encoding of several bytes a letter.
            raise refusals.unusual()
        return found.span()


_HANDLERS = {
    ("sheetData", "row"): _Reader._row,
    ("row", "c"): _Reader._cell,
    ("c", "f"): _Reader._formula,
    ("mergeCells", "mergeCell"): _Reader._merge,
    ("cols", "col"): _Reader._column,
    ("worksheet", "sheetProtection"): _Reader._protection,
}


def read_area(text: str) -> Area:
    """An area such as A1:B3, counted from zero. Raises ValueError."""
    first, _, last = text.partition(":")
    begin, end = read_address(first), read_address(last or first)
    if begin is None or end is None:
        raise ValueError(f"no area {text}")
    return Area(begin[0] - 1, begin[1] - 1, end[0] - 1, end[1] - 1)
