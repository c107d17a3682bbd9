"""Whose passphrase, and the passphrase at the prompt: from a file, the environment, or asked for; no argument."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from db.errors import KnownError
from db.text import fold

VARIABLE = "KETNAP_PASSPHRASE"
PACKAGE_VARIABLE = "KETNAP_PACKAGE_PASSPHRASE"


def get(file: Path | None) -> str:
    """The passphrase of a book that exists. Raises KnownError when nobody can be asked."""
    given = find(file)
    if given is not None:
        return given
    return _ask("Mật khẩu của sổ: ")


def choose(file: Path | None) -> str:
    """The passphrase for a new book, asked for twice. Raises KnownError."""
    given = find(file)
    if given is not None:
        return given
    first = _ask("Mật khẩu cho sổ mới: ")
    if _ask("Gõ lại mật khẩu: ") != first:
        raise KnownError("Hai lần gõ mật khẩu không giống nhau. Chưa lập sổ. Hãy làm lại.")
    return first


def choose_for_package(file: Path | None) -> str:
    """The passphrase that seals a package, asked for twice when no file has it. Raises KnownError."""
    given = _read(file) if file is not None else os.environ.get(PACKAGE_VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise KnownError(
            "Gói dữ liệu có tên người nên phải khóa bằng mật khẩu. Chưa lập gì. "
            f"Hãy thêm --package-passphrase-file TỆP hoặc đặt biến {PACKAGE_VARIABLE}."
        )
    first = _ask("Mật khẩu khóa gói dữ liệu: ")
    if _ask("Gõ lại mật khẩu: ") != first:
        raise KnownError("Hai lần gõ mật khẩu không giống nhau. Chưa lập gì. Hãy làm lại.")
    return first


def choose_account(book: Path, given: str | None) -> str | None:
    """Whose passphrase opens a book with several accounts, asked for when not given; None for others.

    Raises KnownError for an account that the book does not have.
    """
    from desktop.services import accounts

    return choose_among(accounts.names_at(book), given)


def choose_among(names: Sequence[str], given: str | None) -> str | None:
    """Which of several accounts, asked for when not given; None when there is no choice. Raises KnownError."""
    if not names:
        return None
    listed = ", ".join(names)
    if given is None:
        if not sys.stdin.isatty():
            raise KnownError(f"Sổ có nhiều tài khoản, chưa được mở. Hãy thêm --account TÊN, chọn trong: {listed}.")
        given = input(f"Tài khoản ({listed}): ").strip()
    found = next((name for name in names if fold(name) == fold(given)), None)
    if found is None:
        raise KnownError(f"Sổ không có tài khoản “{given}” và chưa được mở. Hãy chọn trong: {listed}.")
    return found


def _ask(question: str) -> str:
    import getpass

    if not sys.stdin.isatty():
        raise KnownError(f"Chưa có mật khẩu, sổ chưa được mở. Hãy thêm --passphrase-file TỆP hoặc đặt biến {VARIABLE}.")
    return getpass.getpass(question)


def find(file: Path | None) -> str | None:
    """The passphrase that was given without asking. Raises KnownError for a file that cannot be read."""
    return os.environ.get(VARIABLE) if file is None else _read(file)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise KnownError(
            f"Không đọc được tệp mật khẩu “{file}”. Sổ chưa được mở. Hãy xem lại đường dẫn của tệp."
        ) from None
