"""What one row of the change log says to a reader: labels of the registry, values before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from db.fields import fields_of
from db.records import Record
from db.store import Store
from desktop.services.display import show


@dataclass(frozen=True)
class Difference:
    """One field: its label, and how its value is shown before and after."""

    what: str
    old: str
    new: str


def differences(store: Store, row: Record, person_id: int | None) -> Iterator[Difference]:
    """The fields a log row changed (`old`, `new` as db.undo reveals them), in the order of the registry."""
    if row.kind == "event" or row.person_id not in (None, person_id):
        return
    if not row.is_readable:
        yield Difference("Dữ liệu cá nhân đã xóa", "", "")
        return
    old, new = row.old or {}, row.new or {}
    for field in fields_of(row.table_name):
        before, after = (show(store, field, side.get(field.name)) for side in (old, new))
        if before != after:
            yield Difference(field.label, before, after)
    yield from _without_field(store, row, old, new)


def _without_field(store: Store, row: Record, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    if row.table_name == "person_source_category":
        yield Difference("Nguồn", *(_source(store, side.get("source_category_id")) for side in (old, new)))
    if row.table_name == "person" and (old.get("photo_id") or new.get("photo_id")):
        yield Difference("Ảnh 3x4", *("có ảnh" if side.get("photo_id") else "" for side in (old, new)))


def _source(store: Store, key: int | None) -> str:
    row = store.find("source_category", id=key) if key is not None else None
    return row.name if row else ""
