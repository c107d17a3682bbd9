"""One fault for every check of papers and helpers: classes, introductions, help, verification."""

from datetime import date

from tests.domain.checks.spoiling import (
    Plain,
    Spoilt,
    both,
    cut_from,
    empty,
    helper,
    introduction,
    relative,
    row,
    rows,
    step,
)

_BEFORE_MEETING = cut_from("opinion_summary")
_WAITING = date(2025, 11, 25)


def _awareness(**values: object) -> object:
    return lambda case: [each.update(values) for each in case["certificates"] if each["kind"] == "awareness"]


def _class(kind: str, **values: object) -> object:
    def change(case: Plain) -> None:
        for each in case["enrolments"]:
            if each["training_class"]["kind"] == kind:
                each["training_class"].update(values)

    return change


def _results(result: str) -> object:
    return lambda case: [each.update(result=result) for each in case["enrolments"]]


def _without(name: str, **values: object) -> object:
    """Take the rows with these values away."""

    def change(case: Plain) -> None:
        case[name] = [each for each in case[name] if any(each.get(key) != value for key, value in values.items())]

    return change


def _same_introducer(case: Plain) -> None:
    case["introductions"][1]["member"] = case["introductions"][0]["member"]


def _other_introducers(case: Plain) -> None:
    for place, each in enumerate(case["introductions"]):
        if each.get("member"):
            each["member"] = {**each["member"], "full_name": f"Người Khác {place}"}


def _verifier_is_sibling(case: Plain) -> None:
    case["background_checks"][0]["verifier"] = {"full_name": case["family"][0]["full_name"]}


def _check(place: int = 0, **values: object) -> object:
    return row("background_checks", place, **values)


def _replaced(case: Plain) -> None:
    first = case["mentor_assignments"][1]
    first.update(ended_on="2026-03-01", comment=None)
    other = {**first["member"], "full_name": "Người Giúp Sau"}
    case["mentor_assignments"].append({"member": other, "started_on": "2026-03-01", "resolution_number": "09-NQ/CB"})


FAULTS: dict[str, Spoilt] = {
    "certificate_missing": Spoilt(_without("certificates", kind="awareness")),
    "certificate_valid": Spoilt(_awareness(issued_on="2020-11-20"), also="certificate_before_class_ended"),
    "certificate_running_out": Spoilt(
        both(_BEFORE_MEETING, _awareness(issued_on="2021-01-10")), "k1", _WAITING, "certificate_before_class_ended"
    ),
    "certificate_run_out": Spoilt(
        both(_BEFORE_MEETING, _awareness(issued_on="2020-01-10")), "k1", _WAITING, "certificate_before_class_ended"
    ),
    "certificate_before_class_ended": Spoilt(_awareness(issued_on="2023-06-01")),
    "class_before_chosen": Spoilt(_class("awareness", starts_on="2020-01-06", ends_on="2020-01-10")),
    "certificate_number_missing": Spoilt(_awareness(number=None)),
    "class_not_passed": Spoilt(_results("failed")),
    "class_too_short": Spoilt(_class("awareness", starts_on="2024-11-14", ends_on="2024-11-15"), "k3"),
    "new_member_class_early": Spoilt(_class("new_member", starts_on="2025-06-08", ends_on="2025-06-12"), "k1 k2"),
    "new_member_certificate_late": Spoilt(row("certificates", 1, issued_on="2027-03-01"), "k1 k2"),
    "too_few_introducers": Spoilt(_without("introductions", kind="official_member")),
    "youth_union_not_introducing": Spoilt(
        _without("introductions", kind="youth_union"), "k1", also="too_few_introducers"
    ),
    "introducer_not_official": Spoilt(helper("introductions", 1, official_on="2026-05-19")),
    "introducer_official_day_unknown": Spoilt(helper("introductions", 1, official_on=None)),
    "introducer_not_long_enough": Spoilt(introduction("official_member", together_since="2025-06")),
    "introducer_together_unknown": Spoilt(introduction("official_member", together_since=None)),
    "introducer_left_out": Spoilt(introduction("official_member", member=None)),
    "introduced_twice": Spoilt(_same_introducer, "k2 k3", also="too_few_introducers"),
    "helper_not_introducing": Spoilt(_other_introducers),
    "introduction_without_day": Spoilt(introduction("official_member", document_on=None)),
    "introduction_without_number": Spoilt(introduction("youth_union", document_number=None), "k1"),
    "introduction_votes_do_not_fit": Spoilt(introduction("youth_union", votes_for=9), "k1"),
    "introduction_after_meeting": Spoilt(introduction("official_member", document_on="2025-12-20")),
    "nobody_helping": Spoilt(both(_BEFORE_MEETING, empty("mentor_assignments")), "k1", _WAITING),
    "helper_without_resolution": Spoilt(row("mentor_assignments", resolution_number=None)),
    "helper_not_official": Spoilt(helper("mentor_assignments", official_on="2025-06-01")),
    "helper_before_resolution": Spoilt(row("mentor_assignments", resolution_on="2024-12-05")),
    "helper_number_differs": Spoilt(row("mentor_assignments", resolution_number="99-NQ/CB")),
    "replaced_helper_without_comment": Spoilt(_replaced, "k1 k2"),
    "opinion_after_summary": Spoilt(row("opinions", given_on="2025-12-09")),
    "recognition_opinion_after_summary": Spoilt(row("opinions", 2, given_on="2027-02-20"), "k1 k2"),
    "organisation_opinion_missing": Spoilt(_without("opinions", kind="mass_organisation")),
    "residence_opinion_missing": Spoilt(_without("opinions", kind="residence")),
    "opinion_votes_do_not_fit": Spoilt(row("opinions", votes_against=4)),
    "background_check_missing": Spoilt(
        both(empty("background_checks"), _without("steps", kind="background_check_answered"))
    ),
    "relative_not_verified": Spoilt(
        lambda case: case.update(background_checks=[each for each in case["background_checks"] if each.get("relative")])
    ),
    "reply_missing": Spoilt(_check(answered_on=None, result=None)),
    "reply_after_certified": Spoilt(_check(answered_on="2025-12-03")),
    "reply_overdue": Spoilt(both(cut_from("cell_comment"), _check(answered_on=None)), "k1", date(2026, 1, 15)),
    "reply_before_question": Spoilt(_check(answered_on="2025-10-01")),
    "asked_before_stamp": Spoilt(_check(sent_on="2025-10-01")),
    "verifier_is_relative": Spoilt(_verifier_is_sibling),
    "verifier_not_official": Spoilt(_check(verifier={"full_name": "Người Mới", "official_on": "2026-01-01"})),
    "verifier_not_named": Spoilt(_check(verifier=None)),
    "reply_not_clear": Spoilt(rows("background_checks", result="unclear")),
    "exemption_not_allowed": Spoilt(_check(exemption="is_member")),
    "letter_without_number": Spoilt(_check(sent_how="letter")),
    "abroad_not_marked": Spoilt(relative("father", residence="Hàn Quốc")),
    "history_not_sufficient": Spoilt(step("history_certified", result="Chưa đủ điều kiện để xem xét kết nạp")),
    "history_without_conclusion": Spoilt(step("history_certified", result=None)),
}
