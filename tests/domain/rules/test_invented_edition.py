"""A fifth edition, invented here: it changes every number, share, level and sentence without a line of code."""

import json
import tomllib
from datetime import date
from typing import Any

import pytest

from desktop.domain import case_files
from desktop.domain.rules import rulebook
from desktop.domain.rules.engine import check
from desktop.domain.rules.model import Finding, Rules
from tests.domain.checks.spoiling import TODAYS, clean
from tests.domain.checks.test_faults import FAULTS
from tests.domain.rules.shipped import shipped_book, shipped_texts

BASE = "2025"
HEAD = f'[edition]\nid = "fifth"\ntitle = "Thử"\napplies_from = 2031-01-01\nextends = "{BASE}"\n'
OTHER_LEVEL = {"block": "note", "warn": "block", "note": "warn"}
# Numbers under which a clean case is clean no more, and the check that says so.
NUMBERS: dict[str, tuple[str, str, str]] = {
    "youngest_years": ("45", "k1", "age_under"),
    "oldest_years": ("20", "k1", "age_over"),
    "certificate_months": ("6", "k1", "certificate_valid"),
    "together_months": ("600", "k1", "introducer_not_long_enough"),
    "dossier_months": ("1", "k1", "dossier_too_old"),
    "probation_months": ("24", "k1", "recognition_meeting_early"),
    "two_thirds": ('"14/15"', "k2", "cell_vote"),
    "one_half": ('"10/11"', "k1", "standing_committee_vote"),
    "ceremony_days": ("2", "k1", "ceremony_late"),
    "member_file_days": ("2", "k1", "member_file_late"),
    "recognition_meeting_days": ("2", "k1", "recognition_late"),
}


def fifth(text: str) -> Rules:
    book = rulebook.read(shipped_texts(), {"fifth.toml": HEAD + text})
    assert not book.warnings
    return book.get("fifth")


def found(rules: Rules, name: str, case: str, today: date | None = None) -> list[Finding]:
    findings = check(case_files.read(json.dumps(clean(case))), rules, today or TODAYS[case])
    return [finding for finding in findings if finding.rule == name]


@pytest.mark.parametrize("number", NUMBERS)
def test_each_number_is_data(number: str) -> None:
    value, case, name = NUMBERS[number]
    assert not found(shipped_book().get(BASE), name, case)
    assert found(fifth(f"[numbers]\n{number} = {value}\n"), name, case)


def test_every_level_sentence_and_citation_is_data() -> None:
    shipped = {rule.name: rule for rule in shipped_book().get(BASE).checks}
    said = 'cite = "Thông tri thử, {}"\nremedy = "Làm khác đi."\n'
    lines = [
        f'[checks.{name}]\nlevel = "{OTHER_LEVEL[rule.level]}"\n{said.format(name)}' for name, rule in shipped.items()
    ]
    rules = fifth("".join(lines))
    for name in sorted(shipped.keys() & FAULTS.keys()):
        spoilt = FAULTS[name]
        case = spoilt.cases.split()[0]
        plain = clean(case)
        spoilt.change(plain)
        findings = check(case_files.read(json.dumps(plain)), rules, spoilt.today or TODAYS[case])
        own = [finding for finding in findings if finding.rule == name]
        assert own, name
        assert {finding.level for finding in own} == {OTHER_LEVEL[shipped[name].level]}
        assert {finding.citation for finding in own} == {f"Thông tri thử, {name}"}
        assert {finding.remedy for finding in own} == {"Làm khác đi."}


def test_the_path_its_limits_and_its_papers_are_data() -> None:
    rules = fifth(
        '[steps.cell_meeting]\npaper = "61-THỬ"\nvote = { share = "1/1", base = "official_members" }\n'
        '[steps.admission_ceremony]\nwithin = { count = 1, unit = "months", from = "cell_meeting" }\n'
        '[path]\nsteps = ["listed", "procedure_allowed", "application_letter", "cell_meeting", "admission_decision",'
        ' "admission_ceremony", "recognition_cell_meeting", "recognition_decision"]\n'
        + "".join(f"[checks.{name}]\noff = true\n" for name in names_without("cell_vote"))
    )
    assert [rule.name for rule in rules.checks] == ["cell_vote"]
    (finding,) = found(rules, "cell_vote", "k1")
    assert "61-THỬ" in finding.remedy
    assert "13" in finding.message
    limit = rules.steps["admission_ceremony"].limit
    assert limit is not None
    assert limit.due_on(date(2031, 1, 31)) == date(2031, 2, 28)


def names_without(kept: str) -> list[str]:
    return [rule.name for rule in shipped_book().get(BASE).checks if rule.name != kept]


def test_all_numbers_of_the_shipped_rules_stand_in_their_table_or_a_check() -> None:
    numbers: dict[str, Any] = tomllib.loads(shipped_texts()["2017.toml"])["numbers"]
    used = "".join(shipped_texts().values())
    assert [name for name in numbers if f'"@{name}"' not in used] == []
