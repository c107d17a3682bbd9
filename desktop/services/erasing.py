"""Erasing what is held about a person, at somebody's request: for good, and without the name in the log."""

from datetime import date, datetime

from db import erasing
from db.changes import Changes
from db.store import Store
from db.text import fold
from desktop import vietnamese
from desktop.domain.validation import Invalid

# What tells who a person is, and so must not stand in the request that stays in the log.
_TELLING = ("full_name", "birth_name", "alias", "citizen_id", "phone")
_SHORTEST = 4


def erase_person(store: Store, person_id: int, request: str, requested_on: date) -> Changes:
    """Erase a person: rows, photograph, drafts, and the key of the values in the log; it is never taken back.

    Members whom the dossiers of others name stay as "(đã xóa)". `request` says what was asked by which paper; it stays
    in the log, so it must not name the person. Raises Invalid, NotFound.
    """
    asked = " ".join(request.split())
    _require_nameless(store, person_id, asked)
    label = f"Xóa dữ liệu cá nhân theo yêu cầu ngày {vietnamese.show_date(requested_on.isoformat())}: {asked}"
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return erasing.erase(store, person_id, label, requested_on.isoformat(), now)


def _require_nameless(store: Store, person_id: int, asked: str) -> None:
    person = store.get("person", person_id)
    if not asked:
        raise Invalid({"request": "Yêu cầu: chưa ghi. Hãy ghi số, ngày của đơn hoặc văn bản yêu cầu xóa."})
    telling = [fold(person[name]) for name in _TELLING if person[name]]
    if any(each in fold(asked) for each in telling if len(each) >= _SHORTEST):
        raise Invalid({"request": "Yêu cầu: không ghi tên hay số của người được xóa, vì dòng này ở lại trong nhật ký."})
