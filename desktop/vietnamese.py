"""How dates, numbers and names are written for Vietnamese readers."""

import re
import unicodedata
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

_STRAIGHT_D = str.maketrans("đĐ", "dD")
_LETTERS = re.compile(r"[^\W\d_]+")
ROUNDINGS = {"half_up": ROUND_HALF_UP, "truncate": ROUND_DOWN}


def show_date(partial: str | None) -> str:
    """A partial date as dd/mm/yyyy, mm/yyyy or yyyy; nothing for nothing."""
    return "/".join(reversed(partial.split("-"))) if partial else ""


def show_moment(at: str) -> str:
    """A moment of the log or of a print, an ISO timestamp, as dd/mm/yyyy hh:mm."""
    return f"{show_date(at[:10])} {at[11:16]}".strip()


def long_date(partial: str | None) -> str:
    """A partial date as papers write it: ngày 03 tháng 02 năm 2026; days under 10 and months 1 and 2 with a zero."""
    if not partial:
        return ""
    year, *rest = partial.split("-")
    words = [f"năm {year}"]
    if rest:
        words.insert(0, f"tháng {_padded_month(rest[0])}")
    if len(rest) > 1:
        words.insert(0, f"ngày {rest[1]}")
    return " ".join(words)


def show_number(value: int | Decimal, decimals: int = 0) -> str:
    """A number with a full stop between thousands and a comma before decimals, rounded half up: 3.790; 79,57."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{rounded:,}".translate(str.maketrans(",.", ".,"))


def padded_number(value: int) -> str:
    """A count as reports write it, below ten with a leading zero: 09 lớp."""
    return f"0{value}" if 0 <= value < 10 else show_number(value)


def show_percent(value: Decimal, decimals: int = 2, rounding: str = "half_up") -> str:
    """A share given in per cent, rounded half up or truncated: 79,57 %."""
    return f"{show_share(value, decimals, rounding, keeps_zeros=True)} %"


def show_share(value: Decimal, decimals: int = 2, rounding: str = "half_up", keeps_zeros: bool = False) -> str:
    """A share in per cent without the sign, rounded half up or truncated: 79,57; zeros at its end when kept: 76,00."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUNDINGS[rounding])
    if not keeps_zeros:
        kept = -int(rounded.normalize().as_tuple().exponent)
        decimals = min(decimals, max(kept, 0))
    return show_number(rounded, decimals)


def capitals(name: str) -> str:
    """A name as forms want it in capitals."""
    return name.upper()


def without_marks(text: str) -> str:
    """The letters without marks, đ as d, capitals kept: for names of files on every old computer."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STRAIGHT_D))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def proper_case(name: str) -> str:
    """A name typed in capitals as it is usually written: each run of letters with one capital, single blanks.

    "H'HEN NIÊ" is H'Hen Niê, "Y NGÔNG" is Y Ngông.
    """
    composed = unicodedata.normalize("NFC", " ".join(name.split()))
    return _LETTERS.sub(lambda run: run[0][:1].upper() + run[0][1:].lower(), composed)


def _padded_month(month: str) -> str:
    return month if month in ("01", "02") else str(int(month))
