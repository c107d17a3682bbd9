"""What each row below the header is: a person, a group of people, or none of the list's business."""

import re
from dataclasses import dataclass
from itertools import pairwise

from desktop.domain.sheets.headings import IGNORED
from desktop.domain.sheets.knowledge import Knowledge
from desktop.domain.sheets.mapping import Mapping
from desktop.domain.sheets.model import Row, Sheet
from desktop.domain.sheets.plain_text import accented_key, shown
from desktop.domain.sheets.row_values import BORN, CELL, CITIZEN_ID, NAME, RowReader

BLANK, HEADER, NUMBERING, GROUP, TOTAL, SIGNATURE, OTHER = (
    "blank",
    "header",
    "numbering",
    "group",
    "total",
    "signature",
    "other",
)
PERSON, NAMELESS, LONE_NAME = "person", "nameless", "lone_name"

_NUMBER = re.compile(r"\(?\d{1,5}\)?[.)]?")
_ENUMERATOR = re.compile(r"^(?:[IVXLC]{1,7}|[A-ZĐ]|\d{1,3})(?:[.)/:\-]+\s*|\s+(?=\D)|$)|^[*+\-–•]\s*")
_COUNT_BEHIND = re.compile(
    r"\s*[:(\-–]?\s*(?:\d+|có \d+)\s*(?:người|đ/c|đồng chí|quần chúng|QCƯT|qc|đc|em)?\s*\)?\s*[.:]?$", re.IGNORECASE
)
_DATE_LINE = re.compile(r"ngày\s*[\d.…]*\s*tháng\s*[\d.…]*\s*năm", re.IGNORECASE)
# A name that stands alone, without a number before it, has to look like one.
_NAME_WORDS = range(2, 8)
_LONGEST_NAME = 60
# Two or three people sign side by side.
_MOST_SIGNATURES = 3


@dataclass(frozen=True)
class Kind:
    """What a row is; `text` is the cell of a group, or what is shown of a row that is skipped."""

    kind: str
    text: str = ""


