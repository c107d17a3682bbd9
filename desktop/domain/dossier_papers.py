"""Which papers make up the dossier of one person: the edition's list, held against the case of each paper's day."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.choices import SPECIAL_GROUP, STEP_KIND
from db.records import Case, Record
from db.text import fold
from desktop.domain.editions import APART, BadEdition, DossierPaper
from desktop.domain.rules.model import StepRule

# The lists of opinions: for what purpose, from whom.
OPINIONS = {
    "organisation_opinions": ("admission", "mass_organisation"),
    "residence_opinions": ("admission", "residence"),
    "recognition_organisation_opinions": ("recognition", "mass_organisation"),
    "recognition_residence_opinions": ("recognition", "residence"),
}
_AND, _NOT = " and ", "not "
_CEREMONY = "admission_ceremony"
_MEMBERS = ("probationary", "recognition_voted", "official")


@dataclass(frozen=True)
class WantedPaper:
    """One paper to print: its form, and records that stand under names of the notation for this copy only."""

    form: str
    extra: dict[str, Any] = field(default_factory=dict)


def papers_of(
    listed: Sequence[DossierPaper],
    case: Case,
    parts: Collection[str] = ("admission", "recognition"),
    seen: Callable[[str], Case] | None = None,
) -> list[WantedPaper]:
    """The papers of the case in the order of the edition; those of the part "apart" belong to no dossier.

    `seen` gives the case with the committees of the day of a form: a merger leaves earlier papers as they were.
    A paper repeated for a list stands once, with blanks, while the list is still empty: the dossier needs it.
    Raises BadEdition for a condition or a list the program does not know.
    """
    of_part = [paper for paper in listed if paper.part in parts]
    wanted = [paper for paper in of_part if holds(paper.when, seen(paper.form) if seen else case)]
    return [copy for paper in wanted for copy in _copies(paper, case)]


def in_order(items: Sequence[Record], codes: Sequence[str]) -> list[Record]:
    """The papers of a dossier in the order of its table of contents; one that has no form stays behind its neighbour.

    `codes` are the forms in that order.
    """
    ranks = {fold(code): place for place, code in reversed(list(enumerate(codes)))}
    rank, ranked = -1, list[tuple[int, Record]]()
    for item in items:
        rank = ranks.get(fold(item.paper), rank)
        ranked.append((rank, item))
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])]


def offered(listed: Sequence[DossierPaper], case: Case, seen: Callable[[str], Case] | None = None) -> list[WantedPaper]:
    """The papers of the dossier, then those that are made only when asked for. Raises BadEdition as papers_of."""
    return papers_of(listed, case, seen=seen) + papers_of(listed, case, (APART,), seen)


def opinions(case: Case, name: str) -> list[Record]:
    """The opinions of one of the lists in OPINIONS."""
    return [row for row in case.opinions if (row.purpose, row.kind) == OPINIONS[name]]


def _has_level(case: Case, level: str) -> bool:
    return any(committee.level == level for committee in case.chain)


def _is_introduced_by(case: Case, kind: str) -> bool:
    return any(introduction.kind == kind for introduction in case.introductions)


def is_authorised(case: Case) -> bool:
    """Whether the grassroots committee above the cell decides itself, as a whole, and nobody above it is asked."""
    return any(committee.level == "grassroots" and committee.get("is_authorised") for committee in case.chain)


def _is_done_below(case: Case, kind: str) -> bool:
    """Whether a decision is recorded as one of the grassroots committee, or will be one as it is authorised."""
    if not _is_recorded(case, kind):
        return is_authorised(case)
    below = [committee.name.casefold() for committee in case.chain if committee.level == "grassroots"]
    bodies = [(step.body or "").casefold() for step in case.steps if step.kind == kind]
    return any(name in body for name in below for body in bodies)


def _is_recorded(case: Case, kind: str) -> bool:
    return any(step.kind == kind for step in case.steps)


def _introducers(case: Case) -> list[dict[str, Record]]:
    return [{"introduction": row} for row in case.introductions if row.kind == "official_member"]


def _probation_mentors(case: Case) -> list[dict[str, Record]]:
    """Who helped after the ceremony: each of them writes, also one who handed over."""
    held_on = max((step.happened_on or "" for step in case.steps if step.kind == _CEREMONY), default="")
    return [{"mentor": row} for row in case.mentor_assignments if not row.ended_on or row.ended_on > held_on]


def check_records(check: Record) -> dict[str, Any]:
    """The records of a paper about one check: itself, who is sent, and its letter with number and day."""
    letter = Record(document_number=check.letter_number, document_on=check.sent_on)
    return {"check": check, "verifier": check.get("verifier"), "check_letter": letter}


def _checks(*ways: str | None) -> Callable[[Case], list[dict[str, Record]]]:
    """The checks made in one of the ways; whoever is exempted has no letter."""
    return lambda case: [
        check_records(row) for row in case.background_checks if row.get("sent_how") in ways and not row.get("exemption")
    ]


def _opinions_one_by_one(name: str) -> Callable[[Case], list[dict[str, Record]]]:
    return lambda case: [{"opinion": row} for row in opinions(case, name)]


ALWAYS = "always"
CONDITIONS: dict[str, Callable[[Case], bool]] = {
    ALWAYS: lambda case: True,
    "has_section_committee": lambda case: _has_level(case, "section"),
    "has_grassroots_committee": lambda case: _has_level(case, "grassroots"),
    "is_grassroots_cell": lambda case: case.cell is not None and bool(case.cell.get("is_grassroots")),
    "decided_above": lambda case: not is_authorised(case),
    "introduced_by_youth_union": lambda case: _is_introduced_by(case, "youth_union"),
    "introduced_by_trade_union": lambda case: _is_introduced_by(case, "trade_union"),
    "is_readmission": lambda case: case.dossier is not None and bool(case.dossier.is_readmission),
    "is_admitted": lambda case: _is_recorded(case, _CEREMONY) or case.person.get("stage") in _MEMBERS,
    "admitted_below": lambda case: _is_done_below(case, "admission_decision"),
    "recognised_below": lambda case: _is_done_below(case, "recognition_decision"),
}
LISTS: dict[str, Callable[[Case], list[dict[str, Record]]]] = {
    "introducers": _introducers,
    "probation_mentors": _probation_mentors,
    "mentors": lambda case: [{"mentor": row} for row in case.mentor_assignments],
    "letters": _checks("letter", None),
    "visits": _checks("member_sent"),
    "checks": _checks("letter", "member_sent", None),
    **{name: _opinions_one_by_one(name) for name in OPINIONS},
}


def holds(when: str, case: Case) -> bool:
    """Conditions joined by "and", each perhaps behind "not".

    The kind of a step means that it is recorded, a special group that the person belongs to it.
    """
    words = when.split(_AND)
    return all(_meets(word.removeprefix(_NOT), case) is not word.startswith(_NOT) for word in words)


def is_known(when: str) -> bool:
    """Whether every word of a condition stands for something."""
    words = [word.removeprefix(_NOT) for word in when.split(_AND)]
    return all(word in CONDITIONS or word in SPECIAL_GROUP or word in STEP_KIND for word in words)


def paper_of(rule: StepRule, case: Case) -> str:
    """The form on which a step is written for this case; empty when there is none."""
    return next((form for form, when in rule.paper_when if holds(when, case)), rule.paper)


def _meets(name: str, case: Case) -> bool:
    if name in CONDITIONS:
        return CONDITIONS[name](case)
    if name in SPECIAL_GROUP:
        return any(group.kind == name for group in case.special_groups)
    if name not in STEP_KIND:
        raise BadEdition(_unknown("when", name))
    return _is_recorded(case, name)


def _copies(paper: DossierPaper, case: Case) -> list[WantedPaper]:
    if not paper.each:
        return [WantedPaper(paper.form)]
    if paper.each not in LISTS:
        raise BadEdition(_unknown("each", paper.each))
    return [WantedPaper(paper.form, extra) for extra in LISTS[paper.each](case)] or [WantedPaper(paper.form)]


def _unknown(key: str, name: str) -> str:
    return (
        f"Bộ quy định dùng {key} = “{name}” mà chương trình không biết. "
        "Chưa in gì, dữ liệu không bị ảnh hưởng; hãy sửa tệp quy định."
    )
