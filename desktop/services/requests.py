"""What other places ask of the office: to confirm a history, or for the opinion of a residence, within the limit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from db.changes import Changes
from db.choices import REPLY_KIND
from db.records import Record
from db.store import Store
from desktop.domain.due import reply_duty
from desktop.domain.validation import check_values
from desktop.services.rule_book import open_rules

TABLE = "verification_reply"


def list_requests(store: Store) -> list[Record]:
    """All requests, those still to be answered first, the oldest of them on top."""
    rows = store.list(TABLE, order="received_on id")
    return sorted(rows, key=lambda row: row.answered_on is not None)


def save_request(store: Store, values: Mapping[str, Any], request_id: int | None = None) -> Changes:
    """Add (no `request_id`) or correct a request. Raises Invalid, NotFound."""
    checked = check_values(TABLE, values, is_new=request_id is None)
    held = store.get(TABLE, request_id) if request_id is not None else Record()
    told = held | checked
    with store.action(f"{REPLY_KIND[told['kind']]} cho {told['asked_by']}") as action:
        if request_id is None:
            action.insert(TABLE, checked)
        else:
            action.update(TABLE, request_id, checked)
    return action.changes


def delete_request(store: Store, request_id: int) -> Changes:
    """Take a request off the list. Raises NotFound."""
    held = store.get(TABLE, request_id)
    with store.action(f"Xóa đề nghị của {held.asked_by}") as action:
        action.delete(TABLE, request_id)
    return action.changes


def due_on(store: Store, request: Record, today: date) -> date | None:
    """Until when the office has to answer; nothing once it has, or while the day of receipt is unknown."""
    office = open_rules(store)
    duty = reply_duty(request, office.book.applying(today, office.overlay), today)
    return duty.due_on if duty else None
