"""What holds for every test: no screen, no network, passphrases that take no time; an empty book; golden texts."""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from db import keys, wraps
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


@pytest.fixture(scope="session", autouse=True)
def quick_passphrases() -> Iterator[None]:
    """New passphrases ask for the least work a key file may ask for; `usual_work` brings back what the office gets."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wraps, "Work", partial(keys.Work, **vars(factory.QUICK)))
        yield


@pytest.fixture
def usual_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """New passphrases ask for as much work as in the office."""
    monkeypatch.setattr(wraps, "Work", keys.Work)


@pytest.fixture(scope="session")
def empty_book(tmp_path_factory: pytest.TempPathFactory) -> factory.Original:
    """A closed book with nothing in it."""
    return factory.original(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def store(empty_book: factory.Original, tmp_path: Path) -> Iterator[Store]:
    """An empty open book."""
    opened = empty_book.just_made(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def network_attempts() -> Iterator[list[str]]:
    """The sockets refused during the test; any left in the list fails it, even when the error was swallowed."""
    _attempts.clear()
    yield _attempts
    if _attempts:
        pytest.fail(f"network sockets were opened: {_attempts}")
