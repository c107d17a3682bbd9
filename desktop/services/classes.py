"""Classes: held or attended, with roster, results, and certificates numbered one after the other."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from db import classes
from db.changes import Changes
from db.choices import CLASS_KIND
from db.records import Record
from db.store import Action, Store
from db.text import nfc
from desktop.domain.editions import class_letter_symbol
from desktop.domain.validation import Invalid, check_values
from desktop.services import numbers, stage
from desktop.services.numbers import Use
from desktop.services.rule_book import open_rules

Values = Mapping[str, Any]
PASSED = frozenset({"excellent", "good", "fair", "average"})
_NUMBER = re.compile(r"\d+")


def save_class(store: Store, values: Values, class_id: int | None = None) -> tuple[int, Changes]:
    """Open a class or correct one; returns its key. Raises Invalid, NotFound."""
    checked = check_values("training_class", values, is_new=class_id is None)
    complete = Record(checked if class_id is None else {**store.get("training_class", class_id), **checked})
    _require_order(complete)
    is_numbered = "letter_number" in checked or "letter_on" in checked
    giver = numbers.giver_of(store, None, None) if is_numbered and store.count("office") else None
    uses = _letter_use(complete, class_id)
    if giver is not None:
        numbers.require_free(store, giver, uses)
    with store.action("Mở lớp" if class_id is None else "Sửa lớp") as action:
        if class_id is None:
            class_id = action.insert("training_class", checked)
        else:
            action.update("training_class", class_id, checked)
        if giver is not None:
            numbers.keep_all(store, action, giver, _letter_use(complete, class_id).values(), training_class_id=class_id)
    return class_id, action.changes


def propose_letter_number(store: Store, on: str | None, today: date) -> str | None:
    """The next number for a letter that sends learners to a class; None where there is no book to take it from."""
    day = on or today.isoformat()
    rules = open_rules(store)
    symbol = class_letter_symbol(rules.book.applying(date.fromisoformat(day), rules.overlay).edition)
    if symbol is None or not store.count("office"):
        return None
    return numbers.propose(store, numbers.giver_of(store, None, None), symbol, day)[0]


def enrol(store: Store, class_id: int, person_ids: Iterable[int]) -> Changes:
    """Put people on the roster; those already on it stay as they are. Raises NotFound."""
    held = {row.person_id for row in store.list("enrolment", training_class_id=class_id)}
    joining = [person_id for person_id in dict.fromkeys(person_ids) if person_id not in held]
    with store.action(f"Ghi {len(joining)} học viên vào {store.get('training_class', class_id).name}") as action:
        for person_id in joining:
            store.get("person", person_id)
            action.insert("enrolment", {"training_class_id": class_id, "person_id": person_id})
        stage.refresh(store, action, joining)
    return action.changes


def drop(store: Store, enrolment_id: int) -> Changes:
    """Take a learner off the roster. Raises Invalid when a certificate was issued, NotFound."""
    held = store.get("enrolment", enrolment_id)
    if store.find("certificate", enrolment_id=enrolment_id) is not None:
        raise Invalid({"enrolment_id": "Học viên này đã được cấp giấy chứng nhận nên không đưa ra khỏi lớp được."})
    with store.action(f"Đưa {store.get('person', held.person_id).full_name} ra khỏi lớp") as action:
        action.delete("enrolment", enrolment_id)
        stage.refresh(store, action, [held.person_id])
    return action.changes


def save_results(store: Store, class_id: int, results: Mapping[int, str | None]) -> Changes:
    """Write the results of learners by the key of their enrolment. Raises Invalid, NotFound."""
    with store.action(f"Ghi kết quả {store.get('training_class', class_id).name}") as action:
        for enrolment_id, result in results.items():
            action.update("enrolment", enrolment_id, check_values("enrolment", {"result": result}))
    return action.changes


def propose_numbers(store: Store, class_id: int, first_number: str) -> dict[int, str]:
    """Numbers for those who passed and have no certificate yet, counted on from the first: 012/GCN, 013/GCN.

    A number without digits cannot be counted on; then nobody gets one.
    """
    waiting = [row for row in roster(store, class_id) if row.result in PASSED and row.certificate_id is None]
    match = _NUMBER.search(first_number)
    if match is None:
        return {}
    width, first = len(match[0]), int(match[0])
    head, tail = first_number[: match.start()], first_number[match.end() :]
    return {row.id: f"{head}{first + place:0{width}}{tail}" for place, row in enumerate(waiting)}


def issue_certificates(store: Store, class_id: int, typed: Mapping[int, str], issued_on: str) -> Changes:
    """Issue certificates by the key of the enrolment; correct the number of one issued before. Raises Invalid."""
    training_class = store.get("training_class", class_id)
    day = check_values("certificate", {"issued_on": issued_on})["issued_on"]
    if day is None:
        raise Invalid({"issued_on": "Ngày cấp: chưa có."})
    learners = {row.id: row for row in roster(store, class_id)}
    given = {enrolment_id: nfc(number).strip() for enrolment_id, number in typed.items()}
    _require_distinct(store, training_class.kind, given, learners)
    with store.action(f"Cấp {len(given)} giấy chứng nhận {training_class.name}") as action:
        for enrolment_id, number in given.items():
            _issue(action, training_class, learners[enrolment_id], number, day)
        if training_class.certificates_on is None:
            action.update("training_class", class_id, {"certificates_on": day})
        stage.refresh(store, action, [learners[key].person_id for key in given])
    return action.changes


def roster(store: Store, class_id: int) -> list[Record]:
    """The learners of a class sorted by name, with cell, result and certificate (see db.classes)."""
    return classes.roster(store, class_id)


def list_classes(store: Store) -> list[Record]:
    """All classes, the newest first, with the number of learners and of certificates."""
    return classes.list_classes(store)


def list_awaiting(store: Store, kind: str) -> list[Record]:
    """The candidates who still need a class of the kind."""
    return classes.list_awaiting(store, kind)


def _letter_use(training_class: Record, class_id: int | None) -> dict[str, Use]:
    """The number of the letter as it stands in the book, under the field it is typed in."""
    number = training_class.get("letter_number")
    if not number:
        return {}
    subject = f"Cử đi học {training_class.name}"
    dated_on = training_class.get("letter_on")
    return {"letter_number": Use(number, dated_on, subject, training_class_id=class_id, is_single=True)}


def _issue(action: Action, training_class: Record, learner: Record, number: str, day: str) -> None:
    values = check_values("certificate", {"number": number, "issued_on": day, "kind": training_class.kind}, is_new=True)
    if learner.certificate_id is not None:
        action.update("certificate", learner.certificate_id, values)
    else:
        issued_by = training_class.organiser
        links = {"person_id": learner.person_id, "enrolment_id": learner.id, "issued_by": issued_by}
        action.insert("certificate", values | links)


def _require_distinct(store: Store, kind: str, given: Mapping[int, str], learners: Mapping[int, Record]) -> None:
    counted = Counter(given.values())
    for enrolment_id, number in given.items():
        learner = learners[enrolment_id]
        if learner.result not in PASSED:
            raise Invalid({"result": f"{learner.full_name} chưa có kết quả đạt nên chưa cấp giấy chứng nhận được."})
        if not number:
            raise Invalid({"number": f"{learner.full_name}: chưa có số giấy chứng nhận. Chưa cấp giấy nào."})
        if counted[number] > 1:
            raise Invalid({"number": f"Số giấy chứng nhận “{number}” ghi hai lần. Chưa cấp giấy nào."})
        for held in store.list("certificate", number=number, kind=kind):
            # Those numbered anew together may take over each other's numbers.
            if held.enrolment_id is not None and held.enrolment_id not in given:
                owner = store.get("person", held.person_id).full_name
                raise Invalid({"number": f"Số “{number}” đã cấp cho {owner} ({CLASS_KIND[kind]})."})


def _require_order(values: Values) -> None:
    if values.get("starts_on") and values.get("ends_on") and values["ends_on"] < values["starts_on"]:
        raise Invalid({"ends_on": "Bế giảng: sớm hơn khai giảng."})
