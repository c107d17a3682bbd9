"""Tests of loading: what takes long is not loaded before it is needed, and many rows at once go in together."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import book
from db.store import Store
from tests.db.sample_books import make_book

READS = """
import sys
from pathlib import Path
from db import book, people_list
from db.people_list import PeopleQuery
store = book.open_book(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), "thử")
people_list.page(store, PeopleQuery())
print("sqlite_utils" in sys.modules)
with store.action("Thử") as action:
    action.insert("village", {"name": "bản Mẫu Một"})
print("sqlite_utils" in sys.modules, store.count("village", name="bản Mẫu Một"))
store.close()
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = make_book(tmp_path / "sổ xã.book")
    yield opened
    opened.close()


def test_a_book_is_opened_and_read_without_the_library_that_writes(store: Store) -> None:
    store.close()
    # The check of the week writes its day into the book; the next opening finds it done.
    book.open_book(store.path, store.secret, "thử").close()
    command = [sys.executable, "-c", READS, str(store.path), store.secret.hex()]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.stdout.split() == ["False", "True", "1"], told.stderr


def test_many_rows_pass_the_door_as_one_does(store: Store) -> None:
    with store.action("Thêm thôn") as action:
        action.insert_all("village", ({"name": f"bản Mẫu {number}"} for number in range(1200)))
    rows = store.list("village")[-1200:]
    assert [row.name for row in rows[:2]] == ["bản Mẫu 0", "bản Mẫu 1"]
    assert len({row.uid for row in rows}) == 1200
    assert rows[0].search_key.strip() == "ban mau 0"
    assert len(action.changes.ids("village")) == 1200


def test_no_rows_are_no_change(store: Store) -> None:
    with store.action("Thêm thôn") as action:
        action.insert_all("village", [])
    assert not action.changes


def test_rows_of_different_columns_are_refused_whole(store: Store) -> None:
    before = store.count("village")
    with pytest.raises(ValueError, match="note"), store.action("Thêm thôn") as action:
        action.insert_all("village", [{"name": "bản Mẫu Một"}, {"name": "bản Mẫu Hai", "note": "mới"}])
    assert store.count("village") == before
