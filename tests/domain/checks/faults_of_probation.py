"""One fault for every check of the probation, of its papers and of the official day."""

from tests.domain.checks.spoiling import Change, Plain, Spoilt, add_step, both, drop, person, row, step, steps

_EARLY, _AFTER = "2026-06-01", "2027-03-20"
_PAPERS_AFTER = "self_review_after_meeting mentor_review_after_meeting recognition_summary_after_meeting"


def without_item(*papers: str) -> Change:
    """Take papers off the list of the dossier."""
    return lambda case: case.update(items=[each for each in case["items"] if each["paper"] not in papers])


def _dated(kind: str, day: str) -> Change:
    return step(kind, happened_on=day, document_on=day)


def _opinions_early(case: Plain) -> None:
    for each in case["opinions"]:
        each["given_on"] = _EARLY if each["purpose"] == "recognition" else each["given_on"]


def _without_opinion(kind: str) -> Change:
    def change(case: Plain) -> None:
        given = case["opinions"]
        case["opinions"] = [each for each in given if (each["purpose"], each["kind"]) != ("recognition", kind)]

    return change


def _on_the_official_day(case: Plain) -> None:
    for each in steps(case, "self_review"):
        each["happened_on"] = case["memberships"][0]["official_on"]


def _alone(case: Plain) -> None:
    case["mentor_assignments"] = case["mentor_assignments"][:1]


def _with_section(case: Plain) -> None:
    case["chain"].insert(0, {"level": "section", "name": "Đảng ủy bộ phận Thử"})


def _struck_off(**values: object) -> Change:
    return both(add_step("struck_off", "2026-03-20", **values), person(stage="struck_off"))


def _without_class(case: Plain) -> None:
    case["certificates"] = [each for each in case["certificates"] if each["kind"] != "new_member"]


FAULTS: dict[str, Spoilt] = {
    "new_member_class_missing": Spoilt(_without_class, "k1 k2"),
    "self_review_early": Spoilt(_dated("self_review", _EARLY), "k1 k2"),
    "mentor_review_early": Spoilt(_dated("mentor_review", _EARLY), "k1 k2"),
    "recognition_summary_early": Spoilt(
        _dated("recognition_opinion_summary", _EARLY), "k1 k2", also="recognition_opinion_after_summary"
    ),
    "recognition_meeting_early": Spoilt(
        _dated("recognition_cell_meeting", _EARLY), "k1 k2", also=f"{_PAPERS_AFTER} recognition_decision_very_late"
    ),
    "recognition_opinion_early": Spoilt(_opinions_early, "k1 k2"),
    "on_last_day_of_probation": Spoilt(_on_the_official_day, "k1 k2"),
    "self_review_missing": Spoilt(both(drop("self_review"), without_item("10-KNĐ")), "k1 k2"),
    "mentor_review_missing": Spoilt(both(drop("mentor_review"), without_item("11-KNĐ")), "k1 k2"),
    "recognition_summary_missing": Spoilt(both(drop("recognition_opinion_summary"), without_item("12-KNĐ")), "k1 k2"),
    "recognition_organisation_opinion_missing": Spoilt(_without_opinion("mass_organisation"), "k1 k2"),
    "recognition_residence_opinion_missing": Spoilt(_without_opinion("residence"), "k1 k2"),
    "self_review_after_meeting": Spoilt(_dated("self_review", _AFTER), "k1 k2"),
    "mentor_review_after_meeting": Spoilt(_dated("mentor_review", _AFTER), "k1 k2"),
    "recognition_summary_after_meeting": Spoilt(_dated("recognition_opinion_summary", _AFTER), "k1 k2"),
    "recognition_cell_meeting_missing": Spoilt(drop("recognition_cell_meeting"), "k1 k2"),
    "recognition_section_report_missing": Spoilt(_with_section, "k1 k2", also="section_report_missing"),
    "recognition_committee_missing": Spoilt(drop("recognition_committee_meeting"), "k2"),
    "official_day_wrong": Spoilt(
        step("recognition_decision", takes_effect_on="2027-02-28"), "k1 k2", also="official_day_of_member_wrong"
    ),
    "official_day_not_named": Spoilt(step("recognition_decision", takes_effect_on=None), "k1 k2"),
    "admission_day_wrong": Spoilt(row("memberships", admitted_on="2025-12-24")),
    "official_day_of_member_wrong": Spoilt(row("memberships", official_on="2027-01-28"), "k1 k2"),
    "nobody_helping_on_probation": Spoilt(_alone),
    "review_by_another": Spoilt(step("mentor_review", body="Tòng Văn Khác"), "k1 k2"),
    "probation_extended": Spoilt(add_step("probation_extended", "2027-01-05"), "k1 k2"),
    "probation_extended_too_long": Spoilt(
        add_step("probation_extended", "2027-01-05", takes_effect_on="2028-06-01"), "k1 k2"
    ),
    "record_number_missing": Spoilt(row("memberships", record_number=None)),
    "strike_off_vote": Spoilt(_struck_off(votes_base=17, votes_for=5, document_number="7-QĐ/ĐU"), "k3"),
    "removed_without_resolution": Spoilt(both(add_step("removed", "2027-03-21"), person(stage="removed")), "k1 k2"),
    "struck_off_without_number": Spoilt(_struck_off(), "k3"),
}
