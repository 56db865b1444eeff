"""`scrapy newsite`: what it learns of a site, and what it writes."""

from __future__ import annotations

import json
import os
import shutil
import tomllib
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.demo.options import Options
from newsbot.demo.site import Response
from newsbot.newsite import report
from newsbot.newsite.cases import cases_of, save
from newsbot.newsite.draft import Draft, Learned
from newsbot.newsite.learning import learn
from newsbot.newsite.look import Look, Page
from newsbot.newsite.mending import mend
from newsbot.newsite.naming import choices, is_steady
from newsbot.newsite.writing import changed, put, quoted, read_back, rendered
from newsbot.newsite.zone import learn_zone, months
from newsbot.pages import extract
from newsbot.pages.html import parse
from newsbot.sites import SiteError, generic, read_profile
from tests.crawling import FAST, MockNews, Run, page, scrapy
from tests.faults import CHALLENGE
from tests.test_open_listing import Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HOME = "https://safa.example/"
NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
# All that the theme's profile gives of an article, but the block of related ones.
FIELDS = (
    *("title", "lead", "text", "published", "modified", "authors", "section"),
    *("categories", "tags", "image", "images", "kind", "credit", "media"),
)


class Redesigned(Unknown):
    """The same after a redesign: other names for all that the old one named."""

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        answer = super().respond(base, target, {})
        body = answer.body
        for old, new in (
            (b"gz-post-body left", b"paper-text left"),
            (b'itemprop="headline"', b""),
            (b"entry-title", b"paper-title"),
            (b"gz-post-title ", b"paper-head "),
        ):
            body = body.replace(old, new)
        return Response(answer.status, body, answer.headers)


class Guarded(Unknown):
    """Its REST interface hides its index, and gives ten posts at once, no more."""

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        answer = super().respond(base, target, headers)
        if target.startswith("/wp-json/?"):
            return page("{}", 401, Content_Type="application/json")
        if "/posts?" in target and "per_page=10&" not in f"{target}&":
            error = '{"code": "rest_invalid_param"}'
            return page(error, 400, Content_Type="application/json")
        return answer


def newsite(site: MockNews | str, folder: Path, *args: str) -> Run:
    """Run ``scrapy newsite`` with profiles in *folder*; ``data`` is beside it."""
    address = site if isinstance(site, str) else f"{site.url}/"
    return scrapy(
        "newsite", address, *args, *FAST, data=folder.parent / "data", env=env(folder)
    )


def behind(site: MockNews, folder: Path, *args: str) -> Run:
    """The same for the site under its invented name, which *site* is the proxy of."""
    proxy = {**env(folder), "http_proxy": site.url}
    data = folder.parent / "data"
    return scrapy(
        "newsite", "http://alwaha.example/", *args, *FAST, data=data, env=proxy
    )


def env(folder: Path) -> dict[str, str]:
    return {"NEWSBOT_SITES": str(folder)}


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    return tmp_path / "sites"


def is_right(field: str, record: dict[str, Any], truth: dict[str, Any]) -> bool:
    """Whether a delivered field is what a careful reader finds."""
    found, expected = record[field], truth[field]
    if field in ("published", "modified"):
        if found is None or "T" not in found:
            return bool(found == expected[:10])
        return datetime.fromisoformat(found) == datetime.fromisoformat(expected)
    if field in ("tags", "categories"):
        return set(found) == set(expected)
    return bool(found == expected)


