"""Moving the office: one file, whole or not at all, opens on another computer; the old book says that it moved."""

import shutil
import zipfile
from pathlib import Path

import pytest

from db import attempts, book, copies, keys, office_file, scans
from db.errors import BadInputFile, CannotWrite, KnownError, NewerBook, NotAllowed, UnsafePlace, WrongPassphrase
from db.recovery import code_text
from db.store import Store
from desktop import paths
from desktop.services import accounts, backups, moving, people, session
from tests import factory
from tests.db.full_disk import no_file_beyond

FORM = b"---\ncode: MAU-RIENG-1\n---\n# M\n"
RULES = b"[edition]\n"


@pytest.fixture
def office(tmp_path: Path) -> Store:
    """An office with a person, a scan, an own form in a folder of its own and an own file of rules."""
    store = factory.new_store(tmp_path / "máy cũ", "xã An Mẫu.book")
    factory.make_office(store)
    factory.make_candidate(store, "Lò Thị Ánh")
    scans.add(store.path, store.secret, b"scan")
    own = {
        paths.own_forms(store.path) / "đầu trang" / "MẪU-RIÊNG-1.md": FORM,
        paths.own_rules(store.path) / "xã.toml": RULES,
    }
    for path, content in own.items():
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    return store


@pytest.fixture
def packed(office: Store, tmp_path: Path) -> Path:
    path = tmp_path / "USB" / "xã An Mẫu.ketnap"
    path.parent.mkdir()
    moving.pack(office, path)
    return path


def received(path: Path, folder: Path, typed: str = factory.PASSPHRASE) -> Store:
    """The office on another computer, open."""
    opened = moving.find_opener(path, typed)
    target = folder / "máy mới" / f"{moving.look_at(path).stem}.book"
    assert moving.receive(path, opened, target, "người mới") == []
    return session.open_as(target, opened, "người mới")


def test_all_of_the_office_is_on_the_other_computer(office: Store, packed: Path, tmp_path: Path) -> None:
    shutil.rmtree(office.path.parent, ignore_errors=True)
    found = moving.look_at(packed)
    assert (found.stem, found.people, found.accounts) == ("xã An Mẫu", 1, ())
    store = received(packed, tmp_path)
    assert store.list("person")[0].full_name == "Lò Thị Ánh"
    assert scans.check(store.path, store.secret) == 1
    assert (paths.own_forms(store.path) / "đầu trang" / "MẪU-RIÊNG-1.md").read_bytes() == FORM
    assert (paths.own_rules(store.path) / "xã.toml").read_bytes() == RULES
    assert backups.verify(store).problems == ()
    assert not store.held_back
    people.save_person(store, 1, {"workplace": "Trạm y tế"})
    assert moving.RECEIVED in {row.label for row in store.list("change_log")}
    store.close()
    session.open_with_passphrase(store.path, factory.PASSPHRASE).close()


def test_the_printed_code_opens_it_too(office: Store, packed: Path, tmp_path: Path) -> None:
    received(packed, tmp_path, code_text(office.secret)).close()


def test_nothing_of_it_can_be_read_by_a_stranger(packed: Path) -> None:
    content = packed.read_bytes()
    for word in ("Lò Thị Ánh", "MẪU-RIÊNG-1", "MAU-RIENG-1", "xã.toml"):
        assert word.encode() not in content
    with pytest.raises(WrongPassphrase):
        moving.find_opener(packed, "không phải")


def test_wrong_passphrases_have_to_wait_here_too(packed: Path) -> None:
    for _ in range(attempts.FREE_TRIES):
        with pytest.raises(WrongPassphrase):
            moving.find_opener(packed, "không phải")
    with pytest.raises(attempts.TryLater):
        moving.find_opener(packed, factory.PASSPHRASE)


def test_the_old_book_is_only_read_and_says_where_the_living_one_is(office: Store, packed: Path) -> None:
    assert "máy khác" in office.refusal("write")
    office.close()
    again = session.open_with_passphrase(office.path, factory.PASSPHRASE)
    before = factory.snapshot(again)
    with pytest.raises(NotAllowed, match="chuyển sang máy khác"):
        people.save_person(again, 1, {"workplace": "Trạm y tế"})
    with pytest.raises(NotAllowed):
        again.require("restore")
    assert factory.snapshot(again) == before
    backups.backup(again)
    moving.take_back(again)
    people.save_person(again, 1, {"workplace": "Trạm y tế"})
    again.close()
    again = session.open_with_passphrase(office.path, factory.PASSPHRASE)
    assert not again.held_back
    again.close()


def test_accounts_move_too_and_only_who_may_moves(office: Store, tmp_path: Path) -> None:
    accounts.add(office, "Bí thư", "secretary", "mật khẩu bí thư")
    accounts.add(office, "Nhập liệu", "typist", "mật khẩu nhập")
    path = tmp_path / "a.ketnap"
    accounts.enter(office, "Nhập liệu")
    with pytest.raises(NotAllowed):
        moving.pack(office, path)
    assert not path.exists()
    accounts.enter(office, "Bí thư")
    moving.pack(office, path)
    assert moving.look_at(path).accounts == ("Bí thư", "Nhập liệu")
    opened = moving.find_opener(path, "mật khẩu nhập", "Nhập liệu")
    moving.receive(path, opened, tmp_path / "mới" / "a.book", "thử")
    store = session.open_as(tmp_path / "mới" / "a.book", opened)
    assert store.rights is not None
    assert store.rights.account == "Nhập liệu"
    store.close()


