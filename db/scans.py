"""Scans of papers: a second encrypted file beside the book, by content, only ever added to.

Each lies there sealed under the key of its person: once that key is destroyed no copy of the file tells anything.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db import driver, keys, sealing
from db.driver import Connection, read_pragma, remove_empty_journal, translated_errors
from db.errors import BadInputFile, DamagedBook, KnownError, NotFound
from db.files import write_whole
from db.records import Record
from db.store import Action, Store

SUFFIX = ".scans"
LARGEST_SCAN = 50 * 1024 * 1024
_APPLICATION_ID = 0x4B4E5343  # "KNSC"
_LAYOUT = (
    "CREATE TABLE scan (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT",
    "CREATE TRIGGER scan_kept_as_it_is BEFORE UPDATE ON scan BEGIN SELECT raise(ABORT, 'scans never change'); END",
    "CREATE TRIGGER scan_kept_for_ever BEFORE DELETE ON scan BEGIN SELECT raise(ABORT, 'scans are never deleted'); END",
    f"PRAGMA application_id = {_APPLICATION_ID}",
)
_ADD = "INSERT INTO scan (sha256, content) VALUES (?, ?) ON CONFLICT DO NOTHING"


@dataclass(frozen=True)
class Sealed:
    """A scan as whoever works without the book is handed it: its name in the file, and the key to it."""

    sha256: str
    key: bytes


def scans_file_of(book: Path) -> Path:
    """Where the scans of a book lie: beside it."""
    return book.with_name(book.name + SUFFIX)


def keep(store: Store, action: Action, person_id: int, content: bytes, name: str, added_at: str) -> int:
    """Keep a scan of a person's paper inside an open action; returns its key. Raises BadInputFile, CannotWrite."""
    require_size(content)
    digest = add(store.path, store.secret, sealing.seal(store.journal.key_of(person_id), content))
    return action.insert("scan", {"sha256": digest, "name": name, "size": len(content), "added_at": added_at})


def sealed(store: Store, row: Record, person_id: int) -> Sealed:
    """A row of the scans as it can be read without the book."""
    return Sealed(row.sha256, store.journal.key_of(person_id))


def open_sealed(book: Path, secret: bytes, scan: Sealed) -> bytes:
    """The content of a scan. Raises NotFound when it is not here, DamagedBook when it is not what it was."""
    content = sealing.unseal(scan.key, read(book, secret, scan.sha256))
    if content is None:
        raise _damaged(scans_file_of(book))
    return content


def require_size(content: bytes) -> None:
    """Raise BadInputFile for what is empty or too large to be kept."""
    if not 0 < len(content) <= LARGEST_SCAN:
        raise wrong_size()


def wrong_size() -> BadInputFile:
    """The sentence for a file that is empty or too large."""
    return BadInputFile(
        "Bản quét rỗng hoặc lớn hơn 50 MB nên chưa được nhận. Không có gì thay đổi. "
        "Hãy quét lại với độ phân giải thấp hơn."
    )


def add(book: Path, secret: bytes, content: bytes) -> str:
    """Keep bytes and return their SHA-256 (hexadecimal); the same are kept once. Raises CannotWrite."""
    digest = hashlib.sha256(content).hexdigest()
    with opened(scans_file_of(book), secret, create=True) as connection:
        connection.execute(_ADD, (digest, content))
    return digest


def read(book: Path, secret: bytes, sha256: str) -> bytes:
    """What was kept under a sum. Raises NotFound when it is not here, DamagedBook when it is not what it was."""
    path = scans_file_of(book)
    row = None
    if path.exists():
        with opened(path, secret) as connection:
            row = connection.execute("SELECT content FROM scan WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise NotFound(
            "Không thấy bản quét này trong tệp bản quét bên cạnh sổ. Sổ còn nguyên. "
            "Hãy lấy lại từ bản sao lưu (tệp .scans)."
        )
    if hashlib.sha256(row[0]).hexdigest() != sha256:
        raise _damaged(path)
    return bytes(row[0])


def copy_new(source: Path, target: Path, secret: bytes) -> int:
    """Add to one file of scans what only the other has, in one transaction; how many. For backups and restoring."""
    if not source.exists():
        return 0
    added = 0
    with opened(source, secret) as here, opened(target, secret, create=True) as there:
        held = {row[0] for row in there.execute("SELECT sha256 FROM scan")}
        there.execute("BEGIN IMMEDIATE")
        try:
            for digest, content in here.execute("SELECT sha256, content FROM scan"):
                if digest not in held:
                    there.execute(_ADD, (digest, content))
                    added += 1
            there.execute("COMMIT")
        except BaseException:
            if there.in_transaction:
                there.execute("ROLLBACK")
            raise
    return added


def new_bytes(source: Path, target: Path) -> int:
    """About how many bytes `copy_new` will add."""
    sizes = [path.stat().st_size if path.exists() else 0 for path in (source, target)]
    return max(0, sizes[0] - sizes[1])


def check(book: Path, secret: bytes) -> int:
    """Read every scan and compare it with its name; how many there are. Raises DamagedBook."""
    path = scans_file_of(book)
    if not path.exists():
        return 0
    count = 0
    with opened(path, secret) as connection:
        for digest, content in connection.execute("SELECT sha256, content FROM scan"):
            if hashlib.sha256(content).hexdigest() != digest:
                raise _damaged(path)
            count += 1
    return count


@contextmanager
def opened(path: Path, secret: bytes, create: bool = False) -> Iterator[Connection]:
    """A connection to a file of scans, closed at the end of the with block. Raises DamagedBook, CannotWrite."""
    if create and not path.exists():
        write_whole(path, lambda part: _make(part, secret))
    try:
        connection = driver.connect(path, keys.data_key(secret, keys.read_salt(path))).conn
    except DamagedBook:
        raise _damaged(path) from None
    try:
        with translated_errors():
            if read_pragma(connection, "application_id") != _APPLICATION_ID:
                raise _damaged(path)
            yield connection
    except DamagedBook:
        raise _damaged(path) from None
    finally:
        connection.close()
        remove_empty_journal(path)


def _make(part: Path, secret: bytes) -> None:
    salt = keys.new_salt()
    connection = driver.connect(part, keys.data_key(secret, salt), salt).conn
    try:
        with translated_errors():
            for statement in _LAYOUT:
                connection.execute(statement)
    finally:
        connection.close()


def _damaged(path: Path) -> KnownError:
    return DamagedBook(
        f"Tệp bản quét “{path.name}” bị hỏng hoặc thuộc sổ khác nên không được đọc. Sổ còn nguyên. "
        "Hãy đổi tên tệp đó rồi khôi phục bản quét từ bản sao lưu."
    )