class TestDemoUnrecognised:
    """The demo site, its theme disguised, and its REST interface closed."""

    @pytest.mark.timeout(300)
    def test_with_the_profile_nothing_is_missing(
        self, sites: Path, tmp_path: Path
    ) -> None:
        with Unknown(Options(rest=False), newest=60) as site:
            look = newsite(site, sites, "--name", "paper")
            assert (look.exit_code, look.err) == (0, "")
            path = sites / "paper.toml"
            # What the report asks a person for.
            zone = 'timezone = "Asia/Riyadh"'
            text = path.read_text("utf-8")
            assert f"# {zone}" in text
            path.write_text(text.replace(f"# {zone}", zone), "utf-8")
            arguments = ("-a", "related_depth=0", "-a", "site=paper", *FAST)
            run = scrapy(
                "crawl", "latest", *arguments, data=tmp_path / "data", env=env(sites)
            )
            truth = {one["url"].lower(): one for one in site.stories.truth(site.url)}
        found = {one["url"].lower(): one for one in run.articles("paper")}
        assert set(found) == set(truth)
        for field in ("title", "lead", "text", "published", "authors", "section"):
            wrong = [u for u in truth if not is_right(field, found[u], truth[u])]
            assert not wrong, field
        count = {
            field: sum(is_right(field, found[u], truth[u]) for u in truth)
            # All categories stand nowhere but in the interface that is closed.
            for field in ("modified", "tags", "image", "kind", "credit")
        }
        assert min(count.values()) >= 0.95 * len(truth), count

    def test_without_a_profile_hardly_a_field_is_missing(self) -> None:
        right: Counter[str] = Counter()
        stated: Counter[str] = Counter()
        with Unknown(Options(rest=False)) as site:
            for truth in site.stories.truth(site.url):
                target = truth["url"].removeprefix(site.url)
                html = site.respond(site.url, target, {}).body
                record = asdict(
                    extract(html, url=truth["url"], tz="Asia/Riyadh", now=NOW)
                )
                # All categories stand nowhere but in the interface that is closed.
                truth["categories"] = [truth["section"]]
                for field in FIELDS:
                    if truth[field]:
                        stated[field] += 1
                        right[field] += is_right(field, record, truth)
        assert stated["title"] == 98
        missing = {field: stated[field] - right[field] for field in FIELDS}
        # Desks («فريق التحرير») are no authors where no profile says so.
        assert right.total() >= 0.95 * stated.total(), missing
        for field in FIELDS:
            assert field == "authors" or right[field] >= 0.95 * stated[field], missing

    def test_what_it_writes_and_says(self, sites: Path) -> None:
        with Unknown(Options(rest=False), newest=30) as site:
            run = newsite(site, sites, "--name", "paper")
            asked = [one for one in site.asked if "robots" not in one]
        data = tomllib.loads((sites / "paper.toml").read_text("utf-8"))
        assert data["article"]["body"] == "div.gz-post-body"
        assert data["article"]["page"] == "body.single"
        assert data["name"] == "صحيفة الواحة"
        assert {"title", "authors", "section", "tags"} <= set(data["fields"])
        assert "theme" not in data
        # A few requests: home, feed, sitemap, two lists, five articles.
        assert len(asked) <= 14
        assert "unsure   time zone: the site states none" in run.out
        assert f"written  {sites / 'paper.toml'}" in run.out
        assert "confirm  5 of 5 saved pages" in run.out
        cases = sorted((sites / "cases" / "paper").iterdir())
        assert len(cases) == 5
        meta = json.loads((cases[0] / "meta.json").read_text("utf-8"))
        assert meta["confirmed"] is False
        expected = json.loads((cases[0] / "expected.json").read_text("utf-8"))
        assert expected["title"]
        # Nothing was delivered, and no ledger made.
        assert not (sites.parent / "data").exists()

    def test_an_interface_that_gives_little(self, sites: Path) -> None:
        with Guarded(newest=12) as site:
            run = newsite(site, sites, "--name", "paper")
        assert run.exit_code == 0
        assert "found    time zone: Etc/GMT-3, as the REST interface" in run.out
        assert f"found    WordPress's REST interface: {site.url}/wp-json/" in run.out

    def test_the_saved_pages_are_checked(self, sites: Path) -> None:
        with Unknown(Options(rest=False), newest=30) as site:
            newsite(site, sites, "--name", "paper")
        same = newsite("--check", sites, "paper")
        assert same.exit_code == 0
        assert same.out.count("same     article-") == 5
        assert same.out.count("(not confirmed)") == 5
        case = min((sites / "cases" / "paper").iterdir())
        expected = json.loads((case / "expected.json").read_text("utf-8"))
        expected["title"] = "عنوان آخر"
        (case / "expected.json").write_text(json.dumps(expected), "utf-8")
        meta = json.loads((case / "meta.json").read_text("utf-8"))
        meta["confirmed"] = True
        (case / "meta.json").write_text(json.dumps(meta), "utf-8")
        path = str(sites / "paper.toml")
        differs = newsite("--check", sites, path)
        assert differs.exit_code == 3
        assert f"differs  {case.name} title\n         expected عنوان آخر" in differs.out
        assert "confirm  4 of 5" in differs.out
        shutil.rmtree(sites / "cases")
        assert newsite("--check", sites, "paper").exit_code == 4

    def test_a_redesign_is_shown_and_mended(self, sites: Path) -> None:
        path = sites / "alwaha.toml"
        with Unknown(Options(rest=False), newest=30) as site:
            behind(site, sites)
            mine = path.read_text("utf-8").replace(
                "[fields]", "# A word of mine.\n[fields]"
            )
            path.write_text(mine, "utf-8")
            again = behind(site, sites)
            assert again.exit_code == 0
            assert again.out == f"same     {path} still fits its site\n"
        with Redesigned(Options(rest=False), newest=30) as site:
            run = behind(site, sites)
            assert run.exit_code == 3
            assert run.complaint.startswith("newsbot newsite partial: ")
            assert "changed  [article] body finds nothing, and did on 5 of 5" in run.out
            assert '+body = "div.paper-text"' in run.out
            assert '-title = "h1[itemprop=headline]"' in run.out
            assert path.read_text("utf-8") == mine
            proposed = path.with_name("alwaha.toml.new").read_text("utf-8")
            assert "# A word of mine." in proposed
            behind(site, sites, "--write")
            assert path.read_text("utf-8") == proposed
            # What was proposed is taken over.
            assert not path.with_name("alwaha.toml.new").exists()
            assert behind(site, sites).exit_code == 0
        assert newsite("--check", sites, "alwaha").exit_code == 0

    def test_a_site_keeps_the_profile_that_a_person_has_named(
        self, sites: Path
    ) -> None:
        with Unknown(Options(rest=False), newest=30) as site:
            assert newsite(site, sites, "--name", "paper").exit_code == 0
            (sites / "broken.toml").write_text("url = ", "utf-8")
            again = newsite(site, sites)
        assert again.out == f"same     {sites / 'paper.toml'} still fits its site\n"
        assert again.exit_code == 0
        assert {one.name for one in sites.glob("*.toml")} == {
            "broken.toml",
            "paper.toml",
        }

    def test_an_address_without_its_beginning(self, sites: Path) -> None:
        run = newsite("www.example.com", sites)
        assert run.exit_code == 2
        assert "no such file: an address begins with https://" in run.complaint

    def test_a_theme_that_is_left(self, sites: Path) -> None:
        path = sites / "alwaha.toml"
        with MockNews(newest=30) as site:
            assert behind(site, sites).exit_code == 0
        mine = f"{path.read_text('utf-8')}\n[settings]\nDOWNLOAD_DELAY = 5\n"
        path.write_text(mine, "utf-8")
        with Unknown(newest=30) as site:
            run = behind(site, sites, "--write")
        assert "the pages are not made with zoxpress now" in run.out
        mended = read_profile(path)
        assert mended.rule("article", "body").texts == ("div.gz-post-body",)
        assert mended.settings == {"DOWNLOAD_DELAY": 5}
        assert "theme" not in tomllib.loads(path.read_text("utf-8"))

    def test_a_profile_of_another_site_is_left_alone(self, sites: Path) -> None:
        path = sites / "paper.toml"
        sites.mkdir()
        path.write_text(f'url = "{HOME}"\n', "utf-8")
        with Unknown(newest=3) as site:
            run = newsite(site, sites, "--name", "paper", "--write")
            assert site.asked == []
        assert run.exit_code == 2
        assert f"paper.toml is that of {HOME}: give" in run.complaint

    def test_a_damaged_case_is_named(self, sites: Path) -> None:
        case = sites / "cases" / "paper" / "one"
        case.mkdir(parents=True)
        (sites / "paper.toml").write_text(f'url = "{HOME}"\n', "utf-8")
        (case / "meta.json").write_text("{}", "utf-8")
        (case / "expected.json").write_text("{}", "utf-8")
        run = newsite("--check", sites, "paper")
        assert run.exit_code == 2
        assert "meta.json is damaged: KeyError: 'url'" in run.complaint

    def test_pages_that_were_saved_by_hand(self, sites: Path, tmp_path: Path) -> None:
        folder = tmp_path / "saved"
        folder.mkdir()
        with Unknown(newest=30) as site:
            truth = site.stories.truth("")
            paths = ["/", "/latest/", "/feed/", *(one["url"] for one in truth[3:9])]
            for number, path in enumerate(paths):
                body = site.respond("http://alwaha.example", path, {}).body
                (folder / f"{number}.html").write_bytes(body)
        address = "http://alwaha.example/"
        run = newsite(str(folder), sites, "--url", address)
        assert (run.exit_code, run.err) == (0, "")
        profile = read_profile(sites / "alwaha.toml")
        assert profile.url == address
        assert profile.rule("article", "body").texts == ("div.gz-post-body",)
        assert len(list((sites / "cases" / "alwaha").iterdir())) >= 4


