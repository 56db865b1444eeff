"""What spiders that fetch articles share: what comes back of the pages they ask for."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from scrapy.http import HtmlResponse, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError

from newsbot.asked import asked_for, failed_request
from newsbot.exceptions import (
    IncompleteArticle,
    NotAnArticle,
    ProtectedArticle,
    StandIn,
    Stopping,
    describe,
)
from newsbot.pages.refusal import find_stand_in
from newsbot.similarity import key_hash
from newsbot.spiders.addresses import named_by, own_address
from newsbot.spiders.asking import AskingSpider
from newsbot.spiders.furtherpages import FurtherPages
from newsbot.spiders.instants import is_later, is_older
from newsbot.spiders.leading import Leading
from newsbot.spiders.looks import Looks
from newsbot.spiders.retries import Retries
from newsbot.spiders.strange import end_offsite, end_strange

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from scrapy import Request
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from newsbot.items import Article
    from newsbot.pages.article import ArticlePage
    from newsbot.pages.stated import Stated
    from newsbot.spiders.addresses import OtherAddresses

_CUT = "the page breaks off: it may be cut"
# So many an article may have behind its first; a list of pages that is longer is
# rather one of something else.
_FURTHER_PAGES = 30


class ArticleSpider(AskingSpider):
    """A spider that fetches articles, each once, and follows related ones.

    :param site: as for :class:`NewsSpider`
    """

    related_depth = 0
    """How far related articles are followed."""

    unfollowed: dict[str, tuple[str, int]] | None = None
    """Related articles that wait, because a listing may still name them: where they
    were named, and their depth. None: nothing waits."""

    def __init__(self, site: str | None = None, **arguments: str) -> None:
        super().__init__(site, **arguments)
        self.looks = Looks(self)
        self.moved: dict[int, str] = {}
        """Where articles were found that have another address than the one that was
        asked for, by the key of that."""
        self.retries = Retries(self)
        self._leading = Leading(self)

    async def parse_article(
        self,
        response: Response,
        found: dict[str, str | None],
        stated: tuple[Stated, ...],
        depth: int,
    ) -> AsyncIterator[Any]:
        """The article of a page, then requests for the articles related to it."""
        asked = asked_for(response)
        expected: tuple[Stated, ...] = ()  # of another page than this one
        if key_hash(response.url) != key_hash(asked):
            # WordPress guesses: a truncated or deleted address leads to a post
            # whose own address begins alike.
            if self.site.is_home(response.url):
                self.end_page(asked, "failed", "leads to the home page")
                return
            if key_hash(response.url) in self._seen:
                if other := self._leading.replaced(stated, by=response.url):
                    self.end_page(asked, "failed", f"leads to {other}")
                    return
                self._leading.leads(response)
                self.end_page(asked, "redirected", f"leads to {response.url}")
                return
            self._seen.add(key_hash(response.url))
            self.moved[key_hash(asked)] = response.url
            expected, stated = stated, self.interfaces.of(response.url)
        try:
            is_last = partial(self._is_last_attempt, asked)
            article, named = await self.read(response, stated, cut_too=is_last)
        except ProtectedArticle as error:
            self.end_page(asked, "protected", str(error))
            return
        except NotAnArticle as error:
            end_strange(self, response, found, str(error))
            return
        except (IncompleteArticle, StandIn) as error:
            self.end_page(asked, "failed", str(error))
            return
        except Exception:
            self.ends(asked)  # Scrapy says what went wrong, nobody must wait for it
            raise
        if self._leading.is_anothers(article, stated):
            self.end_page(asked, "failed", f"shows another article, {article.id}")
            return
        if self.limit and is_older(article.published, self.limit, self.site.zone):
            self._old.add(key_hash(asked))
            self.end_page(asked, "old", f"published {article.published}")
            return
        if self.end and is_later(article.published, self.end, self.site.zone):
            self.end_page(asked, "later", f"published {article.published}")
            return
        if other := self._leading.replaced(
            expected, by=response.url, article_id=article.id
        ):
            self.end_page(asked, "failed", f"leads to {other}")
            return
        article.found = found
        self._leading.announce(article, response, named)
        self.ends(asked)
        yield article
        if depth < self.related_depth:
            related = [one.url for one in article.related if self.is_new(one.url)]
            if self.unfollowed is None:
                async for request in self.follow(related, response.url, depth + 1):
                    yield request
            else:
                for url in related:
                    self.unfollowed.setdefault(url, (response.url, depth + 1))

    async def follow(
        self, urls: list[str], origin: str, depth: int
    ) -> AsyncIterator[Request]:
        """Requests for articles, all of them new, that the one at *origin* names as
        related."""
        await self.interfaces.learn(urls)
        for request in self.articles(
            urls, via="related", origin=origin, depth=depth, are_new=True
        ):
            yield request

    def _is_last_attempt(self, url: str) -> bool:
        """Whether the page at *url* is given up if it gives no article now."""
        failure = self.ledger.failures.of(self.site_id, url)
        attempts = 0 if failure is None else failure.attempts
        return attempts + 1 >= self.settings.getint("NEWSBOT_MAX_ATTEMPTS")

    async def read(
        self,
        response: Response,
        stated: tuple[Stated, ...],
        *,
        cut_too: Callable[[], bool] | None = None,
    ) -> tuple[Article, OtherAddresses]:
        """The article that begins on the page *response*, all its pages joined, and
        the addresses that the page names as its own.

        :param cut_too: whether half an article is better than none; None: it is not
        """
        if not isinstance(response, TextResponse):
            raise NotAnArticle(f"not a page: {response.headers.get('Content-Type')!r}")
        is_cut = self.endings.is_cut(response.text, "article")
        if is_cut and not (cut_too is not None and cut_too()):
            raise IncompleteArticle(_CUT)
        try:
            return await self._read(response, stated)
        except ProtectedArticle:
            raise
        except NotAnArticle as error:
            if self.endings.is_doubtful(response.text, "article"):
                raise IncompleteArticle(f"{error}; {_CUT}") from error
            raise

    async def _read(
        self, response: TextResponse, stated: tuple[Stated, ...]
    ) -> tuple[Article, OtherAddresses]:
        page = self._page(response, stated)
        home = self.site.url
        if found := find_stand_in(
            page.tree, url=response.url, home=home, structured=page.structured
        ):
            raise StandIn(found.reason)
        further_pages = FurtherPages(response.url)
        further_pages.name(page.further_pages)
        warnings = []
        for url in islice(further_pages, _FURTHER_PAGES):
            answer = None
            if self.site.owns(url):
                self.crawler.stats.inc_value("newsbot/further_pages")
                answer = await self.get(url, kind="article")
            if answer is None or self.endings.is_cut(answer.text, "article"):
                raise IncompleteArticle(f"its page {url} was not to be had")
            if further_pages.takes(answer.url):
                further = self._page(answer, ())
                numbers = {page.post_id, further.post_id} - {None}
                if len(numbers) > 1:
                    warnings.append(f"{url}, named as its page, is of another post")
                    continue
                page.join(further)
                further_pages.name(further.further_pages)
        article = page.article(self.site_id)
        article.canonical_url = own_address(article.canonical_url, self.site)
        if left := len(further_pages):
            warnings.append(f"{left} of its pages were not asked for")
        article.warnings += warnings
        return article, named_by(page, self.site)

    def _page(self, response: TextResponse, stated: tuple[Stated, ...]) -> ArticlePage:
        # A poll of a site that has nothing new reads no article.
        from newsbot.pages.article import ArticlePage

        is_utf8 = isinstance(response, HtmlResponse) and response.encoding == "utf-8"
        return ArticlePage(
            response.body if is_utf8 else response.text,
            url=response.url,
            profile=self.site.rules,
            tz=self.site.timezone,
            now=datetime.now(UTC),
            stated=stated,
        )

    def article_failed(self, failure: Failure) -> None:
        """Count a page that gave no answer, or an error."""
        error = failure.value
        request = failed_request(failure)
        url = asked_for(request)
        if isinstance(error, Stopping):
            self.ends(url)
        elif isinstance(error, HttpError):
            outcome, reason = self.retries.outcome(url, error.response.status)
            self.end_page(url, outcome, reason)
        elif not self.site.owns(request.url):
            end_offsite(self, request, request.cb_kwargs["found"])
        else:
            why = self.why(error)
            outcome = "failed" if why == "unanswered" else why
            self.end_page(url, outcome, describe(error))
