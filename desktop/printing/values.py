"""What a form reads: records as views whose empty fields are blanks that know their Vietnamese label."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from db import fields
from db.records import Record
from db.text import nfc
from desktop.vietnamese import show_date

Shape = Literal["text", "long_text", "date", "long_date", "sentence_date", "number", "percent"]
# All that any library takes for the end of a line.
_SAME_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
SHORTEST, LONGEST = 12, 60
DOTS: dict[Shape, str] = {
    "date": "...../...../..........",
    "long_date": "ngày ..... tháng ..... năm ..........",
    "sentence_date": "Ngày ..... tháng ..... năm ..........",
    "number": ".......",
    "percent": "....... %",
    "long_text": "." * LONGEST,
}
_SHAPES: dict[str, Shape] = {
    "long_text": "long_text",
    "date": "date",
    "partial_date": "date",
    "integer": "number",
}


@dataclass(frozen=True, slots=True)
class Blank:
    """A value nobody has recorded: false in conditions, dots on paper, its label in the list of what is missing.

    `after` is what the form prints behind the dots, as the symbol behind a number.
    """

    label: str
    shape: Shape = "text"
    length: int = 40
    after: str = ""

    def __bool__(self) -> bool:
        return False

    @property
    def dots(self) -> str:
        """Dots of a length that fits the field."""
        return (DOTS.get(self.shape) or "." * min(max(self.length, SHORTEST), LONGEST)) + self.after

    def shaped(self, shape: Shape) -> "Blank":
        return replace(self, shape=shape)


class PaperDate(str):
    """A partial date (ISO prefix) that prints as dd/mm/yyyy unless a filter says otherwise."""

    __slots__ = ()


class View:
    """Records under one name of a form; the first record that knows a field answers.

    Choices read as their Vietnamese label, dates as PaperDate, flags as true or false; a field without a value, or of
    a record that is not there, reads as a Blank; a field that no table of the view has raises AttributeError.
    """

    __slots__ = ("_layers", "_subject")

    def __init__(self, subject: str, *layers: tuple[str, Record | None]) -> None:
        self._subject = subject
        self._layers = layers

    def __getattr__(self, name: str) -> Any:
        for table, record in self._layers:
            known = printable(table).get(name)
            if known is not None:
                return _shown(known, record.get(name) if record is not None else None, self._subject)
        raise AttributeError(name)

    def __bool__(self) -> bool:
        return any(record is not None for _, record in self._layers)


class Rows(Sequence[View]):
    """The views of a list of records, in the order of the case."""

    __slots__ = ("_views",)

    def __init__(self, views: Sequence[View]) -> None:
        self._views = views

    def __getitem__(self, index: Any) -> Any:
        return self._views[index]

    def __len__(self) -> int:
        return len(self._views)

    def __iter__(self) -> Iterator[View]:
        return iter(self._views)


@cache
def printable(table: str) -> dict[str, fields.Field]:
    """The fields of a table that a form may print, by name."""
    return {field.name: field for field in fields.fields_of(table) if field.kind != "reference"}


def _shown(field: fields.Field, value: Any, subject: str) -> Any:
    if value is None or value == "":
        label = f"{subject}: {field.label[:1].lower()}{field.label[1:]}" if subject else field.label
        return Blank(label, _SHAPES.get(field.kind, "text"), field.max_length // 5)
    if field.kind in ("date", "partial_date"):
        return PaperDate(value)
    if field.kind == "flag":
        return bool(value)
    if field.kind == "text":
        return " ".join(str(value).splitlines())
    if field.kind == "choice":
        return field.show_choice(value)
    return value


def in_words(value: Any) -> str:
    """A value as it stands on paper when no filter shaped it; without control characters, line ends as one letter."""
    if isinstance(value, PaperDate):
        return show_date(value)
    if isinstance(value, bool):
        return "có" if value else "không"
    return _SAME_LINE_ENDS.sub("\n", nfc(str(value))).replace("\t", " ")
