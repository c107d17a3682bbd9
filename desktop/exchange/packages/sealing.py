"""Sealing with a passphrase, in the age format (age-encryption.org/v1), which other programs open too.

The primitives are a library's; only the layout is written here. The library that knows the whole format chooses the
work by what the machine does at that moment: it asked for a gigabyte on a fast one, and a slow or busy one refused
what it had sealed itself. Here the work is the same everywhere.
"""

import base64
import binascii
import hmac
import os
import re
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from desktop.exchange.packages import refusals

SHORTEST = 10
WORK = 17  # 128 MB and some half a second on an old PC
_MOST_WORK = 20  # more only keeps the machine busy
_MARK = b"age-encryption.org/v1\n"
_SALT_LABEL = b"age-encryption.org/v1/scrypt"
_CHUNK, _TAG = 64 * 1024, 16
_HEADER = re.compile(
    rb"age-encryption\.org/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n"
    rb"([A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n"
)


def seal(content: bytes, passphrase: str, work: int = WORK) -> bytes:
    """The content sealed; `passphrase` is composed (NFC) text. Raises BadPackage for a passphrase that is too short."""
    if len(passphrase) < SHORTEST:
        raise refusals.weak_passphrase(SHORTEST)
    salt, file_key, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapped = ChaCha20Poly1305(_wrap_key(passphrase, salt, work)).encrypt(bytes(12), file_key, None)
    header = _MARK + b"-> scrypt " + _encoded(salt) + f" {work}\n".encode() + _encoded(wrapped) + b"\n---"
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, sha256)
    return b"".join(
        [header, b" ", _encoded(mac), b"\n", nonce, _stream(_derived(file_key, nonce, b"payload"), content)]
    )


def is_sealed(content: bytes) -> bool:
    """Whether it takes a passphrase to read this."""
    return content.startswith(_MARK[:-2])


def unseal(content: bytes, passphrase: str) -> bytes:
    """What was sealed. Raises BadPackage for a wrong passphrase or a changed file."""
    header = _HEADER.match(content)
    if header is None or int(header[2]) > _MOST_WORK:
        raise refusals.damaged()
    salt, wrapped, mac = (_decoded(header[place]) for place in (1, 3, 4))
    try:
        file_key = ChaCha20Poly1305(_wrap_key(passphrase, salt, int(header[2]))).decrypt(bytes(12), wrapped, None)
        signed = content[: header.start(4) - 1]
        if not hmac.compare_digest(mac, hmac.digest(_derived(file_key, b"", b"header"), signed, sha256)):
            raise refusals.wrong_passphrase()
        nonce = content[header.end() : header.end() + 16]
        return _unstream(_derived(file_key, nonce, b"payload"), content[header.end() + 16 :])
    except InvalidTag:
        raise refusals.wrong_passphrase() from None


def _stream(key: bytes, content: bytes) -> bytes:
    """The content in chunks, each with its number, so that none can be left out, doubled or moved."""
    cipher, sealed = ChaCha20Poly1305(key), []
    starts = range(0, max(len(content), 1), _CHUNK)
    for number, start in enumerate(starts):
        is_last = number == len(starts) - 1
        sealed.append(cipher.encrypt(_nonce(number, is_last), content[start : start + _CHUNK], None))
    return b"".join(sealed)


def _unstream(key: bytes, sealed: bytes) -> bytes:
    cipher, opened = ChaCha20Poly1305(key), []
    starts = range(0, max(len(sealed), 1), _CHUNK + _TAG)
    for number, start in enumerate(starts):
        is_last = number == len(starts) - 1
        opened.append(cipher.decrypt(_nonce(number, is_last), sealed[start : start + _CHUNK + _TAG], None))
    return b"".join(opened)


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _wrap_key(passphrase: str, salt: bytes, work: int) -> bytes:
    derivation = Scrypt(salt=_SALT_LABEL + salt, length=32, n=1 << work, r=8, p=1)
    return bytes(derivation.derive(passphrase.encode()))


def _derived(file_key: bytes, salt: bytes, label: bytes) -> bytes:
    return bytes(HKDF(algorithm=SHA256(), length=32, salt=salt, info=label).derive(file_key))


def _encoded(content: bytes) -> bytes:
    return base64.b64encode(content).rstrip(b"=")


def _decoded(text: bytes) -> bytes:
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise refusals.damaged() from error
