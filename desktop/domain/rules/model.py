"""What an edition says once it is read: its steps with limits and votes, its checks, and what a check finds."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from db.records import Record
from desktop.domain.calendar import USUAL, WorkTable, add_months
from desktop.domain.editions import Edition

if TYPE_CHECKING:
    from desktop.domain.rules.facts import Facts

LEVELS = ("block", "warn", "note")
CERTAINTIES = ("sure", "likely", "unverified")
# The number of a meeting that is the base of its votes.
_BASES = {"convened": "votes_base", "official_members": "official_total", "members": "member_total"}
UNITS = ("working_days", "months")


@dataclass(frozen=True)
class Limit:
    """How long a step may take: `count` working days or months from the day of the step `start`.

    With `after_months` the clock starts so many months later: the end of probation.
    """

    count: int
    unit: str
    start: str
    extension: int = 0
    after_months: int = 0
    table: WorkTable = USUAL

    def due_on(self, start: date, extended: bool = False) -> date:
        """The last day in time; day 1 is the working day after `start`, a month ends on the same day number."""
        count = self.count + (self.extension if extended else 0)
        start = add_months(start, self.after_months)
        return add_months(start, count) if self.unit == "months" else self.table.add_working_days(start, count)


@dataclass(frozen=True)
class Vote:
    """Which share of which number must agree; `more_than` when reaching the share itself is not enough."""

    share: Fraction
    base: str
    more_than: bool = False

    def needed(self, base: int) -> int:
        """The least number of votes for, of `base`."""
        wanted = self.share * base
        return int(wanted) + 1 if self.more_than or wanted.denominator > 1 else int(wanted)

    def base_of(self, step: Record) -> int | None:
        """The number a meeting's votes are held against, where it is recorded."""
        found = step.get(_BASES[self.base])
        return found if isinstance(found, int) and found > 0 else None

    def has_failed(self, step: Record) -> bool:
        """Whether a meeting is known to have had too few votes for."""
        base, votes_for = self.base_of(step), step.get("votes_for")
        return base is not None and votes_for is not None and votes_for < self.needed(base)


@dataclass(frozen=True)
class StepRule:
    """One step of the path: who does it, on which paper, for whom (`when`), within what time, by what vote.

    `paper_when`: other papers, each with the condition under which the step is written on it.
    """

    kind: str
    actor: str
    title: str
    paper: str = ""
    paper_when: tuple[tuple[str, str], ...] = ()
    when: str = "always"
    is_optional: bool = False
    limit: Limit | None = None
    vote: Vote | None = None
    cite: str = ""
    certainty: str = "sure"


@dataclass(frozen=True)
class Fault:
    """What a check found wrong: the path of the field to mend, and the values its message names."""

    field: str
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """A fault told to a person: which rule, how grave, what is wrong, what to do, which field to mend."""

    person: str
    level: str
    rule: str
    citation: str
    certainty: str
    message: str
    remedy: str
    field: str


@dataclass(frozen=True)
class CheckRule:
    """One check of an edition: the function it calls with which numbers, when it speaks, and what it says.

    It runs only when every step and every list in `needs` has rows, when nothing from the step `since` on lies before
    what is known of an imported dossier, and from the stage `from_stage` on; `ended` also for dossiers off the path.
    """

    name: str
    level: str
    cite: str
    certainty: str
    message: str
    remedy: str
    parameters: Mapping[str, Any]
    needs: frozenset[str]
    since: int
    from_stage: int
    ended: bool
    step: StepRule | None
    steps: Mapping[str, StepRule] = dataclasses.field(repr=False)
    papers: Mapping[str, str] = dataclasses.field(repr=False)
    table: WorkTable = dataclasses.field(repr=False)
    call: "CheckFunction" = dataclasses.field(repr=False, compare=False)
    area: str = ""

    def __getitem__(self, name: str) -> Any:
        return self.parameters[name]

    def step_of_paper(self, form: str) -> str | None:
        """The step whose own paper has this form code, when no other step has it too."""
        return self.papers.get(form)


CheckFunction = Callable[["Facts", CheckRule, date], Iterator[Fault]]


@dataclass(frozen=True)
class Rules:
    """A resolved edition, ready to be held against cases."""

    edition: Edition
    path: tuple[str, ...]
    steps: Mapping[str, StepRule]
    checks: tuple[CheckRule, ...]
    table: WorkTable = USUAL
    _chosen: dict[tuple[object, ...], tuple[CheckRule, ...]] = dataclasses.field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def applicable(self, stage: int, has_ended: bool, known_from: int, kinds: frozenset[str]) -> tuple[CheckRule, ...]:
        """The checks that may say something of a case with these steps and lists; remembered, as many are alike."""
        key = (stage, has_ended, known_from, kinds)
        if key not in self._chosen:
            self._chosen[key] = tuple(
                rule
                for rule in self.checks
                if stage >= rule.from_stage
                and rule.since >= known_from
                and (rule.ended or not has_ended)
                and rule.needs <= kinds
            )
        return self._chosen[key]

    def has_failed(self, step: Record) -> bool:
        """Whether a recorded step is a meeting known to have had too few votes for."""
        rule = self.steps.get(step["kind"])
        return rule is not None and rule.vote is not None and rule.vote.has_failed(step)

    def place(self, kind: str | None) -> int:
        """Where a step stands on the path; a step that is not on it stands at its beginning."""
        return self.path.index(kind) if kind in self.path else 0
