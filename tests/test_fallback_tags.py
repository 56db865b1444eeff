"""Tags that only a label tells."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from newsbot.pages import extract

TEXT = [
    "افتتحت بلدة السدر سوقها الجديدة صباح الاثنين بعد عامين من العمل المتواصل فيها.",
    "وتضم السوق ستين متجرا وساحة للحرفيين، وتعمل من الفجر حتى المغيب طوال الأسبوع.",
    "وقال كبير التجار إن الإيجار بقي على حاله، وإن أغلب المتاجر صارت مشغولة تماما.",
]


def read(behind: str) -> Any:
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    html = (
        "<html><head><title>سوق السدر تفتح أبوابها للتجار</title></head><body><article>"
        f"<h1>سوق السدر تفتح أبوابها للتجار</h1>{text}</article>{behind}</body></html>"
    )
    now = datetime(2026, 11, 22, 18, tzinfo=UTC)
    return extract(html, url="http://sidr.example/n/7", tz="UTC", now=now)


@pytest.mark.parametrize(
    "behind",
    [
        "<div>الوسوم: <a href='/t/1'>أسواق</a>، <a href='/t/2'>بلدة السدر</a></div>",
        "<p>كلمات مفتاحية</p><p><a href='/t/1'>#أسواق</a> "
        "<a href='/t/2'>#بلدة السدر</a></p>",
        "<div><div>وسوم:</div><div><div><a href='/t/1'>أسواق</a></div><div>"
        "<a href='/t/2'>بلدة السدر</a></div></div></div><ul><li><a href='/c'>تعليق جديد"
        "</a></li></ul>",
        "<div>شارك الخبر</div><b>الكلمات الدلالية :</b><ul><li><a href='/t/1'>أسواق</a>"
        "</li><li><a href='/t/2'>بلدة السدر</a></li></ul><h3>اقرأ أيضا</h3>"
        "<a href='/n/9'>مهرجان التمور يعود إلى السدر في الخريف</a>",
    ],
)
def test_links_beside_or_below_the_label(behind: str) -> None:
    article = read(behind)
    assert article.tags == ["أسواق", "بلدة السدر"]
    assert article.sources["tags"] == "labelled"
    assert article.text.split("\n") == TEXT


@pytest.mark.parametrize(
    "behind",
    [
        # Sections, headlines, a cloud of the site's tags, and words without links.
        "<div>التصنيفات: <a href='/c/1'>اقتصاد</a></div>",
        "<b>الوسوم</b><p><a href='/n/9'>مهرجان التمور يعود إلى السدر في الخريف</a></p>",
        "<aside class=sidebar><h4>الوسوم</h4><a href='/t/3'>رياضة</a></aside>",
        "<div>الوسوم: أسواق، بلدة السدر</div>",
        "<p>نهاية الصفحة</p>",
    ],
)
def test_other_links_are_no_tags(behind: str) -> None:
    assert read(behind).tags == []
