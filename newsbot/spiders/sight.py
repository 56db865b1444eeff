"""What a look at a known article has shown: the article, its withdrawal, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapy.spidermiddlewares.httperror import HttpError

from newsbot.asked import failed_request
from newsbot.exceptions import (
    IncompleteArticle,
    NotAnArticle,
    StandIn,
    Stopping,
    describe,
)
from newsbot.pages.errorpages import names_error
from newsbot.revisions.fields import Fields
from newsbot.revisions.kept import last_record, revisit
from newsbot.similarity import key_hash, url_key
from newsbot.spiders.base import GONE
from newsbot.spiders.successors import as_delivered, is_republished, is_successor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from newsbot.items import Article
    from newsbot.ledger import Watched
    from newsbot.revisions.schedule import Schedule
    from newsbot.spiders.articles import ArticleSpider
    from newsbot.spiders.withdrawals import Withdrawals


class Sight:
    """Judges the answers to the looks of *spider*; *schedule* says what comes next,
    *withdrawals* is told what is gone."""

    def __init__(
        self, spider: ArticleSpider, schedule: Schedule, withdrawals: Withdrawals
    ) -> None:
        self._spider = spider
        self._schedule = schedule
        self._withdrawals = withdrawals

    async def parse(self, response: Response, watched: Watched) -> AsyncIterator[Any]:
        """What became of the article of a page: the article itself, its withdrawal,
        or nothing."""
        found: list[Any] = []
        try:
            found = await self._found(response, watched)
        finally:
            self._withdrawals.ends(there=bool(found))
        for item in found:
            yield item

    def failed(self, failure: Failure) -> list[Any]:
        """What became of an article whose page was not to be had."""
        try:
            return self._failed(failure)
        finally:
            self._withdrawals.ends(there=False)

    def _failed(self, failure: Failure) -> list[Any]:
        watched: Watched = failed_request(failure).cb_kwargs["watched"]
        error = failure.value
        if isinstance(error, HttpError):
            status = error.response.status
            judge = self._gone if status in GONE else self.unseen
            return judge(watched, f"HTTP {status}")
        if isinstance(error, Stopping):
            return []
        settled = self._spider.why(error) == "forbidden"
        return self.unseen(watched, describe(error), settled=settled)

    async def _found(self, response: Response, watched: Watched) -> list[Any]:
        spider = self._spider
        moved = key_hash(response.url) != key_hash(watched.url)
        if moved and spider.site.is_home(response.url):
            return self._gone(watched, "leads to the home page")
        stated = spider.interfaces.of(watched.url)
        if moved:
            stated = spider.interfaces.of(response.url) or stated
        try:
            article, _ = await spider.read(response, stated)
        except NotAnArticle as error:  # a password, an attachment
            if moved and self._is_home(response.url):
                return self._gone(watched, "leads to the home page")
            return self.unseen(watched, str(error), settled=True)
        except (StandIn, IncompleteArticle) as error:
            if moved and names_error(response.url):
                return self._gone(watched, f"leads to {response.url}")
            return self.unseen(watched, str(error))
        if not article.title or "text" not in article.sources:
            return self.unseen(watched, "no headline or no body found")
        return self._judge(article, watched, moved=moved)

    def _is_home(self, url: str) -> bool:
        """Whether *url* is the home page, with whatever query: that says at most why
        one was led there."""
        return key_hash(url.partition("?")[0]) == key_hash(self._spider.site.url)

    def _judge(self, article: Article, watched: Watched, *, moved: bool) -> list[Any]:
        """What the article is that now stands at the address of *watched*, or, if it
        has *moved*, where that leads."""
        ledger, site_id = self._spider.ledger, self._spider.site_id
        fields = self._last_fields(watched)
        if article.id != watched.id and not self._is_second(article, watched):
            if moved:
                if not is_same(last_record(ledger, watched.id), vars(article)):
                    return self._gone(watched, f"leads to {article.url}")
            elif not is_successor(ledger, site_id, article, watched):
                reason = f"is {article.id} now"
                return self.unseen(watched, reason, settled=True)
            elif not is_republished(fields, article):
                reason = f"another article, {article.id}, stands there"
                return self._gone(watched, reason, replaced=True)
        article.id = watched.id
        if not article.text and fields is not None and fields.has("text"):
            # An editor rarely empties an article; a changed layout does it to all.
            return self.unseen(watched, "the text is gone")
        if moved:
            ledger.watches.moved(site_id, watched.id, article.url, url_key(article.url))
        return [revisit(vars(article))]

    def _is_second(self, article: Article, watched: Watched) -> bool:
        """Whether *article* has another id than *watched* only because it was looked at
        at its second address, which a page without a number makes its id of."""
        key = url_key(watched.url)
        if url_key(article.url) != key or article.id.rpartition(":")[2].isdecimal():
            return False
        ledger = self._spider.ledger
        own = url_key(article.canonical_url or key)
        if own != key:
            # A third address, which it has called its own before.
            last = last_record(ledger, watched.id) or {}
            if url_key(last.get("canonical_url") or key) != own:
                return False
        known = ledger.delivered(self._spider.site_id, url_keys=[key])
        return known is not None and known.id == watched.id

    def _last_fields(self, watched: Watched) -> Fields | None:
        known = self._spider.ledger.delivered(
            self._spider.site_id, article_id=watched.id
        )
        return None if known is None else Fields.parse(known.fields)

    def _gone(
        self, watched: Watched, reason: str, *, replaced: bool = False
    ) -> list[Any]:
        """Nothing yet: whether it is withdrawn is told when all looks are over."""
        self._withdrawals.gone(watched, reason, replaced=replaced)
        return []

    def unseen(
        self, watched: Watched, reason: str, *, settled: bool = False
    ) -> list[Any]:
        """Nothing: the article was not to be seen, for *reason*; *settled*: nor will it
        be the next time, so that this was one of its looks."""
        schedule, now = self._schedule, datetime.now(UTC)
        step = watched.step
        due: datetime | None = schedule.again(step, now)
        if settled:
            due, step = schedule.after(step, now)
        if not schedule.every:
            self._spider.ledger.watches.put_off(watched.id, due, step)
        self._spider.end_page(watched.url, "unseen", reason)
        return []


def is_same(last: dict[str, Any] | None, article: dict[str, Any]) -> bool:
    """Whether an article under a new address is the one that was there before, where
    the site gives no number to tell by."""
    if last is None or any(
        one["id"].rpartition(":")[2].isdecimal() for one in (last, article)
    ):
        return False
    old, new = Fields.of(last).values, as_delivered(article).values
    return old[0][2:] == new[0][2:] or old[2][2:] == new[2][2:] != ""
