"""People of a period with what they are counted by: admitted, struck off, due for recognition; and lines about them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from db.records import Record
from db.store import Store

_GIVEN = "(SELECT value FROM json_each(?))"
# A decision that was cancelled by the end of the period admitted nobody.
_NOT_CANCELLED = (
    " AND NOT EXISTS (SELECT 1 FROM step AS later WHERE later.dossier_id = dossier.id AND later.kind = 'cancelled'"
    " AND (later.happened_on IS NULL OR later.happened_on <= ?))"
)
_ADMITTED = (
    "SELECT person.id, step.happened_on AS day, dossier.party_cell_id AS cell_id, dossier.id AS dossier_id,"
    " dossier.is_readmission, person.sex, person.born_on, person.ethnicity, person.religion, person.occupation,"
    " person.workplace, person.schooling, person.qualification, person.degree, person.academic_title,"
    " person.youth_union_joined_on, village.kind AS village_kind"
    " FROM step JOIN dossier ON dossier.id = step.dossier_id JOIN person ON person.id = dossier.person_id"
    " LEFT JOIN village ON village.id = person.village_id"
    f" WHERE step.kind = 'admission_ceremony' AND step.happened_on BETWEEN ? AND ?{_NOT_CANCELLED}"
)
_GROUPS = (
    "SELECT special_group.dossier_id, special_group.kind FROM special_group"
    " JOIN step ON step.dossier_id = special_group.dossier_id AND step.kind = 'admission_ceremony'"
    " WHERE step.happened_on BETWEEN ? AND ?"
)
_STRUCK_OFF = (
    "SELECT dossier.person_id AS id, step.happened_on AS day, dossier.party_cell_id AS cell_id"
    " FROM step JOIN dossier ON dossier.id = step.dossier_id"
    " WHERE step.kind = 'struck_off' AND step.happened_on BETWEEN ? AND ?"
)
_LINES = (
    "SELECT person.id, person.uid, person.full_name, person.born_on, person.sex, person.ethnicity, person.occupation,"
    " person.position, person.workplace, person.stage, party_cell.name AS cell FROM person"
    " LEFT JOIN party_cell ON party_cell.id = person.party_cell_id"
)
_STEPS = (
    "SELECT person.id, person.uid, person.full_name, person.born_on, person.sex, person.ethnicity, person.occupation,"
    " party_cell.name AS cell, ceremony.happened_on AS admitted_on, decision.document_number, decision.document_on"
    " FROM step AS ceremony JOIN dossier ON dossier.id = ceremony.dossier_id"
    " JOIN person ON person.id = dossier.person_id LEFT JOIN party_cell ON party_cell.id = dossier.party_cell_id"
    " LEFT JOIN step AS decision ON decision.id = (SELECT max(id) FROM step AS one"
    "  WHERE one.dossier_id = dossier.id AND one.kind = 'admission_decision')"
    " WHERE ceremony.kind = 'admission_ceremony' AND ceremony.happened_on BETWEEN ? AND ?"
)


def admitted(store: Store, first: str, last: str) -> list[Record]:
    """Who was admitted from a first to a last day, one row an admission: id, day, cell_id, what they are, `groups`."""
    rows = store.rows(_ADMITTED, [first, last, last])
    groups: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for group in store.rows(_GROUPS, [first, last]):
        groups[group["dossier_id"]] += (group["kind"],)
    for row in rows:
        row["groups"] = groups.get(row["dossier_id"], ())
    return rows


def struck_off(store: Store, first: str, last: str) -> list[Record]:
    """Probationary members struck off in these days: id, day, cell_id."""
    return store.rows(_STRUCK_OFF, [first, last])


def admission_lines(store: Store, first: str, last: str) -> list[Record]:
    """A line for everybody admitted in these days, in their order: cell, admitted_on, number and day of decision."""
    order = "ceremony.happened_on, person.sort_key, person.id"
    return store.rows(f"{_STEPS}{_NOT_CANCELLED} ORDER BY {order}", [first, last, last])


def awaiting_recognition(store: Store, first: str, last: str) -> list[Record]:
    """A line for every probationary member admitted in these days, by the day, then by name."""
    waiting = "person.stage IN ('probationary', 'recognition_voted')"
    return store.rows(
        f"{_STEPS} AND {waiting} ORDER BY ceremony.happened_on, person.sort_key, person.id", [first, last]
    )


def lines(store: Store, person_ids: Iterable[int]) -> list[Record]:
    """Lines about given people, sorted by name: id, uid, full_name, born_on, sex, cell, stage and what they do."""
    order = "person.sort_key, person.id"
    return store.rows(f"{_LINES} WHERE person.id IN {_GIVEN} ORDER BY {order}", [json.dumps(sorted(set(person_ids)))])


def at_stages(store: Store, stages: Sequence[str]) -> list[Record]:
    """Candidates at some stages, by cell and name: stage, cell, the running mentor, the newest certificate's day."""
    return store.rows(
        "SELECT person.id, person.uid, person.full_name, person.born_on, person.sex, person.ethnicity,"
        " person.occupation, person.stage, person.party_cell_id AS cell_id, party_cell.name AS cell,"
        " (SELECT max(issued_on) FROM certificate"
        "  WHERE certificate.person_id = person.id AND certificate.kind = 'awareness') AS certificate_on,"
        " (SELECT helper.full_name FROM dossier"
        "  JOIN mentor_assignment ON mentor_assignment.dossier_id = dossier.id AND mentor_assignment.ended_on IS NULL"
        "  JOIN party_member ON party_member.id = mentor_assignment.party_member_id"
        "  JOIN person AS helper ON helper.id = party_member.person_id"
        "  WHERE dossier.person_id = person.id ORDER BY mentor_assignment.id DESC LIMIT 1) AS mentor"
        f" FROM person LEFT JOIN party_cell ON party_cell.id = person.party_cell_id WHERE person.stage IN {_GIVEN}"
        " ORDER BY party_cell.sort_key, person.sort_key, person.id",
        [json.dumps(list(stages))],
    )


def places_at_stages(store: Store, stages: Sequence[str]) -> list[Record]:
    """Who stands at some stages, and in which cell: id, stage, cell_id."""
    return store.rows(
        f"SELECT id, stage, party_cell_id AS cell_id FROM person WHERE stage IN {_GIVEN}", [json.dumps(list(stages))]
    )
