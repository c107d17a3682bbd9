"""Tests of meetings: who is proposed, votes typed once and written as steps, decisions with their own numbers."""

from typing import Any

import pytest

from db import cases
from db.store import Store
from desktop.domain.validation import Invalid
from desktop.services import history, meeting_findings, meeting_results, meetings, people
from desktop.services.meeting_results import Decision
from tests import factory
from tests.meeting_office import ATTENDANCE, HELD, TODAY, Office


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def test_those_whose_next_step_is_the_cells_are_proposed(office: Office) -> None:
    listed, ready = office.candidate("Lò Thị Ánh"), office.ready("Vàng A Dơ")
    office.voted("Quàng Văn Bình")
    proposed = meetings.propose_cases(office.store, "cell", office.cell, HELD, TODAY)
    assert [(each.dossier_id, each.purpose) for each in proposed] == [(listed.id, "choose"), (ready.id, "admission")]
    other = factory.make_cell(office.store)
    assert meetings.propose_cases(office.store, "cell", other, HELD, TODAY) == []


def test_the_standing_committee_is_proposed_those_who_wait_for_it(office: Office) -> None:
    voted, asked = office.voted("Quàng Văn Bình"), office.candidate("Lò Thị Ánh", "procedure_requested")
    office.ready("Vàng A Dơ")
    proposed = meetings.propose_cases(office.store, "standing_committee", office.committee, HELD, TODAY)
    assert {(each.dossier_id, each.purpose) for each in proposed} == {
        (voted.id, "admission"),
        (asked.id, "allow_procedure"),
    }


def test_a_step_falls_to_the_lowest_body_that_may_take_it(office: Office) -> None:
    below = factory.insert(
        office.store,
        "party_committee",
        {"level": "grassroots", "name": "Đảng ủy trường", "parent_id": office.committee},
    )
    office.cell = factory.make_cell(office.store, committee_id=below)
    asked = office.candidate("Lò Thị Ánh", "procedure_requested")
    standing = meetings.propose_cases(office.store, "standing_committee", office.committee, HELD, TODAY)
    grassroots = meetings.propose_cases(office.store, "grassroots", below, HELD, TODAY)
    assert standing == []
    assert [(each.dossier_id, each.purpose) for each in grassroots] == [(asked.id, "allow_procedure")]


def test_votes_typed_once_become_the_step_of_each_person(office: Office) -> None:
    first, second = office.ready("Lò Thị Ánh"), office.ready("Vàng A Dơ")
    meeting_id = office.cell_meeting((first.id, "admission"), (second.id, "admission"))
    one, two = office.rows(meeting_id)
    votes = {one.id: {"votes_for": "9", "votes_against": "0"}, two.id: {"votes_for": "8", "votes_against": "1"}}
    changes = office.save(meeting_id, votes, document_number="06-NQ/CB", document_on="10/06/2026", chair="Lò Văn Núi")
    assert changes.label == "Ghi kết quả họp Chi bộ thôn Đông, 10/06/2026"
    case = cases.load(office.store, second.person_id)
    step = next(step for step in case.steps if step.kind == "cell_meeting")
    assert (step.happened_on, step.body, step.document_number) == (HELD, "Chi bộ thôn Đông", "06-NQ/CB")
    assert (step.votes_for, step.votes_against, step.votes_base, step.present_official) == (8, 1, 10, 9)
    assert (step.chair, step.document_on, case.person.stage) == ("Lò Văn Núi", HELD, "cell_voted")
    assert office.store.count("paper_number", number="06-NQ/CB", meeting_id=meeting_id) == 1


def test_one_undo_takes_the_results_back(office: Office) -> None:
    dossier = office.ready("Lò Thị Ánh")
    meeting_id = office.cell_meeting((dossier.id, "admission"))
    before = factory.snapshot(office.store)
    (row,) = office.rows(meeting_id)
    changes = office.save(meeting_id, {row.id: {"votes_for": 9}}, document_number="06-NQ/CB")
    assert cases.load(office.store, dossier.person_id).person.stage == "cell_voted"
    history.undo(office.store, changes.action)
    assert factory.snapshot(office.store) == before


