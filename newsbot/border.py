"""No page leads into the local network, whatever name it writes.

A name of the Internet may have an address of this machine or of its neighbours: what
counts is where the resolver says that it is.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from newsbot.sites.local import (
    is_local_address,
    is_local_host,
    is_loopback_address,
    literal,
)
from newsbot.sites.site import host_name

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from scrapy import Request
    from scrapy.http import Response
    from twisted.internet.interfaces import IAddress, IHostResolution

    from newsbot.sites.local import Address
    from newsbot.sites.site import Site


class LocalNetwork(IgnoreRequest):
    """The request leads into the local network, and not to the user's own site."""


class Border:
    """The border of the local network, for one run of *site*.

    A host that the user named may be anywhere. Every other host must be in the
    Internet with all of its addresses, except that a site in the local network may
    have a twin with ``www.``, and one on this machine may move about on it.

    :param resolve: gives the addresses of a host; it is asked once for each
    """

    def __init__(
        self, site: Site, resolve: Callable[[str], Awaitable[Sequence[Address]]]
    ) -> None:
        self._site = site
        self._resolve = resolve
        self._found: dict[str, Sequence[Address]] = {}
        self._outside: dict[str, bool] = {}
        """Of the hosts that may be asked: whether they must be in the Internet."""

    async def check(self, request: Request) -> None:
        """Do nothing if *request* may be sent.

        A proxy resolves names itself, and may know others: of what goes through one,
        only the address as it is written is looked at.

        :raises LocalNetwork: if it may not
        :raises CannotResolveHostError: if its host has no address
        """
        host = host_name(request.url)
        if request.meta.get("proxy"):
            if is_local_host(host) and not self._site.is_near(host):
                raise LocalNetwork(f"{request.url} is in the local network")
        elif host not in self._outside:
            addresses = await self._addresses(host)
            inside = any(is_local_address(one) for one in addresses)
            if inside and not await self._is_home(host, addresses):
                where = f"{host} is {', '.join(map(str, addresses))}"
                raise LocalNetwork(f"{request.url} is in the local network: {where}")
            self._outside[host] = not inside

    def check_answer(self, request: Request, response: Response) -> None:
        """Do nothing if *response* came from where *request* was allowed to go: with
        ``DNSCACHE_ENABLED=False`` the connection asks the resolver again, which may
        say something else by then.

        :raises LocalNetwork: if a host of the Internet answers from within
        """
        peer = response.ip_address
        if request.meta.get("proxy") or not isinstance(peer, _ADDRESS):
            return
        host = host_name(request.url)
        if self._outside.get(host) and is_local_address(peer):
            raise LocalNetwork(f"{host} has moved into the local network, to {peer}")

    async def _addresses(self, host: str) -> Sequence[Address]:
        if host not in self._found:
            self._found[host] = await self._resolve(host)
        return self._found[host]

    async def _is_home(self, host: str, addresses: Sequence[Address]) -> bool:
        """Whether a *host* in the local network is where the user's own site is."""
        if host in self._site.named:
            return True
        home = [one for own in self._site.named for one in await self._addresses(own)]
        if all(is_loopback_address(one) for one in (*home, *addresses)):
            return True
        # The twin of a site of the Internet has no business here.
        return self._site.is_near(host) and any(map(is_local_address, home))


_ADDRESS = (ipaddress.IPv4Address, ipaddress.IPv6Address)


async def resolve(host: str) -> Sequence[Address]:
    """The addresses of *host*, from the resolver that the connection will ask.

    Scrapy's resolver keeps its answer for as long as the process lives
    (``DNSCACHE_ENABLED``): so it costs nothing to ask before, and the connection goes
    to an address that was seen here, even if the name is given another meanwhile.

    :raises CannotResolveHostError: if there is none, in Scrapy's words
    """
    from twisted.internet import reactor

    address = literal(host)
    if address is not None:
        return (address,)
    receiver = _Receiver()
    reactor.nameResolver.resolveHostName(receiver, host)
    found = await maybe_deferred_to_future(receiver.complete)
    if not found:
        raise CannotResolveHostError(
            f"DNS lookup failed: no results for hostname lookup: {host}."
        )
    return found


@implementer(IResolutionReceiver)
class _Receiver:
    def __init__(self) -> None:
        self.complete: Deferred[Sequence[Address]] = Deferred()
        self._found: list[Address] = []

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        """As the interface demands."""

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        """Note one address: Twisted's have a ``host``."""
        self._found.append(ipaddress.ip_address(getattr(address, "host", "")))

    def resolutionComplete(self) -> None:  # noqa: N802
        """There are no more."""
        self.complete.callback(self._found)
