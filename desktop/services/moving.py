"""Moving the whole office to another computer with one file; afterwards the book here says that the other one lives."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db import attempts, book, copies, keys, office_file
from db.changes import Changes
from db.copies import Backup
from db.errors import BadInputFile, KnownError, WrongPassphrase
from db.files import known_disk_errors, write_whole
from db.office_file import SUFFIX
from db.recovery import BadRecoveryCode
from db.store import Store
from desktop import paths
from desktop.services import accounts, backups
from desktop.vietnamese import show_moment

RECEIVED = "Nhận sổ từ máy cũ"
_MOVED = "Chuyển sổ sang máy khác"
_TAKEN_BACK = "Dùng lại sổ ở máy này"
_SETTING = "moved_at"
# Text files of the office's own; a picture or a film that strayed into the folder stays behind.
_LARGEST_OWN = 4 * 1024 * 1024
_OWN_FOLDERS = {"forms": paths.own_forms, "rules": paths.own_rules}


@dataclass(frozen=True)
class Incoming:
    """A file that may become the book of this computer: the name it had, when it was made, whose passphrases open it.

    `people` is None for a copy that says nothing of it.
    """

    path: Path
    stem: str
    made_at: datetime
    people: int | None
    accounts: tuple[str, ...]


def pack(store: Store, target: Path) -> Backup:
    """Write the whole office into one file, then let this book say that it moved; the copy inside stays here, too.

    Raises CannotWrite, NotAllowed; then this book is worked with as before.
    """
    store.require("settings")
    if target.suffix.casefold() != SUFFIX:
        raise KnownError(f"Tên tệp “{target.name}” phải có đuôi {SUFFIX}. Chưa ghi gì. Hãy đặt lại tên.")
    copy = backups.safeguard(store)
    office_file.write(target, copy, store.path, dict(_own_files(store.path)), store.secret)
    with store.action(_MOVED, right="settings") as action:
        action.save_setting(_SETTING, datetime.now().astimezone().isoformat(timespec="seconds"))
    hold_if_moved(store)
    return copy


def hold_if_moved(store: Store) -> None:
    """Let a book that moved to another computer only be read."""
    moved_at = store.read_setting(_SETTING)
    if moved_at:
        store.hold_back(
            f"Sổ này đã chuyển sang máy khác lúc {show_moment(moved_at)}; sổ đang dùng là sổ ở máy đó. "
            "Ở đây chỉ xem, in, xuất và sao lưu được."
        )


def take_back(store: Store) -> Changes:
    """Work with this book again, because the other computer does not. Raises NotAllowed."""
    reason, mark = store.held_back, store.find("setting", key=_SETTING)
    if mark is None:
        return Changes()
    store.hold_back("")
    try:
        with store.action(_TAKEN_BACK, right="settings") as action:
            action.delete("setting", mark.id)
    except BaseException:
        store.hold_back(reason)
        raise
    return action.changes


def look_at(path: Path) -> Incoming:
    """What a file from another computer, or a backup, says of itself. Raises NotFound, BadInputFile, NewerBook."""
    if path.suffix.casefold() == book.SUFFIX:
        return _look_at_copy(path)
    found = office_file.describe(path)
    return Incoming(path, found.stem, found.made_at, found.people, accounts.names_in(found.key_file))


def find_opener(path: Path, typed: str, account: str | None = None) -> keys.Opened:
    """The secret of such a file, by the passphrase of an account or by the printed code. Raises WrongPassphrase."""
    if path.suffix.casefold() == book.SUFFIX:
        return backups.find_opener(path, path, typed, account=account)
    with suppress(BadRecoveryCode):
        return keys.Opened(book.secret_from_code(typed), "")
    with attempts.counting(path):
        opened = keys.open_wrap(typed, office_file.describe(path).key_file, account)
    attempts.clear_failures(path)
    return opened


def receive(path: Path, opened: keys.Opened, target: Path, user: str) -> list[str]:
    """Make the file the book at `target`, where there is none yet; sentences about what stayed behind.

    Raises what `look_at` raises, KnownError when a book stands there, DamagedBook, WrongPassphrase, CannotWrite.
    """
    book.require_new(target)
    if path.suffix.casefold() == book.SUFFIX:
        return backups.restore(target, path, opened.secret, user, opened.account).remarks
    own = office_file.unpack(path, opened.secret, target)
    remarks = list(_put_own_files(own, target))
    store = book.open_book(target, opened.secret, user, before_migration=backups.safeguard)
    try:
        accounts.enter(store, opened.account)
        store.event(RECEIVED, detail={"made_at": office_file.describe(path).made_at.isoformat()}, kind="copy")
    finally:
        store.close()
    return remarks


def _look_at_copy(path: Path) -> Incoming:
    book.require_plausible(path)
    copy = copies.describe(path)
    try:
        key_file = keys.read_key_file(path)
    except WrongPassphrase:
        key_file = b""
    return Incoming(path, copies.stem_of(path) or path.stem, copy.made_at, copy.people, accounts.names_in(key_file))


def _own_files(path: Path) -> Iterator[tuple[str, bytes]]:
    for kind, folder_of in _OWN_FOLDERS.items():
        folder = folder_of(path)
        for file in sorted(folder.rglob("*")) if folder.is_dir() else []:
            try:
                if file.is_file() and file.stat().st_size <= _LARGEST_OWN:
                    yield f"{kind}/{file.relative_to(folder).as_posix()}", file.read_bytes()
            except OSError as error:
                raise BadInputFile(
                    f"Không đọc được “{file.name}” trong thư mục “{folder.name}” ({error.strerror}). Chưa chuyển gì. "
                    "Hãy đóng tệp đó trong chương trình khác rồi làm lại."
                ) from error


def _put_own_files(own: dict[str, bytes], target: Path) -> Iterator[str]:
    for name, content in own.items():
        kind, _, rest = name.partition("/")
        if kind not in _OWN_FOLDERS:
            continue
        file = _OWN_FOLDERS[kind](target) / rest
        if file.exists() and file.read_bytes() != content:
            yield f"“{file.name}” đã có trong “{file.parent.name}” và được để nguyên."
            continue
        with known_disk_errors(file):
            file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, content)
