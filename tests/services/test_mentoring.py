"""Tests of mentors: assigned once at a time, ended with a day, found without accents, made when unknown."""

import pytest

from db.errors import NotFound
from db.store import Store
from desktop.domain.validation import Invalid
from desktop.services import mentoring
from tests import factory

RESOLUTION = {"started_on": "03/02/2026", "resolution_number": "05-NQ/CB", "resolution_on": "2/2/2026"}


@pytest.fixture
def member(store: Store) -> int:
    return factory.make_member(
        store, "Hoàng Văn Chính", party_cell_id=factory.make_cell(store, name="Chi bộ thôn Đông")
    )


@pytest.fixture
def dossier(store: Store) -> int:
    return int(factory.make_candidate(store, "Lò Thị Ánh").id)


def test_assigning_keeps_the_resolution(store: Store, dossier: int, member: int) -> None:
    changes = mentoring.assign(store, dossier, member, RESOLUTION)
    (key,) = changes.ids("mentor_assignment")
    row = store.get("mentor_assignment", key)
    assert (row.dossier_id, row.party_member_id, row.ended_on) == (dossier, member, None)
    assert (row.started_on, row.resolution_number, row.resolution_on) == ("2026-02-03", "05-NQ/CB", "2026-02-02")
    assert changes.label == "Phân công đảng viên giúp đỡ Lò Thị Ánh"


def test_nobody_helps_the_same_twice_at_a_time(store: Store, dossier: int, member: int) -> None:
    changes = mentoring.assign(store, dossier, member, RESOLUTION)
    with pytest.raises(Invalid, match="đang giúp đỡ Lò Thị Ánh rồi"):
        mentoring.assign(store, dossier, member, {})
    (key,) = changes.ids("mentor_assignment")
    mentoring.end(store, key, {"ended_on": "01/03/2026"})
    mentoring.assign(store, dossier, member, {"started_on": "2/3/2026"})
    assert store.count("mentor_assignment") == 2


def test_two_members_may_help_one_candidate(store: Store, dossier: int, member: int) -> None:
    mentoring.assign(store, dossier, member, RESOLUTION)
    mentoring.assign(store, dossier, factory.make_member(store, "Hà Thị Vân"), RESOLUTION)
    assert store.count("mentor_assignment", dossier_id=dossier) == 2


def test_nobody_helps_himself(store: Store, dossier: int) -> None:
    person_id = store.get("dossier", dossier).person_id
    own = factory.insert(store, "party_member", {"person_id": person_id})
    with pytest.raises(Invalid, match="tự giúp đỡ mình"):
        mentoring.assign(store, dossier, own, {})


@pytest.mark.parametrize(("which", "other"), [(99, None), (None, 99)])
def test_who_is_not_there_is_told(
    which: int | None, other: int | None, store: Store, dossier: int, member: int
) -> None:
    with pytest.raises(NotFound):
        mentoring.assign(store, which or dossier, other or member, {})


def test_ending_needs_a_day_not_before_the_first(store: Store, dossier: int, member: int) -> None:
    (key,) = mentoring.assign(store, dossier, member, RESOLUTION).ids("mentor_assignment")
    for values, words in (({}, "chưa có"), ({"ended_on": ""}, "chưa có"), ({"ended_on": "2/2/2026"}, "sớm hơn")):
        with pytest.raises(Invalid, match=words) as caught:
            mentoring.end(store, key, values)
        assert set(caught.value.problems) == {"ended_on"}
    ending = {
        "ended_on": "3/2/2026",
        "end_reason": "Chuyển công tác",
        "comment": "Cố gắng",
        "end_resolution_number": "7",
    }
    changes = mentoring.end(store, key, ending)
    row = store.get("mentor_assignment", key)
    assert (row.ended_on, row.comment, row.end_resolution_number) == ("2026-02-03", "Cố gắng", "7")
    assert changes.label == "Thôi phân công giúp đỡ Lò Thị Ánh"


