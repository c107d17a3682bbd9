"""Numbers of papers: proposed as the last one and one more, kept as typed, a repeat refused with who has it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from db import numbers
from db.changes import Changes
from db.choices import STEP_KIND
from db.records import Record
from db.store import Action, Store
from db.text import fold
from desktop.domain.chains import standing_name
from desktop.domain.validation import Invalid, check_values
from desktop.vietnamese import padded_number, show_date

_TYPED = re.compile(r"\s*(\d+)\s*([^\W\d_]?)\s*-?\s*(.*)")
_NO_KIND = "–"  # of a number typed without a symbol


@dataclass(frozen=True)
class Number:
    """A number as it is compared: its value, the letter behind it, and its symbol, such as NQ/CB."""

    value: int | None
    letter: str
    symbol: str

    @property
    def kind(self) -> str:
        """The kind of paper the symbol begins with."""
        return self.symbol.partition("/")[0]


@dataclass(frozen=True)
class Giver:
    """Whose book a number stands in: a cell, or a committee with its standing committee; `since` begins the term."""

    cell_id: int | None
    committee_id: int | None
    name: str
    term: str | None = None
    term_starts_on: str | None = None

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies whose steps bear its numbers."""
        return (self.name,) if self.committee_id is None else (self.name, standing_name(self.name))

    def since(self, on: str) -> str:
        """The first day of the series a paper of some day stands in: of the term, else of the year."""
        if self.term_starts_on and self.term_starts_on <= on:
            return self.term_starts_on
        return f"{on[:4]}-01-01"


@dataclass(frozen=True)
class Use:
    """A number that is given: as typed, on which day, for what, and to which rows it belongs.

    `is_single`: nobody else may have it, not even on the same day; `own_steps` are the steps that bear it already.
    """

    number: str
    dated_on: str | None
    subject: str
    dossier_id: int | None = None
    meeting_id: int | None = None
    review_round_id: int | None = None
    training_class_id: int | None = None
    is_single: bool = False
    own_steps: frozenset[int] = frozenset()

    @property
    def links(self) -> dict[str, int | None]:
        """The rows it belongs to."""
        names = ("dossier_id", "meeting_id", "review_round_id", "training_class_id")
        return {name: getattr(self, name) for name in names}


def parse(typed: str) -> Number:
    """What a typed number says: "05-NQ/CB" is 5 of NQ/CB; one without digits has no value."""
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        return Number(None, "", typed.strip())
    return Number(int(found[1]), found[2].casefold(), found[3].strip())


def giver_of(store: Store, cell_id: int | None, committee_id: int | None) -> Giver:
    """The giver of numbers; of the office's own committee when neither is named. Raises NotFound."""
    if cell_id is not None:
        cell = store.get("party_cell", cell_id)
        return Giver(cell_id, None, cell.name, cell.term, cell.term_starts_on)
    if committee_id is None:
        committee_id = store.get("office", 1).committee_id
    committee = store.get("party_committee", int(committee_id or 0))
    return Giver(None, committee.id, committee.name, committee.term, committee.term_starts_on)


def propose(store: Store, giver: Giver, symbol: str, on: str, count: int = 1) -> list[str]:
    """The next free numbers of a symbol: one more than the highest given so far in the series; gaps stay gaps."""
    highest = max((held.value for held, _ in _given(store, giver, symbol, on) if held.value is not None), default=0)
    return [f"{padded_number(highest + place)}-{symbol}" for place in range(1, count + 1)]


def next_of_each(store: Store, giver: Giver, on: str) -> list[str]:
    """The next number of every symbol the giver has in the book, in the order of the symbols."""
    held = numbers.list_numbers(store, giver.cell_id, giver.committee_id, giver.since(on))
    symbols = sorted({symbol for row in held if (symbol := parse(row.number).symbol)})
    return [number for symbol in symbols for number in propose(store, giver, symbol, on)]


def require_free(store: Store, giver: Giver, uses: Mapping[str, Use] | Iterable[Use], name: str = "number") -> None:
    """Raise Invalid with who has it when somebody else has one of some numbers: under the key of the use, or `name`."""
    wanted = uses.items() if isinstance(uses, Mapping) else ((name, use) for use in uses)
    given: dict[tuple[str, str], list[tuple[Number, Record]]] = {}
    for field_name, use in wanted:
        on = use.dated_on or date.today().isoformat()
        series = parse(use.number).symbol, giver.since(on)
        if series not in given:
            given[series] = list(_given(store, giver, series[0], on))
        if sentence := _holder(giver, given[series], use):
            raise Invalid({field_name: sentence})


