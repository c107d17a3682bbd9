"""Tests of findings: grave ones first, overruled by name and reason, alike one by one and in bulk."""

import json
from datetime import date
from pathlib import Path

import pytest

from db import cases
from db.records import Record
from db.store import Store
from desktop.domain.plain import plain_case
from desktop.domain.rules.overview import LEVEL_NAMES
from desktop.domain.validation import Invalid
from desktop.services import findings, steps
from tests import factory

TODAY = date(2026, 3, 2)
OUTVOTED = {"happened_on": "05/02/2026", "body": "Chi bộ thôn Đông", "votes_for": 5, "votes_base": 9}


@pytest.fixture
def outvoted(store: Store) -> Record:
    """The dossier of a candidate whose cell voted with too few."""
    factory.make_office(store)
    dossier = factory.make_candidate(store, party_cell_id=factory.make_cell(store))
    steps.record(store, dossier.id, "procedure_allowed", {"happened_on": "10/10/2025"}, TODAY)
    steps.record(store, dossier.id, "cell_meeting", OUTVOTED, TODAY)
    return dossier


def vote(reviewed: findings.Review) -> list[findings.Finding]:
    return [finding for finding in reviewed.findings if finding.rule == "cell_vote"]


def test_a_finding_names_value_rule_and_field(store: Store, outvoted: Record) -> None:
    reviewed = findings.review(store, outvoted.person_id, TODAY)
    (found,) = vote(reviewed)
    assert "5" in found.message
    assert "Điều lệ Đảng" in found.citation
    assert found.field == "steps[2].votes_for"
    assert [finding.level for finding in reviewed.findings] == sorted(
        (finding.level for finding in reviewed.findings), key=list(LEVEL_NAMES).index
    )


def test_a_vote_of_too_few_leads_to_no_stage_and_the_vote_held_again_does(store: Store, outvoted: Record) -> None:
    assert store.get("person", outvoted.person_id).stage == "procedure_allowed"
    assert vote(findings.review(store, outvoted.person_id, TODAY))
    again = OUTVOTED | {"happened_on": "20/02/2026", "votes_for": 6}
    steps.record(store, outvoted.id, "cell_meeting", again, TODAY)
    assert store.get("person", outvoted.person_id).stage == "cell_voted"


def test_a_final_paper_is_refused_with_what_stands_in_the_way(store: Store, outvoted: Record) -> None:
    with pytest.raises(findings.Blocked) as refused:
        findings.require(findings.review(store, outvoted.person_id, TODAY))
    assert "Chi bộ thôn Đông" in refused.value.sentence
    assert "dự thảo và bản mang đi họp vẫn in được" in refused.value.sentence


def test_an_overruled_finding_no_longer_blocks_until_it_is_held_again(store: Store, outvoted: Record) -> None:
    (found,) = vote(findings.review(store, outvoted.person_id, TODAY))
    findings.overrule(store, outvoted.id, found, "Biên bản ghi nhầm, đã đính chính", "Hoàng Văn Chính", TODAY)
    reviewed = findings.review(store, outvoted.person_id, TODAY)
    assert vote(reviewed) == []
    (passed,) = reviewed.overruled
    assert (passed[0].rule, passed[1].overruled_by) == ("cell_vote", "Hoàng Văn Chính")
    findings.hold_again(store, passed[1].id)
    assert vote(findings.review(store, outvoted.person_id, TODAY)) == [found]


def test_what_was_let_pass_is_not_told_again_of_the_case_in_a_file(
    store: Store, outvoted: Record, tmp_path: Path
) -> None:
    (found,) = vote(findings.review(store, outvoted.person_id, TODAY))
    findings.overrule(store, outvoted.id, found, "Biên bản ghi nhầm, đã đính chính", "Hoàng Văn Chính", TODAY)
    file = tmp_path / "hồ sơ.json"
    file.write_text(json.dumps(plain_case(cases.load(store, outvoted.person_id))), encoding="utf-8")
    reviewed = findings.review_file(file, TODAY)
    assert vote(reviewed) == []
    assert [row.overruled_by for _, row in reviewed.overruled] == ["Hoàng Văn Chính"]


def test_an_overruling_holds_for_its_very_sentence(store: Store, outvoted: Record) -> None:
    (found,) = vote(findings.review(store, outvoted.person_id, TODAY))
    findings.overrule(store, outvoted.id, found, "Đã đính chính", "Hoàng Văn Chính", TODAY)
    meeting = store.find("step", kind="cell_meeting")
    assert meeting is not None
    with store.action("Sửa số phiếu") as action:
        action.update("step", meeting.id, {"votes_for": 4})
    assert len(vote(findings.review(store, outvoted.person_id, TODAY))) == 1


@pytest.mark.parametrize(("reason", "signer"), [("", "Hoàng Văn Chính"), ("Đã đính chính", " ")])
def test_nobody_overrules_without_a_reason_and_a_name(reason: str, signer: str, store: Store, outvoted: Record) -> None:
    (found,) = vote(findings.review(store, outvoted.person_id, TODAY))
    with pytest.raises(Invalid):
        findings.overrule(store, outvoted.id, found, reason, signer, TODAY)
    assert store.count("overruling") == 0


def test_one_by_one_and_in_bulk_say_the_same(store: Store, outvoted: Record) -> None:
    factory.make_candidate(store, "Lò Thị Ánh")
    in_bulk = {each.case.person.id: each.findings for each in findings.review_all(store, TODAY)}
    assert in_bulk == {key: findings.review(store, key, TODAY).findings for key in in_bulk}
    assert len(in_bulk) == 2


def test_a_case_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(findings.BadInputFile) as refused:
        findings.review_file(tmp_path / "không có.json", TODAY)
    assert "không có.json" in refused.value.sentence
