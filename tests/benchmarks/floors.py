"""What newsbot cannot go below: its own run, with articles' pages that nobody reads.

    python -m tests.benchmarks.floors asked|parsed crawl latest ...

`asked` finds the addresses, asks for every page, keeps the outcome of each, and reads
none of them; `parsed` parses each once besides. What `plain` costs less than this is
what all the fields, the cleaning, the duplicates, the ledger and the feed would have to
cost less than nothing.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from newsbot.asked import asked_for
from newsbot.pages.html import parse
from newsbot.spiders.articles import ArticleSpider

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.http import Response

FLOORS = ("asked", "parsed")


def install(floor: str) -> None:
    """Let articles' pages be as little as *floor*, one of :data:`FLOORS`."""

    async def parse_article(
        self: ArticleSpider, response: Response, **_: Any
    ) -> AsyncIterator[Any]:
        if floor == "parsed":
            assert parse(response.body).find("body") is not None
        # What is too old for a run is nothing that its record complains of.
        self.end_page(asked_for(response), "old", "nobody reads it")
        for item in ():
            yield item

    ArticleSpider.parse_article = parse_article  # type: ignore[method-assign]


if __name__ == "__main__":
    from scrapy.cmdline import execute

    install(sys.argv[1])
    execute(["scrapy", *sys.argv[2:]])
