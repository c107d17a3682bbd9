"""Party members as mentors and introducers: found by name, and whom each helps."""

from typing import Any

from db.records import Record
from db.store import Store
from db.text import fold

_COLUMNS = (
    "party_member.id, party_member.person_id, person.full_name, person.born_on, party_member.party_cell_id,"
    " party_cell.name AS cell, party_member.is_verified, party_member.admitted_on, party_member.official_on"
)
_TABLES = (
    "party_member JOIN person ON person.id = party_member.person_id"
    " LEFT JOIN party_cell ON party_cell.id = party_member.party_cell_id"
)


def list_members(store: Store) -> list[Record]:
    """All members, sorted by name: id, person_id, full_name, born_on, party_cell_id, cell, is_verified, admitted_on,
    official_on."""
    return store.rows(f"SELECT {_COLUMNS} FROM {_TABLES} ORDER BY person.sort_key, party_member.id")


def find_members(store: Store, text: str, limit: int) -> list[Record]:
    """The members whose names hold the words, each at the beginning of a word, without accents; sorted by name."""
    words = fold(text).split()
    tests = "".join(" AND instr(person.search_key, ?) > 0" for _ in words)
    parameters: list[Any] = [f" {word}" for word in words]
    sql = f"SELECT {_COLUMNS} FROM {_TABLES} WHERE 1{tests} ORDER BY person.sort_key, party_member.id LIMIT ?"
    return store.rows(sql, [*parameters, limit])


def count_mentors(store: Store) -> int:
    """How many members help or have helped someone."""
    return int(store.rows("SELECT count(DISTINCT party_member_id) AS n FROM mentor_assignment")[0].n)


def list_helping(store: Store) -> list[Record]:
    """The members who help somebody now: id, uid, full_name, sorted by name."""
    return store.rows(
        "SELECT party_member.id, party_member.uid, person.full_name FROM party_member"
        " JOIN person ON person.id = party_member.person_id WHERE party_member.id IN"
        " (SELECT party_member_id FROM mentor_assignment WHERE ended_on IS NULL) ORDER BY person.sort_key, person.id"
    )


def list_assignments(store: Store) -> list[Record]:
    """All mentor assignments with the candidate's person_id, full_name, stage and cell; the running ones first."""
    return store.rows(
        "SELECT mentor_assignment.*, person.id AS person_id, person.full_name, person.stage, party_cell.name AS cell"
        " FROM mentor_assignment JOIN dossier ON dossier.id = mentor_assignment.dossier_id"
        " JOIN person ON person.id = dossier.person_id LEFT JOIN party_cell ON party_cell.id = dossier.party_cell_id"
        " ORDER BY mentor_assignment.ended_on IS NOT NULL, person.sort_key, mentor_assignment.id"
    )
