"""What the checks ask of a case, looked up once: steps by kind with their days, the stage, what is not known."""

from dataclasses import fields
from datetime import date
from functools import cached_property, lru_cache

from db.choices import SPECIAL_GROUP, STEP_KIND
from db.records import Case, Record, Records
from desktop.domain import stages
from desktop.domain.rules.registers import NumberKey, Registers, number_key
from desktop.domain.rules.words import fold

_EARLIEST, _LATEST = 1850, 2200
_LISTS = tuple(each.name for each in fields(Case) if each.type == "Records" or each.type is Records)
NOTHING_KNOWN_OF_OTHERS = Registers()


@lru_cache(maxsize=65536)
def day(text: str | None) -> date | None:
    """A whole day of a partial date; nothing for a month, a year, or a day that does not exist."""
    if not text or len(text) != 10:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if _EARLIEST <= found.year <= _LATEST else None


def month(text: str | None) -> date | None:
    """The first day of the month of a partial date; nothing when only the year is known."""
    return day(f"{text[:7]}-01") if text and len(text) >= 7 else None


def year(text: str | None) -> int | None:
    """The year of a partial date."""
    first = day(f"{text[:4]}-01-01") if text else None
    return first.year if first else None


class Step:
    """One recorded step with its place in the case, for naming its fields."""

    __slots__ = ("on", "place", "record")

    def __init__(self, place: int, record: Record) -> None:
        self.place = place
        self.record = record
        self.on = day(record["happened_on"])

    @property
    def title(self) -> str:
        """What happened, in the words of the book."""
        return str(STEP_KIND.get(self.record.kind, self.record.kind))

    def field(self, name: str = "happened_on") -> str:
        """The path of one of its fields."""
        return f"steps[{self.place}].{name}"


class Facts:
    """A case as the checks see it."""

    def __init__(self, case: Case, registers: Registers = NOTHING_KNOWN_OF_OTHERS) -> None:
        self.case = case
        self.registers = registers
        self.by_kind: dict[str, list[Step]] = {}
        for place, record in enumerate(case.steps):
            self.by_kind.setdefault(record["kind"], []).append(Step(place, record))

    @cached_property
    def stage(self) -> int:
        """How far along the main line the dossier came; -1 without a dossier."""
        known = _PLACES.get(self.case.person.get("stage") or "")
        if known is None:
            return len(stages.reached_on(self.case)) - 1
        # A meeting with too few votes leads to no stage, and is asked about all the same.
        return max(known, max((_PLACES_OF_STEPS.get(kind, 0) for kind in self.by_kind), default=0))

    @property
    def recorded(self) -> frozenset[str]:
        """The kinds of steps and the names of the lists of which there is something in the case."""
        return frozenset([*self.by_kind, *(name for name in _LISTS if getattr(self.case, name))])

    @cached_property
    def has_ended(self) -> bool:
        """Whether something took the person off the path."""
        known = self.case.person.get("stage") or stages.stage_of(self.case)
        return known is None or known in stages.SIDE

    @property
    def key(self) -> str:
        """What names the person in findings: the uid."""
        return str(self.case.person.get("uid") or self.case.person.get("full_name") or "")

    @cached_property
    def groups(self) -> dict[str, Record]:
        """The special groups of the person by kind."""
        return {row.kind: row for row in self.case.special_groups}

    @cached_property
    def relatives(self) -> dict[str, list[tuple[int, Record]]]:
        """The family by relation, each with its place in the list."""
        found: dict[str, list[tuple[int, Record]]] = {}
        for place, row in enumerate(self.case.family):
            found.setdefault(row.relation, []).append((place, row))
        return found

    @cached_property
    def received_items(self) -> list[tuple[int, Record, str, str]]:
        """The papers of the dossier that came in: place, row, folded name and title."""
        rows = [(place, row) for place, row in enumerate(self.case.items) if row.received_on or row.dated_on]
        return [(place, row, fold(row.paper or ""), fold(row.title or "")) for place, row in rows]

    @cached_property
    def numbered(self) -> list[tuple[Step, NumberKey]]:
        """The steps whose papers have a number, each with what its number is compared by."""
        return [(step, key) for step in self.all_steps() if step.on and (key := number_key(step.record))]

    def is_of_group(self, kind: str) -> bool:
        """Whether the person is of a special group."""
        return kind in self.groups

    def title_of(self, group: str) -> str:
        """A special group in the words of the book."""
        return SPECIAL_GROUP.get(group, group)

    def all_steps(self) -> list[Step]:
        """Every recorded step."""
        return [step for steps in self.by_kind.values() for step in steps]

    def field_of(self, kind: str, name: str = "happened_on") -> str:
        """The path of a field of the latest step of a kind, or of the list when there is none."""
        step = self.last(kind)
        return step.field(name) if step else "steps"

    def steps(self, kind: str) -> list[Step]:
        """Every recorded step of a kind, oldest first."""
        return self.by_kind.get(kind, [])

    def first(self, kind: str) -> Step | None:
        """The earliest recorded step of a kind."""
        steps = self.by_kind.get(kind)
        return steps[0] if steps else None

    def last(self, kind: str) -> Step | None:
        """The latest recorded step of a kind: what counts when something was done again."""
        steps = self.by_kind.get(kind)
        return steps[-1] if steps else None

    def on(self, kind: str) -> date | None:
        """The day of the latest step of a kind."""
        step = self.last(kind)
        return step.on if step else None


_PLACES = {stage: place for place, stage in enumerate(stages.PATH)}
_PLACES_OF_STEPS = {kind: _PLACES[stage] for kind in STEP_KIND if (stage := stages.stage_reached_by(kind))}