def test_a_known_theme_needs_five_lines(sites: Path) -> None:
    with MockNews(newest=20) as site:
        run = newsite(site, sites)
        name = site.name.replace(".", "-")
        text = (sites / f"{name}.toml").read_text("utf-8")
    assert run.exit_code == 0
    assert [line for line in text.splitlines() if not line.startswith("#")] == [
        'theme = "zoxpress"',
        'name = "صحيفة الواحة"',
        f'url = "{site.url}/"',
        'timezone = "Asia/Riyadh"',
    ]
    assert newsite("--check", sites, name).exit_code == 0


WORDS = "<p>هذه صفحة قصيرة من بضع كلمات لا تعرض خبرا ولا تقود إلى خبر.</p>"
ANSWERS: list[tuple[Any, int, str]] = [
    (page(f"<html><body>{WORDS}</body></html>"), 4, "empty: no article is to be seen"),
    (page("x", 403), 5, "refused: HTTP 403"),
    (page(CHALLENGE), 5, "refused: "),
    (page("x", 500), 6, "unreachable: HTTP 500"),
    (page("", 302, Location="http://10.1.2.3/"), 2, "in the local network"),
    (page("{}", 200, Content_Type="application/json"), 4, "is no page"),
]


class TestNoProfile:
    @pytest.mark.parametrize(("answer", "code", "words"), ANSWERS)
    def test_no_site_to_learn_from(
        self, sites: Path, answer: Any, code: int, words: str
    ) -> None:
        with MockNews(newest=3) as site:
            site.answers["/"] = answer
            site.answers["/sitemap.xml"] = page("", 404)
            run = newsite(site, sites, "-s", "RETRY_ENABLED=0")
        assert (run.exit_code, run.out) == (code, "")
        assert len(run.err.splitlines()) == 1
        assert words in run.complaint
        assert not sites.exists()

    def test_robots_txt_is_obeyed(self, sites: Path) -> None:
        with MockNews(newest=3) as site:
            site.answers["/robots.txt"] = page("User-agent: *\nDisallow: /")
            run = newsite(site, sites)
            assert site.asked == ["/robots.txt"]
        assert run.exit_code == 5

    def test_nobody_is_there(self, sites: Path) -> None:
        with MockNews(newest=3) as site:
            address = f"{site.url}/"
        run = newsite(address, sites, "-s", "RETRY_ENABLED=0")
        assert run.exit_code == 6

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("https://",), "no address of a site"),
            (("none.html",), "--url https://"),
            (("none.html", "--url", HOME), "cannot read none.html"),
            ((HOME, "--name", "../x"), "no name of a profile"),
            ((HOME, "--name", "demo"), "give yours another --name"),
            (("--check", "papre"), "no site 'papre'"),
            (("--check", "demo"), "no profile of yours"),
        ],
    )
    def test_mistakes(
        self, sites: Path, arguments: tuple[str, ...], words: str
    ) -> None:
        run = newsite(arguments[0], sites, *arguments[1:])
        assert (run.exit_code, run.out) == (2, "")
        assert words in run.complaint

    def test_arguments_that_are_none_show_the_usage(self, sites: Path) -> None:
        run = newsite(HOME, sites, HOME)
        assert run.exit_code == 2
        assert "scrapy newsite [options] <URL" in run.out


