"""What only the papers of several people show: one number twice, one evening counted differently."""

import json
from typing import Any

import pytest

from desktop.domain import case_files
from desktop.domain.rules.engine import check_all
from tests.domain.checks.spoiling import TODAYS, Change, clean, step
from tests.domain.rules.shipped import shipped_book


def found(change: Change) -> set[str]:
    """What is found about the first case when a second person has the same papers, but for a change."""
    second = clean("k1") | {"id": "another", "full_name": "Vàng A Thử"}
    for certificate in second["certificates"]:
        certificate["number"] = "1" + certificate["number"]
    for row in second["steps"]:
        if row["kind"] in ("admission_decision", "recognition_decision"):
            row["document_number"] = "1" + row["document_number"]
    change(second)
    cases = [case_files.read(json.dumps(plain)) for plain in (clean("k1"), second)]
    findings = check_all(cases, shipped_book().get("2025"), TODAYS["k1"])
    return {finding.rule for finding in findings[cases[0].person.uid]}


def certificate(**values: Any) -> Change:
    return lambda plain: plain["certificates"][0].update(values)


def test_two_people_of_one_evening_disturb_nobody() -> None:
    assert found(lambda plain: None) == set()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (certificate(number="123/GCN"), "certificate_number_repeated"),
        (certificate(number=" 123 / gcn "), "certificate_number_repeated"),
        (step("admission_decision", document_number="210-QĐ/ĐU"), "decision_number_repeated"),
        (step("recognition_decision", document_number="402-QĐ/ĐU"), "decision_number_repeated"),
        (step("cell_meeting", official_total=12), "meetings_of_one_evening_differ"),
        (step("cell_meeting", member_total=15), "meetings_of_one_evening_differ"),
    ],
)
def test_what_two_people_share_or_count_differently_is_found(change: Change, name: str) -> None:
    assert name in found(change)


@pytest.mark.parametrize(
    "change",
    [
        certificate(number="123/GCN", issued_by="Trung tâm chính trị khác"),
        certificate(number="123/GCN", issued_on="2023-05-24"),
        step("admission_decision", document_number="210-QĐ/ĐU", body="Ban Thường vụ Đảng ủy xã Bình Mẫu"),
    ],
)
def test_another_giver_or_year_may_use_the_number_again(change: Change) -> None:
    assert found(change) & {"certificate_number_repeated", "decision_number_repeated"} == set()
