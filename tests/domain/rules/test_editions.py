"""Tests of the editions: what they inherit, which applies when, and how a broken file is refused."""

import json
from datetime import date

import pytest

from db.records import Record
from desktop.domain import case_files
from desktop.domain.dossier_papers import paper_of
from desktop.domain.editions import BadEdition
from desktop.domain.rules import rulebook
from desktop.domain.rules.rulebook import RuleBook
from tests.domain.checks.spoiling import clean

OWN = '[edition]\nid = "own"\ntitle = "Riêng"\nextends = "2025"\noverlay = true\napplies_from = 2026-01-01\n'
TODAY = date(2026, 3, 2)


def dossier(opened_on: str | None = None, rule_edition: str | None = None) -> Record:
    return Record(opened_on=opened_on, rule_edition=rule_edition)


def test_every_shipped_file_is_an_edition_of_rules(book: RuleBook, texts: dict[str, str]) -> None:
    assert {f"{edition_id}.toml" for edition_id in book.rules} == set(texts)
    assert not book.warnings
    for rules in book.rules.values():
        assert rules.checks
        assert all(step.actor and step.title for step in rules.steps.values())


@pytest.mark.parametrize(
    ("opened_on", "edition", "says"),
    [
        ("2019-05-02", "2017", None),
        ("2021-07-29", "2017", None),
        ("2021-07-30", "2022", None),
        ("2025-02-10", "2022", "232-QĐ/TW"),
        ("2025-07-01", "2025", None),
        ("2026-04-08", "2025", "20-QĐ/TW"),
        ("2026-07-26", "2026", None),
        (None, "2025", None),
    ],
)
def test_the_day_of_the_permission_chooses(book: RuleBook, opened_on: str | None, edition: str, says: str) -> None:
    choice = book.of_dossier(dossier(opened_on), TODAY)
    assert choice.rules.edition.id == edition
    assert says in choice.remark if says and choice.remark else choice.remark is says


def test_what_a_dossier_remembers_stays(book: RuleBook) -> None:
    assert book.of_dossier(dossier("2026-08-01", "2022"), TODAY).rules.edition.id == "2022"
    unknown = book.of_dossier(dossier("2025-08-01", "1999"), TODAY)
    assert unknown.rules.edition.id == "2025"
    assert "1999" in (unknown.remark or "")
    with pytest.raises(BadEdition, match="1999"):
        book.get("1999")


def test_an_overlay_is_used_only_where_asked_and_on_what_it_extends(book: RuleBook) -> None:
    assert book.applying(date(2025, 12, 1)).edition.id == "2025"
    assert book.applying(date(2025, 12, 1), "hanoi-2025").edition.id == "hanoi-2025"
    assert book.applying(date(2025, 10, 1), "hanoi-2025").edition.id == "2025"
    assert book.applying(date(2026, 8, 1), "hanoi-2025").edition.id == "2026"


def test_an_overlay_changes_its_numbers_and_keeps_the_rest(book: RuleBook) -> None:
    central, local = book.get("2025"), book.get("hanoi-2025")
    limits = [rules.steps["admission_decision"].limit for rules in (central, local)]
    assert [limit.count for limit in limits if limit] == [60, 45]
    assert central.steps["section_report"] == local.steps["section_report"]


@pytest.mark.parametrize(
    ("edition", "case", "kind", "paper"),
    [
        ("2025", "k1", "cell_meeting", "6-KNĐ"),
        ("hanoi-2025", "k1", "cell_meeting", "8C-KNĐ"),
        ("hanoi-2025", "k2", "cell_meeting", "6-KNĐ"),
        ("hanoi-2025", "k2", "committee_meeting", "8A-KNĐ"),
        ("hanoi-2025", "k1", "application_letter", "1A-KNĐ"),
        ("hanoi-2025", "k1", "recognition_decision", "16A-KNĐ"),
        ("2025", "k1", "admission_decision", "9-KNĐ"),
    ],
)
def test_a_step_names_the_paper_of_its_edition(book: RuleBook, edition: str, case: str, kind: str, paper: str) -> None:
    held = case_files.read(json.dumps(clean(case)))
    assert paper_of(book.get(edition).steps[kind], held) == paper


def test_every_paper_a_step_names_is_a_form_of_the_dossier(book: RuleBook) -> None:
    for edition in book.editions:
        forms = {paper.form for paper in edition.dossier_papers}
        named = {form for step in book.get(edition.id).steps.values() for form, _ in step.paper_when}
        assert named <= forms


def test_what_is_taken_from_secondary_texts_is_never_sure(book: RuleBook) -> None:
    assert {check.certainty for check in book.get("2026").checks} <= {"likely", "unverified"}
    assert {step.certainty for step in book.get("2026").steps.values()} <= {"likely", "unverified"}


def test_an_own_file_joins_the_book(texts: dict[str, str]) -> None:
    book = rulebook.read(texts, {"own.toml": OWN + "[checks.cell_vote]\noff = true\n"})
    assert not book.warnings
    assert {check.name for check in book.get("2025").checks} - {check.name for check in book.get("own").checks} == {
        "cell_vote"
    }


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[edition\n", 1, "TOML"),
        (OWN.replace('"2025"', '"1999"'), 4, "1999"),
        (OWN.replace('"own"', '"2025"'), 2, "đã có"),
        (OWN + '[checks.cell_vote]\nlevel = "stop"\n', 8, "level"),
        (OWN + '[checks.cell_vote]\nmessage = "{met_on} {nothing}"\n', 8, "nothing"),
        (OWN + '[checks.cell_vote]\nmessage = "{met_on"\n', 8, "ngoặc"),
        (OWN + '[checks.cell_vote]\ncite = "{nowhere}"\n', 8, "nowhere"),
        (OWN + '[checks.cell_vote]\nstep = "party"\n', 8, "party"),
        (OWN + '[checks.cell_vote]\nneeds = ["party"]\n', 8, "party"),
        (OWN + "[checks.cell_vote]\nmonths = 3\n", 8, "months"),
        (OWN + '[checks.cell_vote]\nfrom_stage = "party"\n', 8, "party"),
        (OWN + '[checks.another]\nlevel = "warn"\n', 7, "another"),
        (OWN + '[steps.cell_meeting]\nvote = { share = "3/2", base = "convened" }\n', 8, "share"),
        (OWN + '[steps.cell_meeting]\nvote = { share = "1/2", base = "all" }\n', 8, "base"),
        (OWN + '[steps.cell_meeting]\nwithin = { count = -1, unit = "months", from = "listed" }\n', 8, "count"),
        (OWN + '[steps.cell_meeting]\nwithin = { count = 1, unit = "weeks", from = "listed" }\n', 8, "unit"),
        (OWN + '[steps.cell_meeting]\nwithin = { count = 1, unit = "months", from = "party" }\n', 8, "party"),
        (OWN + '[steps.cell_meeting]\nwhen = "sometimes"\n', 8, "sometimes"),
        (OWN + '[steps.cell_meeting]\nwithin = { count = "@many", unit = "months", from = "listed" }\n', 8, "many"),
        ("steps = 3\n" + OWN, None, "bảng"),
        ("checks = 3\n" + OWN, None, "bảng"),
    ],
)
def test_a_broken_own_file_is_refused_and_the_shipped_ones_go_on(
    text: str, line: int | None, reason: str, texts: dict[str, str], book: RuleBook
) -> None:
    read = rulebook.read(texts, {"own.toml": text})
    (warning,) = read.warnings
    assert "own.toml" in warning
    assert reason in warning
    assert line is None or f"dòng {line}," in warning
    assert set(read.rules) == set(book.rules)
