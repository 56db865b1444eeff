"""What spiders that fetch articles share: which to ask for, and what comes back."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.http import TextResponse
from scrapy.spidermiddlewares.httperror import HttpError

from newsbot.arabic.dates import parse_date
from newsbot.exceptions import Refused, Stopping
from newsbot.pages.article import ArticlePage, NotAnArticle, ProtectedArticle
from newsbot.pages.refusal import find_stand_in
from newsbot.similarity import key_hash, url_key
from newsbot.spiders.arguments import is_older
from newsbot.spiders.base import (
    PRIORITY,
    PRIORITY_RELATED,
    REFUSED,
    NewsSpider,
    describe,
)
from newsbot.spiders.interfaces import Interfaces

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from scrapy import Request
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from newsbot.items import Article
    from newsbot.pages.stated import Stated

# Addresses that show no article of their own, whatever the site's pages link to:
# archives, feeds, embeds and files (WordPress's rewrite rules and folders).
_NO_ARTICLE = re.compile(
    r"/(?:feed|embed|trackback|amp)/?$|/(?:category|tag|author|page)/"
    r"|/wp-(?:admin|content|includes|json|login)\b|/xmlrpc\.php"
    r"|\.(?:jpe?g|png|gif|webp|svg|pdf|mp4|mp3|zip|xml|json)$"
)


class IncompleteArticle(Exception):  # noqa: N818 - it is about the article
    """An article in several pages of which one was not to be had."""


class ArticleSpider(NewsSpider):
    """A spider that fetches articles, each once, and follows related ones.

    :param site: as for :class:`NewsSpider`
    """

    related_depth = 0
    """How far related articles are followed."""

    put_off: dict[str, tuple[str, int]] | None = None
    """Related articles that wait, because a listing may still name them: where they
    were named, and their depth. None: nothing waits."""

    limit: datetime | None = None
    """What was published before this instant is left out."""

    def __init__(self, site: str | None = None, **arguments: str) -> None:
        super().__init__(site, **arguments)
        self.interfaces = Interfaces(self)
        self._seen: set[int] = set()
        self._open: set[int] = set()
        self._old: set[int] = set()
        self._ended = asyncio.Event()

    def articles(
        self, urls: Iterable[str], *, via: str, origin: str | None, depth: int = 0
    ) -> Iterable[Request]:
        """Requests for those of *urls* that are still to be had.

        :param via: how they were found, as in the record
        :param origin: address of the page that named them
        :param depth: how many related articles lie between them and a listing
        """
        for url in urls:
            if not self.is_new(url):
                continue
            self._seen.add(key_hash(url))
            stated = self.interfaces.of(url)
            if self._is_settled(url, stated):
                self.crawler.stats.inc_value("newsbot/not_asked_for")
                continue
            self._open.add(key_hash(url))
            yield self.request(
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

    def is_new(self, url: str) -> bool:
        """Whether the article at *url* is still to be had: on this site, not asked
        for in this run, not delivered before, and not put off after a failure."""
        if not self.site.owns(url) or _NO_ARTICLE.search(urlsplit(url).path):
            return False
        key = key_hash(url)
        if key in self._seen:
            return False
        self.crawler.stats.inc_value("newsbot/listed")
        known = self.ledger.delivered(self.site_id, url_keys=[url_key(url)])
        failure = None if known else self.ledger.failure(self.site_id, url)
        if known or (failure and failure.next_try > datetime.now(UTC)):
            self._seen.add(key)
            return False
        return True

    def _is_settled(self, url: str, stated: tuple[Stated, ...]) -> bool:
        """Whether what an interface states of an article makes its page needless."""
        if any(one.protected for one in stated):
            self.end_page(url, "protected", "the post asks for a password")
            return True
        published = next((one.published for one in stated if one.published), None)
        if self.limit is None or published is None:
            return False
        instant = parse_date(published, now=datetime.now(UTC), tz=self.site.zone)
        if not isinstance(instant, datetime) or instant >= self.limit:
            return False
        self._old.add(key_hash(url))
        self.end_page(url, "old", f"published {published}")
        return True

    async def is_past_limit(self, urls: list[str]) -> bool:
        """Whether all articles of a listing page are older than ``since``; only
        their pages tell."""
        if self.limit is None:
            return False
        keys = {key_hash(url) for url in urls}
        while keys & self._open:
            self._ended.clear()
            await self._ended.wait()
        return keys <= self._old

    async def parse_article(
        self,
        response: Response,
        found: dict[str, str | None],
        stated: tuple[Stated, ...],
        depth: int,
    ) -> AsyncIterator[Any]:
        """The article of a page, then requests for the articles related to it."""
        asked = response.meta.get("redirect_urls", [response.url])[0]
        if key_hash(response.url) != key_hash(asked):
            # WordPress guesses: a truncated or deleted address leads to a post
            # whose own address begins alike.
            if key_hash(response.url) == key_hash(self.site.url):
                self.end_page(asked, "refused", "leads to the home page")
                return
            if key_hash(response.url) in self._seen:
                self.end_page(asked, "redirected", f"leads to {response.url}")
                return
            self._seen.add(key_hash(response.url))
            stated = self.interfaces.of(response.url)
        try:
            article = await self._read(response, stated)
        except ProtectedArticle as error:
            self.end_page(asked, "protected", str(error))
            return
        except Refused as error:
            self.end_page(asked, "refused", str(error))
            return
        except NotAnArticle as error:
            self.end_page(asked, "not_article", str(error))
            return
        except IncompleteArticle as error:
            self.end_page(asked, "failed", str(error))
            return
        if self.limit and is_older(article.published, self.limit, self.site.zone):
            self._old.add(key_hash(asked))
            self.end_page(asked, "old", f"published {article.published}")
            return
        article.found = found
        self._close(asked)
        yield article
        if depth < self.related_depth:
            related = [one.url for one in article.related if self.is_new(one.url)]
            if self.put_off is None:
                async for request in self.follow(related, response.url, depth + 1):
                    yield request
            else:
                for url in related:
                    self.put_off.setdefault(url, (response.url, depth + 1))

    async def follow(
        self, urls: list[str], origin: str, depth: int
    ) -> AsyncIterator[Request]:
        """Requests for articles that the one at *origin* names as related."""
        await self.interfaces.learn(urls)
        for request in self.articles(urls, via="related", origin=origin, depth=depth):
            yield request

    async def _read(self, response: Response, stated: tuple[Stated, ...]) -> Article:
        """The article that begins on the page *response*, all its pages joined."""
        if not isinstance(response, TextResponse):
            raise NotAnArticle(f"not a page: {response.headers.get('Content-Type')!r}")
        page = self._page(response, stated)
        home = self.site.url
        if refusal := find_stand_in(page.tree, url=response.url, home=home):
            raise Refused(refusal.reason)
        for url in page.further_pages:
            further = (
                await self.get(url, kind="article") if self.site.owns(url) else None
            )
            self.crawler.stats.inc_value("newsbot/further_pages")
            if further is None:
                raise IncompleteArticle(f"its page {url} was not to be had")
            page.join(self._page(further, ()))
        article = page.article(self.site_id)
        if article.canonical_url and not self.site.owns(article.canonical_url):
            article.canonical_url = None
        return article

    def _page(self, response: TextResponse, stated: tuple[Stated, ...]) -> ArticlePage:
        return ArticlePage(
            response.text,
            url=response.url,
            profile=self.site.rules,
            tz=self.site.zone,
            now=datetime.now(UTC),
            stated=stated,
        )

    def end_page(self, url: str, outcome: str, reason: str = "") -> None:
        """As :meth:`NewsSpider.end_page`, and the listing may go on."""
        super().end_page(url, outcome, reason)
        self._close(url)

    def _close(self, url: str) -> None:
        self._open.discard(key_hash(url))
        self._ended.set()

    def article_failed(self, failure: Failure) -> None:
        """Count a page that gave no answer, or an error."""
        error = failure.value
        request: Request = failure.request  # type: ignore[attr-defined]
        url = request.meta.get("redirect_urls", [request.url])[0]
        if isinstance(error, Stopping):
            self._close(url)
        elif isinstance(error, HttpError):
            status = error.response.status
            outcome = "refused" if status in REFUSED else "failed"
            self.end_page(url, outcome, f"HTTP {status}")
        elif not self.site.owns(request.url):
            self.end_page(url, "redirected", f"leads off the site to {request.url}")
        else:
            why = self.why(error)
            outcome = "failed" if why == "unanswered" else why
            self.end_page(url, outcome, describe(error))
