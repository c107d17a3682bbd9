"""One fault for every check of time limits: a step one working day after its last day, or still not done."""

from collections.abc import Callable
from datetime import date

from desktop.domain.calendar import USUAL, add_months
from tests.domain.checks.spoiling import Change, Plain, Spoilt, add, cut_from, drop, row, steps

NEXT_YEAR = date(2027, 12, 31)
_PROBATION_MONTHS = 12


def on_day(kind: str, start: str, count: int, after_months: int = 0) -> Change:
    """A step `count` working days after the day another began the clock, and nothing of what came after."""

    def change(case: Plain) -> None:
        began = add_months(date.fromisoformat(steps(case, start)[-1]["happened_on"]), after_months)
        day = USUAL.add_working_days(began, count).isoformat()
        kept = steps(case, kind)[0]
        cut_from(kind)(case)
        case["steps"].append({**kept, "happened_on": day, "document_on": day})

    return change


def _sent(kind: str, count: int) -> Change:
    def change(case: Plain) -> None:
        for each in steps(case, kind):
            met_on = date.fromisoformat(each["happened_on"])
            each["sent_on"] = USUAL.add_working_days(met_on, count).isoformat()

    return change


def _decision(count: int) -> Change:
    return on_day("admission_decision", "cell_meeting", count)


def _recognition(count: int) -> Change:
    return on_day("recognition_cell_meeting", "admission_ceremony", count, _PROBATION_MONTHS)


def _recognised(count: int) -> Change:
    return on_day("recognition_decision", "recognition_cell_meeting", count)


# For every limit: the last working day in time, how to put the step on such a day, and into which cases.
LIMITS: dict[str, tuple[int, Callable[[int], Change], str]] = {
    "decision_late": (60, _decision, "k1 k2 k3"),
    "decision_very_late": (90, _decision, "k1 k2 k3"),
    "ceremony_late": (30, lambda count: on_day("admission_ceremony", "decision_received", count), "k1 k2 k3"),
    "member_file_late": (30, lambda count: on_day("member_file", "admission_ceremony", count), "k1 k2 k3"),
    "recognition_late": (30, _recognition, "k1 k2"),
    "recognition_decision_late": (30, _recognised, "k1 k2"),
    "recognition_decision_very_late": (60, _recognised, "k1 k2"),
    "sent_up_late": (5, lambda count: _sent("cell_meeting", count), "k1 k2 k3"),
    "recognition_sent_up_late": (5, lambda count: _sent("recognition_cell_meeting", count), "k1 k2"),
    "committee_late": (25, lambda count: on_day("committee_meeting", "cell_meeting", count), "k2"),
    "recognition_committee_late": (
        25,
        lambda count: on_day("recognition_committee_meeting", "recognition_cell_meeting", count),
        "k2",
    ),
    "local_decision_late": (45, _decision, "k1 k2 k3"),
    "local_decision_very_late": (60, _decision, "k1 k2 k3"),
    "local_recognition_decision_late": (15, _recognised, "k1 k2"),
    "local_recognition_decision_very_late": (30, _recognised, "k1 k2"),
    "local_recognition_to_repeat": (45, _recognised, "k1 k2"),
    "local_late_explanation": (30, _recognition, "k1 k2"),
}

# What a later ceremony makes early.
_ALSO = {"ceremony_late": "recognition_opinion_early"}

FAULTS: dict[str, Spoilt] = {
    name: Spoilt(change(last + 1), cases, NEXT_YEAR, _ALSO.get(name, ""))
    for name, (last, change, cases) in LIMITS.items()
} | {
    "decision_overdue": Spoilt(cut_from("admission_decision"), today=NEXT_YEAR),
    "ceremony_overdue": Spoilt(cut_from("admission_ceremony"), today=NEXT_YEAR),
    "member_file_overdue": Spoilt(drop("member_file"), today=NEXT_YEAR),
    "recognition_overdue": Spoilt(cut_from("self_review"), "k1 k2", NEXT_YEAR),
    "recognition_decision_overdue": Spoilt(cut_from("recognition_decision"), "k1 k2", NEXT_YEAR),
    "local_recognition_to_repeat_now": Spoilt(cut_from("recognition_decision"), "k1 k2", NEXT_YEAR),
    "verification_answered_late": Spoilt(row("background_checks", received_on="2025-09-03"), "k1 k2"),
    "returned_and_not_back": Spoilt(
        add("receipts", kind="returned", happened_on="2026-01-05", reason="Thiếu chữ ký"), today=NEXT_YEAR
    ),
}
