"""Scans: kept by content in a second encrypted file, never changed, copied only when new."""

import hashlib
import os
from pathlib import Path

import pytest

from db import scans
from db.driver import engine
from db.errors import BadInputFile, DamagedBook, NotFound
from db.recovery import new_secret

PAPER = b"%PDF-1.7 " + "giấy ".encode() * 5000


@pytest.fixture
def secret() -> bytes:
    return new_secret()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "sổ.book"


def test_a_scan_comes_back_by_its_sum(book: Path, secret: bytes) -> None:
    digest = scans.add(book, secret, PAPER)
    assert digest == hashlib.sha256(PAPER).hexdigest()
    assert scans.read(book, secret, digest) == PAPER
    assert [entry.name for entry in book.parent.iterdir()] == ["sổ.book.scans"]


def test_the_same_content_is_kept_once(book: Path, secret: bytes) -> None:
    assert scans.add(book, secret, PAPER) == scans.add(book, secret, PAPER)
    assert scans.check(book, secret) == 1


def test_the_file_shows_nothing(book: Path, secret: bytes) -> None:
    scans.add(book, secret, PAPER)
    content = scans.scans_file_of(book).read_bytes()
    assert "giấy".encode() in PAPER
    assert "giấy".encode() not in content
    assert not content.startswith(b"SQLite")


@pytest.mark.parametrize("statement", ["UPDATE scan SET content = x'00'", "DELETE FROM scan"])
def test_a_scan_is_never_changed_or_deleted(book: Path, secret: bytes, statement: str) -> None:
    digest = scans.add(book, secret, PAPER)
    with scans.opened(scans.scans_file_of(book), secret) as connection, pytest.raises(engine.IntegrityError):
        connection.execute(statement)
    assert scans.read(book, secret, digest) == PAPER


def test_what_is_not_there_is_told(book: Path, secret: bytes) -> None:
    with pytest.raises(NotFound, match="bản sao lưu"):
        scans.read(book, secret, "00")
    scans.add(book, secret, PAPER)
    with pytest.raises(NotFound):
        scans.read(book, secret, "00")


def test_empty_and_endless_scans_are_refused(book: Path, secret: bytes) -> None:
    for content in (b"", bytes(scans.LARGEST_SCAN + 1)):
        with pytest.raises(BadInputFile, match="50 MB"):
            scans.require_size(content)
    assert scans.check(book, secret) == 0


def test_only_new_scans_are_copied(book: Path, secret: bytes, tmp_path: Path) -> None:
    target = tmp_path / "copy.scans"
    assert scans.copy_new(scans.scans_file_of(book), target, secret) == 0
    assert not target.exists()
    scans.add(book, secret, PAPER)
    assert scans.copy_new(scans.scans_file_of(book), target, secret) == 1
    scans.add(book, secret, PAPER + b"2")
    scans.add(book, secret, PAPER + b"3")
    assert scans.new_bytes(scans.scans_file_of(book), target) > len(PAPER)
    assert scans.copy_new(scans.scans_file_of(book), target, secret) == 2
    assert scans.copy_new(scans.scans_file_of(book), target, secret) == 0
    assert scans.copy_new(target, tmp_path / "back.book.scans", secret) == 3
    assert scans.check(tmp_path / "back.book", secret) == 3


def test_damage_and_a_foreign_secret_are_refused(book: Path, secret: bytes) -> None:
    digest = scans.add(book, secret, os.urandom(50_000))
    with pytest.raises(DamagedBook, match=r"sổ\.book\.scans"):
        scans.read(book, new_secret(), digest)
    path = scans.scans_file_of(book)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    with pytest.raises(DamagedBook):
        scans.check(book, secret)
