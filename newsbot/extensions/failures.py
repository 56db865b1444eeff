"""Extension: pages that gave no article are tried again, later and later."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from w3lib.url import safe_url_string

import newsbot
from newsbot.ledger import ledger_of
from newsbot.outcomes import TRIED_AGAIN
from newsbot.signals import page_ended, site_identified

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.spiders.base import NewsSpider

_MARK = "rules"
_FIRST_DELAY = {
    "failed": timedelta(minutes=15),
    "not_found": timedelta(minutes=15),
    "refused": timedelta(minutes=15),
    "quarantined": timedelta(hours=1),
    "rejected": timedelta(hours=1),
    "protected": timedelta(days=1),
    "forbidden": timedelta(days=1),
    "not_article": timedelta(days=7),
    "redirected": timedelta(days=7),
    "filtered": timedelta(days=7),
    # Another address of an article that is delivered.
    "known": timedelta(days=7),
}
_NOT_NOW = ("old", "later")
_LATER = timedelta(days=1)


class FailureRecorder:
    """Write down in the ledger every page that gave no article, and when it is
    to be asked for again: soon where an article was missed, seldom where there
    may never be one, each time after twice the delay.

    After ``NEWSBOT_MAX_ATTEMPTS`` a page is given up, until the profile or the
    version of newsbot changes, or ``scrapy retry`` asks for it. What was written down
    of a page ends with any other outcome; with a delivery, when that is committed. By
    limits in time it is only put off.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._max_attempts = crawler.settings.getint("NEWSBOT_MAX_ATTEMPTS")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        recorder = cls(crawler)
        crawler.signals.connect(recorder._site_identified, site_identified)
        crawler.signals.connect(recorder._page_ended, page_ended)
        return recorder

    def _site_identified(self, site_id: str) -> None:
        """Another profile, or another newsbot, may make something of pages that
        gave no article: bit by bit, where they are many."""
        spider = cast("NewsSpider", self._crawler.spider)
        rules = f"{newsbot.__version__} {spider.site.rules.fingerprint}"
        ledger = ledger_of(self._crawler)
        before = ledger.sites.mark(site_id, _MARK)
        if before != rules:
            if before is not None:
                ledger.failures.retry(site_id, spread=True)
            # A run that is killed before this has the next one do it again.
            ledger.sites.set_mark(site_id, _MARK, rules)

    def _page_ended(self, url: str, outcome: str, reason: str) -> None:
        site = getattr(self._crawler.spider, "site_id", "")
        if not url or not site:
            return
        url, ledger = safe_url_string(url), ledger_of(self._crawler)
        delay = _FIRST_DELAY.get(outcome)
        if outcome in _NOT_NOW:
            # Without the limit of this run, a later one may want it.
            ledger.failures.postpone(site, url, _LATER)
            return
        if delay is None:
            if ledger.failures.of(site, url) is not None:
                ledger.failures.succeed(site, url)
            return
        ledger.failures.add(
            site,
            url,
            kind="article" if outcome in TRIED_AGAIN else outcome,
            reason=f"{outcome}: {reason}",
            first_delay=delay,
            max_attempts=self._max_attempts,
        )
