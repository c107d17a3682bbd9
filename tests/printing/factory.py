"""Invented cases for the papers: one with everything recorded, one with only a name."""

from dataclasses import replace
from datetime import date
from typing import Any

from db import fields
from db.records import Case, Record

TODAY = date(2026, 3, 20)


def row(table: str, **values: Any) -> Record:
    """A row of a table with every field of the registry, None unless given."""
    return Record({field.name: None for field in fields.fields_of(table)} | values)


def committee(level: str, name: str) -> Record:
    return row("party_committee", level=level, name=name)


def step(kind: str, **values: Any) -> Record:
    return row("step", kind=kind, **values)


def member(full_name: str, **values: Any) -> Record:
    person = row("person", full_name=full_name, born_on="1975-04-12", native_place="Xã Hải Thanh, tỉnh Đông Hà")
    cell = row("party_cell", name="Chi bộ thôn Đông")
    return row("party_member", admitted_on="2001-06-03", official_on="2002-06-03", **values) | {
        "person": person,
        "cell": cell,
    }


def joined(record: Record, **rows: Any) -> Record:
    return Record(record | rows)


def relative(relation: str, full_name: str, **values: Any) -> Record:
    return row("family_member", relation=relation, full_name=full_name, **values)


LEVELS = (
    committee("grassroots", "Đảng ủy cơ sở Thôn Đông"),
    committee("competent", "Đảng ủy xã Sông Lam"),
    committee("superior", "Tỉnh ủy Đông Hà"),
)


SAID = {"strengths": "Gương mẫu, chấp hành tốt nội quy.", "weaknesses": "Còn ít kinh nghiệm."}
MEETING = SAID | {
    "chair": "Vũ Đình Trọng",
    "chair_position": "Bí thư",
    "meeting_secretary": "Hồ Thị Ngát",
    "absent_reason": "ốm",
}


UNION_MEETING = SAID | {
    "met_on": "2026-01-12",
    "member_total": 9,
    "present": 8,
    "votes_for": 8,
    "votes_against": 0,
    "signer": "Đinh Thị Mơ",
}


def empty_case(**changes: Any) -> Case:
    """Only a name and an office are recorded."""
    case = Case(
        person=row("person", full_name="Trần Thị Bình"),
        photo=None,
        office=row("office", name="Văn phòng Đảng ủy xã Sông Lam"),
        cell=None,
        chain=(),
        dossier=None,
        **dict.fromkeys(
            (
                "dossiers family career training abroad rewards disciplines source_categories steps items introductions"
                " mentor_assignments enrolments certificates memberships papers"
            ).split(),
            (),
        ),
    )
    return replace(case, **changes)


def full_case(**changes: Any) -> Case:
    """Everything a dossier may print is recorded."""
    return replace(empty_case(**_BODIES, **_HISTORIES, **_PROCEDURE, person=_PERSON), **changes)


def recognised_case(**changes: Any) -> Case:
    """A whole case after all that may follow the decision; also what never follows one another, as moving and striking
    off: every form finds what it prints."""
    case = full_case()
    section = committee("section", "Đảng ủy bộ phận Khu Đông")
    named = {"organisation": "Công đoàn Trường Mầm non Sông Lam", "proposed_by": "tổ công đoàn khối lá"}
    union = row(
        "introduction", kind="trade_union", document_number="4", document_on="2026-01-12", **named, **UNION_MEETING
    )
    after = {"chain": (section, *LEVELS), "steps": (*case.steps, *_RECOGNITION), "opinions": _OPINIONS}
    after["introductions"] = (*case.introductions, union)
    return replace(case, **after, background_checks=_CHECKS, memberships=(_MEMBERSHIP,), **changes)


def opinion(purpose: str, kind: str, body: str, **values: Any) -> Record:
    counts = {"member_total": 12, "asked": 12, "votes_for": 12, "votes_against": 0, "given_on": "2026-02-01"}
    held = {"purpose": purpose, "kind": kind, "body": body, "signer": "Lê Thị Thoa"} | SAID | counts | values
    return row("opinion", **held)


