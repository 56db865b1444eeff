"""Headlines that only the date or the writer below them tells."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from newsbot.pages import extract

TITLE = "انقطاع الماء عن ثلاثة أحياء بعد عطل في المضخة"
TEXT = [
    "أعلنت بلدية السدر توقف الضخ عن ثلاثة أحياء بعد عطل أصاب المضخة الكبرى فجر الخميس.",
    "وقال مدير الشبكة إن الإصلاح يستمر يومين، والصهاريج توزع الماء على المدارس أولا.",
    "ودعا الأهالي إلى عدم ملء الخزانات حتى يصل الماء إلى البيوت كلها في الوقت نفسه.",
]


def read(rows: str, title: str = "صوت السدر") -> Any:
    text = "<br>".join(TEXT)
    html = (
        f"<html><head><title>{title}</title></head><body><div id=bar>"
        "<a href='/c1'>الرئيسية</a> <a href='/c2'>محليات</a></div>"
        f"<div id=r>{rows}<div class=txt>{text}</div></div></body></html>"
    )
    now = datetime(2026, 11, 22, 18, tzinfo=UTC)
    return extract(html, url="http://sidr.example/news.php?id=7", tz="UTC", now=now)


@pytest.mark.parametrize(
    "rows",
    [
        f"<div class=b>{TITLE}</div><div class=g>نشر في 20-11-2026</div>",
        f"<div class=a>أخبار المدينة</div><div>{TITLE}</div><p>كتب: سالم الواحي</p>",
        f"<div><span>{TITLE}</span></div><p>خاص</p><div>20-11-2026 10:15</div>",
    ],
)
def test_the_line_above_the_date_or_the_writer(rows: str) -> None:
    article = read(rows)
    assert article.title == TITLE
    assert article.sources["title"] == "dated"
    assert article.text.split("\n") == TEXT


def test_a_title_that_says_more_than_a_name_stays() -> None:
    rows = "<div>صور من الحي القديم اليوم</div><div>نشر في 20-11-2026</div>"
    stated = "تعطل المضخة الكبرى يقطع الماء عن أحياء السدر"
    assert read(rows, stated).title == stated


def test_a_heading_comes_first() -> None:
    rows = f"<h2>{TITLE}</h2><div>تقرير من داخل المدينة</div><p>كتب: سالم الواحي</p>"
    assert read(rows).sources["title"] == "h2"


@pytest.mark.parametrize(
    "rows",
    [
        # A label is no headline, nor is a sentence, nor what nothing dates.
        "<div>أخبار المدينة</div><div>نشر في 20-11-2026</div>",
        "<div>بدأ الضخ مجددا في المدينة.</div><div>نشر في 20-11-2026</div>",
        "<div>في خدمة المدينة منذ سنين</div><p>الصفحة الثالثة</p><p>محليات</p>",
    ],
)
def test_other_lines_are_none(rows: str) -> None:
    assert read(rows).sources["title"] == "title"
