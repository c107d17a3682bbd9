"""Filling an .xls file: the records of chosen cells are written anew, every other cell keeps its record.

Sheets with formulas are marked as not computed, which is what tells Excel to compute them when it opens the file. The
index of the rows of a filled sheet is left out, because it would point to wrong places; programs do without it.
"""

import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.sheets.addresses import cell_name
from desktop.exchange.templates import records, refusals
from desktop.exchange.templates.compound_file import CompoundFile
from desktop.exchange.templates.model import Entries, Entry
from desktop.exchange.templates.records import BiffRecord

_STREAM, _OLD_STREAM, _ENCRYPTED = "Workbook", "Book", "EncryptedPackage"
_VERSION = 0x0600
_LONGEST_TEXT = 2_000
_LAST_ROW, _LAST_COLUMN = 65_536, 256
_DEFAULT_STYLE = 15


def fill(content: bytes, entries: Entries) -> bytes:
    """The file with the entries in their cells. Raises CannotFill, naming the cell, and then nothing is made."""
    try:
        return _fill(CompoundFile(content), entries)
    except (struct.error, IndexError) as error:
        raise refusals.damaged() from error


def _fill(file: CompoundFile, entries: Entries) -> bytes:
    if file.has(_ENCRYPTED):
        raise refusals.locked()
    if not file.has(_STREAM) and file.has(_OLD_STREAM):
        raise refusals.unusual()
    return file.with_stream(_STREAM, _filled(file.stream(_STREAM), entries))


def _filled(stream: bytes, entries: Entries) -> bytes:
    book = _Workbook(stream)
    for entry, count in Counter((entry.sheet.casefold(), entry.position) for entry in entries).items():
        if count > 1:
            raise refusals.twice(next(each for each in entries if (each.sheet.casefold(), each.position) == entry))
    for each in entries:
        book.put(each)
    return book.written()


@dataclass
class _Sheet:
    """One sheet: the record that names it, its own records, and whether the places of its rows have moved."""

    name: str
    named_by: BiffRecord
    records: list[BiffRecord]
    has_moved: bool = False

    def own(self) -> Iterator[tuple[int, BiffRecord]]:
        """The records of the sheet itself with their places, without those of charts in it."""
        depth = 0
        for place, record in enumerate(self.records):
            depth += record.kind == records.BOF
            if depth == 1:
                yield place, record
            depth -= record.kind == records.EOF