def keep_all(store: Store, action: Action, giver: Giver, uses: Iterable[Use], **owner: Any) -> None:
    """Make the entries of a meeting, a round or a class those in use, inside an action; what was given up is free."""
    held = {(row.dossier_id, row.kind, row.subject): row for row in store.list("paper_number", **owner)}
    for use in uses:
        kind = parse(use.number).kind or _NO_KIND
        values = {"number": use.number.strip(), "kind": kind, "dated_on": use.dated_on, "subject": use.subject}
        row = held.pop((use.dossier_id, kind, use.subject), None)
        if row is None:
            action.insert("paper_number", values | use.links | _of(giver))
        elif any(row[name] != value for name, value in values.items()):
            action.update("paper_number", row.id, values)
    for row in held.values():
        action.delete("paper_number", row.id)


def save(store: Store, giver: Giver, values: Mapping[str, Any], number_id: int | None = None) -> tuple[int, Changes]:
    """Enter a number by hand, for a letter or whatever no meeting makes, or correct one. Raises Invalid, NotFound."""
    held = store.get("paper_number", number_id) if number_id is not None else Record()
    number = str(values.get("number") or held.get("number") or "").strip()
    kind = parse(number).kind or _NO_KIND
    checked = check_values("paper_number", {**values, "number": number, "kind": kind}, is_new=number_id is None)
    if number != held.get("number"):
        dated_on = checked.get("dated_on", held.get("dated_on"))
        require_free(store, giver, [Use(number, dated_on, "", is_single=True)])
    with store.action(f"{'Ghi' if number_id is None else 'Sửa'} số văn bản {number}") as action:
        if number_id is None:
            number_id = action.insert("paper_number", checked | _of(giver))
        else:
            action.update("paper_number", number_id, checked)
    return number_id, action.changes


def drop(store: Store, number_id: int) -> Changes:
    """Take an entry out of the book. Raises NotFound."""
    held = store.get("paper_number", number_id)
    with store.action(f"Xóa số văn bản {held.number}") as action:
        action.delete("paper_number", number_id)
    return action.changes


def list_all(store: Store) -> list[Record]:
    """The whole book, the newest first (see db.numbers)."""
    return numbers.list_all(store)


def _given(store: Store, giver: Giver, symbol: str, on: str) -> Iterator[tuple[Number, Record]]:
    """Every number of the series of a symbol, from the book and from recorded steps, as rows with number, dated_on,
    subject, full_name and the keys they belong to."""
    since, wanted = giver.since(on), fold(symbol)
    until = giver.term_starts_on if giver.term_starts_on and on < giver.term_starts_on else None
    until = until or (f"{on[:4]}-12-31" if not giver.term_starts_on else None)
    for row in numbers.list_numbers(store, giver.cell_id, giver.committee_id, since):
        held = parse(row.number)
        if fold(held.symbol) == wanted and (until is None or (row.dated_on or on) <= until):
            yield held, row
    for step in numbers.numbers_on_steps(store, giver.bodies, since):
        held, dated_on = parse(step.document_number), step.document_on or step.happened_on
        if fold(held.symbol) == wanted and (until is None or dated_on <= until):
            yield held, _as_entry(step, dated_on)


def _as_entry(step: Record, dated_on: str) -> Record:
    return Record(
        number=step.document_number,
        dated_on=dated_on,
        subject=STEP_KIND.get(step.kind, ""),
        full_name=step.full_name,
        dossier_id=step.dossier_id,
        meeting_id=None,
        step_id=step.id,
    )


def _holder(giver: Giver, given: Iterable[tuple[Number, Record]], use: Use) -> str:
    """A sentence naming who has a number already; empty when it is free or belongs to the same rows."""
    wanted = parse(use.number)
    for held, row in given:
        if (held.value, held.letter) == (wanted.value, wanted.letter) and not _is_same(row, use):
            told = f", ngày {show_date(row.dated_on)}" if row.dated_on else ""
            return f"Số {row.number} của {giver.name} đã cấp cho {_about(row)}{told}. Hãy ghi số khác."
    return ""


def _is_same(row: Record, use: Use) -> bool:
    """Whether an entry is that of the same paper: a resolution may name several people, a decision only one."""
    if row.get("step_id") is not None:
        is_shared = not use.is_single and row.dated_on == use.dated_on
        return is_shared or row.step_id in use.own_steps
    if use.meeting_id is not None:
        return bool(row.meeting_id == use.meeting_id and (not use.is_single or row.dossier_id == use.dossier_id))
    owners = [(row.get(name), use.links[name]) for name in ("review_round_id", "training_class_id")]
    return any(key is not None and held == key for held, key in owners) and row.subject == use.subject


def _of(giver: Giver) -> dict[str, Any]:
    return {"party_cell_id": giver.cell_id, "party_committee_id": giver.committee_id, "term": giver.term}


def _about(row: Record) -> str:
    told = [part for part in (row.subject, row.get("full_name")) if part]
    return ": ".join(told) or "văn bản khác"
