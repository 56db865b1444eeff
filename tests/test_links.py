"""The graph of related articles in the ledger."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.ledger import Delivery, Ledger, Line, Link, Origin
from newsbot.pipelines.duplicates import delivery_of
from newsbot.similarity import url_key
from newsbot.upkeep.rebuild import rebuild
from tests.crawling import scrapy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SITE = "news.test"


@pytest.fixture
def ledger(database: str, tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger.open(database, root=tmp_path)) as opened:
        yield opened


def article(number: int, *related: int, revision: int = 1, **more: Any) -> Delivery:
    links = tuple(Link(place, f"key {other}") for place, other in enumerate(related, 1))
    return Delivery(
        SITE,
        f"{SITE}:{number}",
        revision,
        number,
        (f"key {number}",),
        related=links,
        **more,
    )


def commit(ledger: Ledger, *deliveries: Delivery) -> None:
    ledger.commit([Line(one, None, 0) for one in deliveries], {})


def test_links_lead_to_ids_as_soon_as_there_are_any(ledger: Ledger) -> None:
    commit(ledger, article(1, 2, 3))
    assert ledger.links.related_of("news.test:1") == [(1, None), (2, None)]
    assert ledger.links.related_from("news.test:3") == []
    commit(ledger, article(3, 1))
    assert ledger.links.related_of("news.test:1") == [(1, None), (2, "news.test:3")]
    assert ledger.links.related_of("news.test:3") == [(1, "news.test:1")]
    assert ledger.links.related_from("news.test:3") == [(2, "news.test:1")]
    assert ledger.links.related_from("news.test:1") == [(1, "news.test:3")]


def test_links_within_one_batch(ledger: Ledger) -> None:
    commit(ledger, article(1, 2), article(2, 1, 3), article(3, 2, 1))
    assert ledger.links.related_of("news.test:2") == [
        (1, "news.test:1"),
        (2, "news.test:3"),
    ]
    assert ledger.links.related_from("news.test:1") == [
        (1, "news.test:2"),
        (2, "news.test:3"),
    ]


def test_a_revision_has_the_links_that_count(ledger: Ledger) -> None:
    commit(ledger, article(1, 2, 3), article(2), article(3))
    commit(ledger, article(1, 3, revision=2))
    assert ledger.links.related_of("news.test:1") == [(1, "news.test:3")]
    assert ledger.links.related_from("news.test:2") == []
    # The ledger may be made anew from files in any order.
    commit(ledger, article(1, 2, 3))
    assert ledger.links.related_of("news.test:1") == [(1, "news.test:3")]


def test_how_an_article_was_found_first(ledger: Ledger) -> None:
    by_listing = Origin("listing", "listing key", "https://news.test/latest/")
    by_article = Origin("related", "key 1", "https://news.test/1/")
    commit(ledger, article(1, found=by_listing), article(2, found=by_article))
    commit(ledger, article(3, found=Origin("rest", None, None)), article(4))
    commit(ledger, article(2, revision=2, found=by_listing))
    assert ledger.links.origin("news.test:1") == (
        "listing",
        "https://news.test/latest/",
    )
    assert ledger.links.origin("news.test:2") == ("related", "news.test:1")
    assert ledger.links.origin("news.test:3") == ("rest", None)
    assert ledger.links.origin("news.test:4") is None
    assert ledger.links.origin("news.test:5") is None


def test_an_article_that_named_another_before_it_was_delivered(ledger: Ledger) -> None:
    by_article = Origin("related", "key 1", "https://news.test/1/")
    commit(ledger, article(2, found=by_article))
    assert ledger.links.origin("news.test:2") == ("related", "https://news.test/1/")
    commit(ledger, article(1))
    assert ledger.links.origin("news.test:2") == ("related", "news.test:1")


def test_a_record_gives_its_links() -> None:
    record = {
        "id": "news.test:1",
        "site": SITE,
        "url": "https://news.test/1/",
        "related": [
            {"position": 1, "url": "https://news.test/2/", "title": "خبر"},
            {"position": "x", "url": "https://news.test/3/"},
            "a line that people have edited",
        ],
        "found": {"via": "listing", "from": "https://news.test/latest/"},
    }
    delivery = delivery_of(record)
    assert delivery.related == (Link(1, url_key("https://news.test/2/")),)
    assert delivery.found is not None
    assert delivery.found.via == "listing"
    assert delivery_of({**record, "related": None, "found": "x"}).found is None


def test_the_graph_of_a_crawl_and_of_a_rebuilt_ledger(tmp_path: Path) -> None:
    run = scrapy("crawl", "archive", data=tmp_path / "data")
    articles = {one["id"]: one for one in run.articles()}
    ids = {one["url"]: one["id"] for one in articles.values()}

    def check(ledger: Ledger) -> None:
        pointing: dict[str, list[tuple[int, str]]] = {}
        for name, one in articles.items():
            expected = [
                (entry["position"], ids.get(entry["url"])) for entry in one["related"]
            ]
            assert ledger.links.related_of(name) == expected
            assert ledger.links.origin(name) == ("rest", None)
            for position, target in expected:
                if target is not None:
                    pointing.setdefault(target, []).append((position, name))
        assert any(len(found) > 1 for found in pointing.values())
        for name in articles:
            found = sorted(ledger.links.related_from(name))
            assert found == sorted(pointing.get(name, []))

    file = tmp_path / "data" / "ledger.sqlite3"
    with closing(Ledger.open(file)) as ledger:
        check(ledger)
    for part in file.parent.glob("ledger.sqlite3*"):
        part.unlink()
    with closing(Ledger.open(file)) as ledger:
        rebuild(ledger)
        check(ledger)
