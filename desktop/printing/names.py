"""The names a form may use, and how the case of one person fills them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from db import choices
from db.records import Case, Record
from desktop.printing.values import Blank, PaperDate, Rows, View

# One record each: the name, how missing fields are introduced in Vietnamese, the tables whose fields it has.
SINGLE: dict[str, tuple[str, tuple[str, ...]]] = {
    "candidate": ("", ("person",)),
    "office": ("Văn phòng", ("office",)),
    "cell": ("Chi bộ", ("party_cell",)),
    "above_cell": ("Cấp ủy trên chi bộ", ("party_committee",)),
    "section_committee": ("Đảng ủy bộ phận", ("party_committee",)),
    "grassroots_committee": ("Đảng ủy cơ sở", ("party_committee",)),
    "competent_committee": ("Cấp ủy có thẩm quyền", ("party_committee",)),
    "superior_committee": ("Cấp ủy cấp trên", ("party_committee",)),
    "dossier": ("Hồ sơ", ("dossier",)),
    "mentor": ("Đảng viên giúp đỡ", ("mentor_assignment", "party_member", "person")),
    "introduction": ("Người giới thiệu", ("introduction", "party_member", "person")),
    "mentor_cell": ("Chi bộ của đảng viên giúp đỡ", ("party_cell",)),
    "introducer_cell": ("Chi bộ của người giới thiệu", ("party_cell",)),
    "introducer_assignment": ("Phân công người giới thiệu giúp đỡ", ("mentor_assignment",)),
    "youth_union": ("Đoàn thanh niên giới thiệu", ("introduction",)),
    "trade_union": ("Công đoàn giới thiệu", ("introduction",)),
    "certificate": ("Giấy chứng nhận", ("certificate",)),
    "enrolment": ("Kết quả học", ("enrolment",)),
    "training_class": ("Lớp bồi dưỡng", ("training_class",)),
}

# The recorded steps, by kind: the newest of each kind of the dossier.
STEPS = choices.STEP_KIND

# Lists, and the table of what stands in them.
LISTS: dict[str, tuple[str, ...]] = {
    "grandparents": ("family_member",),
    "parents_and_spouse": ("family_member",),
    "siblings_and_children": ("family_member",),
    "career": ("career_period",),
    "training": ("training_record",),
    "abroad": ("abroad_stay",),
    "rewards": ("reward",),
    "disciplines": ("discipline",),
    "introducers": SINGLE["introduction"][1],
    "items": ("dossier_item",),
    # Made from the rules, not kept in the book: the paper is handed its rows, whatever they hold.
    "findings": (),
    "overruled": (),
}

# How missing fields of listed records are introduced; the lists are called as those of the case.
_SUBJECTS = {
    "career": "Công việc đã qua",
    "training": "Lớp đào tạo, bồi dưỡng",
    "abroad": "Đi nước ngoài",
    "rewards": "Khen thưởng",
    "disciplines": "Kỷ luật",
    "items": "Mục lục tài liệu",
}

OTHER = ("today", "symbol", "document", "blank", "loop", "range")

# Names that are read from a joined row of another one, unless given themselves.
_JOINED: dict[str, tuple[str, ...]] = {
    "mentor_cell": ("mentor", "member", "cell"),
    "introducer_cell": ("introduction", "member", "cell"),
    "training_class": ("enrolment", "training_class"),
}

FAMILY_GROUPS = {
    "grandparents": (
        "paternal_grandfather",
        "paternal_grandmother",
        "maternal_grandfather",
        "maternal_grandmother",
        "spouse_paternal_grandfather",
        "spouse_paternal_grandmother",
        "spouse_maternal_grandfather",
        "spouse_maternal_grandmother",
    ),
    "parents_and_spouse": ("father", "mother", "foster_parent", "father_in_law", "mother_in_law", "spouse"),
    "siblings_and_children": ("sibling", "spouse_sibling", "child", "adopted_child"),
}


def tables_of(name: str) -> tuple[str, ...]:
    """The tables behind one name of the notation; () for names that are no record."""
    if name in STEPS:
        return ("step",)
    return SINGLE[name][1] if name in SINGLE else LISTS.get(name, ())


def is_known(name: str) -> bool:
    return name in SINGLE or name in STEPS or name in LISTS or name in OTHER


def of_case(case: Case, today: str, extra: Mapping[str, Any], wanted: Collection[str]) -> dict[str, Any]:
    """The wanted names with their views for one person; `today` is an ISO date, `extra` replaces records by name.

    Lists that are made from the rules come in `extra` too, as records of texts.
    """
    given = _given(case) | dict(extra)
    given.setdefault("introducer_assignment", _assignment_of(given["introduction"], case.mentor_assignments))
    steps = {step.kind: step for step in case.steps}
    rows = {name: extra.get(name, ()) if not LISTS[name] else _rows(case, name) for name in wanted if name in LISTS}
    return of_records(given | steps, today, wanted) | rows


def of_records(given: Mapping[str, Record | None], today: str, wanted: Collection[str]) -> dict[str, Any]:
    """Views for records given by name; names that are not given read as blanks, lists as empty."""
    names: dict[str, Any] = {"today": PaperDate(today), "blank": Blank}
    for name in wanted:
        if name in SINGLE:
            source, *path = _JOINED.get(name, ("",))
            names[name] = view_of(name, given.get(name) or _follow(given.get(source), path))
        elif name in STEPS:
            names[name] = View(STEPS[name], ("step", given.get(name)))
        elif name in LISTS:
            names[name] = Rows(())
    return names


def _given(case: Case) -> dict[str, Record | None]:
    levels = {committee.level: committee for committee in reversed(case.chain)}
    return {
        "candidate": case.person,
        "office": case.office,
        "cell": case.cell,
        "above_cell": case.chain[0] if case.chain else None,
        **{f"{level}_committee": levels.get(level) for level in ("section", "grassroots", "competent", "superior")},
        "dossier": case.dossier,
        "mentor": _newest(case.mentor_assignments, current=True),
        "introduction": _newest(case.introductions, kind="official_member"),
        "youth_union": _newest(case.introductions, kind="youth_union"),
        "trade_union": _newest(case.introductions, kind="trade_union"),
        "certificate": _newest(case.certificates, kind="awareness"),
        "enrolment": _newest_awareness(case),
    }


def view_of(name: str, record: Record | None) -> View:
    """The view of one record under one of the names of the notation, joined records included."""
    subject, tables = SINGLE[name]
    return View(subject, *zip(tables, _joined(record, len(tables)), strict=True))


def _joined(record: Record | None, depth: int) -> list[Record | None]:
    """The record, its party member and that member's person, as deep as asked."""
    return [_follow(record, ("member", "person")[:steps]) for steps in range(depth)]


