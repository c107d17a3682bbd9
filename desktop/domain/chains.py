"""Which committees stand above a cell on a day: mergers move cells, and a body that has ended decides nothing more."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from db.records import Case, Record, Records

# What the office says of itself as it is now.
_OF_TODAY = ("place_name", "secretary", "deputy_secretary")
# The columns that say of which day a paper is, the surest first.
_DAYS = ("document_on", "given_on", "resolution_on", "happened_on")
_STANDING = "Ban Thường vụ"
# The length of a whole day as it is kept: year, month and day.
_WHOLE_DAY = 10


def chain_on(case: Case, on: date | None) -> Records:
    """The committees of a case that were there on a day, from the one right above the cell to the top.

    Without a day, those that are named now. A committee that had ended, or was not there yet, is passed over: what
    stood under it stands under the next one.
    """
    return there_on(case.chain, case.former_chains, on)


def there_on(chain: Records, former_chains: Records, on: date | None) -> Records:
    """Of a chain with its former ones those committees that were there on a day; see chain_on."""
    if on is None:
        return chain
    text = on.isoformat()
    chains = (each.committees for each in former_chains if each.last_on >= text)
    return tuple(committee for committee in next(chains, chain) if _is_there(committee, text))


def as_of(case: Case, on: date | None) -> Case:
    """The case with the chain of a day, and with the office as far as its own committee was there."""
    chain = chain_on(case, on)
    return case if chain == case.chain else replace(case, chain=chain, office=office_under(case.office, chain))


def office_under(office: Record, chain: Sequence[Record]) -> Record:
    """The office without its place and those who sign for it, where its own committee is not in a chain.

    A body that has ended had its own place and secretary, which nobody knows; today's are not printed for them.
    """
    own = office.get("committee_id")
    if own is None or any(committee.get("id") == own for committee in chain):
        return office
    return Record(office | dict.fromkeys(_OF_TODAY))


def committees(case: Case) -> Records:
    """Every committee that stands or stood above the cell."""
    chains = (case.chain, *(each.committees for each in case.former_chains))
    return tuple({row.get("uid") or row.name: row for chain in chains for row in chain}.values())


def recorded_days(case: Case) -> dict[str, str]:
    """The day of each kind of step that has a whole one; of a kind that was done several times the last one counts."""
    return {step["kind"]: step["happened_on"] for step in case.steps if len(step["happened_on"] or "") == _WHOLE_DAY}


def day_of_step(days: Mapping[str, str], path: Sequence[str], kind: str, today: date) -> date:
    """When a step was or will be done: its own day, else that of the first recorded step behind it, else today."""
    later = path[path.index(kind) :] if kind in path else (kind,)
    known = next((days[each] for each in later if each in days), None)
    return date.fromisoformat(known) if known else today


def day_of_record(record: Record) -> date | None:
    """The day of the paper that a record stands for; none while it has no whole one."""
    days = (str(record.get(name) or "") for name in _DAYS)
    return next((date.fromisoformat(day) for day in days if len(day) == _WHOLE_DAY), None)


def as_of_step(case: Case, path: Sequence[str], kind: str, today: date) -> Case:
    """The case with the committees that do a step, or did it."""
    return as_of(case, day_of_step(recorded_days(case), path, kind, today))


def _is_there(committee: Record, on: str) -> bool:
    starts, ends = committee.get("starts_on"), committee.get("ends_on")
    return not (starts and on < starts) and not (ends and on > ends)


def standing_name(committee: str) -> str:
    """How the standing committee of a committee is called."""
    return f"{_STANDING} {committee}"
