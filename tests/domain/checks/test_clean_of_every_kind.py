"""People of every kind whose papers are in order: as silent as the clean cases they are made from."""

import json

import pytest

from desktop.domain import case_files
from desktop.domain.rules.engine import check
from tests.domain.checks.spoiling import (
    TODAYS,
    Change,
    Plain,
    add,
    add_step,
    both,
    clean,
    person,
    relative,
    row,
    step,
    steps,
)
from tests.domain.rules.shipped import shipped_book

EDITIONS = ("2025", "hanoi-2025")
BEFORE = "2025-11-20"


def group(kind: str, **values: str) -> Change:
    return add("special_groups", kind=kind, **values)


def paper(title: str, dated_on: str = "2025-11-10") -> Change:
    return add("items", paper="Giấy tờ riêng", title=title, dated_on=dated_on, received_on=dated_on, is_needed=1)


def papers(*titles: str) -> Change:
    return both(*(paper(title) for title in titles))


def again(case: Plain) -> None:
    case["dossier"]["is_readmission"] = 1
    case.update(first_admitted_on="2012-05-19", left_party_on="2018-03-10", left_party_reason="Xóa tên vì bỏ sinh hoạt")


def grown_old_and_done_again(case: Plain) -> None:
    """The first declaration and its stamp are a year old; everything that must be redone is."""
    steps(case, "personal_history")[0].update(happened_on="2024-10-14", document_on="2024-10-14")
    steps(case, "procedure_allowed")[0].update(happened_on="2024-10-01", document_on="2024-10-01")
    steps(case, "procedure_requested")[0].update(happened_on="2024-09-20", document_on="2024-09-20")
    steps(case, "application_letter")[0].update(happened_on="2024-10-10", document_on="2024-10-10")
    case["dossier"].update(opened_on="2024-10-01", rule_edition="2025")
    add_step("personal_history", "2025-10-20", document_on="2025-10-20")(case)
    for item in case["items"]:
        moved = {"1-KNĐ": "2024-10-10"}
        item["dated_on"] = moved.get(item["paper"], item.get("dated_on"))


def moved_here(case: Plain) -> None:
    add("items", paper="17-KNĐ", title="Giấy chứng nhận", dated_on="2025-09-10", received_on="2025-09-15", is_needed=1)(
        case
    )
    mentor = case["mentor_assignments"][0]
    mentor.update(started_on="2025-09-20", resolution_on="2025-09-20", resolution_number="19-NQ/CB")
    for each in case["introductions"]:
        if each["kind"] == "official_member":
            each.update(exemption="moved", together_since="2025-09")


CLEAN: dict[str, tuple[str, Change]] = {
    "follower of a religion": (
        "k1",
        both(
            person(religion="Công giáo"),
            group("religious_follower"),
            papers("Công văn của cấp ủy cơ sở xin ý kiến", "Văn bản đồng ý của cấp ủy cấp trên"),
        ),
    ),
    "religious dignitary": (
        "k1",
        both(
            group("religious_dignitary"),
            papers("Xác nhận chức việc", "Ý kiến của Mặt trận Tổ quốc xã", "Xác minh của Công an"),
            add_step("province_consent", "2025-12-15"),
        ),
    ),
    "of the Hoa": (
        "k1",
        both(
            person(ethnicity="Hoa"),
            group("hoa_ethnic"),
            papers("Giấy tờ ba đời có quốc tịch Việt Nam", "Xác minh của cơ quan an ninh"),
        ),
    ),
    "married to a foreigner": (
        "k2",
        both(
            relative("spouse", nationality="Lào"),
            group("foreign_spouse"),
            papers("Giấy đăng ký kết hôn", "Lý lịch của chồng", "Kết luận của cơ quan an ninh"),
        ),
    ),
    "on contract, admitted at the place of work": (
        "k2",
        both(group("contract_worker", started_on="2023-02-01"), papers("Hợp đồng lao động")),
    ),
    "on a short contract, admitted at home": (
        "k1",
        both(
            group("contract_worker", started_on="2025-06-01"),
            papers("Hợp đồng lao động"),
            add("opinions", purpose="admission", kind="workplace", body="Công ty Thử", given_on="2025-11-24"),
            add("opinions", purpose="recognition", kind="workplace", body="Công ty Thử", given_on="2027-01-13"),
        ),
    ),
    "graduated and waiting": (
        "k1",
        both(group("waiting_for_job", started_on="2025-06-30"), papers("Quyết định công nhận tốt nghiệp")),
    ),
    "seconded for long": (
        "k2",
        both(group("seconded", started_on="2024-08-15"), papers("Quyết định biệt phái")),
    ),
    "concluded about": (
        "k1",
        both(
            group("political_issue"),
            add_step("political_conclusion", "2025-11-16", body="Ban Thường vụ Đảng ủy xã An Mẫu"),
            add_step("province_consent", "2025-12-15"),
        ),
    ),
    "readmitted": (
        "k3",
        both(
            again,
            papers("Quyết định kết nạp lần thứ nhất", "Quyết định xóa tên"),
            add_step("province_consent", "2025-12-01"),
        ),
    ),
    "moved here": ("k1", moved_here),
    "with an old dossier done again": ("k1", grown_old_and_done_again),
    "admitted late with consent": (
        "k3",
        both(
            step("admission_ceremony", happened_on="2026-03-10"),
            row("memberships", admitted_on="2026-03-10", started_on="2026-03-10"),
            row("mentor_assignments", 1, started_on="2026-03-10"),
            step("member_file", happened_on="2026-03-20"),
            add_step("ceremony_consent", "2026-02-26"),
        ),
    ),
    "recognised late with an explanation": (
        "k2",
        both(add("items", paper="Giải trình", title="Bản giải trình", dated_on="2027-03-12", received_on="2027-03-12")),
    ),
}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", CLEAN)
def test_a_person_whose_papers_are_in_order(kind: str, edition: str) -> None:
    name, change = CLEAN[kind]
    plain = clean(name)
    change(plain)
    found = check(case_files.read(json.dumps(plain)), shipped_book().get(edition), TODAYS[name])
    assert [(finding.rule, finding.message) for finding in found if finding.level != "note"] == []