def test_a_corrected_vote_corrects_the_step_and_a_cleared_one_takes_it_back(office: Office) -> None:
    dossier = office.ready("Lò Thị Ánh")
    meeting_id = office.cell_meeting((dossier.id, "admission"))
    (row,) = office.rows(meeting_id)
    office.save(meeting_id, {row.id: {"votes_for": 9}})
    office.save(meeting_id, {row.id: {"votes_for": 8}})
    (step,) = office.store.list("step", dossier_id=dossier.id, kind="cell_meeting")
    assert step.votes_for == 8
    office.save(meeting_id, {row.id: {"votes_for": None}})
    assert office.store.count("step", dossier_id=dossier.id, kind="cell_meeting") == 0
    assert cases.load(office.store, dossier.person_id).person.stage != "cell_voted"


def test_resolutions_are_numbered_one_for_a_list_and_one_each_for_an_admission(office: Office) -> None:
    listed = [office.candidate(name) for name in ("Lò Thị Ánh", "Quàng Văn Bình")]
    ready = [office.ready(name) for name in ("Vàng A Dơ", "Cầm Thị Em")]
    considered = [*((each.id, "choose") for each in listed), *((each.id, "admission") for each in ready)]
    meeting_id = office.cell_meeting(*considered)
    proposed = meeting_results.propose_numbers(office.store, meeting_id, TODAY)
    assert list(proposed.values()) == ["01-NQ/CB", "01-NQ/CB", "02-NQ/CB", "03-NQ/CB"]
    typed = {key: {"document_number": number, "result": "agreed"} for key, number in proposed.items()}
    office.save(meeting_id, {key: values | {"votes_for": 9} for key, values in typed.items()})
    assert meeting_results.propose_numbers(office.store, meeting_id, TODAY) == {}
    later = office.cell_meeting((office.ready("Đèo Văn Phúc").id, "admission"), held_on="2026-06-12")
    assert list(meeting_results.propose_numbers(office.store, later, TODAY).values()) == ["04-NQ/CB"]


def test_what_was_written_into_the_step_elsewhere_stays(office: Office) -> None:
    dossier = office.ready("Lò Thị Ánh")
    meeting_id = office.cell_meeting((dossier.id, "admission"))
    (row,) = office.rows(meeting_id)
    office.save(meeting_id, {row.id: {"votes_for": 9}})
    (step,) = office.store.list("step", dossier_id=dossier.id, kind="cell_meeting")
    people.save_row(office.store, "step", dossier.id, {"strengths": "Tích cực", "signer": "Lò Văn Núi"}, step.id)
    office.save(meeting_id, {row.id: {"votes_against": 1, "against_reason": "Ít dự họp"}}, present=12)
    (step,) = office.store.list("step", dossier_id=dossier.id, kind="cell_meeting")
    assert (step.strengths, step.signer) == ("Tích cực", "Lò Văn Núi")
    assert (step.votes_for, step.votes_against, step.against_reason, step.present) == (9, 1, "Ít dự họp", 12)


def test_a_fact_is_recorded_although_the_rules_object(office: Office) -> None:
    dossier = office.ready("Lò Thị Ánh")
    meeting_id = office.cell_meeting((dossier.id, "admission"))
    (row,) = office.rows(meeting_id)
    typed = {row.id: {"votes_for": 3, "votes_against": 6}}
    told = meeting_findings.MeetingCheck(office.store, meeting_id, TODAY).findings(ATTENDANCE, typed)
    assert "cell_vote" in {each.finding.rule for each in told}
    office.save(meeting_id, typed)
    assert office.store.count("step", kind="cell_meeting", votes_for=3) == 1


def test_attendance_that_does_not_add_up_is_told_while_it_is_typed(office: Office) -> None:
    dossier = office.ready("Lò Thị Ánh")
    meeting_id = office.cell_meeting((dossier.id, "admission"))
    check = meeting_findings.MeetingCheck(office.store, meeting_id, TODAY)
    wrong = check.findings(ATTENDANCE | {"present": 13}, {})
    assert [each.finding.rule for each in wrong] == ["attendance_does_not_add_up"]
    assert check.findings(ATTENDANCE, {}) == []
    assert office.store.count("step", kind="cell_meeting") == 0


