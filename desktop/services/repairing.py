"""The check of a book that also sets right what can be: a copy first, then the repair, then everything read again."""

from collections.abc import Iterator
from dataclasses import dataclass

from db import book, repair
from db.errors import KnownError
from db.journal import find_head
from db.store import Store
from db.undo import BOOK
from desktop.services import backups, stage
from desktop.services.backups import Verification
from desktop.vietnamese import show_number

LABEL = "Kiểm tra và sửa chữa sổ"


@dataclass(frozen=True)
class Repair:
    """What was done, a sentence each, and what the check found afterwards."""

    done: tuple[str, ...]
    found: Verification


def check_and_repair(store: Store) -> Repair:
    """Copy, repair, check. A damaged page is never repaired: then nothing is changed, and the fault says what to do.

    Raises NotAllowed, and CannotWrite when no copy could be made; then nothing was changed.
    """
    store.require("write")
    try:
        book.quick_check(store)
    except KnownError:
        return Repair((), backups.verify(store))
    copy = backups.safeguard(store)
    done = [f"Đã sao lưu trước vào “{copy.path.name}”.", *_repair(store)]
    found = backups.verify(store)
    store.event(LABEL, detail={"problems": len(found.problems)}, kind=BOOK)
    return Repair(tuple(done), found)


def describe(found: Verification, store: Store) -> str:
    """What a check without faults has read."""
    rows = show_number(find_head(store.connection)[0])
    return f"Sổ tốt: đã đọc mọi trang, {show_number(found.people)} người, nhật ký liền mạch {rows} dòng."


def _repair(store: Store) -> Iterator[str]:
    repair.rebuild_indexes(store)
    with store.action(LABEL) as action:
        rows = repair.rebuild_keys(store, action)
        dropped = repair.drop_unused(store, action)
        people = [dossier.person_id for dossier in store.list("dossier")]
        stage.refresh(store, action, people)
    stages = len(action.changes.ids("person"))
    if rows:
        yield f"Đã sửa khóa tìm kiếm, sắp xếp của {show_number(rows)} dòng."
    if stages:
        yield f"Đã tính lại giai đoạn của {show_number(stages)} người."
    if dropped:
        yield f"Đã bỏ {show_number(dropped)} ảnh, bản nháp không còn thuộc về ai."
    if not rows + stages + dropped:
        yield "Không có gì phải sửa."
