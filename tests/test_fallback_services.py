"""Pages that are no article, whatever `og:type` says of them: what is not there, what
is about the site or somebody who writes for it."""

from __future__ import annotations

import pytest

from newsbot.exceptions import NotAnArticle
from newsbot.pages import extract
from tests.test_fallback_boxes import NOW, TEXT, URL

GONE = "ربما حُذف الخبر الذي تبحث عنه. يمكنك العودة إلى الصفحة الرئيسية أو البحث."


def read(
    title: str, *lines: str, kind: str = "article", row: str = "", head: str = ""
) -> str:
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{title} - بريد الواحة</title><meta '
        f'property="og:type" content="{kind}">{head}</head><body><main><h1>{title}</h1>'
        f"<div>{row}</div><div>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
        "</main></body>"
    )
    return extract(html, url=URL, tz="Asia/Riyadh", now=NOW).title or ""


@pytest.mark.parametrize("title", ["الصفحة غير موجودة", "عذرا، الصفحة غير موجودة"])
def test_a_page_that_is_not_there(title: str) -> None:
    with pytest.raises(NotAnArticle, match="not-found"):
        read(title, GONE)


def test_an_article_about_pages_that_are_not_there() -> None:
    assert read("الصفحة غير موجودة", *TEXT, row="10 مارس 2026") == "الصفحة غير موجودة"
    assert read("الصفحة غير موجودة: حكاية موقع", GONE, row="10 مارس 2026")


@pytest.mark.parametrize("title", ["من نحن", "اتصل بنا", "سياسة الخصوصية", "About us"])
@pytest.mark.parametrize("count", [2, 4])
def test_a_page_about_its_site(title: str, count: int) -> None:
    with pytest.raises(NotAnArticle, match="about the site"):
        read(title, *TEXT[:count])


@pytest.mark.parametrize("row", ["10 مارس 2026", "بقلم: سعاد البستاني"])
def test_a_column_that_asks_who_we_are(row: str) -> None:
    assert read("من نحن", *TEXT, row=row).startswith("من نحن")
    assert read("من نحن بعد الجسر الجديد؟", *TEXT) == "من نحن بعد الجسر الجديد؟"


def test_a_page_of_somebody() -> None:
    with pytest.raises(NotAnArticle):
        read("سعاد البستاني", *TEXT, kind="profile")
    stated = '<meta property="article:published_time" content="2026-03-10T09:00:00Z">'
    title = "سعاد البستاني تروي حكاية الجسر"
    assert read(title, *TEXT, kind="profile", head=stated) == title
