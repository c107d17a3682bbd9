"""Keys: paper and file alone open the book, a passphrase opens its key file, and nothing else does."""

import json
import os
import unicodedata
from pathlib import Path

import pytest
import sqlcipher3
from hypothesis import given, settings
from hypothesis import strategies as st

from db import keys, wraps
from db.errors import DamagedBook, KnownError, NewerBook, WrongPassphrase
from db.recovery import new_secret, parse_code

FILES = Path(__file__).parents[1] / "files"
PASSPHRASE = "Hòa bình ở bản Nà Tấu"
QUICK = keys.Work(memory_kib=8 * 1024, passes=1, lanes=1)


@pytest.fixture
def secret() -> bytes:
    return new_secret()


@pytest.fixture
def book(tmp_path: Path, secret: bytes) -> Path:
    """A file that stands for a book, with a key file beside it."""
    path = tmp_path / "sổ.book"
    path.write_bytes(os.urandom(64))
    keys.write_key_file(path, PASSPHRASE, secret, QUICK)
    return path


def test_the_salt_chosen_before_becomes_the_first_bytes_of_an_encrypted_file(tmp_path: Path, secret: bytes) -> None:
    path, salt = tmp_path / "new.book", keys.new_salt()
    connection = sqlcipher3.connect(str(path))
    connection.execute(f"PRAGMA key = \"x'{keys.data_key(secret, salt).hex()}{salt.hex()}'\"")
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()
    assert keys.read_salt(path) == salt
    again = sqlcipher3.connect(str(path))
    again.execute(f"PRAGMA key = \"x'{keys.data_key(secret, keys.read_salt(path)).hex()}'\"")
    assert again.execute("SELECT count(*) FROM t").fetchone() == (0,)
    again.close()


def test_the_data_key_never_changes() -> None:
    # A book made by any released version is opened by this very derivation.
    key = keys.data_key(bytes(range(16)), bytes(range(16, 32)))
    assert key.hex() == "48ad4bac3d57a0e7f8da1ce9467eb673be7ac828b4f90b87b3aa314d360b7d42"


def test_every_file_and_every_secret_has_its_own_key(secret: bytes) -> None:
    salts = [keys.new_salt() for _ in range(20)]
    derived = {keys.data_key(secret, salt) for salt in salts} | {keys.data_key(new_secret(), salts[0])}
    assert len(derived) == 21


def test_a_passphrase_opens_its_key_file_and_no_other(book: Path, secret: bytes) -> None:
    content = keys.read_key_file(book)
    assert keys.unwrap(PASSPHRASE, content) == secret
    for wrong in ("", PASSPHRASE.lower(), PASSPHRASE + " ", "Hoà bình ở bản Nà Tấu"):
        with pytest.raises(WrongPassphrase, match="Mật khẩu không đúng"):
            keys.unwrap(wrong, content)


def test_a_decomposed_passphrase_is_the_same(book: Path, secret: bytes) -> None:
    assert keys.unwrap(unicodedata.normalize("NFD", PASSPHRASE), keys.read_key_file(book)) == secret


def test_a_key_file_shows_neither_secret_nor_passphrase(book: Path, secret: bytes) -> None:
    content = keys.read_key_file(book)
    assert secret.hex().encode() not in content
    assert secret not in content
    assert PASSPHRASE.encode() not in content


def test_changing_the_passphrase_leaves_the_book_alone(book: Path, secret: bytes) -> None:
    before = book.read_bytes()
    keys.change_passphrase(book, PASSPHRASE, "mật khẩu mới", QUICK)
    assert book.read_bytes() == before
    assert keys.unwrap("mật khẩu mới", keys.read_key_file(book)) == secret
    with pytest.raises(WrongPassphrase):
        keys.unwrap(PASSPHRASE, keys.read_key_file(book))


def test_a_change_with_a_wrong_or_empty_passphrase_changes_nothing(book: Path) -> None:
    before = keys.read_key_file(book)
    with pytest.raises(WrongPassphrase):
        keys.change_passphrase(book, "sai", "mới", QUICK)
    with pytest.raises(keys.EmptyPassphrase):
        keys.change_passphrase(book, PASSPHRASE, "  ", QUICK)
    assert keys.read_key_file(book) == before


