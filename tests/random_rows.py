"""Random rows for any table of the book, made from its layout and the field registry."""

from typing import Any

from hypothesis import strategies as st

from db import fields
from db.driver import engine
from db.errors import StillUsed
from db.store import Action, Store

# The tables a clerk's actions write; the office is one row for ever, the rest is the program's own.
TABLES = (
    "person",
    "party_cell",
    "village",
    "party_committee",
    "former_parent",
    "source_category",
    "person_source_category",
    "family_member",
    "career_period",
    "training_record",
    "abroad_stay",
    "reward",
    "discipline",
    "party_member",
    "dossier",
    "dossier_item",
    "step",
    "mentor_assignment",
    "introduction",
    "background_check",
    "opinion",
    "dossier_receipt",
    "special_group",
    "overruling",
    "verification_reply",
    "training_class",
    "enrolment",
    "certificate",
    "review_round",
    "meeting",
    "meeting_case",
    "paper_number",
    "quota",
    "member_stock",
    "village_status",
    "village_predecessor",
    "source_survey",
    "commendation",
    "calendar_entry",
    "mentor_report",
    "typed_figure",
    "value_group",
    "report_setting",
    "report_run",
    "report_person",
)
DERIVED = {"id", "uid", "search_key", "sort_key"}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(["Đặng Thị Hoà", "Hòa", "ð Ê"])
DATES = st.dates().map(lambda day: f"{max(day.year, 1900):04}-{day.month:02}")


PICKS = st.integers(0, 999)


def do_something(draw: Any, store: Store, action: Action) -> None:
    """One insert, update or delete somewhere; what the book refuses leaves no trace in the action.

    What is drawn never depends on what stands in the book, so that an example can be repeated.
    """
    table = draw(st.sampled_from(TABLES))
    kind, pick = draw(st.sampled_from(["insert", "insert", "update", "update", "delete"])), draw(PICKS)
    values = _draw_values(draw, store, table)
    changed = draw(st.sets(st.sampled_from(sorted(values)), max_size=4))
    rows = store.list(table)
    try:
        if not rows or kind == "insert":
            action.insert(table, values)
        elif kind == "update":
            action.update(table, rows[pick % len(rows)].id, {name: values[name] for name in sorted(changed)})
        else:
            action.delete(table, rows[pick % len(rows)].id)
    except (StillUsed, engine.IntegrityError):
        pass


def _draw_values(draw: Any, store: Store, table: str) -> dict[str, Any]:
    targets = {row["from"]: row["table"] for row in store.rows(f"PRAGMA foreign_key_list([{table}])")}
    values: dict[str, Any] = {}
    for column in store.rows(f"PRAGMA table_info([{table}])"):
        if column.name in targets:
            keys, pick = [row.id for row in store.list(targets[column.name])], draw(st.none() | PICKS)
            values[column.name] = keys[pick % len(keys)] if keys and pick is not None else None
        elif column.name not in DERIVED:
            values[column.name] = draw(_value(table, column.name, column.type, bool(column.notnull)))
    return values


def _value(table: str, name: str, kind: str, is_required: bool) -> st.SearchStrategy[Any]:
    field = fields.find_field(table, name)
    if field is not None and field.choices:
        found: st.SearchStrategy[Any] = st.sampled_from(sorted(field.choices))
    elif field is not None and field.kind in fields.DATE_KINDS:
        found = DATES
    elif kind == "INTEGER":
        found = st.integers(0, 1)
    else:
        found = TEXTS.map(lambda text: f"x{text}") if is_required else TEXTS
    return found if is_required else st.none() | found
