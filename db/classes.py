"""Training classes with their learners, results and certificates, read in bulk."""

from db.records import Record
from db.store import Store


def list_classes(store: Store) -> list[Record]:
    """All classes, the newest first, each with the numbers of `learners` and of those `certified`."""
    return store.rows(
        "SELECT training_class.*, count(DISTINCT enrolment.id) AS learners, count(certificate.id) AS certified"
        " FROM training_class LEFT JOIN enrolment ON enrolment.training_class_id = training_class.id"
        " LEFT JOIN certificate ON certificate.enrolment_id = enrolment.id"
        " GROUP BY training_class.id ORDER BY training_class.starts_on DESC, training_class.id DESC"
    )


def roster(store: Store, class_id: int) -> list[Record]:
    """The learners of a class sorted by name: enrolment rows with full_name, born_on, sex, cell, certificate_id,
    number, issued_on."""
    return store.rows(
        "SELECT enrolment.*, person.full_name, person.born_on, person.sex, person.native_place,"
        " party_cell.name AS cell, certificate.id AS certificate_id, certificate.number, certificate.issued_on"
        " FROM enrolment JOIN person ON person.id = enrolment.person_id"
        " LEFT JOIN party_cell ON party_cell.id = person.party_cell_id"
        " LEFT JOIN certificate ON certificate.enrolment_id = enrolment.id"
        " WHERE enrolment.training_class_id = ? ORDER BY person.sort_key, enrolment.id",
        [class_id],
    )


def list_awaiting(store: Store, kind: str) -> list[Record]:
    """The candidates who hold no certificate of a kind and sit in no class of it, sorted by name."""
    return store.rows(
        "SELECT person.id, person.full_name, person.born_on, person.stage, party_cell.name AS cell FROM person"
        " LEFT JOIN party_cell ON party_cell.id = person.party_cell_id"
        " WHERE person.stage IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM certificate WHERE certificate.person_id = person.id AND certificate.kind = ?)"
        " AND NOT EXISTS (SELECT 1 FROM enrolment"
        "  JOIN training_class ON training_class.id = enrolment.training_class_id"
        "  WHERE enrolment.person_id = person.id AND training_class.kind = ?)"
        " ORDER BY person.sort_key, person.id",
        [kind, kind],
    )
