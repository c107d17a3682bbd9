"""The keys of a book: data keys derived from its secret, and the key file that wraps the secret under passphrases.

The secret (16 bytes, printed as the recovery code) never changes. Every file has its own data key, derived with the
file's first 16 bytes as salt, so paper and file alone always open it. The key file only spares typing the code: it
holds one wrap for every account, or a single one that names nobody in a book that one person uses alone.
"""

import hmac
import os
from dataclasses import dataclass
from pathlib import Path

from db import wraps
from db.errors import DamagedBook, KnownError, WrongPassphrase
from db.files import write_whole
from db.recovery import SECRET_LENGTH
from db.text import nfc
from db.wraps import KEY_LENGTH, SALT_LENGTH, EmptyPassphrase, NoKeyFile, Work, no_key_file

__all__ = [
    "EmptyPassphrase",
    "NoKeyFile",
    "Opened",
    "Work",
    "account_names",
    "another_secret",
    "belongs",
    "change_passphrase",
    "data_key",
    "drop_wrap",
    "fingerprint",
    "is_whole",
    "key_file_of",
    "make_wrap",
    "new_salt",
    "open_wrap",
    "put_wrap",
    "read_key_file",
    "read_salt",
    "seal",
    "unseal",
    "unwrap",
    "write_key_file",
]

SUFFIX = ".keys"

_DATA_KEY = b"ket nap data key 1"
_FINGERPRINT = b"ket nap key file fingerprint 1"
_SEALED = b"ket nap sealed content 1"
_NONCE_LENGTH = 12
_KEY_FILE_LIMIT = 64 * 1024


@dataclass(frozen=True)
class Opened:
    """What a passphrase gave: the secret, and whose wrap it was (empty: of nobody by name)."""

    secret: bytes
    account: str


def data_key(secret: bytes, salt: bytes) -> bytes:
    """The 32-byte key of the file whose first 16 bytes are `salt`."""
    if len(secret) != SECRET_LENGTH or len(salt) != SALT_LENGTH:
        raise ValueError("secret and salt are 16 bytes each")
    return _derive(secret, salt, _DATA_KEY)


def seal(content: bytes, secret: bytes) -> bytes:
    """Content that only whoever opens the book can read, and nobody can change; for small files beside it."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = new_salt(), os.urandom(_NONCE_LENGTH)
    return salt + nonce + AESGCM(_derive(secret, salt, _SEALED)).encrypt(nonce, content, None)


def unseal(sealed: bytes, secret: bytes) -> bytes | None:
    """What was sealed under this secret; None when it was another or a byte was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, rest = sealed[:SALT_LENGTH], sealed[SALT_LENGTH:]
    try:
        return AESGCM(_derive(secret, salt, _SEALED)).decrypt(rest[:_NONCE_LENGTH], rest[_NONCE_LENGTH:], None)
    except (InvalidTag, ValueError):
        return None


def another_secret(name: str) -> WrongPassphrase:
    """The error for a file that this passphrase or code does not open."""
    return WrongPassphrase(
        f"Mật khẩu hoặc mã khôi phục này không mở được “{name}”: đó là bản của sổ khác, hoặc bản bị hỏng. "
        "Không có gì thay đổi. Hãy chọn bản khác."
    )


def new_salt() -> bytes:
    """The first 16 bytes of a file to be made."""
    return os.urandom(SALT_LENGTH)


def read_salt(path: Path) -> bytes:
    """The first 16 bytes of an encrypted file. Raises DamagedBook when it is shorter."""
    with path.open("rb") as file:
        salt = file.read(SALT_LENGTH)
    if len(salt) < SALT_LENGTH:
        raise DamagedBook("Tệp rỗng hoặc bị cắt cụt nên không phải là sổ. Hãy khôi phục bản sao lưu gần nhất.")
    return salt


def key_file_of(book: Path) -> Path:
    """Where the key file of a book or of a backup lies: beside it."""
    return book.with_name(book.name + SUFFIX)


def make_wrap(passphrase: str, secret: bytes, work: Work | None = None, account: str = "") -> bytes:
    """The content of a key file with one wrap. About a quarter of a second. Raises EmptyPassphrase."""
    return wraps.content_of([wraps.seal(account, passphrase, secret, fingerprint(secret), work)])


def account_names(content: bytes) -> tuple[str, ...]:
    """Whose wraps stand in the content of a key file; one empty name in a book without accounts. Raises NoKeyFile."""
    return tuple(wrap.account for wrap in wraps.read(content))


