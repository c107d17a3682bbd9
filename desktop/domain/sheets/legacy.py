"""Text typed in fonts of before Unicode (TCVN3, VNI): recognised by font name, else by its letters, and converted."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from desktop.domain.sheets.model import Cell, Sheet

# Enough words to judge by; below it a few foreign names would decide.
_FEWEST_WORDS = 4
_NEEDED_SHARE = 0.8
_WORD = re.compile(r"[^\W\d_]+|[^\s\d.,;:/()\"'-]+")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE = re.compile(
    r"(ngh|ng|nh|kh|ph|th|tr|ch|gh|gi|qu|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(ng|nh|ch|[cmnpt])?", re.IGNORECASE
)


@dataclass(frozen=True)
class LegacyEncoding:
    """One way letters were coded: how its font names begin, the end that marks fonts of capitals, its letters."""

    name: str
    font_prefixes: tuple[str, ...]
    capitals_suffix: str
    letters: dict[str, str]

    def owns_font(self, font: str) -> bool:
        """Whether a font of this name draws letters coded this way."""
        return font.casefold().startswith(self.font_prefixes)

    def has_capitals(self, font: str) -> bool:
        """Whether a font of this name draws every letter as a capital."""
        return bool(self.capitals_suffix) and font.endswith(self.capitals_suffix)

    def decode(self, text: str) -> str:
        """The text in Unicode; letters that are none of this coding stay."""
        return unicodedata.normalize("NFC", self._pattern.sub(lambda found: self.letters[found[0]], text))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.letters, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)))


@dataclass(frozen=True)
class Converted:
    """A sheet in Unicode: which codings were found, and how many cells were converted."""

    sheet: Sheet
    encodings: tuple[str, ...]
    cells: int


def convert(sheet: Sheet, encodings: Iterable[LegacyEncoding]) -> Converted:
    """The sheet with every cell in Unicode; a cell's font decides, and only where no font is known its letters."""
    known = tuple(encodings)
    guessed = _guess(_fontless_text(sheet), known)
    found: dict[str, int] = {}

    def convert_cell(cell: Cell) -> Cell:
        if not isinstance(cell.value, str):
            return cell
        encoding = _encoding_of(cell, known, guessed)
        if encoding is None or is_unicode(cell.value):
            return _in_capitals(cell, encoding)
        found[encoding.name] = found.get(encoding.name, 0) + 1
        return _in_capitals(Cell(encoding.decode(cell.value), cell.font), encoding)

    rows = [[convert_cell(cell) for cell in row] for row in sheet.rows]
    return Converted(Sheet(sheet.name, rows, sheet.merged), tuple(sorted(found)), sum(found.values()))


def is_unicode(text: str) -> bool:
    """Whether a text has letters that no 8-bit coding can hold, so that it was typed in Unicode whatever its font."""
    return any(ord(letter) > 0xFF and (letter.isalpha() or unicodedata.combining(letter)) for letter in text)


def _encoding_of(
    cell: Cell, known: tuple[LegacyEncoding, ...], guessed: LegacyEncoding | None
) -> LegacyEncoding | None:
    if not cell.font:
        return guessed
    return next((encoding for encoding in known if encoding.owns_font(cell.font)), None)


def _in_capitals(cell: Cell, encoding: LegacyEncoding | None) -> Cell:
    if encoding is None or not encoding.has_capitals(cell.font):
        return cell
    return Cell(str(cell.value).upper(), cell.font)


def _fontless_text(sheet: Sheet) -> str:
    texts = (cell.value for row in sheet.rows for cell in row if not cell.font and isinstance(cell.value, str))
    return "\n".join(text for text in texts if not text.isascii())


def _guess(text: str, known: tuple[LegacyEncoding, ...]) -> LegacyEncoding | None:
    """The coding under which clearly more words become Vietnamese syllables than as they stand; None for Unicode."""
    if not text or is_unicode(text):
        return None
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if len(words) < _FEWEST_WORDS:
        return None
    as_it_stands = _share(words, str)
    best = max(known, key=lambda encoding: _share(words, encoding.decode))
    reached = _share(words, best.decode)
    return best if reached >= _NEEDED_SHARE and reached > as_it_stands else None


def _share(words: list[str], decode: Callable[[str], str]) -> float:
    return sum(_is_syllable(decode(word)) for word in words) / len(words)


def _is_syllable(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word)
    without_tone, tones = _TONES.subn("", decomposed)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", without_tone)) is not None