def test_a_lost_key_file_is_made_anew_from_the_secret(book: Path, secret: bytes) -> None:
    keys.key_file_of(book).unlink()
    with pytest.raises(keys.NoKeyFile, match="mã khôi phục"):
        keys.read_key_file(book)
    keys.write_key_file(book, "đặt lại", secret, QUICK)
    assert keys.unwrap("đặt lại", keys.read_key_file(book)) == secret


def test_a_key_file_tells_whose_it_is_without_a_passphrase(book: Path, secret: bytes) -> None:
    content = keys.read_key_file(book)
    assert keys.belongs(content, secret)
    assert not keys.belongs(content, new_secret())
    assert not keys.belongs(b"{}", secret)


@pytest.mark.usefixtures("usual_work")
def test_the_usual_work_is_that_of_the_safety_rules() -> None:
    assert (keys.Work().memory_kib, keys.Work().passes) == (65536, 3)
    head = json.loads(keys.make_wrap("x", new_secret()))["wraps"][0]
    assert (head["memory_kib"], head["passes"], head["derivation"]) == (65536, 3, "argon2id")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_key_file_never_gives_a_secret(data: st.DataObject) -> None:
    secret = bytes(range(16))
    content = bytearray(keys.make_wrap(PASSPHRASE, secret, QUICK))
    before = bytes(content)
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        # A capital instead of a small hexadecimal digit of the wrapped secret spells the same secret.
        assert keys.unwrap(PASSPHRASE, bytes(content)) == secret
        assert bytes(content).lower() == before.lower()
    except (WrongPassphrase, NewerBook):
        pass


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"1", b"\xff\xfe", b'{"version": "x"}', b'{"version": 1}', b"[" * 5000]
)
def test_what_is_no_key_file_is_called_so(content: bytes) -> None:
    with pytest.raises(keys.NoKeyFile):
        keys.unwrap(PASSPHRASE, content)


def test_a_key_file_may_not_ask_for_endless_work(book: Path) -> None:
    file = json.loads(keys.read_key_file(book))
    file["wraps"][0]["memory_kib"] = 1 << 40
    with pytest.raises(keys.NoKeyFile):
        keys.unwrap(PASSPHRASE, json.dumps(file).encode())


def test_a_newer_key_file_is_named_as_such(book: Path) -> None:
    head = json.loads(keys.read_key_file(book)) | {"version": 3}
    with pytest.raises(NewerBook):
        keys.unwrap(PASSPHRASE, json.dumps(head).encode())


def test_a_file_shorter_than_its_salt_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "short.book"
    path.write_bytes(b"123")
    with pytest.raises(DamagedBook):
        keys.read_salt(path)


@pytest.fixture
def shared(book: Path, secret: bytes) -> Path:
    """The same file with the wraps of two accounts."""
    keys.put_wrap(book, "Lan", "mật khẩu của Lan", secret, QUICK)
    keys.put_wrap(book, "Hòa", "mật khẩu của Hòa", secret, QUICK)
    return book


def test_every_account_opens_with_its_own_passphrase(shared: Path, secret: bytes) -> None:
    content = keys.read_key_file(shared)
    assert keys.account_names(content) == ("Lan", "Hòa")
    assert keys.open_wrap("mật khẩu của Lan", content, "Lan") == keys.Opened(secret, "Lan")
    assert keys.open_wrap("mật khẩu của Hòa", content) == keys.Opened(secret, "Hòa")
    assert keys.open_wrap("mật khẩu của Hòa", content, unicodedata.normalize("NFD", "Hòa")).account == "Hòa"
    with pytest.raises(WrongPassphrase, match="Mật khẩu không đúng"):
        keys.open_wrap("mật khẩu của Hòa", content, "Lan")


def test_the_first_account_ends_the_passphrase_that_names_nobody(shared: Path) -> None:
    with pytest.raises(WrongPassphrase):
        keys.unwrap(PASSPHRASE, keys.read_key_file(shared))


