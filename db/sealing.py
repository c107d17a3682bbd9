"""Bytes sealed under a key: nobody reads them without it, and nobody changes them unseen (AES-256-GCM)."""

import os

_NONCE_LENGTH = 12


def seal(key: bytes, plain: bytes) -> bytes:
    """The bytes sealed anew, so that the same never looks the same twice."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_LENGTH)
    return nonce + AESGCM(key).encrypt(nonce, plain, None)


def unseal(key: bytes, sealed: bytes) -> bytes | None:
    """What was sealed; None when it was under another key, or is not what it was."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_LENGTH], sealed[_NONCE_LENGTH:], None)
    except InvalidTag:
        return None
