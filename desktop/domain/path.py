"""The path of one dossier: its steps under the rules, which comes next, until when, and what may still be recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from db.choices import STEP_KIND
from db.records import Case, Record
from desktop.domain import stages
from desktop.domain.calendar import add_months
from desktop.domain.chains import as_of, day_of_step, recorded_days
from desktop.domain.dossier_papers import ALWAYS, CONDITIONS
from desktop.domain.rules.facts import day
from desktop.domain.rules.model import Limit, Rules, StepRule

# Once one of these is recorded nothing before it is asked for any more: it was done, or can no longer be done.
_GATES = (
    "procedure_allowed",
    "cell_meeting",
    "admission_decision",
    "admission_ceremony",
    "recognition_cell_meeting",
    "recognition_decision",
)
# What a class gives is no step; the step behind it waits for it.
_AFTER_CLASS = "procedure_requested"


@dataclass(frozen=True)
class Station:
    """One step on the path of one person: the newest record of it, from and until when it is to be done."""

    rule: StepRule
    record: Record | None = None
    opens_on: date | None = None
    due_on: date | None = None
    is_settled: bool = False  # recorded, or behind the person in some other way
    is_unknown: bool = False  # before what is known of a dossier that was taken over

    @property
    def kind(self) -> str:
        """The kind of the step."""
        return self.rule.kind


# The phases of the main line, each with the last of its steps.
PHASES = {
    "Tạo nguồn, cho làm thủ tục": "procedure_allowed",
    "Làm hồ sơ, thẩm tra lý lịch": "opinion_summary",
    "Xét và quyết định kết nạp": "ceremony_consent",
    "Kết nạp, công nhận chính thức": "card_given",
}


def _phase(kind: str) -> str:
    order = list(STEP_KIND)
    return next(title for title, last in PHASES.items() if order.index(kind) <= order.index(last))


class Path:
    """The stations of one case in the order of the rules; those of other chains of committees are left out.

    What is still to be done is done by the committees of `today`, what lies behind by those of its own day.
    """

    def __init__(self, case: Case, rules: Rules, today: date) -> None:
        self._case, self._rules, self._today = case, rules, today
        self._records: Mapping[str, Record] = {step.kind: step for step in case.steps}
        self._known_from = rules.place(case.dossier.get("known_from") if case.dossier else None)
        self._gate = max((rules.place(kind) for kind in _GATES if kind in self._records), default=-1)

    @cached_property
    def _days(self) -> Mapping[str, str]:
        return recorded_days(self._case)

    @cached_property
    def _waiting(self) -> tuple[StepRule, ...]:
        """The steps that wait for months to pass."""
        return tuple(rule for rule in self._rules.steps.values() if rule.limit and rule.limit.after_months)

    @cached_property
    def has_ended(self) -> bool:
        """Whether there is nothing left to do: no dossier, off the path, or at its end."""
        stage = self._case.person.get("stage") or stages.stage_of(self._case)
        return self._case.dossier is None or stage is None or stage in stages.SIDE or stage == stages.PATH[-1]

    @cached_property
    def stations(self) -> tuple[Station, ...]:
        """Every step that concerns this person, optional ones only when they are recorded."""
        return tuple(self._station(rule) for rule in self._rules.steps.values() if self._concerns(rule))

    @cached_property
    def next(self) -> Station | None:
        """The first step that is still to be done; nothing once the path has ended."""
        if self.has_ended:
            return None
        return next((station for station in self.stations if not station.is_settled), None)

    @property
    def waits_for_class(self) -> bool:
        """Whether the class, which is no step, comes before the next step."""
        is_before = self.next is not None and self.next.kind == _AFTER_CLASS
        return is_before and not any(each.kind == stages.CLASS_KIND for each in self._case.certificates)

    def others(self) -> tuple[StepRule, ...]:
        """What may be recorded beside the next step: steps not recorded yet, in the order of the rules."""
        ahead = self.next.kind if self.next else None
        return tuple(
            rule
            for rule in self._rules.steps.values()
            if rule.kind not in self._records and rule.kind != ahead and self._may_happen(rule)
        )

    def others_by_phase(self) -> dict[str, list[StepRule]]:
        """The same by the title of their phase; phases in which nothing is left are not named."""
        found: dict[str, list[StepRule]] = {}
        for rule in self.others():
            found.setdefault(_phase(rule.kind), []).append(rule)
        return {title: found[title] for title in PHASES if title in found}

    def due_on(self, kind: str) -> date | None:
        """The last day in time for a step; nothing without a limit or while its clock has not begun."""
        limit = self._rules.steps[kind].limit if kind in self._rules.steps else None
        start = self._start(limit)
        return limit.due_on(start) if limit and start else None

    def _station(self, rule: StepRule) -> Station:
        record = self._records.get(rule.kind)
        is_done = record is not None and not self._must_vote_again(rule, record)
        is_settled = is_done or self._is_behind(rule)
        is_unknown = record is None and self._rules.place(rule.kind) < self._known_from
        return Station(rule, record, self._opens_on(rule), self.due_on(rule.kind), is_settled, is_unknown)

    def _must_vote_again(self, rule: StepRule, record: Record) -> bool:
        """Whether a meeting had too few votes for, and nothing behind it on the path followed."""
        if not self._rules.has_failed(record):
            return False
        place = self._rules.place(rule.kind)
        return all(self._rules.place(kind) <= place for kind in self._records)

    def _concerns(self, rule: StepRule) -> bool:
        return rule.kind in self._records or (not rule.is_optional and self._may_happen(rule))

    def _may_happen(self, rule: StepRule) -> bool:
        if rule.when == ALWAYS:
            return True
        on = day_of_step(self._days, self._rules.path, rule.kind, self._today)
        return CONDITIONS[rule.when](as_of(self._case, on))

    def _is_behind(self, rule: StepRule) -> bool:
        place = self._rules.place(rule.kind)
        return place < self._gate or place < self._known_from or self._is_outrun(rule)

    def _is_outrun(self, rule: StepRule) -> bool:
        """Before the procedure a later stage, such as a certificate, leaves earlier steps behind."""
        stage = stages.stage_reached_by(rule.kind)
        reached = self._case.person.get("stage")
        if self._rules.place(rule.kind) >= self._rules.place(_GATES[0]) or reached not in stages.PATH:
            return False
        return stage is not None and stages.PATH.index(stage) < stages.PATH.index(reached)

    def _start(self, limit: Limit | None) -> date | None:
        record = self._records.get(limit.start) if limit else None
        return day(record.happened_on) if record else None

    def _opens_on(self, rule: StepRule) -> date | None:
        """The day from which a step that waits for months to pass may be done, with the papers right before it."""
        for waiting in self._waiting:
            limit = waiting.limit
            if limit is None:
                continue
            place = self._rules.place(rule.kind)
            is_paper_for_it = rule.limit is None and not rule.is_optional
            is_between = self._rules.place(limit.start) < place < self._rules.place(waiting.kind) and is_paper_for_it
            start = self._start(limit)
            if start and (rule is waiting or is_between):
                return add_months(start, limit.after_months)
        return None
