"""What was typed and not saved, kept in the book until it is saved or discarded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.store import Store

Content = Mapping[str, Mapping[str, Any]]
# The pages that keep drafts; the first is of one person, the other of nobody yet.
PERSON, NEW_PERSON = "person", "new_person"
# Names nobody: the row stands in the log in the open.
_LABEL = "Giữ nội dung chưa lưu"


@dataclass(frozen=True)
class Draft:
    """What was typed on one page: by group and field, as typed; and when it was kept."""

    content: Content
    saved_at: str


def find(store: Store, place: str, record_id: int) -> Draft | None:
    """The draft of a page, if there is one."""
    row = store.find("draft", place=place, record_id=record_id)
    return Draft(json.loads(row.content), row.saved_at) if row else None


def reminder(store: Store) -> str:
    """Where something typed waits to be taken back, in one sentence for whoever may write; empty when nowhere."""
    if store.refusal("write"):
        return ""
    places = [_page_of(store, row.place, row.record_id) for row in store.list("draft")]
    if not places:
        return ""
    return f"Còn nội dung đã gõ mà chưa lưu: {'; '.join(places)}. Mở lại trang đó để lấy lại hoặc bỏ."


def _page_of(store: Store, place: str, record_id: int) -> str:
    person = store.find("person", id=record_id) if place == PERSON else None
    return f"hồ sơ {person.full_name}" if person else "trang thêm người"


def keep(store: Store, place: str, record_id: int, content: Content) -> None:
    """Keep what is typed; nothing typed means no draft, and the same again is not written again."""
    held = store.find("draft", place=place, record_id=record_id)
    text = json.dumps(content, ensure_ascii=False)
    if not content:
        drop(store, place, record_id)
        return
    if held is not None and held.content == text:
        return
    values = {"content": text, "saved_at": datetime.now().astimezone().isoformat(timespec="seconds")}
    with store.action(_LABEL) as action:
        if held is None:
            action.insert("draft", {"place": place, "record_id": record_id, **values})
        else:
            action.update("draft", held.id, values)


def drop(store: Store, place: str, record_id: int) -> None:
    """Forget a draft; nothing happens when there is none."""
    held = store.find("draft", place=place, record_id=record_id)
    if held is not None:
        with store.action(_LABEL) as action:
            action.delete("draft", held.id)
