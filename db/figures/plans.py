"""Plans and what was typed: quotas, members of cells, typed figures, surveys, villages with their states by date."""

from typing import Any

from db.records import Record
from db.store import Store


def active_cells(store: Store, first: str, last: str) -> list[Record]:
    """The cells of these days, sorted by name: id, uid, name, member_in_charge, committee_id, is_grassroots."""
    return store.rows(
        "SELECT id, uid, name, member_in_charge, committee_id, is_grassroots FROM party_cell"
        " WHERE (starts_on IS NULL OR starts_on <= ?) AND (ends_on IS NULL OR ends_on >= ?) ORDER BY sort_key, id",
        [last, first],
    )


def quotas(store: Store, first_year: int, last_year: int) -> list[Record]:
    """The quotas that touch some years, the shortest first, so that a year's own goes before the term's."""
    return store.rows(
        "SELECT * FROM quota WHERE first_year <= ? AND last_year >= ? ORDER BY last_year - first_year, id",
        [last_year, first_year],
    )


def stock_on(store: Store, day: str) -> dict[int | None, Record]:
    """The newest typed numbers of members up to a day, by cell; None is the office's own."""
    rows = store.rows("SELECT * FROM member_stock WHERE counted_on <= ? ORDER BY counted_on, id", [day])
    return {row["party_cell_id"]: row for row in rows}


def typed_figures(store: Store, first: str, last: str) -> list[Record]:
    """The figures typed for days within these."""
    return store.rows(
        "SELECT * FROM typed_figure WHERE starts_on >= ? AND ends_on <= ? ORDER BY starts_on, id", [first, last]
    )


def surveys(store: Store, first_year: int, last_year: int) -> list[Record]:
    """The surveys of sources of some years, with the name of the cell."""
    return store.rows(
        "SELECT source_survey.*, party_cell.name AS cell_name, party_cell.uid AS cell_uid FROM source_survey"
        " LEFT JOIN party_cell ON party_cell.id = source_survey.party_cell_id"
        " WHERE year BETWEEN ? AND ? ORDER BY year, party_cell.sort_key, source_survey.id",
        [first_year, last_year],
    )


def villages_on(store: Store, day: str) -> list[Record]:
    """The villages and units there are on a day, by name, each with its newest state up to then: cell (None where
    nobody wrote it), founded_on, closed_on, cell_name, members, head, head_is_member, predecessors (names of what
    it was made of)."""
    return store.rows(
        "SELECT village.id, village.uid, village.name, village.kind, village.starts_on AS founded_on,"
        " village.ends_on AS closed_on, state.id AS state_id, state.starts_on,"
        " state.cell, state.members, state.head, state.head_is_member, party_cell.name AS cell_name,"
        " (SELECT group_concat(old.name, ', ') FROM village_predecessor AS link"
        "  JOIN village AS old ON old.id = link.predecessor_id WHERE link.village_id = village.id) AS predecessors"
        " FROM village LEFT JOIN village_status AS state ON state.id = (SELECT id FROM village_status AS newest"
        "  WHERE newest.village_id = village.id AND newest.starts_on <= ?"
        "  ORDER BY newest.starts_on DESC, newest.id DESC LIMIT 1)"
        " LEFT JOIN party_cell ON party_cell.id = state.party_cell_id"
        " WHERE (village.starts_on IS NULL OR village.starts_on <= ?)"
        " AND (village.ends_on IS NULL OR village.ends_on > ?)"
        " ORDER BY village.sort_key, village.id",
        [day, day, day],
    )


def grassroots(store: Store, first: str, last: str) -> dict[str, int]:
    """How many grassroots committees and cells there are on the last day, and how many of them admitted somebody."""
    there = "({0}.starts_on IS NULL OR {0}.starts_on <= ?) AND ({0}.ends_on IS NULL OR {0}.ends_on >= ?)"
    admitting = (
        "SELECT dossier.party_cell_id FROM step JOIN dossier ON dossier.id = step.dossier_id"
        " WHERE step.kind = 'admission_ceremony' AND step.happened_on BETWEEN ? AND ?"
    )
    committees = f"SELECT id FROM party_committee WHERE level = 'grassroots' AND {there.format('party_committee')}"
    cells = f"SELECT id FROM party_cell WHERE is_grassroots = 1 AND {there.format('party_cell')}"
    day, days = [last, last], [first, last]
    return {
        "grassroots_committees": _count(store, committees, day),
        "grassroots_committees.admitting": _count(
            store,
            f"{committees} AND id IN (SELECT committee_id FROM party_cell WHERE id IN ({admitting}))",
            [*day, *days],
        ),
        "grassroots_cells": _count(store, cells, day),
        "grassroots_cells.admitting": _count(store, f"{cells} AND id IN ({admitting})", [*day, *days]),
    }


def _count(store: Store, sql: str, parameters: list[Any]) -> int:
    return int(store.rows(f"SELECT count(*) AS n FROM ({sql})", parameters)[0].n)
