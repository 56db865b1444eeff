"""Sites that mislead: nothing is lost, and nothing goes on for ever."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from newsbot.demo.options import Options
from newsbot.pages import article_links, extract
from newsbot.pages.fallback import names
from newsbot.pages.fallback.outline import letters, outline
from newsbot.pages.fallback.text.taken import taken_rows
from newsbot.pages.fallback.text.weights import Weights
from newsbot.pages.feed import parse_feed
from newsbot.pages.html import absolute, parse
from newsbot.pages.listing import read_listing
from newsbot.pages.lists.paths import read_address
from newsbot.pages.refusal import find_stand_in, find_wall
from newsbot.pages.sitemap import parse_sitemap
from newsbot.pages.structured import Structured, title_of
from newsbot.sites import SiteError, load_site
from newsbot.sites.site import generic
from newsbot.spiders.endpoints import Endpoints
from newsbot.spiders.sitemaps import SitemapSource, named_sitemaps
from newsbot.spiders.walk import Circle
from tests.crawling import FAST, MockNews, page, scrapy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 3, 1, tzinfo=UTC)
POST = """<html><body class="rtl single single-post postid-{id}"><div id="zox-site">
<article id="post-{id}" class="post-{id} post type-post">
<h1 class="zox-post-title">عنوان الخبر</h1>
<div class="zox-post-body-wrap"><div class="zox-post-body"><p>نص الخبر كله هنا.</p>
{open}</div><div class="zox-post-body-bot"><div class="zox-post-tags">وسوم</div>
<div id="comments"><p>تعليق قارئ</p></div></div></div>
<div class="zox-post-side-wrap"><div id="zox-side-wrap">الشريط الجانبي</div></div>
</article></div></body></html>"""


def read(**parts: Any) -> Any:
    html = POST.format(**{"id": 7, "open": "", **parts})
    return extract(html, url="http://news.example/x/", tz="UTC", now=NOW)


def test_a_body_that_is_left_open_takes_in_nothing_below_it() -> None:
    assert read(open="<div><div>").text == "نص الخبر كله هنا."


def test_a_post_number_of_thousands_of_digits() -> None:
    assert read(id="9" * 6000).id.startswith("news.example:u")


@pytest.mark.parametrize(
    "address",
    ["http://a@news.example/", "http://news.example:80@evil.example/", "//x@y/"],
)
def test_an_address_with_a_user_name_is_not_on_the_site(address: str) -> None:
    site = load_site("http://news.example/")
    assert not site.owns(address)


def test_a_site_with_a_user_name_is_refused() -> None:
    with pytest.raises(SiteError, match="user name"):
        load_site("http://me:secret@news.example/")


def test_a_listing_that_repeats_itself_is_a_circle() -> None:
    circle = Circle()
    assert not circle.closes(["http://news.example/1/", "http://news.example/2/"])
    repeated = [circle.closes(["http://news.example/2/"]) for _ in range(5)]
    assert repeated == [False, False, False, False, True]


def test_an_endless_listing_ends(tmp_path: Path) -> None:
    options = Options(feed=False, rest=False)
    with MockNews(options, newest=6) as news:

        def again(base: str) -> Any:
            listing = super(MockNews, news).respond(base, "/latest/", {})
            number = len(news.asked) + 1
            pagination = (
                '<div class="pagination"><span class="current">1</span>'
                f'<a href="/latest/page/{number}/">{number}</a></div>'
            )
            html = listing.body.decode()
            return page(html.replace("<!--zox-nav-links-->", "") + pagination)

        for number in range(200):
            news.answers[f"/latest/page/{number}/"] = again
        news.answers["/latest/"] = again
        site = f"site={news.url}/"
        run = scrapy(
            *("crawl", "latest", "-a", site, "-a", "max_pages=0", *FAST),
            data=tmp_path / "data",
        )
        assert len(news.asked) < 60
    assert run.exit_code == 0
    assert len(run.articles(news.name)) == 6


def test_an_article_of_hundreds_of_pages(tmp_path: Path) -> None:
    with MockNews(Options(feed=False, rest=False), newest=6) as news:
        path = news.path_of(news.stories.truth("")[0]["post_id"])

        def paged(base: str) -> Any:
            html = super(MockNews, news).respond(base, path, {}).body.decode()
            link = f'<a class="post-page-numbers" href="{base}{path}{{n}}/">{{n}}</a>'
            links = "".join(link.format(n=number) for number in range(2, 300))
            nav = f'<p class="post-nav-links">{links}</p>'
            below = '<div class="zox-post-body-bot'
            return page(html.replace(below, nav + below, 1))

        for number in range(2, 300):
            news.answers[f"{path}{number}/"] = paged
        news.answers[path] = paged
        site = f"site={news.url}/"
        run = scrapy("crawl", "latest", "-a", site, *FAST, data=tmp_path / "data")
        asked = sum(target.startswith(path) for target in news.asked)
    assert asked == 1 + 30
    (long,) = (one for one in run.articles(news.name) if one["url"].endswith(path))
    assert long["warnings"] == ["268 of its pages were not asked for"]


@pytest.mark.parametrize("seconds", ["60", "4; url={base}{path}", "90; url={base}/"])
def test_a_page_that_reloads_itself(seconds: str, tmp_path: Path) -> None:
    with MockNews(newest=6) as news:
        paths = [news.path_of(one["post_id"]) for one in news.stories.truth("")]

        def reloading(path: str) -> Any:
            def answer(base: str) -> Any:
                html = super(MockNews, news).respond(base, path, {}).body.decode()
                content = seconds.format(base=base, path=path)
                meta = f'<meta http-equiv="refresh" content="{content}">'
                return page(html.replace("<head>", f"<head>{meta}", 1))

            return answer

        for path in [*paths, "/latest/"]:
            news.answers[path] = reloading(path)
        site = f"site={news.url}/"
        run = scrapy("crawl", "latest", "-a", site, *FAST, data=tmp_path / "data")
        assert [news.asked.count(path) for path in paths] == [1] * 6
    assert run.exit_code == 0
    assert len(run.articles(news.name)) == 6


def test_a_canonical_address_of_another_article_hides_nothing(tmp_path: Path) -> None:
    with MockNews(newest=6) as news:
        ids = [one["post_id"] for one in news.stories.truth("")]
        newest, other = news.path_of(ids[0]), news.path_of(ids[3])

        def misleading(base: str) -> Any:
            html = super(MockNews, news).respond(base, newest, {}).body.decode()
            return page(html.replace(f'href="{base}{newest}"', f'href="{base}{other}"'))

        news.answers[newest] = misleading
        site = f"site={news.url}/"
        run = scrapy("crawl", "latest", "-a", site, *FAST, data=tmp_path / "data")
    assert run.exit_code == 0
    assert len(run.articles(news.name)) == 6


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("DOWNLOAD_DELAY", "soon"),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", "0"),
        ("NEWSBOT_MAX_WAIT", "-1"),
    ],
)
def test_a_setting_of_no_use_is_named(setting: str, value: str, tmp_path: Path) -> None:
    run = scrapy("crawl", "latest", "-s", f"{setting}={value}", data=tmp_path / "data")
    assert run.exit_code == 2
    assert setting in run.complaint
    assert len(run.err.strip().splitlines()) == 1


def test_a_limit_before_the_first_listing_is_no_broken_layout(tmp_path: Path) -> None:
    with MockNews(newest=6) as news:
        site = f"site={news.url}/"
        limit = ("-s", "CLOSESPIDER_PAGECOUNT=1")
        run = scrapy("crawl", "latest", "-a", site, *FAST, *limit, data=tmp_path / "d")
    assert run.exit_code == 3
    assert "closespider_pagecount before any list was read" in run.complaint


# What follows costs as much as it is long. What once took the square of its length
# would take the better part of an hour at this one.
LONG = 300_000
HEADLINE = "افتتاح جسر جديد على النهر الكبير"
SENTENCE = "قال المتحدث رقم {i} إن الجسر الجديد يربط بين ضفتي النهر ويخدم القرى كلها."
NEWS = """<html lang="ar"><head><title>{title}</title>
<script type="application/ld+json">{data}</script></head><body><article>
<h1>افتتاح جسر جديد على النهر الكبير</h1><div class="text">{text}{rows}</div>
</article></body></html>"""


class EndlessError(Exception):
    """The patience of a test is over."""


@contextmanager
def patience() -> Iterator[None]:
    """Give up after a hundred times the CPU that a slow machine needs."""

    def give_up(*_: object) -> None:
        raise EndlessError

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, 120)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def news(*, title: str = HEADLINE, rows: str = "", **data: str) -> str:
    text = "".join(f"<p>{SENTENCE.format(i=i)}</p>" for i in range(8))
    stated = json.dumps({"@type": "NewsArticle", **data})
    return NEWS.format(title=title, data=stated, text=text, rows=rows)


def record(html: str) -> Any:
    return extract(html, url="http://news.example/2026/a/", tz="UTC", now=NOW)


SPACES = ["\xa0", " \u2003", "\n", "&nbsp;"]


@pytest.mark.parametrize("space", SPACES)
def test_a_title_of_spaces(space: str) -> None:
    html = news(title=f"{HEADLINE} {space * LONG} صحيفة")
    with patience():
        assert record(html).title == HEADLINE
        tree = parse(html)
        home = "http://news.example/"
        assert find_stand_in(tree, url=f"{home}a/", home=home) is None
        assert find_wall(200, {}, html) is None


def test_a_title_that_is_never_closed_ends() -> None:
    tree = parse(f"<html><head><title>{'خبر ' * LONG}")
    assert len(title_of(tree)) == 1_000
    with patience():
        found = find_wall(200, {}, "<title " * (LONG // 2) + "كلمة")
    assert found is not None
    assert found.kind == "empty"


def test_titles_that_are_never_closed_are_no_wall() -> None:
    with patience():
        assert find_wall(200, {}, "<title>" * (LONG // 2) + "<a >" * 20) is None


def test_a_page_of_siblings_without_links() -> None:
    rows = "".join(f"<h2>عنوان {i}</h2><p>نص {i} قصير</p>" for i in range(30_000))
    with patience():
        assert find_wall(200, {}, f"<title>خبر</title><body>{rows}</body>") is None


def test_an_element_of_many_attributes() -> None:
    many = "".join(f' data-a{i}="{i}"' for i in range(120_000))
    path = "M0 0" + " l1 1" * 10_000
    html = f"<main><div{many}><p>نص الخبر</p></div><svg><path d='{path}'/></svg></main>"
    with patience():
        tree = parse(html)
    (box,) = tree.iter("div")
    assert (box.attrib, box.findtext("p")) == ({}, "نص الخبر")


@pytest.mark.parametrize("row", ["<p>نص</p>", "<ul><li>نص", "<br>"])
def test_a_page_of_too_many_tags(row: str) -> None:
    with patience():
        found = find_wall(200, {}, f"<body>{row * 250_000}")
    assert found is not None
    assert found.kind == "error"
    assert found.reason.endswith("tags: too many to read")


def test_keywords_of_spaces() -> None:
    data = {"@type": "NewsArticle", "keywords": f"جسر{' ' * LONG}نهر ، قرى ;"}
    html = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    with patience():
        found = Structured(parse(html)).keywords
    assert [" ".join(word.split()) for word in found] == ["جسر نهر", "قرى"]


def test_an_author_of_at_signs() -> None:
    feed = (
        "<rss><channel><item><link>http://news.example/1/</link>"
        "<author>{}</author></item></channel></rss>"
    )
    with patience():
        (stated,) = parse_feed(feed.format("@" * LONG).encode(), "http://news.example/")
    assert stated.authors == []
    mailed = feed.format("desk@news.example (سالم الواحي)").encode()
    (stated,) = parse_feed(mailed, "http://news.example/")
    assert stated.authors == ["سالم الواحي"]


@pytest.mark.parametrize("sign", ["@", "a@", "@a", "a@a."])
def test_a_paragraph_of_at_signs(sign: str) -> None:
    with patience():
        found = record(news(rows=f"<p>{sign * (LONG // 3)}</p>"))
    assert found.text.startswith(SENTENCE.format(i=0))


def test_an_address_below_the_text_is_none_of_it() -> None:
    found = record(news(rows="<p>desk@news.example</p>"))
    assert "@" not in found.text


def asked_for_robots(text: str) -> list[str]:
    """What a robots.txt of *text* names."""

    async def get(url: str, **_: object) -> Any:
        return SimpleNamespace(status=200, text=text)

    site = SimpleNamespace(url="http://news.example/")
    spider: Any = SimpleNamespace(site=site, get=get)
    return asyncio.run(named_sitemaps(spider))


def test_a_robots_txt_of_empty_lines() -> None:
    with patience():
        text = "User-agent: *" + "\n" * LONG + "Allow: /" + " \n" * LONG
        found = asked_for_robots(f"{text} \tSitemap : /a.xml \r\n\nsitemap:b.xml")
    assert found == ["http://news.example/a.xml", "http://news.example/b.xml"]


def test_a_robots_txt_that_names_what_is_no_address() -> None:
    text = "Sitemap: http://[\nSitemap: mailto:a@b.example\nSitemap: /a.xml"
    assert asked_for_robots(text) == ["http://news.example/a.xml"]


def test_a_sitemap_of_the_last_day_there_is() -> None:
    body = (
        b"<urlset><url><loc>http://news.example/1/</loc><lastmod>9999-12-31</lastmod>"
        b"</url><url><loc>http://news.example/2/</loc><lastmod>2026-02-28</lastmod>"
        b"</url></urlset>"
    )

    async def get(url: str, **_: object) -> Any:
        text = "Sitemap: /all.xml" if url.endswith("robots.txt") else ""
        return SimpleNamespace(status=200, text=text, body=body, url=url)

    async def urls(spider: Any) -> list[str]:
        windows = [window async for window in SitemapSource(spider).windows()]
        return [url for window in windows for url in window.urls]

    spider = SimpleNamespace(
        site=load_site("http://news.example/"),
        get=get,
        limit=datetime(2026, 2, 1, tzinfo=UTC),
        end=None,
        account=SimpleNamespace(states=lambda *_: None),
    )
    # What states no day that can be is read as if it stated none.
    assert asyncio.run(urls(spider)) == [
        "http://news.example/2/",
        "http://news.example/1/",
    ]


def test_values_that_are_left_open() -> None:
    items = "<item><link>http://news.example/{i}/</link><title>خبر {i}"
    feed = "<rss><channel>" + "".join(items.format(i=i) for i in range(1_500))
    feed += "<p>كلمة</p>" * LONG
    entries = "<url><loc>http://news.example/{i}/</loc><lastmod>"
    sitemap = "<urlset>" + "".join(entries.format(i=i) for i in range(1_500))
    with patience():
        stated = parse_feed(feed.encode(), "http://news.example/")
        parse_sitemap(sitemap.encode() + b"<a> </a>" * LONG, "http://news.example/")
    assert stated[0].url == "http://news.example/0/"


# Rows of a page, each kind so many that pairs of them would be felt.
ROWS = {
    "paragraphs": "<p>خبر قصير {i}</p>",
    "sentences": f"<p>{SENTENCE}</p>",
    "lines": "سطر من كلمات قليلة رقم {i}<br>",
    "labels": f"<p>التعليقات</p><p>{SENTENCE}</p>",
    "related": f"<h3>مقالات ذات صلة</h3><p>{SENTENCE}</p>",
    "boxes": f"<div><p>{SENTENCE}</p><p>{SENTENCE}</p><p>{SENTENCE}</p></div>",
    "clocks": f"<div><p>10:3{{i}}</p><div><p>{SENTENCE}</p><p>نص</p></div></div>",
    "subheads": "<h2>عنوان فرعي من كلمات {i}</h2>",
    "headlines": "<h1>عنوان آخر من كلمات {i}</h1>",
    "links": '<a href="/n/{i}/">عنوان خبر من أخبار المدينة {i}</a>',
    "rows of links": '<p><a href="/n/{i}/">عنوان خبر من أخبار المدينة {i}</a></p>',
    "lines of links": '<a href="/n/{i}/">خبر رقم {i} من أخبار المدينة</a><br>',
    "open sections of links": '<section><a href="/n/{i}/">خبر رقم {i} من المدينة</a>',
    "home links": '<i> </i><a class="logo" href="/">الواحة {i}</a>',
    "folded": f"<div hidden><p>{SENTENCE}</p></div><span>كلمة</span>",
    "dates": '<b itemprop="datePublished" content="2026-02-0{i}"></b>',
    "names": '<p class="title c{i}">اسم من كلمات {i}</p>',
}


def calls(html: str) -> int:
    """How many functions are called to read a page."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        record(html)
    finally:
        sys.setprofile(cast("Any", before))
    return count