# --- Hostile sites -----------------------------------------------------------

EVIL = 'ص\x1b[31m "]\n[settings]\nLOG_LEVEL = "DEBUG" \u202e\\'


def story(number: int, css: str = "story") -> Page:
    """An article of a site that wishes nobody well."""
    lines = "".join(
        f"<p>هذه جملة رقم {number}{line} من خبر طويل عن حديقة المدينة وأشجارها.</p>"
        for line in range(6)
    )
    html = (
        f'<html lang="ar"><head><title>خبر عن الحديقة رقم {number}</title>'
        '<meta property="og:type" content="article">'
        f"<meta property='og:site_name' content='{EVIL}'>"
        f'<meta property="article:published_time" content="2026-03-0{number}T10:00:00'
        '+03:00"></head><body>'
        f"<h1 class='{css}\"]'>خبر عن الحديقة رقم {number} في المدينة</h1>"
        f"<div class='{css} \"x\" ]'>{lines}</div></body></html>"
    )
    return Page(url=f"{HOME}news/2026/{number}0{number}77", html=html, now=NOW)


def list_of(stories: list[Page]) -> str:
    rows = "".join(
        f'<li><h2><a href="{one.url}">خبر عن الحديقة {number} في المدينة</a></h2></li>'
        for number, one in enumerate(stories)
    )
    return f"<html><body><ul>{rows}</ul></body></html>"