_DOUBTED = {"asked": 10, "votes_for": 9, "votes_against": 1, "against_reason": "chưa rõ ý thức"}
_OPINIONS = (
    opinion("admission", "mass_organisation", "Chi đoàn thôn Đông", **_DOUBTED),
    opinion("admission", "residence", "Chi ủy thôn Đông"),
    opinion("recognition", "mass_organisation", "Chi đoàn thôn Đông", given_on="2027-04-02"),
    opinion("recognition", "residence", "Chi ủy thôn Đông", given_on="2027-04-02"),
)
_ALL_FOR = {"votes_for": 8, "votes_against": 0, "present": 8, "member_total": 9} | MEETING
_CELL_FOR = {"member_total": 18, "official_total": 16, "present": 17, "present_official": 16} | MEETING


def paper(kind: str, happened_on: str, document_number: str, **values: Any) -> Record:
    return step(kind, happened_on=happened_on, document_on=happened_on, document_number=document_number, **values)


_RECOGNITION = (
    paper("section_report", "2026-02-10", "3", signer="Bùi Văn Sáu", history_conclusion="Rõ ràng.", **_ALL_FOR),
    paper("province_consent", "2026-01-02", "15-CV/TU"),
    step("admission_ceremony", happened_on="2026-04-01"),
    step("member_file", happened_on="2026-04-20"),
    step("self_review", happened_on="2027-04-02"),
    step("mentor_review", happened_on="2027-04-03"),
    paper("recognition_opinion_summary", "2027-04-05", "", signer="Hồ Thị Ngát", **SAID),
    paper("recognition_cell_meeting", "2027-04-10", "9", votes_for=16, votes_against=0, **_CELL_FOR),
    paper("recognition_section_report", "2027-04-12", "4", **_ALL_FOR),
    paper("recognition_committee_meeting", "2027-04-15", "20", **_ALL_FOR),
    step("recognition_standing_committee_meeting", happened_on="2027-04-19"),
    paper("recognition_decision", "2027-04-20", "77", signer="Lê Quang Vinh", takes_effect_on="2027-04-01"),
    paper("moved", "2026-02-25", "6", body="Đảng ủy xã Bình An", signer="Mai Xuân Thứ", **SAID),
    paper("struck_off", "2027-05-02", "80", result="không đủ tư cách"),
    paper("cancelled", "2027-05-03", "81", result="kết nạp chưa đúng tiêu chuẩn"),
)
_CHECKS = (
    joined(
        row(
            "background_check",
            committee="Đảng ủy xã Hải Thanh",
            place_reason="quê",
            sent_on="2026-01-08",
            answered_on="2026-01-20",
            result="right",
        ),
        relative=relative("mother", "Trịnh Thị Loan"),
    ),
    row("background_check", exemption="same_commune"),
)
_MEMBERSHIP = row(
    "party_member",
    admitted_on="2026-04-01",
    official_on="2027-04-01",
    record_number="001234ĐH",
    card_number="042198001234",
)

