"""What the site's feed and REST interface state, asked for as a crawl needs it.

The theme's pages state only a day; the instants stand in the interfaces. They
list articles newest first, a listing does so too, so the two are read in step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlencode, urlsplit

from newsbot.ledger import Validator
from newsbot.pages import rest
from newsbot.pages.feed import parse_feed
from newsbot.similarity import key_hash

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from scrapy.http import TextResponse

    from newsbot.pages.stated import Stated
    from newsbot.spiders.base import NewsSpider

# WordPress answers at most this many posts at once.
_REST_PAGE = 100
# Fewer unknown articles on a listing page are old ones (sticky, featured).
_STEP = 4
# Names of more articles than this make an address too long for some servers.
_NAMES = 20
# Requests for single articles that one listing page may cost.
_EACH = 10


class Interfaces:
    """The feed and the REST interface of one site in one run."""

    def __init__(self, spider: NewsSpider) -> None:
        self._spider = spider
        self._stated: dict[int, list[Stated]] = {}
        self._listed: set[tuple[str, int]] = set()
        self._rest: str | None = None
        self._feed: str | None = None
        self._rest_page = 0
        self._feed_page = 0

    def open(self, rest_root: str | None, feed_url: str | None) -> None:
        """Name the interfaces' addresses; None where there is none."""
        self._rest, self._feed = rest_root, feed_url

    @property
    def feed(self) -> str | None:
        """Address of the feed; None if there is none."""
        return self._feed

    async def news(self) -> list[Stated]:
        """What the feed lists, newest first; nothing if it has not changed since it
        was last read and all that it led to was delivered."""
        return await self._next_feed()

    def of(self, url: str) -> tuple[Stated, ...]:
        """What has been stated of the article at *url*, best source first; it is
        handed out once."""
        return tuple(self._stated.pop(key_hash(url), ()))

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

    async def learn(self, urls: Iterable[str]) -> None:
        """Ask for the articles at *urls* where nothing is stated of them yet."""
        missing = self._missing(urls)
        if len(missing) >= _STEP:
            if not await self._next_rest():
                await self._next_feed()
            missing = self._missing(missing)
        if self._rest is None:
            await self._ask_for_each(missing)
            return
        names = {name: url for url in missing if (name := _slug(url))}
        for start in range(0, len(names), _NAMES):
            part = list(names)[start : start + _NAMES]
            await self._ask(slug=",".join(part), per_page=str(_REST_PAGE))

    async def _ask_for_each(self, urls: list[str]) -> None:
        """Ask for the feed of each of a few old articles: WordPress gives the post
        itself instead of its comments (wp-includes/class-wp-query.php)."""
        if self._feed is None or not self._spider.site.rules.rest:
            return
        for url in urls[:_EACH]:
            own = f"{url}&feed=rss2" if "?" in url else f"{url.rstrip('/')}/feed/"
            address = _with(own, "", withoutcomments="1")
            response = await self._spider.get(address, kind="feed", expect=(404,))
            if response is not None and response.status == 200:
                self._keep(parse_feed(response.body, url))

    async def rest_of_archive(self) -> AsyncIterator[Stated]:
        """Everything else that the site has published, newest first, from the
        first interface that lists it."""
        step = self._next_rest if self._rest else self._next_feed
        while stated := await step():
            for one in stated:
                yield one

    @property
    def archive(self) -> bool:
        """Whether an interface can list the site's whole archive."""
        return self._rest is not None or self._feed is not None

    def _missing(self, urls: Iterable[str]) -> list[str]:
        # The REST interface states more than the feed.
        best = "rest" if self._rest else "feed"
        return [
            url
            for url in urls
            if all(one.rule != best for one in self._stated.get(key_hash(url), ()))
        ]

    async def _next_rest(self) -> list[Stated]:
        self._rest_page += 1
        found = await self._ask(per_page=str(_REST_PAGE), page=str(self._rest_page))
        if self._rest_page == 1 and found is None:
            self._rest = None
        return found or []

    async def _ask(self, **arguments: str) -> list[Stated] | None:
        if self._rest is None:
            return None
        arguments |= {"_embed": rest.EMBED, "_fields": rest.FIELDS}
        url = _with(self._rest, "wp/v2/posts", **arguments)
        response = await self._spider.get(url, kind="rest", expect=(400,))
        found = rest.parse_posts(response.body) if response is not None else None
        return None if found is None else self._keep(found)

    async def _next_feed(self) -> list[Stated]:
        if self._feed is None:
            return []
        self._feed_page += 1
        page = {"paged": str(self._feed_page)} if self._feed_page > 1 else {}
        url = _with(self._feed, "", **page)
        response = await self._conditionally(url)
        if response is None or response.status == 304:
            return []
        new = self._keep(parse_feed(response.body, url))
        if not new and self._feed_page == 1:
            self._feed = None
        return new

    async def _conditionally(self, url: str) -> TextResponse | None:
        """Ask for a feed, by If-Modified-Since alone: with gzip WordPress compares
        its own weakened ETag literally, demands both, and never answers 304."""
        spider = self._spider
        headers = {}
        if known := spider.ledger.validator(spider.site_id, url).last_modified:
            headers["If-Modified-Since"] = known
        response = await spider.get(
            url, kind="feed", expect=(304, 404), headers=headers
        )
        if response is not None and response.status == 200:
            stamp = response.headers.get("Last-Modified")
            validator = Validator(
                last_modified=stamp.decode("latin-1") if stamp else None
            )
            spider.ledger.set_validator(spider.site_id, url, validator)
        return response

    def _keep(self, found: list[Stated]) -> list[Stated]:
        """Keep what is new; an interface that answers the same to every question
        must not be asked for ever."""
        new = []
        for stated in found:
            key = key_hash(stated.url)
            if (stated.rule, key) not in self._listed:
                self._listed.add((stated.rule, key))
                known = self._stated.setdefault(key, [])
                known.append(stated)
                known.sort(key=lambda one: one.rule != "rest")
                new.append(stated)
        return new


def _with(root: str, path: str, **arguments: str) -> str:
    # With plain permalinks the root is "/index.php?rest_route=/".
    url = f"{root}{path}"
    if not arguments:
        return url
    query = urlencode(arguments, quote_via=quote, safe=",:")
    return f"{url}{'&' if '?' in url else '?'}{query}"


def _slug(url: str) -> str | None:
    """Name of the post in an address with names; None in one with numbers."""
    path = urlsplit(url).path.strip("/")
    name = unquote(path.rpartition("/")[2])
    return name or None
