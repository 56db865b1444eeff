"""Listing pages of sites of which nothing is known: links, next pages, whole crawls."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import pytest
from w3lib.url import safe_url_string

from newsbot.demo.options import Options
from newsbot.demo.site import Response
from newsbot.pages import article_links
from newsbot.pages.html import parse
from newsbot.pages.listing import ListingPage, read_listing
from newsbot.pages.lists.links import OpenListing
from newsbot.pages.lists.pager import find_next
from newsbot.pages.lists.paths import Kind, read_address
from newsbot.pages.lists.spelling import without_counters
from newsbot.pages.lists.zones import zone_of_offsets
from newsbot.similarity import url_key
from newsbot.sites import generic, read_profile
from newsbot.sites.profile import BUNDLED
from tests.crawling import FAST, MockNews, Run, page, scrapy
from tests.test_walk import publish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

CASES = sorted((Path(__file__).parent / "listings").iterdir())
HOME = "https://safa.example/"


def listing(html: str, url: str = HOME) -> OpenListing:
    return OpenListing(html, url=url, profile=generic())


def case(folder: Path) -> tuple[OpenListing, dict[str, Any]]:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    html = (folder / "page.html").read_text("utf-8")
    return listing(html, expected["url"]), expected


by_name = pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)


class TestPagesOfManySystems:
    def test_they_are_many(self) -> None:
        assert len(CASES) >= 12

    @by_name
    def test_articles_in_order(self, folder: Path) -> None:
        found, expected = case(folder)
        assert found.articles == expected["articles"]
        html = (folder / "page.html").read_text("utf-8")
        assert article_links(html, expected["url"]) == expected["articles"]

    @by_name
    def test_the_way_on(self, folder: Path) -> None:
        found, expected = case(folder)
        assert found.next == expected["next"]
        assert found.feeds == expected["feeds"]
        if "categories" in expected:
            assert found.categories == expected["categories"]

    def test_the_list_of_the_latest_news(self) -> None:
        html = '<nav><a href="/">بيت</a><a href="/all">آخر الأخبار</a></nav>'
        assert listing(html).latest == f"{HOME}all"
        assert listing('<nav><a href="/tag/x">آخر الأخبار</a></nav>').latest is None


HEADLINES = [
    "افتتاح جسر المشاة الجديد فوق وادي الريحان بعد عامين من العمل",
    "وزارة المياه تعلن خطة لترميم عشرين سدا صغيرا في المرتفعات",
    "فريق الهضبة يعود بنقطة ثمينة من ملعب الميناء",
    "أسعار القمح تتراجع للأسبوع الثالث على التوالي في سوق الغلال",
    "طلاب مدرسة التلال يبتكرون مرشحا للمياه من قشور الرمان",
    "مهرجان الخط العربي يستقبل زواره في القلعة القديمة",
    "بلدية الساحل تبدأ إزالة المخالفات من شارع الصيادين",
    "مجلس الجامعة يقر إنشاء كلية للزراعة الصحراوية",
    "قافلة طبية تصل إلى قرى الوادي الشرقي وتفحص مئات الأطفال",
    "انطلاق موسم قطاف الزيتون مبكرا بسبب حرارة الصيف",
    "اتفاق بين المصارف الثلاثة على توحيد رسوم التحويل",
    "السباح الشاب يحطم الرقم المحلي في سباق المسافات الطويلة",
    "المكتبة العامة تفتح أبوابها ليلا خلال أيام الامتحانات",
    "تحويل محطة القطار المهجورة إلى متحف للنقل",
]
NAMES = (
    "new-bridge-opens dams-repair-plan point-at-mina wheat-prices-fall student-filter "
    "calligraphy-festival-opens shore-street-violations desert-agriculture-college "
    "medical-convoy-in-wadi early-olive-season banks-unify-fees swimmer-breaks-record "
    "library-opens-at-night station-becomes-museum"
).split()
# Sections: what the menu says, and the name in the address.
Sections = list[tuple[str, str]]
SHORT: Sections = [
    ("أخبار", "news"),
    ("اقتصاد", "economy"),
    ("رياضة", "sport"),
    ("ثقافة وفن", "culture"),
    ("علوم وتكنولوجيا", "science-and-technology"),
    ("رأي", "opinion"),
]
LONG: Sections = [
    ("أخبار الوطن والمحافظات", "home-and-provinces"),
    ("شؤون عربية وإقليمية ودولية", "arab-and-world-affairs"),
    ("ملاعب وبطولات", "stadiums"),
    ("ثقافة وفنون وتراث", "culture-arts-and-heritage"),
    ("علوم وتكنولوجيا المستقبل", "science-and-future-technology"),
    ("صحة وأسرة ومجتمع", "health-family-and-society"),
]


def arabic(number: int, words: int = 20) -> str:
    return quote("-".join(HEADLINES[number].split()[:words])).lower()


# Shapes of addresses: that of an article, by its number and the name of its section,
# and that of a section, by its number and name.
SHAPES: dict[str, tuple[Callable[[int, str], str], Callable[[int, str], str]]] = {
    "day and name": (
        lambda n, s: f"/{s}/2025/3/{n + 1}/{arabic(n, 6)}",
        lambda n, s: f"/{s}/",
    ),
    "day, name and number": (
        lambda n, s: f"/story/2025/3/{n + 1}/{arabic(n)}/{6912345 + 11 * n}",
        lambda n, s: f"/Section/{s}/{60 + n}/1",
    ),
    "number and name": (
        lambda n, s: f"/{s}/{1778899 + 3 * n}-{arabic(n, 5)}",
        lambda n, s: f"/{s}",
    ),
    "name and number .html": (
        lambda n, s: f"/{arabic(n)}-{1523400 + n}.html",
        lambda n, s: f"/{s}",
    ),
    "number .aspx": (
        lambda n, s: f"/News/{5098765 + 2 * n}.aspx",
        lambda n, s: f"/Portal/{13 + n}/{s}.aspx",
    ),
    "month and number": (
        lambda n, s: f"/Web/{s}/2025/03/{1567890 + n}.html",
        lambda n, s: f"/Web/{s}.html",
    ),
    "number below a section": (
        lambda n, s: f"/arabic/section/{70 + n % 6}-{s}/{14032025110000 + 97 * n}",
        lambda n, s: f"/arabic/section/{70 + n}-{s}",
    ),
    "details": (
        lambda n, s: f"/news/details/{3400000 + n}",
        lambda n, s: f"/section/index/{n + 1}",
    ),
    "letter and number": (
        lambda n, s: f"/N{2279999 + n}",
        lambda n, s: f"/ar/{s}",
    ),
    "capital names": (
        lambda n, s: f"/Pages/Details/{114455 + n}",
        lambda n, s: f"/Pages/Category/{n + 2}",
    ),
    "argument among others": (
        lambda n, s: f"/Include/InnerPage.jsp?ID={290000 + n}&lang=ar&name=news",
        lambda n, s: f"/Include/Main.jsp?lang=ar&name={s}",
    ),
    "argument": (
        lambda n, s: f"/ArticleDetails.aspx?id={3221111 + n}&language=ar",
        lambda n, s: f"/NewsList.aspx?type={n}",
    ),
    "number and clock": (
        lambda n, s: f"/ar/{s}/{182333 + n}-2025-03-14-12-10-{10 + n}",
        lambda n, s: f"/ar/{s}",
    ),
    "Latin name": (lambda n, s: f"/{s}/{NAMES[n]}", lambda n, s: f"/{s}"),
    "short number": (
        lambda n, s: f"/node/{812 + n}",
        lambda n, s: f"/taxonomy/term/{n + 3}",
    ),
    "key of letters and digits": (
        lambda n, s: f"/arabic/articles/c{n}dgx2k3yz{n}o",
        lambda n, s: f"/arabic/topics/c{n}19nt2dele{n}",
    ),
}
MARKUP = (
    # One card each: {link}, {title}; its section: {where}, {name}.
    '<div class="news-item"><a class="thumb" href="{link}"><img src="x.jpg"></a>'
    '<span class="section"><a href="{where}">{name}</a></span>'
    '<h3><a href="{link}">{title}</a></h3><span class="date">14 مارس 2025</span></div>',
    '<li><a href="{link}">{title}</a></li>',
    '<a href="{link}"><div><img src="x.jpg"></div><div><div>{name}</div>'
    "<div>{title}</div></div></a>",
    '<div class="row"><div class="pic"><a href="{link}"><img src="x.jpg" alt=""></a>'
    '</div><div class="txt"><a href="{link}">{title}</a><p>وقال مسؤول في تصريح للصحيفة '
    'إن العمل سيستمر على مراحل حتى الصيف.</p><a href="{where}">{name}</a></div></div>',
)
FRAME = ("nav", "footer"), ("div", "div"), ("header", "footer"), ("div", "div")


def front_page(shape: str, kind: int, sections: Sections) -> tuple[str, set[str]]:
    """A home page with articles and sections of a shape, and its articles' keys."""
    article, section = SHAPES[shape]
    menu = [(section(n, name), label) for n, (label, name) in enumerate(sections)]
    links = [article(n, sections[n % len(sections)][1]) for n in range(len(HEADLINES))]

    def cards(markup: str, *numbers: int) -> str:
        return "".join(
            markup.format(
                link=links[n],
                title=HEADLINES[n],
                where=menu[n % len(menu)][0],
                name=menu[n % len(menu)][1],
            )
            for n in numbers
        )

    entries = "".join(f'<li><a href="{where}">{name}</a></li>' for where, name in menu)
    head, foot = FRAME[kind]
    blocks = "".join(
        f'<div class="block"><h2><a href="{menu[n][0]}">{menu[n][1]}</a></h2>'
        f"{cards(MARKUP[kind], *range(4 + 4 * n, 8 + 4 * n))}</div>"
        for n in range(2)
    )
    html = (
        f'<html><body><{head}><ul><li><a href="/">الرئيسية</a></li>{entries}</ul>'
        f'</{head}><div class="top">{cards(MARKUP[kind], 0, 1, 2, 3)}</div>{blocks}'
        f'<div class="r"><h4>الأكثر قراءة</h4><ul>{cards(MARKUP[1], 1, 12, 13)}</ul>'
        f"</div><{foot}><ul>{entries}</ul>"
        '<a href="/about">من نحن</a><a href="/privacy">سياسة الخصوصية</a>'
        '<a href="/newsletters">النشرات البريدية اليومية والأسبوعية</a>'
        f'<a href="/careers">فرص العمل في المؤسسة</a></{foot}></body></html>'
    )
    return html, {url_key(HOME.rstrip("/") + link) for link in links}