def test_a_full_stick_leaves_the_office_where_it_is(office: Store, tmp_path: Path) -> None:
    target = tmp_path / "a.ketnap"
    backups.backup(office)
    size = office.path.stat().st_size
    with pytest.raises(KnownError), no_file_beyond(size + 1000):
        moving.pack(office, target)
    assert list(tmp_path.glob("a.ketnap*")) == []
    assert not office.held_back
    people.save_person(office, 1, {"workplace": "Trạm y tế"})
    with pytest.raises(CannotWrite):
        moving.pack(office, tmp_path / "USB rút ra" / "a.ketnap")
    with pytest.raises(KnownError, match=r"\.ketnap"):
        moving.pack(office, tmp_path / "a.zip")


def test_a_book_that_stands_there_is_not_replaced(packed: Path, tmp_path: Path) -> None:
    target = tmp_path / "có.book"
    target.write_bytes(b"book")
    with pytest.raises(KnownError, match="Đã có tệp"):
        moving.receive(packed, moving.find_opener(packed, factory.PASSPHRASE), target, "thử")
    assert target.read_bytes() == b"book"


def test_own_files_that_stand_there_are_kept(packed: Path, tmp_path: Path) -> None:
    target = tmp_path / "mới" / "a.book"
    held = paths.own_rules(target) / "xã.toml"
    held.parent.mkdir(parents=True)
    held.write_bytes(b"own")
    remarks = moving.receive(packed, moving.find_opener(packed, factory.PASSPHRASE), target, "thử")
    assert "xã.toml" in " ".join(remarks)
    assert held.read_bytes() == b"own"


@pytest.mark.parametrize("step", range(0, 100, 7))
def test_a_damaged_file_makes_no_book(packed: Path, tmp_path: Path, step: int) -> None:
    opened = moving.find_opener(packed, factory.PASSPHRASE)
    content = bytearray(packed.read_bytes())
    whole = bytes(content)
    content[len(content) * step // 100] ^= 0x10
    target = tmp_path / "mới" / "a.book"
    for damaged in (bytes(content), whole[: len(whole) * step // 100]):
        packed.write_bytes(damaged)
        # A byte between the parts may be one that nobody reads; then the book must be whole.
        try:
            moving.receive(packed, opened, target, "thử")
        except KnownError as error:
            told = error.sentence
        else:
            told = "received"
            store = book.open_book(target, opened.secret, "thử")
            assert store.list("person")[0].full_name == "Lò Thị Ánh"
            store.close()
            target.unlink()
        assert told == "received" or "thay đổi" in told
        assert not target.exists()


def test_other_files_are_told_from_it(packed: Path, tmp_path: Path) -> None:
    other = tmp_path / "a.ketnap"
    with zipfile.ZipFile(other, "w") as container:
        container.writestr("word/document.xml", "<a/>")
    for content in (other.read_bytes(), b"", b"PK\x03\x04", b"%PDF-1.4"):
        other.write_bytes(content)
        with pytest.raises(BadInputFile):
            moving.look_at(other)
    with zipfile.ZipFile(packed) as container, zipfile.ZipFile(other, "w") as newer:
        newer.writestr("facts.json", container.read("facts.json").replace(b'"version": 1', b'"version": 9'))
        newer.writestr("book", container.read("book"))
    with pytest.raises(NewerBook):
        moving.look_at(other)


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "C:/a", "a\\b", "", "a//..", "x" * 3 + "/. ./b"])
def test_no_name_in_it_leads_out_of_its_folder(name: str) -> None:
    assert not office_file._is_safe(name)


def test_a_backup_is_received_as_well_and_never_worked_with_itself(office: Store, tmp_path: Path) -> None:
    copy = backups.backup(office, tmp_path / "USB").path
    office.close()
    with pytest.raises(UnsafePlace, match="bản sao lưu lúc"):
        session.open_with_passphrase(copy, factory.PASSPHRASE)
    with pytest.raises(UnsafePlace):
        session.open_with_code(copy, code_text(office.secret))
    assert copies.open_copy(copy, office.secret) == 1
    store = received(copy, tmp_path)
    assert store.path.name == "xã An Mẫu.book"
    assert store.count("person") == 1
    store.close()


def test_a_copy_without_its_key_file_needs_the_code(office: Store, tmp_path: Path) -> None:
    copy = backups.backup(office, tmp_path / "USB").path
    keys.key_file_of(copy).unlink()
    with pytest.raises(keys.NoKeyFile):
        moving.find_opener(copy, factory.PASSPHRASE)
    assert moving.look_at(copy).accounts == ()
    opened = moving.find_opener(copy, code_text(office.secret))
    (remark,) = moving.receive(copy, opened, tmp_path / "mới" / "a.book", "thử")
    assert "mã khôi phục" in remark
