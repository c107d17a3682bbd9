"""Lines of classes, mentors and registers in bulk: results by class, reports of mentors, receipts, commendations."""

import json

from db.records import Record
from db.store import Store


def classes(store: Store, first: str, last: str) -> list[Record]:
    """The classes that began in these days, the oldest first, with `learners`, `certified` and a count a result."""
    results = "".join(
        f", sum(enrolment.result = '{result}') AS {result}"
        for result in ("excellent", "good", "fair", "average", "failed", "absent")
    )
    return store.rows(
        "SELECT training_class.id, training_class.uid, training_class.kind, training_class.name,"
        " training_class.batch, training_class.organiser, training_class.starts_on, training_class.ends_on,"
        f" count(enrolment.id) AS learners{results},"
        " sum(EXISTS (SELECT 1 FROM certificate WHERE certificate.enrolment_id = enrolment.id)) AS certified"
        " FROM training_class LEFT JOIN enrolment ON enrolment.training_class_id = training_class.id"
        " WHERE training_class.starts_on BETWEEN ? AND ? GROUP BY training_class.id"
        " ORDER BY training_class.starts_on, training_class.id",
        [first, last],
    )


def learners(store: Store, first: str, last: str) -> list[Record]:
    """Who sat in the classes that began in these days, a row a class and result: class_id, kind, result, people."""
    rows = store.rows(
        "SELECT enrolment.training_class_id AS class_id, training_class.kind, enrolment.result,"
        " json_group_array(enrolment.person_id) AS people FROM training_class"
        " JOIN enrolment ON enrolment.training_class_id = training_class.id"
        " WHERE training_class.starts_on BETWEEN ? AND ? GROUP BY enrolment.training_class_id, enrolment.result",
        [first, last],
    )
    for row in rows:
        row["people"] = json.loads(row["people"])
    return rows


def assignments(store: Store, first: str, last: str) -> list[Record]:
    """The mentor assignments that ran in these days, by cell and mentor: whom, whose, from when to when."""
    return store.rows(
        "SELECT mentor_assignment.id, mentor_assignment.dossier_id, mentor_assignment.party_member_id,"
        " mentor_assignment.started_on, mentor_assignment.ended_on, dossier.person_id, dossier.ended_on AS closed_on,"
        " candidate.uid, candidate.full_name, helper.full_name AS mentor, party_cell.name AS cell"
        " FROM mentor_assignment JOIN dossier ON dossier.id = mentor_assignment.dossier_id"
        " JOIN person AS candidate ON candidate.id = dossier.person_id"
        " JOIN party_member ON party_member.id = mentor_assignment.party_member_id"
        " JOIN person AS helper ON helper.id = party_member.person_id"
        " LEFT JOIN party_cell ON party_cell.id = dossier.party_cell_id"
        " WHERE mentor_assignment.started_on <= ?"
        " AND (mentor_assignment.ended_on IS NULL OR mentor_assignment.ended_on >= ?)"
        " AND (dossier.ended_on IS NULL OR dossier.ended_on >= ?)"
        " ORDER BY party_cell.sort_key, helper.sort_key, candidate.sort_key, mentor_assignment.id",
        [last, first, first],
    )


def mentor_reports(store: Store, first: str, last: str) -> list[Record]:
    """The reports of mentors for periods that end in these days: dossier_id, party_member_id, ends_on, given_on."""
    return store.rows(
        "SELECT dossier_id, party_member_id, starts_on, ends_on, given_on FROM mentor_report"
        " WHERE ends_on BETWEEN ? AND ?",
        [first, last],
    )


def receipts(store: Store, first: str, last: str) -> list[Record]:
    """The dossiers received and returned in these days, in their order; from "" on those without a day too."""
    return store.rows(
        "SELECT dossier_receipt.*, person.id AS person_id, person.uid AS person_uid, person.full_name,"
        " party_cell.name AS cell FROM dossier_receipt JOIN dossier ON dossier.id = dossier_receipt.dossier_id"
        " JOIN person ON person.id = dossier.person_id LEFT JOIN party_cell ON party_cell.id = dossier.party_cell_id"
        " WHERE coalesce(dossier_receipt.happened_on, '') BETWEEN ? AND ?"
        " ORDER BY dossier_receipt.happened_on, dossier_receipt.id",
        [first, last],
    )


def commendations(store: Store, first: str, last: str) -> list[Record]:
    """The commendations of these days, in their order, with the name of the cell."""
    return store.rows(
        "SELECT commendation.*, party_cell.name AS cell_name FROM commendation"
        " LEFT JOIN party_cell ON party_cell.id = commendation.party_cell_id"
        " WHERE commendation.awarded_on BETWEEN ? AND ? ORDER BY commendation.awarded_on, commendation.id",
        [first, last],
    )
