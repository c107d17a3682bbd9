"""Tests of final papers: refused by name while something is to be mended, drafts marked, the check sheet one page."""

from datetime import date
from pathlib import Path

import pytest

from db.journal import find_head
from db.records import Record
from db.store import Store
from desktop.domain.paper_states import DRAFT, DRAFT_MARK, FINAL, MEETING, State
from desktop.services import findings, paper_orders, papers, people, steps
from tests import factory
from tests.printing.reading import pdf_text

TODAY = date(2026, 3, 2)
RESOLUTION, SHEET = "6-KNĐ", "PHIẾU-KT"
OUTVOTED = {"happened_on": "05/02/2026", "body": "Chi bộ thôn Đông", "votes_for": 5, "votes_base": 9}


@pytest.fixture
def allowed(store: Store) -> Record:
    """The dossier of a candidate who may go through the procedure."""
    factory.make_office(store)
    dossier = factory.make_candidate(store, party_cell_id=factory.make_cell(store))
    steps.record(store, dossier.id, "procedure_allowed", {"happened_on": "10/10/2025"}, TODAY)
    return dossier


@pytest.fixture
def outvoted(store: Store, allowed: Record) -> Record:
    """The same after a vote of too few."""
    steps.record(store, allowed.id, "cell_meeting", OUTVOTED, TODAY)
    return allowed


def test_a_paper_taken_along_to_the_meeting_is_never_stopped(store: Store, allowed: Record) -> None:
    order = paper_orders.gather(store, allowed.person_id, TODAY, [RESOLUTION])
    papers.require_final(order)
    assert DRAFT_MARK not in pdf_text(papers.make(order).pdf)


def test_a_final_paper_is_refused_by_name_and_made_as_a_draft_with_the_rest(store: Store, outvoted: Record) -> None:
    order = paper_orders.gather(store, outvoted.person_id, TODAY, [RESOLUTION])
    with pytest.raises(findings.Blocked, match="Chi bộ thôn Đông"):
        papers.require_final(order)
    made = papers.make(paper_orders.gather(store, outvoted.person_id, TODAY))
    assert pdf_text(made.pdf).count(DRAFT_MARK) >= 1
    papers.record(store, made)
    noted = {row.form: row.state for row in store.list("printed_paper")}
    assert [form for form, state in noted.items() if state == DRAFT] == [RESOLUTION]
    assert set(noted.values()) == {DRAFT, FINAL}


def test_the_paper_taken_to_a_meeting_leaves_attendance_and_votes_to_the_evening(store: Store, allowed: Record) -> None:
    met = OUTVOTED | {"votes_for": 8, "present": 9, "member_total": 11}
    steps.record(store, allowed.id, "cell_meeting", met, TODAY)
    order = paper_orders.gather(store, allowed.person_id, TODAY, [RESOLUTION], state=MEETING)
    papers.require_allowed(order)
    made = papers.make(order)
    told = " ".join(pdf_text(made.pdf).split())
    assert DRAFT_MARK not in told
    assert "Ngày 05 tháng 02 năm 2026" in told
    assert "11 đồng chí" in told
    assert "09 đồng chí" not in told
    assert "08 đồng chí" not in told
    assert not any(label.endswith((": tán thành", ": có mặt")) for label in made.infos[0].missing)


def test_what_was_printed_before_without_a_change_is_recognised(store: Store, allowed: Record, tmp_path: Path) -> None:
    def printed(state: State) -> list[str]:
        order = paper_orders.gather(store, allowed.person_id, TODAY, [RESOLUTION], state=state)
        return [file.printed_before for file in papers.write(store, order, tmp_path / "a.pdf")]

    assert printed(FINAL) == [""]
    held = store.list("printed_paper")[0]
    assert printed(FINAL) == [held.printed_at]
    assert printed(DRAFT) == [""]
    newest = store.list("printed_paper", state=FINAL)[-1]
    people.save_person(store, allowed.person_id, {"workplace": "Trạm y tế xã"})
    assert printed(FINAL) == [newest.printed_at]
    people.save_person(store, allowed.person_id, {"full_name": "Trần Thị Bình Minh"})
    assert printed(FINAL) == [""]


def test_what_was_let_pass_no_longer_makes_drafts(store: Store, outvoted: Record) -> None:
    for finding in findings.review(store, outvoted.person_id, TODAY).blocking:
        findings.overrule(store, outvoted.id, finding, "Đã đính chính", "Hoàng Văn Chính", TODAY)
    papers.require_final(paper_orders.gather(store, outvoted.person_id, TODAY, [RESOLUTION]))


def test_the_check_sheet_names_fault_rule_remedy_and_what_was_let_pass(
    store: Store, outvoted: Record, tmp_path: Path
) -> None:
    held = findings.review(store, outvoted.person_id, TODAY).findings
    vote = next(finding for finding in held if finding.rule == "cell_vote")
    order = paper_orders.gather(store, outvoted.person_id, TODAY, [SHEET.lower()])
    papers.require_final(order)
    told = " ".join(pdf_text(papers.make(order).pdf).split())
    assert all(words in told for words in ("Phải sửa", vote.citation, "Không tẩy xóa"))
    assert "đã bỏ qua" not in told
    findings.overrule(store, outvoted.id, vote, "Ghi nhầm, đã đính chính", "Hoàng Văn Chính", TODAY)
    order = paper_orders.gather(store, outvoted.person_id, TODAY, [SHEET])
    told = " ".join(pdf_text(papers.make(order).pdf).split())
    assert "Ghi nhầm, đã đính chính (Hoàng Văn Chính)" in told
    number, link = find_head(store.connection)
    assert f"{number} dòng; mã dòng cuối:" in told
    assert link in told.replace(" ", "")
    (file,) = papers.write(store, order, tmp_path / "phieu.docx")
    assert file.form == SHEET
    assert file.path.stat().st_size > 1000