class TestAddressesOfManyShapes:
    @pytest.mark.parametrize("kind", range(4))
    @pytest.mark.parametrize("shape", SHAPES)
    def test_short_labels(self, shape: str, kind: int) -> None:
        html, expected = front_page(shape, kind, SHORT)
        assert {url_key(url) for url in article_links(html, HOME)} == expected

    def test_labels_as_long_as_headlines(self) -> None:
        right = wrong = missed = 0
        for shape in SHAPES:
            for kind in range(4):
                html, expected = front_page(shape, kind, LONG)
                found = {url_key(url) for url in article_links(html, HOME)}
                right += len(found & expected)
                wrong += len(found - expected)
                missed += len(expected - found)
        assert right / (right + wrong) >= 0.97
        assert right / (right + missed) >= 0.97


def kind_of(path: str) -> Kind:
    return read_address(f"{HOME}{path[1:]}").kind


class TestAddress:
    @pytest.mark.parametrize(
        "path",
        [
            "/",
            "/2025/",
            "/2025/03/",
            "/2025/03/31/",
            "/page/2/",
            "/tag/a-tag-of-many-words/",
            "/author/salma/",
            "/from-the-paper/photo.jpg",
            "/about-us",
            "/من-نحن/",
            "/privacy-policy-of-the-site/",
            "/سياسة-الخصوصية-في-الموقع/",
            "/wp-login.php",
            "/?s=ماء",
            "/?replytocom=5",
            "/index.php?page=contact",
            "/p/about-me.html",
        ],
    )
    def test_never_an_article(self, path: str) -> None:
        assert kind_of(path) is Kind.OTHER

    @pytest.mark.parametrize(
        "path",
        [
            "/category/local/",
            "/category/local/villages/",
            "/section/5",
            "/?cat=3",
            "/تصنيف/محليات/",
            "/index.php?page=category&id=3",
        ],
    )
    def test_a_list(self, path: str) -> None:
        assert kind_of(path) is Kind.LIST

    @pytest.mark.parametrize(
        "path",
        [
            "/2025/03/31/12345",
            "/archives/12345",
            "/news/123456",
            "/category/local/new-bridge-over-the-wadi/",
            "/سياسة-الخصوصية-الجديدة-في-تطبيق-المحادثة-تقلق-المستخدمين/",
            "/?p=45",
            "/details.aspx?id=4521",
            # A number, not a year.
            "/news/2014",
            "/n/2014.htm",
            "/author/salma/columns/a-quiet-day-by-the-sea",
        ],
    )
    def test_perhaps_an_article(self, path: str) -> None:
        assert kind_of(path) is Kind.PAGE


