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
        self.ledger = SimpleNamespace(
            validator=lambda *_: Validator(), set_validator=lambda *_: None
        )
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
