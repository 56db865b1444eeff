"""Several articles on the page of one: who wrote the next one, and when, is said of
that alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsbot.pages import extract
from tests.test_fallback_boxes import NOW, TEXT, TITLE, URL

if TYPE_CHECKING:
    from newsbot.items import Article

NEXT = (
    "سوق الخضر في وادي اللوز يفتح فجرا",
    "قررت بلدية النخيل أن يفتح سوق الخضر أبوابه فجرا ابتداء من الأسبوع المقبل لتخفيف "
    "الزحام في وسط المدينة، وذلك بعد شكاوى التجار.",
    "ورحب الباعة بالقرار وطلبوا إنارة الشارع الذي يصل السوق بموقف الشاحنات.",
)
BYLINE = '<div class="by">كتبت: سعاد النخلي</div>'
DATED = '<div class="when">نشر في 9 مارس 2026</div>'


def page(body: str) -> Article:
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE}</title></head><body>'
        f'<div class="logo"><a href="/">نشرة اليوم</a></div><main>{body}</main></body>'
    )
    return extract(html, url=URL, tz="Asia/Riyadh", now=NOW)


def one(
    title: str, *lines: str, tag: str = "h1", above: str = "", name: str = ""
) -> str:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return f"<{tag}{name}>{title}</{tag}>{above}<div class='tx'>{text}</div>"


@pytest.mark.parametrize(
    ("tag", "name"), [("h1", ""), ("h2", ' class="ttl"'), ("h3", "")]
)
@pytest.mark.parametrize("is_boxed", [False, True])
def test_the_next_article_signs_for_itself(
    tag: str, name: str, *, is_boxed: bool
) -> None:
    # An h3 is the next one's headline by what stands below it.
    own = "h2" if tag == "h2" else "h1"
    both = [
        one(TITLE, *TEXT, tag=own, name=name),
        one(*NEXT, tag=tag, name=name, above=BYLINE + DATED),
    ]
    if is_boxed:
        both = [f"<section>{part}</section>" for part in both]
    read = page("<div>الخبر التالي</div>".join(both))
    assert read.text.split("\n") == list(TEXT)
    assert read.authors == []
    assert read.published is None


def test_an_author_and_a_day_below_the_text_stay() -> None:
    behind = "<h3>عن كاتبة التقرير</h3>" + BYLINE + DATED
    read = page(one(TITLE, *TEXT) + behind)
    assert read.authors == ["سعاد النخلي"]
    assert read.published == "2026-03-09"


def test_an_article_keeps_its_own_before_the_next() -> None:
    own = one(TITLE, *TEXT, above='<div class="by">كتب: هاني البستاني</div>')
    read = page(own + one(*NEXT, above=BYLINE + DATED))
    assert read.authors == ["هاني البستاني"]
    assert read.published is None


@pytest.mark.parametrize(
    ("row", "day"), [("نشرة اليوم", None), ("نُشر اليوم", "2026-03-12")]
)
def test_a_paper_that_is_called_after_today(row: str, day: str | None) -> None:
    above = f"<div>{row}</div>"
    assert page(one(TITLE, *TEXT, above=above)).published == day
