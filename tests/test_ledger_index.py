"""`duplicate_of` never names an article that nobody has."""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import closing
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from newsbot.ledger import Delivery, Ledger, Line
from newsbot.similarity import Index
from tests.crawling import FAST, ROOT, MockNews, page, scrapy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SITE = "news.test"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)
TEXT = (
    "افتتح مجلس الواحة سوقا جديدة للتمور قرب الميدان القديم، وقال مدير السوق إن ستين "
    "دكانا فتحت أبوابها منذ الصباح وإن البيع يستمر حتى آخر الموسم نهاية الشهر المقبل."
)
OTHER = (
    "تعادل فريقا النخيل والساحل بهدف لكل منهما في مباراة جرت مساء أمام ألفي متفرج، "
    "وسجل المهاجم الشاب هدف التعادل قبل صافرة النهاية بدقيقتين من ضربة حرة بعيدة جدا."
)
EDITED = TEXT + " وأضاف أن المواقف مجانية."


@pytest.fixture
def ledger(database: str, tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger.open(database, root=tmp_path)) as ledger:
        ledger.start_run(SITE, now=NOON)
        yield ledger


def add(ledger: Ledger, article: str, text: str = TEXT) -> str | None:
    """Add an article as the pipelines do; give what it is a copy of."""
    found = Index(ledger.neighbours).add(article, "", text, DAY)
    ledger.proposals.add(Delivery(SITE, article))
    return found and found[0]


def deliver(ledger: Ledger, *articles: str) -> None:
    lines = [Line(Delivery(SITE, article), None, 0) for article in articles]
    ledger.commit(lines, {}, now=NOON)


def rows(ledger: Ledger) -> dict[str, int]:
    """How many rows the tables of the index have."""
    tables = ("s", "_texts", "_bands", "_sketches", "_claims")
    return {
        table: ledger.db.one(f"SELECT count(*) FROM neighbour{table}")[0]
        for table in tables
    }


def test_what_is_not_delivered_is_gone_in_the_next_run(ledger: Ledger) -> None:
    assert add(ledger, "a") is None
    assert add(ledger, "b") == "a"
    assert add(ledger, "c", OTHER) is None
    deliver(ledger, "c")
    ledger.start_run(SITE)
    assert add(ledger, "d") is None
    assert add(ledger, "e", OTHER + " انتهى") == "c"


def test_nothing_of_it_is_left(ledger: Ledger) -> None:
    add(ledger, "c", OTHER)
    deliver(ledger, "c")
    before = rows(ledger)
    bands = before["_bands"]
    assert 0 < bands <= 16
    one = {"s": 1, "_texts": 1, "_sketches": 1}
    assert before == {**one, "_bands": bands, "_claims": 0}
    for article in ("a", "b", "copy of c"):
        add(ledger, article, OTHER if "c" in article else TEXT)
    assert rows(ledger)["_claims"] == 3
    ledger.start_run(SITE)
    assert rows(ledger) == before
    # The same text again leads to the one that was delivered.
    assert add(ledger, "x", OTHER) == "c"


def test_a_delivered_copy_keeps_its_answer(ledger: Ledger) -> None:
    # Delivered is b, the copy of a: a is asked for again, and is the first as was said.
    add(ledger, "a")
    add(ledger, "b", EDITED)
    deliver(ledger, "b")
    ledger.start_run(SITE)
    assert add(ledger, "a") is None
    assert add(ledger, "b", EDITED) == "a"
    deliver(ledger, "a")
    ledger.start_run(SITE)
    assert add(ledger, "c") == "a"


def test_the_claims_of_another_site_stay(ledger: Ledger) -> None:
    add(ledger, "a")
    ledger.start_run("other.test")
    assert add(ledger, "b") == "a"


