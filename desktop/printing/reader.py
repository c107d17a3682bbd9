"""Reading: the filled text of a form becomes blocks, and the values are put where their marks stand."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from desktop.printing.blocks import (
    At,
    Block,
    Columns,
    Gap,
    Grid,
    Kind,
    Lines,
    PageBreak,
    Paragraph,
    PhotoBox,
    Rule,
    Run,
    Side,
    Table,
)
from desktop.printing.engine import SLOT, Filled
from desktop.printing.forms import FormError
from desktop.printing.values import Blank, Missing

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Runs = tuple[Run, ...]
_HEADINGS: dict[str, Kind] = {
    "h1": "title",
    "h2": "subject",
    "h3": "heading",
    "h4": "section",
    "h5": "banner",
    "h6": "display",
}
_BOX = re.compile(r"\[([ x])\]")
SEAL_HEIGHT = 26.0
LONG_TEXT_LINES = 3
CELL_DOTS = 12
# Between the widths of a table and how high its rows are at least.
_HIGH = "high"
_DOTS = re.compile(r"\.{3,}")
# The columns of a letterhead, and the head of a column that only counts.
_LETTERHEAD = (9.0, 11.0)
_COUNTING = "TT"
CONTAINERS = {"columns", "signature", "table"}
PARTS = {"beside": {"columns", "signature"}, "recipients": {"signature"}, "seal": {"signature"}}
SINGLES = {"photo", "lines", "page", "rule", "gap", "letterhead", "part", "at", "grid", "matter"}
# How many of a block's arguments are numbers, and how many it cannot do without.
_NUMERIC = {"photo": 2, "lines": 1, "rule": 1, "gap": 1, "columns": 9, "table": 22, "at": 2, "grid": 1}
_NEEDED = {"photo": 2, "lines": 1, "at": 2, "grid": 1}
_NUMBER = re.compile(r"\d{1,3}([.,]\d+)?")


def check(body: str, file: str) -> None:
    """Raises FormError for the first block that is unknown, has no numbers, or is not opened or closed."""
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(body.split("\n"), start=1):
        if line.startswith(":::"):
            name, arguments = _directive(line)
            reason = _wrong_numbers(name, arguments) or _wrong_place(name, [name for name, _ in opened])
            if reason:
                raise FormError(file, number, reason)
            if name in CONTAINERS:
                opened.append((name, number))
            elif name == "end":
                opened.pop()
    if opened:
        raise FormError(file, opened[-1][1], f"khối “{opened[-1][0]}” chưa đóng bằng :::end")


def _wrong_numbers(name: str, arguments: list[str]) -> str:
    if len(arguments) < _NEEDED.get(name, 0):
        return f"sau :::{name} còn thiếu số"
    numeric = [each for each in arguments[: _NUMERIC.get(name, 0)] if (name, each) != ("table", _HIGH)]
    return "" if all(_NUMBER.fullmatch(argument) for argument in numeric) else f"sau :::{name} phải là số"


def _wrong_place(name: str, opened: list[str]) -> str:
    if name == "end":
        return "" if opened else "có :::end mà không có khối nào đang mở"
    if name in PARTS:
        return "" if opened and opened[-1] in PARTS[name] else f":::{name} đứng không đúng chỗ"
    return "" if name in CONTAINERS or name in SINGLES else f"không có khối “{name}”"


def blocks_of(filled: Filled, photo: bytes | None = None) -> tuple[tuple[Block, ...], tuple[Missing, ...]]:
    """The blocks, and the labels of what is missing on them in reading order, each once."""
    reader = _Reader(filled, photo)
    blocks = tuple(reader.blocks())
    return blocks, tuple(dict.fromkeys(reader.missing))


class _Reader:
    """Walks the lines of a filled form, taking the next value at every mark."""

    def __init__(self, filled: Filled, photo: bytes | None) -> None:
        self._lines = iter(filled.text.split("\n"))
        self._values = iter(filled.values)
        self._photo = photo
        self._stop = ""
        self.missing: list[Missing] = []

    def blocks(self, by_line: bool = False) -> Iterator[Block]:
        """Blocks up to the end, or to a line that closes or divides the container; that line is left in `_stop`."""
        chunk: list[str] = []
        self._stop = ""
        for line in self._lines:
            if line.startswith(":::"):
                yield from self._chunk(chunk, by_line)
                chunk = []
                name, arguments = _directive(line)
                if name in ("end", "beside", "recipients"):
                    self._stop = name
                    return
                yield from self._block(name, arguments)
            elif line.strip():
                chunk.append(line)
            else:
                yield from self._chunk(chunk, by_line)
                chunk = []
        yield from self._chunk(chunk, by_line)

    def _chunk(self, lines: list[str], by_line: bool) -> Iterator[Block]:
        if not lines:
            return
        for kind, runs in _paragraphs("\n".join(lines), by_line):
            yield from self._filled(kind, runs)

    def _filled(self, kind: Kind, runs: Runs) -> Iterator[Block]:
        put = self._put(runs)
        if kind == "body" and len(put) == 1 and put[0].blank and len(put[0].text) >= LONG_TEXT_LINES * 20:
            yield Lines(LONG_TEXT_LINES)
            return
        for part in _split_lines(put):
            yield Paragraph(part, kind)

    def _put(self, runs: Runs) -> Runs:
        """The runs with their marks replaced by values; blanks are noted."""
        put: list[Run] = []
        for run in runs:
            for index, piece in enumerate(run.text.split(SLOT)):
                if index:
                    put.append(self._value(run))
                written = piece[1:] if _doubles_full_stop(put, piece) else piece
                if written or run.box:
                    put.append(Run(written, run.bold, run.italic, box=run.box))
        return tuple(put)

    def _value(self, run: Run) -> Run:
        value = next(self._values)
        if isinstance(value, Blank):
            if value.is_missing:
                self.missing.append(Missing(value.label, value.kept))
            return Run(value.dots, italic=run.italic, blank=True)
        return Run(value, run.bold, run.italic)

    def _block(self, name: str, arguments: list[str]) -> Iterator[Block]:
        if name == "columns":
            yield self._columns(_numbers(arguments))
        elif name == "signature":
            yield self._signature()
        elif name == "table":
            yield self._table(arguments)
        elif name == "lines":
            yield from self._dotted(arguments)
        elif name == "at":
            yield self._at(arguments)
        elif name == "matter":
            yield self._matter(" ".join(arguments))
        elif name == "photo":
            width, height = _numbers(arguments[:2])
            yield PhotoBox(width, height, self._text(" ".join(arguments[2:])), self._photo)
        else:
            yield _SIMPLE[name](arguments)

    def _at(self, arguments: list[str]) -> At:
        x, y = _numbers(arguments[:2])
        words = self._put(_inline(" ".join(arguments[2:])))
        return At(x, y, tuple(replace(run, text=run.text.replace("\n", " ")) for run in words))

    def _matter(self, text: str) -> Columns:
        """What a letter is about, in small slanted letters under its number."""
        words = tuple(replace(run, italic=True) for run in self._put(_inline(text)))
        return Columns(_LETTERHEAD, ((Paragraph(words, "matter"),), ()))

    def _dotted(self, arguments: list[str]) -> Iterator[Block]:
        if label := " ".join(arguments[1:]):
            self.missing.append(Missing(self._text(label)))
        yield Lines(int(_numbers(arguments[:1])[0]))

    def _text(self, text: str) -> str:
        return "".join(run.text for run in self._put((Run(text),)))

    def _columns(self, widths: tuple[float, ...]) -> Columns:
        parts = [_without_indent(self.blocks())]
        while self._stop == "beside":
            parts.append(_without_indent(self.blocks()))
        shares = widths[: len(parts)] + (1.0,) * (len(parts) - len(widths))
        return Columns(shares, tuple(parts))

    def _signature(self) -> Columns:
        """Who signs at the right; at the left another who signs, or the recipients."""
        signed = tuple(self.blocks(by_line=True))
        left: tuple[Block, ...] = ()
        while self._stop in ("recipients", "beside"):
            if self._stop == "beside":
                left, signed = signed, tuple(self.blocks(by_line=True))
            else:
                left = _recipients(tuple(self.blocks(by_line=True)))
        return Columns((1.0, 1.0), (left, signed), closes=True)

    def _table(self, arguments: list[str]) -> Table:
        at = arguments.index(_HIGH) if _HIGH in arguments else len(arguments)
        widths, height = _numbers(arguments[:at]), sum(_numbers(arguments[at + 1 :]))
        rows: list[tuple[Runs, ...]] = []
        for line in self._lines:
            if line.startswith(":::end"):
                break
            if line.strip():
                rows.append(tuple(_narrow(self._put(cell)) for cell in _cells(line)))
        count = max((len(row) for row in rows), default=1)
        padded = tuple(row + ((),) * (count - len(row)) for row in rows) or (((),),)
        shares = widths[:count] + (1.0,) * (count - len(widths))
        sides = tuple(map(_side, *padded)) if len(padded) > 1 else ()
        return Table(shares, padded[0], padded[1:], height, sides)


_SIMPLE: dict[str, Callable[[list[str]], Block]] = {
    "page": lambda arguments: PageBreak(),
    "rule": lambda arguments: Rule(*_numbers(arguments[:1])),
    "gap": lambda arguments: Gap(*_numbers(arguments[:1])),
    "seal": lambda arguments: Gap(SEAL_HEIGHT),
    "grid": lambda arguments: Grid(*_numbers(arguments[:1])),
}


def _directive(line: str) -> tuple[str, list[str]]:
    name, *arguments = line[3:].split() or [""]
    return name, arguments


def _numbers(arguments: list[str]) -> tuple[float, ...]:
    return tuple(float(argument.replace(",", ".")) for argument in arguments)


def _without_indent(blocks: Iterator[Block]) -> tuple[Block, ...]:
    """Blocks of a narrow part, where the first line of a paragraph is not set in."""
    return tuple(
        Paragraph(block.runs, "line") if isinstance(block, Paragraph) and block.kind == "body" else block
        for block in blocks
    )


def _recipients(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The list below left, in small letters under its heading."""
    heading = Paragraph((Run("Nơi nhận:", underline=True),), "line")
    return (heading, *(Paragraph(block.runs, "small") for block in blocks if isinstance(block, Paragraph)))


