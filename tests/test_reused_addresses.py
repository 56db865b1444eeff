"""An address at which another article stands now: editors delete posts, and WordPress
gives their names to later ones."""

from __future__ import annotations

import dataclasses
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.demo.server import DemoServer
from newsbot.items import Article
from newsbot.revisions.fields import Fields
from newsbot.sites import generic, load_site
from newsbot.spiders.sight import is_same
from newsbot.spiders.successors import come_up, is_republished
from tests.crawling import MockNews
from tests.revisiting import EVERY, age, crawl, dress, ids, of, pages, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsbot.demo.site import Response
    from tests.crawling import Run


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("a b c", "a b c", ""),
        ("a b c", "n a b", "n"),
        ("s a b c", "s n a b", "n"),
        ("a b c d", "c a b d", "c"),
        ("s a b c", "s c a b", "c"),
        # What stood above is gone, and what stood below has moved up for it.
        ("a b c", "b c d", ""),
        ("a b c", "a c d e", ""),
        ("a b c", "d e f", ""),
        ("", "a b", ""),
        ("a b", "", ""),
        # One address in two forms.
        ("a b a/", "b a/ a", "b"),
        ("a b", "n a n/ b", "n"),
        ("a b", "n m l k a b", "n m l"),
    ],
)
def test_what_has_come_up_in_a_list(before: str, now: str, expected: str) -> None:
    lists = [
        [f"https://paper.test/{name}" for name in names.split()]
        for names in (before, now)
    ]
    rules = load_site("demo").rules
    found = [url.rpartition("test/")[2] for url in come_up(*lists, rules)]
    assert found == expected.split()
    # Of a list that was not told by rules nobody knows what its order means.
    assert come_up(*lists, generic()) == []


def test_what_is_looked_at_is_not_cleaned_yet() -> None:
    """Letters in the forms that print needs, and a space that breaks no line."""
    told = "\ufedf\ufe8e جديد\u00a0اليوم"
    last = {"id": "paper.test:1", "title": "خبر", "text": "لا جديد اليوم"}

    def now(title: str, text: str) -> Article:
        made = {"url": "https://paper.test/a/", "fetched": "2026-03-01T08:00:00+00:00"}
        site = "paper.test"
        return Article(id=f"{site}:2", site=site, title=title, text=text, **made)

    assert is_republished(Fields.of(last), now("آخر", told))
    assert not is_republished(Fields.of(last), now("خبر", ""))
    assert not is_republished(None, now("خبر", told))
    named = {"id": "paper.test:u1", "title": "لا جديد", "text": ""}
    assert is_same(named, {"id": "paper.test:u2", "title": told[:7], "text": "نص"})


@pytest.fixture
def news() -> Iterator[MockNews]:
    with MockNews(newest=9) as server:
        yield server


def take_the_place(news: MockNews, old: int, number: int, **told: Any) -> None:
    """Delete a story, and publish another one, now the newest, under its name."""
    story = news.stories[old]
    now = news.posts.now
    news.stories.withdraw(old)
    values = {"published": now, "modified": now, "duplicate_of": None, **told}
    news.stories.add(dataclasses.replace(story, id=number, **values))


def state(run: Run, news: MockNews, number: int) -> list[tuple[int, str]]:
    return [(one["revision"], one["status"]) for one in of(run, news, number)]


def test_the_other_article_is_delivered_and_the_old_one_withdrawn(
    news: MockNews, tmp_path: Path
) -> None:
    crawl(news, tmp_path)
    old = plain(news)[3]
    told = {"title": "قافلة طبية تصل إلى قرى الجبل", "text": ("وصلت قافلة طبية.",)}
    dress = {"raw_title": "", "blocks": news.stories[old].blocks[:1]}
    take_the_place(news, old, 9001, **told, **dress)
    # It is the first of the list, and was not: that is reason enough for a look.
    assert pages(crawl(news, tmp_path), news)["gone"] == 1
    run = crawl(news, tmp_path)
    (line,) = of(run, news, 9001)
    assert line["title"] == told["title"]
    assert line["revision"] == 1
    assert line["duplicate_of"] is None
    assert line["url"] == of(run, news, old)[0]["url"]
    age(tmp_path, news, 1)
    run = crawl(news, tmp_path)
    assert state(run, news, old) == [(1, "published"), (2, "withdrawn")]
    for _ in range(2):
        run = crawl(news, tmp_path, *EVERY)
    assert state(run, news, old) == [(1, "published"), (2, "withdrawn")]
    assert state(run, news, 9001) == [(1, "published")]


