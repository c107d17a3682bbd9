"""The mutation test: each check's own fault, put into clean cases, is found, cited, and stops nothing else."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from db.records import Case
from desktop.domain import case_files
from desktop.domain.rules.engine import check
from desktop.domain.rules.model import Finding
from tests.domain.checks.spoiling import TODAYS, Spoilt, clean
from tests.domain.rules.shipped import shipped_book

EDITIONS = ("2025", "hanoi-2025")
# Found only across the people of an office; their own tests are in test_registers.py and test_numbers_of_an_office.py.
OF_MANY_PEOPLE = {"certificate_number_repeated", "meetings_of_one_evening_differ", "decision_number_repeated"}
# Every module beside this one that holds faults.
MODULES = sorted(path.stem for path in Path(__file__).parent.glob("faults_of_*.py"))
FAULTS: dict[str, Spoilt] = {
    name: spoilt for module in MODULES for name, spoilt in import_module(f"tests.domain.checks.{module}").FAULTS.items()
}


def put_in() -> Iterator[tuple[str, str]]:
    for name, spoilt in FAULTS.items():
        for case in spoilt.cases.split():
            yield name, case


def edition_of(name: str) -> str:
    """The edition a fault is looked at under: the central one, unless only the overlay has the check."""
    return next(edition for edition in EDITIONS if name in {rule.name for rule in shipped_book().get(edition).checks})


@cache
def spoilt_case(name: str, case: str) -> Case:
    plain = clean(case)
    FAULTS[name].change(plain)
    return case_files.read(json.dumps(plain))


def findings(name: str, case: str, edition: str) -> tuple[Finding, ...]:
    today = FAULTS[name].today or TODAYS[case]
    return check(spoilt_case(name, case), shipped_book().get(edition), today)


@pytest.mark.parametrize(("name", "case"), list(put_in()))
def test_a_fault_is_found_and_stops_nothing_unrelated(name: str, case: str) -> None:
    edition = FAULTS[name].edition or edition_of(name)
    rule = next(rule for rule in shipped_book().get(edition).checks if rule.name == name)
    found = findings(name, case, edition)
    own = [finding for finding in found if finding.rule == name]
    assert own, [finding.rule for finding in found]
    for finding in own:
        assert (finding.level, finding.citation, finding.certainty) == (rule.level, rule.cite, rule.certainty)
        assert finding.citation.strip()
        assert "None" not in finding.message + finding.remedy
        assert finding.field
    # A fault that puts several things wrong says so in `also`; a day moved wakes the checks of the same step.
    stopping = {finding.rule for finding in found if finding.level == "block"} - {name} - set(FAULTS[name].also.split())
    assert not stopping


@pytest.mark.parametrize("edition", sorted(shipped_book().rules))
def test_every_edition_tells_a_fault_by_its_own_text(edition: str) -> None:
    """No sentence of any edition wants a value its check does not give; the citation is that of the edition."""
    rules = {rule.name: rule for rule in shipped_book().get(edition).checks}
    told = set()
    for name in sorted(FAULTS):
        for finding in findings(name, FAULTS[name].cases.split()[0], edition):
            rule = rules[finding.rule]
            assert (finding.level, finding.citation, finding.certainty) == (rule.level, rule.cite, rule.certainty)
            assert "{" not in finding.message + finding.remedy + finding.citation
            told.add(finding.rule)
    # What only one edition knows as a fault may be in order in another; nearly all are faults in all.
    assert len(told) > 0.9 * len(rules)


def test_every_check_has_its_fault() -> None:
    names = {rule.name for rules in shipped_book().rules.values() for rule in rules.checks}
    assert len(names) >= 80
    assert names - OF_MANY_PEOPLE == set(FAULTS)


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_nothing_is_said_about_what_lies_before_the_known(name: str) -> None:
    """A dossier taken over after everything: only facts about the person and today's state may still be told."""
    spoilt, rules = FAULTS[name], shipped_book().get(edition_of(name))
    case = spoilt.cases.split()[0]
    plain = clean(case)
    spoilt.change(plain)
    plain["dossier"]["known_from"] = rules.path[-1]
    found = check(case_files.read(json.dumps(plain)), rules, spoilt.today or date(2027, 3, 31))
    by_name = {rule.name: rule for rule in rules.checks}
    assert all(by_name[finding.rule].since >= len(rules.path) - 1 for finding in found)
