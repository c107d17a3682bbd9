"""The container of an .xls file: one stream of it read and replaced, all others left where they lie."""

import struct
from collections.abc import Iterator

from desktop.exchange.templates import refusals

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_IN_HEADER = 109  # sectors of the table of sectors that the header itself names
_ENTRY = 128
_PIECE = 64  # the sectors of short streams
_STREAM = 2


class CompoundFile:
    """A compound file in memory. Raises CannotFill, struct.error or IndexError for one that is not whole."""

    def __init__(self, content: bytes) -> None:
        self._read(content)

    def has(self, name: str) -> bool:
        """Whether there is such a stream at the top."""
        return any(held == name for held, _ in self._top())

    def stream(self, name: str) -> bytes:
        """The bytes of a stream at the top. Raises CannotFill when it is not there or not whole."""
        start, size = self._place(self._entry(name))
        return self._short(start, size) if size < self._cutoff else self._joined(start, size)

    def with_stream(self, name: str, content: bytes) -> bytes:
        """The file with a stream replaced: a shorter one is filled with zeros, a longer gets room at the end."""
        entry = self._entry(name)
        start, size = self._place(entry)
        # A short stream moves to sectors of its own; the little it leaves behind belongs to nobody.
        chain = list(self._chain(start)) if size >= self._cutoff else []
        content = content.ljust(max(size, self._cutoff), b"\0")
        while len(chain) * self._size < len(content):
            chain.append(self._add_sector())
            if len(chain) > 1:
                self._table[chain[-2]] = chain[-1]
        padded = content.ljust(len(chain) * self._size, b"\0")
        for place, number in enumerate(chain):
            self._sector(number)[:] = padded[place * self._size : (place + 1) * self._size]
        struct.pack_into("<2I", self._content, entry + 116, chain[0], len(content))
        self._write_table()
        return bytes(self._content)

    def _read(self, content: bytes) -> None:
        shift = struct.unpack_from("<H", content, 30)[0]
        if shift not in (9, 12):
            raise refusals.damaged()
        self._size = 1 << shift
        self._content = bytearray(content.ljust(-(-len(content) // self._size) * self._size, b"\0"))
        self._cutoff = struct.unpack_from("<I", content, 56)[0]
        named = struct.unpack_from(f"<{_IN_HEADER}I", content, 76)
        self._table_sectors = [number for number in named if number < _FAT]
        self._table_sectors += self._further_table_sectors()
        self._table: list[int] = []
        for number in self._table_sectors:
            self._table += struct.unpack(f"<{self._size // 4}I", self._sector(number))
        directory = list(self._chain(struct.unpack_from("<I", content, 48)[0]))
        self._entries = [
            (number + 1) * self._size + place for number in directory for place in range(0, self._size, _ENTRY)
        ]

    def _further_table_sectors(self) -> list[int]:
        found: list[int] = []
        number = struct.unpack_from("<I", self._content, 68)[0]
        while number < _FAT:
            *named, number = struct.unpack(f"<{self._size // 4}I", self._sector(number))
            found += [each for each in named if each < _FAT]
            if len(found) * self._size > len(self._content):
                raise refusals.damaged()
        return found

    def _sector(self, number: int) -> memoryview:
        place = (number + 1) * self._size
        if place + self._size > len(self._content):
            raise refusals.damaged()
        return memoryview(self._content)[place : place + self._size]

    def _chain(self, number: int) -> Iterator[int]:
        seen: set[int] = set()
        while number < _FAT:
            if number in seen or number >= len(self._table):
                raise refusals.damaged()
            seen.add(number)
            yield number
            number = self._table[number]

    def _top(self) -> Iterator[tuple[str, int]]:
        """Names and places of what stands at the top; an embedded object may have a stream of the same name."""
        waiting, seen = [self._links(self._entries[0])[2]], set()
        while waiting:
            number = waiting.pop()
            if number >= len(self._entries) or number in seen:
                continue
            seen.add(number)
            entry = self._entries[number]
            letters = struct.unpack_from("<H", self._content, entry + 64)[0]
            name = bytes(self._content[entry : entry + max(letters - 2, 0)]).decode("utf-16-le", "replace")
            if self._content[entry + 66] == _STREAM:
                yield name, entry
            waiting += self._links(entry)[:2]

    def _links(self, entry: int) -> tuple[int, int, int]:
        left, right, child = struct.unpack_from("<3I", self._content, entry + 68)
        return left, right, child

    def _entry(self, name: str) -> int:
        found = next((entry for held, entry in self._top() if held == name), None)
        if found is None:
            raise refusals.not_a_workbook()
        return found

    def _place(self, entry: int) -> tuple[int, int]:
        """Where a stream starts and how long it is; the short ones are kept together in one stream."""
        start, size = struct.unpack_from("<2I", self._content, entry + 116)
        return start, size

    def _joined(self, start: int, size: int) -> bytes:
        content = b"".join(bytes(self._sector(number)) for number in self._chain(start))
        if len(content) < size:
            raise refusals.damaged()
        return content[:size]

    def _short(self, start: int, size: int) -> bytes:
        """A short stream: its pieces lie in the stream of the root entry, with a table of their own."""
        together = self._joined(*self._place(self._entries[0]))
        first_of_table = struct.unpack_from("<I", self._content, 60)[0]
        table = b"".join(bytes(self._sector(number)) for number in self._chain(first_of_table))
        found, number = b"", start
        while number < _FAT and len(found) < size:
            found += together[number * _PIECE : (number + 1) * _PIECE]
            number = struct.unpack_from("<I", table, number * 4)[0]
        if len(found) < size:
            raise refusals.damaged()
        return found[:size]

    def _add_sector(self) -> int:
        number: int = len(self._content) // self._size - 1
        if number >= len(self._table):
            self._add_table_sector()
            number += 1
        self._append(number, _END)
        return number

    def _add_table_sector(self) -> None:
        if len(self._table_sectors) >= _IN_HEADER:
            raise refusals.unusual()
        number = len(self._content) // self._size - 1
        self._table += [_FREE] * (self._size // 4)
        self._table_sectors.append(number)
        self._append(number, _FAT)
        struct.pack_into("<I", self._content, 76 + 4 * (len(self._table_sectors) - 1), number)
        struct.pack_into("<I", self._content, 44, len(self._table_sectors))

    def _append(self, number: int, mark: int) -> None:
        self._content += bytes(self._size)
        self._table[number] = mark

    def _write_table(self) -> None:
        each = self._size // 4
        for place, number in enumerate(self._table_sectors):
            self._sector(number)[:] = struct.pack(f"<{each}I", *self._table[place * each : (place + 1) * each])
