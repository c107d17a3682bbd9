"""Opening a book: a list of small tasks, each with its reason to be left out, each leaving the file whole."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db import checking, driver, drives, keys, schema
from db.checking import damaged
from db.driver import Database, engine, read_pragma, translated_errors
from db.errors import CannotWrite, DamagedBook, ForeignFile, KnownError, NewerBook, NotFound, WrongPassphrase
from db.files import show_size
from db.lock import BookLock, lock_file_of
from db.store import Store

SUFFIX = ".book"
_PAGE = 4096
_PLAIN_HEADERS = (b"SQLite format 3\x00", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")
BeforeMigration = Callable[[Store], object]


@dataclass
class Opening:
    """A book on its way to being open: what was asked for, and what the tasks done so far have come to."""

    path: Path
    secret: bytes
    user: str
    program: str
    today: date
    before_migration: BeforeMigration | None = None
    ended_unclean: bool = False
    lock: BookLock | None = None
    held: Store | None = None

    @property
    def store(self) -> Store:
        """The open book; there is one after the task that opens it."""
        if self.held is None:
            raise RuntimeError("the book is not open yet")
        return self.held

    def give_up(self) -> None:
        """Close what is open and free the book for other programs."""
        if self.held is not None:
            self.held.close()
        elif self.lock is not None:
            self.lock.release()


def _never(_: Opening) -> bool:
    return False


@dataclass(frozen=True)
class Task:
    """One step of opening: its name, what it does, and when it is left out. What it raises ends the opening."""

    name: str
    run: Callable[[Opening], None]
    should_skip: Callable[[Opening], bool] = _never


def run(opening: Opening) -> Store:
    """Do every task that is due, in order; after an error the file is as it was and other programs may open it."""
    try:
        for task in TASKS:
            if not task.should_skip(opening):
                task.run(opening)
    except BaseException:
        opening.give_up()
        raise
    opening.store.was_cut_short = opening.ended_unclean
    return opening.store


def _look(opening: Opening) -> None:
    require_plausible(opening.path)
    drives.require_local(opening.path)


def _lock(opening: Opening) -> None:
    # Whatever stands in it: a lock that is there was not taken away, and a power cut may have emptied it.
    opening.ended_unclean = lock_file_of(opening.path).exists() or driver.has_journal(opening.path)
    opening.lock = BookLock(opening.path, opening.program)


def _open(opening: Opening) -> None:
    assert opening.lock is not None
    database = connect(opening.path, opening.secret)
    opening.held = make_store(opening.path, database, opening.user, opening.secret, opening.lock)


def _is_current(opening: Opening) -> bool:
    return bool(read_pragma(opening.store.connection, "user_version") == schema.current_version())


def _back_up(opening: Opening) -> None:
    if opening.before_migration is None:
        raise RuntimeError("an older book is never changed without a copy first")
    try:
        opening.before_migration(opening.store)
    except CannotWrite as error:
        raise CannotWrite(
            "Sổ do bản Kết Nạp cũ ghi, phải có bản sao lưu rồi mới chuyển sang bản này, nên chưa được mở và không bị "
            f"thay đổi. {error.sentence}"
        ) from error


def _migrate(opening: Opening) -> None:
    # The triggers of this connection know the old layout only: a new one migrates, and its store sees the new layout.
    opening.store.connection.close()
    database = connect(opening.path, opening.secret)
    try:
        with translated_errors():
            schema.migrate(database.conn)
    except BaseException:
        database.conn.close()
        raise
    assert opening.lock is not None
    opening.held = make_store(opening.path, database, opening.user, opening.secret, opening.lock)


def _is_no_check_due(opening: Opening) -> bool:
    return not opening.ended_unclean and not checking.is_check_due(opening.store, opening.today)


def _check(opening: Opening) -> None:
    if opening.ended_unclean:
        checking.full_check(opening.store)
    else:
        checking.quick_check(opening.store)
    checking.note_check(opening.store, opening.today)


TASKS = (
    Task("look", _look),
    Task("lock", _lock),
    Task("open", _open),
    Task("back up", _back_up, _is_current),
    Task("migrate", _migrate, _is_current),
    Task("check", _check, _is_no_check_due),
)


def require_plausible(path: Path) -> None:
    """Tell a file that cannot be a book before any key is tried. Raises NotFound, ForeignFile, DamagedBook."""
    if not path.is_file():
        raise NotFound(f"Không tìm thấy sổ “{path}”. Không có gì thay đổi. Hãy chọn lại nơi để sổ hoặc cắm lại USB.")
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(_PLAIN_HEADERS):
        raise _foreign(path)
    # A power cut may leave half a page at the end of a growing book; the journal beside it cuts that off again.
    if size == 0 or (size % _PAGE and not driver.has_journal(path)):
        if keys.key_file_of(path).exists():
            raise DamagedBook(
                f"Sổ “{path.name}” bị cắt cụt (còn {show_size(size)}) nên không được mở; tệp không bị thay đổi. "
                "Hãy khôi phục bản sao lưu gần nhất."
            )
        raise _foreign(path)


def connect(path: Path, secret: bytes) -> Database:
    """A keyed connection to a book of this program that is not newer than it. Raises as `run` does."""
    key = keys.data_key(secret, keys.read_salt(path))
    try:
        database = driver.connect(path, key)
    except DamagedBook:
        raise _wrong_key_or_damaged(path, secret) from None
    try:
        driver.require_own(database.conn)
        _require_not_newer(path, database)
    except engine.DatabaseError:
        database.conn.close()
        raise _wrong_key_or_damaged(path, secret) from None
    except BaseException:
        database.conn.close()
        raise
    return database


def _require_not_newer(path: Path, database: Database) -> None:
    version = read_pragma(database.conn, "user_version")
    if version > schema.current_version():
        raise NewerBook(
            f"Sổ “{path.name}” do bản Kết Nạp mới hơn ghi (bố cục số {version}, bản này đọc được đến số "
            f"{schema.current_version()}). "
            "Sổ không bị thay đổi. Hãy cài bản Kết Nạp mới rồi mở lại."
        )


def _wrong_key_or_damaged(path: Path, secret: bytes) -> KnownError:
    """The first page does not open: the key file tells whether the secret is this book's own."""
    try:
        is_own_secret = keys.belongs(keys.read_key_file(path), secret)
    except WrongPassphrase:
        is_own_secret = False
    if is_own_secret:
        return damaged("phần đầu không đọc được")
    return WrongPassphrase(
        f"Mã khôi phục này không mở được “{path.name}”: mã của sổ khác, hoặc sổ bị hỏng. Sổ không bị thay đổi. "
        "Hãy kiểm tra tên cơ quan trên tờ mã."
    )


def make_store(path: Path, database: Database, user: str, secret: bytes, lock: BookLock) -> Store:
    """The open book over a connection, holding its lock."""
    try:
        with translated_errors():
            return Store(path, database, user, secret, lock.release)
    except BaseException:
        database.conn.close()
        raise


def _foreign(path: Path) -> ForeignFile:
    return ForeignFile(
        f"“{path.name}” không phải sổ của Kết Nạp. Tệp không bị thay đổi. Hãy chọn tệp có đuôi {SUFFIX} do Kết Nạp tạo."
    )
