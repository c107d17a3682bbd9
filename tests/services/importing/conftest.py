"""An open book of an invented office for the tests of importing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import book, recovery
from db.store import Store
from desktop.services import office

SECRET = recovery.new_secret()


@pytest.fixture(scope="session")
def empty_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed book with an office and two cells, and nobody in it; made once, as its passphrase takes time."""
    path = tmp_path_factory.mktemp("book") / "so.book"
    store = book.create(path, SECRET, "mật khẩu thử", "thử")
    cells = (office.CellLine("Chi bộ thôn Đông"), office.CellLine("Chi bộ thôn Tây"))
    office.set_up(store, office.OfficeSetup("Đảng ủy xã Suối Trong", cells=cells))
    store.close()
    return path


@pytest.fixture
def store(empty_book: Path, tmp_path: Path) -> Iterator[Store]:
    """The book of a test, open."""
    folder = tmp_path / "Sổ"
    shutil.copytree(empty_book.parent, folder)
    opened = book.open_book(folder / empty_book.name, SECRET, "thử")
    yield opened
    opened.close()