def test_adding_changing_and_removing_rewrites_only_the_key_file(shared: Path, secret: bytes) -> None:
    before = shared.read_bytes()
    keys.put_wrap(shared, "Lan", "mật khẩu khác của Lan", secret, QUICK)
    content = keys.read_key_file(shared)
    assert keys.unwrap("mật khẩu khác của Lan", content) == keys.unwrap("mật khẩu của Hòa", content) == secret
    with pytest.raises(WrongPassphrase):
        keys.unwrap("mật khẩu của Lan", content)
    keys.drop_wrap(shared, "Hòa", secret)
    assert keys.account_names(keys.read_key_file(shared)) == ("Lan",)
    assert shared.read_bytes() == before


def test_a_change_of_passphrase_keeps_the_account(shared: Path) -> None:
    keys.change_passphrase(shared, "mật khẩu của Hòa", "mật khẩu mới của Hòa", QUICK)
    assert keys.open_wrap("mật khẩu mới của Hòa", keys.read_key_file(shared)).account == "Hòa"
    assert keys.open_wrap("mật khẩu của Lan", keys.read_key_file(shared)).account == "Lan"


def test_the_last_passphrase_stays(shared: Path, secret: bytes) -> None:
    keys.drop_wrap(shared, "Lan", secret)
    before = keys.read_key_file(shared)
    with pytest.raises(KnownError, match="cuối cùng"):
        keys.drop_wrap(shared, "Hòa", secret)
    keys.drop_wrap(shared, "không có", secret)
    assert keys.read_key_file(shared) == before


def test_there_is_an_end_to_accounts(shared: Path, secret: bytes) -> None:
    held = wraps.read(keys.read_key_file(shared))
    many = [wraps.seal(f"số {n}", "x", secret, keys.fingerprint(secret), QUICK) for n in range(wraps.MOST_WRAPS - 2)]
    keys.key_file_of(shared).write_bytes(wraps.content_of([*held, *many]))
    with pytest.raises(KnownError, match="50 tài khoản"):
        keys.put_wrap(shared, "một người nữa", "mật khẩu dài", secret, QUICK)
    keys.put_wrap(shared, "Lan", "mật khẩu mới của Lan", secret, QUICK)


def test_a_wrap_under_another_name_opens_nothing(shared: Path) -> None:
    file = json.loads(keys.read_key_file(shared))
    file["wraps"][1]["account"] = "Bí thư"
    with pytest.raises(WrongPassphrase, match="Mật khẩu không đúng"):
        keys.unwrap("mật khẩu của Hòa", json.dumps(file).encode(), "Bí thư")


@pytest.mark.parametrize("wrong", [[], None, 1, [1], [{}], "x"])
def test_a_key_file_of_no_wraps_is_damaged(shared: Path, wrong: object) -> None:
    file = json.loads(keys.read_key_file(shared)) | {"wraps": wrong}
    with pytest.raises(keys.NoKeyFile):
        keys.account_names(json.dumps(file).encode())


def test_two_wraps_of_one_name_are_damage(shared: Path) -> None:
    file = json.loads(keys.read_key_file(shared))
    file["wraps"].append(file["wraps"][0])
    assert not keys.is_whole(json.dumps(file).encode())


def test_wraps_of_the_first_version_are_not_written_on(shared: Path) -> None:
    old = wraps.read((FILES / "v1.book.keys").read_bytes())
    with pytest.raises(ValueError, match="version"):
        wraps.content_of(old)


def test_the_key_file_of_the_first_version_opens_for_ever(tmp_path: Path) -> None:
    content = (FILES / "v1.book.keys").read_bytes()
    expected = json.loads((FILES / "v1.json").read_text(encoding="utf-8"))
    secret = parse_code(expected["code"])
    assert json.loads(content)["version"] == 1
    assert keys.account_names(content) == ("",)
    assert keys.open_wrap(expected["passphrase"], content) == keys.Opened(secret, "")
    book = tmp_path / "v1.book"
    keys.key_file_of(book).write_bytes(content)
    keys.put_wrap(book, "Lan", "mật khẩu của Lan", secret, QUICK)
    assert keys.account_names(keys.read_key_file(book)) == ("Lan",)
    assert keys.belongs(keys.read_key_file(book), secret)