def after(html: str, path: str = "") -> str | None:
    found = find_next(parse(f"<html><body>{html}</body></html>"), f"{HOME}{path}")
    return None if found is None else unquote(found.removeprefix(HOME))


class TestNextPage:
    @pytest.mark.parametrize(
        ("html", "path", "expected"),
        [
            ('<a rel="next" href="/latest?after=x">…</a>', "latest", "latest?after=x"),
            ('<link rel="next" href="/page/2/">', "", "page/2/"),
            ('<a href="/page/2/">التالي</a>', "", "page/2/"),
            ('<a href="/page/2">الصفحة التالية ›</a>', "", "page/2"),
            # In Arabic either arrow, and either word, may lead to the older page.
            ('<a href="/page/1/">»</a><a href="/page/3/">«</a>', "page/2/", "page/3/"),
            ('<a href="/x?page=3">السابق</a>', "x?page=2", "x?page=3"),
            ('<a href="/x?page=1">السابق</a>', "x?page=2", None),
            ('<a href="/x/">1</a><a href="/x/p2/">٢</a>', "x/", "x/p2/"),
            ('<b>2</b><a href="/x/3">3</a><a href="/x/4">4</a>', "x/2", "x/3"),
            # Counted from 0.
            ('<a href="?page=1">2</a><a href="?page=2">3</a>', "x", "x?page=1"),
            ('<a href="?page=1">2</a><a href="?page=2">3</a>', "x?page=1", "x?page=2"),
            ('<a href="?page=1">التالي</a>', "x", "x?page=1"),
            # By articles that are passed over.
            ('<a href="?start=10">2</a><a href="?start=20">3</a>', "x", "x?start=10"),
            ('<a href="?start=20">3</a>', "x?start=10", "x?start=20"),
            ('<button data-url="/x?page=2">المزيد</button>', "x", "x?page=2"),
            ('<a href="#" data-href="/page/2/">حمل المزيد</a>', "", "page/2/"),
            ('<a href="/x?before=170">الأقدم</a>', "x", "x?before=170"),
            # The last page only.
            ('<a href="/x?page=57">الأخيرة</a>', "x", None),
            # Not the next page of this list.
            ('<a href="/page/2">سياسة الخصوصية</a>', "", None),
            ('<a href="/section/6">رياضة</a>', "section/5", None),
            ('<a href="/politics">المزيد</a>', "", None),
            ('<a href="/y?page=2">2</a>', "x", None),
            ('<a href="/2025/03/2">2</a>', "2025/03", None),
            ('<table id="wp-calendar"><td><a href="/x/2">2</a></table>', "x", None),
            ('<a href="?share=facebook&page=2">2</a>', "x", None),
            ('<a href="https://other.example/page/2/">التالي</a>', "", None),
            ('<a href="/x?page=2">2</a>', "x?page=2", None),
            ('<a href="#">التالي</a>', "x", None),
            ("", "", None),
        ],
    )
    def test_of(self, html: str, path: str, expected: str | None) -> None:
        assert after(html, path) == expected

    def test_the_next_article_is_no_next_page(self) -> None:
        html = (
            f'<article><h1>{HEADLINES[0]}</h1></article><a rel="next" '
            f'href="/{arabic(1)}/">{HEADLINES[1]}</a>'
        )
        assert listing(html, f"{HOME}{arabic(0)}/").next is None


