"""What the rules say of a meeting as it is typed: attendance that does not add up, votes that do not suffice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from db import cases
from db.fields import fields_of
from db.records import Case, Record
from db.store import Store
from desktop.domain.meetings import is_decided, step_values
from desktop.domain.rules import engine
from desktop.domain.rules.model import Finding, Rules
from desktop.services import meetings
from desktop.services.rule_book import open_rules

ATTENDANCE = tuple(each.name for each in fields_of("meeting") if each.kind == "integer")
_LEVELS = ("block", "warn", "note")
_VOTED, _AREA = "admission", "votes"
_NEW = 0  # the key of a step that is not in the book


@dataclass(frozen=True)
class Told:
    """One finding about a meeting, and the names of those whose case it is about; nobody when it is about all."""

    finding: Finding
    names: tuple[str, ...]


class MeetingCheck:
    """Holds the cases of one meeting once read against what is typed, as often as something is typed."""

    def __init__(self, store: Store, meeting_id: int, today: date) -> None:
        self._today = today
        self._meeting = meetings.get_meeting(store, meeting_id)
        self._body = meetings.body_name(store, self._meeting)
        self._rules = meetings.rules_on(store, self._meeting.held_on, today)[self._meeting.kind]
        self._entries = meetings.cases_of(store, meeting_id)
        loaded = cases.load_all(store, sorted({row.person_id for row in self._entries}))
        office = open_rules(store)
        self._cases = {key: (case, office.of_dossier(case.dossier, today).rules) for key, case in loaded.items()}

    def findings(self, values: Mapping[str, Any], by_case: Mapping[int, Mapping[str, Any]]) -> list[Told]:
        """What is found in the steps the meeting would write, each sentence once, grave ones first."""
        meeting = Record({**self._meeting, **values})
        told: dict[str, tuple[Finding, list[str]]] = {}
        for finding in self._of_attendance(meeting):
            told[finding.message] = (finding, [])
        for entry in self._entries:
            for finding in self._findings_of(meeting, Record({**entry, **by_case.get(entry.id, {})})):
                told.setdefault(finding.message, (finding, []))[1].append(entry.full_name)
        everybody = len(self._entries)
        found = [Told(finding, tuple(names if len(names) < everybody else ())) for finding, names in told.values()]
        return sorted(found, key=lambda each: _LEVELS.index(each.finding.level))

    def _of_attendance(self, meeting: Record) -> Iterable[Finding]:
        """What does not add up in the attendance, whatever is considered: held as that of a vote on the first."""
        kind = self._rules.steps.get(_VOTED, "")
        if not self._entries or not kind or meeting.present is None:
            return ()
        entry = Record({**self._entries[0], "votes_for": None, "votes_against": None, "step_id": None})
        case, rules = self._cases[entry.person_id]
        held, place = self._with_step(case, rules, meeting, entry, kind)
        found = engine.check_area(held, rules, self._today, _AREA)
        fields = {f"steps[{place}].{name}" for name in ATTENDANCE}
        return [each for each in found if each.field in fields]

    def _findings_of(self, meeting: Record, entry: Record) -> Iterable[Finding]:
        case, rules = self._cases[entry.person_id]
        kind = self._rules.steps.get(entry.purpose, "")
        if not kind or case.dossier is None or not is_decided(entry, self._rules, rules.steps.get(kind)):
            return ()
        return _of_step(self._with_step(case, rules, meeting, entry, kind), rules, self._today)

    def _with_step(self, case: Case, rules: Rules, meeting: Record, entry: Record, kind: str) -> tuple[Case, int]:
        """The case as it would be: the step of this meeting in the place of what is recorded of it."""
        values = step_values(meeting, entry, self._body, kind, rules.steps.get(kind))
        empty = dict.fromkeys(_columns())
        step = Record(empty | values | {"id": entry.step_id or _NEW, "kind": kind, "dossier_id": entry.dossier_id})
        kept = [each for each in case.steps if each.id != entry.step_id]
        ordered = sorted([*kept, step], key=lambda each: each.happened_on or "")
        return replace(case, steps=tuple(ordered)), ordered.index(step)


def _of_step(found: tuple[Case, int], rules: Rules, today: date) -> Iterable[Finding]:
    case, place = found
    prefix = f"steps[{place}]."
    return [each for each in engine.check(case, rules, today) if each.field.startswith(prefix)]


def _columns() -> list[str]:
    return [*(each.name for each in fields_of("step")), "uid"]
