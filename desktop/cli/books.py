"""Which book a command works on, opened for as long as it works, and the keys typed for its rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import KnownError
from desktop.cli import passphrases
from desktop.cli.command import Options

if TYPE_CHECKING:
    from db.store import Store

PROGRAM = "dòng lệnh ketnap"
_TOLD = 5
_HINTS = {
    "person": "Hãy xem mã bằng lệnh people.",
    "training_class": "Sổ chưa có lớp nào.",
    "background_check": "Hãy xem mã trong tệp JSON của lệnh show.",
}


def book_path(options: Options) -> Path:
    """The named book, else the only one of this user. Raises KnownError."""
    from desktop import paths

    if options.book is not None:
        return Path(options.book)
    folder = paths.user_folder()
    books = sorted(folder.glob("*.book")) if folder.is_dir() else []
    if len(books) != 1:
        raise KnownError(f"Chưa rõ dùng sổ nào ({len(books)} sổ trong {folder}). Hãy thêm --book TỆP.")
    return books[0]


@contextmanager
def opened(options: Options) -> Iterator["Store"]:
    """The open book of a command. Raises KnownError."""
    from desktop.services import session

    path = book_path(options)
    account = passphrases.choose_account(path, options.account)
    store = session.open_with_passphrase(
        path, passphrases.get(options.passphrase_file), program=PROGRAM, today=options.today, account=account
    )
    try:
        yield store
    finally:
        store.close()


def key(store: "Store", table: str, typed: str) -> int:
    """The key of a row by its key or its uid. Raises KnownError."""
    found = store.find(table, id=int(typed)) if typed.isdecimal() else store.find(table, uid=typed)
    if found is None:
        raise KnownError(f"Không có mã “{typed}” trong sổ. {_known_keys(store, table)}")
    return int(found.id)


def _known_keys(store: "Store", table: str) -> str:
    """Where the keys of a table can be seen."""
    from desktop.services import classes

    newest = classes.list_classes(store)[:_TOLD] if table == "training_class" else []
    if newest:
        return f"Các lớp gần đây: {'; '.join(f'{row.id} là {row.name}' for row in newest)}."
    return _HINTS.get(table, "")
