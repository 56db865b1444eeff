"""The redirects by which a site says where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.border import LocalNetwork
from newsbot.pages.html import absolute
from newsbot.sites import SiteError
from newsbot.sites.site import leads_inside

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from scrapy.http import Response

MOVED = (301, 302, 303, 307, 308)
"""Statuses of redirects."""
_HOPS = 5


class Endless(SiteError):  # noqa: N818 - it is about the address
    """An address redirects again and again."""


async def follow(
    url: str,
    ask: Callable[[str], Awaitable[Response]],
    move: Callable[[str], None],
) -> Response:
    """The answer at *url*, after up to four redirects.

    :param ask: fetches an address, without following a redirect
    :param move: is told where each redirect leads, before it is followed
    :return: an answer that is no redirect, or one that leads nowhere
    :raises Endless: if there are more
    :raises SiteError: if one leads into the local network, as the resolver sees it
    :raises LocalNetwork: if *url* itself does
    """
    target = url
    for _ in range(_HOPS):
        try:
            response = await ask(target)
        except LocalNetwork as error:
            if target == url:
                raise
            raise leads_inside(url, target) from error
        if response.meta.get("redirect_urls"):
            move(response.url)  # a page that leads on by itself
        if response.status not in MOVED:
            return response
        location = response.headers.get("Location", b"") or b""
        where = absolute(response.url, location.decode("utf-8", "replace"))
        if where is None:
            return response
        move(where)
        target = where
    raise Endless(f"{url} redirects without end: check the address")
