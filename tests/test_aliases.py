"""The addresses of an article: proved ones are known, claims are checked."""

from __future__ import annotations

import dataclasses
import re
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.exceptions import DropItem
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from newsbot.demo.server import DemoServer
from newsbot.items import Article, Revisit
from newsbot.ledger import Line, hash64, open_ledger
from newsbot.pipelines.duplicates import DuplicatesPipeline
from newsbot.revisions.fields import Fields
from newsbot.similarity import url_key
from newsbot.spiders.addresses import led_here
from tests.crawling import MockNews, page
from tests.revisiting import EVERY, crawl, dress, ids, of, pages, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from newsbot.demo.site import Response
    from newsbot.ledger import Ledger

SITE = "news.test"
HOME = "http://news.test"
TEXT = "افتتح المجلس حديقة الواحة بعد عامين من العمل، وفيها ملعب ومكتبة ومقاعد. " * 3
OTHER = "بدأ موسم قطاف التمور في القرى الشرقية مبكرا هذا العام بعد صيف حار. " * 3


# On a site.


@pytest.fixture
def news() -> Iterator[MockNews]:
    with MockNews(newest=8) as server:
        yield server


def listed(news: MockNews, number: int, path: str) -> None:
    """Let the listing name the story *number* by *path*."""
    base = news.url
    html = DemoServer.respond(news, base, "/latest/", {}).body.decode()
    address = base + news.path_of(number)
    assert address in html
    news.answers["/latest/"] = page(html.replace(address, base + path))


def naming(news: MockNews, number: int, canonical: str) -> Callable[[str], Response]:
    """The story's page, with another canonical address."""

    def answer(base: str) -> Response:
        response = DemoServer.respond(news, base, news.path_of(number), {})
        html, count = re.subn(
            r'(<link rel="canonical" href=")[^"]*',
            rf"\g<1>{base}{canonical}",
            response.body.decode(),
        )
        assert count == 1
        return dataclasses.replace(response, body=html.encode())

    return answer


def test_the_shortlink_of_a_known_article_is_not_asked_for(
    news: MockNews, tmp_path: Path
) -> None:
    number = plain(news)[0]
    count = len(crawl(news, tmp_path).articles(news.name))
    listed(news, number, f"/?p={number}")
    run = crawl(news, tmp_path)
    assert "article" not in run.record(news.name)["requests"]
    assert len(run.articles(news.name)) == count


@pytest.mark.parametrize("status", [301, 302])
def test_an_address_that_leads_to_an_article(
    news: MockNews, tmp_path: Path, status: int
) -> None:
    number = plain(news)[0]
    target = news.url + news.path_of(number)
    news.answers["/go/1/"] = page("", status, Location=target)
    listed(news, number, "/go/1/")
    first = crawl(news, tmp_path)
    assert len(of(first, news, number)) == 1
    assert sum(path.startswith("/go/1/") for path in news.asked) == 1
    run = crawl(news, tmp_path)
    assert pages(run, news) == {}
    assert len(run.articles(news.name)) == len(ids(news))


def wait(data: Path, hours: int) -> None:
    """Let so much time pass for the pages that are put off."""
    with closing(sqlite3.connect(data / "data" / "ledger.sqlite3")) as ledger, ledger:
        ledger.execute("UPDATE failures SET next_try = next_try - ?", (hours * 3600,))


NO_RELATED = ("-a", "related_depth=0")


@pytest.mark.parametrize("status", [301, 302])
@pytest.mark.parametrize("rest", [True, False])
def test_a_redirect_by_mistake_swallows_no_article(
    news: MockNews, tmp_path: Path, status: int, rest: bool
) -> None:
    dress(news, rest=rest)
    number, old, *_ = plain(news)
    path, story = news.path_of(number), news.stories[number]
    news.stories.withdraw(number)
    crawl(news, tmp_path, *NO_RELATED)
    news.stories.add(story)
    target = news.url + news.path_of(old)
    news.answers[path] = page("", status, Location=target)
    run = crawl(news, tmp_path, *NO_RELATED)
    assert path in news.asked
    # The interface says that another post stands there, which is therefore missed.
    assert run.exit_code == (3 if rest else 0)
    assert pages(crawl(news, tmp_path, *NO_RELATED), news) == {}
    del news.answers[path]
    hours = 1 if rest else 24 * 7
    wait(tmp_path, hours - 1)
    assert of(crawl(news, tmp_path, *NO_RELATED), news, number) == []
    wait(tmp_path, 1)
    assert pages(crawl(news, tmp_path, *NO_RELATED), news)["delivered"] == 1
    run = crawl(news, tmp_path, *NO_RELATED)
    assert pages(run, news) == {}
    assert len(of(run, news, number)) == 1
    assert len(of(run, news, old)) == 1


