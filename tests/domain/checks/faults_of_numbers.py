"""One fault for every check of bodies, of numbers, of moving, and of papers in the dossier."""

from tests.domain.checks.faults_of_probation import without_item
from tests.domain.checks.spoiling import (
    Change,
    Plain,
    Spoilt,
    add,
    add_step,
    both,
    cut_from,
    drop,
    empty,
    introduction,
    person,
    row,
    step,
    steps,
)

_ELSEWHERE = "Ban Thường vụ Đảng ủy xã Khác"


def _item(paper: str, **values: object) -> Change:
    return lambda case: [each.update(values) for each in case["items"] if each["paper"] == paper]


def _young_cell(case: Plain) -> None:
    case["cell"]["starts_on"] = "2025-11-01"


def _known_committee(case: Plain) -> None:
    for each in case["chain"]:
        each.update(starts_on="2025-07-01" if each["level"] == "competent" else None)


def _same_number(case: Plain) -> None:
    number = steps(case, "cell_meeting")[0]["document_number"]
    step("procedure_requested", document_number=number)(case)


def _moved(on: str, body: str | None = "Đảng ủy xã Khác") -> Change:
    return both(add_step("moved", on, body=body), person(stage=None))


def _declared_again(case: Plain) -> None:
    steps(case, "personal_history")[0].update(happened_on="2024-11-25")
    add_step("personal_history", "2025-12-01", document_on="2025-12-01")(case)


_CAME = add("items", paper="17-KNĐ", dated_on="2025-10-15", received_on="2025-10-16")
# A supplement is younger than the stamp and the box of the first declaration.
_SUPPLEMENTED = "history_before_stamp not_done_again"

FAULTS: dict[str, Spoilt] = {
    "body_did_not_exist": Spoilt(_young_cell),
    "district_no_longer_there": Spoilt(row("certificates", 1, issued_by="Trung tâm chính trị huyện Mẫu"), "k1 k2"),
    "decided_by_another_body": Spoilt(both(_known_committee, step("admission_decision", body=_ELSEWHERE))),
    "recognised_by_another_body": Spoilt(
        both(_known_committee, step("recognition_decision", body=_ELSEWHERE)), "k1 k2"
    ),
    "committee_not_above": Spoilt(
        add_step("committee_meeting", "2025-12-22", body="Đảng ủy Khác", document_number="8-NQ/ĐU"), "k1 k3"
    ),
    "number_missing": Spoilt(step("procedure_allowed", document_number=None)),
    "signer_missing": Spoilt(step("admission_decision", signer=None)),
    "number_used_again": Spoilt(_same_number),
    "cited_number_differs": Spoilt(_item("6-KNĐ", document_number="99-NQ/CB")),
    "cited_day_differs": Spoilt(_item("6-KNĐ", dated_on="2025-12-02")),
    "certificate_copy_differs": Spoilt(_item("CN-NTVĐ", document_number="999/GCN")),
    "introduction_copy_differs": Spoilt(introduction("youth_union", document_number="13-NQ/ĐTN"), "k1"),
    "moved_while_helped": Spoilt(both(cut_from("cell_meeting"), _moved("2025-12-20"))),
    "moved_after_cell_vote": Spoilt(
        both(cut_from("standing_committee_meeting"), _moved("2026-01-10")), "k1 k3", also="step_in_future"
    ),
    "moved_after_committee_vote": Spoilt(both(cut_from("standing_committee_meeting"), _moved("2026-01-21")), "k2"),
    "moved_after_decision": Spoilt(both(cut_from("admission_ceremony"), _moved("2026-02-10"))),
    "moved_on_probation": Spoilt(_moved("2026-03-20"), "k3"),
    "moved_nowhere": Spoilt(both(cut_from("cell_meeting"), _moved("2025-12-20", None))),
    "exempt_without_moving": Spoilt(introduction("official_member", exemption="moved"), "k1"),
    "exempt_without_helping": Spoilt(both(_CAME, row("introductions", 1, exemption="moved")), "k2 k3"),
    "nobody_helps_after_moving": Spoilt(add("items", paper="17-KNĐ", dated_on="2026-03-05", received_on="2026-03-06")),
    "arrived_late": Spoilt(add("items", paper="17-KNĐ", dated_on="2023-06-01", received_on="2023-09-15")),
    "verification_not_done_again": Spoilt(_declared_again, also=_SUPPLEMENTED),
    "summary_not_done_again": Spoilt(
        both(_declared_again, step("opinion_summary", happened_on="2025-11-20", document_on="2025-11-20")),
        also=f"{_SUPPLEMENTED} opinion_after_summary verification_not_done_again",
    ),
    "allowed_missing": Spoilt(drop("procedure_allowed")),
    "chosen_missing": Spoilt(drop("sympathiser_chosen")),
    "ceremony_missing": Spoilt(drop("admission_ceremony"), "k1 k2"),
    "decision_received_missing": Spoilt(drop("decision_received")),
    "member_file_missing": Spoilt(drop("member_file"), "k1 k2"),
    "item_not_received": Spoilt(add("items", paper="Văn bản khác", title="Giấy xác nhận", is_needed=1)),
    "admission_paper_not_listed": Spoilt(without_item("6-KNĐ")),
    "recognition_paper_not_listed": Spoilt(without_item("13-KNĐ"), "k1 k2"),
    "certificate_paper_not_listed": Spoilt(without_item("CN-NTVĐ")),
    "member_letter_not_listed": Spoilt(without_item("3-KNĐ")),
    "youth_union_resolution_not_listed": Spoilt(without_item("4-KNĐ"), "k1"),
    "trade_union_resolution_not_listed": Spoilt(
        add("introductions", kind="trade_union", organisation="Công đoàn Thử", document_on="2025-12-01"), "k2"
    ),
    "member_not_registered": Spoilt(empty("memberships")),
    "local_papers_lacking": Spoilt(without_item("Giấy khai sinh")),
}
