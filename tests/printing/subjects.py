"""What a paper can be about beside a person, invented: with everything recorded, and with nothing."""

from dataclasses import replace
from typing import Any

from db.records import Case, Record
from desktop.printing import contexts, papers
from desktop.printing.catalogue import ReadyForm
from desktop.printing.contexts import PersonRow
from desktop.printing.papers import Paper
from desktop.services.meeting_papers import round_documents
from tests.printing import factory
from tests.printing.factory import full_case, joined, row, step

Subject = tuple[Case | None, dict[str, Any]]
VOTE_FIELDS = (
    "member_total official_total present present_official votes_for votes_against votes_invalid votes_base"
    " ballots_issued ballots_collected asked"
).split()

_MEMBER = factory.member("Vũ Đình Trọng", position="Bí thư chi bộ", card_number="042075004321")
_CHECK = joined(
    row(
        "background_check",
        committee="Đảng ủy xã Hải Thanh",
        place_reason="là quê, ở từ 1970 đến 1993",
        sent_how="letter",
        letter_number="41",
        sent_on="2026-01-14",
        answered_on="2026-02-02",
        reply_number="12-CV/ĐU",
        result="right",
        is_abroad=0,
    ),
    relative=full_case().family[3],
    verifier=_MEMBER,
)
_REQUEST = row(
    "verification_reply",
    kind="history",
    asked_by="Đảng ủy xã Bình Mẫu",
    letter_number="77-CV/ĐU",
    letter_on="2026-02-10",
    received_on="2026-02-13",
    person_name="Nguyễn Văn Thảo",
    born_on="1940",
    relation="Ông nội",
    question="Lịch sử chính trị từ năm 1960 đến năm 1975",
    answered_on="2026-03-02",
    reply_number="45",
    result="Ông Nguyễn Văn Thảo là dân quân xã từ năm 1965 đến năm 1972.\nKhông tham gia tổ chức nào của chế độ cũ.",
)
_CLASS = row(
    "training_class",
    kind="awareness",
    name="Bồi dưỡng nhận thức về Đảng khóa I năm 2026",
    batch="Đợt 1",
    organiser="Trung tâm Chính trị xã Sông Lam",
    place="Hội trường xã Sông Lam",
    starts_on="2026-03-02",
    ends_on="2026-03-06",
    opening_number="04",
    opening_on="2026-02-25",
    certificates_on="2026-03-13",
    signer="Đỗ Minh Khuê",
    signer_position="Giám đốc",
)
_MEETING = row(
    "meeting",
    kind="cell",
    held_on="2026-02-05",
    place="Nhà văn hóa thôn Đông",
    started_at="19 giờ 30",
    ended_at="21 giờ 15",
    chair="Vũ Đình Trọng",
    chair_position="Bí thư chi bộ",
    meeting_secretary="Hồ Thị Ngát",
    member_total=18,
    official_total=16,
    votes_base=16,
    present=17,
    present_official=15,
    absent_reason="ốm",
    document_number="5",
    document_on="2026-02-05",
)
_STANDING = row(
    "meeting",
    kind="standing_committee",
    held_on="2026-03-09",
    place="Phòng họp Đảng ủy xã",
    started_at="14 giờ",
    chair="Lê Quang Vinh",
    chair_position="Bí thư Đảng ủy",
    meeting_secretary="Bùi Thị Lài",
    member_total=7,
    present=7,
    ballots_issued=7,
    ballots_collected=7,
)
_ROUND = row(
    "review_round",
    name="đợt 1 năm 2026",
    early_submission_number="1",
    early_submission_on="2026-03-02",
    submission_number="2",
    submission_on="2026-03-09",
    tally_head="Phạm Thị Thanh Hà",
    tally_members="Mai Xuân Thứ, Bùi Thị Lài",
    conclusion_number="8",
    conclusion_on="2026-03-10",
    card_decision_number="14",
    card_decision_on="2026-03-12",
)


def _second() -> Case:
    """A probationary member whose year is over."""
    case = full_case()
    person = Record(case.person | {"full_name": "Lường Văn Tịnh", "sex": "male", "born_on": "1995-11-20"})
    steps = (
        *case.steps,
        step("admission_ceremony", happened_on="2025-02-03"),
        step(
            "recognition_cell_meeting",
            happened_on="2026-02-06",
            document_number="6",
            document_on="2026-02-06",
            official_total=16,
            votes_for=16,
            takes_effect_on="2026-02-03",
        ),
        step(
            "recognition_committee_meeting",
            happened_on="2026-02-21",
            document_number="13",
            document_on="2026-02-21",
        ),
    )
    held = row("party_member", admitted_on="2025-02-03", official_on="2026-02-03", card_number="042095001111")
    return replace(case, person=person, steps=steps, memberships=(held,))


def _bodies(case: Case) -> dict[str, Any]:
    return contexts.bodies(case.office, case.cell, case.chain)


def _learners(case: Case) -> list[Record]:
    certificate = row("certificate", kind="awareness", number="001/GCN", issued_on="2026-03-13")
    first = joined(row("enrolment", result="good"), person=case.person, certificate=certificate, cell=case.cell)
    return [first, joined(row("enrolment"), person=_second().person, certificate=None, cell=case.cell)]