@pytest.mark.parametrize(
    ("times", "zone"),
    [
        (["2026-03-05T10:00:00+03:00"], "Etc/GMT-3"),
        (["Thu, 05 Mar 2026 10:00:00 +0100", "أمس", ""], "Etc/GMT-1"),
        (["2026-03-05T10:00:00-0500"], "Etc/GMT+5"),
        # Feeds state UTC whatever the site's zone.
        (["Thu, 05 Mar 2026 10:00:00 +0000", "2026-03-05T10:00:00Z"], None),
        (["2026-03-05T07:00:00+00:00", "2026-03-05T10:00:00+03:00"], "Etc/GMT-3"),
        (["2026-03-05T10:00:00+03:00", "2026-03-05T10:00:00+02:00"], None),
        (["2026-03-05T10:00:00+03:30"], None),
        (["2026-03-05"], None),
        ([], None),
    ],
)
def test_zone_of_offsets(times: list[str], zone: str | None) -> None:
    assert zone_of_offsets(times) == zone


@pytest.mark.parametrize("html", ["", " ", "\0", "<", "<html>", "نص", "\ud800"])
def test_what_is_no_page(html: str) -> None:
    found = listing(html)
    assert (found.articles, found.categories, found.feeds) == ([], [], [])
    assert (found.next, found.latest) == (None, None)