class _Workbook:
    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        found = list(records.split(stream))
        if not found or struct.unpack_from("<H", found[0].content)[0] != _VERSION:
            raise refusals.unusual()
        if any(record.kind == records.FILEPASS for record in found):
            raise refusals.locked()
        parts = list(_parts(found))
        self._globals = parts[0]
        by_place = {part[0].place: part for part in parts}
        self._parts = parts[1:]
        self._sheets = [
            _Sheet(_sheet_name(record), record, by_place[struct.unpack_from("<I", record.content)[0]])
            for record in self._globals
            if record.kind == records.BOUNDSHEET and struct.unpack_from("<I", record.content)[0] in by_place
        ]
        styles = [record.content for record in self._globals if record.kind == records.STYLE]
        self._locked = [bool(struct.unpack_from("<H", style, 4)[0] & 1) for style in styles]
        self._end = found[-1].place + len(found[-1])

    def put(self, entry: Entry) -> None:
        """Write one cell. Raises CannotFill when it is not for filling or has no room."""
        sheet = self._sheet(entry)
        if entry.row > _LAST_ROW or entry.column > _LAST_COLUMN:
            raise refusals.cannot_hold(entry)
        _refuse_merged(sheet, entry)
        row, column = entry.row - 1, entry.column - 1
        held = _find(sheet, row, column)
        if held is None:
            place, style = _room(sheet, entry)
            left: list[BiffRecord] = []
            right: list[BiffRecord] = []
        else:
            if sheet.records[held].kind == records.FORMULA or _is_in_formula(sheet, row, column):
                raise refusals.is_formula(entry)
            place = held
            left, style, right = records.pieces(sheet.records[held], column)
        if _is_protected(sheet) and self._locked[style : style + 1] != [False]:
            raise refusals.is_protected(entry)
        new = [*left, self._cell(entry, style), *right]
        sheet.records[place : place + (held is not None)] = new
        sheet.has_moved = True

    def written(self) -> bytes:
        """The stream with every place that is named in it put right."""
        for sheet in self._sheets:
            _mark(sheet)
        place = sum(map(len, self._globals))
        by_part = {id(sheet.records): sheet for sheet in self._sheets}
        for part in self._parts:
            if id(part) in by_part:
                sheet = by_part[id(part)]
                sheet.named_by.content = struct.pack("<I", place) + sheet.named_by.content[4:]
                _move_index(sheet, place - part[0].place)
            place += sum(map(len, part))
        whole = [record.written() for part in (self._globals, *self._parts) for record in part]
        return b"".join(whole) + self._stream[self._end :]

    def _sheet(self, entry: Entry) -> _Sheet:
        found = next((sheet for sheet in self._sheets if sheet.name.casefold() == entry.sheet.casefold()), None)
        if found is None:
            raise refusals.no_sheet(entry.sheet, [sheet.name for sheet in self._sheets])
        return found

    def _cell(self, entry: Entry, style: int) -> BiffRecord:
        if not isinstance(entry.content, str):
            value = Decimal(str(entry.content))
            if not value.is_finite():
                raise refusals.cannot_hold(entry)
            exact = int(value) if value == value.to_integral_value() else float(value)
            return records.number_record(entry.row - 1, entry.column - 1, style, exact)
        number = self._add_string(entry)
        head = struct.pack("<3H", entry.row - 1, entry.column - 1, style)
        return BiffRecord(records.TEXT, head + struct.pack("<I", number))

    def _add_string(self, entry: Entry) -> int:
        """Put a text behind the texts of the workbook; its number among them."""
        letters = str(entry.content).encode("utf-16-le", "ignore")
        table = next((place for place, each in enumerate(self._globals) if each.kind == records.STRINGS), None)
        if table is None or len(letters) > 2 * _LONGEST_TEXT:
            raise refusals.cannot_hold(entry)
        self._globals[:] = [each for each in self._globals if each.kind != records.STRING_INDEX]
        last = table
        while self._globals[last + 1].kind == records.CONTINUE:
            last += 1
        written = struct.pack("<HB", len(letters) // 2, 1) + letters
        if len(self._globals[last].content) + len(written) <= records.MOST_BYTES:
            self._globals[last].content += written
        else:
            self._globals.insert(last + 1, BiffRecord(records.CONTINUE, written))
        head = self._globals[table]
        used, held = struct.unpack_from("<2I", head.content)
        head.content = struct.pack("<2I", used + 1, held + 1) + head.content[8:]
        return int(held)


def _parts(found: list[BiffRecord]) -> Iterator[list[BiffRecord]]:
    """The globals, then each sheet, from its beginning to its end."""
    part: list[BiffRecord] = []
    depth = 0
    for record in found:
        depth += record.kind == records.BOF
        part.append(record)
        depth -= record.kind == records.EOF
        if depth == 0:
            yield part
            part = []
    if part:
        raise refusals.damaged()


def _sheet_name(record: BiffRecord) -> str:
    length, is_wide = record.content[6], record.content[7] & 1
    letters = record.content[8 : 8 + length * (2 if is_wide else 1)]
    return letters.decode("utf-16-le" if is_wide else "latin-1", "replace")


def _find(sheet: _Sheet, row: int, column: int) -> int | None:
    for place, record in sheet.own():
        holds = record.kind in records.CELLS and record.row == row
        if holds and record.first_column <= column <= record.last_column:
            return place
    return None


def _room(sheet: _Sheet, entry: Entry) -> tuple[int, int]:
    """Where a cell without a record can be put, and its style; only into a row that has a record itself."""
    row, column = entry.row - 1, entry.column - 1
    own = list(sheet.own())
    start = next((at for at, (_, each) in enumerate(own) if each.kind == records.ROW and each.row == row), None)
    if start is None or _is_in_formula(sheet, row, column):
        raise refusals.no_room(entry)
    head = own[start][1]
    first, last = struct.unpack_from("<2H", head.content, 2)
    ends = struct.pack("<2H", min(first, column), max(last, column + 1))
    head.content = head.content[:2] + ends + head.content[6:]
    for place, record in own[start:]:
        is_later = record.kind in records.CELLS and (record.row, record.first_column) > (row, column)
        if is_later or record.kind not in records.IN_ROWS:
            return place, _style(own, head, column)
    raise refusals.no_room(entry)


def _style(own: list[tuple[int, BiffRecord]], row: BiffRecord, column: int) -> int:
    if row.content[12] & 0x80:
        return int(struct.unpack_from("<H", row.content, 14)[0] & 0x0FFF)
    for _, record in own:
        if record.kind == records.COLUMNS:
            first, last, _width, style = struct.unpack_from("<4H", record.content)
            if first <= column <= last:
                return int(style)
    return _DEFAULT_STYLE


def _refuse_merged(sheet: _Sheet, entry: Entry) -> None:
    for _, record in sheet.own():
        if record.kind == records.MERGED:
            for place in range(2, len(record.content) - 7, 8):
                top, bottom, left, right = struct.unpack_from("<4H", record.content, place)
                inside = top <= entry.row - 1 <= bottom and left <= entry.column - 1 <= right
                if inside and (top, left) != (entry.row - 1, entry.column - 1):
                    first = cell_name(top + 1, left + 1)
                    raise refusals.is_merged(entry, f"{first}:{cell_name(bottom + 1, right + 1)}", first)


def _is_in_formula(sheet: _Sheet, row: int, column: int) -> bool:
    for _, record in sheet.own():
        if record.kind in (records.ARRAY, records.DATA_TABLE):
            top, bottom, left, right = struct.unpack_from("<2H2B", record.content)
            if top <= row <= bottom and left <= column <= right:
                return True
    return False


def _is_protected(sheet: _Sheet) -> bool:
    return any(record.kind == records.PROTECT and record.content[:2] != b"\0\0" for _, record in sheet.own())


def _mark(sheet: _Sheet) -> None:
    """Say that the formulas are to be computed; leave out the index of rows that have moved."""
    own = [record for _, record in sheet.own()]
    if sheet.has_moved:
        gone = {id(record) for record in own if record.kind in (records.INDEX, records.BLOCK_INDEX)}
        sheet.records[:] = [record for record in sheet.records if id(record) not in gone]
    kinds = {record.kind for record in own}
    if records.FORMULA in kinds and records.UNCALCULATED not in kinds:
        sheet.records.insert(1, BiffRecord(records.UNCALCULATED, b"\0\0"))


def _move_index(sheet: _Sheet, shift: int) -> None:
    """The index of a sheet's rows names places in the whole stream."""
    extra = sum(len(record) for record in sheet.records if record.place < 0)
    for record in sheet.records:
        if record.kind == records.INDEX:
            count = (len(record.content) - 12) // 4
            places = struct.unpack_from(f"<{count}I", record.content, 12)
            moved = [place + shift + extra if place else 0 for place in places]
            record.content = record.content[:12] + struct.pack(f"<{count}I", *moved)
