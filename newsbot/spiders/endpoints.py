"""A site's feed and REST interface: how they are asked, and when they are given up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from newsbot.ledger import Validator
from newsbot.pages import rest
from newsbot.pages.feed import breaks_off, parse_feed

if TYPE_CHECKING:
    from scrapy.http import TextResponse

    from newsbot.pages.stated import Stated
    from newsbot.spiders.base import NewsSpider

# WordPress answers at most so many posts at once; some sites allow fewer, and none
# fewer than its default.
_MOST = 100
_DEFAULT = 10
# No site has more posts than this many digits tell.
_DIGITS = 12


class RestPage(NamedTuple):
    """One page of the REST interface; ``total`` is how many posts there are on all its
    ``pages``, None where that is not stated."""

    stated: list[Stated]
    total: int | None
    pages: int | None


class Endpoints:
    """The addresses of the feed and the REST interface of one site in one run.

    :param most: so many posts of the REST interface are asked for at once
    """

    def __init__(self, spider: NewsSpider, *, most: int = _MOST) -> None:
        self._spider = spider
        self._rest: str | None = None
        self._rest_failed = 0
        self._feed: str | None = None
        self._most = most
        """How many posts the REST interface gives at once."""
        self.changed: str | None = None
        """When something of the site was changed last, as the feed's Last-Modified
        says; None if that is what it said when it was last read."""

    def open(self, rest_root: str | None, feed_url: str | None) -> None:
        """Name the interfaces' addresses; None where there is none."""
        self._rest, self._feed = rest_root, feed_url

    @property
    def feed(self) -> str | None:
        """Address of the feed; None if there is none."""
        return self._feed

    @property
    def rest(self) -> str | None:
        """Address of the REST interface; None if there is none."""
        return self._rest

    async def zone(self) -> str | None:
        """The site's zone as its REST interface states it, or None."""
        if self._rest is None:
            return None
        url = _with(self._rest, "", _fields="timezone_string,gmt_offset")
        response = await self._spider.get(url, kind="rest")
        if response is not None:
            return rest.parse_zone(response.body)
        # Some sites close the index and leave the posts open.
        dates = {"_fields": "date,date_gmt", "per_page": "10"}
        response = await self._spider.get(
            _with(self._rest, "wp/v2/posts", **dates), kind="rest"
        )
        return rest.zone_of_posts(response.body) if response is not None else None

    async def posts(
        self, *, begin: str | None, end: str | None, page: int
    ) -> RestPage | None:
        """One page of the posts of a time, newest first, as the REST interface lists
        them, an empty one behind the last; None if it does not answer, which it is not
        asked again then.

        :param begin: first instant by the site's own clock, without an offset, from
            which on they were published; None is no limit
        :param end: the first that is too late; None is no limit
        """
        limits = {}
        if begin is not None:
            # WordPress leaves out what is equal to "after", as it does with "before".
            instant = datetime.fromisoformat(begin) - timedelta(seconds=1)
            limits["after"] = instant.isoformat()
        if end is not None:
            limits["before"] = end
        response = await self._ask_rest(
            **limits, orderby="date", order="desc", page=str(page)
        )
        if response is not None and response.status != 200 and page > 1:
            return RestPage([], None, None)
        found = rest.parse_posts(response.body) if response is not None else None
        if response is None or found is None:
            self._rest = None
            return None
        total, pages = (
            int(value) if value.isdecimal() and len(value) <= _DIGITS else None
            for name in ("X-WP-Total", "X-WP-TotalPages")
            for value in [(response.headers.get(name) or b"").decode("latin-1")]
        )
        return RestPage(found, total, pages)

    async def feed_page(self, number: int) -> list[Stated] | None:
        """One page of the feed, whether or not it has changed: an empty one behind the
        last, None if it does not answer or has no pages. One that breaks off is asked
        for once more; if it does so again, it is the last."""
        if self._feed is None or (number > 1 and not self._feed_has_pages):
            return None
        url = _paged(self._feed, number)
        response = await self._spider.get(url, kind="feed", expect=(404,))
        if response is not None and _is_cut(response):
            response = await self._spider.get(url, kind="feed", expect=(404,))
        if response is None or _is_cut(response):
            self._feed = None
        if response is None:
            return None
        return parse_feed(response.body, url) if response.status == 200 else []

    async def _ask(self, **arguments: str) -> list[Stated] | None:
        """Posts by *arguments* of the REST interface; None if it does not answer."""
        response = await self._ask_rest(**arguments)
        # An interface that was closed in the middle of a run is left alone.
        self._rest_failed = self._rest_failed + 1 if response is None else 0
        if self._rest_failed > 1:
            self._rest = None
        return rest.parse_posts(response.body) if response is not None else None

    async def _ask_rest(self, **arguments: str) -> TextResponse | None:
        """The answer to a question for as many posts as the REST interface gives."""
        if self._rest is None:
            return None
        arguments |= {"_embed": rest.EMBED, "_fields": rest.FIELDS}
        root, size = self._rest, str(self._most)
        url = _with(root, "wp/v2/posts", per_page=size, **arguments)
        response = await self._spider.get(url, kind="rest", expect=(400,))
        if response is None or response.status == 200 or self._most == _DEFAULT:
            return response
        if rest.error_code(response.body) != rest.INVALID:
            return response
        # It gives fewer at once. Nothing may change the size of pages but this.
        self._most = _DEFAULT
        url = _with(root, "wp/v2/posts", per_page=str(_DEFAULT), **arguments)
        return await self._spider.get(url, kind="rest", expect=(400,))

    async def _changed_last(self, most: int) -> list[Stated]:
        """The posts that were changed last, and only when: a short answer."""
        if self._rest is None:
            return []
        latest = {"orderby": "modified", "per_page": str(min(most, self._most))}
        fields = {"_fields": "link,modified_gmt"}
        url = _with(self._rest, "wp/v2/posts", **latest, **fields)
        response = await self._spider.get(url, kind="rest", expect=(400,))
        found = rest.parse_posts(response.body) if response is not None else None
        return found or []

    @property
    def _feed_has_pages(self) -> bool:
        # Of WordPress alone it is known that its feeds go on with "paged".
        if self._feed is None or self._spider.site.rules.rest:
            return self._feed is not None
        parts = urlsplit(self._feed)
        return parts.path.rstrip("/").endswith("/feed") or "feed=" in parts.query

    async def _feed_of(self, url: str) -> list[Stated]:
        """What the feed of the one post at *url* states of it: WordPress gives the
        post itself instead of its comments (wp-includes/class-wp-query.php)."""
        own = f"{url}&feed=rss2" if "?" in url else f"{url.rstrip('/')}/feed/"
        address = _with(own, "", withoutcomments="1")
        response = await self._spider.get(address, kind="feed", expect=(404,))
        if response is None or response.status != 200:
            return []
        return parse_feed(response.body, url)

    async def _feed_news(self, number: int) -> list[Stated] | None:
        """One page of the feed, an empty one if it has not changed since it was last
        read; None if there is none.

        The first is asked for by If-Modified-Since alone: with gzip WordPress compares
        its own weakened ETag literally, demands both, and never answers 304. The others
        are read for what they state of articles that a run wants now, which an earlier
        run that read them need not have wanted.
        """
        if self._feed is None:
            return None
        spider, url = self._spider, _paged(self._feed, number)
        headers = {}
        known = None
        if number == 1:
            known = spider.ledger.runs.validator(spider.site_id, url).last_modified
        if known:
            headers["If-Modified-Since"] = known
        response = await spider.get(
            url, kind="feed", expect=(304, 404), headers=headers
        )
        if response is not None and response.status == 304:
            return []
        if response is None or response.status != 200:
            return None
        header = response.headers.get("Last-Modified")
        stamp = header.decode("latin-1") if header else None
        if known and stamp and stamp != known:
            self.changed = stamp
        # What it lists below the place where it is cut is had when it is whole.
        if number == 1 and not _is_cut(response):
            validator = Validator(last_modified=stamp)
            spider.ledger.runs.set_validator(spider.site_id, url, validator)
        return parse_feed(response.body, url) or None


def _is_cut(feed: TextResponse) -> bool:
    return feed.status == 200 and breaks_off(feed.body)


def _with(root: str, path: str, **arguments: str) -> str:
    # With plain permalinks the root is "/index.php?rest_route=/".
    url = f"{root}{path}"
    if not arguments:
        return url
    query = urlencode(arguments, quote_via=quote, safe=",:")
    return f"{url}{'&' if '?' in url else '?'}{query}"


def _paged(feed: str, number: int) -> str:
    return _with(feed, "", paged=str(number)) if number > 1 else feed
