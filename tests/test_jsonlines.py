"""The exporter of articles writes what Scrapy's own writes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from scrapy.exporters import JsonLinesItemExporter

from newsbot.feedstorage.jsonlines import ArticleLinesExporter
from newsbot.items import Article, Related

ARTICLE = Article(
    id="news.test:7",
    url="https://news.test/%d9%86/",
    site="news.test",
    title="عنوان «بين قوسين»\u2028 وسطر",
    text='سطر أول\nسطر "ثان" \\ 😀',
    published="2026-02-03T04:05:06+03:00",
    authors=["كاتبة"],
    related=[
        Related(position=1, url="https://news.test/8/", title="آخر"),
        Related(position=2, url="https://news.test/9/", excerpt="موجز"),
    ],
    found={"via": "listing", "from": None},
    duplicate_score=0.875,
    sources={"title": "news"},
    fetched="2026-02-03T05:00:00+00:00",
)


def line(exporter: type[JsonLinesItemExporter], item: Any, **options: Any) -> bytes:
    file = BytesIO()
    exporter(file, **options).export_item(item)
    return file.getvalue()


@pytest.mark.parametrize(
    "options",
    [
        {"encoding": "utf-8"},
        {},
        {"encoding": "utf-8", "fields_to_export": ["id", "related"]},
        {"encoding": "utf-8", "fields_to_export": {"id": "number"}},
    ],
)
@pytest.mark.parametrize("item", [ARTICLE, {"id": "x", "related": [], "text": "نص"}])
def test_the_same_line(item: Any, options: dict[str, Any]) -> None:
    expected = line(JsonLinesItemExporter, item, **options)
    assert line(ArticleLinesExporter, item, **options) == expected
    assert expected.endswith(b"}\n")


@pytest.mark.parametrize("name", ["utf-8-sig", "UTF_8_SIG"])
@pytest.mark.parametrize("fields", [None, ["id", "text"]])
def test_no_line_begins_with_a_byte_order_mark(
    name: str, fields: list[str] | None
) -> None:
    """With what Excel needs in a table, no line is JSON (RFC 8259, 8.1)."""
    file = BytesIO()
    exporter = ArticleLinesExporter(file, encoding=name, fields_to_export=fields)
    for _ in range(2):
        exporter.export_item(ARTICLE)
    lines = file.getvalue().splitlines(keepends=True)
    assert len(lines) == 2
    assert all(one.startswith(b'{"') and one.endswith(b"}\n") for one in lines)
    assert "سطر أول" in lines[1].decode("utf-8")
