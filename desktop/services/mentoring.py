"""Mentors: assigned by the cell's resolution, replaced with a written comment, found by name, made when unknown."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from db import members
from db.changes import Changes
from db.records import Record
from db.store import Action, Store
from desktop.domain import editions
from desktop.domain.validation import Invalid, check_values
from desktop.services.rule_book import open_rules

Values = Mapping[str, Any]
_ENDING = frozenset({"ended_on", "end_resolution_number", "end_resolution_on", "end_reason", "comment"})


@dataclass(frozen=True)
class MentorLine:
    """A member who helps or has helped: `helped` are mentor assignments with the candidate's person_id, full_name,
    stage and cell, the running ones first."""

    member_id: int
    person_id: int
    full_name: str
    cell: str | None
    is_verified: bool
    helped: tuple[Record, ...]


def assign(store: Store, dossier_id: int, party_member_id: int, values: Values) -> Changes:
    """Assign a member to help a candidate; `values` are the cell's resolution and the first day. Raises Invalid."""
    checked = check_values("mentor_assignment", {**values, "party_member_id": party_member_id}, is_new=True)
    candidate = _require_other_person(store, dossier_id, party_member_id)
    if is_helping(store, dossier_id, party_member_id):
        mentor = _member_person(store, party_member_id)
        told = f"{mentor.full_name} đang giúp đỡ {candidate.full_name} rồi."
        raise Invalid({"party_member_id": f"{told} Phân công lại thì ghi ngày thôi lần trước đã."})
    with store.action(f"Phân công đảng viên giúp đỡ {candidate.full_name}") as action:
        action.insert("mentor_assignment", {**checked, "dossier_id": dossier_id})
    return action.changes


def is_helping(store: Store, dossier_id: int, party_member_id: int) -> bool:
    """Whether a member helps a candidate now."""
    return any(row.ended_on is None for row in _running(store, dossier_id, party_member_id))


def begin(store: Store, action: Action, dossier_id: int, values: Values) -> int:
    """Assign inside an action that a meeting opened; returns the key. Raises Invalid."""
    checked = check_values("mentor_assignment", values, is_new=True)
    _require_other_person(store, dossier_id, checked["party_member_id"])
    return action.insert("mentor_assignment", {**checked, "dossier_id": dossier_id})


def correct(store: Store, assignment_id: int, values: Values) -> Changes:
    """Correct an assignment, such as the resolution of one that came in with a list. Raises Invalid, NotFound."""
    checked = check_values("mentor_assignment", values)
    held = store.get("mentor_assignment", assignment_id)
    _require_order(held, checked)
    with store.action(f"Sửa phân công giúp đỡ {_candidate(store, held.dossier_id).full_name}") as action:
        action.update("mentor_assignment", assignment_id, checked)
    return action.changes


def end(store: Store, assignment_id: int, values: Values) -> Changes:
    """End an assignment: the day, the cell's resolution, the reason, the written comment. Raises Invalid, NotFound."""
    checked = check_values("mentor_assignment", values)
    held = store.get("mentor_assignment", assignment_id)
    if not checked.get("ended_on"):
        raise Invalid({"ended_on": "Thôi giúp đỡ từ ngày: chưa có."})
    _require_order(held, checked)
    # A label stands with the values of the person helped; it names nobody else, so that others can be erased.
    with store.action(f"Thôi phân công giúp đỡ {_candidate(store, held.dossier_id).full_name}") as action:
        action.update("mentor_assignment", assignment_id, checked)
    return action.changes


def replace(store: Store, assignment_id: int, party_member_id: int, values: Values) -> Changes:
    """End an assignment and assign another member in one step; `values` hold what ends the one and begins the other.

    Raises Invalid, NotFound.
    """
    held = store.get("mentor_assignment", assignment_id)
    checked = check_values("mentor_assignment", {**values, "party_member_id": party_member_id}, is_new=True)
    if not checked.get("ended_on"):
        raise Invalid({"ended_on": "Thôi giúp đỡ từ ngày: chưa có."})
    ending = {name: value for name, value in checked.items() if name in _ENDING}
    beginning = {name: value for name, value in checked.items() if name not in _ENDING}
    _require_order(held, ending)
    candidate, mentor = _candidate(store, held.dossier_id), _member_person(store, party_member_id)
    if mentor.id in (candidate.id, _member_person(store, held.party_member_id).id):
        raise Invalid({"party_member_id": "Người mới phải khác người cũ và khác người được giúp đỡ."})
    with store.action(f"Thay đảng viên giúp đỡ {candidate.full_name}") as action:
        action.update("mentor_assignment", assignment_id, ending)
        action.insert("mentor_assignment", {**beginning, "dossier_id": held.dossier_id})
    return action.changes


def list_mentors(store: Store) -> list[MentorLine]:
    """Every member who helps or has helped someone, sorted by name."""
    helped: dict[int, list[Record]] = defaultdict(list)
    for row in members.list_assignments(store):
        helped[row.party_member_id].append(row)
    return [
        MentorLine(row.id, row.person_id, row.full_name, row.cell, bool(row.is_verified), tuple(helped[row.id]))
        for row in members.list_members(store)
        if row.id in helped
    ]


def find_members(store: Store, text: str, limit: int = 20) -> list[Record]:
    """Members by the words of their names, without accents; the columns of db.members."""
    return members.find_members(store, text, limit)


def follow_up_sheet(store: Store, assignment: Record, today: date) -> str | None:
    """The form on which a mentor follows whom they help, under the edition of the dossier. Raises NotFound."""
    dossier = store.get("dossier", assignment.dossier_id)
    return editions.follow_up_sheet(open_rules(store).of_dossier(dossier, today).rules.edition)


def add_member(store: Store, full_name: str, cell_id: int | None, values: Values) -> tuple[int, Changes]:
    """Record a Party member who is not in the book yet; returns the key of the membership. Raises Invalid."""
    person = check_values("person", {"full_name": full_name}, is_new=True)
    member = check_values("party_member", {**values, "party_cell_id": cell_id}, is_new=True)
    with store.action(f"Thêm đảng viên {person['full_name']}") as action:
        member_id = make_member(action, person, member)
    return member_id, action.changes


def make_member(action: Action, person: Values, member: Values) -> int:
    """A new person who is a member, inside an action; returns the key of the membership."""
    person_id = action.insert("person", {**person, "party_cell_id": member.get("party_cell_id")})
    return action.insert("party_member", {**member, "person_id": person_id})


def _require_other_person(store: Store, dossier_id: int, party_member_id: int) -> Record:
    """The candidate, who is not the member. Raises Invalid."""
    candidate = _candidate(store, dossier_id)
    if candidate.id == _member_person(store, party_member_id).id:
        raise Invalid({"party_member_id": "Một người không thể tự giúp đỡ mình. Hãy chọn đảng viên khác."})
    return candidate


def _candidate(store: Store, dossier_id: int) -> Record:
    return store.get("person", store.get("dossier", dossier_id).person_id)


def _member_person(store: Store, party_member_id: int) -> Record:
    return store.get("person", store.get("party_member", party_member_id).person_id)


def _running(store: Store, dossier_id: int, party_member_id: int) -> list[Record]:
    return store.list("mentor_assignment", dossier_id=dossier_id, party_member_id=party_member_id)


def _require_order(held: Record, values: Values) -> None:
    merged = {**held, **values}
    if merged["started_on"] and merged["ended_on"] and merged["ended_on"] < merged["started_on"]:
        raise Invalid({"ended_on": "Thôi giúp đỡ từ ngày: sớm hơn ngày bắt đầu giúp đỡ."})
