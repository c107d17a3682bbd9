"""The table of checks: every check of every edition, in words, in its area."""

from collections import defaultdict

from desktop.domain.checks import areas
from desktop.domain.rules.messages import describe
from desktop.domain.rules.overview import AREA_NAMES, LEVEL_NAMES, checks_table
from desktop.domain.rules.rulebook import RuleBook


def test_every_check_of_every_edition_stands_in_the_table(book: RuleBook) -> None:
    held = defaultdict(list)
    for line in checks_table(book.rules).splitlines():
        if line.startswith("| "):
            message, level, cited, editions = line.strip("| ").rsplit(" | ", 3)
            held[message, level].append((cited, editions.split(", ")))
    for edition_id, rules in book.rules.items():
        for check in rules.checks:
            found = held[describe(check), LEVEL_NAMES[check.level]]
            assert any(check.cite in cited and edition_id in of for cited, of in found), (edition_id, check.name)


def test_numbers_of_the_rules_are_filled_in_and_nothing_english_is_left(book: RuleBook) -> None:
    rules = book.rules["2025"]
    certificate = next(check for check in rules.checks if check.name == "certificate_valid")
    assert describe(certificate).count("…") == 4
    assert f"{certificate['months']} tháng" in describe(certificate)
    text = checks_table(book.rules)
    assert not [sign for sign in "{}‹›_" if sign in text]


def test_one_check_has_one_line_though_its_citation_moves(book: RuleBook) -> None:
    lines = checks_table(book.rules).splitlines()
    certificate = next(check for check in book.rules["2025"].checks if check.name == "certificate_valid")
    (line,) = (line for line in lines if line.startswith(f"| {describe(certificate)} |"))
    assert all(certificate_of(book, edition).cite in line for edition in ("2022", "2025"))


def certificate_of(book: RuleBook, edition: str):
    return next(check for check in book.rules[edition].checks if check.name == "certificate_valid")


def test_every_area_has_its_name(book: RuleBook) -> None:
    assert set(AREA_NAMES) == set(areas.NAMES)
    text = checks_table(book.rules)
    assert all(f"## {title}\n" in text for title in AREA_NAMES.values())
