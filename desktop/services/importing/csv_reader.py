"""Reading .csv in whatever letters and separators an office's program wrote it."""

import codecs
import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

from desktop.services.importing import refusals
from desktop.services.importing.limits import Limits
from desktop.services.importing.raw_cells import Collector

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = ";\t,|"
_TRIED_ROWS = 60
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TYPOGRAPHIC = frozenset("–—‘’“”…•°§«»€\u00a0")


def read(path: Path, limits: Limits, collector: Collector) -> None:
    """Collect the rows as one sheet. Raises UnreadableFile for what is no text, or a cell too long to be one."""
    text = decode(path.read_bytes())
    if text is None or _CONTROLS.search(text):
        raise refusals.not_a_sheet(path.name)
    csv.field_size_limit(limits.file_bytes)
    lines = text.splitlines(keepends=True)
    collector.begin(path.stem)
    for row, cells in enumerate(csv.reader(lines, delimiter=delimiter_of(lines)), start=1):
        for column, value in enumerate(cells, start=1):
            collector.add(row, column, value)


def decode(content: bytes) -> str | None:
    """The text of a file by its mark, else UTF-8, UTF-16 without a mark, Windows' Vietnamese, or 8-bit letters as
    they are (which the rules for old fonts then look at). None for what is no text."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    if b"\x00" in content:
        return _utf_16_without_mark(content)
    for name in ("utf-8", "cp1258"):
        try:
            text = unicodedata.normalize("NFC", content.decode(name))
        except UnicodeDecodeError:
            continue
        if name == "utf-8" or _is_vietnamese(text):
            return text
    return content.decode("latin-1")


def delimiter_of(lines: list[str]) -> str:
    """The separator that cuts most of the first rows into equally many columns."""

    def regularity(delimiter: str) -> int:
        widths = Counter(len(row) for row in csv.reader(lines[:_TRIED_ROWS], delimiter=delimiter) if len(row) > 1)
        return max(((width - 1) * times for width, times in widths.items()), default=0)

    return max(_DELIMITERS, key=regularity)


def _utf_16_without_mark(content: bytes) -> str | None:
    """Every other byte of Latin text in UTF-16 is zero; which one tells the order."""
    even, odd = content[0::2].count(0), content[1::2].count(0)
    if max(even, odd) * 4 < len(content) // 2:
        return None
    try:
        return content.decode("utf-16-be" if even > odd else "utf-16-le")
    except UnicodeDecodeError:
        return None


def _is_vietnamese(text: str) -> bool:
    """Whether every letter is one of Vietnamese; text in other 8-bit codings leaves signs and loose tone marks."""
    return all(letter.isascii() or letter in _TYPOGRAPHIC or _is_vietnamese_letter(letter) for letter in set(text))


def _is_vietnamese_letter(letter: str) -> bool:
    base = unicodedata.normalize("NFD", letter)
    return letter in "đĐ" or (len(base) > 1 and base[0] in "aeiouyAEIOUY" and set(base[1:]) <= _VIETNAMESE_MARKS)


_VIETNAMESE_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