@pytest.mark.parametrize("rest", [True, False])
def test_a_later_post_has_the_name_that_an_article_had_before(
    news: MockNews, tmp_path: Path, rest: bool
) -> None:
    """Breaking news has one name until the editor gives it another one."""
    dress(news, rest=rest)
    first = plain(news)[0]
    story = news.stories[first]
    crawl(news, tmp_path)
    news.stories.change(first, slug="اسم-آخر", modified=news.posts.now)
    assert pages(crawl(news, tmp_path, *EVERY), news)["unchanged"] > 0
    now = news.posts.now
    told = {"title": "عاجل عن أمر آخر", "text": ("نبأ آخر لا صلة له بالأول.",)}
    later = dataclasses.replace(story, id=9001, published=now, modified=now, **told)
    news.stories.add(dataclasses.replace(later, raw_title="", blocks=story.blocks[:1]))
    run = crawl(news, tmp_path)
    (line,) = of(run, news, 9001)
    assert line["title"] == told["title"]
    assert (
        line["url"] == news.url + news.path_of(9001) == of(run, news, first)[0]["url"]
    )
    for _ in range(2):
        assert "delivered" not in pages(crawl(news, tmp_path, *EVERY), news)
    assert state(run, news, first) == [(1, "published")]


def test_numbers_of_another_site_in_the_feed_take_no_address(
    news: MockNews, tmp_path: Path
) -> None:
    """A site that was made from another one, and articles that nobody looks at."""
    dress(news, rest=False)

    def feed(base: str) -> Response:
        answer = DemoServer.respond(news, base, "/feed/", {})
        body, count = re.subn(rb"/\?p=(?=[0-9]+<)", b"/?p=77", answer.body)
        assert count
        return dataclasses.replace(answer, body=body)

    news.answers["/feed/"] = feed
    unwatched = ("-s", "NEWSBOT_LOOK_AGAIN=", "-a", "related_depth=0")
    crawl(news, tmp_path, *unwatched)
    run = crawl(news, tmp_path, *unwatched)
    assert pages(run, news) == {}
    assert "article" not in run.record(news.name)["requests"]


@pytest.mark.parametrize("waits", [0, 2])
def test_an_article_that_is_published_again_is_the_same(
    news: MockNews, tmp_path: Path, waits: int
) -> None:
    """With another number; whoever has it as withdrawn hears that it is back."""
    crawl(news, tmp_path)
    old = plain(news)[3]
    story = news.stories[old]
    if waits:
        news.stories.withdraw(old)
        for _ in range(waits):
            run = crawl(news, tmp_path, *EVERY)
        assert state(run, news, old) == [(1, "published"), (2, "withdrawn")]
        news.stories.add(story)
    take_the_place(news, old, 9001)
    for _ in range(3):
        run = crawl(news, tmp_path, *EVERY)
    back = [(1, "published"), (2, "withdrawn"), (3, "published")]
    assert state(run, news, old) == (back if waits else back[:1])
    assert of(run, news, 9001) == []


def test_a_site_with_new_numbers_has_the_same_articles(
    news: MockNews, tmp_path: Path
) -> None:
    """As one that was brought in anew, where its texts are read in another way too."""
    crawl(news, tmp_path)
    count = len(ids(news))
    for number in ids(news):
        story = news.stories[number]
        last = (f"{story.text[-1]} تتمة.",) if story.text else ()
        changed = {"published": story.published, "modified": story.modified}
        text = (*story.text[:-1], *last)
        take_the_place(news, number, 9000 + number, **changed, text=text)
    for _ in range(3):
        run = crawl(news, tmp_path, *EVERY)
        age(tmp_path, news, 1)
    assert len(run.articles(news.name)) == count


def test_what_only_moves_within_a_list_is_the_same(
    news: MockNews, tmp_path: Path
) -> None:
    crawl(news, tmp_path)
    moved = plain(news)[4]
    count = len(ids(news))
    now = news.posts.now + timedelta(minutes=1)
    news.stories.change(moved, published=now, modified=now)
    run = crawl(news, tmp_path)
    assert pages(run, news).get("unchanged") == 1
    assert len(run.articles(news.name)) == count
    assert pages(crawl(news, tmp_path), news) == {}
