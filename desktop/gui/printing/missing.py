"""Where a missing value is typed: from the words a paper uses for it to a field of the person's page."""

from typing import NamedTuple

from db.choices import STEP_KIND
from db.fields import fields_of
from desktop.gui.person.lists import ROWS
from desktop.printing.names import ABOUT, DEFAULT


class FieldPlace(NamedTuple):
    """A column of a table on the person's page."""

    table: str
    name: str


# What stands on the person's page, by the words that introduce its missing fields on papers.
_TABLES = {
    shape.subject: shape.tables[0]
    for shape in (found.rows or found for found in ABOUT[DEFAULT].values())
    if shape.subject and shape.tables and shape.tables[0] in {*ROWS, "dossier"}
}


def place_of(label: str) -> FieldPlace | None:
    """The field a label of a blank leads to ("Quê quán", "Hồ sơ: số hồ sơ"); None for what is only written by hand."""
    head, _, rest = label.partition(": ")
    if not rest:
        return _field("person", head)
    if head in STEP_KIND.values():
        return _field("step", rest) or FieldPlace("step", "kind")
    table = _TABLES.get(head)
    return _field(table, rest) if table else None


def _field(table: str, label: str) -> FieldPlace | None:
    wanted = label.casefold()
    return next((FieldPlace(table, each.name) for each in fields_of(table) if each.label.casefold() == wanted), None)