def _entry(purpose: str, votes_for: int, votes_against: int = 0, **values: Any) -> Record:
    counted = {"votes_for": votes_for, "votes_against": votes_against, "votes_invalid": 0}
    return row("meeting_case", purpose=purpose, **counted, **values)


def _considered(case: Case, about: str) -> list[PersonRow]:
    """One for admission and for each early step, one for recognition."""
    said = {"against_reason": "còn ít tham gia", "conclusion": "Đủ điều kiện.", "result": "agreed"}
    early = ("choose", "assign_mentor", "propose_class", "request_procedure", "allow_procedure")
    first = [PersonRow(case, {"entry": _entry("admission", 6, 1, **said)})]
    first += [PersonRow(case, {"entry": _entry(purpose, 5)}) for purpose in early if about == "meeting"]
    return [*first, PersonRow(_renamed(case, _second()), {"entry": _entry("recognition", 7, result="agreed")})]


def _renamed(case: Case, other: Case) -> Case:
    """The other one, named as strangely as the first when that is no usual name."""
    is_usual = case.person == full_case().person
    return other if is_usual else replace(other, person=Record(other.person | {"full_name": case.person.full_name}))


def _rows(case: Case, register: str) -> list[PersonRow]:
    entries = {
        "candidates": case.dossier,
        "probationary_members": _second().memberships[0],
        "certificates": case.certificates[0],
        "decisions": full_case().steps[-1],
        "receipts": row(
            "dossier_receipt", kind="received", happened_on="2026-02-09", papers=14, handed_by="Vũ Đình Trọng"
        ),
        "letters": _CHECK,
        "requests": Record(_REQUEST | {"person_name": case.person.full_name}),
    }
    return [PersonRow(None if register == "requests" else case, {"entry": entries[register]})] * 2


def _hand_over(name: str) -> dict[str, Any]:
    sent = row(
        "hand_over",
        sequence=3,
        starts_on="2026-01-01",
        ends_on="2026-03-31",
        extent="lists",
        made_at="02/04/2026 08:15",
        made_by=name,
        fingerprint=" ".join(["9f86 d081"] * 8),
        people=214,
        figures=96,
        files=4,
    )
    files = [
        {"name": "bieu-2.pdf", "title": f"Biểu của {name}", "note": "bản in", "mark": "0a1b2c3d"},
        {"name": "du-lieu.zip.age", "title": "Gói dữ liệu", "note": "đã khóa", "mark": "9f86d081"},
    ]
    return {"hand_over": sent, "files": files}


def full(about: str, register: str = "", case: Case | None = None) -> Subject:
    """Everything a form of this kind may print is recorded; `case` is the person it is about, or the first of them."""
    case = case or full_case()
    letter = Record(document_number="41", document_on="2026-01-14")
    request = Record(_REQUEST | {"person_name": case.person.full_name})
    extra: dict[str, dict[str, Any]] = {
        "person": {},
        "background_check": {"check": _CHECK, "verifier": _MEMBER, "check_letter": letter},
        "request": {"request": request, "request_reply": Record(document_number="45", document_on="2026-03-02")},
        "class": {
            "training_class": Record(_CLASS | {"place": case.person.workplace}),
            "class_opening": letter,
            "class_letter": Record(document_number="52", document_on="2026-02-20"),
            "learners": _learners(case),
        },
        "meeting": {"meeting": _MEETING, "body": case.cell, "cases": _considered(case, about)},
        "round": {
            "round": _ROUND,
            "meeting": _STANDING,
            "cases": _considered(case, about),
            **round_documents(_ROUND),
        },
        "register": {"register": {"period": "Năm 2026"}, "rows": _rows(case, register) if register else ()},
        "hand_over": _hand_over(str(case.person.full_name)),
    }
    if about in ("person", "background_check"):
        return case, extra[about]
    return None, _bodies(case) | extra[about]


def empty(about: str, register: str = "") -> Subject:
    """Nothing is recorded but, where a person is concerned, a name."""
    case = factory.empty_case() if about in ("person", "background_check") else None
    return case, {"register": {"period": ""}} if about == "register" else {}


def unvoted(about: str, register: str = "") -> Subject:
    """As full, but nothing that a meeting counts."""
    case, extra = full(about, register)
    lists = {name: _without_votes(extra[name]) for name in ("meeting", "cases") if name in extra}
    return (_case_without_votes(case) if case is not None else None), extra | lists


def composed(ready: ReadyForm, subject: Subject) -> Paper:
    """The paper of a form about a subject."""
    case, extra = subject
    return papers.compose(ready, case, today=factory.TODAY, extra=extra)


def _without_votes(found: Any) -> Any:
    if isinstance(found, list):
        return [
            PersonRow(_case_without_votes(each.case), {name: _cleared(row) for name, row in each.records.items()})
            for each in found
            if each.case is not None
        ]
    return _cleared(found)


def _case_without_votes(case: Case) -> Case:
    counted = {name: getattr(case, name) for name in ("steps", "introductions", "opinions")}
    return replace(case, **{name: tuple(map(_cleared, rows)) for name, rows in counted.items()})


def _cleared(record: Record) -> Record:
    return Record(record | dict.fromkeys(VOTE_FIELDS))
