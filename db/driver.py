"""The driver: one keyed connection with its settings set and read back, under sqlite-utils."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

from db.errors import BookInUse, CannotWrite, DamagedBook, EngineTooOld, ForeignFile, KnownError
from db.files import free_space, show_size

# sqlite-utils takes its engine, and the errors it catches, from a module of this name; so it must be named before.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2
engine: Any = sqlcipher3

Connection = Any
OLDEST_ENGINE = (3, 51, 3)  # older ones lie in the range of the WAL-reset bug
APPLICATION_ID = 0x4B4E4150  # "KNAP"
SALT_LENGTH = 16

# (pragma, value to set, value to read back). The order matters: the key first, exclusive locking before the journal.
SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("cipher_log_level", "NONE", "NONE"),
    ("cell_size_check", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("mmap_size", "0", 0),
    ("busy_timeout", "5000", 5000),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("cache_size", "-32000", -32000),
)

# What the engine calls errors that happen in any office; by number, because its messages name columns, too.
_DAMAGED = (dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB)
_FAILING_DISK = (dbapi2.SQLITE_FULL, dbapi2.SQLITE_IOERR, dbapi2.SQLITE_READONLY, dbapi2.SQLITE_CANTOPEN)
_HELD = (dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED)


class Database:
    """One connection, and sqlite-utils over it; that library loads with the first row added, not with the window."""

    def __init__(self, connection: Connection) -> None:
        self.conn = connection

    def table(self, name: str) -> Any:
        """The table, for sqlite-utils to write to."""
        return self._utils.table(name)

    @cached_property
    def _utils(self) -> Any:
        import sqlite_utils

        if sqlite_utils.utils.sqlite3 is not engine:  # type: ignore[attr-defined]
            raise RuntimeError("sqlite-utils was loaded before its engine was named")
        return sqlite_utils.Database(self.conn, execute_plugins=False)


def require_engine() -> None:
    """Raise EngineTooOld unless the engine is the one this program was built for."""
    version = tuple(int(part) for part in engine.sqlite_version.split("."))
    if engine.connect is not sqlcipher3.connect or version < OLDEST_ENGINE:
        raise EngineTooOld(
            f"Máy này có bộ máy cơ sở dữ liệu {engine.sqlite_version}, không phải bộ đi kèm chương trình. "
            "Sổ chưa được mở, dữ liệu còn nguyên. Hãy cài lại Kết Nạp từ bộ cài."
        )


def connect(path: Path, key: bytes, salt: bytes | None = None) -> Database:
    """An open database with every setting set and read back.

    `key` is the 32-byte data key. `salt` (16 bytes) is given only for a file that does not exist yet and becomes its
    first 16 bytes. Raises DamagedBook when a page cannot be read under the key.
    """
    require_engine()
    with translated_errors():
        connection = sqlcipher3.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex() if salt else ''}'\"")
            apply_settings(connection)
        except BaseException:
            connection.close()
            raise
    return Database(connection)


def apply_settings(connection: Connection) -> None:
    """Set every setting and read it back; a connection that does not hold them is refused."""
    for name, value, expected in SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
        held = read_pragma(connection, name)
        if held != expected:
            raise DamagedBook(
                f"Sổ không nhận thiết lập an toàn {name} (đang là {held}). Sổ chưa được mở, dữ liệu còn nguyên. "
                "Hãy khởi động lại máy rồi mở lại; nếu vẫn vậy, hãy mở bản sao lưu gần nhất."
            )


def read_pragma(connection: Connection, name: str) -> Any:
    """The value a connection holds for a setting."""
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else None


def has_journal(path: Path) -> bool:
    """Whether a save that was cut off left its journal; the engine takes the half save back when it opens the file."""
    try:
        return _journal_of(path).stat().st_size > 0
    except OSError:
        return False


def remove_empty_journal(path: Path) -> None:
    """Take away the emptied journal that stays beside a closed file; one with content is a rescue and stays."""
    with suppress(OSError):
        if not has_journal(path):
            _journal_of(path).unlink()


def _journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def require_own(connection: Connection) -> None:
    """Raise ForeignFile unless the file bears this program's mark."""
    if read_pragma(connection, "application_id") != APPLICATION_ID:
        raise ForeignFile(
            "Tệp này không phải sổ của Kết Nạp. Tệp không bị thay đổi. Hãy chọn tệp có đuôi .book do Kết Nạp tạo."
        )


@contextmanager
def translated_errors(path: Path | None = None) -> Iterator[None]:
    """Turn the driver's errors that happen in any office into known errors; let bugs through.

    With the path of the book it is said what the disk lacks: a drive that is gone, or how much room is left.
    """
    try:
        yield
    except engine.DatabaseError as error:
        known = _known(error, path)
        if known is None:
            raise
        raise known from error


def _known(error: Exception, path: Path | None) -> KnownError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _DAMAGED:
        return DamagedBook(
            "Sổ bị hỏng hoặc không đọc được bằng chìa khóa này nên không được dùng tiếp; tệp được giữ nguyên. "
            "Hãy khôi phục bản sao lưu gần nhất."
        )
    if code in _HELD:
        return BookInUse(
            "Một chương trình khác đang giữ tệp sổ. Sổ không bị thay đổi. Hãy đóng chương trình đó rồi làm lại."
        )
    return CannotWrite(_disk_sentence(code, path)) if code in _FAILING_DISK else None


_KEPT = "Những gì đã lưu trước đó còn nguyên, điều vừa gõ vẫn ở trên màn hình."


def require_in_place(path: Path) -> None:
    """Raise CannotWrite when the file of an open book is gone: some systems go on writing to what nobody can reach."""
    if not path.exists():
        raise CannotWrite(_gone(path))


def _gone(path: Path) -> str:
    return (
        f"Không còn thấy “{path.name}” (USB hoặc ổ đĩa đã bị rút ra?). {_KEPT} Hãy cắm lại vào đúng chỗ cũ rồi lưu lại."
    )


def _disk_sentence(code: int, path: Path | None) -> str:
    if path is not None and not path.exists():
        return _gone(path)
    free = f"; còn trống {show_size(free_space(path.parent))}" if path is not None else ""
    why = "đĩa đã đầy" if code == dbapi2.SQLITE_FULL else "đĩa đầy, chỉ đọc hoặc đang lỗi"
    return f"Không ghi được vào đĩa ({why}{free}). {_KEPT} Hãy giải phóng chỗ trống hoặc kiểm tra đĩa rồi lưu lại."
