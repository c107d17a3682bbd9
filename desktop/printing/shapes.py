"""What stands behind a name of the notation: the fields a form may ask of it, the names in it, the rows of a list."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.printing.values import printable

Path = tuple[str, ...]


@dataclass(frozen=True)
class Shape:
    """One name. `subject` introduces its missing fields in Vietnamese.

    `tables` give the fields, the first that knows a field answers; `joins` says for each table by which joined rows
    it is reached from the record (none: the record itself). `members` are further names behind a full stop, `rows`
    what stands in each row of a list. The fields of an open name are whatever the paper is handed.
    """

    subject: str = ""
    tables: tuple[str, ...] = ()
    joins: tuple[Path, ...] = ((),)
    members: "Mapping[str, Shape]" = field(default_factory=dict)
    rows: "Shape | None" = None
    is_open: bool = False

    def knows(self, attribute: str) -> bool:
        """Whether a form may write the attribute behind this name."""
        return self.is_open or attribute in self.members or any(attribute in printable(each) for each in self.tables)


OPEN = Shape(is_open=True)


def record(subject: str, *tables: str, joins: tuple[Path, ...] = ((),), **members: Shape) -> Shape:
    """A name for one record of a table and the rows joined to it."""
    return Shape(subject, tables, joins, members)


def rows(shape: Shape) -> Shape:
    """A name for a list."""
    return Shape(rows=shape)