def test_nothing_of_a_page_gets_into_a_profile_as_it_is(
    sites: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    stories = [story(number) for number in range(1, 6)]
    (folder / "home.html").write_text(list_of(stories), "utf-8")
    for number, one in enumerate(stories):
        own = f'<link rel="canonical" href="{one.url}"></head>'
        html = one.html.replace("</head>", own)
        (folder / f"{number}.html").write_text(html, "utf-8")
    run = newsite(str(folder), sites, "--url", HOME)
    assert run.exit_code == 0
    text = (sites / "safa.toml").read_text("utf-8")
    data = tomllib.loads(text)
    assert set(data) <= {"name", "url", "timezone", "article", "fields", "listing"}
    assert "\x1b" not in text + run.out
    assert "\u202e" not in text + run.out
    assert read_profile(sites / "safa.toml").settings == {}
    assert data["timezone"] == "Etc/GMT-3"
    assert "time zone: Etc/GMT-3 is the offset of these days" in run.out


@pytest.mark.parametrize(
    "text", [EVIL, "", '"', "\\", "\t\r\n", "\ud800", "\U000e0001", "صحيفة", "\x7f\x85"]
)
def test_strings_come_back(text: str) -> None:
    written = f"name = {quoted(text)}\n"
    assert len(written.splitlines()) == 1
    assert written.isprintable() or written[:-1].isprintable()
    assert tomllib.loads(written)["name"] == text.replace("\ud800", "\ufffd")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("entry-title", True),
        ("post__body", True),
        ("articleBody", True),
        ("h2", True),
        ("post-4711", False),
        ("css-1x2y3z", False),
        ("sc-bdVaJa", False),
        ("title__3xK9z", False),
        ("Article_title__aBcDe", False),
        ("jsx-holder", False),
        ("xqzjkw", False),
        ("category-sport", False),
        ("has-thumbnail", False),
        ("active", False),
        ('x"]', False),
        ("md:flex", False),
        ("", False),
    ],
)
def test_names_that_stay(name: str, expected: bool) -> None:
    assert is_steady(name) is expected


