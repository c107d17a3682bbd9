"""Events of the log that later work looks back at: the newest of a kind, with its time and details."""

from dataclasses import dataclass
from typing import Any

from db.store import Store


@dataclass(frozen=True)
class Event:
    """Something that happened without changing a row: its label, when (ISO with zone), and what was noted with it."""

    label: str
    at: str
    detail: dict[str, Any]


def last_event(store: Store, label: str) -> Event | None:
    """The newest event whose label begins so, by its place in the log; only events that are nobody's own."""
    rows = store.rows(
        "SELECT label, at, person_id, payload FROM change_log"
        " WHERE kind = 'event' AND person_id IS NULL AND substr(label, 1, ?) = ? ORDER BY id DESC LIMIT 1",
        [len(label), label],
    )
    return Event(rows[0].label, rows[0].at, _detail(store, rows[0])) if rows else None


def _detail(store: Store, row: Any) -> dict[str, Any]:
    return (store.journal.reveal(row) or {}).get("new") or {}
