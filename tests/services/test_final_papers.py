"""Tests of final papers: refused by name while something is to be mended, drafts marked, the check sheet one page."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from db.records import Record
from db.store import Store
from desktop.domain.paper_states import DRAFT_MARK
from desktop.services import findings, paper_orders, papers, steps
from tests import factory

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


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_a_paper_taken_along_to_the_meeting_is_never_stopped(store: Store, allowed: Record) -> None:
    order = paper_orders.gather(store, allowed.person_id, TODAY, [RESOLUTION])
    papers.require_final(order)
    assert DRAFT_MARK not in text_of(papers.make(order).pdf)


def test_a_final_paper_is_refused_by_name_and_made_as_a_draft_with_the_rest(store: Store, outvoted: Record) -> None:
    order = paper_orders.gather(store, outvoted.person_id, TODAY, [RESOLUTION])
    with pytest.raises(findings.Blocked, match="Chi bộ thôn Đông"):
        papers.require_final(order)
    made = papers.make(paper_orders.gather(store, outvoted.person_id, TODAY))
    assert text_of(made.pdf).count(DRAFT_MARK) >= 1
    papers.record(store, made)
    assert RESOLUTION not in {row.form for row in store.list("printed_paper")}
    assert store.count("printed_paper") == len(made.papers) - 1


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
    told = " ".join(text_of(papers.make(order).pdf).split())
    assert all(words in told for words in ("Phải sửa", vote.citation, "Không tẩy xóa"))
    assert "đã bỏ qua" not in told
    findings.overrule(store, outvoted.id, vote, "Ghi nhầm, đã đính chính", "Hoàng Văn Chính", TODAY)
    order = paper_orders.gather(store, outvoted.person_id, TODAY, [SHEET])
    told = " ".join(text_of(papers.make(order).pdf).split())
    assert "Ghi nhầm, đã đính chính (Hoàng Văn Chính)" in told
    (file,) = papers.write(store, order, tmp_path / "phieu.docx")
    assert file.form == SHEET
    assert file.path.stat().st_size > 1000
