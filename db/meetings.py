"""Meetings with their bodies, who is considered at them, and who might be; rounds; read in bulk."""

import json
from collections.abc import Iterable

from db.records import Record
from db.store import Store

_GIVEN = "(SELECT value FROM json_each(?))"
_MEETINGS = (
    "SELECT meeting.*, coalesce(party_cell.name, party_committee.name) AS body_name, review_round.name AS round_name,"
    " count(meeting_case.id) AS people,"
    " count(coalesce(meeting_case.step_id, meeting_case.decision_step_id)) AS recorded"
    " FROM meeting LEFT JOIN party_cell ON party_cell.id = meeting.party_cell_id"
    " LEFT JOIN party_committee ON party_committee.id = meeting.party_committee_id"
    " LEFT JOIN review_round ON review_round.id = meeting.review_round_id"
    " LEFT JOIN meeting_case ON meeting_case.meeting_id = meeting.id"
)


def list_meetings(store: Store) -> list[Record]:
    """All meetings, the latest first, those without a day on top: with body_name, round_name, how many people are
    considered, and of how many something is `recorded`."""
    return store.rows(
        f"{_MEETINGS} GROUP BY meeting.id ORDER BY meeting.held_on IS NOT NULL, meeting.held_on DESC, meeting.id DESC"
    )


def find_meeting(store: Store, meeting_id: int) -> Record | None:
    """One meeting as in the list, or None."""
    return next(iter(store.rows(f"{_MEETINGS} WHERE meeting.id = ? GROUP BY meeting.id", [meeting_id])), None)


def cases_of(store: Store, meeting_ids: Iterable[int]) -> list[Record]:
    """Who is considered at some meetings, in their order: the meeting_case rows with person_id, full_name, born_on,
    stage, cell, the mentor's name, and number and day of the decision."""
    return store.rows(
        "SELECT meeting_case.*, person.id AS person_id, person.full_name, person.born_on, person.stage,"
        " party_cell.name AS cell, helper.full_name AS mentor_name, step.document_number AS decision_number,"
        " step.document_on AS decision_on FROM meeting_case"
        " JOIN dossier ON dossier.id = meeting_case.dossier_id JOIN person ON person.id = dossier.person_id"
        " LEFT JOIN party_cell ON party_cell.id = coalesce(dossier.party_cell_id, person.party_cell_id)"
        " LEFT JOIN party_member ON party_member.id = meeting_case.mentor_id"
        " LEFT JOIN person AS helper ON helper.id = party_member.person_id"
        " LEFT JOIN step ON step.id = meeting_case.decision_step_id"
        f" WHERE meeting_case.meeting_id IN {_GIVEN}"
        " ORDER BY meeting_case.meeting_id, meeting_case.place IS NULL, meeting_case.place, meeting_case.id",
        [_list(meeting_ids)],
    )


def people_of_cells(store: Store, cell_ids: Iterable[int], stages: Iterable[str]) -> list[int]:
    """The keys of the people of some cells at some stages who have a dossier, in the order of the list."""
    return [
        row["id"]
        for row in store.rows(
            f"SELECT id FROM person WHERE party_cell_id IN {_GIVEN} AND stage IN {_GIVEN}"
            " AND id IN (SELECT person_id FROM dossier) ORDER BY sort_key, id",
            [_list(cell_ids), json.dumps(sorted(stages))],
        )
    ]


def members_on(store: Store, cell_id: int, on: str) -> tuple[int, int]:
    """How many members of a cell the book knows on a day, and how many of them are official."""
    row = store.rows(
        "SELECT count(*) AS members, count(CASE WHEN official_on <= ? THEN 1 END) AS officials FROM party_member"
        " WHERE party_cell_id = ? AND (admitted_on IS NULL OR admitted_on <= ?) AND (ended_on IS NULL OR ended_on > ?)",
        [on, cell_id, on, on],
    )[0]
    return int(row.members), int(row.officials)


def last_of_body(store: Store, cell_id: int | None, committee_id: int | None, kind: str, before: str) -> Record | None:
    """The latest earlier meeting of a body whose numbers of members were recorded."""
    rows = store.rows(
        "SELECT * FROM meeting WHERE kind = ? AND party_cell_id IS ? AND party_committee_id IS ? AND held_on < ?"
        " AND member_total IS NOT NULL ORDER BY held_on DESC, id DESC LIMIT 1",
        [kind, cell_id, committee_id, before],
    )
    return next(iter(rows), None)


def find_open(store: Store, dossier_id: int, purpose: str, kind: str) -> int | None:
    """The newest meeting of a kind of body that considers a dossier for a purpose and has not brought it to its end."""
    rows = store.rows(
        "SELECT meeting.id FROM meeting_case JOIN meeting ON meeting.id = meeting_case.meeting_id"
        " WHERE meeting_case.dossier_id = ? AND meeting_case.purpose = ? AND meeting.kind = ?"
        " AND meeting_case.decision_step_id IS NULL AND meeting_case.result IS NOT 'not_agreed'"
        " ORDER BY meeting.held_on DESC, meeting.id DESC LIMIT 1",
        [dossier_id, purpose, kind],
    )
    return int(rows[0].id) if rows else None


def _list(keys: Iterable[int]) -> str:
    return json.dumps(sorted(set(keys)))
