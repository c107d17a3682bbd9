"""What one cell means for its field: a value, a value mended with a proposal, or the reason why it is not taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.fields import Field
from desktop.domain.sheets.knowledge import KnownValues, spelling_key
from desktop.vietnamese import proper_case

# Schooling ends with grade 12, and once ended with grade 10.
_LAST_GRADES = (12, 10)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Reading:
    """What a cell gave. `rejected` says why nothing was taken; `mended` why the value differs from what is written,
    and then `kept` is the value if the clerk refuses that; `doubt` is a warning that changes nothing."""

    value: str | None = None
    rejected: str | None = None
    mended: str | None = None
    kept: str | None = None
    doubt: str | None = None


def read_text(text: str, field: Field) -> Reading:
    """Text as it is, unless it is longer than the field."""
    if len(text) > field.max_length:
        return Reading(rejected=f"dài {len(text)} chữ, ô này chỉ giữ được {field.max_length} chữ")
    return Reading(text)


def read_name(text: str, field: Field) -> Reading:
    """A person's name; one in capitals, or without any, is proposed with a capital for each word."""
    if not _LETTER.search(text):
        return Reading(rejected="không phải là họ tên")
    if text in (text.upper(), text.lower()) and proper_case(text) != text:
        checked = read_text(proper_case(text), field)
        case = "viết hoa" if text == text.upper() else "viết thường"
        return (
            checked
            if checked.rejected
            else Reading(checked.value, mended=f"họ tên {case} cả, đề nghị viết lại", kept=text)
        )
    return read_text(text, field)


def read_known(text: str, field: Field, known: KnownValues) -> Reading:
    """A value of a list of official ones; another spelling of one is mended, an unknown value is kept with a doubt."""
    official = known.find(text)
    if official is None:
        checked = read_text(text, field)
        return checked if checked.rejected else Reading(text, doubt=known.unknown)
    if official.casefold() == text.casefold():
        return Reading(official)
    return Reading(official, mended=f"cách ghi khác của “{official}”", kept=text)


def read_grade(day: date, field: Field) -> Reading:
    """A grade such as 9/12 that a workbook took for a day; which of the two is the last grade tells the order."""
    orders = ((day.day, day.month), (day.month, day.day))
    grade = next((f"{done}/{last}" for done, last in orders if last in _LAST_GRADES and done <= last), None)
    if grade is None:
        return Reading(rejected="Excel đã đổi ô này thành ngày tháng, hãy gõ lại")
    kept = read_text(f"{day.day}/{day.month}/{day.year}", field).value
    return Reading(grade, mended="Excel đã đổi trình độ thành ngày tháng, đề nghị viết lại", kept=kept)


def read_choice(text: str, field: Field, known: KnownValues | None) -> Reading:
    """One of a few choices, by its Vietnamese words or a known spelling of them."""
    wanted = spelling_key(known.find(text) or text if known else text)
    choices: Mapping[str, str] = field.choices or {}
    found = next((value for value, words in choices.items() if spelling_key(words) == wanted), None)
    if found is None:
        return Reading(rejected="không thuộc các lựa chọn: " + ", ".join(choices.values()))
    return Reading(found)
