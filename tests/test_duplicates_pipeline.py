"""An article that is met again at another address: which of the two is looked at."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from scrapy.utils.test import get_crawler

from newsbot.exceptions import LeftOut
from newsbot.items import Article
from newsbot.ledger import Delivery, Line, Watch, ledger_of
from newsbot.pipelines.duplicates import DuplicatesPipeline
from newsbot.similarity import url_key
from tests.test_watch import DAY, NOON, SITE

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = f"http://{SITE}/old/", f"http://{SITE}/new/"


@pytest.mark.parametrize(
    ("found", "canonical", "looked_at"),
    [
        # A list of the site names it so.
        ({"via": "listing"}, None, NEW),
        ({"via": "sitemap"}, OLD, NEW),
        ({"via": "rest"}, None, NEW),
        # Another page does, which may name a shortlink; the page itself decides.
        ({"via": "related"}, None, OLD),
        ({"via": "related"}, OLD, OLD),
        ({"via": "related"}, NEW, NEW),
        (None, None, OLD),
        (None, NEW, NEW),
    ],
)
def test_an_article_at_another_address(
    tmp_path: Path, found: dict[str, str] | None, canonical: str | None, looked_at: str
) -> None:
    name = f"{SITE}:7"
    crawler = get_crawler(settings_dict={"NEWSBOT_DATA": str(tmp_path)})
    with closing(ledger_of(crawler)) as ledger:
        watch = Watch(NOON + timedelta(hours=1), 0, DAY, lambda: b"")
        delivered = Delivery(SITE, name, url_keys=(url_key(OLD),), url=OLD, watch=watch)
        ledger.commit([Line(delivered, None, 0)], {}, now=NOON)
        item = Article(
            id=name,
            url=NEW,
            canonical_url=canonical,
            site=SITE,
            title="خبر",
            found=found,
            fetched="2026-03-01T12:00:00+00:00",
        )
        pipeline = DuplicatesPipeline.from_crawler(crawler)
        if canonical == OLD:
            # A cache may have mixed up two pages: it is believed the second time.
            with pytest.raises(LeftOut, match=f"delivered as {name}"):
                pipeline.process_item(item)
            assert ledger.watches.get(name).url == OLD
            assert ledger.delivered(SITE, url_keys=(url_key(NEW),)) is None
            ledger.failures.add(
                SITE, NEW, kind="known", reason="known: ", max_attempts=8
            )
        with pytest.raises(LeftOut, match=f"delivered as {name}"):
            pipeline.process_item(item)
        watched = ledger.watches.get(name)
        assert watched is not None
        assert watched.url == looked_at
        # It is known by both addresses, whichever it is looked at.
        for url in (OLD, NEW):
            known = ledger.delivered(SITE, article_id="", url_keys=(url_key(url),))
            assert known is not None
            assert known.id == name
