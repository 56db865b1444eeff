"""Authors and pictures that the elements of a page state."""

from __future__ import annotations

import pytest

from newsbot.pages import extract
from tests.test_fallback_boxes import NOW, TEXT, TITLE, URL


def page(above: str) -> str:
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    return (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE}</title></head><body><main>'
        f"<h1>{TITLE}</h1>{above}<div>{text}</div>"
        "</main></body>"
    )


def person(name: str) -> str:
    return (
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span '
        f'itemprop="name">{name}</span></span>'
    )


@pytest.mark.parametrize("between", [" و", " ", "، "])
def test_two_authors_of_an_element_each(between: str) -> None:
    both = between.join(map(person, ("سعاد البستاني", "هادي البحري")))
    html = page(f"<div>النخيل - {both}</div>")
    article = extract(html, url=URL, tz="Asia/Riyadh", now=NOW)
    assert article.authors == ["سعاد البستاني", "هادي البحري"]


@pytest.mark.parametrize(
    ("name", "is_article"),
    [
        ("logo_print.gif", False),
        ("Logo.png", False),
        ("logo2.png?v=3", False),
        ("firm-logo.png", True),
        ("logos-of-firms.png", True),
    ],
)
def test_a_logo_by_the_name_of_its_file(name: str, *, is_article: bool) -> None:
    html = page(f'<div><img src="/images/{name}" alt="الواحة"></div>')
    article = extract(html, url=URL, tz="Asia/Riyadh", now=NOW)
    assert (article.image is not None) is is_article


@pytest.mark.parametrize(
    ("row", "section"),
    [
        ('المجموعة: <a href="/index.php/m">المحليات</a>', "المحليات"),
        ('القسم: <a href="/p7">المحليات</a>', "المحليات"),
        ('<a href="/">الرئيسية</a> » <a href="/m">المحليات</a>', "المحليات"),
        (
            '<a href="/">الرئيسية</a> › <a href="/m">أخبار</a> › <a href="/n">قرى</a>',
            "قرى",
        ),
        # A bar of links, another label, no home page.
        ('<a href="/">الرئيسية</a> | <a href="/m">المحليات</a>', None),
        ('المصور: <a href="/p7">هادي البحري</a>', None),
        ('<a href="/a">الرأي</a> » <a href="/m">المحليات</a>', None),
    ],
)
def test_a_section_behind_a_label_or_arrows(row: str, section: str | None) -> None:
    html = page("").replace("<h1>", f"<div>{row}</div><h1>")
    assert extract(html, url=URL, tz="Asia/Riyadh", now=NOW).section == section
