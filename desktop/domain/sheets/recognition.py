"""Finds the people of a file among those of the book."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.sheets.identities import Identities, Identity, Match
from desktop.domain.sheets.model import Finding, ReadRow
from desktop.domain.sheets.repeats import Gathered, identity, without_number
from desktop.domain.sheets.row_values import NAME


@dataclass(frozen=True)
class Recognised:
    """The rows that remain after repeats were taken together, each with whom the book knows it as."""

    rows: tuple[ReadRow, ...]
    person_ids: Mapping[int, int]


def recognise(gathered: Gathered, identities: Identities) -> Recognised:
    """Find each row's person in the book; two rows never become one person of it."""
    rows, person_ids, taken = [], {}, {}
    for row in gathered.rows.values():
        match = identities.match(identity(row))
        kept = _without_taken_number(row, match, gathered)
        if match.found is not None and match.found.reference not in taken:
            person_ids[row.row] = taken[match.found.reference] = match.found.reference
        elif match.found is not None or match.alike is not None:
            _warn_of_namesake(row, match.found or match.alike, gathered)
        rows.append(kept)
    return Recognised(tuple(rows), person_ids)


def _without_taken_number(row: ReadRow, match: Match, gathered: Gathered) -> ReadRow:
    holder = match.holder_of_number
    if holder is None:
        return row
    return without_number(row, f"số này trong sổ là của {holder.full_name}", gathered.rejected)


def _warn_of_namesake(row: ReadRow, other: Identity | None, gathered: Gathered) -> None:
    if other is not None:
        why = f"trong sổ đã có {other.full_name} trùng họ tên; nhập thành người mới, hãy xem có phải một người"
        gathered.warnings.append(Finding(row.row, "", row.values[NAME], why))
