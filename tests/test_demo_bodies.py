"""The bodies of posts on the demo site: shapes, blocks, and attachment pages."""

import pytest

from tests.pressroom import (
    BASE,
    BODY,
    get,
    page,
    site_of,
    story,
    url,
)


@pytest.mark.parametrize(
    ("shape", "paragraph"),
    [
        ("paragraphs", "./p"),
        ("gutenberg", "./p"),
        ("word", "./p[@dir='RTL']/span/span"),
        ("divs", "./div[@dir='auto']"),
        ("nested", ".//div[@class='elementor-widget-container']"),
        ("cell", "./table//td/p"),
    ],
)
def test_shapes(shape: str, paragraph: str) -> None:
    tree = page(site_of(story(1, shape=shape)), url(1))
    found = tree.xpath(BODY)[0].xpath(paragraph)
    assert [part.text_content() for part in found] == [
        "فقرة أولى من الخبر 1.",
        "فقرة ثانية.",
        "فقرة ثالثة.",
    ]


def test_lines_shape_has_one_div() -> None:
    body = page(site_of(story(1, shape="br")), url(1)).xpath(BODY)[0]
    assert body.xpath(".//p") == []
    assert body.xpath("./div[@class='post-text']/text()[normalize-space()]") == [
        "فقرة أولى من الخبر 1.",
        "\nفقرة ثانية.",
        "\nفقرة ثالثة.",
    ]


def test_blocks_of_a_body() -> None:
    blocks = [
        {"text": 0, "raw": "فقرة&nbsp;أولى من <a href='{base}/tag/x/'>الخبر</a> 1."},
        {"heading": 1},
        {"quote": 2},
        {"list": [3, 4], "ordered": True},
        {"rows": [5], "row_cells": [["خلية", "وأختها"]]},
        {"more": True},
        {"read_also": ["خبر آخر", 2], "style": "strong"},
        {"read_also": ["خبر آخر", 2], "style": "box"},
        {"read_also": ["خبر آخر", 2], "style": "plain"},
        {"read_also": ["خبر آخر", 2], "style": "list"},
        {"read_also": ["خبر آخر", 2], "style": "embed"},
        {"figure": "f1.jpg", "caption": "شرح", "style": "gutenberg"},
        {"figure": "f2.jpg", "caption": "شرح", "style": "classic"},
        {"figure": "f3.jpg", "style": "bare"},
        {"gallery": ["g1.jpg", "g2.jpg"]},
        {"tweet": "تغريدة"},
        {"video": "https://www.youtube.com/embed/waha02"},
        {"share": True},
        {"ad": True},
        {"cta": "تابعوا صحيفة الواحة على تلغرام"},
        {"empty": True},
        {"html": "<hr>"},
        {"entry": 6, "clock": "14:05"},
    ]
    text = ["فقرة أولى من الخبر 1.", "عنوان", "قول", "أ", "ب", "خلية وأختها", "مدخل"]
    site = site_of(
        story(1, text=text, body=blocks, credit="وكالة الواحة", shape="gutenberg"),
        story(2),
    )
    body = page(site, url(1)).xpath(BODY)[0]

    def has(path: str, count: int = 1) -> None:
        assert len(body.xpath(path)) == count, path

    assert body.xpath("./p")[0].text_content() == "فقرة\u00a0أولى من الخبر 1."
    assert body.xpath("./p[1]/a/@href") == [f"{BASE}/tag/x/"]
    has("./h2[text()='عنوان']")
    has("./blockquote[@class='wp-block-quote']/p[text()='قول']")
    has("./ol/li", 2)
    has("./figure[@class='wp-block-table']//tr/td", 2)
    has("./p/span[@id='more-1']")
    has(f".//a[@href='{url(2)}']", 5)
    has("./p/strong/a")
    has("./div[@class='inline-related-posts']//a[@class='postTitle']")
    has("./h4/following-sibling::ul/li/a")
    has(".//blockquote[@class='wp-embedded-content']/following-sibling::iframe")
    has(".//figure/a/following-sibling::figcaption")
    has("./div[contains(@class, 'wp-caption')]/p[@class='wp-caption-text']")
    has("./p/img")
    has("./style")
    has("./div[contains(@class, 'gallery')]//a", 2)
    has("./blockquote[@class='twitter-tweet']/p")
    has("./p/iframe[@src='https://www.youtube.com/embed/waha02']")
    has("./div[contains(@class, 'addtoany_share_save_container')]")
    has("./div[contains(@class, 'code-block')]/ins[@class='adsbygoogle']")
    has("./p/a[contains(@href, 't.me')]")
    has("./hr")
    has("./div[@class='live-entry']/p")
    assert body.xpath("./p")[-1].text_content() == "المصدر: وكالة الواحة"
    for link in body.xpath(".//figure/a/@href | .//dl//a/@href"):
        assert get(site, link).status == 200


def test_attachment_page_looks_like_an_article_and_is_none() -> None:
    body = [{"text": 0}, {"text": 1}, {"text": 2}, {"figure": "IMG-9.jpg"}]
    site = site_of(story(1, body=body))
    link = page(site, url(1)).xpath(BODY + "//figure/a/@href")[0]
    assert link == f"{BASE}/img-9-jpg/"
    tree = page(site, link)
    classes = tree.xpath("//body/@class")[0].split()
    assert "attachment" in classes
    assert "single-post" not in classes
    assert "type-attachment" in tree.xpath("//article/@class")[0]
    assert len(tree.xpath(BODY)) == 1
    assert len(tree.xpath("//h1[contains(@class, 'zox-post-title')]")) == 1
