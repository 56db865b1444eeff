"""The rows of a CSV file, read back as records."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

from scrapy.exporters import CsvItemExporter

from newsbot.items import Article, Related
from newsbot.upkeep.cells import record_of

ARTICLE = Article(
    id="news.test:7",
    url="https://news.test/7/",
    site="news.test",
    title="افتتاح السوق، وهو الثالث",
    text="فقرة أولى.\nوفقرة ثانية, فيها فاصلة.",
    published="2026-03-01T10:00:00+03:00",
    authors=["سالم الواحي", "Noura Sahel, Jr."],
    tags=["سوق"],
    image="https://news.test/a,w_300.jpg",
    images=["https://news.test/a,w_300.jpg", "https://news.test/b.jpg"],
    related=[Related(position=1, url="https://news.test/8/", title="خبر 'قديم'")],
    found={"via": "listing", "from": None},
    revision=2,
    changes=["title", "text"],
    duplicate_of="news.test:6",
    duplicate_score=0.75,
    sources={"title": "theme", "text": "theme"},
    warnings=["the text is short, and has no end", "another one"],
    fetched="2026-03-01T08:00:00+00:00",
)


def row_of(article: Article) -> dict[str, str | None]:
    """As the exporter writes it and :mod:`newsbot.upkeep.lines` reads it."""
    file = BytesIO()
    exporter = CsvItemExporter(file)
    exporter.start_exporting()
    exporter.export_item(article)
    exporter.finish_exporting()
    (row,) = csv.DictReader(StringIO(file.getvalue().decode(), newline=""))
    return {name: cell or None for name, cell in row.items()}


def test_a_row_is_the_record_that_was_written() -> None:
    assert record_of(row_of(ARTICLE)) == ARTICLE.record()


def test_empty_cells() -> None:
    flash = Article(id="n:1", url="http://n/1", site="n", title="", fetched="2026")
    assert record_of(row_of(flash)) == flash.record()


def test_what_newsbot_has_not_written_stays_text() -> None:
    row = {"own": "1", "sources": "{'title': ", "revision": "two", "related": "[" * 999}
    assert record_of(row) == row