@pytest.mark.parametrize("kind", ROWS)
def test_twice_the_rows_are_twice_the_work(kind: str) -> None:
    def page_of(count: int) -> str:
        rows = "".join(ROWS[kind].replace("{i}", str(i)) for i in range(count))
        return news(rows=rows, datePublished="2026-02-01")

    record(page_of(400))  # what is loaded late, and kept
    few, many = calls(page_of(200)), calls(page_of(400))
    # All pairs of rows make this 2.3 to 3.7: each row has a price of its own, too.
    assert many < 2.2 * few


def test_twice_the_points_above_the_text_are_twice_the_work() -> None:
    point = '<li><a href="/n/{i}/">خبر رقم {i} من أخبار المدينة كلها</a></li>'

    def page_of(count: int) -> str:
        points = "".join(point.replace("{i}", str(i)) for i in range(count))
        html = news(datePublished="2026-02-01")
        return html.replace("</h1>", f"</h1><ul>{points}</ul>")

    record(page_of(400))
    few, many = calls(page_of(200)), calls(page_of(400))
    assert many < 2.2 * few


class Searched(str):
    """A text that counts how far it was looked through."""

    __slots__ = ("far",)

    def __init__(self, _text: str) -> None:
        self.far = 0

    def __contains__(self, key: object) -> bool:
        return self.find(str(key)) >= 0

    def find(self, key: str, start: Any = 0, end: Any = None) -> int:
        found = super().find(key, start, end)
        self.far += (len(self) if found < 0 else found + len(key)) - start
        return found

    def startswith(self, key: Any, start: Any = 0, end: Any = None) -> bool:
        self.far += len(key)
        return super().startswith(key, start, end)


