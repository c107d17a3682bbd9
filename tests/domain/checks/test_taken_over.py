"""Dossiers taken over in mid-procedure: nothing is found about what lies before the step they are known from."""

import json
from datetime import date

import pytest

from desktop.domain import case_files
from desktop.domain.rules.engine import check
from desktop.domain.rules.model import Finding
from tests.domain.checks.spoiling import TODAYS, Plain, clean, step
from tests.domain.rules.shipped import shipped_book

RULES = shipped_book().get("2025")


def found_in(plain: Plain, today: date) -> tuple[Finding, ...]:
    return check(case_files.read(json.dumps(plain)), RULES, today)


def known_from(case: Plain, kind: str) -> None:
    """Forget the steps before a kind and every list that only they have."""
    case["dossier"]["known_from"] = kind
    before = RULES.path[: RULES.place(kind)]
    case["steps"] = [each for each in case["steps"] if each["kind"] not in before]
    case.update(items=[], introductions=[], background_checks=[], opinions=[], mentor_assignments=[], receipts=[])


@pytest.mark.parametrize(
    "kind", ["cell_meeting", "admission_decision", "admission_ceremony", "recognition_cell_meeting"]
)
@pytest.mark.parametrize("name", ["k1", "k2"])
def test_what_was_not_written_down_before_is_not_missed(name: str, kind: str) -> None:
    plain = clean(name)
    known_from(plain, kind)
    assert [finding.rule for finding in found_in(plain, TODAYS[name]) if finding.level == "block"] == []


def test_a_step_before_is_passed_over_and_a_later_one_is_not() -> None:
    plain = clean("k1")
    for kind in ("procedure_requested", "cell_meeting", "recognition_cell_meeting"):
        step(kind, document_number=None)(plain)
    known = RULES.path.index("admission_ceremony")
    plain["dossier"]["known_from"] = "admission_ceremony"
    fields = {finding.field for finding in found_in(plain, TODAYS["k1"]) if finding.rule == "number_missing"}
    kinds = {plain["steps"][int(field.split("[")[1].split("]")[0])]["kind"] for field in fields}
    assert kinds == {"recognition_cell_meeting"}
    assert all(RULES.path.index(kind) >= known for kind in kinds)
