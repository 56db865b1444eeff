"""How the interfaces are asked for single articles."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from scrapy.http import TextResponse

from newsbot.ledger import Validator
from newsbot.spiders.interfaces import Interfaces

ROOT = "https://news.example/wp-json/"
SITE = SimpleNamespace(rules=SimpleNamespace(rest=ROOT), owns=lambda url: True)


class Asked:
    """In place of a spider: remembers what is asked for, and answers nothing."""

    site = SITE

    def __init__(self) -> None:
        self.questions: list[dict[str, list[str]]] = []

    async def get(self, url: str, **_: Any) -> None:
        self.questions.append(parse_qs(urlsplit(url).query))


def learn(*paths: str) -> list[dict[str, list[str]]]:
    asked = Asked()
    interfaces = Interfaces(asked)  # type: ignore[arg-type]
    interfaces.open(ROOT, None)
    asyncio.run(interfaces.learn([f"https://news.example{path}" for path in paths]))
    return asked.questions


@pytest.mark.parametrize(
    ("path", "argument", "value"),
    [
        ("/%d8%ae%d8%a8%d8%b1/", "slug", "خبر"),
        ("/2025/02/03/two/", "slug", "two"),
        ("/2025/two.html", "slug", "two"),
        ("/?p=412", "include", "412"),
        ("/archives/412", "include", "412"),
    ],
)
def test_a_post_is_asked_for_by_what_its_address_tells(
    path: str, argument: str, value: str
) -> None:
    (question,) = learn(path)
    assert question[argument] == [value]
    other = ({"slug", "include"} - {argument}).pop()
    assert other not in question


def test_names_and_numbers_are_two_questions() -> None:
    questions = learn("/one/", "/?p=2", "/three/")
    assert [q.get("slug") or q.get("include") for q in questions] == [
        ["one,three"],
        ["2"],
    ]


FEED = "https://news.example/feed/"


class Feeds:
    """In place of a spider: a site with feeds and without a REST interface."""

    def __init__(self, *, own: int = 200) -> None:
        self.site = SITE
        self.site_id = "news.example"
        runs = SimpleNamespace(
            validator=lambda *_: Validator(), set_validator=lambda *_: None
        )
        self.ledger = SimpleNamespace(runs=runs)
        self.own = own
        self.asked: list[str] = []

    async def get(self, url: str, **_: Any) -> TextResponse:
        self.asked.append(url)
        await asyncio.sleep(0)
        if not url.startswith(FEED):
            link = url.partition("feed/")[0]
            body = RSS.format(f"<item><link>{link}</link></item>")
            return TextResponse(url, self.own, body=body.encode())
        if "paged" in url:
            return TextResponse(url, 404, body=b"")
        item = "<item><link>https://news.example/new/</link></item>"
        return TextResponse(url, 200, body=RSS.format(item).encode())


RSS = "<rss><channel>{}</channel></rss>"
OLD = [f"https://news.example/old-{number}/" for number in range(6)]


def interfaces_of(spider: Feeds) -> Interfaces:
    interfaces = Interfaces(spider)  # type: ignore[arg-type]
    interfaces.open(None, FEED)
    return interfaces


def test_pages_that_are_read_at_once_ask_once() -> None:
    spider = Feeds()
    interfaces = interfaces_of(spider)

    async def learn() -> None:
        await asyncio.gather(*(interfaces.learn(OLD) for _ in range(5)))

    asyncio.run(learn())
    own = [f"{url}feed/?withoutcomments=1" for url in OLD]
    # Behind the page that is not there, no more are asked for.
    assert spider.asked == [FEED, f"{FEED}?paged=2", *own]
    assert all(interfaces.of(url) for url in OLD)


@pytest.mark.parametrize("status", [200, 404])
def test_what_was_asked_for_is_not_asked_for_again(status: int) -> None:
    spider = Feeds(own=status)
    interfaces = interfaces_of(spider)
    for _ in range(3):
        asyncio.run(interfaces.learn(OLD[:2]))
        for url in OLD[:2]:
            interfaces.of(url)  # handed out
    assert spider.asked == [f"{url}feed/?withoutcomments=1" for url in OLD[:2]]


class Posts(Asked):
    """In place of a spider: a site whose REST interface states each post."""

    async def get(self, url: str, **_: Any) -> TextResponse:  # type: ignore[override]
        await super().get(url)
        names = self.questions[-1]["slug"][0].split(",")
        posts = [{"link": f"https://news.example/{name}/"} for name in names]
        return TextResponse(url, 200, body=json.dumps(posts).encode())


def test_what_was_handed_out_is_not_asked_for_again() -> None:
    spider = Posts()
    interfaces = Interfaces(spider)  # type: ignore[arg-type]
    interfaces.open(ROOT, None)
    for _ in range(3):
        asyncio.run(interfaces.learn(OLD[:2]))
        for url in OLD[:2]:
            interfaces.of(url)
    assert [one["slug"] for one in spider.questions] == [["old-0,old-1"]]
    assert interfaces.names(OLD[0])
    assert not interfaces.names(OLD[2])


def test_an_address_that_tells_nothing_is_not_asked_for() -> None:
    assert learn("/") == []


class Paged(Feeds):
    """A site whose feed has so many pages, each of ten posts: the post n-m is the m-th
    of page n."""

    def __init__(self, pages: int, *, is_numbered: bool = True) -> None:
        super().__init__()
        self.pages = pages
        self.is_numbered = is_numbered

    async def get(self, url: str, **_: Any) -> TextResponse:
        if not url.startswith(FEED):
            return await super().get(url)
        self.asked.append(url)
        number = int(parse_qs(urlsplit(url).query).get("paged", ["1"])[0])
        if number > self.pages:
            return TextResponse(url, 404, body=b"")
        links = [post(number if self.is_numbered else 1, place) for place in range(10)]
        items = "".join(f"<item><link>{link}</link></item>" for link in links)
        return TextResponse(url, 200, body=RSS.format(items).encode())

    @property
    def numbers(self) -> list[int]:
        """The pages of the feed that were asked for."""
        feeds = [url for url in self.asked if url.startswith(FEED)]
        return [
            int(parse_qs(urlsplit(url).query).get("paged", "1")[0]) for url in feeds
        ]

    def spend(self, interfaces: Interfaces) -> None:
        """Spend what a run has for the feeds of single articles, two at a time."""
        for number in range(0, 20, 2):
            pair = [f"https://news.example/stray-{number + i}/" for i in range(2)]
            asyncio.run(interfaces.learn(pair))
        assert len(self.asked) == 20
        assert self.numbers == []
        self.asked.clear()


def post(page: int, place: int) -> str:
    return f"https://news.example/{page}-{place}/"


def test_when_single_feeds_are_spent_the_feed_is_read_on() -> None:
    spider = Paged(30)
    interfaces = interfaces_of(spider)
    spider.spend(interfaces)
    asyncio.run(interfaces.learn([post(9, 3)]))
    assert spider.asked == [FEED, *(f"{FEED}?paged={n}" for n in range(2, 10))]
    assert interfaces.of(post(9, 3))
    # What was passed on the way is stated, and the next is not far.
    asyncio.run(interfaces.learn([post(4, 0), post(10, 0)]))
    assert spider.numbers[9:] == [10]
    assert interfaces.of(post(4, 0))


def test_ten_pages_of_the_feed_may_help_nothing() -> None:
    spider = Paged(30)
    interfaces = interfaces_of(spider)
    spider.spend(interfaces)
    asyncio.run(interfaces.learn([post(3, 0), post(99, 0), post(7, 0)]))
    # The third and the seventh page help.
    assert spider.numbers == list(range(1, 13))
    asyncio.run(interfaces.learn([post(98, 0), post(13, 0)]))
    assert len(spider.asked) == 12


def test_a_thorough_run_reads_the_feed_to_its_end_and_no_further() -> None:
    spider = Paged(30)
    interfaces = interfaces_of(spider)
    interfaces.is_thorough = True
    spider.spend(interfaces)
    for number in (98, 99):
        asyncio.run(interfaces.learn([post(number, 0), post(25, 0)]))
    assert spider.numbers == list(range(1, 32))
    assert interfaces.of(post(25, 0))


def test_a_feed_that_gives_one_page_under_every_number_has_an_end() -> None:
    spider = Paged(30, is_numbered=False)
    interfaces = interfaces_of(spider)
    interfaces.is_thorough = True
    spider.spend(interfaces)
    asyncio.run(interfaces.learn([post(2, 0)]))
    assert spider.numbers == [1, 2]


def test_several_articles_far_apart_cost_pages_not_single_feeds() -> None:
    spider = Paged(30)
    interfaces = interfaces_of(spider)
    rows = [post(page, 5) for page in range(1, 11)]
    asyncio.run(interfaces.learn(rows))
    # Page after page helps; the last three are too few for a page each.
    assert spider.numbers == list(range(1, 8))
    own = [f"{url}feed/?withoutcomments=1" for url in rows[7:]]
    assert spider.asked[7:] == own
    assert all(interfaces.of(url) for url in rows)


def test_several_articles_that_the_feed_does_not_have() -> None:
    spider = Paged(30)
    interfaces = interfaces_of(spider)
    asyncio.run(interfaces.learn([post(page, 0) for page in range(50, 60)]))
    assert spider.numbers == [1, 2]
    assert len(spider.asked) == 2 + 10
