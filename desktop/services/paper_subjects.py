"""What papers can be about: persons, checks of histories, requests of other places, classes; read for the forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db import cases, classes, register_rows
from db.errors import KnownError
from db.records import Case, Record
from db.store import Store
from desktop.domain.chains import as_of, day_of_record, office_under, there_on
from desktop.domain.dossier_papers import check_records
from desktop.printing import contexts
from desktop.printing.contexts import PersonRow
from desktop.vietnamese import long_date, show_number

# So many rows are some hundred pages.
MOST_ROWS = 5_000
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


def of_check(store: Store, check_id: int) -> Subject:
    """One check of a history. Raises NotFound."""
    dossier = store.get("dossier", store.get("background_check", check_id).dossier_id)
    case = cases.load(store, dossier.person_id)
    check = next((row for row in case.background_checks if row.id == check_id), None)
    records = check_records(check) if check else {}
    sent_on = day_of_record(records.get("check_letter", Record()))
    return Subject(as_of(case, sent_on), records, of_person(case).keys)


def of_request(store: Store, request_id: int) -> Subject:
    """What another place asks of the office. Raises NotFound."""
    request = store.get("verification_reply", request_id)
    reply = Record(document_number=request.reply_number, document_on=request.answered_on)
    standing = bodies(store, request.party_cell_id, day_of_record(reply))
    return Subject(None, {**standing, "request": request, "request_reply": reply})


def of_class(store: Store, class_id: int) -> Subject:
    """A class with its learners, by name. Raises NotFound."""
    training_class = store.get("training_class", class_id)
    opening = Record(document_number=training_class.opening_number, document_on=training_class.opening_on)
    letter = Record(document_number=training_class.letter_number, document_on=training_class.letter_on)
    about = {"training_class": training_class, "class_opening": opening, "class_letter": letter}
    records = about | {"learners": _learners(store, class_id)}
    days = map(day_of_record, (letter, opening))
    began_on = training_class.starts_on and date.fromisoformat(training_class.starts_on)
    standing = bodies(store, on=next(filter(None, days), began_on))
    return Subject(None, standing | records, {"training_class_id": class_id})


def of_register(store: Store, register: str, period: tuple[str, str]) -> Subject:
    """A register between two days ("" for no end), every row with its person. Raises KnownError for far too many."""
    entries = register_rows.rows_of(store, register, *period)
    if len(entries) > MOST_ROWS:
        raise KnownError(
            f"Sổ này có {show_number(len(entries))} dòng trong khoảng đã chọn, nhiều nhất in được "
            f"{show_number(MOST_ROWS)} dòng một lần. Hãy chọn khoảng thời gian ngắn hơn. Chưa in gì."
        )
    owners = sorted({row.owner_id for row in entries if row.owner_id is not None})
    loaded = cases.load_all(store, owners)
    rows = [PersonRow(loaded.get(row.owner_id), _entry_records(loaded, row)) for row in entries]
    return Subject(None, {**bodies(store), "register": Record(period=_period_words(*period)), "rows": rows})


def _entry_records(loaded: Mapping[int, Case], row: Record) -> dict[str, Any]:
    """The row itself; of a certificate also the class it was issued for, and no other class of the person."""
    records: dict[str, Any] = {"entry": _joined_entry(loaded, row)}
    if "enrolment_id" in row:
        case = loaded.get(row.owner_id)
        own = next((each for each in (case.enrolments if case else ()) if each.id == row.enrolment_id), Record())
        records |= {"enrolment": own, "training_class": own.get("training_class") or Record()}
    return records


def _joined_entry(loaded: Mapping[int, Case], row: Record) -> Record:
    """A check with the relative it is about, as everywhere else; all other rows as they are."""
    case = loaded.get(row.owner_id)
    relatives = {each.id: each for each in case.family} if case is not None else {}
    return Record(row | {"relative": relatives.get(row.get("family_member_id"))})


def _period_words(starts_on: str, ends_on: str) -> str:
    words = [f"từ {long_date(starts_on)}" if starts_on else "", f"đến {long_date(ends_on)}" if ends_on else ""]
    return " ".join(filter(None, words)) or "Toàn bộ"


def bodies(store: Store, cell_id: int | None = None, on: date | None = None) -> dict[str, Any]:
    """The office and the chain of bodies, by their names: those of a day, or of now."""
    office, cell, chain, former = cases.bodies(store, cell_id)
    standing = there_on(chain, former, on)
    return contexts.bodies(office_under(office, standing), cell, standing)


def _learners(store: Store, class_id: int) -> Sequence[Record]:
    enrolled = classes.roster(store, class_id)
    loaded = cases.load_all(store, [row.person_id for row in enrolled])
    return [Record(row | _joined(loaded[row.person_id], row)) for row in enrolled]


def _joined(case: Case, enrolment: Record) -> dict[str, Any]:
    certificate = next((row for row in case.certificates if row.id == enrolment.certificate_id), None)
    return {"person": case.person, "certificate": certificate, "cell": case.cell}
