"""Crawlers to compare with: what a user of Scrapy writes at first.

    python -m tests.benchmarks.contenders bare|plain|trafilatura ADDRESSES OUTPUT

They run under Scrapy's stock settings, are handed the addresses of all articles, one a
line in the file ADDRESSES, and write JSON lines to OUTPUT. Nothing here imports
newsbot.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import scrapy
from scrapy.crawler import CrawlerProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response

IMAGE = "[itemprop=image] meta[itemprop=url]::attr(content)"


class Bare(scrapy.Spider):
    """Fetches, and parses nothing."""

    name = "bare"
    addresses: list[str]

    async def start(self) -> AsyncIterator[Any]:
        for url in self.addresses:
            yield scrapy.Request(url)

    def parse(self, response: Response) -> Any:
        """Count the page; there is no item."""
        self.crawler.stats.inc_value("pages")


class Plain(Bare):
    """Six fields by CSS."""

    name = "plain"

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        """The article's fields, as they stand on the page."""
        yield {
            "url": response.url,
            "title": response.css("h1.zox-post-title::text").get(),
            "text": "\n".join(response.css("div.zox-post-body > p::text").getall()),
            "published": response.css("time.post-date::attr(datetime)").get(),
            "author": response.css(".zox-author-name a::text").get(),
            "section": response.css("span.zox-post-cat::text").get(),
            "image": response.css(IMAGE).get(),
        }


class Trafilatura(Plain):
    """The same, with the text that trafilatura finds."""

    name = "trafilatura"

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        """The article's fields, the text by trafilatura."""
        from trafilatura import extract

        for item in super().parse(response):
            yield {**item, "text": extract(response.text)}


SPIDERS = {spider.name: spider for spider in (Bare, Plain, Trafilatura)}


def main(name: str, addresses: str, output: str) -> None:
    """Crawl as the contender *name* does."""
    settings = {
        "LOG_LEVEL": "WARNING",
        "FEEDS": {output: {"format": "jsonlines"}},
    }
    process = CrawlerProcess(settings)
    process.crawl(SPIDERS[name], addresses=Path(addresses).read_text().split())
    process.start()


if __name__ == "__main__":
    main(*sys.argv[1:])
