"""Backups: a whole, verified, encrypted copy under its final name or none; damage is refused; thinning goes by rule."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db import backups, book, copies, keys
from db.copies import Backup
from db.driver import SETTINGS, read_pragma
from db.errors import CannotWrite, DamagedBook, ForeignFile, NewerBook, WrongPassphrase
from db.journal import find_head
from db.recovery import new_secret
from db.store import Store
from tests.db.full_disk import no_file_beyond
from tests.db.sample_books import PASSPHRASE, PEOPLE, make_book, names_in

NOW = datetime.fromisoformat("2026-11-21T20:30:00")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = make_book(tmp_path / "sổ xã.book")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Sao lưu"


def back_up(store: Store, folder: Path, now: datetime = NOW) -> Backup:
    return backups.make(store.connection, store.path, store.secret, folder, now)


def listing(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_backup_is_a_book_of_its_own_with_key_file_and_manifest(store: Store, folder: Path) -> None:
    made = back_up(store, folder)
    assert made == Backup(folder / "sổ xã-0001-20261121-203000.book", 1, NOW, made.path.stat().st_size, len(PEOPLE))
    assert listing(folder) == [made.path.name, made.path.name + ".json", made.path.name + ".keys"]
    number, head = find_head(store.connection)
    assert json.loads((folder / (made.path.name + ".json")).read_bytes()) == {
        "version": 1, "sequence": 1, "made_at": "2026-11-21T20:30:00", "size": made.size, "people": 3,
        "log_rows": number, "log_head": head,
    }  # fmt: skip
    assert copies.log_head_of(made.path) == (number, head)
    secret = book.secret_from_passphrase(made.path, PASSPHRASE)
    copy = book.open_book(made.path, secret, "nguoi.thu")
    assert names_in(copy) == list(PEOPLE)
    assert [read_pragma(copy.connection, name) for name, _, _ in SETTINGS] == [expected for _, _, expected in SETTINGS]
    copy.close()


def test_a_backup_has_its_own_key_and_shows_nothing(store: Store, folder: Path) -> None:
    made = back_up(store, folder)
    assert keys.read_salt(made.path) != keys.read_salt(store.path)
    content = b"".join(path.read_bytes() for path in folder.iterdir())
    for name in PEOPLE:
        assert name.encode() not in content
    assert store.secret not in content


def test_numbers_go_on_and_the_list_is_in_their_order_not_that_of_dates(store: Store, folder: Path) -> None:
    for time in (NOW, NOW - timedelta(days=400), NOW + timedelta(days=400)):
        back_up(store, folder, time)
    (folder / "thư của xã.book").write_bytes(b"not a backup")
    (folder / "sổ khác-0009-20261121-203000.book").write_bytes(b"of another book")
    assert [copy.sequence for copy in copies.list_backups(folder, "sổ xã")] == [3, 2, 1]
    assert [copy.people for copy in copies.list_backups(folder)] == [None, 3, 3, 3]
    assert copies.list_backups(folder / "none") == []


def test_what_is_saved_later_is_not_in_the_copy(store: Store, folder: Path) -> None:
    made = back_up(store, folder)
    with store.action("Thêm người") as action:
        action.insert("person", {"full_name": "Giàng Thị Mai"})
        with pytest.raises(RuntimeError, match="finish the action first"):
            back_up(store, folder)
    assert copies.open_copy(made.path, store.secret) == 3
    assert back_up(store, folder).people == 4


def test_progress_is_told_and_can_stop_it(store: Store, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    backups.make(store.connection, store.path, store.secret, folder, NOW, lambda *done: told.append(done))
    assert told
    assert told[-1][0] == told[-1][1] > 0
    before = listing(folder)

    class Stopped(Exception):
        pass

    def stop(_done: int, _all: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        backups.make(store.connection, store.path, store.secret, folder, NOW, stop)
    assert listing(folder) == before
    assert back_up(store, folder).sequence == 2


def test_the_wrong_secret_is_told_from_damage(store: Store, folder: Path) -> None:
    made = back_up(store, folder)
    with pytest.raises(WrongPassphrase, match="sổ khác"):
        copies.open_copy(made.path, new_secret())
    with made.path.open("r+b") as file:
        file.seek(20)
        file.write(b"\0\0\0\0")
    with pytest.raises(DamagedBook, match=made.path.name):
        copies.open_copy(made.path, store.secret)


def test_bit_flips_and_truncations_of_a_copy_are_all_refused(store: Store, folder: Path) -> None:
    made = back_up(store, folder)
    whole = made.path.read_bytes()
    chance = random.Random(7)
    for trial in range(60):
        broken = bytearray(whole)
        if trial % 3:
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        else:
            del broken[chance.randrange(len(broken)) :]
        made.path.write_bytes(broken)
        with pytest.raises((DamagedBook, WrongPassphrase)):
            copies.open_copy(made.path, store.secret)
    made.path.write_bytes(whole)
    assert copies.open_copy(made.path, store.secret) == 3


def test_foreign_and_newer_files_have_their_own_sentence(store: Store, folder: Path) -> None:
    made = back_up(store, folder)
    with copies.reading(made.path, store.secret) as connection:
        connection.execute("PRAGMA user_version = 9000")
    with pytest.raises(NewerBook, match="mới hơn"):
        copies.open_copy(made.path, store.secret)
    with pytest.raises(NewerBook), copies.reading(made.path, store.secret):
        pass
    other = back_up(store, folder)
    with copies.reading(other.path, store.secret) as connection:
        connection.execute("PRAGMA application_id = 1")
    with pytest.raises(ForeignFile):
        copies.open_copy(other.path, store.secret)


def test_a_copy_that_cannot_be_opened_never_gets_its_name(store: Store, folder: Path) -> None:
    # Another secret than the book's makes a copy under another key; a broken book makes a broken copy.
    back_up(store, folder)
    before = listing(folder)
    with store.path.open("r+b") as file:
        file.seek(store.path.stat().st_size - 2000)
        file.write(bytes(500))
    store.connection.execute("PRAGMA shrink_memory")
    with pytest.raises(DamagedBook):
        back_up(store, folder)
    assert listing(folder) == before


def test_thinning_deletes_a_copy_with_all_that_is_beside_it(store: Store, folder: Path) -> None:
    for hour in range(3):
        first = back_up(store, folder, NOW - timedelta(days=20) + timedelta(hours=hour))
    second = back_up(store, folder, NOW - timedelta(days=1))
    third = back_up(store, folder)
    (folder / "sổ xã-0099-20261121-213000.book").write_bytes(b"half")  # without a manifest: counts for nothing
    gone = backups.thin(folder, "sổ xã", NOW)
    assert [path.name[:10] for path in gone] == ["sổ xã-0001", "sổ xã-0002"]
    left = [copy.path for copy in copies.list_backups(folder, "sổ xã") if copy.people is not None]
    assert left == [third.path, second.path, first.path]
    assert not [name for name in listing(folder) if name.startswith(("sổ xã-0001", "sổ xã-0002"))]


def test_a_folder_that_cannot_be_made_has_its_sentence(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite):
        back_up(store, tmp_path / "file" / "Sao lưu")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_backups_take_at_most_a_quarter_of_the_free_space(store: Store, small_disk: Path) -> None:
    first = back_up(store, small_disk)
    made = [first, *(back_up(store, small_disk) for _ in range((1024 * 1024 - 1) // first.size - 1))]
    with pytest.raises(backups.NoRoomForBackup, match="một phần tư"):
        back_up(store, small_disk)
    assert sum(copy.size for copy in made) <= 4 * 1024 * 1024 / 4
    assert [copy.people for copy in copies.list_backups(small_disk)] == [3] * len(made)


@pytest.mark.parametrize("limit", [0, 100, 4096, 50_000, 200_000, 400_000])
def test_a_disk_that_fills_up_leaves_the_copies_as_they_were(store: Store, folder: Path, limit: int) -> None:
    first = back_up(store, folder)
    assert first.size > 400_000
    before = listing(folder)
    with no_file_beyond(limit), pytest.raises(CannotWrite, match="còn nguyên"):
        back_up(store, folder)
    assert listing(folder) == before
    assert names_in(store) == list(PEOPLE)
    assert back_up(store, folder).sequence == 2


BACK_UP_FOR_EVER = """
import sys
from datetime import datetime
from pathlib import Path
from db import backups, book
store = book.open_book(Path(sys.argv[1]), bytes.fromhex(sys.argv[3]), "nguoi.thu")
while True:
    made = backups.make(store.connection, store.path, store.secret, Path(sys.argv[2]), datetime.now())
    print(made.sequence, flush=True)
"""


@pytest.mark.parametrize("lines", [1, 2, 4])
def test_a_kill_during_a_backup_leaves_only_whole_ones(store: Store, folder: Path, lines: int) -> None:
    store.close()
    command = [sys.executable, "-c", BACK_UP_FOR_EVER, str(store.path), str(folder), store.secret.hex()]
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert child.stdout is not None
    for _ in range(lines):
        child.stdout.readline()
    child.kill()
    child.communicate()
    found = copies.list_backups(folder)
    assert len(found) >= lines
    for copy in found:
        assert copies.open_copy(copy.path, store.secret) == copy.people == 3
    again = book.open_book(store.path, store.secret, "nguoi.thu")
    try:
        back_up(again, folder)
        assert len(listing(folder)) == 3 * (len(found) + 1)
    finally:
        again.close()
