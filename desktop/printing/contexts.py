"""How the names of a form are filled: from the case of one person, from records given by name, from rows of either."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.records import Case, Record
from desktop.domain.dossier_papers import OPINIONS, opinions
from desktop.printing.names import Vocabulary
from desktop.printing.shapes import Path, Shape
from desktop.printing.values import Blank, Context, PaperDate, Rows, View

Given = Mapping[str, Any]

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
# Names that are read from a joined row of another one, unless given themselves.
_JOINED: dict[str, Path] = {
    "mentor_cell": ("mentor", "member", "cell"),
    "introducer_cell": ("introduction", "member", "cell"),
    "training_class": ("enrolment", "training_class"),
}
# Lists that are called as those of the case.
_SAME_NAME = frozenset(
    "career training abroad rewards disciplines items background_checks special_groups receipts".split()
)


@dataclass(frozen=True)
class PersonRow:
    """A row of a list whose every row is about one person: their case, and records that stand beside its names."""

    case: Case | None
    records: Given = field(default_factory=dict)


@dataclass(frozen=True)
class Filling:
    """What filling a form needs beside the records: the day as an ISO date, and the fields of records, by name, that
    stay dots because they are written by hand."""

    names: Vocabulary
    today: str
    by_hand: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def fill(self, case: Case | None, extra: Given, wanted: Collection[str]) -> dict[str, Any]:
        """The wanted names; `extra` replaces what the case holds, and is all there is when there is no case.

        What nobody gives reads as a blank, lists as empty.
        """
        given, owner = (records_of(case) if case is not None else {}) | dict(extra), _person_id(case)
        filled: dict[str, Any] = {"today": PaperDate(self.today), "blank": Blank}
        for name in wanted:
            if name in self.names:
                filled[name] = self._show(name, self.names[name], find(name, given), owner)
        return filled

    def _show(self, name: str, shape: Shape, found: Any, owner: int | None) -> Any:
        if shape.rows is not None:
            return Rows([self._row(shape.rows, row, owner) for row in found or ()])
        return found if shape.is_open else self._view(name, shape, found, owner)

    def _row(self, shape: Shape, row: Any, owner: int | None) -> Any:
        if shape.is_open:
            return row
        if isinstance(row, PersonRow):
            return self._person(shape.members, row)
        return self._view("", shape, row, owner, "" if shape.subject else _owner(row))

    def _person(self, names: Vocabulary, row: PersonRow) -> Context:
        """A row about a person: each name is filled when the form asks for it; what is missing tells whose it is."""
        given = (records_of(row.case) if row.case is not None else {}) | dict(row.records)
        owner, whose = _person_id(row.case), str(row.case.person.full_name) if row.case is not None else ""

        def show(name: str) -> Any:
            shape = names[name]
            found = find(name, given)
            if shape.rows is not None or shape.is_open:
                return self._show(name, shape, found, owner)
            return self._view(name, shape, found, owner, ": ".join(filter(None, (whose, shape.subject))))

        return Context(names, show)

    def _view(self, name: str, shape: Shape, found: Record | None, owner: int | None, subject: str = "") -> View:
        layers = zip(shape.tables, (_follow(found, join) for join in shape.joins), strict=True)
        inner = {each: self._show(each, inner, _follow(found, (each,)), owner) for each, inner in shape.members.items()}
        by_hand = self.by_hand.get(name, frozenset())
        return View(subject or shape.subject, *layers, members=inner, by_hand=by_hand, person_id=owner)


def bodies(office: Record | None, cell: Record | None, chain: Sequence[Record]) -> dict[str, Record | None]:
    """The records of the office, a cell, and the committees above it, by their names."""
    levels = {committee.level: committee for committee in reversed(chain)}
    return {
        "office": office,
        "cell": cell,
        "above_cell": chain[0] if chain else None,
        **{f"{level}_committee": levels.get(level) for level in ("section", "grassroots", "competent", "superior")},
    }


def records_of(case: Case) -> dict[str, Any]:
    """The records and lists of a case, by their names."""
    steps = {step.kind: step for step in case.steps}
    lists: dict[str, Any] = {name: getattr(case, name) for name in _SAME_NAME}
    return {
        **bodies(case.office, case.cell, case.chain),
        "candidate": case.person,
        "dossier": case.dossier,
        "mentor": _newest(case.mentor_assignments, current=True),
        "mentors": case.mentor_assignments,
        "mentor_assignments": case.mentor_assignments,
        "introduction": _newest(case.introductions, kind="official_member"),
        "introducers": [row for row in case.introductions if row.get("kind") == "official_member"],
        "youth_union": _newest(case.introductions, kind="youth_union"),
        "trade_union": _newest(case.introductions, kind="trade_union"),
        "membership": case.memberships[-1] if case.memberships else None,
        "certificate": _newest(case.certificates, kind="awareness"),
        "new_member_certificate": _newest(case.certificates, kind="new_member"),
        "enrolment": _newest_awareness(case),
        # A summary asks each body, so that its line stands with blanks while nothing is recorded.
        **{name: opinions(case, name) or [None] for name in OPINIONS},
        **{group: _relatives(case, relations) for group, relations in FAMILY_GROUPS.items()},
        **steps,
        **lists,
    }


def _person_id(case: Case | None) -> int | None:
    return case.person.get("id") if case is not None else None


def _owner(row: Record | None) -> str:
    """Whose row it is, for the words of what is missing in it."""
    return "" if row is None else str(row.get("full_name") or (row.get("person") or {}).get("full_name") or "")


def find(name: str, given: Given) -> Any:
    """The record of a name: given, or joined to another, or found from another."""
    found = given.get(name)
    if found is None and name in _JOINED:
        source, *path = _JOINED[name]
        return _follow(given.get(source), tuple(path))
    if found is None and name == "introducer_assignment":
        return _assignment_of(given.get("introduction"), given.get("mentor_assignments", ()))
    return found


def _follow(record: Record | None, path: Path) -> Record | None:
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


def _relatives(case: Case, relations: tuple[str, ...]) -> list[Record]:
    ranked = [record for record in case.family if record.relation in relations]
    ranked.sort(key=lambda record: (relations.index(record.relation), record.get("born_on") or "9"))
    return ranked
