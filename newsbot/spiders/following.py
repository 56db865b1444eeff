"""From one page of a list to the next one."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.exceptions import CloseSpider
from scrapy.http import TextResponse

from newsbot.exceptions import ListingLost, describe

if TYPE_CHECKING:
    from newsbot.pages.listing import ListingPage
    from newsbot.spiders.base import NewsSpider

logger = logging.getLogger(__name__)

_BY_SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


async def page_after(spider: NewsSpider, page: ListingPage) -> ListingPage | None:
    """The page that *page* names as its next; None where there is none.

    What a script asks for need not answer a crawler: it may be asked for in a way of
    its own, and behind the last rows nothing comes. Then the list ends there.

    :raises ListingLost: if it may be there and was not to be had
    """
    if page.next is None or not page.is_loaded:
        return await spider.listing(page.next)
    return await _loaded(spider, page.next) if spider.site.owns(page.next) else None


async def _loaded(spider: NewsSpider, url: str) -> ListingPage | None:
    try:
        answer = await spider.fetch(spider.request(url, "listing", headers=_BY_SCRIPT))
    except CloseSpider:
        raise
    except Exception as error:  # downloaders raise what they like
        logger.info("No answer from %s: %s", url, describe(error))
        if spider.why(error) == "unanswered":
            spider.crawler.stats.inc_value("newsbot/unanswered/listing")
            raise ListingLost(url) from error
        return None
    if answer.status != 200 or not isinstance(answer, TextResponse):
        logger.info("HTTP %d from %s", answer.status, url)
        return None
    from newsbot.pages.lists.loaded import LoadedListing

    return LoadedListing(answer.text, url=answer.url, profile=spider.site.rules)
