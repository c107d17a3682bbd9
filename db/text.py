"""Text as it is kept: NFC for every value, a folded key to search by, a binary key to sort Vietnamese names by."""

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_LETTERS, start=20)}
_LETTER_RANK |= {digit: rank for rank, digit in enumerate("0123456789", start=3)}
# Level, huyền, hỏi, ngã, sắc, nặng: the order of the Unicode collation for Vietnamese.
_LEVEL = 1
_TONE_RANK = {"\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0301": 5, "\u0323": 6}
_STRAIGHT_D = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})
_SAME_D = str.maketrans({"ð": "đ", "Ð": "đ"})
_BLANKS = re.compile(r"\s+")
# Control characters, and the invisible ones that come in with text copied from elsewhere (zero width, direction).
_NOT_PRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)


class _WithoutMarks(dict[int, int | None]):
    """A table for translate() that drops combining marks; each letter is looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_WITHOUT_MARKS = _WithoutMarks()


def nfc(text: str) -> str:
    """The text as every value is kept: composed letters, nothing invisible but blanks, tabs and line ends."""
    return unicodedata.normalize("NFC", _NOT_PRINTABLE.sub("", text))


def fold(text: str) -> str:
    """The key to compare and search by: small letters without marks, đ as d, single blanks.

    Tone placement ("hoà", "hòa"), composed or decomposed spelling and capitals make no difference.
    """
    visible = _NOT_PRINTABLE.sub("", text)
    decomposed = unicodedata.normalize("NFD", visible.translate(_STRAIGHT_D).casefold())
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", decomposed.translate(_WITHOUT_MARKS))).strip()


def collation_key(text: str) -> bytes:
    """Bytes that sort as Vietnamese does: by letters first, then by the tone of each word.

    On which letter of the word the tone is written ("hoà", "hòa") makes no difference.
    """
    letters, tones = bytearray(), bytearray()
    for letter in unicodedata.normalize("NFC", text.casefold().translate(_SAME_D)):
        base, tone = _split_tone(letter)
        letters += _letter_bytes(base)
        if tone != _LEVEL:
            tones.append(tone)
        elif not letter.isalnum():
            tones.append(_LEVEL)  # the word ends here
    return bytes(letters) + b"\x00" + bytes(tones)


def sort_key(full_name: str, override: str | None = None) -> bytes:
    """Bytes that sort persons by given name (the last word), then family name, then middle names.

    `override` is the name as it should be sorted, for peoples whose given name does not stand last.
    """
    words = (override or full_name).split()
    if not words:
        return b""
    given, family, middle = words[-1], words[0] if len(words) > 1 else "", " ".join(words[1:-1])
    return b"\x01".join(collation_key(part) for part in (given, family, middle))


def _split_tone(letter: str) -> tuple[str, int]:
    decomposed = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in decomposed if mark in _TONE_RANK), "")
    base, rank = unicodedata.normalize("NFC", decomposed.replace(tone, "", 1)), _TONE_RANK.get(tone, _LEVEL)
    if base not in _LETTER_RANK and decomposed[:1] in _LETTER_RANK:
        # Letters of other peoples (ĭ, ŏ, č) stand right behind the letter they are built on.
        return decomposed[0], rank + len(_TONE_RANK) + 1
    return base, rank


def _letter_bytes(letter: str) -> bytes:
    rank = _LETTER_RANK.get(letter)
    if rank is not None:
        return bytes([rank])
    if not letter.isalnum():
        return b"\x02"
    return b"\xf0" + letter.encode("utf-8", "replace")
