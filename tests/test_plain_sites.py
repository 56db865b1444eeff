"""Sites whose pages say little of themselves: no canonical address, no named menu."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from newsbot.demo.site import Response
from newsbot.pages.html import parse
from newsbot.pages.lists.links import OpenListing
from newsbot.pages.lists.paths import Kind, read_address
from newsbot.pages.refusal import find_stand_in
from newsbot.similarity import url_key
from newsbot.sites import generic
from newsbot.spiders.addresses import by_name, by_number
from tests.crawling import MockNews, crawl, page
from tests.revisiting import EVERY
from tests.test_open_listing import LONG, SHAPES, SHORT, Sections, front_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CASES = Path(__file__).parent / "listings"
HOME = "https://marsa.example/"
PLACES = "المرسى الوادي الهضبة الواحة الميناء التلة السهل القلعة الجزيرة الغابة".split()
WORKS = "الجسر السوق المتحف المكتبة المدرسة الملعب الحديقة المحطة الطريق السد".split()
SECTIONS = {"economy": "اقتصاد", "sport": "رياضة", "culture": "ثقافة"}


def headline(number: int) -> str:
    work, place = WORKS[number % 10], PLACES[number // 3 % 10]
    return f"بلدية {place} تفتتح {work} رقم {number} بعد أعمال دامت عامين"


def story(number: int, more: str = "") -> str:
    """The page of an article, in tables and without a word about itself."""
    work, place = WORKS[number % 10], PLACES[number // 3 % 10]
    texts = (
        f"قالت بلدية {place} إن {work} يفتح أبوابه كل يوم من الصباح حتى المساء، "
        f"وإن عدد زواره بلغ {number * 37} في الأسبوع الأول وحده.",
        f"وأضافت أن أعمال {work} كلفت {number * 11} ألفا، وأن أهالي {place} شاركوا في "
        "اختيار الأشجار والمقاعد وألوان الجدران قبل أن يبدأ العمل.",
        f"ويلتقي سكان {place} مساء الخميس في {work} ليسألوا المهندسين عما بقي من "
        f"المرحلة الثانية، وهي {number} قطعة من الأرض.",
    )
    paragraphs = "".join(f"<p>{text}</p>" for text in (*texts, more) if text)
    return (
        f"<html><head><title>وكالة المرسى : {headline(number)}</title></head><body>"
        f"<table><tr><td class=big>{headline(number)}</td></tr><tr><td>"
        f"{number % 20 + 1:02}/03/2026</td></tr><tr><td class=body>{paragraphs}"
        "</td></tr></table></body></html>"
    )


def rows(*numbers: int, link: str = "/Details.aspx?ID={}") -> str:
    return "".join(
        f'<tr><td><a href="{link.format(number).replace("&", "&amp;")}">'
        f"{headline(number)}</a><br>{number % 20 + 1:02}/03/2026</td></tr>"
        for number in numbers
    )


class Marsa(MockNews):
    """An agency on the scripts of ASP.NET; *pages* are its pages by their targets."""

    def __init__(self) -> None:
        super().__init__(newest=1)
        self.pages: dict[str, Response | str] = {}
        self.added: dict[int, str] = {}
        """What editors have added to articles, by their numbers."""
        self.canonical = ""
        """The address that articles name as their own, with a place for the number."""

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        self.asked.append(target)
        found = self.pages.get(target)
        if isinstance(found, Response):
            return found
        if found is not None:
            return page(found.replace("{base}", base))
        parts = urlsplit(target.lower())
        number = dict(
            one.split("=") for one in parts.query.split("&") if "=" in one
        ).get("id", "")
        if parts.path == "/details.aspx" and number.isdigit():
            html = story(int(number), self.added.get(int(number), ""))
            if self.canonical:
                own = f"{base}{self.canonical.format(number)}"
                link = f'<head><link rel="canonical" href="{own}">'
                html = html.replace("<head>", link)
            return page(html)
        return page("<html><body>404</body></html>", 404)


@pytest.fixture
def news() -> Iterator[Marsa]:
    with Marsa() as server:
        yield server


class TestOneScriptWithManyArguments:
    @pytest.mark.parametrize(
        ("address", "expected"),
        [
            ("Details.aspx?ID=712&CatID=3", "details.aspx?id=712"),
            ("details.aspx?id=712", "details.aspx?id=712"),
            ("news.php?cat=3&id=712&src=most", "news.php?id=712"),
            ("Details.aspx?CatID=3", None),
            # Which of the two numbers the article, nobody knows.
            ("index.php?sid=3&id=712", None),
            ("index.php?id=first", None),
            ("712/", None),
        ],
    )
    def test_what_numbers_an_article(self, address: str, expected: str | None) -> None:
        wanted = None if expected is None else HOME + expected
        assert by_number(HOME + address) == wanted

    @pytest.mark.parametrize(
        ("address", "expected"),
        [
            ("news/712", "712"),
            ("712-a-bridge", "712"),
            ("economy/712/a-bridge", "712"),
            ("economy/712-a-bridge.html", "712"),
            ("2026/economy/7120/a-bridge", None),
            ("sport/the-town-opens-a-bridge", "the-town-opens-a-bridge"),
            ("economy/2026/03/12/results", "2026/03/12/results"),
            # A year, or a number?
            ("news/2014/a-bridge", "2014/a-bridge"),
            ("2014/a-bridge", None),
            # A name that many pages may have.
            ("sport/results", None),
            ("sport/12/", None),
            ("economy/712?part=2", None),
            ("2026/03/12/results", None),
            ("", None),
        ],
    )
    def test_what_names_an_article(self, address: str, expected: str | None) -> None:
        wanted = None if expected is None else HOME + expected
        assert by_name(HOME + address) == wanted

    def test_an_article_of_two_sections_comes_once(
        self, news: Marsa, tmp_path: Path
    ) -> None:
        slug = "a-bridge-for-the-town"
        for number in (7011, 7012, 7013):
            news.pages[f"/economy/{number}/{slug}"] = story(number)
        news.pages[f"/sport/7012/{slug}"] = news.pages["/n/7012"] = story(7012)
        # Another article has the same number in another part of the site.
        news.pages[f"/sport/7013/{slug}"] = story(7014)
        links = rows(7011, 7012, 7013, link=f"/economy/{{}}/{slug}")
        links += rows(7012, 7013, link=f"/sport/{{}}/{slug}")
        links += rows(7012, link="/n/{}")
        news.pages["/"] = f"<html><body><table>{links}</table></body></html>"
        run = crawl(news, tmp_path)
        titles = [article["title"] for article in run.articles(news.name)]
        assert sorted(titles) == sorted(map(headline, range(7011, 7015)))
        assert run.record(news.name)["pages"] == {"delivered": 4, "known": 2}
        again = crawl(news, tmp_path)
        assert again.record(news.name)["verdict"] == "quiet"

    def test_an_article_comes_once(self, news: Marsa, tmp_path: Path) -> None:
        boxes = rows(701, 702, 703, 704, link="/details.aspx?id={}&CatID=2")
        top = rows(701, 702, 703, 705)
        home = f"<html><body><table>{top}</table><table>{boxes}</table></body></html>"
        news.pages["/"] = home
        run = crawl(news, tmp_path)
        titles = [article["title"] for article in run.articles(news.name)]
        assert sorted(titles) == sorted(map(headline, range(701, 706)))
        assert run.record(news.name)["pages"] == {"delivered": 5, "known": 3}
        # The other address is known from now on, and not asked for again.
        again = crawl(news, tmp_path)
        assert again.record(news.name)["pages"] == {}
        # Nor does the order matter: the longer address comes first here.
        news.pages["/"] = home.replace(top, rows(704, 702, 703, 705))
        third = crawl(news, tmp_path)
        assert third.record(news.name)["pages"] == {"known": 1}

    # What the page names as its own address may be one that no list has named.
    @pytest.mark.parametrize("canonical", ["", "/Details.aspx?ID={}&kind=full"])
    def test_a_change_is_seen_at_the_other_address(
        self, canonical: str, news: Marsa, tmp_path: Path
    ) -> None:
        news.canonical = canonical
        boxes = rows(701, 702, 703, link="/details.aspx?id={}&CatID=2")
        news.pages["/"] = (
            f"<html><body><table>{rows(701, 702, 703)}</table>"
            f"<table>{boxes}</table></body></html>"
        )
        crawl(news, tmp_path)
        news.added[702] = "وأعلنت البلدية مساء اليوم أن الدخول مجاني حتى نهاية الشهر."
        run = crawl(news, tmp_path, *EVERY)
        assert run.record(news.name)["pages"] == {"revised": 1, "unchanged": 2}
        last = run.articles(news.name)[-1]
        assert last["text"].endswith(news.added[702])
        assert (last["title"], last["revision"]) == (headline(702), 2)

    def test_one_number_in_two_scripts_is_two_articles(
        self, news: Marsa, tmp_path: Path
    ) -> None:
        names = ("news", "sport")
        for name, number in zip(names, (711, 712), strict=True):
            news.pages[f"/index.php?part={name}&id=45"] = story(number)
        links = "".join(
            rows(711 + place, link=f"/index.php?part={name}&id=45")
            for place, name in enumerate(names)
        )
        news.pages["/"] = f"<html><body><table>{links}</table></body></html>"
        run = crawl(news, tmp_path)
        titles = {article["title"] for article in run.articles(news.name)}
        assert titles == {headline(711), headline(712)}


def lists(html: str) -> OpenListing:
    return OpenListing(f"<html><body>{html}</body></html>", url=HOME, profile=generic())


def bar(*entries: tuple[str, str], name: str = "css-1k") -> str:
    links = "".join(
        f'<a class="{name}" href="{to}">{label}</a>' for to, label in entries
    )
    return f'<div class="css-7h2">{links}</div>'


def cards(*numbers: int, link: str = "/story/{}") -> str:
    return "".join(
        f'<div class="css-0c"><a href="{link.format(number)}"><img src="/i.jpg" alt="">'
        f"<div>{headline(number)}</div></a></div>"
        for number in numbers
    )


SECTION_LINKS = [(f"/{name}", label) for name, label in SECTIONS.items()]


class TestMenusWithoutAName:
    """Hashed classes, and no <nav>: what stands above the news and is short."""

    def test_above_the_news(self) -> None:
        found = lists(
            bar(("/", "الرئيسية"), *SECTION_LINKS, ("/about", "من نحن"))
            + cards(70123, 70124, 70125)
        )
        assert found.categories == [f"{HOME}{name}" for name in SECTIONS]
        assert len(found.entries) == 3

    def test_the_menu_of_an_application(self) -> None:
        """The same of a page that was written before this was thought of."""
        html = (CASES / "hashed-classes-uuids" / "page.html").read_text("utf-8")
        home = "https://app-khabar.example/ar"
        found = OpenListing(html, url=home, profile=generic()).categories
        topic = "topic/5f3a9c1e-4b7d-42a0-b1c2-d3e4f612"
        assert found == [
            f"{home}/{topic}c03c",
            f"{home}/{topic}df2b",
            f"{home}/{topic}fe1a",
            f"{home}/live",
        ]

    @pytest.mark.parametrize("kind", range(4))
    @pytest.mark.parametrize("sections", [SHORT, LONG], ids=["short", "long"])
    @pytest.mark.parametrize("shape", SHAPES)
    def test_on_pages_of_many_shapes(
        self, shape: str, sections: Sections, kind: int
    ) -> None:
        html, articles = front_page(shape, kind, sections)
        found = OpenListing(html, url=HOME, profile=generic())
        section = SHAPES[shape][1]
        addresses = [
            HOME[:-1] + section(number, name)
            for number, (_, name) in enumerate(sections)
        ]
        # «Main.jsp» says that it is the home page.
        may_be = [one for one in addresses if read_address(one).kind is not Kind.OTHER]
        wanted = set(map(url_key, may_be))
        keys = {url_key(url) for url in found.categories}
        assert not keys & articles
        if kind % 2 or sections is SHORT:
            assert wanted <= keys
            assert len(keys - wanted) <= 1

    def test_below_the_news_by_the_articles_in_them(self) -> None:
        found = lists(
            cards(70123, 70126, link="/economy/{}/new-works-in-the-harbour-town")
            + cards(70124, 70127, link="/sport/{}/the-second-match-of-the-season")
            + bar(*SECTION_LINKS)
        )
        assert found.categories == [f"{HOME}{name}" for name in SECTIONS]

    @pytest.mark.parametrize("tag", ["h2", "div"])
    def test_the_titles_of_blocks(self, tag: str) -> None:
        blocks = "".join(
            f'<div class="css-9b"><{tag} class="css-2t"><a href="{to}">{label}</a>'
            f"</{tag}>{cards(70200 + 10 * place, 70203 + 10 * place)}</div>"
            for place, (to, label) in enumerate(SECTION_LINKS)
        )
        found = lists(cards(70123, 70124) + blocks)
        assert found.categories == [f"{HOME}{name}" for name in SECTIONS]
        assert len(found.entries) == 8

    def test_who_wrote_is_no_section(self) -> None:
        authors = ("سلمى الواحي", "نادر الفناري", "هالة السدري", "مروان التلالي")
        found = lists(
            cards(70120)
            + "".join(
                f'{cards(70123 + place)}<p><a href="/w{place}">{author}</a></p>'
                for place, author in enumerate(authors)
            )
        )
        assert found.categories == []

    @pytest.mark.parametrize(
        "html",
        [
            # Two are no menu, words below the news are anything.
            bar(*SECTION_LINKS[:2]) + cards(70123, 70124, 70125),
            cards(70123, 70124, 70125) + bar(*SECTION_LINKS),
            # Neither is what has a headline among it, nor tags, nor page numbers.
            bar(*SECTION_LINKS, ("/story/70129", headline(70129)))
            + cards(70123, 70124, 70125),
            bar(*((f"/tag/{name}", label) for name, label in SECTION_LINKS))
            + cards(70123, 70124, 70125),
            bar(*((f"/latest?page={n}", str(n)) for n in (2, 3, 4)))
            + cards(70123, 70124, 70125),
        ],
    )
    def test_what_is_none(self, html: str) -> None:
        assert lists(html).categories == []

    @pytest.mark.parametrize("label", ["الأحدث", "آخر الأنباء", "أحدث الأنباء"])
    def test_the_list_of_the_latest(self, label: str) -> None:
        assert lists(bar(("/all", label)) + cards(70123)).latest == f"{HOME}all"

    def test_the_sections_are_walked(self, news: Marsa, tmp_path: Path) -> None:
        numbers = {"economy": (701, 702), "sport": (703, 704), "culture": (705, 706)}
        home = bar(*SECTION_LINKS) + cards(701, 703, link="/Details.aspx?ID={}")
        news.pages["/"] = f"<html><body>{home}</body></html>"
        for name, found in numbers.items():
            list_ = cards(*found, link="/Details.aspx?ID={}")
            news.pages[f"/{name}"] = f"<html><body>{list_}</body></html>"
        run = crawl(news, tmp_path, "-a", "max_pages=0")
        titles = {article["title"] for article in run.articles(news.name)}
        assert titles == set(map(headline, range(701, 707)))
        # Each once: the whole site is asked for, and they have been walked.
        assert [news.asked.count(f"/{name}") for name in numbers] == [1, 1, 1]


WRONG = (
    "<html><head><title>وكالة المرسى</title></head><body><table><tr><td>عذرا، حدث خطأ "
    "أثناء تنفيذ طلبك، ويمكنك العودة إلى الصفحة الرئيسية أو البحث في أرشيف الوكالة."
    "</td></tr></table></body></html>"
)


class TestPagesOfErrors:
    @pytest.mark.parametrize(
        "path",
        [
            "Error.aspx?aspxerrorpath=/Details.aspx",
            "oops.aspx?aspxerrorpath=/Details.aspx",
            "error.html",
            "ar/Errors/404",
            "404",
            "404.html",
            "page-not-found/",
            "NotFound.aspx",
        ],
    )
    def test_by_their_addresses(self, path: str) -> None:
        found = find_stand_in(parse(WRONG), url=HOME + path, home=HOME)
        assert found is not None
        assert found.kind == "not_found"

    @pytest.mark.parametrize(
        "path",
        [
            "news/404",
            "details.aspx?id=404",
            "404-volunteers-plant-the-valley",
            "error-in-the-count-of-votes",
            "errors/71204",
        ],
    )
    def test_not_those_of_articles(self, path: str) -> None:
        assert find_stand_in(parse(WRONG), url=HOME + path, home=HOME) is None

    def test_a_redirect_to_one(self, news: Marsa, tmp_path: Path) -> None:
        error = "/Error.aspx?aspxerrorpath=/Details.aspx"
        news.pages[error] = WRONG + f"<table>{rows(701)}</table>" * 3
        news.pages["/Details.aspx?ID=709"] = page("", 302, Location=error)
        home = f"<html><body><table>{rows(701, 702, 709)}</table></body></html>"
        news.pages["/"] = home
        run = crawl(news, tmp_path)
        assert run.record(news.name)["pages"] == {"delivered": 2, "failed": 1}
        # A known article that leads there is gone, and withdrawn the second time.
        news.pages["/Details.aspx?ID=702"] = news.pages["/Details.aspx?ID=709"]
        news.pages["/"] = home.replace(rows(702, 709), "")
        outcomes = [
            crawl(news, tmp_path, *EVERY).record(news.name)["pages"] for _ in range(2)
        ]
        assert outcomes == [
            {"gone": 1, "unchanged": 1},
            {"unchanged": 1, "withdrawn": 1},
        ]


XML = {"Content-Type": "application/xml"}


def sitemap(news: Marsa, *paths: str, dated: str = "") -> Response:
    """A sitemap of *paths*; with *dated*, of news of that instant."""
    said = dated and (
        f"<n:news><n:publication_date>{dated}</n:publication_date>"
        "<n:title>خبر</n:title></n:news>"
    )
    urls = "".join(f"<url><loc>{news.url}{path}</loc>{said}</url>" for path in paths)
    names = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    return Response(200, f"<urlset {names}>{urls}</urlset>".encode(), XML)


class TestSitemaps:
    def test_small_print_is_no_article(self, news: Marsa, tmp_path: Path) -> None:
        """A plain list of all pages names these too."""
        prose = story(799).replace(headline(799), "من نحن")
        news.pages["/about-us"] = news.pages["/من-نحن"] = prose
        news.pages["/sitemap.xml"] = sitemap(
            news, "/", "/about-us", "/Details.aspx?ID=705"
        )
        news.pages["/robots.txt"] = f"Sitemap: {news.url}/sitemap.xml"
        top = rows(701, 702)
        news.pages["/"] = f"<html><body><table>{top}</table></body></html>"
        run = crawl(news, tmp_path, "-a", "max_pages=0")
        titles = {article["title"] for article in run.articles(news.name)}
        assert titles == {headline(701), headline(702), headline(705)}
        assert "/about-us" not in news.asked

    def test_a_post_may_be_called_so(self, news: Marsa, tmp_path: Path) -> None:
        news.pages["/about-us"] = story(705)
        news.pages["/post-sitemap.xml"] = sitemap(news, "/about-us")
        news.pages["/robots.txt"] = f"Sitemap: {news.url}/post-sitemap.xml"
        news.pages["/"] = f"<html><body><table>{rows(701, 702)}</table></body></html>"
        run = crawl(news, tmp_path, "-a", "max_pages=0")
        titles = {article["title"] for article in run.articles(news.name)}
        assert titles == {headline(701), headline(702), headline(705)}

    def test_the_zone_by_the_dates_of_news(self, news: Marsa, tmp_path: Path) -> None:
        dated = "2026-03-05T10:00:00+03:00"
        path = "/Details.aspx?ID=701"
        news.pages["/news.xml"] = sitemap(news, path, dated=dated)
        news.pages["/robots.txt"] = f"Sitemap: {news.url}/news.xml"
        clock = story(702).replace("03/03/2026", "03/03/2026 10:15")
        news.pages["/Details.aspx?ID=702"] = clock
        news.pages["/"] = f"<html><body><table>{rows(701, 702)}</table></body></html>"
        run = crawl(news, tmp_path, "-L", "WARNING")
        assert "states no time zone" not in run.err
        published = {one["title"]: one["published"] for one in run.articles(news.name)}
        assert published[headline(702)] == "2026-03-03T10:15:00+03:00"
        # It is remembered.
        assert "states no time zone" not in crawl(news, tmp_path).err


def test_a_home_page_that_leads_on(news: Marsa, tmp_path: Path) -> None:
    """The redirect of those who may not configure their server."""
    news.pages["/"] = (
        '<html><head><meta http-equiv="refresh" content="0; url=/ar/Default.aspx">'
        "</head><body></body></html>"
    )
    list_ = f"<html><body><table>{rows(701, 702)}</table></body></html>"
    news.pages["/ar/Default.aspx"] = list_
    run = crawl(news, tmp_path)
    titles = {article["title"] for article in run.articles(news.name)}
    assert titles == {headline(701), headline(702)}
    news.pages["/ar/Default.aspx"] = list_.replace("<table>", f"<table>{rows(703)}")
    again = crawl(news, tmp_path)
    assert again.record(news.name)["pages"] == {"delivered": 1}
    assert "/" not in news.asked
