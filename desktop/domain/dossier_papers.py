"""Which papers make up the dossier of one person: the edition's list, held against the case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.records import Case, Record
from desktop.domain.editions import BadEdition, DossierPaper


@dataclass(frozen=True)
class WantedPaper:
    """One paper to print: its form, and records that stand under names of the notation for this copy only."""

    form: str
    extra: dict[str, Any] = field(default_factory=dict)


def papers_of(listed: Sequence[DossierPaper], case: Case) -> list[WantedPaper]:
    """The papers of the case in the order of the edition.

    A paper repeated for a list stands once, with blanks, while the list is still empty: the dossier needs it.
    Raises BadEdition for a condition or a list the program does not know.
    """
    return [wanted for paper in listed if _condition(paper.when)(case) for wanted in _copies(paper, case)]


def _has_level(case: Case, level: str) -> bool:
    return any(committee.level == level for committee in case.chain)


def _is_introduced_by(case: Case, kind: str) -> bool:
    return any(introduction.kind == kind for introduction in case.introductions)


def _introducers(case: Case) -> list[dict[str, Record]]:
    return [{"introduction": row} for row in case.introductions if row.kind == "official_member"]


CONDITIONS: dict[str, Callable[[Case], bool]] = {
    "always": lambda case: True,
    "has_section_committee": lambda case: _has_level(case, "section"),
    "has_grassroots_committee": lambda case: _has_level(case, "grassroots"),
    "introduced_by_youth_union": lambda case: _is_introduced_by(case, "youth_union"),
    "introduced_by_trade_union": lambda case: _is_introduced_by(case, "trade_union"),
    "is_readmission": lambda case: case.dossier is not None and bool(case.dossier.is_readmission),
}
LISTS: dict[str, Callable[[Case], list[dict[str, Record]]]] = {"introducers": _introducers}


def _condition(name: str) -> Callable[[Case], bool]:
    if name not in CONDITIONS:
        raise BadEdition(_unknown("when", name))
    return CONDITIONS[name]


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
