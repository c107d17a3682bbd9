"""Going back to a copy: the copy verified first, the replaced book set aside, erased persons erased again."""

import os
import shutil
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from db import backups, drives, keys, scans
from db.copies import Backup, describe, list_backups, open_copy, reading, stem_of
from db.erasing import erase_again, erased_persons
from db.errors import KnownError, NotFound, UnsafePlace, WrongPassphrase
from db.files import known_disk_errors, write_whole
from db.lock import BookLock
from db.records import Record


@dataclass
class Restoration:
    """The report of a restore.

    `safety_copy`: the backup made of the replaced book; `set_aside`: where that book itself lies now; `remarks`:
    sentences about what could not be done.
    """

    book: Path
    copy: Backup
    safety_copy: Path | None = None
    set_aside: Path | None = None
    erased_again: int = 0
    scans_back: int = 0
    remarks: list[str] = field(default_factory=list)


def inspect(copy: Path, secret: bytes) -> Backup:
    """Date, size and number of people of a copy, after reading every page of it.

    Raises NotFound, DamagedBook, WrongPassphrase, ForeignFile, NewerBook.
    """
    if not copy.is_file():
        raise NotFound(
            f"Không tìm thấy bản sao lưu “{copy}”. Không có gì thay đổi. Hãy cắm lại USB hoặc chọn bản khác."
        )
    return replace(describe(copy), people=open_copy(copy, secret))


def restore(book: Path, copy: Path, secret: bytes, folder: Path, now: datetime) -> Restoration:
    """Put a copy in the place of a book that no program has open; `folder` is where the book's backups lie.

    Until one last renaming the book is as it was. Raises what `inspect` raises, BookInUse, UnsafePlace, CannotWrite.
    """
    drives.require_local(book)
    with known_disk_errors(book):
        book.parent.mkdir(parents=True, exist_ok=True)
        if book.exists() and book.samefile(copy):
            raise UnsafePlace("Đây chính là sổ đang dùng. Không có gì thay đổi. Hãy chọn một bản sao lưu của sổ.")
    with BookLock(book, "Kết Nạp (khôi phục)"):
        done = Restoration(book, inspect(copy, secret))
        erased = _save_what_stands(done, secret, folder, now)
        _put_in_place(done, erased, secret, now)
        _bring_back_scans(done, secret)
    return done


def _save_what_stands(done: Restoration, secret: bytes, folder: Path, now: datetime) -> list[Record]:
    """A last backup of the present book, and its list of erased persons; both need it to be readable."""
    if not done.book.exists():
        return _erased_in_newest_copy(done, secret, folder)
    _require_same_secret(done.book, secret)
    try:
        with reading(done.book, secret) as connection:
            erased = erased_persons(connection)
    except KnownError:
        done.remarks.append("Sổ cũ bị hỏng, không đọc được nên chỉ được cất riêng, không có bản sao lưu cuối.")
        return _erased_in_newest_copy(done, secret, folder)
    try:
        with reading(done.book, secret) as connection:
            done.safety_copy = backups.make(connection, done.book, secret, folder, now).path
    except KnownError as error:
        done.remarks.append(f"Không sao lưu được sổ cũ, sổ chỉ được cất riêng. {error.sentence}")
    return erased


def _require_same_secret(book: Path, secret: bytes) -> None:
    """A key file that wraps another secret tells that another office's book stands here."""
    try:
        content = keys.read_key_file(book)
    except WrongPassphrase:
        return
    if keys.is_whole(content) and not keys.belongs(content, secret):
        raise WrongPassphrase(
            f"Bản sao lưu này là của một sổ khác, không phải của “{book.name}”. Không có gì thay đổi. "
            "Hãy chọn bản khác, hoặc khôi phục vào một tên sổ mới."
        )


def _erased_in_newest_copy(done: Restoration, secret: bytes, folder: Path) -> list[Record]:
    for copy in list_backups(folder, done.book.stem):
        try:
            with reading(copy.path, secret) as connection:
                return erased_persons(connection)
        except KnownError:
            continue
    return []


def _put_in_place(done: Restoration, erased: list[Record], secret: bytes, now: datetime) -> None:
    book = done.book
    aside = _name_for_replaced(book, now)

    def rebuild(part: Path) -> None:
        shutil.copyfile(done.copy.path, part)
        with reading(part, secret) as connection:
            done.erased_again = erase_again(connection, erased)

    def check(part: Path) -> None:
        open_copy(part, secret)
        if book.exists():
            _set_aside(book, aside)
            done.set_aside = aside
        _settle_key_file(done, secret)

    try:
        write_whole(book, rebuild, check)
    except BaseException:
        if aside.exists() and not book.exists():
            os.replace(aside, book)
        raise


def _name_for_replaced(book: Path, now: datetime) -> Path:
    name = f"{book.stem} (trước khôi phục {now:%Y-%m-%d %H.%M.%S}"
    names = [f"{name}){book.suffix}", *(f"{name}, {again}){book.suffix}" for again in range(2, 1000))]
    return next(path for path in map(book.with_name, names) if not path.exists())


def _set_aside(book: Path, aside: Path) -> None:
    try:
        # A second name for the same file: the book is never without its own.
        os.link(book, aside)
    except OSError:
        os.replace(book, aside)
    if keys.key_file_of(book).exists():
        shutil.copyfile(keys.key_file_of(book), keys.key_file_of(aside))
    journal = book.with_name(book.name + "-journal")
    if journal.exists() and journal.stat().st_size:
        # What a crash left unfinished belongs to the old book and would be played into the new one.
        os.replace(journal, aside.with_name(aside.name + "-journal"))


def _settle_key_file(done: Restoration, secret: bytes) -> None:
    """Keep the key file that opens this secret: the present passphrase, else that of the copy's day."""
    for place in (done.book, done.copy.path):
        try:
            content = keys.read_key_file(place)
        except WrongPassphrase:
            continue
        if keys.belongs(content, secret):
            write_whole(keys.key_file_of(done.book), content)
            return
    done.remarks.append("Không có tệp chìa khóa: sổ mở bằng mã khôi phục; hãy đặt lại mật khẩu sau khi mở.")


def _bring_back_scans(done: Restoration, secret: bytes) -> None:
    kept = done.copy.path.with_name(f"{stem_of(done.copy.path) or done.copy.path.stem}.book{scans.SUFFIX}")
    try:
        done.scans_back = scans.copy_new(kept, scans.scans_file_of(done.book), secret)
    except KnownError as error:
        done.remarks.append(error.sentence)
