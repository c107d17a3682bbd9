"""Copies of the book: made, listed, gone back to; and the check of the whole book."""

import contextlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from db import accounts as closed_accounts
from db import attempts, backups, book, copies, events, keys, restoring, scans
from db.copies import Backup
from db.errors import KnownError, WrongPassphrase
from db.journal import find_broken_link, holds_head
from db.recovery import BadRecoveryCode
from db.restoring import Restoration
from db.store import Store
from desktop import paths
from desktop.domain import keeping
from desktop.domain.keeping import Reminder
from desktop.services import accounts

# The labels of events that are looked back at.
SECOND_PLACE = "Sao lưu sang nơi khác"
RESTORED = "Khôi phục sổ từ bản sao lưu"


@dataclass(frozen=True)
class Verification:
    """What the check of a whole book found: how many people and scans it holds, and a sentence a fault."""

    book: Path
    people: int
    scans: int
    problems: tuple[str, ...]


def plain(copy: Backup) -> dict[str, object]:
    """A copy as the terminal prints it."""
    made_at = copy.made_at.isoformat(timespec="seconds")
    size, people = copy.size, copy.people
    return {"path": str(copy.path), "sequence": copy.sequence, "made_at": made_at, "size": size, "people": people}


def backup(store: Store, to: Path | None = None, progress: backups.Progress | None = None) -> Backup:
    """Copy the open book to the usual folder or another; verified, then old copies there are thinned by rule.

    `progress` is told pages done and pages in all; an error it raises stops the copying. Raises CannotWrite,
    NotAllowed.
    """
    store.require("backup")
    made = _copy(store, to or paths.backups(store.path), progress)
    if to is not None:
        store.event(SECOND_PLACE, detail={"folder": str(to), "sequence": made.sequence}, kind="copy")
    return made


def safeguard(store: Store) -> Backup:
    """Copy the open book to the usual folder because the program says so, whoever works. Raises CannotWrite."""
    return _copy(store, paths.backups(store.path), None)


def list_backups(path: Path, folder: Path | None = None) -> list[Backup]:
    """The copies of a book in the usual folder or another, newest first by number."""
    return copies.list_backups(folder or paths.backups(path), path.stem)


def find_opener(
    path: Path, copy: Path, passphrase: str | None = None, code: str | None = None, account: str | None = None
) -> keys.Opened:
    """The secret of a copy and whose it is: by the printed code, or by the passphrase of the copy's day or today's.

    A code typed where the passphrase is asked for is taken, too. Wrong passphrases count towards the growing delay of
    the book. Raises WrongPassphrase.
    """
    if code is not None:
        return keys.Opened(book.secret_from_code(code), "")
    with contextlib.suppress(BadRecoveryCode):
        return keys.Opened(book.secret_from_code(passphrase or ""), "")
    with attempts.counting(path):
        opened = _opened(passphrase or "", account, [copy, path])
    attempts.clear_failures(path)
    return opened


def due(store: Store, today: date) -> list[Reminder]:
    """What should be done about copies today, with sentences for the clerk."""
    newest = next((copy.made_at.date() for copy in list_backups(store.path) if copy.people is not None), None)
    elsewhere = events.last_event(store, SECOND_PLACE)
    return keeping.reminders(newest, datetime.fromisoformat(elsewhere.at).date() if elsewhere else None, today)


def preview(copy: Path, secret: bytes) -> Backup:
    """Date, size and number of people of a copy, after reading all of it; what a clerk sees before going back."""
    return restoring.inspect(copy, secret)


def preview_for(store: Store, copy: Path) -> Backup:
    """The same for the open book. Raises KnownError with the way to open it for a copy of another book."""
    try:
        return preview(copy, store.secret)
    except WrongPassphrase:
        raise KnownError(
            f"“{copy.name}” là bản sao lưu của một sổ khác, hoặc bị hỏng; không lấy vào sổ đang mở được. "
            "Không có gì thay đổi. Muốn mở sổ kia: đóng sổ này, rồi ở trang mở sổ bấm “Nhận sổ từ máy khác” "
            "và chọn tệp này."
        ) from None


def restore(path: Path, copy: Path, secret: bytes, user: str, account: str = "") -> Restoration:
    """Go back to a copy; the book must be closed. The replaced book is kept under another name, its accounts stay.

    `account` is whose passphrase it was; none is the responsible one. Raises KnownError, NotAllowed.
    """
    accounts.require_of_closed(path, copy, keys.Opened(secret, account), "restore")
    held = closed_accounts.read(path, secret)
    done = restoring.restore(path, copy, secret, paths.backups(path), datetime.now())
    # Copies up to this one are of a log that ended here.
    newest = max((each.sequence for each in list_backups(path)), default=0)
    store = book.open_book(path, secret, user, before_migration=safeguard)
    store.act_as(account or user, None)
    try:
        if held:
            accounts.carry_over(store, held)
        store.event(
            f"{RESTORED} {done.copy.made_at:%d/%m/%Y %H:%M}",
            detail={
                "copy": copy.name,
                "sequence": done.copy.sequence,
                "newest": newest,
                "erased_again": done.erased_again,
            },
            kind="copy",
        )
    finally:
        store.close()
    return done


def verify(store: Store) -> Verification:
    """Read every page, index, reference, link of the log and scan of an open book; faults are told, not raised."""
    problems: list[str] = []
    for check in (book.quick_check, book.full_check, _check_chain, _check_heads):
        try:
            check(store)
        except KnownError as error:
            problems.append(error.sentence)
            break
    number_of_scans = 0
    try:
        number_of_scans = scans.check(store.path, store.secret)
    except KnownError as error:
        problems.append(error.sentence)
    people = store.count("person") if not problems else 0
    return Verification(store.path, people, number_of_scans, tuple(problems))


def _copy(store: Store, folder: Path, progress: backups.Progress | None) -> Backup:
    now = datetime.now()
    made = backups.make(store.connection, store.path, store.secret, folder, now, progress)
    backups.thin(folder, store.path.stem, now)
    return made


def _check_chain(store: Store) -> None:
    broken = find_broken_link(store.connection)
    if broken is not None:
        raise KnownError(
            f"Nhật ký của sổ bị đứt ở dòng {broken}: có dòng bị sửa hoặc bị xóa từ bên ngoài. Số liệu vẫn đọc được. "
            "Hãy giữ nguyên sổ, so với bản sao lưu gần nhất và báo người phụ trách."
        )


def _check_heads(store: Store) -> None:
    """Compare the log with its heads in the manifests of copies since the last restore."""
    restored = events.last_event(store, RESTORED)
    begins = restored.detail.get("newest") if restored else 0
    if begins is None:
        return  # gone back by a program that did not note where the copies of the other log end
    for copy in list_backups(store.path):
        head = copies.log_head_of(copy.path) if copy.sequence > begins else None
        if head is not None and not holds_head(store.connection, *head):
            raise KnownError(
                f"Nhật ký của sổ không khớp với bản sao lưu “{copy.path.name}”: có dòng đã bị bỏ hoặc bị thay. "
                "Số liệu vẫn đọc được. Hãy giữ nguyên sổ và bản sao lưu đó, rồi báo người phụ trách."
            )


def _opened(passphrase: str, account: str | None, places: list[Path]) -> keys.Opened:
    """What the first key file gives that the passphrase opens; else the error of the first one that is there."""
    first: WrongPassphrase | None = None
    for place in places:
        try:
            return keys.open_wrap(passphrase, keys.read_key_file(place), account)
        except WrongPassphrase as error:
            if first is None or isinstance(first, keys.NoKeyFile):
                first = error
    assert first is not None
    raise first
