"""Tests of the numbers of papers: last and one more, as typed, a repeat refused with who has it."""

from datetime import date

import pytest

from db.store import Store
from desktop.domain.validation import Invalid
from desktop.services import classes, meetings, numbers, rounds
from desktop.services.numbers import Giver, Number, Use
from tests import factory

ON = "2026-06-10"
TODAY = date(2026, 6, 15)


@pytest.fixture
def giver(store: Store) -> Giver:
    factory.make_office(store)
    return numbers.giver_of(store, None, None)


def enter(store: Store, giver: Giver, number: str, dated_on: str = ON) -> int:
    return numbers.save(store, giver, {"number": number, "dated_on": dated_on, "subject": "V/v họp"})[0]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("05-NQ/CB", Number(5, "", "NQ/CB")),
        ("05 - NQ/CB", Number(5, "", "NQ/CB")),
        ("12a-QĐ/ĐU", Number(12, "a", "QĐ/ĐU")),
        ("7", Number(7, "", "")),
        ("không số", Number(None, "", "không số")),
    ],
)
def test_what_a_typed_number_says(typed: str, read: Number) -> None:
    assert numbers.parse(typed) == read


def test_the_next_number_is_the_last_and_one_more_of_its_kind(store: Store, giver: Giver) -> None:
    assert numbers.propose(store, giver, "CV/ĐU", ON) == ["01-CV/ĐU"]
    for number in ("03-CV/ĐU", "09-CV/ĐU", "40-QĐ/ĐU"):
        enter(store, giver, number)
    assert numbers.propose(store, giver, "CV/ĐU", ON, 2) == ["10-CV/ĐU", "11-CV/ĐU"]
    assert numbers.propose(store, giver, "QĐ/ĐU", ON) == ["41-QĐ/ĐU"]
    assert numbers.next_of_each(store, giver, ON) == ["10-CV/ĐU", "41-QĐ/ĐU"]


def test_numbers_on_recorded_steps_count_too(store: Store, giver: Giver) -> None:
    dossier = factory.make_candidate(store, "Lò Thị Ánh")
    decision = {"dossier_id": dossier.id, "kind": "admission_decision", "happened_on": "2026-05-02"}
    body = "Ban Thường vụ Đảng ủy xã An Mẫu"
    factory.insert(store, "step", decision | {"document_number": "15-QĐ/ĐU", "body": body})
    assert numbers.propose(store, giver, "QĐ/ĐU", ON) == ["16-QĐ/ĐU"]
    with pytest.raises(Invalid, match="đã cấp cho Quyết định kết nạp: Lò Thị Ánh, ngày 02/05/2026"):
        enter(store, giver, "15-QĐ/ĐU")


def test_a_new_term_counts_from_one_and_may_repeat(store: Store, giver: Giver) -> None:
    enter(store, giver, "88-CV/ĐU", "2026-05-02")
    with store.action("Đại hội") as action:
        values = {"term": "2026–2031", "term_starts_on": "2026-06-01"}
        action.update("party_committee", giver.committee_id or 0, values)
    giver = numbers.giver_of(store, None, giver.committee_id)
    assert numbers.propose(store, giver, "CV/ĐU", ON) == ["01-CV/ĐU"]
    enter(store, giver, "88-CV/ĐU")
    assert [row.term for row in store.list("paper_number")] == [None, "2026–2031"]
    assert numbers.propose(store, giver, "CV/ĐU", "2026-05-20") == ["89-CV/ĐU"]


def test_without_a_term_numbers_begin_anew_with_the_year(store: Store, giver: Giver) -> None:
    enter(store, giver, "88-CV/ĐU", "2025-12-02")
    assert numbers.propose(store, giver, "CV/ĐU", ON) == ["01-CV/ĐU"]
    assert numbers.propose(store, giver, "CV/ĐU", "2025-12-20") == ["89-CV/ĐU"]


def test_a_repeat_is_refused_however_it_is_typed(store: Store, giver: Giver) -> None:
    enter(store, giver, "05-CV/ĐU")
    with pytest.raises(Invalid, match=r"Số 05-CV/ĐU của Đảng ủy xã An Mẫu đã cấp cho V/v họp, ngày 10/06/2026"):
        enter(store, giver, "5 - CV/ĐU")
    enter(store, giver, "05a-CV/ĐU")
    cell = numbers.giver_of(store, factory.make_cell(store), None)
    enter(store, cell, "05-CV/ĐU")
    assert store.count("paper_number") == 3


