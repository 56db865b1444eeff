"""Under which address a page is known: that which was asked for, before redirects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from itemadapter import ItemAdapter
from scrapy.http import Response

if TYPE_CHECKING:
    from scrapy import Request
    from twisted.python.failure import Failure


def asked_for(message: Request | Response) -> str:
    """The address that was asked for, before all redirects: under it a page comes to
    its outcome, so that it is known again where the site names it."""
    request = message.request if isinstance(message, Response) else message
    if request is None:
        return message.url
    first: str = request.meta.get("redirect_urls", [request.url])[0]
    return first


def failed_request(failure: Failure) -> Request:
    """The request of which an errback is told the *failure*."""
    request: Request = failure.request  # type: ignore[attr-defined] # set by Scrapy
    return request


def item_address(item: Any, response: Response | None) -> str:
    """The address that was asked for and has led to *item*; its own, if it comes from
    no *response*, as what an errback gives."""
    if isinstance(response, Response):
        return asked_for(response)
    return str(ItemAdapter(item).get("url") or "")