def _side(head: Runs, *cells: Runs) -> Side:
    """Where the words of a column stand: in the middle when it only counts, or has only boxes to tick."""
    is_counting = "".join(run.text for run in head) == _COUNTING
    has_boxes = any(run.box for cell in cells for run in cell)
    return "centre" if is_counting or (has_boxes and not any(run.text for cell in cells for run in cell)) else "left"


def _doubles_full_stop(before: list[Run], piece: str) -> bool:
    """Whether a value that ends its own sentence stands before the full stop of the form."""
    return piece[:1] == "." and bool(before) and not before[-1].blank and before[-1].text.endswith(".")


def _narrow(runs: Runs) -> Runs:
    """The runs of a cell, with dots that do not break over its lines."""
    return tuple(replace(run, text=_few_dots(run.text)) if run.blank else run for run in runs)


def _few_dots(text: str) -> str:
    """Dots for a cell: what stands between or behind them, as the strokes of a day or a symbol, stays whole."""
    if len(text) <= CELL_DOTS:
        return text
    return text[:CELL_DOTS] if not text.strip(".") else _DOTS.sub("...", text)


def _split_lines(runs: Runs) -> Iterator[Runs]:
    """The runs of one paragraph; a value with line ends makes several paragraphs."""
    part: list[Run] = []
    for run in runs:
        first, *rest = run.text.split("\n")
        part.append(run if not rest else Run(first, run.bold, run.italic))
        for line in rest:
            yield tuple(part)
            part = [Run(line, run.bold, run.italic)]
    yield tuple(part)


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["heading", "list", "blockquote", "emphasis", "escape"])