_PERSON = row(
    "person",
    full_name="Nguyễn Hoàng Thùy Dương",
    birth_name="Nguyễn Thị Thùy Dương",
    alias="Út Dương",
    sex="female",
    born_on="1998-02-03",
    citizen_id="042198001234",
    nationality="Việt Nam",
    ethnicity="Kinh",
    religion="không",
    birth_place="Trạm y tế xã Sông Lam, tỉnh Đông Hà",
    birth_registration_place="Ủy ban nhân dân xã Sông Lam, tỉnh Đông Hà",
    native_place="Xã Sông Lam, tỉnh Đông Hà",
    permanent_address="Số 12, ngõ 4, thôn Đông, xã Sông Lam, tỉnh Đông Hà",
    temporary_address="không",
    occupation="Giáo viên mầm non",
    workplace="Trường Mầm non Sông Lam",
    position="Phó bí thư chi đoàn thôn Đông",
    schooling="12/12 phổ thông",
    qualification="Đại học sư phạm mầm non",
    science_technology="không",
    degree="Cử nhân",
    academic_title="không",
    political_theory_level="Sơ cấp",
    foreign_language="Tiếng Anh B1",
    informatics="Ứng dụng công nghệ thông tin cơ bản",
    minority_language="không",
    youth_union_joined_on="2013-03-26",
    youth_union_joined_place="Trường Trung học cơ sở Sông Lam",
    personal_history=(
        "Từ nhỏ sống cùng cha mẹ tại thôn Đông, xã Sông Lam; học tiểu học và trung học cơ sở tại xã.\n"
        "Từ tháng 9 năm 2013 học trung học phổ thông tại huyện, được kết nạp vào Đoàn, vào đội văn nghệ."
    ),
    historical_features="Bản thân chưa tham gia tổ chức chính trị, xã hội nào khác; không vi phạm pháp luật.",
    self_assessment="Chấp hành tốt chủ trương, chính sách, pháp luật; hoàn thành nhiệm vụ được giao; cần mạnh dạn hơn.",
)

_BODIES: dict[str, Any] = {
    "office": row(
        "office",
        name="Văn phòng Đảng ủy xã Sông Lam",
        place_name="Sông Lam",
        secretary="Lê Quang Vinh",
        deputy_secretary="Phạm Thị Thanh Hà",
        political_centre="Trung tâm Chính trị xã Sông Lam",
        political_centre_head="Đỗ Minh Khuê",
    ),
    "cell": row("party_cell", name="Chi bộ thôn Đông", secretary="Vũ Đình Trọng", deputy_secretary="Hồ Thị Ngát"),
    "chain": LEVELS,
}

_HISTORIES: dict[str, Any] = {
    "career": (
        row(
            "career_period",
            started_on="2016-09",
            ended_on="2020-06",
            work="Sinh viên Trường Đại học Đông Hà",
            position="Lớp phó",
        ),
        row("career_period", started_on="2020-09", work="Giáo viên Trường Mầm non Sông Lam", position="Tổ phó"),
    ),
    "training": (
        row(
            "training_record",
            started_on="2016-09",
            ended_on="2020-06",
            subject="Sư phạm mầm non",
            school="Trường Đại học Đông Hà",
            mode="Chính quy",
            diploma="Bằng cử nhân",
        ),
    ),
    "abroad": (
        row(
            "abroad_stay",
            started_on="2019-01",
            ended_on="2019-04",
            purpose="Thực tập",
            country="Lào",
            decided_by="Trường",
        ),
    ),
    "rewards": (
        row("reward", awarded_on="2024-05", reason="Bằng khen về phong trào thiếu nhi", awarded_by="Tỉnh đoàn"),
    ),
    "disciplines": (
        row("discipline", decided_on="2022-11", reason="Nộp hồ sơ muộn", decided_by="Nhà trường", is_examined_only=1),
    ),
    "family": (
        relative(
            "sibling",
            "Nguyễn Hoàng Long",
            born_on="2001",
            nationality="Việt Nam",
            residence="Sông Lam",
            occupation="Thợ điện",
            economic_situation="Ổn định",
            law_abiding="Tốt",
            criminal_record="không",
        ),
        relative(
            "paternal_grandfather",
            "Nguyễn Văn Thảo",
            born_on="1940",
            died_on="2010",
            native_place="Sông Lam",
            residence="Sông Lam",
            occupation="Làm ruộng",
            political_history="Dân quân xã 1965 - 1972",
        ),
        relative(
            "mother",
            "Trịnh Thị Loan",
            born_on="1972",
            birth_place="Sông Lam",
            native_place="Sông Lam",
            residence="Thôn Đông",
            occupation="Làm ruộng",
            class_background="Nông dân",
            political_history="Không tham gia chế độ cũ",
            law_abiding="Tốt",
            party_member_note="Chi bộ thôn Đông",
        ),
        relative(
            "father",
            "Nguyễn Hoàng Sơn",
            born_on="1970-05-01",
            birth_place="Sông Lam",
            native_place="Sông Lam",
            residence="Thôn Đông",
            occupation="Thợ mộc",
            political_history="Bộ đội 1990 - 1993",
            law_abiding="Tốt",
        ),
    ),
}

