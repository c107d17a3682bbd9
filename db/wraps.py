"""Wraps: the secret of a book under one passphrase each, and the content of the key file that holds them.

Version 1 of the key file holds one wrap that names nobody; version 2 several, each with the name of an account. All
that stands around a wrapped secret is bound to it, so that nothing can be exchanged between wraps or files.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from db.errors import NewerBook, WrongPassphrase
from db.recovery import SECRET_LENGTH
from db.text import nfc

VERSION = 2
SALT_LENGTH = 16
KEY_LENGTH = 32
FINGERPRINT_LENGTH = 8
MOST_WRAPS = 50
_NONCE_LENGTH = 12
# A key file comes from outside with every backup: it may not ask for more work than an old machine can do.
_LIMITS = {"memory_kib": (8 * 1024, 1024 * 1024), "passes": (1, 20), "lanes": (1, 16)}
_LENGTHS = {"salt": SALT_LENGTH, "nonce": _NONCE_LENGTH, "wrapped": SECRET_LENGTH + 16}


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


@dataclass(frozen=True)
class Wrap:
    """The secret under one passphrase; `account` is empty in a book that one person uses alone."""

    account: str
    head: dict[str, Any]  # what is bound to the wrapped secret, as it stands in the file
    wrapped: bytes

    def open(self, passphrase: str) -> bytes | None:
        """The secret, or None when the passphrase is another one. About a quarter of a second."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        work = Work(**{name: self.head[name] for name in _LIMITS})
        key = _passphrase_key(passphrase, bytes.fromhex(self.head["salt"]), work)
        try:
            return AESGCM(key).decrypt(bytes.fromhex(self.head["nonce"]), self.wrapped, _bound(self.head))
        except InvalidTag:
            return None


def seal(account: str, passphrase: str, secret: bytes, fingerprint: str, work: Work | None = None) -> Wrap:
    """The secret under a passphrase. Raises EmptyPassphrase."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    work = work or Work()
    if not passphrase.strip():
        raise EmptyPassphrase("Mật khẩu còn trống. Chưa có gì thay đổi. Hãy gõ mật khẩu rồi làm lại.")
    salt, nonce = os.urandom(SALT_LENGTH), os.urandom(_NONCE_LENGTH)
    head: dict[str, Any] = {"version": VERSION, "fingerprint": fingerprint, "account": nfc(account)}
    head |= {"derivation": "argon2id", **vars(work), "salt": salt.hex(), "nonce": nonce.hex()}
    wrapped = AESGCM(_passphrase_key(passphrase, salt, work)).encrypt(nonce, secret, _bound(head))
    return Wrap(nfc(account), head, wrapped)


def content_of(wraps: Iterable[Wrap]) -> bytes:
    """The content of a key file of one secret. Raises ValueError for wraps of the first version."""
    held = list(wraps)
    common = {name: held[0].head[name] for name in ("version", "fingerprint")}
    if common["version"] != VERSION or any(not common.items() <= wrap.head.items() for wrap in held):
        raise ValueError("wraps of one secret and of this version only")
    own = [
        {name: value for name, value in wrap.head.items() if name not in common} | {"wrapped": wrap.wrapped.hex()}
        for wrap in held
    ]
    return json.dumps(common | {"wraps": own}, indent=1).encode("ascii")


def read(content: bytes) -> tuple[Wrap, ...]:
    """The wraps in the content of a key file; at least one. Raises NoKeyFile, NewerBook."""
    file = _loaded(content)
    if file["version"] == 1:
        return (_wrap({"account": "", **file}, file),)
    try:
        common = {name: file[name] for name in ("version", "fingerprint")}
        own = [common | each for each in file["wraps"]]
    except (KeyError, TypeError):
        raise no_key_file() from None
    wraps = tuple(_wrap(each, each) for each in own)
    names = {wrap.account for wrap in wraps}
    if file.keys() != common.keys() | {"wraps"} or not 0 < len(names) == len(wraps) <= MOST_WRAPS:
        raise no_key_file()
    return wraps


def no_key_file() -> NoKeyFile:
    """The error for a key file that is not there or cannot be used."""
    return NoKeyFile(
        "Không thấy tệp chìa khóa của sổ (tệp .keys) hoặc tệp đó bị hỏng nên mật khẩu không dùng được. Sổ còn nguyên. "
        "Hãy mở bằng mã khôi phục đã in rồi đặt lại mật khẩu."
    )


def _loaded(content: bytes) -> dict[str, Any]:
    try:
        file = json.loads(content)
        version = file["version"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise no_key_file() from None
    if isinstance(version, int) and version > VERSION:
        raise NewerBook(
            "Tệp chìa khóa do bản Kết Nạp mới hơn ghi. Sổ không bị thay đổi. "
            "Hãy cài bản mới, hoặc mở sổ bằng mã khôi phục."
        )
    if type(version) is not int or version < 1:
        raise no_key_file()
    return dict(file)


def _wrap(values: dict[str, Any], bound: dict[str, Any]) -> Wrap:
    """A wrap of checked values; `bound` is what the wrapped secret is bound to, and the wrapped secret."""
    if not _is_complete(values):
        raise no_key_file()
    head = {name: value for name, value in bound.items() if name != "wrapped"}
    return Wrap(values["account"], head, bytes.fromhex(values["wrapped"]))


def _is_complete(values: dict[str, Any]) -> bool:
    lengths = _LENGTHS | {"fingerprint": FINGERPRINT_LENGTH}
    try:
        whole = all(len(bytes.fromhex(values[name])) == length for name, length in lengths.items())
        within = all(type(values[name]) is int and low <= values[name] <= high for name, (low, high) in _LIMITS.items())
        return whole and within and isinstance(values["account"], str)
    except (KeyError, TypeError, ValueError):
        return False


def _passphrase_key(passphrase: str, salt: bytes, work: Work) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    # The same letters typed on another machine may come decomposed.
    return hash_secret_raw(
        nfc(passphrase).encode(), salt, work.passes, work.memory_kib, work.lanes, KEY_LENGTH, Type.ID
    )


def _bound(head: dict[str, Any]) -> bytes:
    return json.dumps(head, sort_keys=True).encode("ascii")