# Paragraphs, and what of them the judge took.
TAKEN = {
    "all of them": lambda i: True,
    "every other": lambda i: i % 2 == 0,
    "the first half": lambda i: i < 400,
    "the second half": lambda i: i >= 400,
    "none of them": lambda i: False,
}


@pytest.mark.parametrize("kind", TAKEN)
@pytest.mark.parametrize("is_turned", [False, True])
def test_each_row_is_sought_where_it_stands(kind: str, *, is_turned: bool) -> None:
    # Of words that differ: what is alike is told apart late.
    line = "جملة {} من كلمات رقمها {}"
    lines = [
        line.format(1_000 + i * 7_919 % 1_009, 1_000 + i * 104_729 % 8_999)
        for i in range(800)
    ]
    tree = parse("".join(f"<p>{line}</p>" for line in lines))
    rows = outline(tree)
    keys = [letters(line) for i, line in enumerate(lines) if TAKEN[kind](i)]
    rest = [letters(SENTENCE.format(i=i)) for i in range(200)]
    judged = Searched("".join([*reversed(keys), *rest] if is_turned else keys + rest))
    assert [rows[i].key for i in taken_rows(rows, judged=judged, title="")] == keys
    weights = Weights(tree, rows, judged=judged)
    assert weights.of(tree).keys == set(keys)
    # To look through all of it for each row is 400 to 1,600 times its length.
    assert judged.far < 20 * len(judged)


