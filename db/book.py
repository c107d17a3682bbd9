"""The book as a file: making one, opening one after every check its promises need, closing it."""

from datetime import date
from pathlib import Path

from db import driver, drives, keys, opening, schema
from db.checking import CHECK_EVERY, LAST_CHECK, full_check, quick_check
from db.driver import translated_errors
from db.errors import KnownError
from db.files import write_whole
from db.lock import BookLock
from db.opening import SUFFIX, BeforeMigration, Opening, connect, make_store, require_plausible
from db.recovery import parse_code
from db.store import Store

__all__ = [
    "CHECK_EVERY",
    "LAST_CHECK",
    "SUFFIX",
    "create",
    "full_check",
    "open_book",
    "opened_by",
    "quick_check",
    "require_new",
    "require_plausible",
    "secret_from_code",
    "secret_from_passphrase",
]


def create(
    path: Path, secret: bytes, passphrase: str, user: str, program: str = "Kết Nạp", work: keys.Work | None = None
) -> Store:
    """Make an empty book with its key file and open it; what fails leaves no file behind.

    Raises KnownError when something stands at `path` already.
    """
    require_new(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = BookLock(path, program)
    try:
        # The key file first: a book under its final name can be opened.
        keys.write_key_file(path, passphrase, secret, work)
        _write_empty(path, secret)
        return make_store(path, connect(path, secret), user, secret, lock)
    except BaseException:
        path.unlink(missing_ok=True)
        keys.key_file_of(path).unlink(missing_ok=True)
        lock.release()
        raise


def require_new(path: Path) -> None:
    """Raise UnsafePlace or KnownError unless a book can be made here."""
    drives.require_local(path)
    if path.exists():
        raise KnownError(f"Đã có tệp “{path.name}” ở thư mục này. Tệp cũ còn nguyên. Hãy chọn tên khác hoặc mở tệp đó.")


def secret_from_passphrase(path: Path, passphrase: str, account: str | None = None) -> bytes:
    """The secret of a book by the passphrase of an account, or of any. Raises WrongPassphrase, ForeignFile."""
    return opened_by(path, passphrase, account).secret


def opened_by(path: Path, passphrase: str, account: str | None = None) -> keys.Opened:
    """The secret of a book and whose passphrase it was. Raises WrongPassphrase, ForeignFile."""
    require_plausible(path)
    return keys.open_wrap(passphrase, keys.read_key_file(path), account)


def secret_from_code(typed: str) -> bytes:
    """The secret of a book by its printed recovery code. Raises BadRecoveryCode."""
    return parse_code(typed)


def open_book(
    path: Path,
    secret: bytes,
    user: str,
    program: str = "Kết Nạp",
    today: date | None = None,
    before_migration: BeforeMigration | None = None,
) -> Store:
    """Open a book after the checks that are due. `before_migration` leaves a verified copy before an older one changes.

    Raises ForeignFile, DamagedBook, NewerBook, BookInUse, WrongPassphrase, UnsafePlace; then the file is as it was.
    """
    return opening.run(Opening(path, secret, user, program, today or date.today(), before_migration))


def _write_empty(path: Path, secret: bytes) -> None:
    def fill(part: Path) -> None:
        salt = keys.new_salt()
        database = driver.connect(part, keys.data_key(secret, salt), salt)
        try:
            with translated_errors():
                database.conn.execute(f"PRAGMA application_id = {driver.APPLICATION_ID}")
                schema.migrate(database.conn)
        finally:
            database.conn.close()

    write_whole(path, fill)
