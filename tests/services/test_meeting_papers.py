"""Tests of the papers of a meeting: taken along without votes, final after it, in rounds with every decision."""

from pathlib import Path

import pytest

from db.errors import KnownError, NotFound
from db.store import Store
from desktop import paths
from desktop.domain.editions import Edition
from desktop.domain.meetings import AFTER, BEFORE, rules_of
from desktop.domain.paper_states import DRAFT_MARK, FINAL, MEETING
from desktop.printing.catalogue import open_catalogue
from desktop.services import meeting_papers, meeting_results, papers
from desktop.services.meeting_results import Decision
from tests import factory
from tests.meeting_office import TODAY, Office
from tests.printing.reading import pdf_text


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def words(order: papers.Order) -> str:
    return " ".join(pdf_text(papers.make(order).pdf).split())


@pytest.mark.parametrize("edition", papers.list_editions(), ids=lambda edition: edition.id)
def test_every_form_of_a_meeting_is_there(edition: Edition) -> None:
    catalogue = open_catalogue(paths.forms() / edition.forms, None)
    for rules in rules_of(edition).values():
        assert rules.steps
        for paper in rules.papers:
            ready = catalogue.form(paper.form)
            assert (ready.code, ready.form.about in ("person", "meeting", "round")) == (paper.form, True)
            assert set(paper.purposes) <= set(rules.steps)


def test_papers_taken_along_leave_the_votes_to_the_evening(office: Office) -> None:
    dossier = office.ready("Lò Thị Ánh")
    meeting_id = office.cell_meeting((dossier.id, "admission"), chair="Lò Văn Núi", member_total=12, present=11)
    order = meeting_papers.gather(office.store, meeting_id, TODAY)
    assert order.state == MEETING
    shown = words(order)
    assert "LÒ THỊ ÁNH" in shown
    assert "Tổng số đảng viên của chi bộ: 12 đồng chí" in shown
    assert "Có mặt: 11" not in shown
    assert office.store.count("step", kind="cell_meeting") == 0


def test_after_the_votes_the_resolution_is_final_and_says_them(office: Office, tmp_path: Path) -> None:
    agreed, refused = office.ready("Lò Thị Ánh"), office.ready("Vàng A Dơ")
    meeting_id = office.cell_meeting((agreed.id, "admission"), (refused.id, "admission"))
    one, two = office.rows(meeting_id)
    typed = {one.id: {"votes_for": 9, "result": "agreed"}, two.id: {"votes_for": 2, "result": "not_agreed"}}
    office.save(meeting_id, typed, document_number="06-NQ/CB", document_on="2026-06-10")
    order = meeting_papers.gather(office.store, meeting_id, TODAY, state=FINAL)
    resolutions = [each for each in order.wanted if each.case is not None]
    assert [each.case.person.full_name for each in resolutions if each.case] == ["Lò Thị Ánh"]
    resolution = meeting_papers.gather(office.store, meeting_id, TODAY, forms=[resolutions[0].paper.form])
    shown = words(resolution)
    assert "tán thành: 09 đồng chí (đạt 90 %)" in shown
    assert DRAFT_MARK in shown  # the rules find more to mend than this test cares about
    papers.write(office.store, meeting_papers.gather(office.store, meeting_id, TODAY), tmp_path)
    noted = office.store.list("printed_paper")
    assert {row.meeting_id for row in noted} == {meeting_id}


def test_decisions_are_printed_once_they_are_there(office: Office) -> None:
    people = [office.voted("Lò Thị Ánh"), office.voted("Vàng A Dơ")]
    meeting_id = office.standing_meeting(*((each.id, "admission") for each in people))
    rows = office.rows(meeting_id)
    office.save(meeting_id, {row.id: {"votes_for": 7, "result": "agreed"} for row in rows})
    decision = {rows[0].id: Decision("12-QĐ/ĐU", "2026-06-12", "Hoàng Văn Chính")}
    meeting_results.record_decisions(office.store, meeting_id, decision, TODAY)
    order = meeting_papers.gather(office.store, meeting_id, TODAY, forms=["9-KNĐ"])
    assert [each.case.person.full_name for each in order.wanted if each.case] == ["Lò Thị Ánh"]
    assert "Số 12-QĐ/ĐU" in words(order)


@pytest.mark.parametrize("at", [BEFORE, AFTER])
def test_the_papers_of_a_round_say_what_is_recorded(office: Office, at: str) -> None:
    """Round papers name everybody; those taken along say nothing of the evening."""
    people = [office.voted(name) for name in ("Lò Thị Ánh", "Vàng A Dơ")]
    meeting_id = office.standing_meeting(*((each.id, "admission") for each in people))
    rows = office.rows(meeting_id)
    office.save(meeting_id, {row.id: {"votes_for": 7, "result": "agreed"} for row in rows}, member_total=9)
    order = meeting_papers.gather(office.store, meeting_id, TODAY, at)
    made = papers.make(order)
    of_round = [each for each in order.wanted if each.case is None]
    assert {tuple(each.keys) for each in of_round} == {("review_round_id",)}
    counting = next(place for place, each in enumerate(made.infos) if each.title == "Biên bản kiểm phiếu")
    document = str(made.papers[counting].document)
    assert "Lò Thị Ánh" in document
    assert ("text='07'" in document) == (at == AFTER)


