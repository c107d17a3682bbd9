"""Copies of a book: their names and manifests, and opening one that is not in use."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db import driver, keys, schema
from db.driver import Connection, read_pragma, translated_errors
from db.errors import DamagedBook, KnownError, NewerBook, UnsafePlace, WrongPassphrase
from db.files import known_disk_errors

MANIFEST_SUFFIX = ".json"

_NAME = re.compile(r"(?P<stem>.+)-(?P<sequence>\d{4,9})-(?P<time>\d{8}-\d{6})\.book")
_TIME = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Backup:
    """One copy of a book: where, its number, local time of making, bytes, and people in it (None when not yet read)."""

    path: Path
    sequence: int
    made_at: datetime
    size: int
    people: int | None


def name_of(book: Path, sequence: int, made_at: datetime) -> str:
    """The file name of a copy: the book's own, the number, the time."""
    return f"{book.stem}-{sequence:04}-{made_at.strftime(_TIME)}.book"


def stem_of(path: Path) -> str | None:
    """The stem of the book a file name says it is a copy of; None when the name is not that of a copy."""
    match = _NAME.fullmatch(path.name)
    return match["stem"] if match else None


def manifest_of(copy: Path) -> Path:
    """Where the manifest of a copy lies: beside it."""
    return copy.with_name(copy.name + MANIFEST_SUFFIX)


def list_backups(folder: Path, stem: str | None = None) -> list[Backup]:
    """The backups in a folder, newest first by number; of one book when its stem is given."""
    found = [_described(path) for path in folder.glob("*.book")] if folder.is_dir() else []
    wanted = [copy for copy in found if copy is not None and (stem is None or stem_of(copy.path) == stem)]
    return sorted(wanted, key=lambda copy: (copy.sequence, copy.made_at), reverse=True)


def describe(path: Path) -> Backup:
    """What is known of a copy without opening it; a file of any name may be a copy."""
    known = _described(path)
    if known is not None:
        return known
    with known_disk_errors(path):
        facts = path.stat()
    return Backup(path, 0, _local_time(facts.st_mtime), facts.st_size, None)


def require_no_copy(path: Path) -> None:
    """Raise UnsafePlace for a backup that is about to be worked with as if it were the book."""
    copy = _described(path)
    if copy is not None and manifest_of(path).exists():
        raise UnsafePlace(
            f"“{path.name}” là bản sao lưu lúc {copy.made_at:%H:%M ngày %d/%m/%Y}, không phải sổ đang dùng; "
            "nó không được mở và không thay đổi. Muốn quay lại bản này: mở sổ rồi chọn Tệp → Khôi phục. "
            "Máy này chưa có sổ: chọn “Nhận sổ từ máy khác”."
        )


def open_copy(path: Path, secret: bytes) -> int:
    """Open a copy with every setting, read every page of it, and count the people in it.

    Raises WrongPassphrase when the secret is another book's, DamagedBook, ForeignFile, NewerBook.
    """
    with reading(path, secret) as connection:
        answers = [row[0] for row in connection.execute("PRAGMA quick_check")]
        if answers != ["ok"]:
            raise damaged(path)
        return int(connection.execute("SELECT count(*) FROM person").fetchone()[0])


@contextmanager
def reading(path: Path, secret: bytes) -> Iterator[Connection]:
    """A connection to a book that is not open as a Store; closed at the end of the with block.

    Raises WrongPassphrase when the secret is another book's, DamagedBook, ForeignFile, NewerBook.
    """
    try:
        connection = driver.connect(path, keys.data_key(secret, keys.read_salt(path))).conn
    except DamagedBook:
        raise _unreadable(path, secret) from None
    try:
        with translated_errors():
            driver.require_own(connection)
            _require_not_newer(connection, path)
            yield connection
    except DamagedBook:
        raise damaged(path) from None
    finally:
        connection.close()


def _require_not_newer(connection: Connection, path: Path) -> None:
    version = read_pragma(connection, "user_version")
    if version > schema.current_version():
        raise NewerBook(
            f"Bản “{path.name}” do bản Kết Nạp mới hơn ghi (bố cục {version}, bản này đọc được đến "
            f"{schema.current_version()}). Không có gì thay đổi. Hãy cài bản Kết Nạp mới rồi làm lại."
        )


def _unreadable(path: Path, secret: bytes) -> KnownError:
    """The first page does not open: the key file tells whether the secret is that of this copy."""
    try:
        is_own_secret = keys.belongs(keys.read_key_file(path), secret)
    except WrongPassphrase:
        is_own_secret = False
    if is_own_secret:
        return damaged(path)
    return keys.another_secret(path.name)


def damaged(path: Path) -> DamagedBook:
    """The sentence for a copy that cannot be read as it was written."""
    return DamagedBook(
        f"Bản sao lưu “{path.name}” bị hỏng nên không dùng được. Sổ đang dùng không bị thay đổi. Hãy chọn một bản khác."
    )


def manifest(backup: Backup, log_head: tuple[int, str]) -> bytes:
    """The content of a manifest, with the number and link of the last row of the log; nothing is about a person."""
    facts = {"version": 1, "sequence": backup.sequence, "made_at": backup.made_at.isoformat()}
    facts |= {"size": backup.size, "people": backup.people, "log_rows": log_head[0], "log_head": log_head[1]}
    return json.dumps(facts, indent=1).encode()


def log_head_of(copy: Path) -> tuple[int, str] | None:
    """The number and link of the last row of the log when a copy was made, from its manifest."""
    try:
        facts = json.loads(manifest_of(copy).read_bytes())
        return int(facts["log_rows"]), str(facts["log_head"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _described(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    try:
        made_at = datetime.fromisoformat(match["time"].replace("-", "T")) if match else None
        size = path.stat().st_size
    except (ValueError, OSError):
        return None
    if match is None or made_at is None:
        return None
    return Backup(path, int(match["sequence"]), made_at, size, _people_in_manifest(path, size))


def _people_in_manifest(path: Path, size: int) -> int | None:
    try:
        facts = json.loads(manifest_of(path).read_bytes())
        return int(facts["people"]) if facts["size"] == size else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _local_time(seconds: float) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC).astimezone().replace(tzinfo=None)