def test_an_entry_is_corrected_and_dropped(store: Store, giver: Giver) -> None:
    key = enter(store, giver, "05-CV/ĐU")
    numbers.save(store, giver, {"number": "05-CV/ĐU", "subject": "V/v tập huấn"}, key)
    (row,) = numbers.list_all(store)
    assert (row.subject, row.kind, row.giver, row.dated_on) == ("V/v tập huấn", "CV", "Đảng ủy xã An Mẫu", ON)
    numbers.drop(store, key)
    assert numbers.list_all(store) == []
    with pytest.raises(Invalid, match="chưa có"):
        numbers.save(store, giver, {"number": " "})


@pytest.fixture
def round_id(store: Store, giver: Giver) -> int:
    named = {"kind": "standing_committee", "party_committee_id": giver.committee_id, "held_on": ON}
    meeting_id, _ = meetings.open_meeting(store, named, [], rounds.propose_name(store, ON, TODAY))
    found: int = meetings.get_meeting(store, meeting_id).review_round_id
    return found


def test_the_papers_of_a_round_are_numbered_one_after_the_other(store: Store, round_id: int) -> None:
    proposed = rounds.propose_numbers(store, round_id, TODAY)
    assert proposed == {
        "early_submission_number": "01-TTr/BXDĐ",
        "submission_number": "02-TTr/BXDĐ",
        "conclusion_number": "01-TB/ĐU",
    }
    rounds.save_round(store, round_id, proposed | {"submission_on": "10/06/2026", "tally_head": "Lò Văn Núi"})
    assert store.count("paper_number", review_round_id=round_id) == 3
    assert rounds.propose_numbers(store, round_id, TODAY) == {}
    with pytest.raises(Invalid, match="cả hai văn bản"):
        rounds.save_round(store, round_id, {"submission_number": "01-TTr/BXDĐ"})
    rounds.save_round(store, round_id, {"conclusion_number": None})
    assert store.count("paper_number", review_round_id=round_id) == 2
    assert rounds.get_round(store, round_id).name == "Đợt 1 năm 2026"
    assert rounds.propose_name(store, ON, TODAY) == "Đợt 2 năm 2026"


def test_the_round_refuses_a_number_of_somebody_else(store: Store, giver: Giver, round_id: int) -> None:
    enter(store, giver, "04-TB/ĐU")
    with pytest.raises(Invalid, match="đã cấp cho V/v họp") as refused:
        rounds.save_round(store, round_id, {"conclusion_number": "04-TB/ĐU", "conclusion_on": ON})
    assert set(refused.value.problems) == {"conclusion_number"}


def test_a_use_knows_its_rows() -> None:
    others = dict.fromkeys(("meeting_id", "review_round_id", "training_class_id"))
    assert Use("1", None, "x", dossier_id=4).links == {"dossier_id": 4, **others}


def test_the_letter_that_sends_learners_to_a_class_stands_in_the_book(store: Store, giver: Giver) -> None:
    enter(store, giver, "06-CV/ĐU")
    assert classes.propose_letter_number(store, ON, TODAY) == "07-CV/ĐU"
    values = {"kind": "awareness", "name": "Lớp I", "letter_number": "07-CV/ĐU", "letter_on": ON}
    class_id, _ = classes.save_class(store, values)
    (held,) = store.list("paper_number", training_class_id=class_id)
    assert (held.number, held.dated_on, held.subject) == ("07-CV/ĐU", ON, "Cử đi học Lớp I")
    classes.save_class(store, {"letter_on": "11/06/2026"}, class_id)
    assert store.list("paper_number", training_class_id=class_id)[0].dated_on == "2026-06-11"
    with pytest.raises(Invalid, match="đã cấp cho Cử đi học Lớp I") as refused:
        classes.save_class(store, values | {"name": "Lớp II"})
    assert set(refused.value.problems) == {"letter_number"}
    assert store.count("training_class") == 1
    classes.save_class(store, {"letter_number": None}, class_id)
    assert store.count("paper_number", training_class_id=class_id) == 0


def test_cards_are_numbered_once_somebody_is_official(store: Store, giver: Giver, round_id: int) -> None:
    (meeting,) = rounds.meetings_of(store, round_id)
    dossier = factory.make_candidate(store)
    decision = {"dossier_id": dossier.id, "kind": "recognition_decision", "happened_on": ON, "body": giver.bodies[1]}
    step = factory.insert(store, "step", decision | {"document_number": "08-QĐ/ĐU", "document_on": ON})
    entry = {"meeting_id": meeting.id, "dossier_id": dossier.id, "purpose": "recognition", "decision_step_id": step}
    factory.insert(store, "meeting_case", entry)
    assert rounds.propose_numbers(store, round_id, TODAY)["card_decision_number"] == "09-QĐ/ĐU"
    rounds.save_round(store, round_id, {"card_decision_number": "09-QĐ/ĐU", "card_decision_on": ON})
    with pytest.raises(Invalid, match="08-QĐ/ĐU"):
        rounds.save_round(store, round_id, {"card_decision_number": "08-QĐ/ĐU"})