_CLASS = row(
    "training_class",
    kind="awareness",
    name="Bồi dưỡng nhận thức về Đảng khóa I năm 2025",
    organiser="Trung tâm Chính trị xã Sông Lam",
    starts_on="2025-08-04",
    ends_on="2025-08-08",
    certificates_on="2025-08-15",
    signer="Đỗ Minh Khuê",
    signer_position="Giám đốc",
)

_PROCEDURE: dict[str, Any] = {
    "dossier": row("dossier", number="17/2025", is_readmission=0, rule_edition="2025"),
    "introductions": (
        joined(
            row(
                "introduction",
                kind="official_member",
                party_member_id=1,
                document_on="2026-01-10",
                history_statement="Gia đình có truyền thống cách mạng.",
                **SAID,
            ),
            member=member("Vũ Đình Trọng", position="Bí thư chi bộ"),
        ),
        row(
            "introduction",
            kind="youth_union",
            organisation="Đoàn xã Sông Lam",
            document_number="21-NQ/ĐTN",
            document_on="2026-01-12",
            proposed_by="chi đoàn thôn Đông",
            **UNION_MEETING,
        ),
    ),
    "mentor_assignments": (
        joined(
            row("mentor_assignment", party_member_id=1, started_on="2025-03-01", resolution_number="04-NQ/CB"),
            member=member("Vũ Đình Trọng"),
        ),
    ),
    "enrolments": (joined(row("enrolment", result="good"), training_class=_CLASS),),
    "certificates": (row("certificate", kind="awareness", number="118/CN-NTVĐ", issued_on="2025-08-15"),),
    "items": (
        row(
            "dossier_item",
            paper="CN-NTVĐ",
            title="Giấy chứng nhận học lớp bồi dưỡng nhận thức về Đảng",
            document_number="118",
            dated_on="2025-08-15",
            received_on="2025-09-01",
            pages=1,
        ),
        row(
            "dossier_item",
            paper="1-KNĐ",
            title="Đơn xin vào Đảng",
            dated_on="2026-01-05",
            received_on="2026-01-06",
            pages=2,
        ),
        row("dossier_item", paper="2-KNĐ", title="Lý lịch của người xin vào Đảng"),
    ),
    "steps": (
        step("sympathiser_chosen", happened_on="2025-03-01"),
        step("application_letter", happened_on="2026-01-05"),
        step("personal_history", happened_on="2026-01-06"),
        step("opinion_summary", happened_on="2026-02-02", document_on="2026-02-02", signer="Hồ Thị Ngát"),
        step(
            "cell_meeting",
            happened_on="2026-02-05",
            document_number="5",
            document_on="2026-02-05",
            signer="Vũ Đình Trọng",
            member_total=18,
            official_total=16,
            present=17,
            present_official=15,
            votes_for=14,
            votes_against=1,
            **MEETING,
            history_conclusion="Lý lịch rõ ràng; không có vấn đề về lịch sử chính trị và chính trị hiện nay.",
            against_reason="muốn thử thách thêm",
        ),
        step(
            "committee_meeting",
            happened_on="2026-02-20",
            document_number="12-NQ/ĐU",
            document_on="2026-02-21",
            signer="Mai Xuân Thứ",
            member_total=9,
            present=8,
            votes_for=7,
            votes_against=1,
            against_reason="cần theo dõi thêm",
            **MEETING,
            history_conclusion="Không có vấn đề về lịch sử chính trị và chính trị hiện nay.",
        ),
        step("standing_committee_meeting", happened_on="2026-03-09", member_total=7, present=7, votes_for=7),
        step(
            "admission_decision",
            happened_on="2026-03-10",
            document_number="31",
            document_on="2026-03-10",
            signer="Phạm Thị Thanh Hà",
        ),
    ),
}
