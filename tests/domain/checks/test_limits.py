"""The boundaries of limits: the last working day and the same day of the month are still in time."""

import json
from datetime import date

import pytest

from desktop.domain import case_files
from desktop.domain.rules.engine import check
from tests.domain.checks.faults_of_limits import LIMITS, NEXT_YEAR, on_day
from tests.domain.checks.spoiling import Change, add_step, clean, cut_from, row, step, steps
from tests.domain.rules.shipped import shipped_book

LOCAL = "hanoi-2025"


def rules_found(case: str, *changes: Change, today: date = NEXT_YEAR, edition: str = LOCAL) -> set[str]:
    plain = clean(case)
    for change in changes:
        change(plain)
    found = check(case_files.read(json.dumps(plain)), shipped_book().get(edition), today)
    return {finding.rule for finding in found}


@pytest.mark.parametrize(("name", "case"), [(name, case) for name in LIMITS for case in LIMITS[name][2].split()])
def test_the_last_working_day_is_in_time_and_the_next_is_late(name: str, case: str) -> None:
    last, change, _ = LIMITS[name]
    assert name not in rules_found(case, change(last))
    assert name in rules_found(case, change(last + 1))


def test_within_the_extension_is_late_and_only_past_it_very_late() -> None:
    within = rules_found("k1", on_day("admission_decision", "cell_meeting", 90))
    past = rules_found("k1", on_day("admission_decision", "cell_meeting", 91))
    assert "decision_late" in within
    assert "decision_very_late" not in within
    assert "decision_very_late" in past
    assert "decision_late" not in past


def test_a_late_ceremony_with_an_earlier_consent_is_in_order() -> None:
    late = on_day("admission_ceremony", "decision_received", 31)
    assert "ceremony_late" in rules_found("k1", late)
    assert "ceremony_late" not in rules_found("k1", late, add_step("ceremony_consent", "2026-01-30"))
    assert "ceremony_late" in rules_found("k1", late, add_step("ceremony_consent", "2026-12-01"))


def test_the_newest_edition_counts_the_ceremony_from_the_decision() -> None:
    # 30 working days from receipt are more than 30 from the decision two days before.
    on_last_day = on_day("admission_ceremony", "decision_received", 30)
    assert "ceremony_late" not in rules_found("k1", on_last_day, edition="2025")
    assert "ceremony_late" in rules_found("k1", on_last_day, edition="2026")


def test_a_second_round_counts_from_the_second_meeting() -> None:
    def met_again(case: dict[str, object]) -> None:
        first = steps(case, "cell_meeting")[0]
        case["steps"].append({**first, "happened_on": "2026-06-05", "document_on": "2026-06-05"})  # type: ignore[attr-defined]
        case["steps"].append(  # type: ignore[attr-defined]
            {"kind": "admission_decision", "happened_on": "2026-06-30", "document_number": "300-QĐ/ĐU"}
        )

    assert not rules_found("k1", cut_from("admission_decision"), met_again) & {"decision_late", "decision_very_late"}


def test_what_is_due_today_is_not_overdue() -> None:
    waiting = cut_from("admission_decision")
    # 60 working days after the meeting of 05/12/2025, with New Year, the days of Tết and none else.
    assert "decision_overdue" not in rules_found("k1", waiting, today=date(2026, 3, 9))
    assert "decision_overdue" in rules_found("k1", waiting, today=date(2026, 3, 10))


@pytest.mark.parametrize(
    ("day", "found"), [("2027-01-08", "early"), ("2027-01-09", "last day"), ("2027-01-10", "")], ids=str
)
def test_papers_of_recognition_are_dated_after_the_official_day(day: str, found: str) -> None:
    rules = rules_found("k1", step("self_review", happened_on=day), today=date(2027, 3, 31))
    assert ("self_review_early" in rules) is (found == "early")
    assert ("on_last_day_of_probation" in rules) is (found == "last day")


def test_the_day_on_the_paper_counts_as_much_as_the_day_of_the_step() -> None:
    plain = clean("k1")
    for item in plain["items"]:
        item["dated_on"] = "2027-01-05" if item["paper"] == "11-KNĐ" else item.get("dated_on")
    found = check(case_files.read(json.dumps(plain)), shipped_book().get("2025"), date(2027, 3, 31))
    (fault,) = [finding for finding in found if finding.rule == "mentor_review_early"]
    assert (fault.level, plain["items"][int(fault.field[6:-10])]["paper"]) == ("block", "11-KNĐ")


def test_probation_begun_on_a_leap_day_ends_on_the_last_of_february() -> None:
    plain = clean("k1")
    row("memberships", admitted_on="2028-02-29", official_on="2029-02-28")(plain)
    for kind, day in (("admission_ceremony", "2028-02-29"), ("recognition_decision", "2029-03-20")):
        step(kind, happened_on=day, document_on=day, takes_effect_on="2029-02-28")(plain)
    rules = shipped_book().get("2025")
    found = {finding.rule for finding in check(case_files.read(json.dumps(plain)), rules, date(2029, 12, 1))}
    assert not found & {"official_day_wrong", "official_day_of_member_wrong", "admission_day_wrong"}


def test_thirty_six_months_after_leaving_are_enough_on_the_same_day() -> None:
    def left(day: str) -> Change:
        return lambda case: (
            case["dossier"].update(is_readmission=1),
            case.update(first_admitted_on="2010-05-19", left_party_on=day, left_party_reason="Xóa tên"),
        )

    assert "readmission_too_soon" not in rules_found("k1", left("2022-12-05"))
    assert "readmission_too_soon" in rules_found("k1", left("2022-12-06"))


def test_a_reason_that_hard_family_life_excuses_may_be_readmitted() -> None:
    def left(reason: str) -> Change:
        return lambda case: (case["dossier"].update(is_readmission=1), case.update(left_party_reason=reason))

    assert "never_readmitted" in rules_found("k1", left("Xin ra khỏi Đảng"))
    assert "never_readmitted" in rules_found("k1", left("Bị kết án về tội rất nghiêm trọng"))
    assert "never_readmitted" not in rules_found("k1", left("Xin ra khỏi Đảng vì gia đình đặc biệt khó khăn"))
    assert "never_readmitted" not in rules_found("k1", left("Bị kết án về tội ít nghiêm trọng"))


def test_no_meeting_is_late_after_a_probation_that_was_extended() -> None:
    late = LIMITS["recognition_late"][1](31)
    assert "recognition_late" in rules_found("k1", late)
    assert "recognition_late" not in rules_found("k1", late, add_step("probation_extended", "2027-01-05"))
