"""Rows of one file that tell of the same person: the first one stands, the others only fill in what it does not say."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from desktop.domain.sheets.cell_names import cell_key
from desktop.domain.sheets.identities import Identities, Identity
from desktop.domain.sheets.model import Finding, Proposal, ReadRow
from desktop.domain.sheets.plan import SamePerson, target_label, value_shown
from desktop.domain.sheets.row_values import CITIZEN_ID, NAME

# A note is about its own row ("ghi trùng"), not about the person.
_NOT_FILLED_IN = frozenset({"person.note"})


@dataclass
class Gathered:
    """The rows with repeats taken together, and what was found on the way."""

    rows: dict[int, ReadRow] = field(default_factory=dict)
    same: list[SamePerson] = field(default_factory=list)
    rejected: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)


def identity(row: ReadRow) -> Identity:
    """What a row's person is recognised by."""
    values = row.values
    return Identity(
        row.row, values[NAME], values.get("person.born_on"), values.get(CITIZEN_ID), cell_key(row.cell_name)
    )


def gather(rows: Collection[ReadRow], refused: Collection[tuple[int, str]]) -> Gathered:
    """Take repeats together. `refused` are the proposals (row, field) that the clerk does not want."""
    gathered, known = Gathered(), Identities()
    for read in rows:
        row = _with_refusals(read, refused, gathered)
        match = known.match(identity(row))
        if match.found is not None:
            _take_repeat(gathered, match.found.reference, row)
            known.add(identity(gathered.rows[match.found.reference]))
            continue
        if match.holder_of_number is not None:
            row = without_number(
                row,
                f"trùng với số của {match.holder_of_number.full_name}, dòng {match.holder_of_number.reference}",
                gathered.rejected,
            )
        elif match.alike is not None:
            why = f"cùng họ tên với dòng {match.alike.reference}, hãy xem có phải một người"
            gathered.warnings.append(Finding(row.row, "", row.values[NAME], why))
        gathered.rows[row.row] = row
        known.add(identity(row))
    return gathered


def without_number(row: ReadRow, why: str, rejected: list[Finding]) -> ReadRow:
    """The row without its identification number, which is listed as rejected."""
    rejected.append(Finding(row.row, value_label(CITIZEN_ID), row.values[CITIZEN_ID], why))
    return replace(row, values={key: value for key, value in row.values.items() if key != CITIZEN_ID})


def value_label(key: str) -> str:
    """The label of a field by its key."""
    return target_label(*key.split("."))


def _with_refusals(row: ReadRow, refused: Collection[tuple[int, str]], gathered: Gathered) -> ReadRow:
    gathered.rejected += row.rejected
    gathered.warnings += row.warnings
    gathered.proposals += (proposal for proposal in row.proposals if proposal.identity not in refused)
    values = dict(row.values)
    for proposal in row.proposals:
        if proposal.identity in refused:
            _put_back(values, proposal, gathered)
    return replace(row, values=values)


def _put_back(values: dict[str, str], proposal: Proposal, gathered: Gathered) -> None:
    if proposal.kept is not None:
        values[proposal.key] = proposal.kept
        return
    del values[proposal.key]
    gathered.rejected.append(Finding(proposal.row, proposal.column, proposal.value, f"{proposal.why}: không nhận"))


def _take_repeat(gathered: Gathered, first_row: int, row: ReadRow) -> None:
    first = gathered.rows[first_row]
    name = row.values[NAME]
    gathered.same.append(SamePerson(row.row, name, first_row))
    gathered.warnings.append(Finding(row.row, "", name, f"trùng với dòng {first_row}"))
    filled = dict(first.values)
    for key, value in row.values.items():
        if key not in filled and key not in _NOT_FILLED_IN:
            filled[key] = value
        elif filled.get(key) not in (None, value):
            table, column = key.split(".")
            kept = value_shown(table, column, filled[key])
            why = f"khác với dòng {first_row} của cùng một người ({kept}); giữ dòng {first_row}"
            gathered.warnings.append(Finding(row.row, value_label(key), value_shown(table, column, value), why))
    cell_name, mentors = first.cell_name or row.cell_name, first.mentors or row.mentors
    gathered.rows[first_row] = replace(first, values=filled, cell_name=cell_name, mentors=mentors)
