"""A case as one plain object with the keys of the field registry: what the terminal shows and packages carry."""

from typing import Any

from db.fields import DATE_KINDS, Field, field, fields_of
from db.records import Case, Record, Records
from desktop.vietnamese import show_date

# The lists of a case, with the table whose fields their rows have.
_LISTS = {
    "family": "family_member",
    "career": "career_period",
    "training": "training_record",
    "abroad": "abroad_stay",
    "rewards": "reward",
    "disciplines": "discipline",
    "certificates": "certificate",
    "memberships": "party_member",
    "steps": "step",
    "items": "dossier_item",
}


def plain_case(case: Case) -> dict[str, Any]:
    """Everything held about a person without any key of the book: `id` is the uid, references are names.

    Person fields stand at the top; lists, dossier, office and chain of committees below; empty values are null.
    """
    return {
        "id": case.person.uid,
        **_fields("person", case.person),
        "party_cell": case.cell.name if case.cell else None,
        "has_photo": case.photo is not None,
        "source_categories": [row.name for row in case.source_categories],
        **{name: [_row(table, row) for row in getattr(case, name)] for name, table in _LISTS.items()},
        "introductions": [_with_member("introduction", row) for row in case.introductions],
        "mentor_assignments": [_with_member("mentor_assignment", row) for row in case.mentor_assignments],
        "enrolments": [_enrolment(row) for row in case.enrolments],
        "dossier": _row("dossier", case.dossier) if case.dossier else None,
        "office": _fields("office", case.office) if case.office else None,
        "chain": _chain(case.chain),
    }


def person_line(row: Record) -> str:
    """One line of the list of people for a reader: key, name, birth, cell, stage."""
    stage = field("person", "stage").show_choice(row.stage)
    return "\t".join([str(row.id), row.full_name, show_date(row.born_on), row.cell or "", stage])


def case_lines(plain: dict[str, Any]) -> list[str]:
    """What is known of a person for a reader, a line a field; empty ones are left out."""
    known = [each for each in fields_of("person") if plain.get(each.name) is not None]
    return [f"{each.label}: {_shown(each, plain[each.name])}" for each in known]


def _shown(each: Field, value: Any) -> str:
    if each.kind in DATE_KINDS:
        return show_date(value)
    return each.show_choice(value) if each.choices else str(value)


def _fields(table: str, row: Record) -> dict[str, Any]:
    return {field.name: row[field.name] for field in fields_of(table) if field.kind != "reference"}


def _row(table: str, row: Record) -> dict[str, Any]:
    return {"id": row.uid, **_fields(table, row)}


def _with_member(table: str, row: Record) -> dict[str, Any]:
    member = row.member
    held = {**_row("party_member", member), "full_name": member.person.full_name} if member else None
    return {**_row(table, row), "member": held}


def _enrolment(row: Record) -> dict[str, Any]:
    return {**_row("enrolment", row), "training_class": _row("training_class", row.training_class)}


def _chain(committees: Records) -> list[dict[str, Any]]:
    return [_row("party_committee", committee) for committee in committees]