@lru_cache(maxsize=4096)
def _paragraphs(chunk: str, by_line: bool) -> tuple[tuple[Kind, Runs], ...]:
    """The paragraphs of a stretch of text without blocks; in containers that read line by line, one each line."""
    if by_line:
        return tuple(("item" if line.startswith("- ") else "centre", _inline(line)) for line in chunk.split("\n"))
    found: list[tuple[Kind, Runs]] = []
    kinds: list[Kind] = ["body"]
    prefix = ""
    for token in _markdown().parse(chunk):
        if token.type == "inline":
            runs = _runs(token, prefix)
            parts = _split_lines(runs) if kinds[-1] == "centre" else iter([_joined(runs)])
            found.extend((kinds[-1], part) for part in parts)
            prefix = ""
        elif token.type == "list_item_open":
            prefix = f"{token.info}{token.markup} "
        elif token.nesting:
            _follow(token, kinds)
    return tuple(found)


def _follow(token: "Token", kinds: list[Kind]) -> None:
    """Keeps the kind of the paragraphs that come next while lists, quotes and headings open and close."""
    opened: dict[str, Kind] = {"bullet_list_open": "item", "ordered_list_open": "item", "blockquote_open": "centre"}
    if token.type in opened:
        kinds.append(opened[token.type])
    elif token.type == "heading_open":
        kinds.append(_HEADINGS[token.tag])
    elif token.nesting < 0 and token.type not in ("paragraph_close", "list_item_close"):
        kinds.pop()


@lru_cache(maxsize=4096)
def _inline(text: str) -> Runs:
    return _runs(_markdown().parseInline(text.strip())[0], "")


@lru_cache(maxsize=4096)
def _cells(line: str) -> tuple[Runs, ...]:
    return tuple(_inline(cell) for cell in line.strip().strip("|").split("|"))


def _runs(token: "Token", prefix: str) -> Runs:
    runs = [Run(prefix)] if prefix else []
    bold = italic = 0
    for child in token.children or ():
        if child.type in ("strong_open", "strong_close"):
            bold += child.nesting
        elif child.type in ("em_open", "em_close"):
            italic += child.nesting
        else:
            runs.extend(_boxes(child.content, bold > 0, italic > 0))
    return tuple(runs)


def _boxes(text: str, bold: bool, italic: bool) -> Iterator[Run]:
    """The text with [ ] and [x] as tick boxes, which no text face has."""
    for index, piece in enumerate(_BOX.split(text)):
        if index % 2:
            yield Run("", box="ticked" if piece == "x" else "empty")
        elif piece:
            yield Run(piece, bold, italic)


def _joined(runs: Runs) -> Runs:
    return tuple(replace(run, text=run.text.replace("\n", " ")) for run in runs)
