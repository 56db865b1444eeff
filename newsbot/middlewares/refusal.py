"""Downloader middleware: a page that stands in the way of the site is no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.http import HtmlResponse

from newsbot.exceptions import Refused, Unreachable
from newsbot.pages.guards import HEADERS
from newsbot.pages.refusal import find_wall
from newsbot.pages.shells import is_shell

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

HOME = "newsbot_home"
"""Key of the meta of a request for a site's home page."""


class RefusalMiddleware:
    """Refuse challenge pages, consent walls, login walls and empty answers, which
    come with status 200, as do pages of errors, which are no answer either: see
    :func:`newsbot.pages.refusal.find_wall`.

    It belongs behind ``ArabicEncodingMiddleware``: its number is lower. The stats
    ``newsbot/refusals/<kind>`` count what was found.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return *response* if it is what was asked for.

        :raises Refused: if it stands in its way
        :raises Unreachable: if it says that the site is broken
        """
        # An empty robots.txt is one without rules.
        if request.meta.get("dont_obey_robotstxt"):
            return response
        if response.body and not isinstance(response, HtmlResponse):
            return response
        headers = {
            name: value.decode("latin-1")
            for name in HEADERS
            if (value := response.headers.get(name)) is not None
        }
        text = response.text if isinstance(response, HtmlResponse) else ""
        found = find_wall(response.status, headers, text, url=response.url)
        if found is not None and found.kind == "empty" and request.meta.get(HOME):
            # Its lists for machines may name the news.
            found = None if is_shell(text) else found
        if found is not None:
            self._stats.inc_value(f"newsbot/refusals/{found.kind}")
            if found.kind == "error":
                raise Unreachable(found.reason)
            raise Refused(found.reason)
        return response