def test_an_assignment_is_corrected(store: Store, dossier: int, member: int) -> None:
    (key,) = mentoring.assign(store, dossier, member, {}).ids("mentor_assignment")
    mentoring.correct(store, key, RESOLUTION)
    assert store.get("mentor_assignment", key).resolution_number == "05-NQ/CB"
    with pytest.raises(Invalid, match="sớm hơn"):
        mentoring.correct(store, key, {"ended_on": "1/1/2026"})


def test_the_list_of_mentors_tells_whom_each_helps(store: Store, dossier: int, member: int) -> None:
    factory.make_member(store, "Không Giúp Ai")
    other = factory.make_member(store, "Hà Thị An")
    second = factory.make_candidate(store, "Vàng A Dơ").id
    (key,) = mentoring.assign(store, dossier, member, RESOLUTION).ids("mentor_assignment")
    mentoring.assign(store, second, member, RESOLUTION)
    mentoring.assign(store, dossier, other, RESOLUTION)
    mentoring.end(store, key, {"ended_on": "1/3/2026"})
    first, chief = mentoring.list_mentors(store)
    assert (first.full_name, chief.full_name, chief.cell) == ("Hà Thị An", "Hoàng Văn Chính", "Chi bộ thôn Đông")
    assert [(row.full_name, row.ended_on) for row in chief.helped] == [
        ("Vàng A Dơ", None),
        ("Lò Thị Ánh", "2026-03-01"),
    ]
    assert chief.is_verified


@pytest.mark.parametrize("typed", ["chinh", "HOANG CHINH", "hoàng", "chính hoàng", "Hoàng Văn Chính"])
def test_members_are_found_without_accents(typed: str, store: Store, member: int) -> None:
    factory.make_person(store, "Hoàng Văn Chính")  # no member
    factory.make_member(store, "Trần Văn Bình")
    assert [row.id for row in mentoring.find_members(store, typed)] == [member]


def test_words_are_looked_for_at_their_beginning(store: Store, member: int) -> None:
    assert mentoring.find_members(store, "inh") == []
    assert [row.id for row in mentoring.find_members(store, "")] == [member]
    assert mentoring.find_members(store, "", limit=0) == []


def test_an_unknown_member_is_made_with_the_cell(store: Store) -> None:
    cell = factory.make_cell(store)
    key, changes = mentoring.add_member(store, " Hà Thị Vân ", cell, {"official_on": "3/6/2002"})
    row = store.get("party_member", key)
    person = store.get("person", row.person_id)
    assert (row.party_cell_id, row.official_on, person.full_name) == (cell, "2002-06-03", "Hà Thị Vân")
    assert (person.party_cell_id, person.stage) == (cell, None)
    assert changes.label == "Thêm đảng viên Hà Thị Vân"
    with pytest.raises(Invalid):
        mentoring.add_member(store, " ", cell, {})
    assert store.count("person") == 1


def test_replacing_ends_the_one_and_begins_the_other_in_one_step(store: Store, dossier: int, member: int) -> None:
    (key,) = mentoring.assign(store, dossier, member, RESOLUTION).ids("mentor_assignment")
    other = factory.make_member(store, "Hà Thị Vân")
    values = {"ended_on": "1/3/2026", "comment": "Bàn giao", "started_on": "2/3/2026", "resolution_number": "9-NQ/CB"}
    for wrong, helper, words in (
        (values | {"ended_on": ""}, other, "chưa có"),
        (values | {"ended_on": "1/1/2026"}, other, "sớm hơn"),
        (values, member, "khác người cũ"),
    ):
        with pytest.raises(Invalid, match=words):
            mentoring.replace(store, key, helper, wrong)
    assert store.count("mentor_assignment") == 1
    changes = mentoring.replace(store, key, other, values)
    old, new = store.list("mentor_assignment")
    assert (old.ended_on, old.comment, old.resolution_number) == ("2026-03-01", "Bàn giao", "05-NQ/CB")
    assert (new.party_member_id, new.started_on, new.ended_on, new.comment) == (other, "2026-03-02", None, None)
    assert (new.resolution_number, new.dossier_id) == ("9-NQ/CB", dossier)
    assert changes.label == "Thay đảng viên giúp đỡ Lò Thị Ánh"
