"""Wrong passphrases at a book: how many there were, and how long the next try has to wait."""

import contextlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.errors import KnownError, WrongPassphrase
from db.files import write_whole
from db.wraps import NoKeyFile

SUFFIX = ".tries"
FREE_TRIES = 3
LONGEST_DELAY = 300.0


class TryLater(WrongPassphrase):
    """The next passphrase may be tried only after `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            f"Mật khẩu đã sai nhiều lần. Sổ còn nguyên. Hãy đợi {max(1, round(seconds))} giây rồi gõ lại, "
            "hoặc mở bằng mã khôi phục đã in."
        )


def delay_after(failures: int) -> float:
    """Seconds to wait after so many wrong passphrases in a row: none at first, then 2, 4, 8, … up to five minutes."""
    beyond = failures - FREE_TRIES
    return 0.0 if beyond < 0 else min(2.0 ** min(beyond + 1, 30), LONGEST_DELAY)


@contextmanager
def counting(book: Path) -> Iterator[None]:
    """Try a passphrase inside: not before its turn, and a wrong one counts. Raises TryLater."""
    require_turn(book, time.time())
    try:
        yield
    except NoKeyFile:
        raise
    except WrongPassphrase:
        note_failure(book, time.time())
        raise


def require_turn(book: Path, now: float) -> None:
    """Raise TryLater while the delay runs; `now` is in seconds since the epoch. The recovery code need not ask."""
    left = seconds_left(book, now)
    if left > 0:
        raise TryLater(left)


def seconds_left(book: Path, now: float) -> float:
    """How long the next passphrase has to wait: 0 when its turn has come."""
    failures, last = _read(book)
    # A clock that went back shall not lock the office out.
    return max(0.0, last + delay_after(failures) - now) if now >= last else 0.0


def note_failure(book: Path, now: float) -> int:
    """Count one wrong passphrase; the number of them since the last right one."""
    failures = _read(book)[0] + 1
    # A book on a read-only disk can still be guessed at without a count; its copy could be too.
    with contextlib.suppress(KnownError):
        write_whole(attempts_file_of(book), json.dumps({"failures": failures, "last_at": now}).encode())
    return failures


def clear_failures(book: Path) -> int:
    """Forget the wrong passphrases after a right one; how many there were."""
    failures = _read(book)[0]
    with contextlib.suppress(OSError):
        attempts_file_of(book).unlink(missing_ok=True)
    return failures


def attempts_file_of(book: Path) -> Path:
    """Where the count lies: beside the book."""
    return book.with_name(book.name + SUFFIX)


def _read(book: Path) -> tuple[int, float]:
    try:
        held = json.loads(attempts_file_of(book).read_bytes())
        return max(0, int(held["failures"])), float(held["last_at"])
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return 0, 0.0
