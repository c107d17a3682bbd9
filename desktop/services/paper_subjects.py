"""What papers can be about: persons, checks of histories, requests of other places, classes; read for the forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db import cases, classes
from db.records import Case, Record
from db.store import Store
from desktop.printing import contexts

# The columns of a printed paper that say what it is about.
Keys = Mapping[str, int | None]


@dataclass(frozen=True)
class Subject:
    """One thing a form is printed about: the case of a person or none, records and rows under names of the notation,
    and the keys under which the print is noted."""

    case: Case | None
    records: dict[str, Any] = field(default_factory=dict)
    keys: Keys = field(default_factory=dict)


def of_person(case: Case) -> Subject:
    """A person with the newest dossier."""
    keys = {"person_id": case.person.id, "dossier_id": case.dossier.id if case.dossier else None}
    return Subject(case, {}, keys)


def checks_of(case: Case) -> list[dict[str, Any]]:
    """The records of a paper for each check of the histories of a person and the relatives."""
    return [check_records(row) for row in case.background_checks]


def check_records(check: Record) -> dict[str, Any]:
    """The records of a paper about one check: itself, who is sent, and its letter with number and day."""
    return {
        "check": check,
        "verifier": check.get("verifier"),
        "check_letter": Record(document_number=check.letter_number, document_on=check.sent_on),
    }


def of_check(store: Store, check_id: int) -> Subject:
    """One check of a history. Raises NotFound."""
    dossier = store.get("dossier", store.get("background_check", check_id).dossier_id)
    case = cases.load(store, dossier.person_id)
    check = next((row for row in case.background_checks if row.id == check_id), None)
    return Subject(case, check_records(check) if check else {}, of_person(case).keys)


def of_request(store: Store, request_id: int) -> Subject:
    """What another place asks of the office. Raises NotFound."""
    request = store.get("verification_reply", request_id)
    reply = Record(document_number=request.reply_number, document_on=request.answered_on)
    return Subject(None, {**bodies(store, request.party_cell_id), "request": request, "request_reply": reply})


def of_class(store: Store, class_id: int) -> Subject:
    """A class with its learners, by name. Raises NotFound."""
    training_class = store.get("training_class", class_id)
    opening = Record(document_number=training_class.opening_number, document_on=training_class.opening_on)
    records = {"training_class": training_class, "class_opening": opening, "learners": _learners(store, class_id)}
    return Subject(None, bodies(store) | records, {"training_class_id": class_id})


def bodies(store: Store, cell_id: int | None = None) -> dict[str, Any]:
    """The office and the chain of bodies, by their names."""
    return contexts.bodies(*cases.bodies(store, cell_id))


def _learners(store: Store, class_id: int) -> Sequence[Record]:
    enrolled = classes.roster(store, class_id)
    loaded = cases.load_all(store, [row.person_id for row in enrolled])
    return [Record(row | _joined(loaded[row.person_id], row)) for row in enrolled]


def _joined(case: Case, enrolment: Record) -> dict[str, Any]:
    certificate = next((row for row in case.certificates if row.id == enrolment.certificate_id), None)
    return {"person": case.person, "certificate": certificate, "cell": case.cell}
