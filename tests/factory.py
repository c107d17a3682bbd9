"""Builders on a real book: every row is valid and invented unless a test says otherwise."""

import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import book, keys, opening
from db.lock import BookLock
from db.records import Record
from db.recovery import new_secret
from db.store import Store

# The least work a key file may ask for, so that tests need not wait for a passphrase.
QUICK = keys.Work(memory_kib=8 * 1024, passes=1, lanes=1)
PASSPHRASE = "Nắng sớm trên đèo Khau Mẫu"
USER = "can.bo.thu"
_numbers = itertools.count(1)


def new_store(folder: Path, name: str = "sổ thử.book", secret: bytes | None = None) -> Store:
    """A new, empty, open book in a folder."""
    return book.create(folder / name, secret or new_secret(), PASSPHRASE, USER, work=QUICK)


@dataclass(frozen=True)
class Original:
    """A closed book that is made once; each test works on a copy of its own, as making one takes time."""

    path: Path
    secret: bytes

    def copy(self, folder: Path) -> Path:
        """The book in another folder, with all that lies beside it."""
        shutil.copytree(self.path.parent, folder, dirs_exist_ok=True)
        return folder / self.path.name

    def opened(self, folder: Path, **options: Any) -> Store:
        """A copy in another folder, open."""
        return book.open_book(self.copy(folder), self.secret, USER, **options)

    def just_made(self, folder: Path) -> Store:
        """A copy in another folder, open as making a book leaves it: without the check of a first opening."""
        path = self.copy(folder)
        lock = BookLock(path, "Kết Nạp")
        return opening.make_store(path, opening.connect(path, self.secret), USER, self.secret, lock)


def original(folder: Path, fill: Callable[[Store], object] = lambda store: None) -> Original:
    """A book with what `fill` puts into it, closed."""
    store = new_store(folder)
    fill(store)
    store.close()
    return Original(store.path, store.secret)


@contextmanager
def passing_store(made: Original) -> Iterator[Store]:
    """A copy of a book, open, for one example of a test that has many."""
    with tempfile.TemporaryDirectory() as folder:
        opened = made.just_made(Path(folder))
        try:
            yield opened
        finally:
            opened.close()


def reopen(store: Store, **options: Any) -> Store:
    """The same book after closing it."""
    store.close()
    return book.open_book(store.path, store.secret, USER, **options)


def make_office(store: Store, **values: Any) -> Record:
    """The office with its committee and the one above it."""
    with store.action("Lập cơ quan thử") as action:
        superior = action.insert("party_committee", {"level": "competent", "name": "Đảng ủy huyện Mẫu Sơn"})
        own = {"level": "grassroots", "name": "Đảng ủy xã An Mẫu", "parent_id": superior}
        named = {"id": 1, "name": "Đảng ủy xã An Mẫu", "committee_id": action.insert("party_committee", own)}
        action.insert("office", named | {"place_name": "An Mẫu", "secretary": "Hoàng Văn Chính"} | values)
    return store.get("office", 1)


def make_cell(store: Store, **values: Any) -> int:
    """A cell, under the office's committee when there is an office."""
    office = store.find("office", id=1)
    named = {"name": f"Chi bộ thôn {next(_numbers)}", "committee_id": office.committee_id if office else None}
    return insert(store, "party_cell", named | values)


def make_person(store: Store, full_name: str = "Lò Thị Ánh", **values: Any) -> int:
    """A person who is not (yet) a candidate."""
    return insert(store, "person", {"full_name": full_name, "sex": "female", "born_on": "1999-02-11"} | values)


def make_candidate(store: Store, full_name: str = "Quàng Văn Bình", **values: Any) -> Record:
    """The dossier of a new candidate on the source list."""
    person_id = make_person(store, full_name, **{"stage": "source"} | values)
    cell_id = store.get("person", person_id).party_cell_id
    dossier = {"person_id": person_id, "party_cell_id": cell_id, "started_on": "2026-01-05"}
    dossier_id = insert(store, "dossier", dossier)
    insert(store, "step", {"dossier_id": dossier_id, "kind": "listed", "happened_on": "2026-01-05"})
    return store.get("dossier", dossier_id)


def make_member(store: Store, full_name: str = "Hoàng Văn Chính", **values: Any) -> int:
    """The membership of a new person."""
    person_id = make_person(store, full_name, sex="male", born_on="1975-04-12")
    held = {"person_id": person_id, "admitted_on": "2001-06-03", "official_on": "2002-06-03"}
    return insert(store, "party_member", held | values)


def make_class(store: Store, **values: Any) -> int:
    """A training class without learners."""
    named = {"kind": "awareness", "name": f"Lớp nhận thức về Đảng khóa {next(_numbers)}", "organiser": "TTCT An Mẫu"}
    return insert(store, "training_class", named | {"starts_on": "2026-02-02", "ends_on": "2026-02-06"} | values)


def insert(store: Store, table: str, values: dict[str, Any]) -> int:
    """One row in an action of its own."""
    with store.action(f"Thêm vào {table}") as action:
        return action.insert(table, values)


def snapshot(store: Store) -> dict[str, list[Record]]:
    """Every row of the book but its log."""
    return {table: store.list(table) for table in store.table_names if table not in ("change_log", "person_key")}