def test_a_redirect_that_a_new_article_stands_behind_hides_nothing_for_good(
    news: MockNews, tmp_path: Path
) -> None:
    """Two addresses that are listed lead to one article, which no list names."""
    dress(news, rest=False, feed=False)
    one, two, *_ = plain(news)
    first, second = news.path_of(one), news.path_of(two)
    lists = {}
    for place in ("/", "/latest/"):
        html = DemoServer.respond(news, news.url, place, {}).body.decode()
        lists[place] = html.replace(second, "/old/second/")
        news.answers[place] = page(lists[place])
    news.answers["/old/second/"] = page("", 301, Location=news.url + second)
    news.answers[first] = page("", 301, Location=news.url + second)
    run = crawl(news, tmp_path, *NO_RELATED)
    assert len(of(run, news, two)) == 1
    crawl(news, tmp_path, *NO_RELATED)
    assert pages(crawl(news, tmp_path, *NO_RELATED), news) == {}
    del news.answers[first]
    wait(tmp_path, 24 * 7)
    run = crawl(news, tmp_path, *NO_RELATED)
    assert (len(of(run, news, one)), len(of(run, news, two))) == (1, 1)
    assert pages(crawl(news, tmp_path, *NO_RELATED), news) == {}


@pytest.mark.parametrize("proof", [None, "canonical", "number"])
def test_an_old_address_is_asked_for_again_if_nothing_proves_it(
    news: MockNews, tmp_path: Path, proof: str | None
) -> None:
    dress(news, rest=False, feed=False)
    number = plain(news)[0]
    path = news.path_of(number)
    old = f"/?p={number}" if proof == "number" else "/go/1/"
    # The shortlink is an address of the home page with a query.
    for place in ("/latest/",) if proof == "number" else ("/", "/latest/"):
        html = DemoServer.respond(news, news.url, place, {}).body.decode()
        news.answers[place] = page(html.replace(news.url + path, news.url + old))
    if proof == "canonical":
        news.answers[path] = naming(news, number, old)
    if proof != "number":  # which the site leads on by itself
        news.answers[old] = page("", 301, Location=news.url + path)
    crawl(news, tmp_path, *NO_RELATED)
    crawl(news, tmp_path, *NO_RELATED)
    for hours, is_asked in ((0, False), (24 * 7, proof is None), (0, False)):
        wait(tmp_path, hours)
        run = crawl(news, tmp_path, *NO_RELATED)
        assert (old in news.asked) is is_asked
        assert pages(run, news) == ({"known": 1} if is_asked else {})
        assert "known" not in run.record(news.name)["missing"]
    assert len(run.articles(news.name)) == len(ids(news))


def test_an_article_at_a_second_address_comes_once(
    news: MockNews, tmp_path: Path
) -> None:
    number = plain(news)[0]
    crawl(news, tmp_path)
    path = news.path_of(number)
    news.answers["/second/"] = lambda base: DemoServer.respond(news, base, path, {})
    listed(news, number, "/second/")
    # Its page calls another address its own, so a cache may have mixed them up.
    for hours, known in ((0, 1), (0, 0), (24 * 7, 1), (24 * 14, 0)):
        wait(tmp_path, hours)
        run = crawl(news, tmp_path)
        assert pages(run, news).get("known", 0) == known
    assert len(of(run, news, number)) == 1
    # It is looked at where the REST interface says, else where the lists name it.
    for rest, place in ((True, path), (False, "/second/")):
        dress(news, rest=rest)
        news.stories.change(number, title=f"عنوان في المكان {place}")
        assert pages(crawl(news, tmp_path, *EVERY), news)["revised"] == 1
        assert place in news.asked