def test_selectors_of_an_element_the_best_first() -> None:
    html = (
        '<div class="story-head css-9a8b7c"><h1 class="css-1x2y3z">أ</h1>'
        '<p class="left" itemprop="author">ب</p></div>'
    )
    tree = parse(html)
    (heading,), (author,) = tree.iter("h1"), tree.iter("p")
    assert choices(heading)[0].selector == "h1"
    assert "div.story-head h1" in [one.selector for one in choices(heading)]
    assert choices(author)[0].selector == "p[itemprop=author]"
    assert not any("css-" in one.selector for one in choices(heading))


# --- A site of plain pages ---------------------------------------------------

TOPICS = "الحديقة الجسر المدرسة المكتبة الميناء السوق المتحف الملعب".split()
# A sentence like those of a text: nothing but that it comes again tells what it is.
NOTE = "تقع المدينة على ضفاف الوادي الأخضر ويسكنها نحو أربعين ألف نسمة منذ القدم."


def garden(number: int, note: str = "p.note", mark: str = "") -> Page:
    """An article of a small site, with a line that all its articles have."""
    topic = TOPICS[number]
    tag, _, name = note.partition(".")
    lines = "".join(
        f"<p>{sentence}</p>"
        for sentence in (
            f"قالت البلدية إن {topic} سيفتح أبوابه للزوار في صباح يوم السبت المقبل.",
            f"وأضافت أن أعمال الترميم في {topic} دامت عامين وشارك فيها أهل الحي.",
            f"ويتوقع القائمون على {topic} أن يزوره ألف شخص في الأسبوع الأول وحده.",
        )
    )
    html = (
        '<html lang="ar"><head><meta property="og:type" content="article">'
        f"<title>افتتاح {topic} بعد الترميم</title></head><body class='page single'>"
        '<nav><a href="/">الرئيسية</a></nav><main>'
        f'<h1 class="story-title">افتتاح {topic} بعد الترميم</h1>'
        f'<div class="story-text{mark}">{lines}'
        f'<{tag} class="{name}">{NOTE}</{tag}></div>'
        '</main><footer class="foot"><p>جميع الحقوق محفوظة</p></footer></body></html>'
    )
    return Page(url=f"{HOME}news/{4711 + number}", html=html, now=NOW)


def rows(page_number: int, kind: str = "row") -> Page:
    """A page of the list of the latest news, with the number of the next."""
    entries = "".join(
        f'<li class="{kind}"><a href="/news/{5000 + 10 * page_number + n}"><h3>افتتاح '
        f"{TOPICS[n]} بعد الترميم في الأسبوع {page_number}</h3></a></li>"
        for n in range(6)
    )
    pages = "".join(
        f'<span class="current">{n}</span>'
        if n == page_number
        else f'<a href="/latest?page={n}">{n}</a>'
        for n in range(1, 4)
    )
    html = (
        f'<html><body class="list"><ul>{entries}</ul><div>{pages}</div></body></html>'
    )
    url = f"{HOME}latest" + (f"?page={page_number}" if page_number > 1 else "")
    return Page(url=url, html=html, now=NOW)


def gardens(articles: list[Page], *lists: Page) -> Look:
    menu = '<nav><a href="/latest">آخر الأخبار</a></nav>'
    html = rows(1).html.replace("<ul>", f"{menu}<ul>", 1)
    home = Page(url=HOME, html=html, now=NOW)
    return Look(url=HOME, home=home, lists=list(lists), articles=articles)