@pytest.mark.parametrize(("result", "is_written"), [("agreed", True), ("not_agreed", False), ("postponed", False)])
def test_choosing_makes_a_step_and_assigns_the_mentor_once_agreed(
    office: Office, result: str, is_written: bool
) -> None:
    dossier, mentor = office.candidate("Lò Thị Ánh"), factory.make_member(office.store, party_cell_id=office.cell)
    meeting_id = office.cell_meeting((dossier.id, "choose"))
    (row,) = office.rows(meeting_id)
    typed = {"result": result, "mentor_id": mentor, "votes_for": 9}
    office.save(meeting_id, {row.id: typed}, document_number="05-NQ/CB", document_on=HELD)
    assert office.store.count("step", dossier_id=dossier.id, kind="sympathiser_chosen") == is_written
    assigned = office.store.list("mentor_assignment", dossier_id=dossier.id)
    found = [(each.party_member_id, each.resolution_number, each.started_on) for each in assigned]
    assert found == ([(mentor, "05-NQ/CB", HELD)] if is_written else [])


def test_the_permission_opens_the_dossier(office: Office) -> None:
    dossier = office.candidate("Lò Thị Ánh", "procedure_requested")
    meeting_id = office.standing_meeting((dossier.id, "allow_procedure"))
    (row,) = office.rows(meeting_id)
    office.save(meeting_id, {row.id: {"result": "agreed"}})
    opened = office.store.get("dossier", dossier.id)
    assert (opened.opened_on, bool(opened.rule_edition)) == (HELD, True)


def test_results_of_a_meeting_that_was_not_held_are_refused(office: Office) -> None:
    dossier = office.ready("Lò Thị Ánh")
    for held_on, words in ((None, "chưa có"), ("2026-06-16", "chưa tới")):
        meeting_id = office.cell_meeting((dossier.id, "admission"), held_on=held_on)
        (row,) = office.rows(meeting_id)
        with pytest.raises(Invalid, match=words):
            office.save(meeting_id, {row.id: {"votes_for": 9}})
    assert office.store.count("step", kind="cell_meeting") == 0


def test_every_decision_of_a_round_has_its_own_number(office: Office) -> None:
    people = [office.voted(name) for name in ("Lò Thị Ánh", "Vàng A Dơ", "Quàng Văn Bình")]
    meeting_id = office.standing_meeting(*((each.id, "admission") for each in people))
    rows = office.rows(meeting_id)
    results: dict[int, dict[str, Any]] = {row.id: {"votes_for": 7, "result": "agreed"} for row in rows}
    results[rows[2].id] = {"votes_for": 2, "votes_against": 5, "result": "not_agreed"}
    office.save(meeting_id, results, member_total=7)
    proposed = meeting_results.propose_decision_numbers(office.store, meeting_id, "2026-06-12", TODAY)
    assert list(proposed.values()) == ["01-QĐ/ĐU", "02-QĐ/ĐU"]
    decisions = {key: Decision(number, "2026-06-12", "Hoàng Văn Chính") for key, number in proposed.items()}
    changes = meeting_results.record_decisions(office.store, meeting_id, decisions, TODAY)
    assert changes.label == "Ghi 2 quyết định của Ban Thường vụ Đảng ủy xã An Mẫu, 10/06/2026"
    steps = office.store.list("step", kind="admission_decision")
    assert [(step.document_number, step.body) for step in steps] == [
        ("01-QĐ/ĐU", "Ban Thường vụ Đảng ủy xã An Mẫu"),
        ("02-QĐ/ĐU", "Ban Thường vụ Đảng ủy xã An Mẫu"),
    ]
    assert [cases.load(office.store, each.person_id).person.stage for each in people] == [
        "decided",
        "decided",
        "cell_voted",
    ]
    assert meeting_results.propose_decision_numbers(office.store, meeting_id, "2026-06-12", TODAY) == {}


