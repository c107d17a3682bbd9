"""Candidates long inactive: whoever has nothing recorded since the set time, until something is recorded."""

from datetime import date

import pytest

from db.store import Store
from desktop.services import retention
from tests import factory

TODAY = date(2026, 3, 3)


def listed(store: Store, today: date = TODAY) -> list[str]:
    return [row.full_name for row in retention.long_inactive(store, today)]


def make_old(store: Store, name: str, day: str = "2023-06-01", stage: str = "source") -> int:
    """A candidate with one step long ago; returns the dossier's key."""
    person_id = factory.make_person(store, name, stage=stage)
    dossier_id = factory.insert(store, "dossier", {"person_id": person_id, "started_on": day})
    factory.insert(store, "step", {"dossier_id": dossier_id, "kind": "listed", "happened_on": day})
    return dossier_id


def test_the_longest_inactive_stands_first_and_others_are_left_out(store: Store) -> None:
    make_old(store, "Lò Văn Cũ")
    make_old(store, "Lò Văn Xưa", "2021")
    make_old(store, "Lò Văn Mới", "2025-12-01")
    make_old(store, "Đảng viên Xưa", "2019-01-01", "official")
    factory.make_person(store, "Người Ngoài")
    assert listed(store) == ["Lò Văn Xưa", "Lò Văn Cũ"]
    (first, _) = retention.long_inactive(store, TODAY)
    assert first.last_on == "2021"


def test_nothing_recorded_at_all_is_the_longest(store: Store) -> None:
    factory.make_person(store, "Cà Thị Trống", stage="source")
    make_old(store, "Lò Văn Cũ")
    assert listed(store) == ["Cà Thị Trống", "Lò Văn Cũ"]


@pytest.mark.parametrize("what", ["step", "mentor", "mentor_end", "class", "certificate"])
def test_whatever_shows_work_on_the_dossier_takes_off_the_list(store: Store, what: str) -> None:
    dossier_id = make_old(store, "Lò Văn Cũ")
    person_id = store.get("dossier", dossier_id).person_id
    member = {"dossier_id": dossier_id, "party_member_id": factory.make_member(store)}
    rows = {
        "step": ("step", {"dossier_id": dossier_id, "kind": "sympathiser_chosen", "happened_on": "2025-05-01"}),
        "mentor": ("mentor_assignment", member | {"started_on": "2025-05-01"}),
        "mentor_end": ("mentor_assignment", member | {"started_on": "2020-05-01", "ended_on": "2025-05-01"}),
        "class": ("enrolment", {"person_id": person_id, "training_class_id": factory.make_class(store)}),
        "certificate": ("certificate", {"person_id": person_id, "kind": "awareness", "issued_on": "2025-05-01"}),
    }
    assert listed(store) == ["Lò Văn Cũ"]
    factory.insert(store, *rows[what])
    assert listed(store) == []


def test_recorded_that_it_goes_on_it_comes_back_after_as_long(store: Store) -> None:
    person_id = store.get("dossier", make_old(store, "Lò Văn Cũ")).person_id
    retention.keep_on(store, person_id)
    assert listed(store) == []
    stamped = date.fromisoformat(store.list("change_log", person_id=person_id, kind="event")[0].at[:10])
    later = stamped.replace(year=stamped.year + 3, day=1)
    assert listed(store, later) == ["Lò Văn Cũ"]


def test_the_time_is_a_setting(store: Store) -> None:
    make_old(store, "Lò Văn Cũ")
    assert retention.months(store) == retention.USUAL_MONTHS
    retention.save_months(store, 60)
    assert (retention.months(store), listed(store)) == (60, [])
    with store.action("Thiết lập lạ") as action:
        action.save_setting("retention_months", "abc")
    assert retention.months(store) == retention.USUAL_MONTHS
