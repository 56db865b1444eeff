"""A subtitle in the text's own element, above the lines that say who and when."""

from __future__ import annotations

import pytest

from newsbot.pages import extract
from tests.test_fallback_boxes import NOW, TEXT, TITLE, URL

SUBTITLE = "عمال من ثلاث بلدات مجاورة بنوا الجسر الجديد في سبعة أشهر متتالية"
SIGNED = '<div class="sg">حاورتها: سعاد النخلي<br>تصوير: هادي البحري</div>'
ISSUE = '<div class="is">العدد 61، ربيع 2026 — نُشر في 6 مارس 2026</div>'
PLAYER = "<div class=au><button>استمع</button><span>12:40</span></div>"


@pytest.mark.parametrize(
    ("tag", "name"), [("h3", "standfirst"), ("p", "standfirst"), ("h2", "x1")]
)
@pytest.mark.parametrize("between", [SIGNED + ISSUE + PLAYER, ISSUE + SIGNED])
@pytest.mark.parametrize("intro", ["", "intro"])
def test_what_stands_between_a_subtitle_and_the_text(
    tag: str, name: str, between: str, intro: str
) -> None:
    first, *others = TEXT
    lines = "".join(f"<p class=q>{line}</p>" for line in others)
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE}</title></head><body>'
        f'<article><h1>{TITLE}</h1><{tag} class="{name}">{SUBTITLE}</{tag}>{between}'
        f'<p class="{intro}">{first}</p>{lines}</article></body>'
    )
    article = extract(html, url=URL, tz="Asia/Riyadh", now=NOW)
    # Without a name it may as well be the first line.
    assert [line for line in article.text.split("\n") if line != SUBTITLE] == list(TEXT)
    assert article.published == "2026-03-06"
    assert article.authors == ["سعاد النخلي"]


def test_a_subhead_above_a_text_without_such_lines_stays() -> None:
    lines = "".join(f"<p>{line}</p>" for line in TEXT)
    html = (
        f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
        f'<h3 class="x1">{SUBTITLE}</h3><p>ثم صمت.</p>{lines}</article></body>'
    )
    article = extract(html, url=URL, tz="Asia/Riyadh", now=NOW)
    assert article.text.split("\n")[-5:] == ["ثم صمت.", *TEXT]