def test_a_page_that_is_nested_without_end() -> None:
    html = "<div>" * 3_000 + f'<a href="/news/123456">{HEADLINES[0]}</a>'
    assert listing(html).articles == [f"{HOME}news/123456"]


def test_a_home_page_that_names_its_host_with_www() -> None:
    html = f'<h2><a href="https://www.safa.example/news/12345">{HEADLINES[0]}</a></h2>'
    assert listing(html).articles == ["https://www.safa.example/news/12345"]
    assert listing(html.replace("www.", "sport.")).articles == []


def test_a_profile_with_rows_has_its_selectors() -> None:
    theme = read_profile(BUNDLED / "zoxpress.toml")
    assert type(read_listing("", url=HOME, profile=theme)) is ListingPage
    assert type(read_listing("<html>", url=HOME, profile=generic())) is OpenListing


class Unknown(MockNews):
    """The demo site in a theme that nobody knows."""

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        answer = super().respond(base, target, {})
        if "html" not in answer.headers.get("Content-Type", ""):
            return answer
        body = answer.body.replace(b"zox", b"gz")
        return Response(answer.status, body, answer.headers)


@pytest.fixture
def news() -> Iterator[Unknown]:
    with Unknown(Options(rest=False), newest=30) as server:
        yield server


def crawl(news: MockNews, tmp_path: Path, *args: str, path: str = "/") -> Run:
    news.asked.clear()
    options = ("-a", f"site={news.url}{path}", "-a", "related_depth=0", *FAST, *args)
    return scrapy("crawl", "latest", *options, data=tmp_path / "data")


def paths(news: MockNews) -> set[str]:
    """Paths of the public articles."""
    return {unquote(one["url"]) for one in news.stories.truth("")}


def asked(news: MockNews) -> set[str]:
    return {unquote(target.partition("?")[0]) for target in news.asked}


