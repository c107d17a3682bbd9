"""An open book of an invented office for the tests of importing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import Store
from desktop.services import office
from tests import factory


@pytest.fixture(scope="session")
def office_book(tmp_path_factory: pytest.TempPathFactory) -> factory.Original:
    """A closed book with an office and two cells, and nobody in it."""
    cells = (office.CellLine("Chi bộ thôn Đông"), office.CellLine("Chi bộ thôn Tây"))
    setup = office.OfficeSetup("Đảng ủy xã Suối Trong", cells=cells)
    return factory.original(tmp_path_factory.mktemp("office"), lambda store: office.set_up(store, setup))


@pytest.fixture
def store(office_book: factory.Original, tmp_path: Path) -> Iterator[Store]:
    """The book of a test, open."""
    opened = office_book.opened(tmp_path / "Sổ")
    yield opened
    opened.close()
