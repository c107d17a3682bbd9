"""Another program that writes whole files: `python -m tests.faults.keeper BOOK SECRET COUNT`.

Each round saves, copies the book into its own folder, renews the key file and writes a paper over the last one.
"""

import os
import sys
from datetime import datetime
from pathlib import Path

from db import backups, book, keys
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


def main(path: Path, secret: bytes, count: int) -> None:
    """Open the book and write."""
    store = book.open_book(path, secret, saver.USER)
    os.write(1, b"open\n")
    for number in range(1, count + 1):
        people.save_person(store, 1, {"personal_history": saver.value_of(number)})
        backups.make(store.connection, path, secret, path.parent, datetime.now())
        keys.write_key_file(path, passphrase_of(number), secret, factory.QUICK)
        write_whole(path.parent / PAPER, paper_of(number))
        os.write(1, f"written {number}\n".encode())
    os.write(1, b"end\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3]))