class TestDemoUnrecognised:
    """The demo site's listing pages, and crawls, without its theme."""

    @pytest.mark.parametrize("permalinks", ["postname", "dated", "plain"])
    def test_listing_pages(self, permalinks: Any) -> None:
        theme = read_profile(BUNDLED / "zoxpress.toml")
        right = wrong = missed = 0
        with MockNews(Options(permalinks=permalinks)) as news:
            first = news.respond(news.url, "/", {}).body.decode()
            home = ListingPage(first, url=f"{news.url}/", profile=theme)
            lists = [url.removeprefix(news.url) for url in home.categories]
            for path in ("/", "/page/2/", "/latest/", "/latest/page/2/", *lists):
                answer = news.respond(news.url, path, {})
                if answer.status != 200:
                    continue
                html, url = answer.body.decode(), f"{news.url}{path}"
                known = ListingPage(html, url=url, profile=theme)
                unknown = listing(html.replace("zox", "gz"), url)
                expected = set(map(url_key, known.articles))
                found = set(map(url_key, unknown.articles))
                right += len(found & expected)
                wrong += len(found - expected)
                missed += len(expected - found)
                # How far to walk is decided by the list itself.
                assert set(known.entries) <= set(unknown.entries)
                assert set(known.featured) <= {*unknown.entries, *unknown.featured}
                assert unknown.next == known.next
        assert right > 300
        assert right / (right + wrong) >= 0.97
        assert right / (right + missed) >= 0.97

    @pytest.mark.parametrize("feed", [True, False])
    def test_a_crawl_asks_for_the_articles(self, feed: bool, tmp_path: Path) -> None:
        with Unknown(Options(rest=False, feed=feed), newest=60) as news:
            run = crawl(news, tmp_path)
            expected = paths(news)
            protected = sum(story.protected for story in news.stories)
            record = run.record(news.name)
        assert run.exit_code in (0, 3)
        assert len(expected & asked(news)) >= 0.95 * len(expected)
        # And for nothing else as an article.
        count = record["requests"]["article"] - record["further_pages"]
        assert count <= len(expected) + protected

    def test_later_crawls_find_what_is_new_and_ask_for_little(
        self, news: Unknown, tmp_path: Path
    ) -> None:
        crawl(news, tmp_path)
        before = paths(news)
        again = crawl(news, tmp_path)
        assert "article" not in again.record(news.name)["requests"]
        assert len(news.asked) <= 6
        publish(news, 3)
        crawl(news, tmp_path)
        assert paths(news) - before <= asked(news)

    def test_a_site_that_states_no_zone_is_warned_of_once(
        self, news: Unknown, tmp_path: Path
    ) -> None:
        options = ("-L", "WARNING", "-a", "max_pages=1")
        first = crawl(news, tmp_path, *options)
        assert first.err.count("states no time zone") == 1
        again = crawl(news, tmp_path, *options)
        assert "states no time zone" not in again.err


WORDS = "<p>هذه صفحة قصيرة من بضع كلمات لا تعرض خبرا ولا تقود إلى خبر.</p>"


def whole(body: str, head: str = "") -> Response:
    return page(f"<html><head>{head}</head><body>{body}{WORDS}</body></html>")


