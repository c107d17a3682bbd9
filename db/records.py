"""The shape of what is read from the book: rows with attribute access, and the case of one person."""

from dataclasses import dataclass
from typing import Any


class Record(dict[str, Any]):
    """One row by column name, also as attributes; joined rows stand in it as further Records."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


Records = tuple[Record, ...]


@dataclass(frozen=True)
class Case:
    """Everything held about one person, as checks, forms, the terminal and the person's page read it.

    `chain` runs from the committee right above the cell to the top, as things stand; `former_chains` tell how they
    stood before (`last_on` and `committees` each, oldest first). `dossier` is the newest try; steps, items,
    introductions and mentor assignments belong to it, oldest first. Introductions and assignments carry
    `member` (a party_member) which carries `person`; enrolments carry `training_class`. Background checks carry
    `relative` (None: about the person) and `verifier` (a party_member with `person`); the cell carries `village`.
    `considered` says at which meetings the dossier came up, each with its `meeting`.
    """

    person: Record
    photo: bytes | None
    office: Record
    cell: Record | None
    chain: Records
    dossier: Record | None
    dossiers: Records
    family: Records
    career: Records
    training: Records
    abroad: Records
    rewards: Records
    disciplines: Records
    source_categories: Records
    steps: Records
    items: Records
    introductions: Records
    mentor_assignments: Records
    enrolments: Records
    certificates: Records
    memberships: Records
    papers: Records
    background_checks: Records = ()
    opinions: Records = ()
    receipts: Records = ()
    special_groups: Records = ()
    overrulings: Records = ()
    former_chains: Records = ()
    considered: Records = ()
