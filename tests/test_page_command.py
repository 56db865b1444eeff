"""`scrapy page`: the record of one page, and what else the page says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.display import lines_of
from newsbot.items import Article
from newsbot.pages.article import ArticlePage
from newsbot.sites import Site, read_profile
from newsbot.spiders.addresses import own_address
from newsbot.terminal import isolated
from tests.crawling import FAST, ROOT, MockNews, page, scrapy
from tests.faults import CHALLENGE

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://manara.example/harbour/"
TEXT = (
    "وصلت السفينة الأولى إلى الميناء الجديد صباح اليوم وعلى متنها مئة حاوية.",
    "وقال مدير الميناء إن الأرصفة تتسع لعشر سفن في وقت واحد بعد اكتمال العمل.",
    "وتستمر أعمال الردم في الجهة الشرقية حتى نهاية العام المقبل كما هو مخطط.",
)
HTML = """<!DOCTYPE html><html lang="ar"><head>
<title>أول سفينة في الميناء – صحيفة المنارة</title>
<meta property="og:title" content="أول سفينة ترسو في الميناء">
<meta property="og:type" content="article">
<meta property="article:published_time" content="2026-03-02T09:30:00+03:00">
<link rel="canonical" href="https://manara.example/harbour/">
<script type="application/ld+json">{"@type": "NewsArticle",
 "headline": "أول سفينة في الميناء", "datePublished": "2026-03-02T08:00:00+03:00",
 "author": {"name": "سلمى الجبلية"}}</script></head>
<body><h1>أول سفينة في الميناء</h1><div class="story">BODY</div></body></html>
""".replace("BODY", "".join(f"<p>{line}</p>" for line in TEXT))
PROFILE = """
url = "https://manara.example/"
timezone = "Asia/Riyadh"

[article]
body = "div.story"

