"""What a form reads: records as views whose empty fields are blanks that know their Vietnamese label."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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
    "percent": ".......\N{NO-BREAK SPACE}%",
    "long_text": "." * LONGEST,
}
_SHAPES: dict[str, Shape] = {
    "long_text": "long_text",
    "date": "date",
    "partial_date": "date",
    "integer": "number",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the book keeps a value: table and column, the key of the row if there is one, the person it is about."""

    table: str
    name: str
    row_id: int | None = None
    person_id: int | None = None


class Missing(str):
    """The label of a blank, with the place in the book where its value belongs; None where it is only written."""

    kept: Kept | None

    def __new__(cls, label: str, kept: Kept | None = None) -> "Missing":
        made = super().__new__(cls, label)
        made.kept = kept
        return made


@dataclass(frozen=True, slots=True)
class Blank:
    """A value nobody has recorded: false in conditions, dots on paper, its label in the list of what is missing.

    `after` is what the form prints behind the dots, as the symbol behind a number. A value that is written by hand
    on the paper is not missing. `kept` is where it would stand in the book.
    """

    label: str
    shape: Shape = "text"
    length: int = 40
    after: str = ""
    is_missing: bool = True
    kept: Kept | None = None

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
    a record that is not there, or written `by_hand`, reads as a Blank; a field that no table of the view has raises
    AttributeError. `members` is what stands under further names, `person_id` whom the records are about. What stands
    for no record of the book is not `in_book`.
    """

    __slots__ = ("_by_hand", "_in_book", "_layers", "_members", "_person_id", "_subject")

    def __init__(
        self,
        subject: str,
        *layers: tuple[str, Record | None],
        members: Mapping[str, Any] | None = None,
        by_hand: frozenset[str] = frozenset(),
        person_id: int | None = None,
        in_book: bool = True,
    ) -> None:
        self._subject = subject
        self._person_id = person_id
        self._in_book = in_book
        self._layers = layers
        self._members = members or {}
        self._by_hand = by_hand

    def __getattr__(self, name: str) -> Any:
        if name in self._members:
            return self._members[name]
        for place, (table, record) in enumerate(self._layers):
            known = printable(table).get(name)
            if known is not None:
                if name in self._by_hand:
                    return replace(_blank(known, self._subject), is_missing=False)
                value = record.get(name) if record is not None else None
                if value is None or value == "":
                    return replace(
                        _blank(known, self._subject), kept=self._kept(place, name) if self._in_book else None
                    )
                return _shown(known, value)
        raise AttributeError(name)

    def __bool__(self) -> bool:
        return any(record is not None for _, record in self._layers)

    def _kept(self, place: int, name: str) -> Kept | None:
        """Where a value belongs: in its own row, or, while a joined row is not known, where that is chosen."""
        if not self._in_book:
            return None
        table, record = self._layers[place]
        if record is None and place:
            return self._kept(0, next(field.name for field in fields.fields_of(self._layers[0][0]) if field.refers_to))
        row_id = record.get("id") if record is not None else None
        person_id = row_id if table == "person" else record.get("person_id") if record is not None else None
        return Kept(table, name, row_id, person_id or self._person_id)


class Context:
    """Further names behind one name, each made when a form asks for it, and once."""

    __slots__ = ("_made", "_make", "_names")

    def __init__(self, names: Collection[str], make: Callable[[str], Any]) -> None:
        self._names, self._make = names, make
        self._made: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name not in self._names:
            raise AttributeError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]


class Rows(Sequence[Any]):
    """What stands for the rows of a list, in the order of the case."""

    __slots__ = ("_views",)

    def __init__(self, views: Sequence[Any]) -> None:
        self._views = views

    def __getitem__(self, index: Any) -> Any:
        return self._views[index]

    def __len__(self) -> int:
        return len(self._views)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._views)


@cache
def printable(table: str) -> dict[str, fields.Field]:
    """The fields of a table that a form may print, by name."""
    return {field.name: field for field in fields.fields_of(table) if field.kind != "reference"}


def _shown(field: fields.Field, value: Any) -> Any:
    if field.kind in ("date", "partial_date"):
        return PaperDate(value)
    if field.kind == "flag":
        return bool(value)
    if field.kind == "text":
        return " ".join(str(value).splitlines())
    if field.kind == "choice":
        return field.show_choice(value)
    return value


def _blank(field: fields.Field, subject: str) -> Blank:
    label = f"{subject}: {field.label[:1].lower()}{field.label[1:]}" if subject else field.label
    return Blank(label, _SHAPES.get(field.kind, "text"), field.max_length // 5)


def in_words(value: Any) -> str:
    """A value as it stands on paper when no filter shaped it; without control characters, line ends as one letter."""
    if isinstance(value, PaperDate):
        return show_date(value)
    if isinstance(value, bool):
        return "có" if value else "không"
    return _SAME_LINE_ENDS.sub("\n", nfc(str(value))).replace("\t", " ")