def open_wrap(passphrase: str, content: bytes, account: str | None = None) -> Opened:
    """The secret in the content of a key file, tried on the wrap of an account, or on all of them without a name.

    Raises WrongPassphrase, NoKeyFile when damaged, NewerBook.
    """
    for wrap in wraps.read(content):
        if account is None or wrap.account == nfc(account):
            secret = wrap.open(passphrase)
            if secret is not None:
                return Opened(secret, wrap.account)
    raise WrongPassphrase(
        "Mật khẩu không đúng. Sổ chưa được mở và không bị thay đổi. "
        "Hãy gõ lại (xem phím Caps Lock và bộ gõ tiếng Việt), hoặc mở bằng mã khôi phục đã in."
    )


def unwrap(passphrase: str, content: bytes, account: str | None = None) -> bytes:
    """The secret alone, as `open_wrap` finds it."""
    return open_wrap(passphrase, content, account).secret


def read_key_file(book: Path) -> bytes:
    """The content of a book's key file. Raises NoKeyFile when it is not there or far too large."""
    path = key_file_of(book)
    try:
        if path.stat().st_size <= _KEY_FILE_LIMIT:
            return path.read_bytes()
    except OSError:
        pass
    raise no_key_file()


def write_key_file(book: Path, passphrase: str, secret: bytes, work: Work | None = None, account: str = "") -> None:
    """Make or make anew the key file of a book with a single wrap: after creating it, or from the code."""
    _write(book, make_wrap(passphrase, secret, work, account), passphrase, secret)


def put_wrap(book: Path, account: str, passphrase: str, secret: bytes, work: Work | None = None) -> None:
    """Give an account a passphrase in the key file; the wraps of other accounts stay as they are.

    A wrap that names nobody goes: it would open the book past the accounts. A key file that is lost is made anew.
    Raises EmptyPassphrase, CannotWrite.
    """
    made = wraps.seal(account, passphrase, secret, fingerprint(secret), work)
    kept = [wrap for wrap in _named_wraps(book, secret) if wrap.account != made.account]
    if len(kept) >= wraps.MOST_WRAPS:
        raise KnownError(f"Sổ đã có {wraps.MOST_WRAPS} tài khoản. Chưa có gì thay đổi. Hãy ngừng bớt tài khoản cũ.")
    _write(book, wraps.content_of([*kept, made]), passphrase, secret)


def drop_wrap(book: Path, account: str, secret: bytes) -> None:
    """Take the passphrase of an account out of the key file; the last one stays. Raises CannotWrite, KnownError."""
    held = _named_wraps(book, secret)
    kept = [wrap for wrap in held if wrap.account != nfc(account)]
    if kept == held:
        return
    if not kept:
        raise KnownError("Đây là mật khẩu cuối cùng của sổ nên không bỏ được. Chưa có gì thay đổi.")
    write_whole(key_file_of(book), wraps.content_of(kept), check=_require_whole)


def change_passphrase(book: Path, old: str, new: str, work: Work | None = None) -> None:
    """Wrap the same secret under another passphrase; the book itself is not touched. Raises WrongPassphrase."""
    opened = open_wrap(old, read_key_file(book))
    put_wrap(book, opened.account, new, opened.secret, work)


def belongs(content: bytes, secret: bytes) -> bool:
    """Whether a key file wraps this very secret, told without any passphrase."""
    try:
        held = wraps.read(content)
    except WrongPassphrase:
        return False
    return hmac.compare_digest(str(held[0].head["fingerprint"]), fingerprint(secret))


def is_whole(content: bytes) -> bool:
    """Whether this is the content of a key file at all."""
    try:
        wraps.read(content)
    except WrongPassphrase:
        return False
    return True


def fingerprint(secret: bytes) -> str:
    """A name for a secret that tells nothing about it."""
    return _derive(secret, b"", _FINGERPRINT)[: wraps.FINGERPRINT_LENGTH].hex()


def _derive(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_LENGTH, salt, purpose).derive(secret)


def _named_wraps(book: Path, secret: bytes) -> list[wraps.Wrap]:
    """The wraps of the key file that name somebody; none when the file is lost, damaged or of another secret."""
    try:
        content = read_key_file(book)
    except NoKeyFile:
        return []
    return [wrap for wrap in wraps.read(content) if wrap.account] if belongs(content, secret) else []


def _write(book: Path, content: bytes, passphrase: str, secret: bytes) -> None:
    def opens(written: Path) -> None:
        if unwrap(passphrase, written.read_bytes(), account_names(content)[-1]) != secret:
            raise no_key_file()

    write_whole(key_file_of(book), content, check=opens)


def _require_whole(written: Path) -> None:
    if not is_whole(written.read_bytes()):
        raise no_key_file()
