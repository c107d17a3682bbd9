"""What an ordinary office gets wrong, in a finished invented office: forgotten, mistyped, given back."""

from collections.abc import Callable
from datetime import date, timedelta

from db.records import Record
from db.store import Action, Store
from desktop.services.demo.rows import Rows
from desktop.services.demo.words import Table, Words

CLASS_KIND = "awareness"


def add_slips(store: Store, words: Words, rows: Rows, today: date) -> None:
    """Dossiers in and out, and one slip of each kind; the clean cases stay clean."""
    clean = {case["person"]["citizen_id"] for case in words.clean_cases["cases"]}

    def candidates(stage: str) -> list[Record]:
        at_stage = store.list("person", stage=stage, order="id")
        return [person for person in at_stage if person.citizen_id not in clean]

    slips = words.slips
    for stage in slips["receipts"]["stages"]:
        for person in candidates(stage):
            _add_receipts(store, slips["receipts"], rows, person, today)
    with store.action("Ghi như văn phòng vẫn ghi") as action:
        rows.write(action)
        for name, slip in _SLIPS.items():
            for person in candidates(slips[name]["stage"])[-1:]:
                slip(store, action, slips[name], person)


def _forget_step(store: Store, action: Action, slip: Table, person: Record) -> None:
    for step in store.list("step", dossier_id=_dossier(store, person), kind=slip["step"]):
        action.delete("step", step.id)


def _leave_out_resolution(store: Store, action: Action, slip: Table, person: Record) -> None:
    for assignment in store.list("mentor_assignment", dossier_id=_dossier(store, person)):
        action.update("mentor_assignment", assignment.id, {"resolution_number": None, "resolution_on": None})


def _mistype_year(store: Store, action: Action, slip: Table, person: Record) -> None:
    for certificate in store.list("certificate", person_id=person.id, kind=CLASS_KIND):
        issued_on = date.fromisoformat(certificate.issued_on)
        mistyped = f"{issued_on.year - slip['years']}{certificate.issued_on[4:]}"
        action.update("certificate", certificate.id, {"issued_on": mistyped})


_SLIPS: dict[str, Callable[[Store, Action, Table, Record], None]] = {
    "forgotten_step": _forget_step,
    "no_resolution": _leave_out_resolution,
    "wrong_year": _mistype_year,
}


def _add_receipts(store: Store, told: Table, rows: Rows, person: Record, today: date) -> None:
    dossier_id, returned = _dossier(store, person), told["returned"]
    line = {"dossier_id": dossier_id, **{name: told[name] for name in ("papers", "handed_by", "taken_by")}}
    for step in store.list("step", dossier_id=dossier_id, kind=told["after"]):
        came_on = date.fromisoformat(step.happened_on) + timedelta(told["days"])
        rows.add("dossier_receipt", line | {"kind": "received", "happened_on": _by(came_on, today)})
        if person.stage == returned["stage"]:
            day = _by(came_on + timedelta(returned["days"]), today)
            rows.add("dossier_receipt", line | {"kind": "returned", "happened_on": day, "reason": returned["reason"]})


def _dossier(store: Store, person: Record) -> int:
    return int(store.list("dossier", person_id=person.id)[0].id)


def _by(day: date, today: date) -> str:
    return min(day, today).isoformat()
