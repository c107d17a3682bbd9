"""Numbers that are right in each dossier and wrong in the office: only all dossiers together show them."""

import json

import pytest

from desktop.domain import case_files
from desktop.domain.rules.engine import check, check_all
from desktop.domain.rules.model import Finding
from tests.domain.checks.spoiling import TODAYS, Plain, clean, step
from tests.domain.rules.shipped import shipped_book

RULES = shipped_book().get("2025")
TODAY = TODAYS["k1"]


def found_among(*plains: Plain) -> list[Finding]:
    cases = [case_files.read(json.dumps(plain)) for plain in plains]
    return [finding for findings in check_all(cases, RULES, TODAY).values() for finding in findings]


def test_one_decision_number_for_two_people() -> None:
    one, two = clean("k1"), clean("k2")
    step("admission_decision", document_number="210 - QĐ/ĐU", document_on="2025-12-25", happened_on="2025-12-25")(two)
    repeated = [finding for finding in found_among(one, two) if finding.rule == "decision_number_repeated"]
    assert {finding.person for finding in repeated} == {one["id"], two["id"]}
    assert {finding.level for finding in repeated} == {"block"}
    assert all("210" in finding.message and finding.citation for finding in repeated)
    alone = check(case_files.read(json.dumps(two)), RULES, TODAY)
    assert not [finding for finding in alone if finding.rule == "decision_number_repeated"]


def test_the_same_number_in_another_year_or_of_another_body_is_another_number() -> None:
    one, two = clean("k1"), clean("k2")
    step("admission_decision", document_number="210-QĐ/ĐU")(two)
    assert "decision_number_repeated" not in {finding.rule for finding in found_among(one, two)}


def test_a_cell_that_gives_one_number_on_two_days_is_seen_across_people() -> None:
    one, two = clean("k1"), clean("k3")
    body = one["steps"][1]["body"]
    step("procedure_requested", body=body, document_number="21-NQ/CB", document_on="2025-10-07")(two)
    used = [finding for finding in found_among(one, two) if finding.rule == "number_used_again"]
    assert {finding.person for finding in used} == {one["id"], two["id"]}
    assert all("21-NQ/CB" in finding.message and "07/10/2025" in finding.message for finding in used)


def test_one_resolution_about_two_people_is_one_number() -> None:
    one, two = clean("k1"), clean("k3")
    two["id"] = "00000000-0000-4000-8000-000099999904"
    same = {name: one["steps"][3].get(name) for name in ("body", "document_number", "document_on", "happened_on")}
    step("procedure_requested", **same)(two)
    assert "number_used_again" not in {finding.rule for finding in found_among(one, two)}


def test_a_bare_number_says_nothing_about_papers_of_another_kind() -> None:
    plain = clean("k1")
    body = plain["steps"][3]["body"]
    step("procedure_requested", document_number="24")(plain)
    step("procedure_allowed", body=body, document_number="24")(plain)
    assert "number_used_again" not in {finding.rule for finding in found_among(plain)}


@pytest.mark.parametrize(
    ("written", "differs"), [("24", False), ("024 - nq/cb", False), ("25-NQ/CB", True), ("25", True)]
)
def test_a_number_written_otherwise_is_the_same_number(written: str, differs: bool) -> None:
    plain = clean("k1")
    for item in plain["items"]:
        item["document_number"] = written if item["paper"] == "6-KNĐ" else item.get("document_number")
    assert ("cited_number_differs" in {finding.rule for finding in found_among(plain)}) is differs