class TestVerdicts:
    def test_the_page_of_one_article(self, news: Unknown, tmp_path: Path) -> None:
        news.answers["/a-story/"] = whole(
            "",
            '<meta property="og:type" content="article"><meta '
            'property="article:published_time" content="2025-03-01T08:00:00+03:00">',
        )
        run = crawl(news, tmp_path, path="/a-story/")
        assert run.exit_code == 2
        assert f"-a site={news.url}/" in run.complaint

    def test_no_site_of_news(self, news: Unknown, tmp_path: Path) -> None:
        menu = '<nav><a href="/">بيت</a><a href="/contact/">اتصل بنا</a></nav>'
        news.answers["/"] = whole(menu)
        news.answers["/robots.txt"] = news.answers["/sitemap.xml"] = page("", 404)
        run = crawl(news, tmp_path)
        assert run.exit_code == 2
        assert "no list of articles" in run.complaint
        assert len(run.err.strip().splitlines()) == 1

    def test_a_home_page_of_scripts_with_a_feed(
        self, news: Unknown, tmp_path: Path
    ) -> None:
        head = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
        news.answers["/"] = whole("", head)
        run = crawl(news, tmp_path, "-a", "max_pages=1")
        assert run.exit_code in (0, 3)
        assert len(paths(news) & asked(news)) >= 10
        again = crawl(news, tmp_path, "-a", "max_pages=1")
        assert "article" not in again.record(news.name)["requests"]

    def test_a_news_sitemap(self, news: Unknown, tmp_path: Path) -> None:
        listed, unlisted, *_ = sorted(paths(news))
        sitemap = (
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news='
            '"http://www.google.com/schemas/sitemap-news/0.9"><url><loc>'
            f"{news.url}{unlisted}</loc><news:news><news:publication_date>2025-03-10"
            "</news:publication_date><news:title>خبر</news:title></news:news></url>"
            "</urlset>"
        )
        kind = {"Content-Type": "application/xml"}
        news.answers["/news.xml"] = Response(200, sitemap.encode(), kind)
        news.answers["/robots.txt"] = page(f"Sitemap: {news.url}/news.xml")
        row = f'<article><h2><a href="{listed}">{HEADLINES[0]}</a></h2></article>'
        news.answers["/"] = whole(row)
        crawl(news, tmp_path)
        assert paths(news) & asked(news) == {listed, unlisted}

    def test_lists_that_run_dry(self, news: Unknown, tmp_path: Path) -> None:
        crawl(news, tmp_path, "-a", "max_pages=1")
        lists = [unquote(one) for one in news.asked if "/category/" in one]
        assert lists
        for path in lists:
            news.answers[quote(path).lower()] = whole("")
        assert crawl(news, tmp_path, "-a", "max_pages=1").exit_code == 0
        news.answers["/"] = whole("")
        run = crawl(news, tmp_path, "-a", "max_pages=1")
        assert run.exit_code == 4
        assert "had articles before" in run.complaint


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("n/712?utm_source=home&utm_medium=box", "n/712"),
        ("show.php?PHPSESSID=b7&id=712&lang=ar", "show.php?id=712&lang=ar"),
        ("n/712?id=%d8%A7&fbclid=x#top", "n/712?id=%d8%A7#top"),
        ("n/712?amp=1", "n/712"),
        ("n/712?ref=home", "n/712?ref=home"),
        ("list?a=1&a=1", "list?a=1&a=1"),
        ("n/712", "n/712"),
    ],
)
def test_links_are_asked_for_without_counters(address: str, expected: str) -> None:
    assert without_counters(f"{HOME}{address}") == f"{HOME}{expected}"


def test_a_listing_names_them_so() -> None:
    link = '<a href="/all.php?PHPSESSID=b7&amp;c=3">آخر الأخبار</a>'
    assert listing(f"<html><body>{link}</body></html>").latest == f"{HOME}all.php?c=3"


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        # The URL standard: the query goes out in the page's charset, the path in UTF-8.
        ('<meta charset="windows-1256">', "/%D8%A7/?t=%C7&n=7"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=cp1256">',
            "/%D8%A7/?t=%C7&n=7",
        ),
        ('<meta charset="utf-8">', "/%D8%A7/?t=%D8%A7&n=7"),
        ("", "/%D8%A7/?t=%D8%A7&n=7"),
        ('<meta charset="iso-8859-1">', "/%D8%A7/?t=%C7&n=7"),
        ('<meta charset="none-such">', "/%D8%A7/?t=%D8%A7&n=7"),
        ('<meta charset="rot13">', "/%D8%A7/?t=%D8%A7&n=7"),
    ],
)
def test_arguments_go_out_in_the_charset_of_the_page(meta: str, expected: str) -> None:
    link = '<a href="/ا/?t=ا&amp;n=7">آخر الأخبار</a>'
    html = f"<html><head>{meta}</head><body>{link}</body></html>"
    found = listing(html).latest
    assert found is not None
    assert safe_url_string(found) == HOME.rstrip("/") + expected
