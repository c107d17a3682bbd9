"""How kept values are shown in tables, lists and words: one rule for each kind of field."""

from typing import Any

from db.choices import RELATION
from db.fields import DATE_KINDS, Field
from db.records import Record
from db.store import Store
from desktop.vietnamese import show_date


def show(store: Store, field: Field, value: Any) -> str:
    """A kept value as one line of text; nothing for nothing."""
    if value is None:
        return ""
    if field.kind in DATE_KINDS:
        return show_date(value)
    if field.kind == "choice":
        return field.show_choice(value)
    if field.kind == "flag":
        return "Có" if value else "Không"
    if field.kind == "reference":
        return label_of(store, field.refers_to or "", value)
    return " ".join(str(value).split())


def label_of(store: Store, table: str, key: int | None) -> str:
    """How a row is shown where a reference points to it; nothing for nothing."""
    row = store.find(table, id=key) if key is not None else None
    if row is None:
        return ""
    if table == "party_member":
        cell = store.find("party_cell", id=row.party_cell_id) if row.party_cell_id is not None else None
        return member_label(store.get("person", row.person_id).full_name, cell.name if cell else "")
    if table == "family_member":
        return relative_label(row)
    return person_label(row) if table == "person" else str(row.name)


def relative_label(row: Record) -> str:
    """A relative among the others: the relation, then the name."""
    return f"{RELATION[row.relation]}: {row.full_name}"


def person_label(row: Record) -> str:
    """A person among others of the same name."""
    return " – ".join(part for part in (row.full_name, show_date(row.born_on)) if part)


def member_label(name: str, cell: str) -> str:
    """A member among others of the same name."""
    return " – ".join(part for part in (name, cell) if part)
