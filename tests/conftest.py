"""What holds for every test: windows without a screen, and no way to the network."""

import os
import socket
import sys
from collections.abc import Iterator

import pytest

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


@pytest.fixture(autouse=True)
def network_attempts() -> Iterator[list[str]]:
    """The sockets refused during the test; any left in the list fails it, even when the error was swallowed."""
    _attempts.clear()
    yield _attempts
    if _attempts:
        pytest.fail(f"network sockets were opened: {_attempts}")
