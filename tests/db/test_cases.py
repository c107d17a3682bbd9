"""Tests of the read model: everything held about people, joined, in a fixed number of queries."""

import pytest

from db import cases
from db.errors import NotFound
from db.store import Store
from tests import factory


def make_full_candidate(store: Store, name: str, cell: int, member: int, class_id: int) -> int:
    """A candidate with something in every list."""
    old = factory.make_candidate(store, name, party_cell_id=cell)
    person_id = int(old.person_id)
    with store.action("Ghi đủ") as action:
        action.update("person", person_id, {"photo_id": action.keep_photo(name.encode())})
        action.insert("step", {"dossier_id": old.id, "kind": "withdrawn", "happened_on": "2026-01-09"})
        dossier = action.insert("dossier", {"person_id": person_id, "party_cell_id": cell, "is_readmission": 1})
        for day, kind in (("2026-03-01", "cell_meeting"), ("2026-02-01", "application_letter"), (None, "listed")):
            action.insert("step", {"dossier_id": dossier, "kind": kind, "happened_on": day})
        action.insert("dossier_item", {"dossier_id": dossier, "paper": "đơn"})
        action.insert("introduction", {"dossier_id": dossier, "kind": "official_member", "party_member_id": member})
        action.insert("introduction", {"dossier_id": dossier, "kind": "youth_union", "organisation": "Đoàn xã"})
        for day in ("2026-02-03", "2026-01-03"):
            action.insert("mentor_assignment", {"dossier_id": dossier, "party_member_id": member, "started_on": day})
        for table, column in (("career_period", "started_on"), ("training_record", "started_on")):
            for day in ("2020-09", "2015"):
                action.insert(table, {"person_id": person_id, column: day})
        action.insert("abroad_stay", {"person_id": person_id, "started_on": "2019"})
        action.insert("reward", {"person_id": person_id, "awarded_on": "2024"})
        action.insert("discipline", {"person_id": person_id, "decided_on": "2023"})
        action.insert("family_member", {"person_id": person_id, "relation": "mother", "full_name": "Lò Thị Mẹ"})
        enrolment = action.insert("enrolment", {"training_class_id": class_id, "person_id": person_id})
        number = {"kind": "awareness", "number": f"{person_id}/GCN", "enrolment_id": enrolment}
        action.insert("certificate", {"person_id": person_id, **number})
        mother = store.find("family_member", person_id=person_id)
        about = {"dossier_id": dossier, "committee": "Đảng ủy xã An Nguồn"}
        action.insert("background_check", about)
        action.insert("background_check", about | {"family_member_id": mother and mother.id, "verifier_id": member})
        for table, kind in (("opinion", "residence"), ("dossier_receipt", "received"), ("special_group", "student")):
            action.insert(table, {"dossier_id": dossier, "kind": kind})
        told = {"rule": "age", "message": "Chưa đủ tuổi.", "reason": "Đã xem giấy khai sinh"}
        signed = {"overruled_by": "Hoàng Văn Chính", "overruled_on": "2026-03-01"}
        action.insert("overruling", {"dossier_id": dossier, **told, **signed})
        for category in store.list("source_category"):
            action.insert("person_source_category", {"person_id": person_id, "source_category_id": category.id})
    return person_id


@pytest.fixture
def people(store: Store) -> list[int]:
    """Candidates of a filled office, the first two in one cell."""
    factory.make_office(store)
    cells = [factory.make_cell(store, name=name) for name in ("Chi bộ thôn Đông", "Chi bộ thôn Tây")]
    member, class_id = factory.make_member(store, party_cell_id=cells[1]), factory.make_class(store)
    for name in ("Hội viên phụ nữ", "Đoàn viên ưu tú"):
        factory.insert(store, "source_category", {"name": name})
    places = [cells[0], cells[0], cells[1]]
    return [make_full_candidate(store, f"Vàng A {n}", cell, member, class_id) for n, cell in enumerate(places)]


def test_everything_of_a_person_stands_in_the_case(store: Store, people: list[int]) -> None:
    case = cases.load(store, people[1])
    assert case.person.full_name == "Vàng A 1"
    assert case.photo == b"V\xc3\xa0ng A 1"
    assert case.office.name == "Đảng ủy xã An Mẫu"
    assert case.cell is not None
    assert case.cell.name == "Chi bộ thôn Đông"
    assert [body.level for body in case.chain] == ["grassroots", "competent"]
    assert len(case.dossiers) == 2
    assert case.dossier == case.dossiers[1]
    assert case.dossier is not None
    assert case.dossier.is_readmission == 1
    assert [item.paper for item in case.items] == ["đơn"]
    assert [period.started_on for period in case.career] == ["2015", "2020-09"]
    assert [record.started_on for record in case.training] == ["2015", "2020-09"]
    assert [stay.started_on for stay in case.abroad] == ["2019"]
    assert [(reward.awarded_on, one.decided_on) for reward in case.rewards for one in case.disciplines] == [
        ("2024", "2023")
    ]
    assert [relative.full_name for relative in case.family] == ["Lò Thị Mẹ"]
    assert {category.name for category in case.source_categories} == {"Đoàn viên ưu tú", "Hội viên phụ nữ"}
    assert [certificate.number for certificate in case.certificates] == [f"{people[1]}/GCN"]
    assert (case.memberships, case.papers) == ((), ())


