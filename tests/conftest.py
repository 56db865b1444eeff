"""What holds for every test: nothing leaves this machine."""

from __future__ import annotations

import ipaddress
import os
import socket
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# The same code gives the same result on every machine, however busy it is. To look
# for new cases: pytest --hypothesis-profile=search
settings.register_profile(
    "same",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "search", settings.get_profile("same"), derandomize=False, max_examples=5000
)
settings.load_profile("same")

pytest_plugins = ["tests.pgserver"]

# What a user has set for crawls of their own, and the proxy of a network, would be
# handed on to every run.
for _name in [*os.environ]:
    if _name.lower().endswith("_proxy") or _name.startswith("NEWSBOT_"):
        del os.environ[_name]

_INTERNET = (socket.AF_INET, socket.AF_INET6)


class OutsideWorld(Exception):  # noqa: N818 - it names what was reached for
    """A test tried to reach another machine. No OSError, so that no code under
    test takes it for a network that is down."""


def _check(family: int, host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if family not in _INTERNET or name in ("", "localhost"):
        return
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        # Names that nobody has (RFC 6761) are answered as the resolver would.
        if name.rstrip(".").endswith((".example", ".invalid", ".test")):
            raise socket.gaierror(socket.EAI_NONAME, "no such name") from None
    else:
        if address.is_loopback or address.is_unspecified:
            return
    raise OutsideWorld(f"a test tries to reach {name}")


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sockets connect to this machine only, and names resolve to it only."""
    originals = {
        name: getattr(socket.socket, name)
        for name in ("connect", "connect_ex", "sendto")
    }
    resolve = socket.getaddrinfo

    def guarded(name: str) -> Any:
        def call(self: socket.socket, *arguments: Any) -> Any:
            address = arguments[-1]
            if isinstance(address, tuple):
                _check(self.family, address[0])
            return originals[name](self, *arguments)

        return call

    def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        _check(socket.AF_INET, host)
        return resolve(host, *arguments, **options)

    for name in originals:
        monkeypatch.setattr(socket.socket, name, guarded(name))
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


@pytest.fixture
def now() -> datetime:
    """The frozen clock of tests that need one."""
    return datetime(2026, 3, 5, 12, tzinfo=UTC)
