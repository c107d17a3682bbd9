"""The text of a sheet with some cells written anew; all bytes outside them are copied."""

import math
import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from desktop.domain.sheets.addresses import cell_name
from desktop.exchange.templates import refusals
from desktop.exchange.templates.model import Entry
from desktop.exchange.templates.sheet_part import RowPart, SheetPart, Span

_LONGEST_TEXT = 32_767
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
# What XML cannot hold: control characters, and halves of letters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPANS = re.compile(rb"\s+spans\s*=\s*(\"[^\"]*\"|'[^']*')")

Edit = tuple[Span, bytes]


def edited(part: SheetPart, entries: Iterable[Entry], outdated: Collection[tuple[int, int]]) -> bytes:
    """The sheet with the entries in their cells and without the results of outdated formulas. Raises CannotFill."""
    edits: list[Edit] = [
        (cell.result, b"")
        for row in part.rows
        for cell in row.cells
        if cell.result is not None and cell.formula is not None and (cell.row, cell.column) in outdated
    ]
    by_row: dict[int, dict[int, Entry]] = {}
    for entry in entries:
        columns = by_row.setdefault(entry.row, {})
        if columns.setdefault(entry.column, entry) is not entry:
            raise refusals.twice(entry)
    for number in sorted(by_row):
        edits += _row_edits(part, number, by_row[number])
    return _apply(part.text, edits)


def _row_edits(part: SheetPart, number: int, entries: dict[int, Entry]) -> list[Edit]:
    row = part.find_row(number)
    new = {column: _cell(part, entry) for column, entry in sorted(entries.items())}
    if row is None:
        tag = f"{part.prefix}row"
        whole = f'<{tag} r="{number}">'.encode() + b"".join(new.values()) + f"</{tag}>".encode()
        return [_among_rows(part, number, whole)]
    edits: list[Edit] = [(cell.span, new.pop(cell.column)) for cell in row.cells if cell.column in new]
    if not new:
        return edits
    opening = part.text[slice(*row.tag)]
    if not row.cells:
        bare = _SPANS.sub(b"", opening).removesuffix(b"/>").removesuffix(b">").rstrip()
        return [(row.span, bare + b">" + b"".join(new.values()) + f"</{part.prefix}row>".encode())]
    # A row that says how far it reaches would now say it wrongly; it need not say it.
    edits.append((row.tag, _SPANS.sub(b"", opening)))
    return edits + [_among_cells(row, column, text) for column, text in new.items()]


def _among_rows(part: SheetPart, number: int, whole: bytes) -> Edit:
    assert part.data is not None
    opening, data = part.data
    following = next((row.span[0] for row in part.rows if row.number > number), None)
    if following is not None:
        return (following, following), whole
    closing = f"</{part.prefix}sheetData>".encode()
    if opening == data:
        return data, part.text[slice(*opening)].removesuffix(b"/>").rstrip() + b">" + whole + closing
    end = part.text.rindex(b"<", data[0], data[1])
    return (end, end), whole


def _among_cells(row: RowPart, column: int, text: bytes) -> Edit:
    place = next((cell.span[0] for cell in row.cells if cell.column > column), row.cells[-1].span[1])
    return (place, place), text


def _cell(part: SheetPart, entry: Entry) -> bytes:
    """A cell with its value and its old looks."""
    if entry.row > _LAST_ROW or entry.column > _LAST_COLUMN:
        raise refusals.cannot_hold(entry)
    held, prefix = part.find_cell(*entry.position), part.prefix
    style = part.style_of(*entry.position)
    attributes = {"r": cell_name(*entry.position)} | ({"s": style} if style else {})
    if held is not None:
        attributes |= {name: value for name, value in held.attributes.items() if name not in ("t", "cm", "vm")}
    if isinstance(entry.content, str):
        attributes["t"] = "inlineStr"
        text = escape(_UNWRITABLE.sub("", entry.content))
        if len(text) > _LONGEST_TEXT:
            raise refusals.cannot_hold(entry)
        inside = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
    else:
        inside = f"<{prefix}v>{_number(entry)}</{prefix}v>"
    named = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{prefix}c{named}>{inside}</{prefix}c>".encode()


def _number(entry: Entry) -> str:
    value = Decimal(str(entry.content))
    if not value.is_finite() or not math.isfinite(float(value)):
        raise refusals.cannot_hold(entry)
    return f"{value.normalize():f}" if abs(value) < Decimal(10) ** 15 else repr(float(value))


def _apply(text: bytes, edits: list[Edit]) -> bytes:
    """The text with all edits; insertions at one place stay in the order they were given."""
    written, reached = [], 0
    for (start, end), replacement in sorted(edits, key=lambda edit: edit[0]):
        written += [text[reached:start], replacement]
        reached = end
    return b"".join([*written, text[reached:]])
