"""Tests of the work list: everybody's duties in one list, up to a day, few people at a time or many."""

from collections.abc import Iterator
from datetime import date

import pytest

from db.store import Store
from desktop.domain.due import Duty
from desktop.services import due, people, steps
from tests import factory

TODAY = date(2026, 3, 2)


@pytest.fixture
def office(store: Store) -> Store:
    """An office with three people before a decision, one who left, and a question of another place."""
    factory.make_office(store)
    for place, name in enumerate(("Lò Thị Ánh", "Vàng A Dơ", "Hà Thị Đào", "Trần Văn Bình"), start=5):
        dossier = factory.make_candidate(store, name)
        steps.record(store, dossier.id, "cell_meeting", {"happened_on": f"{place:02}/01/2026"}, TODAY)
    people.save_row(store, "step", dossier.id, {"kind": "withdrawn", "happened_on": "01/02/2026"})
    asked = {"asked_by": "Đảng ủy xã Bình Mẫu", "received_on": "2026-01-05", "person_name": "Lò Văn Núi"}
    factory.insert(store, "verification_reply", asked)
    return store


def test_the_earliest_duty_stands_first(office: Store) -> None:
    found = due.duties(office, TODAY)
    assert [duty.name for duty in found] == ["Lò Văn Núi", "Lò Thị Ánh", "Vàng A Dơ", "Hà Thị Đào"]
    assert [duty.is_overdue for duty in found] == [True, False, False, False]
    assert set(due.plain(found[0])) == {"due_on", "person", "what", "rule", "overdue"}


def test_duties_up_to_a_day(office: Store) -> None:
    assert [duty.name for duty in due.duties(office, TODAY, date(2026, 4, 6))] == ["Lò Văn Núi", "Lò Thị Ánh"]


def test_a_few_people_at_a_time_give_the_same_list(office: Store) -> None:
    kept: list[list[Duty]] = []

    def keep() -> Iterator[tuple[int, int]]:
        kept.append((yield from due.gather(office, TODAY, chunk=1)))

    assert list(keep()) == [(0, 3), (1, 3), (2, 3)]
    assert kept == [due.duties(office, TODAY)]
