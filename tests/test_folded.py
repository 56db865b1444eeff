"""What is hidden in a body: text that a reader opens by a press, and what is none."""

from __future__ import annotations

import pytest

from newsbot.pages.body import read_body
from newsbot.pages.html import parse
from tests.bodies import PAGE
from tests.processor import within

SEEN = "رست السفينة في الميناء فجر أمس."
FOLDED = "وتحمل السفينة أربعين طنا من القمح إلى الجزر."
HIDDEN = 'style="display: none;"'


def lines(html: str) -> list[str]:
    root = parse(f'<div id="body"><p>{SEEN}</p>{html}</div>').find(".//div")
    assert root is not None
    return read_body(root, base=PAGE).lines


TEXT = {
    "behind a link to nothing": (
        f'<a class="more-x" href="#">المزيد</a><div {HIDDEN}><p>{FOLDED}</p></div>'
    ),
    "behind a link to it, in a paragraph": (
        f'<p><a href="#part-2">المزيد</a></p><div id="part-2" hidden>{FOLDED}</div>'
    ),
    "behind a script": (
        '<p><a href="javascript:void(0)">اقرأ المزيد</a></p>'
        f'<div id="p2" {HIDDEN}><p>{FOLDED}</p></div>'
    ),
    "before its button": (
        f"<div {HIDDEN}><p>{FOLDED}</p></div><button>اقرأ المزيد</button>"
    ),
    "at the end of a paragraph, before its button": (
        f'<p><span id="dots"></span><span id="r" {HIDDEN}>{FOLDED}</span></p>'
        '<button onclick="more()">اقرأ المزيد</button>'
    ),
    "by its name": f'<div class="readmore-text" {HIDDEN}><p>{FOLDED}</p></div>',
    "in a span, with its link": (
        f'<p><span class="morecontent"><span {HIDDEN}>{FOLDED}</span>'
        '<a href="" class="morelink">المزيد</a></span></p>'
    ),
    "tabs": (
        f'<div class="xy-tabs"><div class="xy-tabs-pane" {HIDDEN}>{FOLDED}</div></div>'
    ),
    "by the name of what it is in": (
        f'<div class="faq-item"><div class="reply" {HIDDEN}><p>{FOLDED}</p></div></div>'
    ),
}


@pytest.mark.parametrize("html", TEXT.values(), ids=TEXT)
def test_what_is_opened_is_text(html: str) -> None:
    found = lines(html)
    assert found[0] == SEEN
    assert FOLDED in found
    assert "المزيد" not in found


def test_a_closed_part_of_an_accordion_may_be_a_list() -> None:
    html = (
        f'<h4>الأسعار</h4><div class="xy-accordion-body" {HIDDEN}><ul><li>قمح: 4</li>'
    )
    assert lines(f"{html}</ul></div>") == [SEEN, "الأسعار", "قمح: 4"]


NO_TEXT = {
    "words for search engines": f"<div {HIDDEN}><p>{FOLDED}</p></div>",
    "behind a sentence": f"<p>{SEEN}</p><div hidden><p>{FOLDED}</p></div>",
    "header for the printer": f'<div class="print-head" {HIDDEN}><p>{FOLDED}</p></div>',
    "template": f'<a href="#">حمل</a><div id="row-template" hidden>{FOLDED}</div>',
    "window": (
        f'<a href="#terms">الشروط</a><div id="terms" class="xy-modal" {HIDDEN}>'
        f"<p>{FOLDED}</p></div>"
    ),
    "window over the page": (
        '<button>الشروط</button><div style="position:fixed;display:none">'
        f"<p>{FOLDED}</p></div>"
    ),
    "form": (
        f'<button>راسلنا</button><div {HIDDEN}><p>{FOLDED}</p><input name="a"></div>'
    ),
    "form in a spoiler": (
        f'<div class="xy-spoiler" {HIDDEN}><form><p>{FOLDED}</p></form></div>'
    ),
    "box to share": (
        f'<a href="#" class="share-toggle">شارك</a><div {HIDDEN}><p>{FOLDED}</p></div>'
    ),
    "behind a button to print": (
        '<a href="#" onclick="window.print()">اطبع</a>'
        f"<div {HIDDEN}><p>{FOLDED}</p></div>"
    ),
    "behind a link to share": (
        f'<a href="javascript:sharePost()">أرسل</a><div {HIDDEN}><p>{FOLDED}</p></div>'
    ),
    "for screen readers": (
        f'<button>سهم</button><span class="screen-reader-text" hidden>{FOLDED}</span>'
    ),
    "labels": f"<a href='#'>نسخ الرابط</a><div {HIDDEN}>تم نسخ الرابط</div>",
    "behind a link to a place elsewhere": (
        f'<a href="#map">الخريطة</a><div {HIDDEN}><p>{FOLDED}</p></div>'
    ),
    "behind a link that words follow": (
        f'<a href="#">الخريطة</a> أدناه<div {HIDDEN}><p>{FOLDED}</p></div>'
    ),
    "behind an anchor": f'<a name="x"></a><div {HIDDEN}><p>{FOLDED}</p></div>',
}


@pytest.mark.parametrize("html", NO_TEXT.values(), ids=NO_TEXT)
def test_what_is_never_opened_is_none(html: str) -> None:
    assert FOLDED not in lines(html)


@within(20)
def test_hidden_in_hidden() -> None:
    html = f'<div class="xy-tabs-pane" {HIDDEN}><p>نص.</p>' * 3_000
    assert lines(html)[-1] == "نص."