@pytest.mark.parametrize("interfaces", [True, False])
def test_a_cache_that_mixes_up_two_pages_hides_nothing(
    news: MockNews, tmp_path: Path, interfaces: bool
) -> None:
    """The page of another article, with its number and its address."""
    dress(news, rest=interfaces, feed=interfaces)
    missed, shown, *_ = plain(news)
    path, other = news.path_of(missed), news.path_of(shown)
    story = news.stories[missed]
    news.stories.withdraw(missed)
    crawl(news, tmp_path, *NO_RELATED)
    news.stories.add(story)
    news.answers[path] = lambda base: DemoServer.respond(news, base, other, {})
    run = crawl(news, tmp_path, *NO_RELATED)
    assert pages(run, news) == {"failed" if interfaces else "known": 1}
    del news.answers[path]
    wait(tmp_path, 1 if interfaces else 24 * 7)
    run = crawl(news, tmp_path, *NO_RELATED)
    (line,) = of(run, news, missed)
    assert line["url"] == news.url + path
    assert len(of(run, news, shown)) == 1
    assert pages(crawl(news, tmp_path, *NO_RELATED), news) == {}


def test_a_wrong_canonical_address_hides_and_merges_nothing(
    news: MockNews, tmp_path: Path
) -> None:
    one, two, three, *_ = plain(news)
    news.answers[news.path_of(one)] = naming(news, one, news.path_of(two))
    news.answers[news.path_of(two)] = naming(news, two, "/")
    news.answers[news.path_of(three)] = naming(news, three, f"/?p={one}")
    first = crawl(news, tmp_path)
    assert len(first.articles(news.name)) == len(ids(news))
    for number in (one, two, three):
        (article,) = of(first, news, number)
        assert article["url"] == news.url + news.path_of(number)
        assert article["duplicate_of"] is None
    assert pages(crawl(news, tmp_path), news) == {}


def test_an_article_that_is_back_under_another_name(
    news: MockNews, tmp_path: Path
) -> None:
    number = plain(news)[0]
    crawl(news, tmp_path)
    story = news.stories[number]
    news.stories.withdraw(number)
    crawl(news, tmp_path, *EVERY)
    assert pages(crawl(news, tmp_path, *EVERY), news)["withdrawn"] == 1
    news.stories.add(dataclasses.replace(story, slug="خبر-عاد-باسم-آخر"))
    run = crawl(news, tmp_path)
    assert pages(run, news)["revised"] == 1
    back = of(run, news, number)[-1]
    assert (back["revision"], back["status"], back["changes"]) == (
        3,
        "published",
        ["status"],
    )
    assert back["url"] == news.url + news.path_of(number)
    assert pages(crawl(news, tmp_path, *EVERY), news) == {"unchanged": len(ids(news))}


def test_only_redirects_for_good_prove_an_address() -> None:
    def after(*statuses: int) -> tuple[list[str], list[str]]:
        meta: dict[str, Any] = {
            "redirect_urls": [f"{HOME}/{place}" for place in range(len(statuses))],
            "redirect_reasons": list(statuses),
        }
        response = HtmlResponse(f"{HOME}/a", request=None)
        response.request = type("Asked", (), {"meta": meta})()  # type: ignore[assignment]
        return tuple(led_here(response))  # type: ignore[return-value]

    zero, one, two = (f"{HOME}/{place}" for place in range(3))
    assert after() == ([], [])
    assert after(301) == ([zero], [])
    assert after(302) == ([], [zero])
    assert after(301, 302, 308) == ([two], [zero, one])
    # "meta refresh" is no status.
    assert after(301, "meta refresh") == ([], [zero, one])  # type: ignore[arg-type]


# Where the site gives no numbers.


class Desk:
    """The pipeline on a ledger, without a crawl."""

    def __init__(self, data: Path) -> None:
        self.crawler = get_crawler(settings_dict={"NEWSBOT_DATA": str(data)})
        self.ledger: Ledger = open_ledger(self.crawler.settings)
        self.crawler.newsbot_ledger = self.ledger  # type: ignore[attr-defined]
        self.pipeline = DuplicatesPipeline(self.crawler)
        self.pipeline.__dict__["_ledger"] = self.ledger
        self.crawler.stats = self.crawler.stats or get_crawler().stats

    def take(
        self,
        path: str,
        canonical: str | None,
        *,
        text: str = TEXT,
        number: int | None = None,
        commit: bool = True,
    ) -> Article | None:
        """Deliver an article; None if it is known."""
        url = HOME + path
        name = number if number is not None else f"u{hash64(url_key(url)) % 2**64:016x}"
        article = Article(
            id=f"{SITE}:{name}",
            url=url,
            canonical_url=canonical and HOME + canonical,
            site=SITE,
            title="حديقة الواحة" if text is TEXT else "موسم التمور",
            text=text,
            published="2026-03-01",
            found={"via": "listing", "from": None},
            fetched="2026-03-01T12:00:00+00:00",
        )
        try:
            taken = self.pipeline.process_item(article)
        except DropItem:
            return None
        assert isinstance(taken, Article)
        if commit:
            proposed = self.ledger.proposals.get(article.id)
            assert proposed is not None
            self.ledger.commit([Line(proposed, None, 0)], {})
        return taken

    def knows(self, path: str) -> bool:
        found = self.ledger.delivered(SITE, url_keys=[url_key(HOME + path)])
        return found is not None


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.ledger.close()


