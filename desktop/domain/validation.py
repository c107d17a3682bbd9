"""What may be kept in a field: every typed value is checked against the field registry before it is saved."""

from collections.abc import Mapping
from typing import Any

from db.dates import parse_typed
from db.errors import BadDate, KnownError
from db.fields import Field, fields_of
from db.text import nfc

_CITIZEN_ID_LENGTH = 12


class Invalid(KnownError):
    """Values that cannot be kept; `problems` has a Vietnamese sentence for each field name."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("Chưa lưu được. " + " ".join(problems.values()))
        self.problems = dict(problems)


def check_values(table: str, values: Mapping[str, Any], is_new: bool = False) -> dict[str, Any]:
    """The values as they may be kept; blanks become None, typed dates ISO prefixes. Raises Invalid.

    Columns without a field (keys, links) pass as they are. A new row must bring every required field.
    """
    fields = {field.name: field for field in fields_of(table)}
    checked: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name in [*values, *(fields if is_new else ())]:
        if name in checked or name in problems:
            continue
        try:
            checked[name] = _checked(fields[name], values.get(name)) if name in fields else values[name]
        except KnownError as error:
            problems[name] = error.sentence
    if problems:
        raise Invalid(problems)
    return {name: value for name, value in checked.items() if name in values}


def _checked(field: Field, value: Any) -> Any:
    if isinstance(value, str):
        value = nfc(value).strip() or None
    if value is None:
        if field.required:
            raise KnownError(f"{field.label}: chưa có.")
        return None
    return _KINDS[field.kind](field, value)


def _text(field: Field, value: Any) -> str:
    text = str(value)
    if len(text) > field.max_length:
        raise KnownError(f"{field.label}: dài {len(text)} chữ, chỉ được {field.max_length}.")
    if field.name == "citizen_id" and not (text.isdecimal() and text.isascii() and len(text) == _CITIZEN_ID_LENGTH):
        raise KnownError(f"{field.label}: “{text}” phải đủ {_CITIZEN_ID_LENGTH} chữ số.")
    return text


def _whole_date(field: Field, value: Any) -> str:
    return _date(field, value, ("day",))


def _partial_date(field: Field, value: Any) -> str:
    return _date(field, value, ("year", "month", "day"))


def _date(field: Field, value: Any, allow: tuple[str, ...]) -> str:
    try:
        return parse_typed(str(value), allow)
    except BadDate as error:
        raise KnownError(f"{field.label}: {error.sentence}") from None


def _choice(field: Field, value: Any) -> str:
    if value not in (field.choices or {}):
        raise KnownError(f"{field.label}: “{value}” không có trong danh mục.")
    return str(value)


def _flag(field: Field, value: Any) -> int:
    if value not in (0, 1, "0", "1"):
        raise KnownError(f"{field.label}: “{value}” không phải có hoặc không.")
    return int(value)


def _integer(field: Field, value: Any) -> int:
    text = str(value)
    if not (text.isdecimal() and text.isascii()) or len(text) > 9:
        raise KnownError(f"{field.label}: “{text}” phải là số.")
    return int(text)


def _reference(field: Field, value: Any) -> int:
    return int(value)


_KINDS = {
    "text": _text,
    "long_text": _text,
    "date": _whole_date,
    "partial_date": _partial_date,
    "choice": _choice,
    "flag": _flag,
    "integer": _integer,
    "reference": _reference,
}
