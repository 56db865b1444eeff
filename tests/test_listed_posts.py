"""Pages that are none of an article, though the site says that one stands there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.demo.options import Options
from tests.crawling import FAST, MockNews, Run, page
from tests.forked import forked

if TYPE_CHECKING:
    from pathlib import Path

# No wall that is known by its words: a plugin, a guard or a server put it there.
STRANGE = page(
    '<!DOCTYPE html><html lang="ar"><body><h1>صفحة مؤقتة</h1>'
    "<p>نجري بعض الأعمال هنا، ونعود إليكم بعد ساعة.</p></body></html>"
)
WHY = "the page is not that of a single post"


def crawl(news: MockNews, folder: Path) -> Run:
    news.asked.clear()
    site = f"site={news.url}/"
    return forked("crawl", "latest", "-a", site, *FAST, data=folder / "data")


def reasons(run: Run, news: MockNews) -> list[dict[str, Any]]:
    return [
        one for one in run.record(news.name)["reasons"] if one["outcome"] != "protected"
    ]


@pytest.mark.parametrize(("rest", "feed"), [(True, False), (False, True)])
def test_it_is_missed_and_tried_again_wherever_it_was_found(
    tmp_path: Path, *, rest: bool, feed: bool
) -> None:
    """A week later the lists of a busy site name it no more."""
    with MockNews(Options(rest=rest, feed=feed), newest=6) as news:
        path = news.stories.truth("")[0]["url"]
        news.answers[path] = STRANGE
        run = crawl(news, tmp_path)
        assert run.exit_code == 3
        why = f"{WHY}, though the site says that it is one"
        url = f"{news.url}{path}"
        assert reasons(run, news) == [
            {"url": url, "outcome": "quarantined", "reason": why}
        ]
        (kept,) = (run.data / news.name / "quarantine").glob("*.html")
        assert "صفحة مؤقتة" in kept.read_text("utf-8")
        assert path not in [f"/{one['url'].split('/', 3)[3]}" for one in articles(run)]
        # Not before an hour has passed.
        assert crawl(news, tmp_path).exit_code == 0
        assert path not in news.asked
        del news.answers[path]
        nothing = page("<rss></rss>", Content_Type="application/rss+xml")
        empty = page("[]", Content_Type="application/json")
        news.answers |= {"/feed/": nothing, "/wp-json/wp/v2/posts": empty}
        listing = news.respond(news.url, "/latest/", {}).body.decode()
        news.answers["/latest/"] = page(listing.replace(path, f"{path}embed/"))
        let_pass(run.data, hours=2)
        run = crawl(news, tmp_path)
        assert run.record(news.name)["pages"].get("delivered") == 1
        assert url in [one["url"] for one in articles(run)]


@pytest.mark.parametrize(
    "kind", ["archive category category-7", "page page-id-9", "single single-podcast"]
)
def test_a_page_that_says_of_which_other_kind_it_is(tmp_path: Path, kind: str) -> None:
    """Editors let posts lead to pages of other kinds, and WordPress names the kind."""
    with MockNews(Options(feed=False), newest=6) as news:
        path = news.stories.truth("")[0]["url"]
        body = STRANGE.body.decode().replace("<body>", f'<body class="rtl {kind}">')
        news.answers[path] = page(body)
        run = crawl(news, tmp_path)
        assert run.exit_code == 0
        assert reasons(run, news) == [
            {"url": f"{news.url}{path}", "outcome": "not_article", "reason": WHY}
        ]


@pytest.mark.parametrize(("rest", "outcome"), [(True, "failed"), (False, "redirected")])
def test_a_post_that_leads_off_the_site(
    tmp_path: Path, *, rest: bool, outcome: str
) -> None:
    """A queue, a guard or a wall of another host may stand before it for an hour."""
    with MockNews(Options(rest=rest, feed=False), newest=6) as news:
        path = news.stories.truth("")[0]["url"]
        where = "https://queue.example/?paper"
        news.answers[path] = page("", 302, Location=where)
        run = crawl(news, tmp_path)
        assert run.exit_code == (3 if rest else 0)
        why = f"leads off the site to {where}"
        url = f"{news.url}{path}"
        assert reasons(run, news) == [{"url": url, "outcome": outcome, "reason": why}]


@pytest.mark.parametrize(
    "classes", ["single postid-7 single-format-standard", "single-post archive"]
)
def test_a_page_of_a_new_layout_is_of_no_other_kind(
    tmp_path: Path, classes: str
) -> None:
    with MockNews(Options(feed=False), newest=6) as news:
        path = news.stories.truth("")[0]["url"]
        body = STRANGE.body.decode().replace("<body>", f'<body class="{classes}">')
        news.answers[path] = page(body)
        (one,) = reasons(crawl(news, tmp_path), news)
        assert one["outcome"] == "quarantined"


def test_where_nothing_says_so_it_is_a_page_of_another_kind(tmp_path: Path) -> None:
    with MockNews(Options(rest=False, feed=False), newest=6) as news:
        path = news.stories.truth("")[0]["url"]
        news.answers[path] = STRANGE
        run = crawl(news, tmp_path)
        assert run.exit_code == 0
        assert reasons(run, news) == [
            {"url": f"{news.url}{path}", "outcome": "not_article", "reason": WHY}
        ]


@pytest.mark.parametrize("rest", [True, False])
def test_a_post_that_is_opened_is_had_wherever_it_was_found(
    tmp_path: Path, *, rest: bool
) -> None:
    """A day later the lists of a busy site name it no more."""
    with MockNews(Options(rest=rest, feed=False), newest=6) as news:
        post = news.stories.truth("")[0]["post_id"]
        path = news.path_of(post)
        news.stories.change(post, protected=True)
        run = crawl(news, tmp_path)
        assert run.exit_code == 0
        assert run.record(news.name)["pages"]["protected"] == 1
        news.stories.change(post, protected=False)
        listing = news.respond(news.url, "/latest/", {}).body.decode()
        news.answers["/latest/"] = page(listing.replace(path, f"{path}embed/"))
        let_pass(run.data, hours=25)
        run = crawl(news, tmp_path)
        assert run.record(news.name)["pages"] == {"delivered": 1}
        assert f"{news.url}{path}" in [one["url"] for one in articles(run)]


def articles(run: Run) -> list[dict[str, Any]]:
    (site,) = (one.name for one in run.data.glob("127.*"))
    return run.articles(site)


def let_pass(data: Path, hours: int) -> None:
    with closing(sqlite3.connect(data / "ledger.sqlite3")) as ledger, ledger:
        ledger.execute("UPDATE failures SET next_try = next_try - ?", (hours * 3600,))