def test_no_element_is_asked_again_for_every_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = 0
    is_author = names.is_author

    def count(element: Any) -> bool:
        nonlocal asked
        asked += 1
        return is_author(element)

    html = news(rows="<ul><li>نص" * 2_000)
    monkeypatch.setattr(names, "is_author", count)
    assert record(html).title == HEADLINE
    # 4,000 elements, in each of which stand those that follow.
    assert asked < 4 * 4_000


def test_every_link_of_a_list_is_read_once() -> None:
    link = '<li><a href="/2026/03/01/{i}.html">عنوان خبر من أخبار المدينة {i}</a></li>'
    html = f"<ul>{''.join(link.replace('{i}', str(i)) for i in range(6_000))}</ul>"
    read_address.cache_clear()
    assert len(article_links(html, HOME)) == 6_000
    assert read_address.cache_info().misses == 6_000


HOME = "http://news.example/"


def test_an_address_that_no_request_is_made_for() -> None:
    longest = "/" + 8_191 * "a"
    assert absolute(HOME, longest) == f"http://news.example{longest}"
    assert absolute(HOME, f"{longest}a") is None
    assert absolute(HOME, f"http://news.example{longest}") is None


def test_addresses_of_thousands_of_folders() -> None:
    link = '<li><a href="/{i}/{folders}">عنوان خبر من أخبار المدينة كلها {i}</a></li>'
    folders = "1/" * 4_000
    rows = "".join(link.format(i=i, folders=folders) for i in range(400))
    named = (
        '<li><a href="/2026/03/jisr-jadid-ala-al-nahr/">افتتاح الجسر الجديد</a></li>'
    )
    with patience():
        found = article_links(f"<ul>{rows}{3 * named}</ul>", HOME)
    assert "http://news.example/2026/03/jisr-jadid-ala-al-nahr/" in found


