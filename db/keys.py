"""The keys of a book: data keys derived from its secret, and the key file that wraps the secret under a passphrase.

The secret (16 bytes, printed as the recovery code) never changes. Every file has its own data key, derived with the
file's first 16 bytes as salt, so paper and file alone always open it. The key file only spares typing the code.
"""

import hmac
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.errors import DamagedBook, NewerBook, WrongPassphrase
from db.files import write_whole
from db.recovery import SECRET_LENGTH
from db.text import nfc

SALT_LENGTH = 16
KEY_LENGTH = 32
KEY_FILE_VERSION = 1
SUFFIX = ".keys"

_DATA_KEY = b"ket nap data key 1"
_FINGERPRINT = b"ket nap key file fingerprint 1"
_NONCE_LENGTH = 12
_KEY_FILE_LIMIT = 64 * 1024
# A key file comes from outside with every backup: it may not ask for more work than an old machine can do.
_LIMITS = {"memory_kib": (8 * 1024, 1024 * 1024), "passes": (1, 20), "lanes": (1, 16)}


class NoKeyFile(WrongPassphrase):
    """The key file is missing or damaged: only the recovery code opens the book."""


class EmptyPassphrase(WrongPassphrase):
    """A passphrase without a single letter."""


@dataclass(frozen=True)
class Work:
    """What one guess of a passphrase costs (Argon2id)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


def data_key(secret: bytes, salt: bytes) -> bytes:
    """The 32-byte key of the file whose first 16 bytes are `salt`."""
    if len(secret) != SECRET_LENGTH or len(salt) != SALT_LENGTH:
        raise ValueError("secret and salt are 16 bytes each")
    return _derive(secret, salt, _DATA_KEY)


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


def make_wrap(passphrase: str, secret: bytes, work: Work | None = None) -> bytes:
    """The content of a key file: the secret under a passphrase. About a quarter of a second. Raises EmptyPassphrase."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    work = work or Work()
    if not passphrase.strip():
        raise EmptyPassphrase("Mật khẩu còn trống. Chưa có gì thay đổi. Hãy gõ mật khẩu rồi làm lại.")
    salt, nonce = os.urandom(SALT_LENGTH), os.urandom(_NONCE_LENGTH)
    head = {"version": KEY_FILE_VERSION, "fingerprint": fingerprint(secret)}
    head |= {"derivation": "argon2id", **vars(work), "salt": salt.hex(), "nonce": nonce.hex()}
    wrapped = AESGCM(_passphrase_key(passphrase, salt, work)).encrypt(nonce, secret, _bound(head))
    return json.dumps(head | {"wrapped": wrapped.hex()}, indent=1).encode("ascii")


def unwrap(passphrase: str, content: bytes) -> bytes:
    """The secret in the content of a key file. Raises WrongPassphrase, NoKeyFile when damaged, NewerBook."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head = _parse(content)
    key = _passphrase_key(passphrase, bytes.fromhex(head["salt"]), _work(head))
    wrapped = bytes.fromhex(head.pop("wrapped"))
    try:
        return AESGCM(key).decrypt(bytes.fromhex(head["nonce"]), wrapped, _bound(head))
    except InvalidTag:
        raise WrongPassphrase(
            "Mật khẩu không đúng. Sổ chưa được mở và không bị thay đổi. "
            "Hãy gõ lại (xem phím Caps Lock và bộ gõ tiếng Việt), hoặc mở bằng mã khôi phục đã in."
        ) from None


def read_key_file(book: Path) -> bytes:
    """The content of a book's key file. Raises NoKeyFile when it is not there or far too large."""
    path = key_file_of(book)
    try:
        if path.stat().st_size <= _KEY_FILE_LIMIT:
            return path.read_bytes()
    except OSError:
        pass
    raise _no_key_file()


def write_key_file(book: Path, passphrase: str, secret: bytes, work: Work | None = None) -> None:
    """Make or make anew the key file of a book: after creating it, after a change of passphrase, from the code."""
    content = make_wrap(passphrase, secret, work)

    def opens(written: Path) -> None:
        if unwrap(passphrase, written.read_bytes()) != secret:
            raise _no_key_file()

    write_whole(key_file_of(book), content, check=opens)


def change_passphrase(book: Path, old: str, new: str, work: Work | None = None) -> None:
    """Wrap the same secret under another passphrase; the book itself is not touched. Raises WrongPassphrase."""
    write_key_file(book, new, unwrap(old, read_key_file(book)), work)


def belongs(content: bytes, secret: bytes) -> bool:
    """Whether a key file wraps this very secret, told without any passphrase."""
    try:
        head = _parse(content)
    except WrongPassphrase:
        return False
    return hmac.compare_digest(str(head["fingerprint"]), fingerprint(secret))


def is_whole(content: bytes) -> bool:
    """Whether this is the content of a key file at all."""
    try:
        _parse(content)
    except WrongPassphrase:
        return False
    return True


def fingerprint(secret: bytes) -> str:
    """A name for a secret that tells nothing about it."""
    return _derive(secret, b"", _FINGERPRINT)[:8].hex()


def _derive(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_LENGTH, salt, purpose).derive(secret)


def _passphrase_key(passphrase: str, salt: bytes, work: Work) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    # The same letters typed on another machine may come decomposed.
    return hash_secret_raw(
        nfc(passphrase).encode(), salt, work.passes, work.memory_kib, work.lanes, KEY_LENGTH, Type.ID
    )


def _bound(head: dict[str, Any]) -> bytes:
    return json.dumps(head, sort_keys=True).encode("ascii")


def _work(head: dict[str, Any]) -> Work:
    return Work(**{name: head[name] for name in _LIMITS})


def _parse(content: bytes) -> dict[str, Any]:
    try:
        head = json.loads(content)
        version = head["version"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _no_key_file() from None
    if isinstance(version, int) and version > KEY_FILE_VERSION:
        raise NewerBook(
            "Tệp chìa khóa do bản Kết Nạp mới hơn ghi. Sổ không bị thay đổi. "
            "Hãy cài bản mới, hoặc mở sổ bằng mã khôi phục."
        )
    if not _is_complete(head):
        raise _no_key_file()
    return dict(head)


def _is_complete(head: dict[str, Any]) -> bool:
    try:
        lengths = [len(bytes.fromhex(head[name])) for name in ("salt", "nonce", "wrapped", "fingerprint")]
        within = all(type(head[name]) is int and low <= head[name] <= high for name, (low, high) in _LIMITS.items())
    except (KeyError, TypeError, ValueError):
        return False
    return within and lengths == [SALT_LENGTH, _NONCE_LENGTH, SECRET_LENGTH + 16, 8]


def _no_key_file() -> NoKeyFile:
    return NoKeyFile(
        "Không thấy tệp chìa khóa của sổ (tệp .keys) hoặc tệp đó bị hỏng nên mật khẩu không dùng được. Sổ còn nguyên. "
        "Hãy mở bằng mã khôi phục đã in rồi đặt lại mật khẩu."
    )