class RowSorter:
    """Tells the rows of one list apart, in the order they stand."""

    def __init__(self, sheet: Sheet, mapping: Mapping, knowledge: Knowledge, reader: RowReader) -> None:
        self._mapping = mapping
        self._words = knowledge.words
        self._reader = reader
        self._columns = [held for held in mapping.columns if held.target and held.target.key not in IGNORED]
        self._ordinals = [
            held.position for held in mapping.columns if held.target and held.target.key == "list.ordinal"
        ]
        self._headings = {held.position: _header_texts(sheet, mapping, held.position) for held in mapping.columns}
        self._ended = False

    def kind(self, cells: Row) -> Kind:
        """What the next row is."""
        texts = {place: text for place, cell in enumerate(cells) if (text := shown(cell.value))}
        if not texts:
            return Kind(BLANK)
        found = self._apart(texts) or self._person(cells, texts)
        self._ended = found.kind == SIGNATURE or (self._ended and found.kind not in (PERSON, GROUP))
        return found

    def _apart(self, texts: dict[int, str]) -> Kind | None:
        """What is clearly no person."""
        line = " ".join(texts.values())
        if all(accented_key(text) in self._headings.get(place, ()) for place, text in texts.items()):
            return Kind(HEADER, line)
        if len(texts) > 2 and _is_counting(list(texts.values())):
            return Kind(NUMBERING, line)
        numbered = self._is_numbered(texts)
        if not numbered and any(self._begins(text, "totals") and _sums_up(text) for text in texts.values()):
            return Kind(TOTAL, line)
        group = self._group(texts)
        if group is not None:
            return group
        return Kind(SIGNATURE, line) if not numbered and self._is_signature(texts) else None

    def _is_signature(self, texts: dict[int, str]) -> bool:
        """Words of the end of a paper in a row that tells little else: a person may be "Bí thư chi đoàn"."""
        filled = [held for held in self._columns if texts.get(held.position)]
        keys = {held.target.key for held in filled if held.target}
        is_dated = any(_DATE_LINE.search(text) for text in texts.values()) and NAME not in keys
        if is_dated or NAME not in keys:
            return is_dated or any(self._begins(text, "signatures") for text in texts.values())
        identified = keys & {BORN, CITIZEN_ID} and any(re.search(r"\d", text) for text in texts.values())
        too_full = identified or len(filled) > _MOST_SIGNATURES
        return not too_full and any(self._begins(text, "signatures") for text in texts.values())

    def _group(self, texts: dict[int, str]) -> Kind | None:
        """A lone text, but for a number before and a count behind it, that names a cell or parts the list."""
        first, *others = texts.values()
        is_listed = bool(others) and _is_enumerator(first)
        worded = [text for text in (others if is_listed else texts.values()) if not _NUMBER.fullmatch(text)]
        if len(worded) != 1:
            return None
        bare = without_count(worded[0])
        if self._begins(bare, "parts") and not self._is_numbered(texts):
            return Kind(GROUP)
        if self._begins(bare, "cells") or self._begins(bare, "units") or (is_listed and len(others) == 1):
            return Kind(GROUP, bare)
        return Kind(OTHER, " ".join(texts.values())) if len(bare) > _LONGEST_NAME else None

    def _person(self, cells: Row, texts: dict[int, str]) -> Kind:
        line = " ".join(texts.values())
        numbered = self._is_numbered(texts)
        others = [
            held
            for held in self._columns
            if held.target and held.target.key not in (NAME, CELL) and texts.get(held.position)
        ]
        identified = any(held.target.key in (BORN, CITIZEN_ID) for held in others if held.target)
        if not self._reader.name(cells):
            return Kind(NAMELESS, line) if identified or len(others) > 1 else Kind(OTHER, line)
        if numbered or identified or len(others) > 1:
            return Kind(PERSON)
        return self._lone_name(self._reader.name(cells), line, bool(others))

    def _lone_name(self, name: str, line: str, has_more: bool) -> Kind:
        looks_like_name = len(name.split()) in _NAME_WORDS and not re.search(r"[\d:;(…]", name)
        if self._ended or not looks_like_name:
            return Kind(SIGNATURE if self._ended else OTHER, line)
        return Kind(PERSON) if has_more or not self._ordinals else Kind(LONE_NAME, line)

    def _is_numbered(self, texts: dict[int, str]) -> bool:
        return any(_NUMBER.fullmatch(texts.get(place, "")) for place in self._ordinals)

    def _begins(self, text: str, words: str) -> bool:
        return text.casefold().startswith(self._words[words])


def without_count(text: str) -> str:
    """The name of a group without what numbers and counts it."""
    return _COUNT_BEHIND.sub("", _ENUMERATOR.sub("", text)).strip(" :.-")


def _header_texts(sheet: Sheet, mapping: Mapping, position: int) -> frozenset[str]:
    rows = (sheet.rows[number - 1] for number in mapping.header_rows)
    return frozenset(accented_key(shown(row[position].value)) for row in rows if position < len(row)) - {""}


def _is_counting(texts: list[str]) -> bool:
    """1, 2, 3 … or (1), (2), (3) … as printed below headings."""
    if not all(_NUMBER.fullmatch(text) for text in texts):
        return False
    numbers = [int(re.sub(r"\D", "", text)) for text in texts]
    return all(later - earlier in (0, 1) for earlier, later in pairwise(numbers)) and len(set(numbers)) > 2


def _is_enumerator(text: str) -> bool:
    return re.fullmatch(r"(?:[IVXLC]{1,7}|[A-ZĐ])[.)]?", text) is not None


def _sums_up(text: str) -> bool:
    """Whether these words sum up: alone, or before a colon or number; a person may be called Cộng, too."""
    return (
        re.match(
            r"(?:tổng\s+(?:cộng|số)|tổng|cộng)\s*(?:$|[:.\d(=]|chi bộ|toàn|danh sách|người|quần)|tổng\s+(?:cộng|số)\b",
            text,
            re.IGNORECASE,
        )
        is not None
    )