def levels(html: str) -> int:
    """How deep the deepest element of a page is."""
    return max(sum(1 for _ in one.iterancestors()) for one in parse(html).iter("p"))


def test_a_tree_has_as_many_levels_as_a_page_needs() -> None:
    def nested(count: int) -> str:
        return "".join(f'<div class="c{i}"><p>سطر {i}' for i in range(count))

    # html, body and the boxes; a <p> ends where a <div> begins.
    assert levels(nested(200)) == 202
    assert levels(nested(3_000)) <= 256
    words = "".join(f"سطر {i}" for i in range(3_000))
    assert "".join("".join(map(str, parse(nested(3_000)).itertext())).split()) == (
        "".join(words.split())
    )


def test_ten_megabytes_of_text_in_one_piece() -> None:
    text = "كلمة " * 1_200_000
    tree = parse(f"<p>{text}</p><p>{HEADLINE}</p>")
    first, last = tree.iter("p")
    assert (first.text, last.text) == (text, HEADLINE)
    assert parse(f"<!--{text}-->").tag == "html"


# What is in one another costs no more than what is side by side.
NESTED = {
    "tables": "<table><td>",
    "links": '<a href="/{i}/" class="c{i}"><div>',
    "boxes": '<div class="c{i}">',
    "dates": '<div class="date c{i}">',
    "authors": '<div class="author c{i}">',
}


