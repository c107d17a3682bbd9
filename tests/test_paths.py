"""Tests of where files are: the shipped folders exist, what belongs to a book lies beside it."""

import sys
from pathlib import Path

import pytest

from desktop import paths


def test_shipped_folders_are_there() -> None:
    for folder in (paths.resources(), paths.rules(), paths.forms(), paths.fonts()):
        assert folder.is_dir()
        assert any(folder.iterdir())


def test_the_built_program_looks_inside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"
    assert paths.forms() == tmp_path / "resources" / "forms"


def test_what_belongs_to_a_book_lies_beside_it(tmp_path: Path) -> None:
    book = tmp_path / "an-mau.book"
    assert {paths.backups(book).parent, paths.own_forms(book).parent} == {tmp_path}
    assert paths.backups(book) != paths.own_forms(book)


def test_a_user_has_a_folder_for_books() -> None:
    assert paths.user_folder().name == "Kết Nạp"
    assert paths.user_folder().is_absolute()


def test_system_fonts_are_looked_for_where_they_are() -> None:
    assert all(folder.is_dir() for folder in paths.system_fonts())
