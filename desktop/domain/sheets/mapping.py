"""What each column of a list holds: found by the program, corrected by hand, kept as JSON under a name."""

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """Where a column goes: a field of the registry, and which part of it.

    Parts: "male" and "female" (the column that is filled tells the sex), "day", "month", "year", "family", "given".
    """

    table: str
    name: str
    part: str = ""

    @property
    def key(self) -> str:
        """The field, "person.born_on"."""
        return f"{self.table}.{self.name}"


@dataclass(frozen=True)
class Column:
    """One column of a list, counted from zero, with its whole heading and what it was understood to hold."""

    position: int
    heading: str
    target: Target | None


@dataclass(frozen=True)
class Mapping:
    """What each column holds; rows are counted from one as the sheet shows them. Kept as JSON under a name."""

    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]

    def column(self, key: str, part: str = "") -> Column | None:
        """The column that holds a field, or None."""
        return next(
            (held for held in self.columns if held.target and held.target.key == key and held.target.part == part), None
        )

    def with_target(self, position: int, target: Target | None) -> "Mapping":
        """The same mapping with one column corrected by hand; a field is held by one column only."""
        return Mapping(self.header_rows, tuple(_corrected(held, position, target) for held in self.columns))

    def to_json(self) -> str:
        """The mapping as it is kept in the book."""
        columns = [[held.position, held.heading, _target_text(held.target)] for held in self.columns]
        return json.dumps({"header_rows": self.header_rows, "columns": columns}, ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> "Mapping":
        """The mapping kept as JSON. Raises ValueError, KeyError or TypeError when it is none."""
        kept = json.loads(text)
        columns = tuple(Column(int(place), str(heading), _target(name)) for place, heading, name in kept["columns"])
        return Mapping(tuple(int(row) for row in kept["header_rows"]), columns)


def _corrected(column: Column, position: int, target: Target | None) -> Column:
    if column.position == position:
        return Column(column.position, column.heading, target)
    return Column(column.position, column.heading, None) if target and column.target == target else column


def _target_text(target: Target | None) -> str:
    return "" if target is None else f"{target.key}:{target.part}" if target.part else target.key


def _target(text: str) -> Target | None:
    if not text:
        return None
    key, _, part = text.partition(":")
    table, name = key.split(".")
    return Target(table, name, part)