@pytest.mark.parametrize("kind", NESTED)
@pytest.mark.parametrize("row", ["", "<a href=/>س</a>", "<p>خبر قصير هنا</p>"])
def test_elements_in_one_another(kind: str, row: str) -> None:
    opened = "".join(NESTED[kind].replace("{i}", str(i)) for i in range(3_000))
    with patience():
        found = record(news(rows=opened + row * 4_000))
    assert found.text.startswith(SENTENCE.format(i=0))


@pytest.mark.parametrize("word", ["يوم ", "مارس ", "في ", "- "])
def test_an_author_of_dates_without_a_number(word: str) -> None:
    with patience():
        found = record(news(author=f"أخبار {word * (LONG // 4)}"))
    assert found.title == HEADLINE


LINES = {
    "lines": "س{i}<br>",
    "bold ones": 'س<b class="author"></b><br>',
    "links": 'س<a href="/author/{i}/"> </a><br>',
}


@pytest.mark.parametrize("kind", LINES)
def test_lines_between_headline_and_text(kind: str) -> None:
    lines = "".join(LINES[kind].replace("{i}", str(i)) for i in range(3_000))
    html = news(datePublished="2026-02-01").replace("</h1>", f"</h1><div>{lines}</div>")
    with patience():
        found = record(html)
    assert found.title == HEADLINE


@pytest.mark.parametrize("number", ["9" * 5_000, "\xb2", "", "-1"])
def test_a_number_of_posts_that_is_none(number: str) -> None:
    async def get(url: str, **_: object) -> Any:
        headers = dict.fromkeys(("X-WP-Total", "X-WP-TotalPages"), number.encode("l1"))
        return SimpleNamespace(status=200, body=b"[]", headers=headers, url=url)

    endpoints = Endpoints(cast("Any", SimpleNamespace(get=get)))
    endpoints.open(f"{HOME}wp-json/", None)
    posts = asyncio.run(endpoints.posts(begin=None, end=None, page=1))
    assert posts == ([], None, None)


def test_numbers_of_thousands_of_digits_on_a_page() -> None:
    digits = "9" * 5_000
    picture = f'<p><img src="/a.jpg" width="{digits}" alt="الجسر الجديد"></p>'
    found = record(news(rows=picture))
    assert found.text.startswith(SENTENCE.format(i=0))
    listing = f'<ul><li><a href="/latest/?page={digits}">{digits}</a></li></ul>'
    assert read_listing(listing, url=f"{HOME}latest/", profile=generic()).next is None
