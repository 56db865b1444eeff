"""Which articles a spider asks for: each once, and no more at a time than it can
keep in mind."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

from newsbot.pages.lists.editions import is_other_edition
from newsbot.similarity import key_hash, url_key
from newsbot.spiders.account import Account
from newsbot.spiders.base import PRIORITY, PRIORITY_RELATED, NewsSpider
from newsbot.spiders.instants import instant_of
from newsbot.spiders.interfaces import Interfaces

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable

    from scrapy import Request
    from twisted.python.failure import Failure

    from newsbot.pages.stated import Stated
    from newsbot.spiders.looks import Looks

# Paths that no post has, whoever names them: WordPress's folders and scripts, the two
# names that it gives to no post (wp_unique_post_slug), and files.
_NO_PAGE = re.compile(
    r"/wp-(?:admin|content|includes|json)(?:/|$)|/(?:wp-[a-z-]+|xmlrpc)\.php$"
    r"|/(?:feed|embed)/?$"
    r"|\.(?:jpe?g|png|gif|webp|svg|pdf|mp4|mp3|zip|xml|json)$"
)
# Paths that rarely are a post's: archives, their pages, and an article's other dress
# (WordPress's rewrite rules). Links lead to them; of what a list of posts names, it is
# a post in a category "author", or with the name "amp". Behind a day it is the name.
_NO_ARTICLE = re.compile(
    r"/(?:category|tag|author)/[^/]+/?$|/page/[0-9]+/?$"
    r"|(?<!/[0-9]{4}/[0-9]{2}/[0-9]{2})/(?:trackback|amp)/?$"
)

# So many articles are asked for before the next page of a listing; a request and what
# is stated of its article take some 4 kB.
_AHEAD = 200


class AskingSpider(NewsSpider):
    """A spider that asks for articles.

    :param site: as for :class:`NewsSpider`
    """

    parse_article: Callable[..., AsyncIterator[Any]]
    """What takes the page of an article."""

    article_failed: Callable[[Failure], None]
    """What is told that there was none."""

    looks: Looks
    """Which known articles it looks at again."""

    limit: datetime | None = None
    """What was published before this instant is left out."""

    end: datetime | None = None
    """What was published at this instant or later is left out."""

    def __init__(self, site: str | None = None, **arguments: str) -> None:
        super().__init__(site, **arguments)
        self.interfaces = Interfaces(self)
        self._seen: set[int] = set()
        self._open: dict[int, str] = {}
        self._old: set[int] = set()
        self._ended = asyncio.Event()
        self._account: Account | None = None

    def articles(
        self,
        urls: Iterable[str],
        *,
        via: str,
        origin: str | None,
        depth: int = 0,
        are_new: bool = False,
        are_posts: bool = False,
    ) -> Iterable[Request]:
        """Requests for those of *urls* that are still to be had.

        :param via: how they were found, as in the record
        :param origin: address of the page that named them
        :param depth: how many related articles lie between them and a listing
        :param are_new: whether :meth:`is_new` has just said so of all of them
        :param are_posts: whether a list of posts names them, as for :meth:`is_new`
        """
        for url in urls:
            key = key_hash(url)
            if key in self._seen or not (are_new or self.is_new(url, are_posts)):
                continue
            self._seen.add(key)
            stated = self.interfaces.of(url)
            if self._is_settled(url, stated):
                self.crawler.stats.inc_value("newsbot/not_asked_for")
                continue
            request = self.request(
                url,
                "article",
                callback=self.parse_article,
                errback=self.article_failed,
                priority=PRIORITY_RELATED if depth else PRIORITY["article"],
                cb_kwargs={
                    "found": {"via": via, "from": origin},
                    "stated": stated,
                    "depth": depth,
                },
            )
            if len(request.url) > self.settings.getint("URLLENGTH_LIMIT"):
                # Scrapy would drop it, and nobody would hear of it again.
                self.end_page(url, "not_article", "its address is too long")
                continue
            self._open[key] = url
            yield request

    def is_new(self, url: str, is_post: bool = False) -> bool:
        """Whether the article at *url* is still to be had: on this site, not asked
        for in this run, not delivered before, and not put off after a failure.

        :param is_post: whether a list of posts names it, such as an interface, or it
            was asked for before; else its address must not be that of an archive
        """
        key = key_hash(url)
        # Most links of a page were on the one before, too.
        if key in self._seen or self.site.is_home(url):
            return False
        if not self.site.owns(url) or not self._may_be_article(url, is_post):
            return False
        if is_other_edition(url, self.site.url):
            return False
        self.crawler.stats.inc_value("newsbot/listed")
        known = self.ledger.delivered(self.site_id, url_keys=[url_key(url)])
        if known and not self._has_left(known.id, url):
            self.crawler.stats.inc_value("newsbot/known")
            self.looks.met(known.id, url)
            self._seen.add(key)
            return False
        # A page ends under the address that its request has.
        failure = self.ledger.failures.of(self.site_id, safe_url_string(url))
        if failure and failure.next_try > datetime.now(UTC):
            # It begins with the outcome of the last attempt.
            if (outcome := failure.reason.partition(":")[0]) != "known":
                self.account.misses(outcome, url)
            else:
                self.crawler.stats.inc_value("newsbot/known")
            self._seen.add(key)
            return False
        return True

    def _has_left(self, article_id: str, url: str) -> bool:
        """Whether the known article has moved away from *url*, where an interface
        names a post that was not delivered: a later one has the name that it had, and
        the address is released. What nobody has moved is looked at
        (:mod:`newsbot.spiders.sight`); of what is not looked at any more, only the REST
        interface is believed."""
        sure = self.interfaces.number_at(url)
        number = self.interfaces.guid_number_at(url) if sure is None else sure
        own = article_id.rpartition(":")[2]
        if number is None or not own.isdecimal() or int(own) == number:
            return False
        ledger, site = self.ledger, self.site_id
        watched = ledger.watches.get(article_id)
        if watched is None and sure is None:
            return False
        if watched is not None and key_hash(watched.url) == key_hash(url):
            return False
        if ledger.delivered(site, article_id=f"{site}:{number}") is not None:
            return False
        ledger.aliases.release(site, article_id, url_key(url))
        return True

    def _may_be_article(self, url: str, is_post: bool) -> bool:
        path = urlsplit(url).path
        if _NO_PAGE.search(path):
            return False
        return is_post or not _NO_ARTICLE.search(path) or self.interfaces.names(url)

    def _is_settled(self, url: str, stated: tuple[Stated, ...]) -> bool:
        """Whether what an interface states of an article makes its page needless."""
        if any(one.protected for one in stated):
            self.end_page(url, "protected", "the post asks for a password")
            return True
        published = next((one.published for one in stated if one.published), None)
        if self.limit is None and self.end is None:
            return False
        instant = instant_of(published, self.site.zone)
        if instant is None:
            return False
        if self.limit is not None and instant < self.limit:
            self._old.add(key_hash(url))
            self.end_page(url, "old", f"published {published}")
            return True
        if self.end is not None and instant >= self.end:
            self.end_page(url, "later", f"published {published}")
            return True
        return False

    @property
    def account(self) -> Account:
        """What the site says it has, and what of it is missing."""
        if self._account is None:
            self._account = Account(self.crawler.stats)
        return self._account

    @property
    def on_their_way(self) -> int:
        """How many pages of articles have been asked for and not come to an end."""
        return len(self._open)

    async def next_end(self) -> None:
        """Wait until the page of an article comes to an end."""
        self._ended.clear()
        await self._ended.wait()

    async def make_room(self) -> None:
        """Wait until few pages are on their way: the listings of a large site would
        soon have named more than fit into the memory."""
        while len(self._open) > _AHEAD:
            await self.next_end()

    def has_met(self, url: str) -> bool:
        """Whether this run has come upon the article at *url* and keeps it in mind."""
        return key_hash(url) in self._seen

    @property
    def met(self) -> int:
        """How many articles this run keeps in mind."""
        return len(self._seen)

    def forget(self, url: str) -> None:
        """Leave it to the ledger to know the article at *url*: a run of any length
        must not keep every address in mind."""
        if key_hash(url) not in self._open:
            self._seen.discard(key_hash(url))

    def closed(self, reason: str) -> None:
        """Say which articles have come to no end at all."""
        if reason == "finished":
            for url in self._open.values():
                self.account.misses("unaccounted", url)

    async def is_past_limit(self, urls: list[str]) -> bool:
        """Whether all articles of a listing page are older than ``since``; only
        their pages tell. A page without any tells nothing."""
        if self.limit is None or not urls:
            return False
        keys = {key_hash(url) for url in urls}
        while keys & self._open.keys():
            await self.next_end()
        return keys <= self._old

    def end_page(self, url: str, outcome: str, reason: str = "") -> None:
        """As :meth:`NewsSpider.end_page`, and the listing may go on."""
        super().end_page(url, outcome, reason)
        self.ends(url)

    def ends(self, url: str) -> None:
        """Nobody waits for the page at *url* any more: it has come to its end."""
        self._open.pop(key_hash(url), None)
        self._ended.set()
