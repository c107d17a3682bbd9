"""Another program that writes whole files: `python -m tests.faults.keeper BOOK SECRET write|restore COUNT`.

Each round of writing saves, copies the book into its own folder, renews the key file and writes a paper over the last
one; each round of restoring saves and goes back to the copy that is there.
"""

import os
import shutil
import sys
from datetime import datetime
from pathlib import Path

from db import backups, book, copies, keys, restoring
from db.files import write_whole
from desktop.services import people
from tests import factory
from tests.faults import saver

PAPER = "paper.pdf"


def passphrase_of(number: int) -> str:
    """The passphrase set in a round."""
    return f"{factory.PASSPHRASE} {number}"


def paper_of(number: int) -> bytes:
    """The paper written in a round: all of it tells which."""
    return b"%PDF " + f"{number:05}".encode() * 4000


def write(path: Path, secret: bytes, count: int) -> None:
    """Open the book and write files beside it."""
    store = book.open_book(path, secret, saver.USER)
    os.write(1, b"open\n")
    for number in range(1, count + 1):
        people.save_person(store, 1, {"personal_history": saver.value_of(number)})
        backups.make(store.connection, path, secret, path.parent, datetime.now())
        keys.write_key_file(path, passphrase_of(number), secret, factory.QUICK)
        write_whole(path.parent / PAPER, paper_of(number))
        os.write(1, f"written {number}\n".encode())
    os.write(1, b"end\n")


def restore(path: Path, secret: bytes, count: int) -> None:
    """Change the book and go back to the oldest copy beside it, again and again."""
    # Copied by plain writes, which a recording shows; what the system copies by itself it does not.
    shutil._USE_CP_SENDFILE = False  # type: ignore[attr-defined]
    copy = copies.list_backups(path.parent)[-1].path
    os.write(1, b"open\n")
    for number in range(1, count + 1):
        store = book.open_book(path, secret, saver.USER)
        people.save_person(store, 1, {"personal_history": saver.value_of(number)})
        store.close()
        restoring.restore(path, copy, secret, path.parent, datetime.now())
        os.write(1, f"restored {number}\n".encode())
    os.write(1, b"end\n")


if __name__ == "__main__":
    {"write": write, "restore": restore}[sys.argv[3]](Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[4]))