def test_a_number_given_twice_is_refused_with_who_has_it(office: Office) -> None:
    first, second = office.voted("Lò Thị Ánh"), office.voted("Vàng A Dơ")
    meeting_id = office.standing_meeting((first.id, "admission"), (second.id, "admission"))
    one, two = office.rows(meeting_id)
    same = {key: Decision("7-QĐ/ĐU", "2026-06-12") for key in (one.id, two.id)}
    with pytest.raises(Invalid, match="cả Lò Thị Ánh và Vàng A Dơ"):
        meeting_results.record_decisions(office.store, meeting_id, same, TODAY)
    meeting_results.record_decisions(office.store, meeting_id, {one.id: same[one.id]}, TODAY)
    repeated = {two.id: Decision("007-QĐ/ĐU", "2026-06-13")}
    with pytest.raises(Invalid, match=r"Số 7-QĐ/ĐU .* Quyết định kết nạp: Lò Thị Ánh, ngày 12/06/2026"):
        meeting_results.record_decisions(office.store, meeting_id, repeated, TODAY)
    corrected = {one.id: Decision("8-QĐ/ĐU", "2026-06-12")}
    meeting_results.record_decisions(office.store, meeting_id, corrected, TODAY)
    meeting_results.record_decisions(office.store, meeting_id, {two.id: same[two.id]}, TODAY)
    assert {row.number for row in office.store.list("paper_number")} == {"8-QĐ/ĐU", "7-QĐ/ĐU"}


def test_a_case_that_is_recorded_is_not_left_out(office: Office) -> None:
    dossier, other = office.ready("Lò Thị Ánh"), office.ready("Vàng A Dơ")
    meeting_id = office.cell_meeting((dossier.id, "admission"))
    meetings.consider(office.store, meeting_id, [(dossier.id, "admission"), (other.id, "admission")])
    one, two = office.rows(meeting_id)
    assert (one.place, two.place) == (1, 2)
    office.save(meeting_id, {one.id: {"votes_for": 9}})
    with pytest.raises(Invalid, match="đã ghi vào quy trình"):
        meetings.leave_out(office.store, one.id)
    with pytest.raises(Invalid, match="đã ghi vào quy trình"):
        meetings.delete_meeting(office.store, meeting_id)
    meetings.leave_out(office.store, two.id)
    office.save(meeting_id, {one.id: {"votes_for": None}})
    meetings.delete_meeting(office.store, meeting_id)
    assert office.store.count("meeting") == office.store.count("meeting_case") == 0


def test_what_the_book_knows_of_a_cell_is_offered_and_nothing_kept(office: Office) -> None:
    for number in range(3):
        factory.make_member(office.store, f"Lò Văn {number}", party_cell_id=office.cell)
    factory.make_member(
        office.store, "Lò Văn Dự", party_cell_id=office.cell, admitted_on="2026-01-05", official_on="2027-01-05"
    )
    meeting_id = office.cell_meeting()
    meeting = meetings.get_meeting(office.store, meeting_id)
    (known,) = meetings.known_attendance(office.store, meeting, TODAY)
    assert known.values == {"member_total": 4, "official_total": 3}
    assert meeting.member_total is None
    office.save(meeting_id, {})
    later = meetings.get_meeting(office.store, office.cell_meeting(held_on="2026-07-01"))
    assert meetings.known_attendance(office.store, later, TODAY)[-1].values == {
        "member_total": 12,
        "official_total": 10,
    }


def test_the_base_is_reckoned_from_what_was_typed() -> None:
    typed = {"official_total": 10, "members_exempt": 1, "members_elsewhere": None, "members_suspended": 2}
    assert meetings.reckon_base(typed) == 7
    assert meetings.reckon_base({"member_total": 5}) == 5
    assert meetings.reckon_base({}) is None


def test_a_meeting_needs_its_body(office: Office) -> None:
    with pytest.raises(Invalid, match="chi bộ họp"):
        meetings.open_meeting(office.store, {"kind": "cell"}, [])


def test_the_next_meeting_of_somebody_is_that_of_the_body_or_the_one_that_waits(office: Office) -> None:
    ready, voted = office.ready("Lò Thị Ánh"), office.voted("Vàng A Dơ")
    found = meetings.next_meeting(office.store, ready.person_id, TODAY)
    assert found == meetings.NextMeeting("cell", office.cell)
    meeting_id = office.cell_meeting((ready.id, "admission"))
    found = meetings.next_meeting(office.store, ready.person_id, TODAY)
    assert found == meetings.NextMeeting("cell", office.cell, meeting_id)
    found = meetings.next_meeting(office.store, voted.person_id, TODAY)
    assert found == meetings.NextMeeting("standing_committee", office.committee)
    asked = office.candidate("Quàng Văn Bình", "procedure_allowed")
    assert meetings.next_meeting(office.store, asked.person_id, TODAY) is None
