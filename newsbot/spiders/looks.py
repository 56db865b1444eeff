"""Looking again at articles that were delivered: at which of them.

An article is looked at when its schedule says so, when an interface states that it was
changed since, when it has vanished from between two others of a listing, and when one
that was withdrawn is back on a listing. What is due costs no request to find out.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from newsbot.ledger import Watched
from newsbot.revisions.schedule import Schedule
from newsbot.similarity import key_hash, url_key
from newsbot.spiders.instants import instant_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator

    from scrapy import Request

    from newsbot.items import Revisit
    from newsbot.ledger import Known
    from newsbot.pages.listing import ListingPage
    from newsbot.pages.stated import Stated
    from newsbot.revisions.fields import Fields
    from newsbot.spiders.articles import ArticleSpider
    from newsbot.spiders.sight import Sight
    from newsbot.spiders.withdrawals import Withdrawals

# Looks of a run, where a schedule is followed and no number is set.
_BUDGET = 50
# Of a mark: how the rows of a listing's first page are kept.
_TOP = "top "
# Addresses whose facts one request to the REST interface states.
_TOGETHER = 20


class Looks:
    """The looks of one run of *spider*; nothing is done if NEWSBOT_LOOK_AGAIN says so.

    NEWSBOT_LOOK_BUDGET is the most looks of a run, 0 for no limit; by default 50, and
    no limit where every known article is to be looked at.
    """

    def __init__(self, spider: ArticleSpider) -> None:
        self._spider = spider
        self._schedule = Schedule()
        self._due: list[Watched] = []
        self._wanted: dict[str, str] = {}
        self._met: dict[str, str] = {}
        self._named: set[int] = set()
        self.stated: dict[str, int] = {}
        """Id → the instant of change (seconds since 1970) that an interface states
        of an article that is looked at, for whatever reason."""

    def begin(self) -> None:
        """Find out what is due, before this run delivers anything."""
        self._schedule = Schedule.read(self._spider.crawler.settings)
        if not self._schedule:
            return
        ledger, site = self._spider.ledger, self._spider.site_id
        if self._schedule.every:
            self._due = ledger.watches.of(site)
        else:
            self._due = ledger.watches.due(site, longest=max(self._schedule.waits))
        if self._due:
            ledger.watches.forget(site, datetime.now(UTC) - self._schedule.kept)

    def __bool__(self) -> bool:
        """Whether this run looks at anything again."""
        return bool(self._schedule)

    @cached_property
    def _sight(self) -> Sight:
        # Few polls look at anything again.
        from newsbot.spiders.sight import Sight

        return Sight(self._spider, self._schedule, self._withdrawals)

    @cached_property
    def _withdrawals(self) -> Withdrawals:
        from newsbot.spiders.withdrawals import Withdrawals

        return Withdrawals(self._spider, self._schedule)

    def compare(self, listing: ListingPage) -> None:
        """Look at what has vanished from the first page of a listing, between two
        articles that still stand there, and at what is back on it or has come up."""
        spider = self._spider
        if not self:
            return
        name = f"{_TOP}{listing.url}"
        before: list[str] = json.loads(
            spider.ledger.sites.mark(spider.site_id, name) or "[]"
        )
        now = list(dict.fromkeys(listing.entries))
        if before == now:
            return
        spider.ledger.sites.set_mark(spider.site_id, name, json.dumps(now))
        keys, earlier = set(map(key_hash, now)), set(map(key_hash, before))
        still = [key_hash(url) in keys for url in before]
        for place, url in enumerate(before):
            if not still[place] and any(still[:place]) and any(still[place + 1 :]):
                self._want(url, withdrawn=False)
        for url in now:
            if key_hash(url) not in earlier:
                self._want(url, withdrawn=True)
        from newsbot.spiders.successors import come_up  # most polls see no change

        for url in come_up(before, now, spider.site.rules):
            self._want(url, withdrawn=False)

    def rows_before(self, listing: str) -> int:
        """How many rows the first page of the listing at that address had when it was
        walked last; 0 where that was not noted."""
        spider = self._spider
        name = f"{_TOP}{listing}"
        return len(json.loads(spider.ledger.sites.mark(spider.site_id, name) or "[]"))

    def met(self, article_id: str, url: str) -> None:
        """Note that a page of this run names a known article by the address *url*."""
        if self:
            self._met[article_id] = url

    def named(self, urls: Iterable[str]) -> None:
        """Note that a list of this run names the articles at *urls*: whatever their
        pages say, they are not withdrawn."""
        if self:
            self._named.update(map(key_hash, urls))

    def _is_named(self, watched: Watched) -> bool:
        addresses = {watched.url, self._met.get(watched.id, watched.url)}
        names = self._spider.interfaces.names
        return any(key_hash(url) in self._named or names(url) for url in addresses)

    def _want(self, url: str, *, withdrawn: bool) -> None:
        """Look at the article at *url*, if it was delivered, or *withdrawn*."""
        known = self._known(url)
        fields = None if known is None else _fields(known)
        if known and withdrawn == (fields is not None and fields.withdrawn):
            self._wanted.setdefault(known.id, url)
            if not self._schedule.every:
                # The listing will not say so again, if this run comes to nothing.
                self._spider.ledger.watches.hurry(known.id)

    def _known(self, url: str) -> Known | None:
        spider = self._spider
        known = spider.ledger.delivered(spider.site_id, url_keys=[url_key(url)])
        return known if known is not None and known.delivered is not None else None

    async def ask(self, news: list[Stated]) -> list[str]:
        """Ask the REST interface what was changed, if the feed, which lists *news*,
        says that something was, later than anything on it was published.

        :return: addresses of the articles that were changed last
        """
        spider = self._spider
        if not self or spider.interfaces.changed is None:
            return []
        changed = self._instant(spider.interfaces.changed)
        published = [self._instant(one.published) for one in news if one.published]
        if changed and all(one is None or one < changed for one in published):
            return await spider.interfaces.changes()
        return []

    def _instant(self, stated: str | None) -> datetime | None:
        return instant_of(stated, self._spider.site.zone)

    def _learn(self) -> None:
        """Look at what an interface states to be changed since it was delivered."""
        for url, modified in self._spider.interfaces.modified.items():
            stated, known = self._instant(modified), self._known(url)
            if stated is None or known is None or known.delivered is None:
                continue
            fields = _fields(known)
            seen = fields.modified if fields is not None else None
            if stated.timestamp() > (seen or known.delivered.timestamp()):
                self._wanted.setdefault(known.id, url)
                self.stated[known.id] = int(stated.timestamp())

    async def requests(self) -> AsyncIterator[Request]:
        """The requests of this run's looks, those first for which there is a reason."""
        spider = self._spider
        # A site of which no list was to be had is broken: what it says of its articles
        # now is worth nothing.
        if not self or not spider.crawler.stats.get_value("newsbot/listing_pages"):
            return
        self._learn()
        budget = 0 if self._schedule.every else _BUDGET
        if (setting := spider.crawler.settings["NEWSBOT_LOOK_BUDGET"]) is not None:
            budget = int(setting)
        batch: list[Watched] = []
        for number, watched in enumerate(self._chosen(), 1):
            batch.append(watched)
            if len(batch) == _TOGETHER or number == budget:
                async for request in self._ask(batch):
                    yield request
                batch = []
            if number == budget:
                return
        async for request in self._ask(batch):
            yield request

    async def withdrawals(self) -> AsyncIterator[Request | Revisit]:
        """What is withdrawn, when all looks of this run are over, and the looks at
        others that this takes."""
        if "_withdrawals" not in vars(self):
            return  # nothing was looked at
        gone = self._withdrawals
        await gone.over()
        async for request in self._ask(gone.controls(self._is_named)):
            yield request
        await gone.over()
        for item in gone.settle(self._is_named):
            yield item

    def _chosen(self) -> Iterator[Watched]:
        ledger, site = self._spider.ledger, self._spider.site_id
        due = {one.id: one for one in self._due}
        for article_id, url in self._wanted.items():
            self._met.setdefault(article_id, url)
            known = due.pop(article_id, None) or ledger.watches.get(article_id)
            yield known or Watched(article_id, url)
        yield from due.values()
        if self._schedule.every:
            from newsbot.upkeep.reading import addresses

            seen = {*self._wanted, *(one.id for one in self._due)}
            for article_id, url in addresses(ledger, site):
                if article_id not in seen and self._spider.site.owns(url):
                    yield Watched(article_id, url)

    async def _ask(self, batch: list[Watched]) -> AsyncIterator[Request]:
        numbers = {one.url: one.id.rpartition(":")[2] for one in batch}
        posts = {url: number for url, number in numbers.items() if number.isdecimal()}
        links = await self._spider.interfaces.recall(posts)
        for watched in batch:
            number = watched.id.rpartition(":")[2]
            named = links.get(number) or self._met.get(watched.id)
            self._note(watched.id, named or watched.url)
            at = self._at(named, watched)
            request = self._spider.request(
                at.url,
                "look",
                callback=self._sight.parse,
                errback=self._sight.failed,
                cb_kwargs={"watched": at},
            )
            if len(request.url) > self._spider.settings.getint("URLLENGTH_LIMIT"):
                # Scrapy would drop it, and it would be waited for.
                self._sight.unseen(at, "its address is too long", settled=True)
                continue
            self._withdrawals.begins(at.id)
            yield request

    def _note(self, article_id: str, url: str) -> None:
        """Keep what is stated of the article at *url*. Its page may have been fetched
        as a new one in this run, and what was stated handed out to that."""
        stated = self._instant(self._spider.interfaces.modified.get(url))
        if stated is not None:
            seen = self.stated.get(article_id, 0)
            self.stated[article_id] = max(seen, int(stated.timestamp()))

    def _at(self, url: str | None, watched: Watched) -> Watched:
        """*watched* as the article that stands at *url* by the site's own word; None:
        it has said nothing."""
        spider = self._spider
        if url is None or not spider.site.owns(url):
            return watched
        if key_hash(url) == key_hash(watched.url):
            return watched
        spider.ledger.watches.moved(spider.site_id, watched.id, url, url_key(url))
        return replace(watched, url=url)


def _fields(known: Known) -> Fields | None:
    """What the last delivery noted of each field; None where it noted nothing."""
    from newsbot.revisions.fields import Fields  # needed where something changed

    return Fields.parse(known.fields)
