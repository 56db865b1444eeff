"""Microdata, the main picture in its full size, and the video above the text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newsbot.pages import extract

if TYPE_CHECKING:
    from newsbot.items import Article

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)
URL = "https://waha.example/news/5/"
SITE = "https://waha.example"
TITLE = "افتتاح جسر المشاة فوق وادي اللوز في مدينة النخيل"
TEXT = (
    "أعلنت بلدية مدينة النخيل أمس افتتاح جسر المشاة الجديد فوق وادي اللوز، "
    "بعد أعمال دامت سبعة أشهر شارك فيها عمال من ثلاث بلدات مجاورة.",
    "وقالت رئيسة المجلس البلدي إن الجسر يصل ضفتي الوادي أول مرة منذ ثلاثين عاما، "
    "وإن العمل انتهى قبل موعده بأسبوعين.",
    "ويبلغ طول الجسر 180 مترا وعرضه أربعة أمتار، ونصفه للدراجات الهوائية.",
)
PICTURE = (
    '<div itemprop="image" itemscope itemtype="https://schema.org/ImageObject">'
    '<img src="/w/bridge-600x337.jpg"><meta itemprop="url" content="/w/bridge.jpg">'
    '<meta itemprop="width" content="1200"></div>'
)
OPENGRAPH = '<meta property="og:image" content="/w/bridge-1024x576.jpg">'
PUBLISHER = (
    '<div itemprop="publisher" itemscope itemtype="https://schema.org/Organization">'
    '<img itemprop="image" src="/logo-large.png">'
    '<meta itemprop="articleSection" content="ناشر"></div>'
)


def read(inside: str = "", head: str = "", behind: str = "", body: str = "") -> Article:
    """The record of a page with *inside* between headline and text."""
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT)
    html = (
        f"<html><head><title>{TITLE}</title>{head}</head><body>"
        '<article itemscope itemtype="http://schema.org/NewsArticle">'
        f"<h1>{TITLE}</h1>{inside}<div class=content>{paragraphs}{body}</div></article>"
        f"{behind}</body></html>"
    )
    return extract(html, url=URL, tz="Asia/Riyadh", now=NOW)


class TestItem:
    def test_picture_is_the_one_that_the_item_names(self) -> None:
        article = read(PICTURE, OPENGRAPH)
        assert article.image == f"{SITE}/w/bridge.jpg"
        assert article.sources["image"] == "microdata"

    def test_publishers_picture_and_section_are_not_the_articles(self) -> None:
        article = read(PUBLISHER, OPENGRAPH)
        assert article.image == f"{SITE}/w/bridge-1024x576.jpg"
        assert (article.section, article.sources["image"]) == (None, "meta")

    def test_another_article_on_the_page_is_another_item(self) -> None:
        other = (
            '<article itemscope itemtype="http://schema.org/NewsArticle">'
            f'<meta itemprop="articleSection" content="رياضة">{PICTURE}</article>'
        )
        article = read(head=OPENGRAPH.replace("bridge", "port"), behind=other)
        assert article.image == f"{SITE}/w/port-1024x576.jpg"
        assert article.section is None

    def test_section(self) -> None:
        article = read('<meta itemprop="articleSection" content="محليات">')
        assert (article.section, article.sources["section"]) == ("محليات", "microdata")


class TestFullSize:
    @pytest.mark.parametrize(
        "named",
        [
            '<a href="https://waha.example/w/bridge.jpg">تكبير</a>',
            '<img srcset="/w/bridge-300x169.jpg 300w, /w/bridge.jpg 1200w">',
        ],
    )
    def test_where_the_page_names_it(self, named: str) -> None:
        article = read(head=OPENGRAPH, behind=named)
        assert article.image == f"{SITE}/w/bridge.jpg"
        assert article.sources["image"] == "meta"

    @pytest.mark.parametrize(
        "named",
        [
            "",
            '<a href="/w/old-bridge.jpg">آخر</a>',
            '<a href="https://other.example/w/bridge.jpg">آخر</a>',
        ],
    )
    def test_is_never_guessed(self, named: str) -> None:
        assert (
            read(head=OPENGRAPH, behind=named).image == f"{SITE}/w/bridge-1024x576.jpg"
        )


class TestVideoAboveTheText:
    VIDEO = '<div><iframe src="https://www.youtube.com/embed/waha1"></iframe></div>'

    def test_is_the_articles(self) -> None:
        article = read(self.VIDEO)
        assert article.media == ["https://www.youtube.com/embed/waha1"]
        assert article.kind == "video"

    @pytest.mark.parametrize(
        "other",
        [
            '<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>',
            '<iframe src="https://ads.example/frame.html"></iframe>',
            '<audio src="/read-aloud.mp3"></audio>',
            f'<aside class="related">{VIDEO}</aside>',
        ],
    )
    def test_what_is_none(self, other: str) -> None:
        article = read(other)
        assert (article.media, article.kind) == ([], "article")

    def test_outside_the_article(self) -> None:
        assert read(behind=self.VIDEO).media == []


def test_picture_with_its_caption_in_the_text() -> None:
    figure = (
        '<div class="wp-caption"><a href="/w/page"><img src="/w/night.jpg"></a>'
        '<p class="wp-caption-text">الجسر ليلا بعد الافتتاح</p></div>'
    )
    article = read(body=f"{figure}<p>{TEXT[1]}</p>")
    assert f"{SITE}/w/night.jpg" in article.images
    assert "ليلا" not in article.text
