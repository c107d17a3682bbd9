"""From a file to an open book and back: made with its recovery sheet, opened by passphrase or code, closed."""

import getpass
import hmac
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db import attempts, book, copies, drives, keys
from db.attempts import TryLater
from db.errors import UnsafePlace, WrongPassphrase
from db.files import write_whole
from db.recovery import BadRecoveryCode, code_text, new_secret, parse_code
from db.store import Store
from db.wraps import NoKeyFile
from desktop.services import accounts, backups, moving, office
from desktop.services.office import OfficeSetup

PROGRAM = "cửa sổ Kết Nạp"
_WRONG = (
    "Mật khẩu không đúng. Không có gì thay đổi. Hãy gõ lại (xem phím Caps Lock và bộ gõ tiếng Việt), "
    "hoặc gõ mã khôi phục trên tờ giấy đã in."
)


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
    path: Path,
    passphrase: str,
    user: str | None = None,
    program: str = PROGRAM,
    today: date | None = None,
    account: str | None = None,
) -> Store:
    """Open a book as the account whose passphrase it is; a wrong one counts towards the growing delay.

    `user` is who the log names in a book without accounts. Raises as db.book does, and NotAllowed.
    """
    copies.require_no_copy(path)
    with attempts.counting(path):
        opened = book.opened_by(path, passphrase, account)
    failures = attempts.clear_failures(path)
    store = open_as(path, opened, user, program, today)
    if failures:
        _note(store, "wrong_passphrase", f"Có {failures} lần gõ sai mật khẩu trước lần mở này")
    return store


def open_with_code(
    path: Path, code: str, user: str | None = None, program: str = PROGRAM, today: date | None = None
) -> Store:
    """Open a book by its printed recovery code, as the responsible account. Raises as db.book does."""
    copies.require_no_copy(path)
    return open_as(path, keys.Opened(book.secret_from_code(code), ""), user, program, today)


def open_as(
    path: Path, opened: keys.Opened, user: str | None = None, program: str = PROGRAM, today: date | None = None
) -> Store:
    """Open a book whose secret is known, as the account it is known by. Raises as db.book does, and NotAllowed."""
    store = book.open_book(path, opened.secret, user or user_name(), program, today, backups.safeguard)
    try:
        accounts.enter(store, opened.account)
    except BaseException:
        store.close()
        raise
    moving.hold_if_moved(store)
    _note(store, "log_on", "Mở sổ", {"program": program})
    return store


def require_known(store: Store, typed: str) -> None:
    """Raise unless whoever works typed the own passphrase, or the printed recovery code of the open book.

    A wrong passphrase counts towards the growing delay; the code, which cannot be guessed, need not wait.
    """
    with suppress(BadRecoveryCode):
        if hmac.compare_digest(parse_code(typed), store.secret):
            attempts.clear_failures(store.path)
            return
    try:
        with attempts.counting(store.path):
            book.opened_by(store.path, typed, store.rights.account if store.rights else None)
    except (TryLater, NoKeyFile):
        raise
    except WrongPassphrase:
        raise WrongPassphrase(_WRONG) from None
    attempts.clear_failures(store.path)


def set_passphrase(store: Store, passphrase: str) -> None:
    """Give whoever works another passphrase; the book itself is not rewritten. Raises EmptyPassphrase, CannotWrite."""
    if store.rights is None:
        keys.write_key_file(store.path, passphrase, store.secret)
    else:
        keys.put_wrap(store.path, store.rights.account, passphrase, store.secret)
    store.event("Đổi mật khẩu", kind="passphrase")


def close(store: Store) -> None:
    """Close a book; first a copy is made when something was changed. The book is closed even when the copy fails."""
    try:
        if store.changed:
            backups.safeguard(store)
    finally:
        store.close()


def user_name() -> str:
    """Who works at this machine, as the system knows it."""
    return getpass.getuser()


def _note(store: Store, kind: str, label: str, detail: dict[str, str] | None = None) -> None:
    """Log an opening; a book that cannot even be noted in is not left open."""
    try:
        store.event(label, detail=detail, kind=kind)
    except BaseException:
        store.close()
        raise
