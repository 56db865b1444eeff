"""The demo site's server: many clients at once, and strange ones."""

from __future__ import annotations

import socket
from contextlib import ExitStack

import pytest

from newsbot.demo.__main__ import main
from newsbot.demo.server import DemoServer


def test_many_connections_wait_for_their_turn() -> None:
    """As many as a run may open at once, before the first is accepted: whoever finds
    the queue full is not let in for a second."""
    server = DemoServer()  # which listens, and accepts nothing before it is entered
    with ExitStack() as stack:
        stack.callback(server.close)
        for _ in range(48):
            place = ("127.0.0.1", server.port)
            stack.enter_context(socket.create_connection(place, timeout=0.5))


def test_a_request_for_no_address_gets_an_answer(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with (
        DemoServer() as server,
        socket.create_connection(("127.0.0.1", server.port), timeout=30) as client,
    ):
        client.sendall(b"GET http://[alwaha/ HTTP/1.0\r\n\r\n")
        answer = client.makefile("rb").readline()
    assert answer.split()[1] == b"502"
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("port", [None, 70_000])
def test_a_port_that_is_not_to_be_had(
    port: int | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is taken, or no computer has it: one line, and the status of a mistake."""
    with DemoServer() as server:
        wanted = str(server.port if port is None else port)
        with pytest.raises(SystemExit) as caught:
            main(["--port", wanted])
    assert caught.value.code == 2
    assert f"port {wanted}" in capsys.readouterr().err.splitlines()[-1]
