"""A case as one plain object with the keys of the field registry: what the terminal shows and packages carry."""

from typing import Any

from db.fields import DATE_KINDS, Field, field, fields_of
from db.records import Case, Record, Records
from desktop.vietnamese import show_date

# The lists of a case, with the table whose fields their rows have.
LISTS = {
    "family": "family_member",
    "career": "career_period",
    "training": "training_record",
    "abroad": "abroad_stay",
    "rewards": "reward",
    "disciplines": "discipline",
    "certificates": "certificate",
    "steps": "step",
    "items": "dossier_item",
    "opinions": "opinion",
    "receipts": "dossier_receipt",
    "special_groups": "special_group",
    "overrulings": "overruling",
}
# What is said of the human behind a membership, so that a case stands alone.
MEMBER_PERSON = ("full_name", "sex", "born_on", "native_place", "permanent_address")

# What is said of the meeting that considered somebody; its members are nobody's own data.
MEETING = ("kind", "held_on")


def plain_case(case: Case) -> dict[str, Any]:
    """Everything held about a person without any key of the book: `id` is the uid, references are names.

    Person fields stand at the top; lists, dossier, office, cell and the chains of committees below; empty values are
    null.
    Members, relatives asked about, classes and cells are named where they occur: the object stands alone, and
    `case_files.read` makes the same case of it.
    """
    return {
        "id": case.person.uid,
        **_fields("person", case.person),
        "party_cell": case.cell.name if case.cell else None,
        "has_photo": case.photo is not None,
        "source_categories": [row.name for row in case.source_categories],
        **{name: [_row(table, row) for row in getattr(case, name)] for name, table in LISTS.items()},
        "memberships": [_member(row) for row in case.memberships],
        "introductions": [_with_member("introduction", row) for row in case.introductions],
        "mentor_assignments": [_with_member("mentor_assignment", row) for row in case.mentor_assignments],
        "background_checks": [_background_check(row) for row in case.background_checks],
        "enrolments": [_enrolment(row) for row in case.enrolments],
        "considered": [_considered(row) for row in case.considered],
        "dossier": _row("dossier", case.dossier) if case.dossier else None,
        "earlier_dossiers": [_row("dossier", row) for row in case.dossiers[:-1]],
        "office": _fields("office", case.office) if case.office else None,
        "cell": _cell(case.cell) if case.cell else None,
        "chain": _chain(case.chain),
        "former_committees": [
            {**committee, "last_on": former.last_on}
            for former in case.former_chains
            for committee in _chain(former.committees)
        ],
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
    return {**_row(table, row), "member": _helper(row.member)}


def _helper(member: Record | None) -> dict[str, Any] | None:
    """A member who helps, introduces or verifies, with the human behind the membership."""
    if member is None:
        return None
    person = {name: member.person.get(name) for name in MEMBER_PERSON}
    return {**_row("party_member", member), "person_id": member.person.uid, **person, "party_cell": _name(member.cell)}


def _member(row: Record) -> dict[str, Any]:
    periods = {name: row.get(name) for name in ("started_on", "ended_on", "end_reason")}
    return {**_row("party_member", row), **periods}


def _background_check(row: Record) -> dict[str, Any]:
    relative = row.relative
    about = {"relation": relative.relation, "full_name": relative.full_name} if relative else None
    return {**_row("background_check", row), "relative": about, "verifier": _helper(row.verifier)}


def _cell(cell: Record) -> dict[str, Any]:
    village = cell.get("village")
    return {**_row("party_cell", cell), "village": _row("village", village) if village else None}


def _name(record: Record | None) -> str | None:
    return record.name if record else None


def _enrolment(row: Record) -> dict[str, Any]:
    return {**_row("enrolment", row), "training_class": _row("training_class", row.training_class)}


def _considered(row: Record) -> dict[str, Any]:
    return {**_row("meeting_case", row), "meeting": {name: row.meeting[name] for name in MEETING}}


def _chain(committees: Records) -> list[dict[str, Any]]:
    return [_row("party_committee", committee) for committee in committees]
