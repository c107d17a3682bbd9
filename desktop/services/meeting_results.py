"""What a meeting brought: votes typed once become the step of each person; decisions come later, a number each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.changes import Changes
from db.choices import MEETING_PURPOSE, STEP_KIND
from db.fields import field
from db.records import Record
from db.store import Action, Store
from desktop.domain.meetings import AGREED, MeetingRules, is_decided, step_values
from desktop.domain.rules.model import Rules
from desktop.domain.step_fields import ends_probation_on
from desktop.domain.validation import Invalid, check_values
from desktop.services import meetings, mentoring, numbers, stage, steps
from desktop.services.numbers import Use
from desktop.services.rule_book import open_rules
from desktop.vietnamese import show_date

Values = Mapping[str, Any]
# For these a member is assigned to help, once the body agreed.
_WITH_MENTOR = frozenset({"choose", "assign_mentor"})


@dataclass(frozen=True)
class Decision:
    """The decision on one person: its number and day as typed, who signed."""

    number: str
    dated_on: str
    signer: str | None = None


def save_results(store: Store, meeting_id: int, values: Values, by_case: Mapping[int, Values], today: date) -> Changes:
    """Keep what was typed of a meeting and of each case, and write the steps that follow; all in one action.

    Facts are kept whatever the rules find. Raises Invalid, NotFound, NotAllowed.
    """
    checked = check_values("meeting", values)
    rows = {key: check_values("meeting_case", typed) for key, typed in by_case.items()}
    before, cases_before = meetings.get_meeting(store, meeting_id), meetings.cases_of(store, meeting_id)
    meeting = Record(before | checked)
    held = [Record(row | rows.get(row.id, {})) for row in cases_before]
    writer = _Writer(store, meeting, held, today, (before, cases_before))
    writer.require_day()
    writer.require_numbers()
    with store.action(f"Ghi kết quả họp {meetings.describe(store, meeting)}") as action:
        action.update("meeting", meeting_id, checked)
        for key, typed in rows.items():
            action.update("meeting_case", key, typed)
        writer.write(action)
    return action.changes


def record_decisions(store: Store, meeting_id: int, decisions: Mapping[int, Decision], today: date) -> Changes:
    """Write the decisions on people of a meeting, by the key of the case: every one with its own number; all in one
    action. A decision written before is corrected. Raises Invalid, NotFound, NotAllowed."""
    meeting = meetings.get_meeting(store, meeting_id)
    held = meetings.cases_of(store, meeting_id)
    writer = _Writer(store, meeting, held, today)
    writer.require_decisions(decisions)
    label = f"Ghi {len(decisions)} quyết định của {meetings.describe(store, meeting)}"
    with store.action(label, right="decide") as action:
        writer.write_decisions(action, decisions)
    return action.changes


def propose_numbers(store: Store, meeting_id: int, today: date) -> dict[int, str]:
    """The next numbers for the resolutions of a meeting that have none, by the key of the case: one for everybody
    considered for the same purpose, or one each where everybody has a resolution of their own."""
    meeting = meetings.get_meeting(store, meeting_id)
    rules = meetings.rules_on(store, meeting.held_on, today)[meeting.kind]
    waiting = [row for row in meetings.cases_of(store, meeting_id) if not row.document_number]
    papers = {row.id: (row.purpose, row.id if row.purpose in rules.own_numbers else None) for row in waiting}
    wanted = list(dict.fromkeys(papers.values()))
    on = meeting.document_on or meeting.held_on or today.isoformat()
    if not rules.number:
        return {}
    proposed = numbers.propose(store, meetings.giver_of_meeting(store, meeting), rules.number, on, len(wanted))
    by_paper = dict(zip(wanted, proposed, strict=True))
    return {key: by_paper[paper] for key, paper in papers.items()}


def propose_decision_numbers(store: Store, meeting_id: int, on: str, today: date) -> dict[int, str]:
    """The next numbers for those the body agreed to and who have no decision yet, in the order of the meeting."""
    meeting = meetings.get_meeting(store, meeting_id)
    rules = meetings.rules_on(store, meeting.held_on, today)[meeting.kind]
    waiting = [row for row in meetings.cases_of(store, meeting_id) if awaits_decision(row, rules)]
    giver = meetings.giver_of_meeting(store, meeting)
    proposed = numbers.propose(store, giver, rules.decision_number, on, len(waiting))
    return {row.id: number for row, number in zip(waiting, proposed, strict=True)}


def awaits_decision(row: Record, rules: MeetingRules) -> bool:
    """Whether a decision is to come: the purpose ends in one, the body agreed, and none is written yet."""
    return bool(rules.decisions.get(row.purpose)) and row.result == AGREED and row.decision_step_id is None


class _Writer:
    """Writes what follows from one meeting into the dossiers, inside an action."""

    def __init__(
        self,
        store: Store,
        meeting: Record,
        held: list[Record],
        today: date,
        before: tuple[Record, list[Record]] | None = None,
    ) -> None:
        self._store, self._meeting, self._held, self._today = store, meeting, held, today
        self._meeting_before, cases_before = before or (meeting, held)
        self._before = {row.id: row for row in cases_before}
        self._giver = meetings.giver_of_meeting(store, meeting)
        self._body = meetings.body_name(store, meeting)
        self._rules = meetings.rules_on(store, meeting.held_on, today)[meeting.kind]
        self._office = open_rules(store)

    def require_day(self) -> None:
        """What is decided happened on a day that has come."""
        label, on = field("meeting", "held_on").label, self._meeting.held_on
        has_results = any(self._is_decided(row) for row in self._held)
        if has_results and on is None:
            raise Invalid({"held_on": f"{label}: chưa có. Hãy ghi ngày họp trước khi ghi kết quả."})
        if has_results and on > self._today.isoformat():
            raise Invalid({"held_on": f"{label}: {show_date(on)} chưa tới; chỉ ghi kết quả của cuộc họp đã họp."})

    def require_numbers(self) -> None:
        """No number of the meeting is somebody else's."""
        numbers.require_free(self._store, self._giver, self._uses(), "document_number")

    def require_decisions(self, decisions: Mapping[int, Decision]) -> None:
        """Every decision has a day that has come and a number nobody else has."""
        rows = {row.id: row for row in self._held}
        typed: dict[numbers.Number, str] = {}
        uses = []
        for key, decision in decisions.items():
            name = rows[key].full_name
            _require_decision(name, decision, self._today)
            kind = self._rules.decisions.get(rows[key].purpose)
            if not kind:
                raise Invalid({"number": f"{name}: việc xét này không có quyết định."})
            other = typed.setdefault(numbers.parse(decision.number), name)
            if other != name:
                raise Invalid({"number": f"Số {decision.number} ghi cho cả {other} và {name}. Mỗi người một số riêng."})
            uses.append(self._decision_use(rows[key], decision))
        numbers.require_free(self._store, self._giver, uses)

    def write(self, action: Action) -> None:
        """Steps and assignments of everybody decided; what is no longer decided is taken back."""
        for row in self._held:
            self._write_step(action, row)
            self._write_assignment(action, row)
        self._settle(action, self._held)
        numbers.keep_all(self._store, action, self._giver, self._all_uses(), meeting_id=self._meeting.id)

    def write_decisions(self, action: Action, decisions: Mapping[int, Decision]) -> None:
        """The decisive step of each, and its number in the book."""
        decided = [row for row in self._held if row.id in decisions]
        for row in decided:
            decision = decisions[row.id]
            values = {
                "kind": self._rules.decisions[row.purpose],
                "happened_on": decision.dated_on,
                "document_on": decision.dated_on,
                "document_number": decision.number,
                "body": self._body,
                "signer": decision.signer,
            }
            values |= self._official_day(row)
            row["decision_step_id"] = steps.write(self._store, action, row.dossier_id, values, row.decision_step_id)
            row |= {"decision_number": decision.number, "decision_on": decision.dated_on}
            action.update("meeting_case", row.id, {"decision_step_id": row.decision_step_id})
        self._settle(action, decided)
        numbers.keep_all(self._store, action, self._giver, self._all_uses(), meeting_id=self._meeting.id)

    def _official_day(self, row: Record) -> dict[str, str]:
        """From which day a new decision makes somebody official; a day written before is left as it is."""
        held = self._store.list("step", dossier_id=row.dossier_id)
        official_on = ends_probation_on(self._rules.decisions[row.purpose], held, self._rules_of(row))
        return {"takes_effect_on": official_on} if official_on and row.decision_step_id is None else {}

    def _is_decided(self, row: Record) -> bool:
        return is_decided(row, self._rules, self._rules_of(row).steps.get(self._rules.steps.get(row.purpose, "")))

    def _rules_of(self, row: Record) -> Rules:
        """The rules of the person's dossier, under which the step is written."""
        return self._office.of_dossier(self._store.get("dossier", row.dossier_id), self._today).rules

    def _write_step(self, action: Action, row: Record) -> None:
        kind = self._rules.steps.get(row.purpose, "")
        if not kind:
            return
        if not self._is_decided(row):
            if row.step_id is not None:
                action.delete("step", row.step_id)
            return
        rule = self._rules_of(row).steps.get(kind)
        values = step_values(self._meeting, row, self._body, kind, rule) | {"kind": kind}
        if row.step_id is not None:
            # What was written into the step elsewhere stays, unless the meeting itself says something else now.
            told = step_values(self._meeting_before, self._before[row.id], self._body, kind, rule)
            values = {name: value for name, value in values.items() if value != told.get(name)}
            values.pop("kind", None)
        step_id = steps.write(self._store, action, row.dossier_id, values, row.step_id)
        if step_id != row.step_id:
            action.update("meeting_case", row.id, {"step_id": step_id})

    def _write_assignment(self, action: Action, row: Record) -> None:
        wanted = row.purpose in _WITH_MENTOR and row.mentor_id is not None and row.result == AGREED
        if not wanted:
            if row.mentor_assignment_id is not None:
                action.delete("mentor_assignment", row.mentor_assignment_id)
            return
        values = {
            "party_member_id": row.mentor_id,
            "started_on": self._meeting.held_on,
            "resolution_number": row.document_number or self._meeting.document_number,
            "resolution_on": row.document_on or self._meeting.document_on,
        }
        if row.mentor_assignment_id is not None:
            action.update("mentor_assignment", row.mentor_assignment_id, values)
        elif not mentoring.is_helping(self._store, row.dossier_id, row.mentor_id):
            key = mentoring.begin(self._store, action, row.dossier_id, values)
            action.update("meeting_case", row.id, {"mentor_assignment_id": key})

    def _settle(self, action: Action, rows: Iterable[Record]) -> None:
        rows = list(rows)
        for dossier_id in sorted({row.dossier_id for row in rows}):
            steps.settle(self._store, action, dossier_id)
        stage.refresh(self._store, action, {row.person_id for row in rows})

    def _uses(self) -> list[Use]:
        """The numbers of the resolutions: one of the meeting, and of each case that has its own."""
        meeting = self._meeting
        own = frozenset(row.step_id for row in self._held if row.step_id is not None)
        on = meeting.document_on or meeting.held_on
        found = []
        if meeting.document_number:
            purposes = dict.fromkeys(MEETING_PURPOSE[row.purpose] for row in self._held)
            subject = "; ".join(purposes) or "Cuộc họp"
            found.append(Use(meeting.document_number, on, subject, meeting_id=meeting.id, own_steps=own))
        for row in self._held:
            if row.document_number:
                subject, dated_on = MEETING_PURPOSE[row.purpose], row.document_on or on
                links = {"dossier_id": row.dossier_id, "meeting_id": meeting.id}
                found.append(Use(row.document_number, dated_on, subject, **links, own_steps=own))
        return found

    def _all_uses(self) -> list[Use]:
        written = [row for row in self._held if row.decision_step_id is not None and row.decision_number]
        decided = [self._decision_use(row, Decision(row.decision_number, row.decision_on)) for row in written]
        return self._uses() + decided

    def _decision_use(self, row: Record, decision: Decision) -> Use:
        subject = STEP_KIND[self._rules.decisions[row.purpose]]
        own = frozenset({row.decision_step_id} - {None})
        links = {"dossier_id": row.dossier_id, "meeting_id": self._meeting.id}
        return Use(decision.number, decision.dated_on, subject, **links, is_single=True, own_steps=own)


def _require_decision(name: str, decision: Decision, today: date) -> None:
    if not decision.number.strip():
        raise Invalid({"number": f"{name}: chưa có số quyết định. Mỗi người một quyết định, một số riêng."})
    if not decision.dated_on:
        raise Invalid({"dated_on": "Ngày quyết định: chưa có."})
    if decision.dated_on > today.isoformat():
        raise Invalid({"dated_on": f"Ngày quyết định: {show_date(decision.dated_on)} chưa tới."})
