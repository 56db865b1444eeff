"""The section of an article on a page without selectors: its label, its breadcrumbs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsbot.pages import extract

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)
URL = "https://waha.example/news/5/"
TITLE = "افتتاح جسر المشاة فوق وادي اللوز في مدينة النخيل"
TEXT = (
    "أعلنت بلدية مدينة النخيل أمس افتتاح جسر المشاة الجديد فوق وادي اللوز، "
    "بعد أعمال دامت سبعة أشهر شارك فيها عمال من ثلاث بلدات مجاورة.",
    "وقالت رئيسة المجلس البلدي إن الجسر يصل ضفتي الوادي أول مرة منذ ثلاثين عاما، "
    "وإن العمل انتهى قبل موعده بأسبوعين.",
    "ويبلغ طول الجسر 180 مترا وعرضه أربعة أمتار، ونصفه للدراجات الهوائية.",
)
MENU = "".join(
    f'<li><a href="/category/{one}/">{one}</a></li>'
    for one in ("سياسة", "اقتصاد", "رياضة", "ثقافة", "منوعات")
)


def section(above: str = "", below: str = "", before: str = "") -> tuple[str, str]:
    """Section and rule of a page with *above* and *below* around the headline, and
    *before* the article."""
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT)
    html = (
        f"<html><head><title>{TITLE}</title></head><body>{before}<article>{above}"
        f"<h1>{TITLE}</h1>{below}<div class=content>{paragraphs}</div></article>"
        "</body></html>"
    )
    article = extract(html, url=URL, tz="Asia/Riyadh", now=NOW)
    return article.section or "", article.sources.get("section", "")


@pytest.mark.parametrize(
    "label",
    [
        '<a href="/category/local/">محليات</a>',
        '<div><a href="/section/7">محليات</a></div>',
        '<div class="post-cat"><a href="/local/">محليات</a></div>',
        '<a href="/local/" class="kicker">محليات</a>',
        '<h3><a href="/local/"><span class="item-cat">محليات</span></a></h3>',
        '<p><a href="/local/" rel="category tag">محليات</a></p>',
    ],
)
def test_label_beside_the_headline(label: str) -> None:
    assert section(above=label) == ("محليات", "rows")
    assert section(below=label) == ("محليات", "rows")


@pytest.mark.parametrize(
    "other",
    [
        # A menu, an author, a tag, another article, and a page that is not named.
        f"<ul>{MENU}</ul>",
        '<p class="cat"><a href="/author/hind/">هند الرملي</a></p>',
        '<p class="cats"><a href="/tag/bridges/">جسور</a></p>',
        '<a href="/category/">سوق القوافل ينتقل إلى ساحة جديدة قرب الميناء</a>',
        '<p><a href="/contact">راسلنا</a></p>',
        "<p>محليات</p>",
    ],
)
def test_what_is_no_label(other: str) -> None:
    assert section(above=other) == ("", "")


@pytest.mark.parametrize(
    "trail",
    [
        '<nav class="breadcrumbs"><a href="/">الرئيسية</a> / '
        '<a href="/l">محليات</a></nav>',
        '<div id="breadcrumb"><a href="/">صحيفة الواحة</a><a href="/l">محليات</a>'
        f'<a href="/news/5/">{TITLE}</a></div>',
        '<ol itemscope itemtype="https://schema.org/BreadcrumbList">'
        '<li><a href="/">الرئيسية</a></li><li><a href="/l">محليات</a></li></ol>',
        '<nav aria-label="Breadcrumb"><a href="/l">محليات</a></nav>',
    ],
)
def test_breadcrumbs(trail: str) -> None:
    assert section(before=trail) == ("محليات", "breadcrumbs")


def test_breadcrumbs_that_lead_home_only() -> None:
    home = '<nav class="breadcrumb"><a href="/">الرئيسية</a></nav>'
    assert section(before=home) == ("", "")
