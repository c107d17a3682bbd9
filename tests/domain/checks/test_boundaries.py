"""The exact edges of the rules: the last day in time, the month of an age, the one vote that is enough."""

import json
from typing import Any

import pytest

from desktop.domain import case_files
from desktop.domain.rules.engine import check
from tests.domain.checks.spoiling import TODAYS, Change, Plain, clean, person, step
from tests.domain.rules.shipped import shipped_book


def found(change: Change, case: str = "k1", edition: str = "2025") -> set[str]:
    plain = clean(case)
    change(plain)
    return {
        finding.rule for finding in check(case_files.read(json.dumps(plain)), shipped_book().get(edition), TODAYS[case])
    }


def issued(day: str) -> Change:
    def change(plain: Plain) -> None:
        plain["certificates"][0]["issued_on"] = day

    return change


def day_of(kind: str, day: str) -> Change:
    return step(kind, happened_on=day, document_on=day)


def letter(**values: Any) -> Change:
    return lambda plain: [row.update(values) for row in plain["introductions"] if row["kind"] == "official_member"]


EDGES: list[tuple[str, Change, Change, str]] = [
    # The cell of the first case met on 5 December 2025.
    ("certificate_valid", issued("2020-12-05"), issued("2020-12-04"), "k1"),
    ("age_under", person(born_on="2007-12-31"), person(born_on="2008-01-01"), "k1"),
    ("age_under_boundary", person(born_on="2007-11-30"), person(born_on="2007-12-31"), "k1"),
    ("age_over", person(born_on="1965-12-01"), person(born_on="1965-11-30"), "k1"),
    ("age_over_boundary", person(born_on="1966-01-01"), person(born_on="1965-12-31"), "k1"),
    ("schooling_too_low", person(schooling="9/12 bổ túc"), person(schooling="8/12"), "k1"),
    ("schooling_too_low", person(schooling="7/10 phổ thông"), person(schooling="6/10"), "k1"),
    ("introducer_not_long_enough", letter(together_since="2024-11-21"), letter(together_since="2024-11-22"), "k1"),
    ("dossier_too_old", day_of("personal_history", "2024-12-05"), day_of("personal_history", "2024-12-04"), "k1"),
    # Twelve were convened: eight are two thirds.
    ("cell_vote", step("cell_meeting", votes_for=8), step("cell_meeting", votes_for=7), "k1"),
    # Sixteen were convened: two thirds are ten and two thirds of a vote.
    ("cell_vote", step("cell_meeting", votes_for=11), step("cell_meeting", votes_for=10), "k2"),
    ("committee_vote", step("committee_meeting", votes_for=6), step("committee_meeting", votes_for=5), "k2"),
    # Eleven members: more than half are six; of ten they would be six, too.
    (
        "standing_committee_vote",
        step("standing_committee_meeting", votes_for=6),
        step("standing_committee_meeting", votes_for=5),
        "k1",
    ),
    (
        "standing_committee_vote",
        step("standing_committee_meeting", member_total=10, votes_base=10, votes_for=6),
        step("standing_committee_meeting", member_total=10, votes_base=10, votes_for=5),
        "k1",
    ),
    # The decision was received on 26 December 2025: the thirtieth working day is 9 February 2026.
    ("ceremony_late", day_of("admission_ceremony", "2026-02-09"), day_of("admission_ceremony", "2026-02-10"), "k1"),
    # The ceremony was on 9 January 2026; the day itself only warns.
    (
        "recognition_meeting_early",
        day_of("recognition_cell_meeting", "2027-01-09"),
        day_of("recognition_cell_meeting", "2027-01-08"),
        "k1",
    ),
    (
        "on_last_day_of_probation",
        day_of("recognition_cell_meeting", "2027-01-10"),
        day_of("recognition_cell_meeting", "2027-01-09"),
        "k1",
    ),
    ("career_gap", lambda plain: None, lambda plain: plain["career"][1].update(started_on="2014-10"), "k1"),
]


@pytest.mark.parametrize(("name", "inside", "outside", "case"), EDGES)
def test_the_edge_of_a_rule(name: str, inside: Change, outside: Change, case: str) -> None:
    assert name not in found(inside, case)
    assert name in found(outside, case)


@pytest.mark.parametrize(
    ("kind", "last", "late", "name"),
    [
        ("cell_meeting", "2025-12-12", "2025-12-15", "sent_up_late"),
        ("recognition_cell_meeting", "2027-01-26", "2027-01-27", "recognition_sent_up_late"),
    ],
)
def test_the_province_counts_five_working_days_for_sending_up(kind: str, last: str, late: str, name: str) -> None:
    assert name not in found(step(kind, sent_on=last), edition="hanoi-2025")
    assert name in found(step(kind, sent_on=late), edition="hanoi-2025")
    assert name not in found(step(kind, sent_on=late))


def test_the_newer_edition_counts_the_ceremony_from_the_decision() -> None:
    # Thirty working days from 24 December 2025 end on 5 February 2026, from the receipt on 9 February.
    change = day_of("admission_ceremony", "2026-02-06")
    assert "ceremony_late" not in found(change)
    assert "ceremony_late" in found(change, edition="2026")


def test_relatives_who_are_members_are_exempt_only_in_the_older_editions() -> None:
    def exempt(plain: Plain) -> None:
        plain["background_checks"][1].update(exemption="relative_is_member", answered_on=None, sent_on=None)

    assert "exemption_not_allowed" not in found(exempt, edition="2022")
    assert "exemption_not_allowed" in found(exempt, edition="2025")


def test_the_papers_before_the_vote_may_come_in_any_order() -> None:
    def shuffled(plain: Plain) -> None:
        day_of("opinion_summary", "2025-11-15")(plain)
        for row in plain["opinions"]:
            row["given_on"] = "2025-11-14" if row.get("purpose") == "admission" else row["given_on"]
        for row in plain["introductions"]:
            row["document_on"] = "2025-11-02"
        for row in plain["items"]:
            row.pop("dated_on", None)

    assert found(shuffled) == set()