def _follow(record: Record | None, path: Sequence[str]) -> Record | None:
    for join in path:
        record = record.get(join) if record is not None else None
    return record


def _newest(records: tuple[Record, ...], *, current: bool = False, **equals: str) -> Record | None:
    for record in reversed(records):
        if all(record.get(key) == value for key, value in equals.items()) and not (current and record.get("ended_on")):
            return record
    return None


def _assignment_of(introduction: Record | None, assignments: Sequence[Record]) -> Record | None:
    """The assignment under which the introducer wrote: their newest up to the letter, their first while it has no date.

    Another member's date is never printed for theirs, nor that of an assignment made anew at the ceremony.
    """
    member = introduction.get("party_member_id") if introduction is not None else None
    own = [row for row in assignments if member and row.get("party_member_id") == member]
    written_on = introduction.get("document_on") if introduction is not None else None
    if not written_on:
        return own[0] if own else None
    return next((row for row in reversed(own) if (row.get("started_on") or "") <= written_on), None)


def _newest_awareness(case: Case) -> Record | None:
    awareness = [row for row in case.enrolments if (row.get("training_class") or {}).get("kind") == "awareness"]
    return awareness[-1] if awareness else None


def _rows(case: Case, name: str) -> Rows:
    if name in FAMILY_GROUPS:
        return _relatives(case, FAMILY_GROUPS[name])
    if name == "introducers":
        introducers = [row for row in case.introductions if row.get("kind") == "official_member"]
        return Rows([view_of("introduction", record) for record in introducers])
    return Rows([View(_SUBJECTS[name], (LISTS[name][0], record)) for record in getattr(case, name)])


def _relatives(case: Case, relations: tuple[str, ...]) -> Rows:
    ranked = [record for record in case.family if record.relation in relations]
    ranked.sort(key=lambda record: (relations.index(record.relation), record.get("born_on") or "9"))
    return Rows([View(str(record.full_name), ("family_member", record)) for record in ranked])
