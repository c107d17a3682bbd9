"""The records of the workbook stream of an .xls file: what the filling of cells has to know of them."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

BOF, EOF, FILEPASS, CONTINUE = 0x0809, 0x000A, 0x002F, 0x003C
BOUNDSHEET, STYLE, STRINGS, STRING_INDEX = 0x0085, 0x00E0, 0x00FC, 0x00FF
PROTECT, MERGED, ROW, COLUMNS, DIMENSIONS = 0x0012, 0x00E5, 0x0208, 0x007D, 0x0200
INDEX, BLOCK_INDEX, UNCALCULATED = 0x020B, 0x00D7, 0x005E
FORMULA, ARRAY, DATA_TABLE, SHARED_FORMULA, FORMULA_TEXT = 0x0006, 0x0221, 0x0236, 0x04BC, 0x0207
BLANK, NUMBER, SHORT_NUMBER, TEXT, OLD_TEXT, RICH_TEXT, BOOLEAN = 0x0201, 0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6, 0x0205
BLANKS, SHORT_NUMBERS = 0x00BE, 0x00BD
SINGLE_CELLS = frozenset({BLANK, NUMBER, SHORT_NUMBER, TEXT, OLD_TEXT, RICH_TEXT, BOOLEAN})
CELLS = SINGLE_CELLS | {FORMULA, BLANKS, SHORT_NUMBERS}
# What stands in the part of a sheet where its rows are.
IN_ROWS = CELLS | {ROW, ARRAY, DATA_TABLE, SHARED_FORMULA, FORMULA_TEXT, CONTINUE}
MOST_BYTES = 8224
_HEAD = struct.Struct("<HH")


@dataclass(eq=False)
class BiffRecord:
    """One record: its kind, its content, and where it stood in the stream when it was read (-1: it is new)."""

    kind: int
    content: bytes
    place: int = -1

    def __len__(self) -> int:
        return _HEAD.size + len(self.content)

    def written(self) -> bytes:
        """The record as it stands in a stream."""
        return _HEAD.pack(self.kind, len(self.content)) + self.content

    @property
    def row(self) -> int:
        """The row of a cell or of a row, counted from zero."""
        return int(struct.unpack_from("<H", self.content)[0])

    @property
    def first_column(self) -> int:
        """The first column of a cell record."""
        return int(struct.unpack_from("<H", self.content, 2)[0])

    @property
    def last_column(self) -> int:
        """The last column of a cell record."""
        if self.kind in SINGLE_CELLS or self.kind == FORMULA:
            return self.first_column
        return int(struct.unpack_from("<H", self.content, len(self.content) - 2)[0])


def split(stream: bytes) -> Iterator[BiffRecord]:
    """The records of a stream up to the end of its last part. Raises struct.error for one that breaks off."""
    place = depth = 0
    while place + _HEAD.size <= len(stream):
        kind, length = _HEAD.unpack_from(stream, place)
        end = place + _HEAD.size + length
        if depth == 0 and kind != BOF:
            return
        if end > len(stream):
            raise struct.error("a record breaks off")
        depth += (kind == BOF) - (kind == EOF)
        yield BiffRecord(kind, stream[place + _HEAD.size : end], place)
        place = end


def number_record(row: int, column: int, style: int, value: int | float) -> BiffRecord:
    """A cell with a number, in the short way when it is a small whole one."""
    head = struct.pack("<3H", row, column, style)
    if float(value).is_integer() and abs(value) < 1 << 29:
        return BiffRecord(SHORT_NUMBER, head + struct.pack("<i", int(value) << 2 | 2))
    return BiffRecord(NUMBER, head + struct.pack("<d", value))


def pieces(record: BiffRecord, column: int) -> tuple[list[BiffRecord], int, list[BiffRecord]]:
    """A cell record around one of its columns: what is left of it, the column's style, what is right of it."""
    if record.kind in SINGLE_CELLS:
        return [], struct.unpack_from("<H", record.content, 4)[0], []
    width = 2 if record.kind == BLANKS else 6
    held = [record.content[place : place + width] for place in range(4, len(record.content) - 2, width)]
    at = column - record.first_column
    style = struct.unpack_from("<H", held[at])[0]
    left = _several(record, record.first_column, held[:at])
    return left, style, _several(record, column + 1, held[at + 1 :])


def _several(record: BiffRecord, first: int, held: list[bytes]) -> list[BiffRecord]:
    head = struct.pack("<HH", record.row, first)
    if not held:
        return []
    if len(held) == 1:
        return [BiffRecord(BLANK if record.kind == BLANKS else SHORT_NUMBER, head + held[0])]
    return [BiffRecord(record.kind, head + b"".join(held) + struct.pack("<H", first + len(held) - 1))]
