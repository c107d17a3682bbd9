"""Meetings of the invented office: those behind the steps of the last year, with their rounds, and those to come."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from db.choices import MEETING_PURPOSE, STEP_KIND
from desktop.services.demo.places import Office, Place
from desktop.services.demo.rows import Rows

_DAYS_BACK, _DAYS_AHEAD = 365, 6
# Which steps are votes of a meeting, and for what the body considered the person.
_CELL = {
    "sympathiser_chosen": "choose",
    "class_proposed": "propose_class",
    "procedure_requested": "request_procedure",
    "cell_meeting": "admission",
    "recognition_cell_meeting": "recognition",
}
_STANDING = {"standing_committee_meeting": "admission"}
_DECISION = "admission_decision"
# What comes next for somebody whose last step is this one: the body and the purpose.
_NEXT = {
    "opinion_summary": ("cell", "admission"),
    "cell_meeting": ("standing_committee", "admission"),
    "recognition_cell_meeting": ("standing_committee", "recognition"),
}
_ATTENDANCE = ("member_total", "official_total", "votes_base", "present", "present_official")


@dataclass(frozen=True)
class _Case:
    """One person before a body: the dossier, the purpose, and the step it became, if it did."""

    dossier_id: int
    purpose: str
    step_id: int | None = None
    values: dict[str, Any] = field(default_factory=dict)


class Meetings:
    """Hears of every step that is added, and makes the meetings when all are there."""

    def __init__(self, office: Office, today: date) -> None:
        self._office, self._today = office, today
        self._held: dict[tuple[str, int | None, str], list[_Case]] = defaultdict(list)
        self._waiting: dict[tuple[str, int | None], list[_Case]] = defaultdict(list)
        self._decisions: dict[int, tuple[int, dict[str, Any]]] = {}

    def note(self, place: Place, dossier_id: int, step_id: int, values: dict[str, Any]) -> None:
        """A step of somebody of a place, with its columns."""
        kind, day = values["kind"], values["happened_on"]
        if day < (self._today - timedelta(_DAYS_BACK)).isoformat():
            return
        if kind == _DECISION:
            self._decisions[dossier_id] = step_id, values
        for body, purposes, cell_id in (("cell", _CELL, place.cell_id), ("standing_committee", _STANDING, None)):
            if kind in purposes:
                case = _Case(dossier_id, purposes[kind], step_id, values)
                self._held[body, cell_id, day].append(case)

    def wait(self, place: Place, dossier_id: int, last: str) -> None:
        """Somebody whose last step leads to a meeting that is still to come."""
        body, purpose = _NEXT.get(last, ("", ""))
        if body == "cell":
            self._waiting[body, place.cell_id].append(_Case(dossier_id, purpose))
        elif body and place.committee is None:
            self._waiting[body, None].append(_Case(dossier_id, purpose))

    def add(self, rows: Rows) -> None:
        """The meetings of the past, oldest first, then those to come."""
        to_come = (self._today + timedelta(_DAYS_AHEAD)).isoformat()
        found = sorted(self._held.items(), key=lambda item: (item[0][2], item[0][0], item[0][1] or 0))
        found += [((body, cell_id, to_come), cases) for (body, cell_id), cases in self._waiting.items()]
        in_year: dict[str, int] = defaultdict(int)
        for (body, cell_id, day), cases in found:
            meeting = self._meeting(body, cell_id, day, cases)
            if body != "cell":
                in_year[day[:4]] += 1
                named = {
                    "name": f"Đợt {in_year[day[:4]]} năm {day[:4]}",
                    "party_committee_id": self._office.committee_id,
                }
                meeting["review_round_id"] = rows.add("review_round", named)
            meeting_id = rows.add("meeting", meeting)
            for place, case in enumerate(cases, start=1):
                self._add_case(rows, meeting_id, place, case, cell_id)

    def _meeting(self, body: str, cell_id: int | None, day: str, cases: list[_Case]) -> dict[str, Any]:
        values: dict[str, Any] = {"kind": body, "held_on": day}
        values["party_cell_id" if body == "cell" else "party_committee_id"] = cell_id or self._office.committee_id
        counted = next((case.values for case in cases if case.values.get("present") is not None), {})
        return values | {name: counted.get(name) for name in _ATTENDANCE}

    def _add_case(self, rows: Rows, meeting_id: int, place: int, case: _Case, cell_id: int | None) -> None:
        values: dict[str, Any] = {"meeting_id": meeting_id, "dossier_id": case.dossier_id, "purpose": case.purpose}
        values |= {"place": place, "step_id": case.step_id}
        if case.step_id is not None:
            named = ("votes_for", "votes_against", "document_number", "document_on")
            values |= {name: case.values.get(name) for name in named}
            decided = self._decisions.get(case.dossier_id) if case.values["kind"] in _STANDING else None
            needed = case.values.get("votes_base") or 0
            is_enough = case.values.get("votes_for") is None or 3 * case.values["votes_for"] >= 2 * needed
            values["result"] = "agreed" if is_enough else "not_agreed"
            self._add_number(rows, meeting_id, case.dossier_id, MEETING_PURPOSE[case.purpose], case.values, cell_id)
            if decided is not None:
                values["decision_step_id"] = decided[0]
                self._add_number(rows, meeting_id, case.dossier_id, STEP_KIND[_DECISION], decided[1], cell_id)
        rows.add("meeting_case", values)

    def _add_number(
        self, rows: Rows, meeting_id: int, dossier_id: int, subject: str, step: dict[str, Any], cell_id: int | None
    ) -> None:
        """The number of a resolution or a decision, as the book of numbers has it."""
        number = step.get("document_number")
        if number:
            kind = number.partition("-")[2].partition("/")[0]
            giver = {"party_cell_id": cell_id, "party_committee_id": None if cell_id else self._office.committee_id}
            about = {"dossier_id": dossier_id, "meeting_id": meeting_id, "dated_on": step["document_on"]}
            rows.add("paper_number", {"number": number, "kind": kind, "subject": subject, **giver, **about})
