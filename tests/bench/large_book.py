"""The book of 100,000 invented people: made once, kept under build/, made anew when what it is made from changes."""

import hashlib
import shutil
import sys
import time
from pathlib import Path

from db import book
from db.store import Store
from desktop.services.demo import make_demo

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "bench"
PEOPLE = 100_000
_SOURCES = ("db/migrations/*.sql", "db/text.py", "db/derived.py", "resources/demo/*.toml", "desktop/services/demo/*.py")


def path() -> Path:
    """The book, made when it is not there."""
    folder = FOLDER / "large"
    stamp = folder / "stamp.txt"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != _stamp():
        shutil.rmtree(folder, ignore_errors=True)
        _make(folder)
        stamp.write_text(_stamp(), encoding="utf-8")
    return next(folder.glob("*.book"))


def secret() -> bytes:
    """The secret of the book, derived once; Argon2 is no part of any figure."""
    kept = path().parent / "secret.txt"
    return bytes.fromhex(kept.read_text(encoding="utf-8"))


def opened() -> Store:
    """The open book."""
    return book.open_book(path(), secret(), "đo tốc độ", "đo tốc độ")


def _make(folder: Path) -> None:
    start = time.perf_counter()
    made = make_demo(folder, PEOPLE, progress=_tell)
    print(f"\r{made.people} people in {time.perf_counter() - start:.0f} s, {made.book}", file=sys.stderr)
    key = book.secret_from_passphrase(made.book, made.passphrase)
    (folder / "secret.txt").write_text(key.hex(), encoding="utf-8")
    # The first opening does the check that is due; the measured ones do not.
    book.open_book(made.book, key, "đo tốc độ", "đo tốc độ").close()


def _tell(done: int, people: int) -> None:
    print(f"\rmaking the book: {done} of {people} people", end="", file=sys.stderr, flush=True)


def _stamp() -> str:
    digest = hashlib.sha256(str(PEOPLE).encode())
    for pattern in _SOURCES:
        for file in sorted(ROOT.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()
