"""P9: a forgotten passphrase is not a lost office: paper and book open it, and the data are not written anew."""

import hashlib
from pathlib import Path

from db import book, keys
from db.errors import WrongPassphrase
from db.recovery import code_text
from db.store import Store
from desktop.services import session
from tests import factory
from tests.faults import offices, saver
from tests.faults.promise import Outcome

PROMISED = "always; data not rewritten"
NEW = "Một mật khẩu khác, dễ nhớ hơn"


def measure(folder: Path, is_full: bool) -> Outcome:
    """Open books by their codes, with and without key file; give them a new passphrase; compare the bytes."""
    rounds = 40 if is_full else 3
    opened = same = changed = 0
    for number in range(rounds):
        store = offices.make(folder / str(number))
        opened += _opens(store, number)
        before = _hash(store)
        keys.write_key_file(store.path, NEW, store.secret, factory.QUICK)
        same += _hash(store) == before and keys.unwrap(NEW, keys.read_key_file(store.path)) == store.secret
        changed += _old_passphrase_is_gone(store)
    share = _pages_written_by_a_new_passphrase(offices.make(folder / "session", people=40))
    reached = f"{opened} of {rounds} opened by code; {same} of {rounds} files identical after a new passphrase; "
    reached += f"through the window {share:.1%} of pages written (the log)"
    is_kept = opened == same == changed == rounds and share < 0.1
    return Outcome("a forgotten passphrase", reached, PROMISED, is_kept)


def _opens(store: Store, number: int) -> bool:
    """By the code as it is typed from paper, for every second book without its key file; the bytes stay the same."""
    if number % 2:
        keys.key_file_of(store.path).unlink()
    before = _hash(store)
    typed = code_text(store.secret).replace("-", " ").lower()
    again = book.open_book(store.path, book.secret_from_code(typed), saver.USER)
    people = again.count("person")
    again.close()
    return people > 0 and _hash(store) == before


def _hash(store: Store) -> str:
    return hashlib.sha256(store.path.read_bytes()).hexdigest()


def _old_passphrase_is_gone(store: Store) -> bool:
    try:
        book.secret_from_passphrase(store.path, factory.PASSPHRASE)
    except WrongPassphrase:
        return True
    return False


def _pages_written_by_a_new_passphrase(store: Store) -> float:
    """The share of pages that differ after the whole way of a clerk: opened by code, given a passphrase, closed."""
    before = store.path.read_bytes()
    opened = session.open_with_code(store.path, code_text(store.secret), saver.USER)
    session.set_passphrase(opened, NEW)
    opened.close()
    again = session.open_with_passphrase(store.path, NEW, saver.USER)
    again.close()
    after = store.path.read_bytes()
    pages = range(0, max(len(before), len(after)), 4096)
    return sum(before[place : place + 4096] != after[place : place + 4096] for place in pages) / len(pages)