class TestLearning:
    def test_a_line_of_all_articles_is_dropped(self) -> None:
        draft = learn(gardens([garden(n) for n in range(5)], rows(1)), "safa")
        rules = {key: list(one.rules) for key, one in draft.rules.items()}
        assert rules["article", "body"] == ["div.story-text"]
        assert rules["article", "drop"] == ["p.note"]
        assert rules["article", "page"] == ["body.single"]
        assert rules["fields", "title"] == ["h1.story-title"]
        record = garden(6).record(draft.profile(), draft.zone)
        assert NOTE not in record.text
        assert len(record.text.splitlines()) == 3

    def test_a_line_that_nothing_names_stays_and_is_told(self) -> None:
        pages = [garden(n, note="p.") for n in range(5)]
        draft = learn(gardens(pages, rows(1)), "safa")
        assert ("article", "drop") not in draft.rules
        assert f"text: this line is in several articles, and stays: {NOTE}" in (
            draft.unsure
        )

    def test_names_of_a_build_are_not_learned(self) -> None:
        pages = [garden(n, mark=f"-{n}{n}x{n}k") for n in range(5)]
        draft = learn(gardens(pages, rows(1)), "safa")
        assert "story-text" not in rendered(draft)

    def test_without_a_list_to_tell_by_the_text_is_left_to_each_page(self) -> None:
        look = Look(url=HOME, articles=[garden(n) for n in range(5)])
        draft = learn(look, "safa")
        assert ("article", "body") not in draft.rules
        assert ("fields", "title") in draft.rules

    def test_two_articles_are_too_few(self) -> None:
        draft = learn(gardens([garden(0), garden(1)], rows(1)), "safa")
        assert draft.rules == {}
        assert any("only 2 articles" in line for line in draft.unsure)

    def test_rows_and_the_way_on(self) -> None:
        pages = [garden(n) for n in range(5)]
        draft = learn(gardens(pages, rows(1), rows(2), rows(3)), "safa")
        assert draft.rules["listing", "entries"].rules == ["li.row"]
        assert draft.rules["listing", "next"].rules == [".current + a::attr(href)"]
        assert draft.top["listings"] == ["/latest"]

    def test_rows_that_differ_are_weighed(self) -> None:
        pages = [garden(n) for n in range(5)]
        draft = learn(gardens(pages, rows(1), rows(2, kind="other")), "safa")
        assert ("listing", "entries") not in draft.rules
        assert any(line.startswith("lists: ") for line in draft.unsure)

    def test_what_is_learned_is_never_less_than_what_is_found_without(self) -> None:
        pages = [garden(n) for n in range(5)]
        look = gardens(pages, rows(1))
        draft = learn(look, "safa")
        for one in pages:
            without = one.record(generic(), draft.zone)
            record = one.record(draft.profile(), draft.zone)
            assert record.title == without.title
            assert set(record.text.splitlines()) | {NOTE} == {
                *without.text.splitlines(),
                NOTE,
            }


# --- The file ----------------------------------------------------------------

PROFILE = """\
# Mine.
url = "https://safa.example/"

[article]
body = [
    "div.a",  # the old one
    "div.b",
]
drop = ".x"

[fields]
title = "h1.old"  # a heading
"""


def test_a_rule_is_replaced_and_the_rest_stays() -> None:
    once = changed(PROFILE, "article", "body", 'body = "div.new"\n')
    old = 'body = [\n    "div.a",  # the old one\n    "div.b",\n]\n'
    assert once == PROFILE.replace(old, 'body = "div.new"\n')
    gone = changed(once, "fields", "title", "")
    assert read_back(gone, "x").rule("fields", "title").texts == ()
    assert gone.startswith("# Mine.\n")
    with pytest.raises(SiteError):
        changed(PROFILE, "fields", "lead", "")


def test_a_draft_is_read_back_before_it_is_put(tmp_path: Path) -> None:
    draft = Draft("paper", top={"url": HOME, "listings": ["/a/", "/b/"]})
    draft.rules["fields", "title"] = Learned(["h1", {"meta": "og:title"}])
    path = tmp_path / "sites" / "paper.toml"
    put(rendered(draft), path)
    assert read_profile(path).listings == ("/a/", "/b/")
    assert 'title = ["h1", { meta = "og:title" }]' in path.read_text("utf-8")
    with pytest.raises(SiteError):
        put('url = "nowhere"', path)
    assert read_profile(path).url == HOME
    assert [one.name for one in path.parent.iterdir()] == ["paper.toml"]


