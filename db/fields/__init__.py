"""The field registry: every field a clerk sees, with its label, kind, length and who may see it, spelled once."""

from collections import defaultdict
from functools import cache

from db.fields.dossiers import CHECKING, PAPERS
from db.fields.figures import FIGURES
from db.fields.handover import HAND_OVERS
from db.fields.meetings import MEETINGS
from db.fields.model import DATE_KINDS, Field
from db.fields.organisation import CLASSES, ORGANISATION
from db.fields.people import HISTORIES, MEMBERS, PERSON

__all__ = ["DATE_KINDS", "Field", "field", "fields_of", "find_field", "sections", "tables"]


@cache
def fields_of(table: str) -> tuple[Field, ...]:
    """The fields of a table in the order they are shown; none for a table no clerk sees."""
    return tuple(_BY_TABLE.get(table, ()))


@cache
def find_field(table: str, name: str) -> Field | None:
    """The field of a column, or None."""
    return next((field for field in fields_of(table) if field.name == name), None)


def field(table: str, name: str) -> Field:
    """The field of a column; a mistyped name is a bug and raises KeyError."""
    found = find_field(table, name)
    if found is None:
        raise KeyError(f"{table}.{name}")
    return found


def sections(table: str) -> dict[str, tuple[Field, ...]]:
    """The fields of a table by section, both in the order they are shown."""
    grouped: dict[str, list[Field]] = defaultdict(list)
    for each in fields_of(table):
        grouped[each.section].append(each)
    return {title: tuple(group) for title, group in grouped.items()}


def tables() -> tuple[str, ...]:
    """The tables that have fields, in the order they are declared."""
    return tuple(_BY_TABLE)


_BY_TABLE: dict[str, list[Field]] = {}
_ALL = (*PERSON, *HISTORIES, *MEMBERS, *PAPERS, *CHECKING, *MEETINGS, *CLASSES, *ORGANISATION, *FIGURES, *HAND_OVERS)
for _each in _ALL:
    _BY_TABLE.setdefault(_each.table, []).append(_each)
