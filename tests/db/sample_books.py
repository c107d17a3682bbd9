"""Small real books for the tests of what stands beside a book."""

from pathlib import Path

from db import book
from db.recovery import new_secret
from db.store import Store
from tests.factory import QUICK

PASSPHRASE = "Hòa bình ở bản Nà Tấu"
PEOPLE = ("Lò Văn Ánh", "Quàng Thị Đào", "Vàng A Dơ")


def make_book(path: Path, people: tuple[str, ...] = PEOPLE, secret: bytes | None = None) -> Store:
    """A new open book with some invented people."""
    store = book.create(path, secret or new_secret(), PASSPHRASE, "nguoi.thu", work=QUICK)
    with store.action("Thêm người") as action:
        for name in people:
            action.insert("person", {"full_name": name})
    return store


def names_in(store: Store) -> list[str]:
    """The names of all people in a book, in the order they came."""
    return [person.full_name for person in store.list("person")]
