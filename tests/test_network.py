"""The ban of the network in tests really bans."""

import contextlib
import socket

import pytest

from tests.conftest import NetworkUsedError


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_network_socket_is_refused_and_remembered(family: int, network_attempts: list[str]) -> None:
    with pytest.raises(NetworkUsedError):
        socket.socket(family, socket.SOCK_STREAM)
    with contextlib.suppress(Exception):
        socket.create_connection(("127.0.0.1", 9))
    assert len(network_attempts) >= 2
    network_attempts.clear()
