"""The book of numbers of papers, and the numbers that recorded steps bear already."""

import json
from collections.abc import Iterable

from db.records import Record
from db.store import Store

_GIVEN = "(SELECT value FROM json_each(?))"


def list_numbers(store: Store, cell_id: int | None, committee_id: int | None, since: str | None) -> list[Record]:
    """The numbers one giver has given since a day, with the full_name of whom the paper is about; oldest first."""
    return store.rows(
        "SELECT paper_number.*, person.full_name FROM paper_number"
        " LEFT JOIN dossier ON dossier.id = paper_number.dossier_id LEFT JOIN person ON person.id = dossier.person_id"
        " WHERE paper_number.party_cell_id IS ? AND paper_number.party_committee_id IS ?"
        " AND (paper_number.dated_on IS NULL OR paper_number.dated_on >= ?) ORDER BY paper_number.id",
        [cell_id, committee_id, since or ""],
    )


def list_all(store: Store) -> list[Record]:
    """The whole book, the newest first, with `giver` and the full_name of whom the paper is about."""
    return store.rows(
        "SELECT paper_number.*, coalesce(party_cell.name, party_committee.name) AS giver, person.full_name"
        " FROM paper_number LEFT JOIN party_cell ON party_cell.id = paper_number.party_cell_id"
        " LEFT JOIN party_committee ON party_committee.id = paper_number.party_committee_id"
        " LEFT JOIN dossier ON dossier.id = paper_number.dossier_id LEFT JOIN person ON person.id = dossier.person_id"
        " ORDER BY paper_number.dated_on IS NOT NULL, paper_number.dated_on DESC, paper_number.id DESC"
    )


def numbers_on_steps(store: Store, bodies: Iterable[str], since: str | None) -> list[Record]:
    """The numbers on steps of some bodies since a day: id, kind, document_number, document_on, happened_on,
    dossier_id, full_name."""
    return store.rows(
        "SELECT step.id, step.kind, step.document_number, step.document_on, step.happened_on, step.dossier_id,"
        " person.full_name FROM step JOIN dossier ON dossier.id = step.dossier_id"
        f" JOIN person ON person.id = dossier.person_id WHERE step.happened_on >= ? AND step.body IN {_GIVEN}"
        " AND step.document_number IS NOT NULL ORDER BY step.id",
        [since or "", json.dumps(sorted(set(bodies)))],
    )
