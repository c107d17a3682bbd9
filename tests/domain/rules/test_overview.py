"""The table of checks: every check of every edition, in words, in its area."""

from desktop.domain.checks import areas
from desktop.domain.rules.overview import AREA_NAMES, LEVEL_NAMES, checks_table
from desktop.domain.rules.rulebook import RuleBook


def test_every_check_of_every_edition_stands_in_the_table(book: RuleBook) -> None:
    lines = checks_table(book.rules).splitlines()
    for edition_id, rules in book.rules.items():
        for check in rules.checks:
            own = [line for line in lines if line.startswith(f"| {check.name} |")]
            found = [line for line in own if edition_id in line.rsplit("|", 2)[1].replace(",", "").split()]
            assert len(found) == 1
            assert LEVEL_NAMES[check.level] in found[0]
            assert check.cite in found[0]


def test_every_area_has_its_name(book: RuleBook) -> None:
    assert set(AREA_NAMES) == set(areas.NAMES)
    text = checks_table(book.rules)
    assert all(f"## {title}\n" in text for title in AREA_NAMES.values())
