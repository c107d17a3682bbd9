"""Everything that stands in an encrypted file once it is decrypted: every page, also those that are free."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from db import keys

PAGE, RESERVED, NONCE = 4096, 80, 16


def decrypted(path: Path, secret: bytes) -> bytes:
    """The pages of a closed file one after the other, as they lie on the disk.

    Read without the engine, which would show only what is in use. Raises ValueError when the first page shows that the
    key or the form of the pages is another.
    """
    content = path.read_bytes()
    key = keys.data_key(secret, content[: keys.SALT_LENGTH])
    pages = [_page(key, content[place : place + PAGE], place == 0) for place in range(0, len(content), PAGE)]
    # Behind the mark that the salt replaces, a database begins with its page size and the bytes reserved on each page.
    if pages[0][16:18] != PAGE.to_bytes(2, "big") or pages[0][20] != RESERVED:
        raise ValueError("the pages are not in the form that is expected")
    return b"".join(pages)


def _page(key: bytes, page: bytes, is_first: bool) -> bytes:
    begin = keys.SALT_LENGTH if is_first else 0
    nonce = page[PAGE - RESERVED : PAGE - RESERVED + NONCE]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(nonce)).decryptor()
    return bytes(begin) + decryptor.update(page[begin : PAGE - RESERVED]) + decryptor.finalize()