def test_background_checks_name_the_relative_and_the_verifier(store: Store, people: list[int]) -> None:
    case = cases.load(store, people[1])
    about_person, about_mother = case.background_checks
    assert about_person.relative is about_person.verifier is None
    assert about_mother.relative == case.family[0]
    assert about_mother.verifier.person.full_name == "Hoàng Văn Chính"
    assert [rows[0].kind for rows in (case.opinions, case.receipts, case.special_groups)] == [
        "residence",
        "received",
        "student",
    ]


def test_steps_and_mentors_are_of_the_newest_dossier_oldest_first(store: Store, people: list[int]) -> None:
    case = cases.load(store, people[0])
    assert [step.kind for step in case.steps] == ["listed", "application_letter", "cell_meeting"]
    assert [row.started_on for row in case.mentor_assignments] == ["2026-01-03", "2026-02-03"]


def test_members_and_classes_are_joined(store: Store, people: list[int]) -> None:
    case = cases.load(store, people[0])
    introduced, union = case.introductions
    assert introduced.member.person.full_name == "Hoàng Văn Chính"
    assert introduced.member.cell.name == "Chi bộ thôn Tây"
    assert (union.member, union.organisation) == (None, "Đoàn xã")
    assert {row.member.person.full_name for row in case.mentor_assignments} == {"Hoàng Văn Chính"}
    assert [row.training_class.kind for row in case.enrolments] == ["awareness"]


def test_a_person_of_whom_nothing_is_known(store: Store) -> None:
    case = cases.load(store, factory.make_person(store))
    assert (case.photo, case.cell, case.dossier, case.chain, case.steps) == (None, None, None, (), ())
    assert case.office == {}


def test_without_a_cell_the_chain_begins_at_the_office(store: Store) -> None:
    factory.make_office(store)
    case = cases.load(store, factory.make_person(store))
    assert [body.name for body in case.chain] == ["Đảng ủy xã An Mẫu", "Đảng ủy huyện Mẫu Sơn"]


def test_a_cell_right_under_the_deciding_committee(store: Store) -> None:
    factory.make_office(store)
    cell = factory.make_cell(store, committee_id=store.find("party_committee", level="competent").id)
    case = cases.load(store, factory.make_person(store, party_cell_id=cell))
    assert [body.level for body in case.chain] == ["competent"]


def test_a_merger_leaves_the_chain_of_earlier_days(store: Store) -> None:
    office = factory.make_office(store)
    cell, other = (factory.make_cell(store, name=name) for name in ("Chi bộ thôn Đông", "Chi bộ thôn Tây"))
    with store.action("Sáp nhập") as action:
        district = action.insert("party_committee", {"level": "competent", "name": "Đảng ủy huyện Cũ"})
        old = action.insert("party_committee", {"level": "grassroots", "name": "Đảng ủy xã Cũ", "parent_id": district})
        for last_on, parent in (("2025-06-30", old), ("2020-06-30", district)):
            former = {"party_cell_id": cell, "parent_id": parent, "last_on": last_on}
            action.insert("former_parent", former)
    people = [factory.make_person(store, f"Vàng A {n}", party_cell_id=each) for n, each in enumerate((cell, other))]
    moved, stayed = cases.load_all(store, people).values()
    told = {each.last_on: [body.name for body in each.committees] for each in moved.former_chains}
    assert told == {
        "2020-06-30": ["Đảng ủy huyện Cũ"],
        "2025-06-30": ["Đảng ủy xã Cũ", "Đảng ủy huyện Cũ"],
    }
    assert stayed.former_chains == ()
    assert moved.chain == stayed.chain
    assert moved.chain[0].id == office.committee_id


def test_committees_that_point_in_a_ring_come_to_an_end(store: Store) -> None:
    office = factory.make_office(store)
    top = store.get("party_committee", office.committee_id).parent_id
    with store.action("Vòng tròn") as action:
        action.update("party_committee", top, {"parent_id": office.committee_id})
    assert len(cases.load(store, factory.make_person(store)).chain) == 2


def count_queries(store: Store, person_ids: list[int]) -> int:
    """How many statements the engine is given, triggers and joins apart."""
    statements: list[str] = []
    store.connection.set_trace_callback(statements.append)
    try:
        loaded = cases.load_all(store, person_ids)
    finally:
        store.connection.set_trace_callback(None)
    assert list(loaded) == sorted(person_ids)
    return len(statements)


def test_the_number_of_queries_does_not_grow_with_the_people(store: Store, people: list[int]) -> None:
    with store.action("Thêm nhiều") as action:
        action.insert_all("person", [{"full_name": f"Lò Văn {n}", "stage": "source"} for n in range(1500)])
        action.insert_all("dossier", [{"person_id": person_id} for person_id in action.changes.ids("person")])
    everyone = [person.id for person in store.list("person")]
    one, many = count_queries(store, people[:1]), count_queries(store, everyone)
    assert len(everyone) > 1500
    assert many == one
    assert one < 40


def test_loading_walks_no_whole_table(store: Store, people: list[int]) -> None:
    seen: list[str] = []
    store.connection.set_trace_callback(seen.append)
    cases.load_all(store, people)
    store.connection.set_trace_callback(None)
    scanned = {
        row.detail
        for sql in seen
        for row in store.rows(f"EXPLAIN QUERY PLAN {sql}")
        if row.detail.startswith("SCAN") and "json_each" not in row.detail
    }
    # The few committees of a book are read whole.
    assert {detail.split()[1] for detail in scanned} <= {"party_committee", "former_parent"}


def test_somebody_who_is_not_there(store: Store, people: list[int]) -> None:
    with pytest.raises(NotFound):
        cases.load(store, 999)
    with pytest.raises(NotFound):
        cases.load_all(store, [people[0], 999])
    assert cases.load_all(store, []) == {}
