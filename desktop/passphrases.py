"""The passphrase at the prompt: from a file, from the environment, or asked for; never an argument."""

import os
import sys
from pathlib import Path

from db.errors import KnownError

VARIABLE = "KETNAP_PASSPHRASE"


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


def _ask(question: str) -> str:
    import getpass

    if not sys.stdin.isatty():
        raise KnownError(f"Chưa có mật khẩu, sổ chưa được mở. Hãy thêm --passphrase-file TỆP hoặc đặt biến {VARIABLE}.")
    return getpass.getpass(question)


def find(file: Path | None) -> str | None:
    """The passphrase that was given without asking. Raises KnownError for a file that cannot be read."""
    if file is None:
        return os.environ.get(VARIABLE)
    try:
        return file.read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise KnownError(
            f"Không đọc được tệp mật khẩu “{file}”. Sổ chưa được mở. Hãy xem lại đường dẫn của tệp."
        ) from None