@pytest.mark.parametrize("commit", [True, False])
def test_what_is_the_same_and_says_so_is_one_article(desk: Desk, commit: bool) -> None:
    # The second address names the first as canonical, and shows the same.
    assert desk.take("/a.html", "/a.html", commit=commit)
    assert desk.take("/news/a.html", "/a.html", commit=commit) is None
    assert desk.knows("/news/a.html") is commit
    # The other way round: the canonical page comes later.
    assert desk.take("/news/b.html", "/b.html", text=OTHER, commit=commit)
    assert not desk.knows("/b.html")
    assert desk.take("/b.html", "/b.html", text=OTHER, commit=commit) is None
    # Both name a third that was never seen.
    assert desk.take("/tag/b.html", "/b.html", text=OTHER, commit=commit) is None


def test_what_only_says_so_is_another_article(desk: Desk) -> None:
    assert desk.take("/a.html", "/b.html")
    # A wrong canonical address does not hide the article at that address.
    assert not desk.knows("/b.html")
    assert desk.take("/b.html", "/b.html", text=OTHER)
    # Nor does it merge two.
    third = desk.take("/c.html", "/a.html", text=OTHER)
    assert third is not None
    assert third.duplicate_of is not None
    # Headlines without a text tell nothing.
    assert desk.take("/d.html", "/e.html", text="")
    assert desk.take("/e.html", "/e.html", text="")


def test_numbers_decide_where_there_are_some(desk: Desk) -> None:
    assert desk.take("/a/", "/a/", number=1)
    assert desk.take("/b/", "/a/", number=2)
    assert desk.take("/a-again/", "/a-again/", number=1) is None
    assert desk.knows("/a-again/")
    # An edition without numbers (an app's, say) names the article and shows the same.
    assert desk.take("/app/a", "/a/") is None


def test_announced_addresses_are_known_with_the_article(desk: Desk) -> None:
    desk.ledger.proposals.announce(f"{SITE}:1", ["//news.test/?p=1"], ["//news.test/x"])
    assert desk.take("/a/", "/a/", number=1)
    assert desk.knows("/?p=1")
    assert not desk.knows("/x")
    # What was announced of an article that came to nothing is forgotten.
    desk.ledger.proposals.announce(f"{SITE}:2", ["//news.test/?p=2"], [])
    desk.ledger.withdraw(f"{SITE}:2")
    assert desk.take("/b/", None, number=2)
    assert not desk.knows("/?p=2")


def test_a_withdrawn_article_that_stands_elsewhere_is_back(desk: Desk) -> None:
    taken = desk.take("/a/", None, number=1)
    assert taken is not None
    # What the revision pipeline would deliver.
    named = desk.pipeline._ledger.proposals.named(delivery(taken)._replace(revision=2))
    proposed = named._replace(
        fields=str(Fields.of({**vars(taken), "status": "withdrawn"}))
    )
    desk.ledger.commit([Line(proposed, None, 0)], {}, now=datetime.now(UTC))
    found = desk.take("/again/", None, number=1, commit=False)
    assert isinstance(found, Revisit)
    assert found.url == f"{HOME}/again/"
    assert desk.knows("/again/")


def delivery(article: Article) -> Any:
    from newsbot.pipelines.duplicates import delivery_of

    return delivery_of(vars(article))


def test_the_day_is_that_of_publication() -> None:
    from newsbot.pipelines.duplicates import day_of

    record = {"published": None, "fetched": "2026-03-02T12:00:00+00:00"}
    assert day_of(record) == date(2026, 3, 2)
    assert day_of({**record, "published": "2026-03-01"}) == date(2026, 3, 1)
