"""Going back to a copy from the window: close, replace, open again; whatever happens, a book is open afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from db import book
from db.errors import KnownError
from db.restoring import Restoration
from db.store import Store
from desktop.services import accounts, backups
from desktop.vietnamese import show_number


@dataclass(frozen=True)
class Reopened:
    """The book that is open now, what was done, and what went wrong, if anything."""

    store: Store
    sentence: str
    error: KnownError | None = None


def restore_and_reopen(store: Store, copy: Path, secret: bytes) -> Reopened:
    """Close the book, put the copy in its place, open it. When that fails the old book is opened again."""
    path, old_secret, user = store.path, store.secret, store.user
    account = store.rights.account if store.rights else ""
    store.require("restore")
    store.close()
    try:
        done = backups.restore(path, copy, secret, user, account)
    except KnownError as error:
        return Reopened(_reopened(path, old_secret, user, account), "Chưa khôi phục; sổ vẫn như trước.", error)
    return Reopened(_reopened(path, secret, user, account), report_of(done))


def report_of(done: Restoration) -> str:
    """What a clerk should know of a restore."""
    return " ".join(_sentences(done))


def _sentences(done: Restoration) -> Iterator[str]:
    people = show_number(done.copy.people or 0)
    yield f"Đã khôi phục sổ từ bản sao lưu {done.copy.made_at:%H:%M ngày %d/%m/%Y}, {people} người."
    if done.set_aside is not None:
        yield f"Sổ trước đó giữ ở “{done.set_aside.name}”."
    if done.erased_again:
        yield f"Đã xóa lại dữ liệu của {show_number(done.erased_again)} người có yêu cầu xóa trước đó."
    if done.scans_back:
        yield f"Đã lấy lại {show_number(done.scans_back)} bản quét."
    yield from done.remarks


def _reopened(path: Path, secret: bytes, user: str, account: str) -> Store:
    store = book.open_book(path, secret, user, before_migration=backups.backup)
    try:
        accounts.enter(store, account)
    except BaseException:
        store.close()
        raise
    return store
