"""The names a form may use: a vocabulary for each thing that one print of a form can be about."""

from collections.abc import Mapping

from db import choices
from desktop.printing.shapes import OPEN, Shape, record, rows

Vocabulary = Mapping[str, Shape]

# The recorded steps, by kind: the newest of each kind of the dossier.
STEPS = choices.STEP_KIND
# What only a form itself uses: the day, its symbol, dots, counting.
OTHER = frozenset({"today", "symbol", "blank", "loop", "range"})
_MEMBER_AND_PERSON = ((), ("member",), ("member", "person"))

# The office and the chain of bodies above a cell: every form has them.
_BODIES: Vocabulary = {
    "office": record("Văn phòng", "office"),
    "cell": record("Chi bộ", "party_cell"),
    "above_cell": record("Cấp ủy trên chi bộ", "party_committee"),
    "section_committee": record("Đảng ủy bộ phận", "party_committee"),
    "grassroots_committee": record("Đảng ủy cơ sở", "party_committee"),
    "competent_committee": record("Cấp ủy có thẩm quyền", "party_committee"),
    "superior_committee": record("Cấp ủy cấp trên", "party_committee"),
}
_MENTOR = record("Đảng viên giúp đỡ", "mentor_assignment", "party_member", "person", joins=_MEMBER_AND_PERSON)
_INTRODUCTION = record("Người giới thiệu", "introduction", "party_member", "person", joins=_MEMBER_AND_PERSON)
_CHECK = record("Thẩm tra lý lịch", "background_check", "family_member", joins=((), ("relative",)))
_RELATIVE = record("", "family_member")
_PERSON: Vocabulary = {
    **_BODIES,
    "candidate": record("", "person"),
    # As the office pasted it; nothing while it has not.
    "oath": OPEN,
    "dossier": record("Hồ sơ", "dossier"),
    "mentor": _MENTOR,
    "introduction": _INTRODUCTION,
    "mentor_cell": record("Chi bộ của đảng viên giúp đỡ", "party_cell"),
    "introducer_cell": record("Chi bộ của người giới thiệu", "party_cell"),
    "introducer_assignment": record("Phân công người giới thiệu giúp đỡ", "mentor_assignment"),
    "youth_union": record("Đoàn thanh niên giới thiệu", "introduction"),
    "trade_union": record("Công đoàn giới thiệu", "introduction"),
    "membership": record("Đảng viên", "party_member"),
    "opinion": record("Ý kiến nhận xét", "opinion"),
    "certificate": record("Giấy chứng nhận", "certificate"),
    "new_member_certificate": record("Giấy chứng nhận lớp đảng viên mới", "certificate"),
    "enrolment": record("Kết quả học", "enrolment"),
    "training_class": record("Lớp bồi dưỡng", "training_class"),
    **{kind: record(label, "step") for kind, label in STEPS.items()},
    "grandparents": rows(_RELATIVE),
    "parents_and_spouse": rows(_RELATIVE),
    "siblings_and_children": rows(_RELATIVE),
    "career": rows(record("Công việc đã qua", "career_period")),
    "training": rows(record("Lớp đào tạo, bồi dưỡng", "training_record")),
    "abroad": rows(record("Đi nước ngoài", "abroad_stay")),
    "rewards": rows(record("Khen thưởng", "reward")),
    "disciplines": rows(record("Kỷ luật", "discipline")),
    "introducers": rows(_INTRODUCTION),
    "mentors": rows(_MENTOR),
    "items": rows(record("Mục lục tài liệu", "dossier_item")),
    "background_checks": rows(_CHECK),
    "organisation_opinions": rows(record("Ý kiến đoàn thể", "opinion")),
    "residence_opinions": rows(record("Ý kiến chi ủy nơi cư trú", "opinion")),
    "recognition_organisation_opinions": rows(record("Ý kiến đoàn thể về đảng viên dự bị", "opinion")),
    "recognition_residence_opinions": rows(record("Ý kiến chi ủy nơi cư trú về đảng viên dự bị", "opinion")),
    "special_groups": rows(record("Diện đặc biệt", "special_group")),
    "receipts": rows(record("Giao nhận hồ sơ", "dossier_receipt")),
    # Made from the rules, not kept in the book: the paper is handed its rows, whatever they hold.
    "findings": rows(OPEN),
    "overruled": rows(OPEN),
    "log_head": rows(OPEN),
}
_LEARNER = record(
    "",
    "enrolment",
    "certificate",
    "person",
    joins=((), ("certificate",), ("person",)),
    cell=record("Chi bộ", "party_cell"),
)

# What one print of a form may be about, each with its names.
ABOUT: dict[str, Vocabulary] = {
    "person": _PERSON,
    "background_check": {
        **_PERSON,
        "check": _CHECK,
        "verifier": record("Đảng viên đi thẩm tra", "party_member", "person", joins=((), ("person",))),
        "check_letter": record("Thẩm tra lý lịch", "step"),
    },
    "request": {
        **_BODIES,
        "request": record("Đề nghị của nơi khác", "verification_reply"),
        "request_reply": record("Trả lời nơi khác", "step"),
    },
    "class": {
        **_BODIES,
        "training_class": record("Lớp bồi dưỡng", "training_class"),
        "class_opening": record("Quyết định mở lớp", "step"),
        "class_letter": record("Công văn cử đi học", "step"),
        "learners": rows(_LEARNER),
    },
    "meeting": {
        **_BODIES,
        "meeting": record("Cuộc họp", "meeting"),
        "body": record("Tổ chức họp", "party_cell", "party_committee", joins=((), ())),
        "cases": rows(Shape(members={**_PERSON, "entry": record("Cuộc họp", "meeting_case")})),
    },
    "round": {
        **_BODIES,
        "round": record("Đợt xét", "review_round"),
        "early_submission": record("Tờ trình gửi trước", "step"),
        "submission": record("Tờ trình tại hội nghị", "step"),
        "conclusion": record("Thông báo kết luận", "step"),
        "card_decision": record("Quyết định phát thẻ", "step"),
        "meeting": record("Cuộc họp", "meeting"),
        "cases": rows(Shape(members={**_PERSON, "entry": record("Cuộc họp", "meeting_case")})),
    },
    "register": {**_BODIES, "register": OPEN},
    "hand_over": {**_BODIES, "hand_over": record("Lần gửi cấp trên", "hand_over"), "files": rows(OPEN)},
}
DEFAULT = "person"

# The registers, each with what stands behind `row.entry`; every row has the names of its person too.
REGISTERS: dict[str, Shape] = {
    "candidates": record("Hồ sơ", "dossier"),
    "probationary_members": record("Đảng tịch", "party_member"),
    "certificates": record("Giấy chứng nhận", "certificate"),
    "decisions": record("Quyết định", "step"),
    "receipts": record("Giao nhận hồ sơ", "dossier_receipt"),
    "letters": _CHECK,
    "requests": record("Đề nghị của nơi khác", "verification_reply"),
}


def vocabulary(about: str, register: str = "") -> Vocabulary:
    """The names of a form about something; of one about a register also its rows. Raises KeyError."""
    if about != "register":
        return ABOUT[about]
    return {**ABOUT[about], "rows": rows(Shape(members={**_PERSON, "entry": REGISTERS[register]}))}
