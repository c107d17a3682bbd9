"""From a file to an open book and back: made with its recovery sheet, opened by passphrase or code, closed."""

import getpass
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db import attempts, book, drives, keys
from db.errors import UnsafePlace, WrongPassphrase
from db.files import write_whole
from db.recovery import code_text, new_secret
from db.store import Store
from desktop.services import backups, office
from desktop.services.office import OfficeSetup

PROGRAM = "cửa sổ Kết Nạp"


@dataclass(frozen=True)
class NewBook:
    """A book about to be made: its secret, the code that stands for it on paper, and the printed sheet."""

    setup: OfficeSetup
    secret: bytes
    code: str
    sheet: bytes


def require_new(path: Path) -> None:
    """Raise KnownError when something stands where a new book is to be made."""
    book.require_new(path)


def prepare(setup: OfficeSetup, today: date) -> NewBook:
    """Choose the secret of a new book and make its recovery sheet; nothing is written yet."""
    from desktop.printing import recovery_sheet

    secret = new_secret()
    return NewBook(setup, secret, code_text(secret), recovery_sheet.make(setup.name, secret, today))


def save_sheet(new: NewBook, sheet: Path, path: Path) -> None:
    """Save the recovery sheet as PDF, never into the folder of its book. Raises UnsafePlace, CannotWrite."""
    drives.require_outside(sheet, path)
    if sheet.exists():
        raise UnsafePlace(f"Đã có tệp “{sheet.name}” ở đó. Tệp cũ còn nguyên. Hãy chọn tên khác cho tờ mã khôi phục.")
    sheet.parent.mkdir(parents=True, exist_ok=True)
    write_whole(sheet, new.sheet)


def create_book(path: Path, new: NewBook, passphrase: str, user: str | None = None, program: str = PROGRAM) -> Store:
    """Make the book whose sheet was printed or saved, with its office in it, and open it. Raises KnownError."""
    store = book.create(path, new.secret, passphrase, user or user_name(), program)
    try:
        office.set_up(store, new.setup)
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        keys.key_file_of(path).unlink(missing_ok=True)
        raise
    return store


def open_with_passphrase(
    path: Path, passphrase: str, user: str | None = None, program: str = PROGRAM, today: date | None = None
) -> Store:
    """Open a book; a wrong passphrase counts towards the growing delay. Raises as db.book does."""
    attempts.require_turn(path, time.time())
    try:
        secret = book.secret_from_passphrase(path, passphrase)
    except keys.NoKeyFile:
        raise
    except WrongPassphrase:
        attempts.note_failure(path, time.time())
        raise
    failures = attempts.clear_failures(path)
    store = _open(path, secret, user, program, today)
    if failures:
        _note(store, "wrong_passphrase", f"Có {failures} lần gõ sai mật khẩu trước lần mở này")
    return store


def open_with_code(
    path: Path, code: str, user: str | None = None, program: str = PROGRAM, today: date | None = None
) -> Store:
    """Open a book by its printed recovery code. Raises WrongPassphrase and what db.book raises."""
    return _open(path, book.secret_from_code(code), user, program, today)


def set_passphrase(store: Store, passphrase: str) -> None:
    """Give the open book another passphrase; the book itself is not rewritten. Raises EmptyPassphrase, CannotWrite."""
    keys.write_key_file(store.path, passphrase, store.secret)
    store.event("Đổi mật khẩu", kind="passphrase")


def close(store: Store) -> None:
    """Close a book; first a copy is made when something was changed. The book is closed even when the copy fails."""
    try:
        if store.changed:
            backups.backup(store)
    finally:
        store.close()


def user_name() -> str:
    """Who works at this machine, as the system knows it."""
    return getpass.getuser()


def _open(path: Path, secret: bytes, user: str | None, program: str, today: date | None) -> Store:
    store = book.open_book(path, secret, user or user_name(), program, today, backups.backup)
    _note(store, "log_on", "Mở sổ", {"program": program})
    return store


def _note(store: Store, kind: str, label: str, detail: dict[str, str] | None = None) -> None:
    """Log an opening; a book that cannot even be noted in is not left open."""
    try:
        store.event(label, detail=detail, kind=kind)
    except BaseException:
        store.close()
        raise
