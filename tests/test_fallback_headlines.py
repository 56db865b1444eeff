"""The headline of a page without selectors: beside authors with links, on two lines,
below a line that stands over it, and where the title of the page names the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsbot.pages import extract
from tests.test_fallback import NOW, TEXT, URL

if TYPE_CHECKING:
    from newsbot.items import Article

TITLE = "افتتاح جسر المشاة فوق الوادي"


def read(html: str) -> Article:
    return extract(html, url=URL, tz="Asia/Riyadh", now=NOW)


def page(above: str, *, title: str, inside: str = "") -> str:
    """A page with *above* before its text and *inside* before its last paragraph."""
    paragraphs = [f"<p>{line}</p>" for line in TEXT]
    paragraphs.insert(3, inside)
    return (
        f'<html lang="ar" dir="rtl"><head><title>{title}</title></head><body><main>'
        f'{above}<div class="story">{"".join(paragraphs)}</div></main></body></html>'
    )


FOLD = (
    '<div class="fold"><h4 class="heading">كيف كتبنا التقرير</h4>'
    "<p>زرنا الوادي ثلاث مرات هذا العام، وسألنا ثلاثين من سكان الضفتين.</p></div>"
)


@pytest.mark.parametrize(
    "names",
    [
        '<a href="/w/1">سعاد النخلي</a>، <a href="/w/2">هادي بن يوسف البحري</a>',
        '<a href="/w/1">سعاد النخلي</a> <a href="/w/2">هادي البحري</a> '
        '<a href="/w/3">زياد الساحلي</a>',
    ],
)
def test_links_to_several_authors_are_no_headline_of_another_article(
    names: str,
) -> None:
    """A headline of five words may be the name of a site, so its place must tell."""
    above = f'<h1 class="title">{TITLE}</h1><div class="w">{names}</div>'
    article = read(page(above, title=f"{TITLE} | الواحة", inside=FOLD))
    assert (article.title, article.sources["title"]) == (TITLE, "h1")
    assert article.text.startswith(TEXT[0])


OVER = "جسر ثان في الصيف المقبل"
OWN = f'<span id="ctl00_lblTitle">{TITLE}</span>'


@pytest.mark.parametrize(
    "name",
    ["ctl00_lblPreTitle", "lblOverTitle", "lblUpperTitle", "super-title", "pre-title"],
)
def test_a_line_over_the_headline_is_named_a_title_too(name: str) -> None:
    above = f'<div><span id="{name}">{OVER}</span></div><div>{OWN}</div>'
    article = read(page(above, title="صحيفة الواحة اليومية - تفاصيل الخبر"))
    assert (article.title, article.sources["title"]) == (TITLE, "named")
    assert article.text.split("\n") == list(TEXT)


FIRST, SECOND = "افتتاح جسر المشاة", "فوق الوادي"
SITES = ("صحيفة الواحة", "صحيفة الواحة - الصفحة المحلية", "")


@pytest.mark.parametrize("title", SITES)
@pytest.mark.parametrize(
    "between", ["<br>", "<br/>\n", " <br /> ", "<br class='sm'>", "</span><br><span>"]
)
def test_a_first_level_heading_on_two_lines(between: str, title: str) -> None:
    above = f'<h1 class="x"><span>{FIRST}{between}{SECOND}</span></h1>'
    article = read(page(above, title=title))
    assert (article.title, article.sources["title"]) == (TITLE, "h1")
    assert article.text.split("\n") == list(TEXT)


def test_a_title_that_its_element_names_on_two_lines() -> None:
    above = f'<div class="post-title">{FIRST}<br>{SECOND}</div>'
    article = read(page(above, title="صحيفة الواحة"))
    assert (article.title, article.sources["title"]) == (TITLE, "named")


@pytest.mark.parametrize(
    "small",
    ["<small>2 مارس 2026</small>", "2 مارس 2026", "<span>كتبت: سعاد النخلي</span>"],
)
def test_date_and_byline_in_the_headlines_element(small: str) -> None:
    above = f'<h1 class="x">{TITLE}<br>{small}</h1>'
    article = read(page(above, title=f"{TITLE} | الواحة"))
    assert article.title == TITLE
    assert article.published == ("2026-03-02" if "2026" in small else None)
    assert article.authors == ([] if "2026" in small else ["سعاد النخلي"])


@pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
def test_a_heading_on_two_lines_that_the_title_states(tag: str) -> None:
    above = f"<{tag}>{FIRST}<br>{SECOND}</{tag}>"
    article = read(page(above, title=f"{TITLE} | الواحة"))
    assert (article.title, article.sources["title"]) == (TITLE, tag)
    assert article.text.split("\n") == list(TEXT)


def test_a_line_over_the_headline_in_the_same_heading() -> None:
    """The stated title goes before what is printed on both lines."""
    above = f"<h1>{OVER}<br>{TITLE}</h1>"
    article = read(page(above, title=f"{TITLE} | الواحة"))
    assert article.title == TITLE


def of_tables(headline: str, *, title: str = "جريدة الواحة - الصفحة المحلية") -> str:
    paragraphs = "".join(
        f'<P ALIGN="JUSTIFY"><FONT SIZE="5">&nbsp;&nbsp; {line}</FONT>' for line in TEXT
    )
    return (
        f'<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY DIR="RTL"><TABLE><TR>'
        '<TD WIDTH="170"><B>في هذه الصفحة</B><BR><A HREF="a.htm">سباق القوارب ينطلق '
        'من مرفأ المرجان</A><BR></TD><TD WIDTH="600"><TABLE><TR><TD><FONT SIZE="4">'
        f"{OVER}</FONT></TD></TR><TR><TD>{headline}</TD></TR><TR><TD>"
        "<B>كتبت: سعاد النخلي</B></TD></TR></TABLE>"
        f"{paragraphs}</TD></TR></TABLE></BODY></HTML>"
    )


@pytest.mark.parametrize(
    "headline",
    [
        f'<FONT SIZE="6"><B>{FIRST}<BR>\n{SECOND}</B></FONT>',
        f'<B><FONT SIZE="6">{FIRST}<BR>{SECOND}</FONT></B>',
        f'<FONT SIZE="6"><B>{FIRST}</B></FONT><BR>'
        f'<FONT SIZE="6"><B>{SECOND}</B></FONT>',
        f'<DIV STYLE="font-size:24px"><B>{FIRST}<BR>{SECOND}</B></DIV>',
    ],
)
def test_larger_letters_on_two_lines_in_a_layout_of_tables(headline: str) -> None:
    article = read(of_tables(headline))
    assert (article.title, article.sources["title"]) == (TITLE, "bold")
    assert article.authors == ["سعاد النخلي"]
    assert article.text.split("\n") == list(TEXT)


def test_a_smaller_line_below_a_larger_one_is_none_of_it() -> None:
    small = '<FONT SIZE="2">عدد خاص عن الجسور</FONT>'
    article = read(of_tables(f'<FONT SIZE="6"><B>{TITLE}</B></FONT><BR>{small}'))
    assert article.title == TITLE


@pytest.mark.parametrize("tag", ["h1", "h2"])
def test_a_link_to_its_own_page_around_a_headline(tag: str) -> None:
    above = f'<a href="/news/5/"><{tag}>{TITLE}</{tag}></a>'
    article = read(page(above, title=f"{TITLE} | صوت الضفاف"))
    assert (article.title, article.sources["title"]) == (TITLE, tag)


@pytest.mark.parametrize("href", [URL, "/news/5/", "/news/5", "#top", f"{URL}?m=1#a"])
@pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
def test_a_headline_that_is_a_link_to_its_own_page(tag: str, href: str) -> None:
    """The name of the site is nowhere but in the title."""
    above = f'<{tag} class="t"><a href="{href}" rel="bookmark">{TITLE}</a></{tag}>'
    others = "".join(
        f'<{tag} class="t"><a href="/news/{i}/">سباق القوارب في مرفأ {i}</a></{tag}>'
        for i in range(6, 9)
    )
    others += f'<a href="/news/9/"><{tag} class="t">سوق الخضر يفتح فجرا</{tag}></a>'
    article = read(page(above, title=f"{TITLE} | صوت الضفاف") + others)
    assert (article.title, article.sources["title"]) == (TITLE, tag)
    assert article.text.split("\n") == list(TEXT)


@pytest.mark.parametrize("site", ["رصيف القرية: {}", "رصيف: {}"])
def test_an_element_that_is_named_a_title_tells_the_site_before_it(site: str) -> None:
    """Neither a heading nor a logo is there to tell it."""
    above = f'<div class="story-title">{TITLE}</div>'
    article = read(page(above, title=site.format(TITLE)))
    assert (article.title, article.sources["title"]) == (TITLE, "named")


def test_who_says_it_stays_in_a_headline_on_two_elements() -> None:
    above = (
        f'<div class="over">رئيسة المجلس</div><div class="story-title">{TITLE}</div>'
    )
    title = f"رئيسة المجلس: {TITLE}"
    assert read(page(above, title=title)).title == title


@pytest.mark.parametrize(
    ("title", "inside", "expected"),
    [
        ("غربة | صحيفة الواحة", "غربة", "غربة"),
        ("صحيفة الواحة - عد غدا", "عد غدا", "عد غدا"),
        # Another heading; a site whose name nothing tells.
        ("غربة | صحيفة الواحة", "زاوية", "غربة | صحيفة الواحة"),
        ("غربة | أوراق", "غربة", "غربة | أوراق"),
    ],
)
def test_a_headline_of_a_word(title: str, inside: str, expected: str) -> None:
    """«كتاب | …» may be a section's name: heading and site must both be known."""
    site = '<meta property="og:site_name" content="صحيفة الواحة">'
    html = page(f"<h1>{inside}</h1><div>10/3/2026</div>", title=title)
    article = read(html.replace("</title>", f"</title>{site}"))
    assert article.title == expected
    assert article.published == "2026-03-10"
