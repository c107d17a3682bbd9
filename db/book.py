"""The book as a file: making one, opening one after every check its promises need, closing it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from db import driver, drives, keys, schema
from db.driver import Database, engine, read_pragma, translated_errors
from db.errors import DamagedBook, ForeignFile, KnownError, NewerBook, NotFound, WrongPassphrase
from db.files import write_whole
from db.lock import BookLock, read_holder
from db.recovery import parse_code
from db.store import Store

SUFFIX = ".book"
CHECK_EVERY = timedelta(days=7)
LAST_CHECK = "last_quick_check_on"
_PAGE = 4096
_PLAIN_HEADERS = (b"SQLite format 3\x00", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")
BeforeMigration = Callable[[Store], object]


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
        return _store(path, _connect(path, secret), user, secret, lock)
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


def secret_from_passphrase(path: Path, passphrase: str) -> bytes:
    """The secret of a book by its passphrase. Raises WrongPassphrase, ForeignFile."""
    require_plausible(path)
    return keys.unwrap(passphrase, keys.read_key_file(path))


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
    require_plausible(path)
    drives.require_local(path)
    ended_unclean = read_holder(path) is not None
    lock = BookLock(path, program)
    try:
        store = _store(path, _connect(path, secret), user, secret, lock)
    except BaseException:
        lock.release()
        raise
    try:
        store = _migrated(store, lock, before_migration)
        _check_when_due(store, ended_unclean, today or date.today())
    except BaseException:
        store.close()
        raise
    return store


def require_plausible(path: Path) -> None:
    """Tell a file that cannot be a book before any key is tried. Raises NotFound, ForeignFile, DamagedBook."""
    if not path.is_file():
        raise NotFound(f"Không tìm thấy sổ “{path}”. Không có gì thay đổi. Hãy chọn lại nơi để sổ hoặc cắm lại USB.")
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(_PLAIN_HEADERS):
        raise _foreign(path)
    if size == 0 or size % _PAGE:
        if keys.key_file_of(path).exists():
            raise DamagedBook(
                f"Sổ “{path.name}” bị cắt cụt (còn {size} byte) nên không được mở; tệp không bị thay đổi. "
                "Hãy khôi phục bản sao lưu gần nhất (Tệp → Khôi phục)."
            )
        raise _foreign(path)


def quick_check(store: Store) -> None:
    """Read every page. Raises DamagedBook."""
    _require_ok(store, "quick_check")


def full_check(store: Store) -> None:
    """Read every page and compare every index and reference. Raises DamagedBook."""
    _require_ok(store, "integrity_check")
    broken = store.rows("PRAGMA foreign_key_check")
    if broken:
        raise _damaged(f"{len(broken)} mục trỏ tới mục không còn")


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


def _connect(path: Path, secret: bytes) -> Database:
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
        return _damaged("trang đầu không đọc được")
    return WrongPassphrase(
        f"Mã khôi phục này không mở được “{path.name}”: mã của sổ khác, hoặc sổ bị hỏng. Sổ không bị thay đổi. "
        "Hãy kiểm tra tên cơ quan trên tờ mã."
    )


def _store(path: Path, database: Database, user: str, secret: bytes, lock: BookLock) -> Store:
    try:
        with translated_errors():
            return Store(path, database, user, secret, lock.release)
    except BaseException:
        database.conn.close()
        raise


def _migrated(store: Store, lock: BookLock, before_migration: BeforeMigration | None) -> Store:
    if read_pragma(store.connection, "user_version") == schema.current_version():
        return store
    if before_migration is None:
        raise RuntimeError("an older book is never changed without a copy first")
    before_migration(store)
    # The triggers of this connection know the old layout only: a new one migrates, and its store sees the new layout.
    store.connection.close()
    database = _connect(store.path, store.secret)
    try:
        with translated_errors():
            schema.migrate(database.conn)
    except BaseException:
        database.conn.close()
        raise
    return _store(store.path, database, store.user, store.secret, lock)


def _check_when_due(store: Store, ended_unclean: bool, today: date) -> None:
    last = store.read_setting(LAST_CHECK)
    is_due = last is None or not last <= today.isoformat() < (date.fromisoformat(last) + CHECK_EVERY).isoformat()
    if ended_unclean:
        full_check(store)
    elif is_due:
        quick_check(store)
    if ended_unclean or is_due:
        with store.action("Kiểm tra sổ") as action:
            action.save_setting(LAST_CHECK, today.isoformat())


def _require_ok(store: Store, pragma: str) -> None:
    answers = [next(iter(row.values())) for row in store.rows(f"PRAGMA {pragma}")]
    if answers != ["ok"]:
        raise _damaged(f"{len(answers)} chỗ không đọc được")


def _damaged(what: str) -> DamagedBook:
    return DamagedBook(
        f"Sổ bị hỏng ({what}) nên không được mở để khỏi hiện số liệu sai; tệp được giữ nguyên. "
        "Hãy khôi phục bản sao lưu gần nhất (Tệp → Khôi phục)."
    )


def _foreign(path: Path) -> ForeignFile:
    return ForeignFile(
        f"“{path.name}” không phải sổ của Kết Nạp. Tệp không bị thay đổi. Hãy chọn tệp có đuôi {SUFFIX} do Kết Nạp tạo."
    )
