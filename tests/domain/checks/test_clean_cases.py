"""The clean cases: a correct program reports nothing to mend, under the central edition and under the overlay."""

import json

import pytest

from desktop.domain import case_files
from desktop.domain.rules.engine import check, check_all
from tests.domain.checks.spoiling import TODAYS, clean
from tests.domain.rules.shipped import shipped_book

EDITIONS = ("2025", "hanoi-2025")


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", TODAYS)
def test_a_clean_case_is_silent(name: str, edition: str) -> None:
    case = case_files.read(json.dumps(clean(name)))
    findings = check(case, shipped_book().get(edition), TODAYS[name])
    assert [finding for finding in findings if finding.level != "note"] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_clean_cases_do_not_disturb_each_other(edition: str) -> None:
    cases = [case_files.read(json.dumps(clean(name))) for name in TODAYS]
    found = check_all(cases, shipped_book().get(edition), TODAYS["k3"])
    levels = {finding.rule: finding.level for findings in found.values() for finding in findings}
    # Seen on the earlier day only the later steps are wrong.
    assert {name for name, level in levels.items() if level != "note"} <= {"step_in_future"}
