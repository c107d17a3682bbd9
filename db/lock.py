"""The lock beside a book: one program at a time, by the operating system, so that a crash frees it."""

import contextlib
import getpass
import json
import os
import platform
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from db.errors import BookInUse
from db.files import known_disk_errors

SUFFIX = ".lock"
_TRIES = 100
_CONTENT_LIMIT = 4096

if sys.platform == "win32":
    import msvcrt

    # A locked byte cannot be read by others, so it lies far behind what is written in the file.
    _LOCKED_BYTE = 1 << 20

    def _take(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@dataclass(frozen=True)
class Holder:
    """Who holds a book: the program's name, the user, the machine, and since when (ISO, local)."""

    program: str
    user: str
    machine: str
    since: str

    def __str__(self) -> str:
        return f"{self.program}, người dùng {self.user}, máy {self.machine}, từ {_clock(self.since)}"


class BookLock:
    """The lock of one book, held from its making to `release()`, the end of a with block, or the end of the process.

    `program` is what the second program will be told, for example "cửa sổ Kết Nạp". Raises BookInUse, naming the
    holder, when another program or another part of this one has the book open; CannotWrite when the folder is closed.
    """

    def __init__(self, book: Path, program: str = "Kết Nạp") -> None:
        self.path = lock_file_of(book)
        with known_disk_errors(self.path):
            self._handle = _open_locked(self.path, book)
        # A full disk does not keep anybody from opening a book; the second program only learns no name.
        with contextlib.suppress(OSError):
            _write_holder(self._handle, program)

    def release(self) -> None:
        """Give the book free; a second call does nothing."""
        if self._handle < 0:
            return
        handle, self._handle = self._handle, -1
        if sys.platform == "win32":
            os.close(handle)
        # Elsewhere the name goes while the lock is still held: whoever waits for it sees that the name is another file.
        with contextlib.suppress(OSError):
            self.path.unlink()
        if sys.platform != "win32":
            os.close(handle)

    def __enter__(self) -> "BookLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def lock_file_of(book: Path) -> Path:
    """Where the lock of a book lies, whichever way the book is called."""
    real = book.resolve()
    return real.with_name(real.name + SUFFIX)


def read_holder(book: Path) -> Holder | None:
    """Who is written in the lock file, which may be a program that ended; None when nobody can be read."""
    try:
        with lock_file_of(book).open("rb") as file:
            return Holder(**{name: str(value) for name, value in json.loads(file.read(_CONTENT_LIMIT)).items()})
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def _open_locked(path: Path, book: Path) -> int:
    for _ in range(_TRIES):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        if not _take(handle):
            os.close(handle)
            raise _in_use(book)
        if _is_still(handle, path):
            return handle
        # The holder before removed its file between our opening and our locking.
        os.close(handle)
    raise _in_use(book)


def _is_still(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False


def _write_holder(handle: int, program: str) -> None:
    now = datetime.now().isoformat(timespec="seconds")
    holder = Holder(program, _user(), platform.node() or "?", now)
    os.lseek(handle, 0, os.SEEK_SET)
    os.ftruncate(handle, 0)
    os.write(handle, json.dumps(vars(holder), ensure_ascii=False).encode())


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def _in_use(book: Path) -> BookInUse:
    holder = read_holder(book)
    who = f" ({holder})" if holder else ""
    return BookInUse(
        f"Sổ “{book.name}” đang được mở ở chỗ khác{who}. Không có gì bị thay đổi. Hãy đóng chương trình kia rồi mở lại."
    )


def _clock(since: str) -> str:
    try:
        return datetime.fromisoformat(since).strftime("%H:%M ngày %d/%m/%Y")
    except ValueError:
        return "?"
