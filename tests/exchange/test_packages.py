"""Tests of the hand-over package: sealed, opened, refused when not whole; those of every release open for ever."""

import hashlib
import json
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.packages import reading, sealing, writing
from desktop.exchange.packages.reading import open_package
from desktop.exchange.packages.refusals import BadPackage, WrongPackagePassphrase

FILES = Path(__file__).resolve().parent.parent / "files"
PASSPHRASE = unicodedata.normalize("NFC", "mưa rừng ngập suối")
SCHEMA = {"fields": [{"name": "label", "type": "string"}, {"name": "value", "type": "integer"}]}
ROWS = [{"label": "=Tổng số\n", "value": 12}, {"label": None, "value": None}]
HEAD = {"name": "thu", "sequence": 7, "counts": {"figures": 2}}
TABLE = writing.lines("figures", "Số liệu", SCHEMA, ROWS)
PLAIN = writing.package(HEAD, [TABLE, writing.document("list", "Danh sách", "list.pdf", b"%PDF", "application/pdf")])
SEALED = sealing.seal(PLAIN, PASSPHRASE, work=10)


def rewritten(changed: dict[str, bytes | None]) -> bytes:
    """The package with files replaced, added, or (None) left out."""
    with zipfile.ZipFile(BytesIO(PLAIN)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()} | changed
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in held.items():
            if content is not None:
                archive.writestr(name, content)
    return written.getvalue()


def described(**changes: object) -> bytes:
    with zipfile.ZipFile(BytesIO(PLAIN)) as archive:
        return json.dumps(json.loads(archive.read(writing.DESCRIPTOR)) | changes).encode()


def test_what_is_written_is_read_and_the_same_content_is_the_same_file() -> None:
    opened = open_package(PLAIN)
    assert opened.sequence == 7
    assert opened.rows("figures") == ROWS
    assert opened.contents["list"] == b"%PDF"
    assert writing.package(HEAD, [TABLE]) == writing.package(HEAD, [TABLE])
    first = opened.descriptor["resources"][0]
    assert first["hash"] == "sha256:" + hashlib.sha256(opened.contents["figures"]).hexdigest()
    assert (first["bytes"], first["rowCount"]) == (len(opened.contents["figures"]), 2)


def test_a_sealed_package_opens_with_its_passphrase_alone() -> None:
    sealed = SEALED
    assert "Tổng số".encode() not in sealed
    assert open_package(sealed, PASSPHRASE).rows("figures") == ROWS
    with pytest.raises(WrongPackagePassphrase, match="không mở được gói"):
        open_package(sealed, PASSPHRASE + "!")
    with pytest.raises(BadPackage, match="đã khóa bằng mật khẩu"):
        open_package(sealed)


CONTENTS = [b"", b"x", bytes(64 * 1024), bytes(64 * 1024 + 1), bytes(200_000)]


@pytest.mark.parametrize("content", CONTENTS, ids=len)
def test_the_seal_is_that_of_other_programs(content: bytes) -> None:
    import pyrage

    sealed = sealing.seal(content, PASSPHRASE, work=10)
    assert pyrage.passphrase.decrypt(sealed, PASSPHRASE) == content
    assert sealing.unseal(sealed, PASSPHRASE) == content


def test_what_another_program_sealed_is_opened() -> None:
    import pyrage

    assert sealing.unseal(pyrage.passphrase.encrypt(PLAIN, PASSPHRASE), PASSPHRASE) == PLAIN


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_changed_seal_is_never_opened(place: int, by: int) -> None:
    place %= len(SEALED)
    changed = SEALED[:place] + bytes([SEALED[place] ^ by]) + SEALED[place + 1 :]
    with pytest.raises(BadPackage):
        open_package(changed, PASSPHRASE)


@pytest.mark.parametrize("length", [0, 30, 100, 200, 216, 230, -64 * 1024, -17, -1])
def test_a_seal_that_breaks_off_is_never_opened(length: int) -> None:
    whole = sealing.seal(bytes(150_000), PASSPHRASE, work=10)
    with pytest.raises(BadPackage):
        sealing.unseal(whole[:length], PASSPHRASE)


def test_a_seal_that_would_keep_the_machine_busy_is_refused() -> None:
    with pytest.raises(BadPackage, match="bị hỏng"):
        sealing.unseal(SEALED.replace(b" 10\n", b" 30\n", 1), PASSPHRASE)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(BadPackage, match="ít nhất 10 ký tự"):
        sealing.seal(PLAIN, "ngắn")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "không phải gói"),
        (b"%PDF-1.7", "không phải gói"),
        (rewritten({writing.DESCRIPTOR: None}), "không phải gói"),
        (rewritten({writing.DESCRIPTOR: b"{}"}), "không phải gói"),
        (rewritten({writing.DESCRIPTOR: described(format="khác")}), "không phải gói"),
        (rewritten({writing.DESCRIPTOR: described(formatVersion=2)}), "mới hơn"),
        (rewritten({writing.DESCRIPTOR: b"[" * 100_000}), "bị hỏng"),
        (rewritten({writing.DESCRIPTOR: b"[1]"}), "bị hỏng"),
        (rewritten({"data/figures.jsonl": b'{"label":"x","value":13}\n'}), "bị hỏng"),
        (rewritten({"data/figures.jsonl": None}), "bị hỏng"),
        (rewritten({"data/../../etc/passwd": b"x"}), "bị hỏng"),
        (PLAIN[:-200], "bị hỏng"),
        (PLAIN[:60] + b"\0\0\0\0" + PLAIN[64:], "bị hỏng"),
    ],
)
def test_what_is_no_whole_package_of_ours_gets_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(BadPackage, match=words):
        open_package(content)


def test_every_flipped_byte_is_found() -> None:
    for place in range(0, len(PLAIN), 7):
        changed = PLAIN[:place] + bytes([PLAIN[place] ^ 0x20]) + PLAIN[place + 1 :]
        try:
            opened = open_package(changed)
        except BadPackage:
            continue
        # What zip files hold beside their content, as times and ways of packing, may be another.
        assert opened == open_package(PLAIN)


RELEASED = sorted(FILES.glob("hand-over-*.zip*"))


def test_there_are_packages_of_every_kind() -> None:
    assert {path.name.partition("-v")[0] for path in RELEASED} == {"hand-over-figures", "hand-over-full"}
    assert all(f"v{writing.FORMAT_VERSION}" in path.name for path in RELEASED[-1:])


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.name)
def test_a_released_package_opens_for_ever(path: Path) -> None:
    opened = open_package(path.read_bytes(), PASSPHRASE)
    assert opened.sequence >= 1
    assert opened.descriptor["office"]["name"] == "Đảng ủy xã An Mẫu"
    assert {row["report"] for row in opened.rows("figures")} >= {"bieu-1", "bieu-2", "chi-tieu"}
    if "full" in path.name:
        assert "Đặng Thị Hòa" in {row["full_name"] for row in opened.rows("person")}
        assert {row["person"] for row in opened.rows("dossier")} <= {row["id"] for row in opened.rows("person")}


def test_nothing_is_read_before_its_size_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_BYTES", 100)
    with pytest.raises(BadPackage, match="lớn bất thường"):
        open_package(PLAIN)
