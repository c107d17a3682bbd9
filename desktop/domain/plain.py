"""A case as one plain object with the keys of the field registry: what the terminal shows and packages carry."""

from typing import Any

from db.fields import fields_of
from db.records import Case, Record, Records

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
