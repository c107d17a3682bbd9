"""Going back: the copy comes in whole or not at all, the replaced book stays, the erased stay erased."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db import backups, book, copies, keys, restoring, scans
from db.driver import SETTINGS, read_pragma
from db.errors import BookInUse, CannotWrite, DamagedBook, NotFound, UnsafePlace, WrongPassphrase
from db.files import part_of
from db.journal import find_broken_link
from db.recovery import new_secret
from db.store import Store
from tests.db.full_disk import no_file_beyond
from tests.db.sample_books import PASSPHRASE, PEOPLE, make_book, names_in

NOW = datetime.fromisoformat("2026-11-21T20:30:00")
LATER = NOW + timedelta(hours=1)


class Office:
    """A closed book with one backup of its first three people and a fourth person added since."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "sổ xã.book"
        self.folder = folder / "Sao lưu"
        store = make_book(self.path)
        self.secret = store.secret
        self.copy = backups.make(store.connection, self.path, self.secret, self.folder, NOW).path
        with store.action("Thêm người") as action:
            action.insert("person", {"full_name": "Giàng Thị Mai"})
        store.close()

    def open(self) -> Store:
        return book.open_book(self.path, self.secret, "nguoi.thu")

    def names(self) -> list[str]:
        store = self.open()
        try:
            return names_in(store)
        finally:
            store.close()

    def restore(self, copy: Path | None = None) -> restoring.Restoration:
        return restoring.restore(self.path, copy or self.copy, self.secret, self.folder, LATER)

    def state(self) -> dict[str, bytes]:
        """Every file beside the book that matters, by name."""
        found = [path for path in self.path.parent.iterdir() if path.is_file() and not path.name.endswith("-journal")]
        return {path.name: path.read_bytes() for path in found}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    return Office(tmp_path)


def test_the_book_is_as_on_the_day_of_the_copy_and_holds_its_settings(office: Office) -> None:
    done = office.restore()
    assert (done.copy.people, done.copy.sequence, done.copy.made_at) == (3, 1, NOW)
    assert done.remarks == []
    store = office.open()
    assert names_in(store) == list(PEOPLE)
    assert [read_pragma(store.connection, name) for name, _, _ in SETTINGS] == [expected for _, _, expected in SETTINGS]
    assert find_broken_link(store.connection) is None
    store.close()


def test_the_replaced_book_is_kept_by_name_and_as_a_backup(office: Office) -> None:
    done = office.restore()
    assert done.set_aside == office.path.with_name("sổ xã (trước khôi phục 2026-11-21 21.30.00).book")
    assert done.safety_copy is not None
    for kept in (done.set_aside, done.safety_copy):
        secret = book.secret_from_passphrase(kept, PASSPHRASE)
        store = book.open_book(kept, secret, "nguoi.thu")
        assert names_in(store) == [*PEOPLE, "Giàng Thị Mai"]
        store.close()
    again = office.restore(done.safety_copy)
    assert again.set_aside == office.path.with_name("sổ xã (trước khôi phục 2026-11-21 21.30.00, 2).book")
    assert office.names() == [*PEOPLE, "Giàng Thị Mai"]


def test_what_is_shown_before_is_read_from_the_copy_itself(office: Office, tmp_path: Path) -> None:
    renamed = tmp_path / "bản cũ.book"
    shutil.copyfile(office.copy, renamed)
    found = restoring.inspect(renamed, office.secret)
    assert (found.people, found.size, found.sequence) == (3, office.copy.stat().st_size, 0)
    with pytest.raises(NotFound):
        restoring.inspect(tmp_path / "none.book", office.secret)


@pytest.mark.parametrize("place", [3, 5000, -10])
def test_a_damaged_copy_changes_nothing(office: Office, place: int) -> None:
    content = bytearray(office.copy.read_bytes())
    content[place] ^= 1
    office.copy.write_bytes(content)
    before = office.state()
    with pytest.raises(DamagedBook):
        office.restore()
    assert office.state() == before
    assert office.names() == [*PEOPLE, "Giàng Thị Mai"]


def test_a_copy_of_another_book_changes_nothing(office: Office, tmp_path: Path) -> None:
    other = make_book(tmp_path / "other" / "sổ khác.book")
    copy = backups.make(other.connection, other.path, other.secret, tmp_path / "other", NOW).path
    other.close()
    before = office.state()
    with pytest.raises(WrongPassphrase):
        office.restore(copy)
    with pytest.raises(WrongPassphrase, match="sổ khác"):
        restoring.restore(office.path, copy, other.secret, office.folder, LATER)
    with pytest.raises(UnsafePlace, match="chính là sổ"):
        office.restore(office.path)
    assert office.state() == before


