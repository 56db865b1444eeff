"""What the site's feed and REST interface state, asked for as a crawl needs it.

The theme's pages state only a day; the instants stand in the interfaces. They
list articles newest first, a listing does so too, so the two are read in step.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from newsbot.similarity import key_hash
from newsbot.spiders.endpoints import Endpoints

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsbot.pages.stated import Stated
    from newsbot.spiders.base import NewsSpider

# Fewer unknown articles on a listing page are old ones (sticky, featured).
_STEP = 4
# Names of more articles than this make an address too long for some servers.
_NAMES = 20
# Requests for the feeds of single articles that a run may cost.
_EACH = 20
# So many pages of the feed in a row may help nothing before several articles are
# looked for elsewhere: a page of a listing may be that long.
_PAGES = 2
# So many may help nothing in a run when the feeds of single articles are spent.
_VAIN = 10


class Interfaces(Endpoints):
    """What the feed and the REST interface of one site have stated in one run."""

    def __init__(self, spider: NewsSpider) -> None:
        super().__init__(spider)
        self._stated: dict[int, list[Stated]] = {}
        self._listed: set[tuple[str, int]] = set()
        self._rest_page = 0
        self._feed_page = 0
        self._feed_is_over = False
        self._before: set[int] = set()
        self._each = _EACH
        self._vain = _VAIN
        self.is_thorough = False
        """Whether the feed is read to its end, if need be, for an article that nothing
        else states an instant of."""
        self._news: list[Stated] | None = None
        self._links: dict[str, str] = {}
        self._numbers: dict[int, int] = {}
        self._guid_numbers: dict[int, int] = {}
        self._named: set[int] = set()
        self._asked: set[int] = set()
        # Pages are read at the same time; what one of them asks for, the next one to
        # come must find stated.
        self._turn = asyncio.Lock()
        self.modified: dict[str, str] = {}
        """Address of an article → the instant of its last change, as an interface
        has stated it in this run."""

    async def news(self) -> list[Stated]:
        """What the feed lists, newest first; nothing if it has not changed since it
        was last read and all that it led to was delivered."""
        async with self._turn:
            if self._news is None:
                self._news = await self._next_feed()
            return self._news

    async def changes(self) -> list[str]:
        """Ask the REST interface, if there is one, which articles were changed last;
        their addresses, the last change first."""
        found = await self._changed_last(_NAMES)
        self.modified |= {one.url: one.modified for one in found if one.modified}
        urls = [one.url for one in found]
        self._named.update(map(key_hash, urls))
        return urls

    def names(self, url: str) -> bool:
        """Whether an interface has named the article at *url* in this run."""
        return key_hash(url) in self._named

    def number_at(self, url: str) -> int | None:
        """The site's own number of the post at *url*, as the REST interface has stated
        it in this run; None where it has not."""
        return self._numbers.get(key_hash(url))

    def guid_number_at(self, url: str) -> int | None:
        """The number of the post at *url* in the feed, which may be that of a site that
        this one was made from; None where the feed has not stated one in this run."""
        return self._guid_numbers.get(key_hash(url))

    async def recall(self, posts: Mapping[str, str]) -> dict[str, str]:
        """Ask the REST interface for a few posts that were delivered before, where
        nothing is stated of them yet; the other interfaces are not asked again.

        :param posts: address → the site's own number of the post
        :return: number → the address that the post has now, of those stated
        """
        async with self._turn:
            numbers = [posts[url] for url in self._missing(posts)]
            if self._rest is not None:
                await self._ask_for("include", numbers)
        links = self._links
        return {one: links[one] for one in posts.values() if one in links}

    def state(self, stated: Stated) -> None:
        """Keep what is stated of an article for when its page is asked for; what an
        interface has stated of it first counts."""
        known = self._stated.setdefault(key_hash(stated.url), [])
        if all(one.rule != stated.rule for one in known):
            known.append(stated)
            known.sort(key=lambda one: one.rule != "rest")

    def of(self, url: str) -> tuple[Stated, ...]:
        """What has been stated of the article at *url*, best source first; it is
        handed out once."""
        return tuple(self._stated.pop(key_hash(url), ()))

    async def learn(self, urls: Iterable[str]) -> None:
        """Ask for the articles at *urls* where nothing is stated of them yet."""
        async with self._turn:
            await self._learn(list(urls))

    async def _learn(self, urls: list[str]) -> None:
        missing = self._missing(urls)
        if len(missing) >= _STEP and await self._next_rest():
            missing = self._missing(missing)
        elif len(missing) >= _STEP:
            missing = await self._read_on(missing)
        if self._rest is None:
            await self._ask_for_each(missing)
            await self._read_further(missing)
            return
        names = [_name(url) for url in missing]
        for way in ("slug", "include"):
            await self._ask_for(way, [name for kind, name in names if kind == way])

    async def _read_on(self, missing: list[str]) -> list[str]:
        """Read the feed in step with a listing, while several articles are missing;
        those that still are."""
        vain = 0
        while len(missing) >= _STEP and vain < _PAGES and self._feed_goes_on:
            await self._next_feed()
            left = self._missing(missing)
            # A page that helps is no dearer than the feed of the article it states.
            helps = self._is_wordpress and len(left) < len(missing)
            vain = 0 if helps else vain + 1
            missing = left
        return missing

    async def _read_further(self, urls: list[str]) -> None:
        """Read the feed on for those of *urls* whose own feeds this run may not ask for
        any more. How far down an article stands only its page would tell."""
        if not self._is_wordpress:
            return
        missing = [
            url for url in self._missing(urls) if key_hash(url) not in self._asked
        ]
        while missing and self._feed_goes_on and (self.is_thorough or self._vain > 0):
            await self._next_feed()
            left = self._missing(missing)
            self._vain -= len(left) == len(missing)
            missing = left

    async def _ask_for(self, way: str, names: list[str]) -> None:
        """Ask the REST interface for the posts of these *names*, which *way* takes."""
        names = list(dict.fromkeys(names))
        step = min(_NAMES, self._most)
        for start in range(0, len(names), step):
            part = ",".join(names[start : start + step])
            self._keep(await self._ask(**{way: part}) or [])

    async def _ask_for_each(self, urls: list[str]) -> None:
        """Ask for the feed of each of a few old articles."""
        if self._feed is None or not self._is_wordpress:
            return
        new = [url for url in urls if key_hash(url) not in self._asked]
        for url in new[: self._each]:
            self._each -= 1
            self._asked.add(key_hash(url))
            self._keep(await self._feed_of(url))

    def _missing(self, urls: Iterable[str]) -> list[str]:
        # The REST interface states more than the feed.
        best = "rest" if self._rest else "feed"
        return [
            url
            for url in urls
            # What was handed out would not be stated a second time.
            if (best, key_hash(url)) not in self._listed
            and all(one.rule != best for one in self._stated.get(key_hash(url), ()))
        ]

    async def _next_rest(self) -> list[Stated]:
        self._rest_page += 1
        found = await self._ask(page=str(self._rest_page)) or []
        owns = self._spider.site.owns
        if self._rest_page == 1 and not any(owns(one.url) for one in found):
            # Closed, a list that is kept empty, or one of another host's addresses.
            self._rest = None
        return self._keep(found)

    @property
    def _is_wordpress(self) -> bool:
        # Of a theme of WordPress, whose pages may state only a day.
        return bool(self._spider.site.rules.rest)

    @property
    def _feed_goes_on(self) -> bool:
        is_open = self._feed is not None and not self._feed_is_over
        return is_open and (not self._feed_page or self._feed_has_pages)

    async def _next_feed(self) -> list[Stated]:
        if not self._feed_goes_on:
            return []
        self._feed_page += 1
        found = await self._feed_news(self._feed_page)
        keys = {key_hash(one.url) for one in found or ()}
        # Some sites give the same page under every number.
        is_repeated = bool(keys) and keys <= self._before
        self._feed_is_over = found is None or is_repeated
        self._before = keys
        if found is None and self._feed_page == 1:
            self._feed = None
        return self._keep(found or [])

    def _keep(self, found: list[Stated]) -> list[Stated]:
        """Keep what is new; an interface that answers the same to every question
        must not be asked for ever."""
        new = []
        for stated in found:
            key = key_hash(stated.url)
            self._named.add(key)
            if (stated.rule, key) not in self._listed:
                self._listed.add((stated.rule, key))
                if stated.post_id is not None:
                    self._numbers[key] = stated.post_id
                if stated.guid_number is not None:
                    self._guid_numbers[key] = stated.guid_number
                if stated.modified:
                    self.modified[stated.url] = stated.modified
                if stated.post_id is not None:
                    self._links[str(stated.post_id)] = stated.url
                self.state(stated)
                new.append(stated)
        return new


def _name(url: str) -> tuple[str, str]:
    """By which argument the REST interface takes the name of the post at *url*, and
    that name: its number, where the permalinks have numbers, else its slug."""
    parts = urlsplit(url)
    number = parse_qs(parts.query).get("p", [""])[0]
    name = unquote(parts.path.rstrip("/").rpartition("/")[2])
    name = name.removesuffix(".html")
    if number.isdecimal() or name.isdecimal():
        return "include", number or name
    return ("slug", name) if name else ("", "")
