"""Backups: whole encrypted copies of an open book, verified by opening, numbered, thinned by rule."""

import contextlib
import errno
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from db import driver, keys, scans, thinning
from db.copies import Backup, list_backups, manifest, manifest_of, name_of, open_copy, stem_of
from db.driver import Connection, engine, read_pragma
from db.errors import CannotWrite, DamagedBook, WrongPassphrase
from db.files import disk_sentence, free_space, known_disk_errors, show_size, write_whole
from db.journal import find_head

PAGES_AT_ONCE = 500
# All backups of a book together never take more than this part of what the disk would have free without them.
SHARE_OF_FREE_SPACE = 4
_BESIDE = re.compile(r"(\.keys|\.json)?(\.part(-journal)?)?$")

_DAMAGED = ("database disk image is malformed", "file is not a database")
_FAILING_DISK = {
    "database or disk is full": errno.ENOSPC,
    "disk I/O error": errno.EIO,
    "attempt to write a readonly database": errno.EROFS,
    "unable to open database file": errno.EACCES,
}

Progress = Callable[[int, int], object]  # pages done, pages in all


class NoRoomForBackup(CannotWrite):
    """The backups would take too much of the free space."""


def make(
    connection: Connection, book: Path, secret: bytes, folder: Path, now: datetime, progress: Progress | None = None
) -> Backup:
    """Copy an open book into the folder; verified by opening before it gets its name. The key file lies beside it.

    Scans go into one file of the folder to which only new ones are added.
    An error raised by `progress` stops the copying. Raises CannotWrite, NoRoomForBackup, DamagedBook; then the folder
    holds what it held before.
    """
    if connection.in_transaction:
        raise RuntimeError("a backup holds only what is saved; finish the action first")
    with known_disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        tidy(folder, book.stem)
    _require_room(connection, book, folder)
    sequence = max((copy.sequence for copy in list_backups(folder, book.stem)), default=0) + 1
    path = folder / name_of(book, sequence, now)
    made: list[Backup] = []

    def check(part: Path) -> None:
        # Key file and manifest come first: a copy under its final name has everything it needs.
        people = open_copy(part, secret)
        made.append(Backup(path, sequence, now.replace(microsecond=0), part.stat().st_size, people))
        _copy_key_file(book, path)
        write_whole(manifest_of(path), manifest(made[0], find_head(connection)))

    try:
        write_whole(path, lambda part: _copy_pages(connection, part, secret, progress), check)
    except BaseException:
        tidy(folder, book.stem)
        raise
    scans.copy_new(scans.scans_file_of(book), folder / scans.scans_file_of(book).name, secret)
    return made[0]


def thin(folder: Path, stem: str, now: datetime) -> list[Path]:
    """Delete the backups of one book that the rule lets go, and return them; only whole ones count in it."""
    whole = {copy.sequence: copy for copy in list_backups(folder, stem) if copy.people is not None}
    chosen = thinning.choose_to_delete([(copy.sequence, copy.made_at) for copy in whole.values()], now)
    gone = [whole[sequence].path for sequence in sorted(chosen)]
    for path in gone:
        with known_disk_errors(path):
            # The copy itself first: what is left without it is tidied away at the next backup.
            path.unlink(missing_ok=True)
            manifest_of(path).unlink(missing_ok=True)
            keys.key_file_of(path).unlink(missing_ok=True)
    return gone


def tidy(folder: Path, stem: str) -> None:
    """Remove what a kill during a backup may have left: parts, key files and manifests without their copy."""
    for path in folder.iterdir():
        name = _BESIDE.sub("", path.name)
        copy = folder / name
        if name != path.name and stem_of(copy) == stem and not copy.exists():
            with contextlib.suppress(OSError):
                path.unlink()


def _copy_pages(connection: Connection, part: Path, secret: bytes, progress: Progress | None) -> None:
    salt = keys.new_salt()
    target = driver.connect(part, keys.data_key(secret, salt), salt).conn

    def report(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    try:
        connection.backup(target, pages=PAGES_AT_ONCE, progress=report)
    except engine.DatabaseError as error:
        raise _copying_stopped(error, part) from error
    finally:
        target.close()


def _copying_stopped(error: Exception, part: Path) -> Exception:
    """The known error for what the engine says while copying; it gives words there, and no number."""
    if str(error) in _DAMAGED:
        return DamagedBook(
            "Sổ có chỗ bị hỏng nên không sao lưu được; tệp sổ và các bản sao lưu cũ được giữ nguyên. "
            "Hãy khôi phục bản sao lưu gần nhất (Tệp → Khôi phục)."
        )
    if str(error) in _FAILING_DISK:
        return CannotWrite(disk_sentence(OSError(_FAILING_DISK[str(error)], str(error)), part))
    return error


def _require_room(connection: Connection, book: Path, folder: Path) -> None:
    needed = int(read_pragma(connection, "page_count")) * int(read_pragma(connection, "page_size"))
    kept_scans = folder / scans.scans_file_of(book).name
    needed += scans.new_bytes(scans.scans_file_of(book), kept_scans)
    taken = sum(copy.size for copy in list_backups(folder, book.stem))
    taken += kept_scans.stat().st_size if kept_scans.exists() else 0
    free = free_space(folder)
    if (taken + needed) * SHARE_OF_FREE_SPACE > free + taken:
        raise NoRoomForBackup(
            f"Chưa sao lưu được: bản mới cần {show_size(needed)}, các bản đang có chiếm {show_size(taken)}, "
            f"ổ đĩa chỉ còn trống {show_size(free)}, mà bản sao lưu không được chiếm quá một phần tư chỗ trống. "
            "Sổ và các bản cũ còn nguyên. Hãy giải phóng chỗ trống hoặc chọn nơi sao lưu khác."
        )


def _copy_key_file(book: Path, copy: Path) -> None:
    try:
        content = keys.read_key_file(book)
    except WrongPassphrase:
        return  # The recovery code opens the copy all the same.
    write_whole(keys.key_file_of(copy), content)
