"""How kept values are shown in tables and lists: one rule for each kind of field."""

from typing import Any

from db.fields import DATE_KINDS, Field, find_field
from db.store import Store
from desktop.gui.fields import references
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
        return references.label_of(store, field.refers_to or "", value)
    return " ".join(str(value).split())


def show_column(store: Store, table: str, column: str, value: Any) -> tuple[str, str] | None:
    """Label and value of a column for a reader; None for a column no clerk sees."""
    field = find_field(table, column)
    return (field.label, show(store, field, value)) if field else None