def test_a_dropped_article_is_no_first(ledger: Ledger) -> None:
    item, copy = object(), object()
    Index(ledger.neighbours).add("a", "", TEXT, DAY)
    ledger.proposals.add(Delivery(SITE, "a"), item)
    # Another item of the same article was dropped, not this one.
    ledger.withdraw("a", copy)
    assert rows(ledger)["_claims"] == 1
    ledger.withdraw("a", item)
    assert add(ledger, "b") is None
    assert rows(ledger)["s"] == 1


def test_a_delivered_article_is_never_taken_out(ledger: Ledger) -> None:
    add(ledger, "a")
    deliver(ledger, "a")
    # Seen again, it is dropped as known.
    add(ledger, "a")
    ledger.withdraw("a")
    ledger.start_run(SITE)
    assert add(ledger, "b") == "a"


def test_texts_of_two_days_are_taken_back_in_any_order(ledger: Ledger) -> None:
    # Headlines alone are copies only on the same day, but share the exact hash.
    title = "افتتاح سوق التمور الجديدة قرب الميدان القديم في الواحة"
    index = Index(ledger.neighbours)
    for article, day in (("a", DAY), ("b", date(2026, 3, 2))):
        assert index.add(article, title, "", day) is None
        ledger.proposals.add(Delivery(SITE, article))
    ledger.withdraw("a")
    ledger.withdraw("b")
    assert add(ledger, "c", OTHER) is None
    # The number that a had is another article's now; no text may lead to it.
    assert index.add("d", title, "", DAY) is None
    assert rows(ledger)["_texts"] == 2


def killed_run(database: str, folder: str) -> None:
    from pathlib import Path

    ledger = Ledger.open(database, root=Path(folder))
    ledger.start_run(SITE, now=NOON)
    add(ledger, "first", OTHER)
    deliver(ledger, "first")
    add(ledger, "lost")
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_run_killed_between_index_and_delivery(database: str, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=killed_run, args=(database, str(tmp_path)))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    with closing(Ledger.open(database, root=tmp_path)) as ledger:
        ledger.start_run(SITE, now=NOON)
        assert add(ledger, "next") is None
        assert add(ledger, "copy", OTHER) == "first"


# A pipeline after the duplicates, in which the run dies at one article or drops it.
TRAPPED = """
import os, signal
from scrapy.exceptions import DropItem
from newsbot.settings import *
from newsbot.settings import ITEM_PIPELINES

class Trap:
    def process_item(self, item):
        if item.id.endswith(":358"):
            if os.environ.get("TRAP") == "dies":
                os.kill(os.getpid(), signal.SIGKILL)
            if os.environ.get("TRAP") == "drops":
                raise DropItem("for a reason of its own")
        return item

ITEM_PIPELINES = {**ITEM_PIPELINES, Trap: 900}
"""


@pytest.mark.parametrize("fate", ["lives", "dies", "drops"])
def test_whole_crawls_name_only_what_was_delivered(tmp_path: Path, fate: str) -> None:
    # Story 357 of the demo site is a copy of 358, which is listed before it.
    (tmp_path / "trapped.py").write_text(TRAPPED, "utf-8")
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    env = {"SCRAPY_SETTINGS_MODULE": "trapped", "PYTHONPATH": path}
    with MockNews(newest=30) as site:
        arguments = ("-a", f"site={site.url}", "-a", "related_depth=0", *FAST)
        crawl = ("crawl", "latest", *arguments)
        data = tmp_path / "data"
        run = scrapy(*crawl, data=data, env={**env, "TRAP": fate})
        assert (run.exit_code == -signal.SIGKILL) == (fate == "dies")
        if fate == "dies":
            # The page is withdrawn before the next run.
            site.answers[site.path_of(358)] = page("gone", 404)
            run = scrapy(*crawl, data=data, env=env)
        articles = {one["id"]: one for one in run.articles(site.name)}
        copy = articles[f"{site.name}:357"]
        first = f"{site.name}:358"
        assert (first in articles) == (fate == "lives")
        assert copy["duplicate_of"] == (first if fate == "lives" else None)
