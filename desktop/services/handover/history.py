"""What was handed over before: the lines in the book, and when the last one was made."""

from datetime import date

from db.records import Record
from db.store import Store
from desktop.vietnamese import show_date, show_number


def list_sent(store: Store) -> list[Record]:
    """What was handed over, the newest first."""
    return store.list("hand_over", order="sequence")[::-1]


def last_words(store: Store, today: date) -> str:
    """When something was last handed over, with its age: "Gửi cấp trên: lần 03, 12 ngày trước"."""
    sent = list_sent(store)
    if not sent:
        return "Chưa gửi cấp trên lần nào"
    days = (today - date.fromisoformat(sent[0].made_at[:10])).days
    age = "hôm nay" if days <= 0 else f"{show_number(days)} ngày trước"
    return f"Gửi cấp trên lần {sent[0].sequence:02}: {show_date(sent[0].made_at[:10])}, {age}"
