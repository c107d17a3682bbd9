"""What holds for every test: windows without a screen, no way to the network; an empty book; golden texts."""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.store import Store
from tests import factory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

LOCAL_FAMILIES = {getattr(socket, "AF_UNIX", None)}

_attempts: list[str] = []


class NetworkUsedError(AssertionError):
    """A test, or the program under it, opened a way to the network."""


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Raises when a socket of the network is made; the interpreter reports each one, whoever makes it."""
    if event == "socket.__new__" and arguments[1] not in LOCAL_FAMILIES:
        _attempts.append(str(arguments[1:]))
        raise NetworkUsedError("the program works without a network")


sys.addaudithook(_refuse_network)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden texts anew instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with the committed one; `pytest --update-golden` writes it anew, to be looked at in the diff."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text

    return compare


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty open book."""
    opened = factory.new_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def network_attempts() -> Iterator[list[str]]:
    """The sockets refused during the test; any left in the list fails it, even when the error was swallowed."""
    _attempts.clear()
    yield _attempts
    if _attempts:
        pytest.fail(f"network sockets were opened: {_attempts}")
