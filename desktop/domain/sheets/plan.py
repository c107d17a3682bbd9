"""What an import would do: who is new, who changes and how, who stays the same, and what the clerk should know."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from db.choices import STEP_KIND
from db.fields import Field, field, find_field
from desktop.domain.sheets.model import Finding, LeftOut, Proposal
from desktop.vietnamese import show_date

Values = dict[str, Any]


@dataclass(frozen=True)
class ValueChange:
    """One value that would change, as the clerk reads it."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class PlannedCertificate:
    """A certificate of the awareness class to be added, or (with a key) completed."""

    certificate_id: int | None
    values: Values


@dataclass(frozen=True)
class PlannedPerson:
    """What would be written of one person: columns of person, the cell by name, mentors to assign, steps by day."""

    row: int
    person_id: int | None
    full_name: str
    values: Values
    cell_name: str | None = None
    certificate: PlannedCertificate | None = None
    mentors: tuple[str, ...] = ()
    steps: Values = dataclasses.field(default_factory=dict)
    changes: tuple[ValueChange, ...] = ()
    membership: Values | None = None  # of a list of members: what is written of the membership, and no dossier
    membership_id: int | None = None


@dataclass(frozen=True)
class SamePerson:
    """A row that brings nothing; `repeats` is the earlier row of the file it repeats, if any."""

    row: int
    full_name: str
    repeats: int | None = None


@dataclass(frozen=True)
class ImportPlan:
    """Every row accounted for: new + changed + same + left out = read."""

    file_name: str
    new: tuple[PlannedPerson, ...]
    changed: tuple[PlannedPerson, ...]
    same: tuple[SamePerson, ...]
    left_out: tuple[LeftOut, ...]
    rejected: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    proposals: tuple[Proposal, ...]
    new_cells: tuple[str, ...] = ()

    @property
    def read(self) -> int:
        """The rows that look like a person."""
        return len(self.new) + len(self.changed) + len(self.same) + len(self.left_out)

    @property
    def people(self) -> tuple[PlannedPerson, ...]:
        """Everyone of whom something would be written."""
        return self.new + self.changed


def target_field(table: str, name: str) -> Field | None:
    """The field a column of a list goes to; under the kind of a step stands its day."""
    return field("step", "happened_on") if table == "step" and name in STEP_KIND else find_field(table, name)


def target_label(table: str, name: str) -> str:
    """What such a column is called."""
    held = target_field(table, name)
    return STEP_KIND[name] if table == "step" and name in STEP_KIND else held.label if held else ""


def value_shown(table: str, name: str, value: str | None) -> str:
    """A stored value as the clerk reads it."""
    held = target_field(table, name)
    if value is None or held is None:
        return value or ""
    if held.kind in ("date", "partial_date"):
        return show_date(value)
    return held.show_choice(value) if held.kind == "choice" else value