def test_rules_that_find_nothing_any_more(tmp_path: Path) -> None:
    text = (
        f'url = "{HOME}"\n\n[listing]\nentries = "li.gone"  # rows\nlink = "a"\n\n'
        '[article]\nbody = "div.story-text"\n\n[fields]\ntitle = "h1.gone"\n'
        'section = "b.gone"\nlead = [\n    "p.lead",\n]\n'
    )
    path = tmp_path / "safa.toml"
    path.write_text(text, "utf-8")
    look = gardens([garden(n) for n in range(5)], rows(1), rows(2), rows(3))
    mended = mend(text, read_profile(path), look, learn(look, "safa"), [])
    assert mended.changes == [
        "[listing] entries finds nothing; now li.row",
        "[fields] title finds nothing; now h1.story-title",
    ]
    # The rest stays: whether few pages have a lead or none cannot be told from five.
    assert mended.text == text.replace('li.gone"  # rows', 'li.row"').replace(
        "h1.gone", "h1.story-title"
    )


def test_what_is_to_be_done_is_done_though_nobody_reads_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # `| head` leaves before the changed profile is written: a report ends no work.
    read, write = os.pipe()
    os.close(read)
    with open(write, "w", encoding="utf-8") as pipe:  # noqa: PTH123 - a descriptor
        monkeypatch.setattr("sys.stdout", pipe)
        report.show(["same     one"])
        report.show(["same     two"])


def test_related_articles_that_are_found_no_more_are_in_doubt(tmp_path: Path) -> None:
    # Nothing is learned of their block, so there is nothing to put in its place.
    text = f'url = "{HOME}"\n\n[related]\nentries = "p.note"\nurl = "a"\n'
    path = tmp_path / "safa.toml"
    path.write_text(text, "utf-8")
    profile = read_profile(path)
    before = gardens([garden(n) for n in range(5)], rows(1))
    save(before, profile, "UTC", tmp_path, "safa")
    cases = cases_of(tmp_path, "safa")
    assert len(cases) == 5
    today = gardens([garden(n, note="p.other") for n in range(5)], rows(1))
    mended = mend(text, profile, today, learn(today, "safa"), cases)
    assert mended.doubts == ["[related] entries is found on 0 of 5 pages only"]
    assert (mended.changes, mended.text) == ([], text)
    # As long as they are there, nothing is said.
    assert mend(text, profile, before, learn(before, "safa"), cases).doubts == []


# --- The zone ----------------------------------------------------------------


def dated(instant: str, printed: str) -> Page:
    """An article with an instant for machines and a date for people."""
    html = story(1).html.replace("2026-03-01T10:00:00+03:00", instant)
    html = html.replace("</h1>", f'</h1><div class="date">{printed}</div>')
    return Page(url=f"{HOME}news/2026/{hash(printed) % 1000}77", html=html, now=NOW)


class TestZone:
    def look(self, *pages: Page) -> tuple[Draft, Look]:
        draft, look = Draft("x"), Look(url=HOME, articles=list(pages))
        learn_zone(look, draft)
        return draft, look

    def test_of_printed_clocks_beside_instants_in_utc(self) -> None:
        draft, look = self.look(
            dated("2026-03-01T10:00:00Z", "نشر: الأحد 1 آذار 2026، 13:00"),
            dated("2026-03-02T07:30:00Z", "نشر: الاثنين 2 آذار 2026، 10:30"),
        )
        assert draft.top["timezone"] == "Etc/GMT-3"
        assert months(look) == ["Levant, Iraq"]

    def test_of_clocks_that_do_not_agree(self) -> None:
        draft, _ = self.look(
            dated("2026-03-01T10:00:00Z", "نشر: الأحد 1 مارس 2026، 13:00"),
            dated("2026-03-02T07:30:00Z", "نشر: الاثنين 2 مارس 2026، 09:30"),
        )
        assert "timezone" not in draft.top

    def test_of_offsets(self) -> None:
        draft, _ = self.look(story(1), story(2))
        assert draft.top["timezone"] == "Etc/GMT-3"