def test_a_meeting_without_people_has_no_papers(office: Office) -> None:
    meeting_id = office.cell_meeting()
    with pytest.raises(KnownError, match="chưa có ai được xét"):
        meeting_papers.gather(office.store, meeting_id, TODAY, forms=["không có"])


def test_a_round_is_found_by_its_name(office: Office) -> None:
    meeting_id = office.standing_meeting()
    assert meeting_papers.find(office.store, "dot 1 nam 2026") == meeting_id
    assert meeting_papers.find(office.store, str(meeting_id)) == meeting_id
    with pytest.raises(NotFound, match="Đợt 9"):
        meeting_papers.find(office.store, "Đợt 9")


def test_a_resolution_on_several_people_bears_the_number_they_share(office: Office) -> None:
    people = [office.candidate(name) for name in ("Lò Thị Ánh", "Vàng A Dơ")]
    meeting_id = office.cell_meeting(*((each.id, "choose") for each in people))
    rows = office.rows(meeting_id)
    typed = {"votes_for": 9, "result": "agreed", "document_number": "07-NQ/CB", "document_on": "2026-06-10"}
    office.save(meeting_id, {row.id: typed for row in rows}, document_number="06-NQ/CB", document_on="2026-06-10")
    (order,) = [meeting_papers.gather(office.store, meeting_id, TODAY, forms=["NQ-CT"])]
    assert "Số 07-NQ/CB" in words(order)
    assert "Lò Thị Ánh" in words(order)
    assert "Vàng A Dơ" in words(order)


def test_whoever_is_admitted_again_gets_the_decision_for_that(office: Office) -> None:
    first, again = office.voted("Lò Thị Ánh"), office.voted("Vàng A Dơ")
    with office.store.action("Kết nạp lại") as action:
        action.update("dossier", again.id, {"is_readmission": 1})
    meeting_id = office.standing_meeting((first.id, "admission"), (again.id, "admission"))
    rows = office.rows(meeting_id)
    office.save(meeting_id, {row.id: {"votes_for": 7, "result": "agreed"} for row in rows})
    numbers = ("12-QĐ/ĐU", "13-QĐ/ĐU")
    made = {
        row.id: Decision(number, "2026-06-12", "Hoàng Văn Chính") for row, number in zip(rows, numbers, strict=True)
    }
    meeting_results.record_decisions(office.store, meeting_id, made, TODAY)
    order = meeting_papers.gather(office.store, meeting_id, TODAY)
    decided = {each.case.person.full_name: each.paper.form for each in order.wanted if each.case}
    assert decided == {"Lò Thị Ánh": "9-KNĐ", "Vàng A Dơ": "QĐ-KNL"}


def test_a_decision_of_recognition_names_the_day_a_year_after_the_ceremony(office: Office) -> None:
    dossier = office.voted("Lò Thị Ánh")
    with office.store.action("Đã kết nạp") as action:
        for kind, on in (("admission_ceremony", "2025-05-19"), ("recognition_cell_meeting", "2026-06-01")):
            action.insert("step", {"dossier_id": dossier.id, "kind": kind, "happened_on": on})
        action.update("person", dossier.person_id, {"stage": "recognition_voted"})
    meeting_id = office.standing_meeting((dossier.id, "recognition"))
    (row,) = office.rows(meeting_id)
    office.save(meeting_id, {row.id: {"votes_for": 7, "result": "agreed"}})
    decided = {row.id: Decision("12-QĐ/ĐU", "2026-06-12", "Hoàng Văn Chính")}
    meeting_results.record_decisions(office.store, meeting_id, decided, TODAY)
    assert office.store.find("step", kind="recognition_decision").takes_effect_on == "2026-05-19"
    order = meeting_papers.gather(office.store, meeting_id, TODAY, forms=["16-KNĐ"])
    assert "là đảng viên chính thức kể từ ngày 19 tháng 5 năm 2026" in words(order)


def test_papers_taken_along_tell_nothing_of_what_came_afterwards(office: Office) -> None:
    dossier = office.voted("Lò Thị Ánh")
    meeting_id = office.standing_meeting((dossier.id, "admission"))
    later = {"dossier_id": dossier.id, "kind": "admission_ceremony", "happened_on": "2026-06-30"}
    factory.insert(office.store, "step", later)
    extract = words(meeting_papers.gather(office.store, meeting_id, TODAY, at=BEFORE, forms=["PHIẾU-TRÍCH"]))
    assert "của người xin vào Đảng" in extract
    assert "đề nghị kết nạp" in extract
