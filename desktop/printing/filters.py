"""The filters of the form notation: how a value is written; a blank passes through and stays a blank."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from desktop import vietnamese
from desktop.printing.values import Blank

# A committee (đảng ủy) leads a party organisation (đảng bộ), whose name heads the papers of the bodies below it.
_ORGANISATIONS = (
    ("đảng ủy", "Đảng bộ"),
    ("đảng uỷ", "Đảng bộ"),
    ("tỉnh ủy", "Đảng bộ tỉnh"),
    ("tỉnh uỷ", "Đảng bộ tỉnh"),
    ("thành ủy", "Đảng bộ thành phố"),
    ("thành uỷ", "Đảng bộ thành phố"),
    ("huyện ủy", "Đảng bộ huyện"),
    ("huyện uỷ", "Đảng bộ huyện"),
    ("quận ủy", "Đảng bộ quận"),
    ("quận uỷ", "Đảng bộ quận"),
    ("thị ủy", "Đảng bộ thị xã"),
    ("thị uỷ", "Đảng bộ thị xã"),
)


# Đảng ủy, Huyện ủy, Tỉnh ủy: the word of a committee of any level.
_COMMITTEE = re.compile(r"\w+ (ủy|uỷ)\b", re.IGNORECASE)


def date(value: Any) -> Any:
    """In the words of papers: ngày, tháng, năm."""
    return value.shaped("long_date") if isinstance(value, Blank) else vietnamese.long_date(str(value))


def short_date(value: Any) -> Any:
    """dd/mm/yyyy."""
    return value.shaped("date") if isinstance(value, Blank) else vietnamese.show_date(str(value))


def month(value: Any) -> Any:
    """mm/yyyy."""
    return value if isinstance(value, Blank) else vietnamese.show_date(str(value)[:7])


def year(value: Any) -> Any:
    """The year alone."""
    return value.shaped("number") if isinstance(value, Blank) else str(value)[:4]


def number(value: Any) -> Any:
    """3.790; below ten with a leading zero: 09."""
    if isinstance(value, Blank):
        return value.shaped("number")
    return vietnamese.padded_number(value) if value else vietnamese.show_number(value)


def capitals(value: Any) -> Any:
    """NGUYỄN VĂN A."""
    return value if isinstance(value, Blank) else vietnamese.capitals(str(value))


def lower(value: Any) -> Any:
    """In small letters, as inside a sentence."""
    return value if isinstance(value, Blank) else str(value).lower()


def count(rows: Any) -> int:
    """How many stand in a list."""
    return len(rows)


def only(rows: Any, purpose: str) -> list[Any]:
    """Of the people a meeting or a round considers those considered for one purpose."""
    return [row for row in rows if row.entry.purpose == purpose]


def less(value: Any, part: Any) -> Any:
    """What remains of a recorded number without a recorded part; a blank unless both are known and fit."""
    unknown = next((known for known in (value, part) if isinstance(known, Blank)), None)
    if unknown is not None:
        return unknown.shaped("number")
    return value - part if value >= part else Blank("Số có mặt, tổng số (chưa khớp nhau)", "number")


def share(value: Any, of: Any) -> Any:
    """The share of a recorded whole in per cent, two decimals unless even; a blank unless both are known."""
    unknown = next((known for known in (value, of) if isinstance(known, Blank)), None)
    if unknown is not None:
        return unknown.shaped("percent")
    if not of:
        return Blank("Tổng số để tính tỷ lệ", "percent")
    percent = Decimal(value) * 100 / Decimal(of)
    shown = vietnamese.show_percent(percent, 0 if percent == percent.to_integral_value() else 2)
    return shown.replace(" ", "\N{NO-BREAK SPACE}")


def sentence(value: Any) -> Any:
    """The first letter in capitals, as a sentence begins."""
    if isinstance(value, Blank):
        return value.shaped("sentence_date") if value.shape == "long_date" else value
    return str(value)[:1].upper() + str(value)[1:]


def short(value: Any) -> Any:
    """As it is; a blank gets few dots."""
    return replace(value, length=0) if isinstance(value, Blank) else value


def called(value: Any, prefix: str, *others: str) -> Any:
    """A name with the kind of body before it, once: "Đông" and "Chi bộ Đông" both read "Chi bộ Đông".

    `others` are further spellings that count as the prefix. A committee of another level keeps its own word.
    """
    if not isinstance(value, Blank) and _COMMITTEE.match(prefix) and _COMMITTEE.match(str(value)):
        return value
    if isinstance(value, Blank) or str(value).casefold().startswith(
        tuple(each.casefold() for each in (prefix, *others))
    ):
        return value
    return f"{prefix} {value}"


def bare(value: Any, *prefixes: str) -> Any:
    """A name without the kind of body, which the form prints itself: "Đảng ủy xã A" reads "xã A"."""
    if isinstance(value, Blank):
        return value
    found = next((each for each in prefixes if str(value).casefold().startswith(f"{each.casefold()} ")), "")
    return str(value)[len(found) :].lstrip()


def organisation(value: Any) -> Any:
    """The name of the party organisation that a committee leads: "Đảng ủy xã A" reads "Đảng bộ xã A"."""
    if isinstance(value, Blank):
        return value
    for committee, led in _ORGANISATIONS:
        if str(value).casefold().startswith(committee):
            return led + str(value)[len(committee) :]
    return value


def numbered(value: Any, symbol: Any) -> Any:
    """A document number with its symbol, once: a bare "5" gets its zero and the symbol, one with a symbol stays."""
    if isinstance(value, Blank):
        return replace(value, shape="number", after=f"-{symbol}" if symbol else "")
    written = str(value).strip()
    if not symbol or not written.isdigit():
        return written
    return f"{int(written):02}-{symbol}"


FILTERS: dict[str, Callable[..., Any]] = {
    "date": date,
    "short_date": short_date,
    "month": month,
    "year": year,
    "number": number,
    "capitals": capitals,
    "lower": lower,
    "count": count,
    "only": only,
    "less": less,
    "share": share,
    "sentence": sentence,
    "short": short,
    "called": called,
    "bare": bare,
    "organisation": organisation,
    "numbered": numbered,
}
