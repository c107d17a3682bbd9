"""Rounds of the standing committee: submissions, tally group, conclusion notice, each with its number and day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from db.changes import Changes
from db.fields import field
from db.records import Record
from db.store import Store
from desktop.domain.meetings import STANDING
from desktop.domain.validation import Invalid, check_values
from desktop.services import meetings, numbers
from desktop.services.numbers import Giver, Use, giver_of

Values = Mapping[str, Any]
_CARDS, _RECOGNITION = "card_decision_number", "recognition"
# The papers of a round that have a number: its column and the one of its day.
_NUMBERED = {
    "early_submission_number": "early_submission_on",
    "submission_number": "submission_on",
    "conclusion_number": "conclusion_on",
    "card_decision_number": "card_decision_on",
}


def get_round(store: Store, round_id: int) -> Record:
    """One round. Raises NotFound."""
    return store.get("review_round", round_id)


def meetings_of(store: Store, round_id: int) -> list[Record]:
    """The meetings of a round, by day."""
    return store.list("meeting", order="held_on id", review_round_id=round_id)


def propose_name(store: Store, on: str | None, today: date) -> str:
    """The next round of the year."""
    year = (on or today.isoformat())[:4]
    held = [row for row in meetings.list_meetings(store) if row.review_round_id and (row.held_on or year)[:4] == year]
    return f"Đợt {len({row.review_round_id for row in held}) + 1} năm {year}"


def propose_numbers(store: Store, round_id: int, today: date) -> dict[str, str]:
    """The next numbers for the papers of a round that have none, by column; two of one kind follow one another."""
    held = get_round(store, round_id)
    symbols = meetings.rules_on(store, None, today)[STANDING].round_numbers or {}
    proposed: dict[str, str] = {}
    taken: dict[str, int] = {}
    is_decided = _is_recognition_decided(store, round_id)
    for name, on_name in _NUMBERED.items():
        symbol = symbols.get(name)
        if symbol and not held[name] and (name != _CARDS or is_decided):
            place = taken[symbol] = taken.get(symbol, 0) + 1
            on = held[on_name] or today.isoformat()
            proposed[name] = numbers.propose(store, _giver(store, held), symbol, on, place)[-1]
    return proposed


def save_round(store: Store, round_id: int, values: Values) -> Changes:
    """Keep what was typed of a round; its numbers go into the book. Raises Invalid, NotFound."""
    checked = check_values("review_round", values)
    held = Record(get_round(store, round_id) | checked)
    giver = _giver(store, held)
    uses = {name: _use(held, name) for name in _NUMBERED if held[name]}
    _require_distinct(uses)
    numbers.require_free(store, giver, uses)
    with store.action(f"Sửa {held.name}") as action:
        action.update("review_round", round_id, checked)
        numbers.keep_all(store, action, giver, uses.values(), review_round_id=round_id)
    return action.changes


def _is_recognition_decided(store: Store, round_id: int) -> bool:
    """Whether somebody of the round became official: cards are given then, and not before."""
    entries = (row for meeting in meetings_of(store, round_id) for row in meetings.cases_of(store, meeting.id))
    return any(row.purpose == _RECOGNITION and row.decision_step_id is not None for row in entries)


def _giver(store: Store, held: Record) -> Giver:
    return giver_of(store, None, held.party_committee_id)


def _use(held: Record, name: str) -> Use:
    subject = f"{field('review_round', name).label.removeprefix('Số ').capitalize()}, {held.name}"
    return Use(held[name], held[_NUMBERED[name]], subject, review_round_id=held.id, is_single=True)


def _require_distinct(uses: Mapping[str, Use]) -> None:
    seen: dict[numbers.Number, Use] = {}
    for name, use in uses.items():
        if seen.setdefault(numbers.parse(use.number), use) is not use:
            raise Invalid({name: f"Số {use.number} ghi cho cả hai văn bản của đợt xét. Hãy ghi số khác."})