[fields]
title = ["h2.none", { meta = "og:title" }]
published = { meta = "article:published_time" }
section = { value = "اقتصاد" }
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The page in a file that was written at noon."""
    path = tmp_path / "page.html"
    path.write_text(HTML, "utf-8")
    noon = datetime(2026, 3, 3, 12, tzinfo=UTC).timestamp()
    os.utime(path, (noon, noon))
    return path


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "sites" / "manara.toml"
    path.parent.mkdir()
    path.write_text(PROFILE, "utf-8")
    return path


def blocks(out: str) -> dict[str, list[str]]:
    """Field → its lines, without outer white space."""
    found: dict[str, list[str]] = {}
    for line in out.splitlines()[1:]:
        name = line[:14].strip()
        if name:
            found[name] = [line[14:].strip()]
        else:
            found[next(reversed(found))].append(line.strip())
    return found


@pytest.mark.parametrize("verb", ["page", "newsite"])
@pytest.mark.parametrize(
    ("setting", "code", "says"),
    [
        (
            "DOWNLOAD_DELAY=x",
            2,
            "misconfigured: DOWNLOAD_DELAY is 'x': give a number, 0 or more",
        ),
        (
            "SCHEDULER=nowhere.Scheduler",
            1,
            "crashed: it did not start: ModuleNotFoundError: No module named 'nowhere'",
        ),
    ],
)
def test_what_cannot_start_was_stopped_by_no_signal(
    verb: str, setting: str, code: int, says: str, tmp_path: Path
) -> None:
    run = scrapy(verb, "http://127.0.0.1:9/", "-s", setting, data=tmp_path / "data")
    assert (run.exit_code, run.err) == (code, f"newsbot {verb} {says}\n")


@pytest.mark.parametrize("site", [(), ("--site", "demo")])
def test_an_address_that_is_none(site: tuple[str, ...], tmp_path: Path) -> None:
    run = scrapy("page", "http://[::1/", *site, data=tmp_path / "data")
    assert run.exit_code == 2
    assert len(run.err.splitlines()) == 1
    assert "misconfigured: 'http://[::1/' is no address of a site" in run.err


def test_each_field_with_its_rule_and_what_lost(file: Path, profile: Path) -> None:
    data = file.parent / "data"
    run = scrapy("page", "--site", "manara", str(file), data=data)
    assert (run.exit_code, run.err) == (0, "")
    assert run.out.startswith("profile manara, zone Asia/Riyadh\n")
    found = blocks(run.out)
    assert found["title"] == [
        "أول سفينة ترسو في الميناء",
        "* manara      {meta = 'og:title'}: the same",
        "jsonld      headline: أول سفينة في الميناء",
        "meta        og:title: the same",
        "h1          h1: أول سفينة في الميناء",
        "title       title: أول سفينة في الميناء – صحيفة المنارة",
    ]
    assert found["published"][:2] == [
        "2026-03-02T09:30:00+03:00",
        "* manara      {meta = 'article:published_time'}: the same",
    ]
    assert "jsonld      datePublished: 2026-03-02T08:00:00+03:00" in found["published"]
    assert found["authors"][:2] == [
        "سلمى الجبلية",
        "* jsonld      author: the same",
    ]
    assert found["section"] == ["اقتصاد", "* manara      {value = 'اقتصاد'}: the same"]
    assert found["text"][:4] == [*TEXT, "(39 words, 3 paragraphs)"]
    assert found["fetched"] == ["2026-03-03T12:00:00+00:00"]
    # Nothing was written, and nobody was asked.
    assert not data.exists()


def test_the_record_as_json(file: Path, profile: Path) -> None:
    run = scrapy("page", "--json", "-a", str(profile), str(file), data=file.parent)
    assert (run.exit_code, run.err) == (0, "")
    (line,) = run.out.splitlines()
    record = json.loads(line)
    assert "\\u" not in line
    assert list(record) == list(Article.__dataclass_fields__)
    assert record["title"] == "أول سفينة ترسو في الميناء"
    assert record["text"] == "\n".join(TEXT)
    assert record["sources"]["title"] == "manara"
    assert record["found"] is None


def test_the_same_record_as_in_a_crawl(tmp_path: Path) -> None:
    """Only what feed and REST interface state is missing, and how it was found."""
    with MockNews(newest=3) as site:
        arguments = ("-a", "max_pages=1", "-a", f"site={site.url}", *FAST)
        crawl = scrapy("crawl", "latest", *arguments, data=tmp_path / "data")
        articles = crawl.articles(site.name)
        assert len(articles) == 3
        for article in articles:
            run = scrapy("page", "--json", article["url"], *FAST, data=tmp_path / "no")
            assert (run.exit_code, run.err) == (0, "")
            record = json.loads(run.out)
            assert list(record) == list(article)
            for field in ("id", "url", "site", "title", "text", "authors", "section"):
                assert record[field] == article[field]
            assert record["published"] == article["published"][:10]
        assert not (tmp_path / "no").exists()


def test_a_page_on_standard_input_in_an_undeclared_encoding(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "page", "--json", "--url", URL, "-"],
        cwd=tmp_path,
        env={
            **os.environ,
            "SCRAPY_SETTINGS_MODULE": "newsbot.settings",
            "PYTHONPATH": str(ROOT),
        },
        input=HTML.encode("windows-1256", "replace"),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["text"] == "\n".join(TEXT)


def test_a_profile_by_name_in_the_manner_of_crawl(file: Path, profile: Path) -> None:
    run = scrapy("page", "-a", "site=manara", str(file), data=file.parent / "data")
    assert run.out.startswith("profile manara, ")


def test_the_zone_of_a_page(file: Path) -> None:
    unknown = scrapy("page", str(file), data=file.parent / "data")
    assert unknown.out.startswith("profile generic, zone UTC, for none is known")
    named = scrapy("page", "--tz", "Africa/Cairo", str(file), data=file.parent)
    assert named.out.startswith("profile generic, zone Africa/Cairo\n")
    wrong = scrapy("page", "--tz", "Africa/Ciro", str(file), data=file.parent)
    assert (wrong.exit_code, wrong.out) == (2, "")
    assert "no time zone 'Africa/Ciro'" in wrong.complaint


def test_long_texts_are_shortened(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    long = " ".join(["كلمة"] * 60)
    lines = "".join(f"<p>{number} {long}.</p>" for number in range(5))
    file.write_text(HTML.replace("</div>", f"{lines}</div>"), "utf-8")
    short = blocks(scrapy("page", str(file), data=tmp_path).out)["text"]
    assert short[:3] == [TEXT[0], TEXT[1], "…"]
    assert short[3].startswith("4 كلمة")
    assert short[3].endswith("…")
    assert short[4] == "(344 words, 8 paragraphs)"
    full = blocks(scrapy("page", "--full", str(file), data=tmp_path).out)["text"]
    assert full[3] == f"0 {long}."
    assert full[7] == f"4 {long}."


def test_a_listing_says_so(tmp_path: Path) -> None:
    with MockNews(newest=3) as site:
        run = scrapy("page", f"{site.url}/latest/", *FAST, data=tmp_path)
        home = scrapy("page", f"{site.url}/", *FAST, data=tmp_path)
        links = {f"{site.url}{story['url']}" for story in site.stories.truth("")}
    assert run.exit_code == 4
    assert run.complaint.startswith("newsbot page empty: a listing with 3 articles")
    assert set(run.out.split()) == links
    assert home.exit_code == 4
    assert "a listing" in home.complaint


ANSWERS: list[tuple[Any, int, str]] = [
    (page("x", 404), 4, "empty: HTTP 404 from "),
    (page("x", 403), 5, "refused: HTTP 403 from "),
    (page("x", 500), 6, "unreachable: HTTP 500 from "),
    (page(CHALLENGE), 5, "refused: "),
    (page("", 302, Location="http://10.1.2.3/"), 2, "in the local network"),
    (page("", 302, Location="/a/"), 6, "redirects without end"),
    (page("{}", 200, Content_Type="application/json"), 4, "is no page"),
]


@pytest.mark.parametrize(("answer", "code", "words"), ANSWERS)
def test_no_page(tmp_path: Path, answer: Any, code: int, words: str) -> None:
    with MockNews() as site:
        site.answers["/a/"] = answer
        fast = (*FAST, "-s", "RETRY_ENABLED=0")
        run = scrapy("page", f"{site.url}/a/", *fast, data=tmp_path / "data")
    assert (run.exit_code, run.out) == (code, "")
    assert len(run.err.splitlines()) == 1
    assert words in run.complaint
    assert not (tmp_path / "data").exists()


def test_a_redirect_is_followed(tmp_path: Path) -> None:
    with MockNews(newest=3) as site:
        path = site.stories.truth("")[0]["url"]
        site.answers["/short/"] = page("", 301, Location=path)
        run = scrapy("page", "--json", f"{site.url}/short/", *FAST, data=tmp_path)
    assert run.exit_code == 0
    assert json.loads(run.out)["url"] == f"{site.url}{path}"


def test_robots_txt_is_obeyed(tmp_path: Path) -> None:
    with MockNews(newest=3) as site:
        site.answers["/robots.txt"] = page("User-agent: *\nDisallow: /")
        run = scrapy("page", f"{site.url}/a/", *FAST, data=tmp_path)
        assert site.asked == ["/robots.txt"]
    assert run.exit_code == 5
    assert "robots.txt" in run.complaint


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("none.html",), "none.html: No such file"),
        (("--site", "papre", "x"), "no site 'papre'"),
        (("ftp://a.example/x",), "No such file"),
        (("www.example.com/x",), "an address begins with https://"),
        (("https://",), "no address of a site"),
    ],
)
def test_mistakes(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    run = scrapy("page", *arguments, data=tmp_path)
    assert (run.exit_code, run.out) == (2, "")
    assert run.complaint.startswith("newsbot page misconfigured: ")
    assert words in run.complaint


def test_a_file_without_an_address(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(HTML.replace('rel="canonical"', 'rel="x"'), "utf-8")
    run = scrapy("page", str(file), data=tmp_path)
    assert run.exit_code == 2
    assert "--url https://" in run.complaint
    assert scrapy("page", "--url", URL, str(file), data=tmp_path).exit_code == 0


def test_a_page_that_would_be_quarantined(file: Path, tmp_path: Path) -> None:
    """Its fields are shown all the same: they are what has to be mended."""
    file.write_text(re.sub(r"<div.*</div>", "", HTML), "utf-8")
    profile = tmp_path / "paper.toml"
    profile.write_text(PROFILE, "utf-8")
    run = scrapy("page", "--site", str(profile), str(file), data=tmp_path)
    assert run.exit_code == 4
    assert run.complaint == (
        "newsbot page empty: no container of a body found: it would be quarantined"
    )
    assert blocks(run.out)["title"][0] == "أول سفينة ترسو في الميناء"


def test_arguments_that_are_none_show_the_usage(tmp_path: Path) -> None:
    for arguments in ((), ("a", "b")):
        run = scrapy("page", *arguments, data=tmp_path)
        assert run.exit_code == 2
        assert "scrapy page [options] <URL|FILE|->" in run.out


def test_nothing_on_a_page_can_steer_a_terminal(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    evil = "عنوان\x1b[31m \u202eمقلوب"
    html = HTML.replace("صحيفة المنارة", evil).replace('"author"', f'"x{evil}"')
    file.write_text(html, "utf-8")
    run = scrapy("page", str(file), data=tmp_path)
    assert run.exit_code == 0
    assert "\x1b" not in run.out
    assert "\u202e" not in run.out
    assert "عنوان\ufffd[31m" in run.out


def test_right_to_left_text_is_ordered_apart() -> None:
    assert isolated("أول سفينة") == "\u2068أول سفينة\u2069"
    assert isolated("og:title: ") == "og:title: "
    # Its own marks cannot end the isolate.
    assert isolated("أ\u2069ب") == "\u2068أ\ufffdب\u2069"


def test_pieces_that_are_ordered_apart(profile: Path, now: datetime) -> None:
    article_page = ArticlePage(
        HTML, url=URL, profile=read_profile(profile), tz="Asia/Riyadh", now=now
    )
    article = article_page.article("manara.example")
    lines = list(lines_of(article_page, article, "head", full=False))
    assert lines[0] == ["head"]
    assert ["title         ", "أول سفينة ترسو في الميناء"] in lines
    assert any(
        line[1:] == ["  ", "h1          ", "h1: ", "أول سفينة في الميناء"]
        for line in lines
    )


def test_addresses_are_readable(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    path = "%d9%85%d9%8a%d9%86%d8%a7%d8%a1-%20%0A%ff"
    file.write_text(HTML.replace("/harbour/", f"/{path}/"), "utf-8")
    found = blocks(scrapy("page", str(file), data=tmp_path).out)
    # Letters only: neither blanks nor controls, nor what is no UTF-8.
    assert found["url"] == ["https://manara.example/ميناء-%20%0A%ff/"]


@pytest.mark.parametrize(
    ("url", "is_own"),
    [
        ("https://paper.test/a/", True),
        ("http://www.paper.test/a/", True),
        ("https://news.paper.test/a/", True),
        ("https://www.news.paper.test/a/", True),
        ("https://paper.test:8443/a/", False),
        ("https://other.test/a/", False),
        ("https://user@paper.test/a/", False),
        ("ftp://paper.test/a/", False),
        ("https://[paper.test/a/", False),
    ],
)
def test_a_canonical_address_is_one_of_the_site_for_page_and_crawl_alike(
    url: str, is_own: bool
) -> None:
    site = Site(
        name="paper",
        url="https://www.paper.test/",
        hosts={"news.paper.test"},
    )
    assert own_address(url, site) == (url if is_own else None)
    assert own_address(None, site) is None


@pytest.mark.parametrize("kept", ["https://www.manara.example/x/", None])
def test_a_canonical_address_on_another_host(file: Path, kept: str | None) -> None:
    """With www. it is the same site, as for a crawl; another host is none."""
    named = kept or "https://mirror.example/harbour/"
    html = HTML.replace(
        'canonical" href="https://manara.example/harbour/', f'canonical" href="{named}'
    )
    file.write_text(html, "utf-8")
    run = scrapy("page", str(file), "--url", URL, "--json", data=file.parent / "data")
    assert json.loads(run.out)["canonical_url"] == kept


def test_addresses_do_not_steer_a_terminal(file: Path) -> None:
    body = '<p><img src="/a\x9b31m.jpg"></p></div>'
    file.write_text(HTML.replace("</div>", body), "utf-8")
    run = scrapy("page", str(file), "--url", URL, "--json", data=file.parent / "data")
    assert "\x9b" not in run.out
    assert "https://manara.example/a%C2%9B31m.jpg" in json.loads(run.out)["images"]
