"""A resolver that knows names which nobody else knows: `-s TWISTED_DNS_RESOLVER=`."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import succeed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twisted.internet.defer import Deferred

RESOLVER = ("-s", "TWISTED_DNS_RESOLVER=tests.names.Names")
# What connects to this machine and is no loopback address: like a neighbour, but one
# that a test can listen for.
NEIGHBOUR = "0.0.0.0"


class Names(CachingThreadedResolver):
    """Scrapy's own resolver, except for the names of this file. It forgets what it
    has said, as with ``DNSCACHE_ENABLED=False``."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._known = {
            "neighbour.example": repeat(NEIGHBOUR),
            "www.neighbour.example": repeat(NEIGHBOUR),
            "here.example": repeat("127.0.0.1"),
            "www.here.example": repeat("127.0.0.1"),
            "inside.here.example": repeat(NEIGHBOUR),
            # Somewhere in the Internet when it is asked for first, then here.
            "rebound.example": chain(["203.1.114.9"], repeat("127.0.0.1")),
        }

    def getHostByName(  # noqa: N802
        self, name: str, timeout: Sequence[int] = ()
    ) -> Deferred[str]:
        if name in self._known:
            return succeed(next(self._known[name]))
        return super().getHostByName(name, timeout)
