"""One fault for every check of the path: days in order, steps left out, votes, the age of the dossier."""

from datetime import date

from tests.domain.checks.spoiling import (
    Plain,
    Spoilt,
    add_step,
    cut_from,
    drop,
    step,
    steps,
)

_EARLY, _LATE = "2020-01-06", "2027-03-30"


def _dated(kind: str, day: str) -> object:
    return step(kind, happened_on=day, document_on=day)


def _declared_again(case: Plain) -> None:
    steps(case, "personal_history")[0].update(happened_on="2024-08-01")
    add_step("personal_history", "2025-12-04")(case)


def _ballots(case: Plain) -> None:
    last = steps(case, "recognition_cell_meeting")[0]
    last.update(votes_for=2)
    for day in ("2027-01-15", "2027-01-16"):
        case["steps"].append({**last, "happened_on": day, "document_on": day, "document_number": f"{day}-NQ/CB"})


_MEETING = "attendance_does_not_add_up more_votes_than_voters base_not_as_reckoned"
_RECOGNITION = "recognition_meeting_early recognition_papers_after recognition_late official_day_wrong"

FAULTS: dict[str, Spoilt] = {
    "chosen_before_proposed": Spoilt(_dated("class_proposed", "2023-01-05"), "k1"),
    "chosen_before_requested": Spoilt(_dated("procedure_requested", "2023-01-05")),
    "requested_before_allowed": Spoilt(_dated("procedure_requested", "2025-10-30")),
    "allowed_before_application": Spoilt(_dated("application_letter", "2025-10-01")),
    "allowed_before_history": Spoilt(_dated("personal_history", "2025-10-01")),
    "history_before_stamp": Spoilt(_dated("stamped", "2025-10-11"), "k1 k2"),
    "stamp_before_check": Spoilt(_dated("background_check_sent", "2025-10-13"), "k1 k2"),
    "answers_before_comment": Spoilt(_dated("cell_comment", "2025-10-30")),
    "answers_before_certified": Spoilt(_dated("history_certified", "2025-10-30"), also="reply_after_certified"),
    "comment_before_certified": Spoilt(_dated("cell_comment", "2025-12-04")),
    "certified_before_meeting": Spoilt(_dated("history_certified", "2025-12-20")),
    "application_before_meeting": Spoilt(_dated("application_letter", "2025-12-20")),
    "summary_before_meeting": Spoilt(_dated("opinion_summary", "2025-12-20")),
    "meeting_before_section": Spoilt(add_step("section_report", "2025-11-30")),
    "meeting_before_committee": Spoilt(_dated("committee_meeting", "2025-11-30"), "k2"),
    "committee_before_standing": Spoilt(_dated("committee_meeting", "2026-01-21"), "k2"),
    "meeting_before_standing": Spoilt(
        _dated("standing_committee_meeting", "2025-11-30"), also="committee_before_standing"
    ),
    "standing_before_decision": Spoilt(_dated("standing_committee_meeting", "2026-01-22")),
    "meeting_before_decision": Spoilt(_dated("admission_decision", "2025-11-30"), also="standing_before_decision"),
    "decision_before_received": Spoilt(_dated("decision_received", "2025-12-20"), also="ceremony_late"),
    "decision_before_ceremony": Spoilt(
        _dated("admission_ceremony", "2025-12-22"), also="admission_day_wrong official_day_wrong"
    ),
    "ceremony_before_file": Spoilt(_dated("member_file", "2026-01-05")),
    "recognition_before_committee": Spoilt(_dated("recognition_committee_meeting", "2027-02-20"), "k2"),
    "recognition_before_decision": Spoilt(_dated("recognition_decision", "2027-01-15"), "k1 k2"),
    "application_missing": Spoilt(drop("application_letter")),
    "history_missing": Spoilt(drop("personal_history")),
    "stamp_missing": Spoilt(drop("stamped")),
    "comment_missing": Spoilt(drop("cell_comment")),
    "certification_missing": Spoilt(drop("history_certified")),
    "summary_missing": Spoilt(drop("opinion_summary")),
    "cell_meeting_missing": Spoilt(drop("cell_meeting")),
    "section_report_missing": Spoilt(
        lambda case: case["chain"].insert(0, {"level": "section", "name": "Đảng ủy bộ phận Mẫu"}),
        also="recognition_section_report_missing",
    ),
    "committee_meeting_missing": Spoilt(drop("committee_meeting"), "k2"),
    "standing_committee_missing": Spoilt(drop("standing_committee_meeting")),
    "decision_missing": Spoilt(drop("admission_decision")),
    "step_in_future": Spoilt(step("listed", happened_on="2031-01-01")),
    "step_without_day": Spoilt(step("admission_decision", happened_on=None)),
    "paper_of_another_day": Spoilt(step("cell_meeting", document_on="2025-12-11")),
    "opened_on_another_day": Spoilt(lambda case: case["dossier"].update(opened_on="2025-09-30")),
    "dossier_too_old": Spoilt(_dated("personal_history", "2024-11-01")),
    "dossier_growing_old": Spoilt(cut_from("opinion_summary"), "k1", date(2026, 11, 30)),
    "not_done_again": Spoilt(_declared_again),
    "cell_vote": Spoilt(step("cell_meeting", votes_for=7, votes_against=1)),
    "committee_vote": Spoilt(step("committee_meeting", votes_for=5), "k2"),
    "standing_committee_vote": Spoilt(step("standing_committee_meeting", votes_for=5)),
    "recognition_cell_vote": Spoilt(step("recognition_cell_meeting", votes_for=5), "k1 k2"),
    "recognition_committee_vote": Spoilt(step("recognition_committee_meeting", votes_for=5), "k2"),
    "recognition_standing_vote": Spoilt(step("recognition_standing_committee_meeting", votes_for=5), "k1 k2"),
    "votes_not_recorded": Spoilt(step("cell_meeting", votes_for=None, votes_against=None)),
    "attendance_does_not_add_up": Spoilt(step("cell_meeting", present=40)),
    "more_votes_than_voters": Spoilt(step("cell_meeting", votes_against=9)),
    "base_not_as_reckoned": Spoilt(step("cell_meeting", members_exempt=4)),
    "too_few_official_members": Spoilt(
        step(
            "cell_meeting",
            official_total=2,
            votes_base=2,
            present_official=2,
            votes_for=2,
            members_exempt=0,
            members_elsewhere=0,
            votes_against=0,
        )
    ),
    "against_without_reason": Spoilt(step("cell_meeting", against_reason=None), "k2 k3"),
    "too_many_ballots": Spoilt(_ballots, "k1", also="recognition_cell_vote meetings_of_one_evening_differ"),
}