@pytest.mark.parametrize("limit", [0, 100, 50_000, 200_000])
def test_a_disk_that_fills_up_leaves_the_book_as_it_was(office: Office, limit: int) -> None:
    before = office.state()
    with no_file_beyond(limit), pytest.raises(CannotWrite, match="còn nguyên"):
        office.restore()
    assert office.state() == before
    assert office.names() == [*PEOPLE, "Giàng Thị Mai"]


def test_an_open_book_is_not_replaced(office: Office) -> None:
    store = office.open()
    with pytest.raises(BookInUse):
        office.restore()
    assert names_in(store) == [*PEOPLE, "Giàng Thị Mai"]
    store.close()


@pytest.mark.parametrize("damage", ["bytes", "short", "gone"])
def test_a_lost_or_damaged_book_comes_back(office: Office, damage: str) -> None:
    content = office.path.read_bytes()
    if damage == "gone":
        office.path.unlink()
    else:
        office.path.write_bytes(
            content[: 4096 * 3] + bytes(len(content) - 4096 * 3) if damage == "bytes" else content[:999]
        )
    done = office.restore()
    assert office.names() == list(PEOPLE)
    assert (done.set_aside is None) == (damage == "gone")
    assert bool(done.remarks) == (damage != "gone")


HALF_A_SAVE = """
import sys
from pathlib import Path
from db import book
store = book.open_book(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), "nguoi.thu")
store.connection.execute("PRAGMA cache_size = 5")
store.connection.execute("BEGIN IMMEDIATE")
store.connection.execute("UPDATE person SET full_name = 'nửa chừng'")
for number in range(3000):
    store.connection.execute("INSERT INTO setting (key, value) VALUES (?, ?)", (f"nửa chừng {number}", "x" * 500))
print("half", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_save_cut_off_by_a_crash_is_not_played_into_the_new_book(office: Office, is_damaged: bool) -> None:
    command = [sys.executable, "-c", HALF_A_SAVE, str(office.path), office.secret.hex()]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"half\n"
    child.kill()
    child.communicate()
    journal = office.path.with_name(office.path.name + "-journal")
    assert journal.stat().st_size > 4096
    if is_damaged:
        office.path.write_bytes(office.path.read_bytes()[: 4096 * 9 + 1])
    done = office.restore()
    assert not journal.exists() or journal.stat().st_size == 0
    assert office.names() == list(PEOPLE)
    if not is_damaged:
        assert done.safety_copy is not None
        assert copies.open_copy(done.safety_copy, office.secret) == 4
    store = office.open()
    assert book.full_check(store) is None
    store.close()


def test_the_present_passphrase_still_opens_the_book(office: Office) -> None:
    keys.change_passphrase(office.path, PASSPHRASE, "mật khẩu mới")
    office.restore()
    assert book.secret_from_passphrase(office.path, "mật khẩu mới") == office.secret


def test_without_a_key_file_that_of_the_copy_is_taken_and_else_the_code_opens(office: Office) -> None:
    keys.key_file_of(office.path).unlink()
    office.restore()
    assert book.secret_from_passphrase(office.path, PASSPHRASE) == office.secret
    for place in (office.path, office.copy):
        keys.key_file_of(place).unlink()
    done = office.restore()
    assert any("mã khôi phục" in remark for remark in done.remarks)
    assert office.names() == list(PEOPLE)


def test_a_book_is_made_from_paper_and_copy_alone_on_a_new_machine(office: Office, tmp_path: Path) -> None:
    new = tmp_path / "new machine" / "sổ xã.book"
    restoring.restore(new, office.copy, office.secret, new.parent / "Sao lưu", LATER)
    store = book.open_book(new, office.secret, "nguoi.thu")
    assert names_in(store) == list(PEOPLE)
    store.close()


def test_scans_come_back_with_the_copy(office: Office) -> None:
    digest = scans.add(office.path, office.secret, b"giay quet")
    with copies.reading(office.path, office.secret) as connection:
        backups.make(connection, office.path, office.secret, office.folder, NOW)
    scans.scans_file_of(office.path).unlink()
    assert office.restore().scans_back == 1
    assert scans.read(office.path, office.secret, digest) == b"giay quet"


# Erasing


def record_erased(office: Office, name: str) -> str:
    """What erasing leaves in the present book: the uid in the list, the row gone."""
    store = office.open()
    uid = str(store.find("person", full_name=name).uid)  # type: ignore[union-attr]
    with store.action("Xóa") as action:
        action.insert("erased_person", {"person_uid": uid, "erased_at": "2026-11-21T21:00:00"})
    store.close()
    return uid


def pages_of(path: Path, secret: bytes) -> bytes:
    """Everything in a book, free pages included, without its encryption."""
    with copies.reading(path, secret) as connection:
        plain = path.with_name("plain.db")
        connection.execute("ATTACH ? AS plain KEY ''", (str(plain),))
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH plain")
    content = plain.read_bytes()
    plain.unlink()
    return content


def test_the_erased_stay_erased_after_going_back(office: Office) -> None:
    uid = record_erased(office, "Quàng Thị Đào")
    assert "Quàng Thị Đào".encode() in pages_of(office.copy, office.secret)
    done = office.restore()
    assert done.erased_again == 1
    store = office.open()
    assert names_in(store) == ["Lò Văn Ánh", "Vàng A Dơ"]
    assert store.find("erased_person", person_uid=uid) is not None
    assert find_broken_link(store.connection) is None
    store.close()
    content = pages_of(office.path, office.secret)
    assert "Quàng Thị Đào".encode() not in content
    assert b"quang thi dao" not in content
    assert "Lò Văn Ánh".encode() in content


def test_the_list_of_the_erased_is_taken_from_the_newest_copy_when_the_book_is_lost(office: Office) -> None:
    record_erased(office, "Quàng Thị Đào")
    store = office.open()
    backups.make(store.connection, office.path, office.secret, office.folder, LATER)
    store.close()
    office.path.unlink()
    assert office.restore().erased_again == 1
    assert office.names() == ["Lò Văn Ánh", "Vàng A Dơ"]


def test_an_erased_mentor_leaves_the_dossiers_of_others_whole(office: Office) -> None:
    store = office.open()
    with store.action("Phân công") as action:
        member = action.insert("party_member", {"person_id": 2, "card_number": "99.000.111"})
        dossier = action.insert("dossier", {"person_id": 1})
        action.insert("mentor_assignment", {"dossier_id": dossier, "party_member_id": member})
        action.insert("family_member", {"person_id": 2, "relation": "father", "full_name": "Quàng Văn Cha"})
    copy = backups.make(store.connection, office.path, office.secret, office.folder, NOW).path
    store.close()
    record_erased(office, "Quàng Thị Đào")
    assert office.restore(copy).erased_again == 1
    store = office.open()
    assert store.count("mentor_assignment") == 1
    assert store.get("person", 2).full_name == "(đã xóa)"
    assert book.full_check(store) is None
    store.close()
    content = pages_of(office.path, office.secret)
    assert not [word for word in ("Quàng Thị Đào", "Quàng Văn Cha", "99.000.111") if word.encode() in content]


RESTORE = """
import sys
from datetime import datetime
from pathlib import Path
from db import restoring
book, copy, folder = (Path(argument) for argument in sys.argv[1:4])
print("begun", flush=True)
while True:
    restoring.restore(book, copy, bytes.fromhex(sys.argv[4]), folder, datetime.now())
    print("done", flush=True)
"""


@pytest.mark.parametrize("lines", [1, 2, 3, 4])
def test_a_kill_while_going_back_leaves_a_whole_book(office: Office, lines: int) -> None:
    arguments = [str(office.path), str(office.copy), str(office.folder), office.secret.hex()]
    child = subprocess.Popen([sys.executable, "-c", RESTORE, *arguments], stdout=subprocess.PIPE)
    assert child.stdout is not None
    for _ in range(lines):
        child.stdout.readline()
    child.kill()
    child.communicate()
    assert office.names() in ([*PEOPLE, "Giàng Thị Mai"], list(PEOPLE))
    assert book.secret_from_passphrase(office.path, PASSPHRASE) == office.secret
    part_of(office.path).unlink(missing_ok=True)
    assert office.restore().remarks == []
    assert office.names() == list(PEOPLE)


def test_a_secret_that_is_nobodys_opens_nothing(office: Office) -> None:
    with pytest.raises(WrongPassphrase):
        restoring.restore(office.path, office.copy, new_secret(), office.folder, LATER)
