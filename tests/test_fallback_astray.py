"""Texts beside which a page has more words than they have: short ones with cards of
other articles, with comments, and those that a box divides."""

from __future__ import annotations

import pytest

from newsbot.exceptions import NotAnArticle
from newsbot.pages import extract
from newsbot.pages.fallback.outline import letters, outline
from newsbot.pages.fallback.text.astray import words_passed_over
from newsbot.pages.html import parse
from tests.test_fallback_boxes import NOW, TEXT, TITLE, URL

SHORT = TEXT[1:3]
DATED = "<div class=dt>10/3/2026 09:26</div>"
CARDS = "".join(
    f'<div class=si><a href="/n/{i}/">حصاد الزيتون يبدأ باكرا في الحقل رقم {i}</a><p>'
    "بدأ المزارعون في السهول جني ثمار الزيتون من الحقل رقم "
    f"{i} هذا الأسبوع...</p></div>"
    for i in range(8)
)
COMMENTS = tuple(
    f"كل شتاء تغلق هذه الطريق في الحقل رقم {i} ولا أحد يسأل لماذا لم يبن الجسر قبل "
    "سنوات طويلة من هذا اليوم، والناس تمشي ساعة كاملة كل صباح."
    for i in range(3)
)


def read(main: str, *, title: str = TITLE, behind: str = "") -> list[str]:
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{title}</title></head><body>'
        f'<div id="c"><h1>{title}</h1>{main}</div><div id="s">{behind}</div></body>'
    )
    return extract(html, url=URL, tz="Asia/Riyadh", now=NOW).text.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"<div>{line}</div>" for line in SHORT),
        "<br><br>".join(SHORT),
    ],
)
@pytest.mark.parametrize("label", ["", "<h3>آخر الأخبار</h3>"])
def test_a_short_text_below_its_headline_and_its_date(text: str, label: str) -> None:
    lines = read(f"{DATED}<div class=tx>{text}</div>", behind=label + CARDS)
    assert lines == list(SHORT)


@pytest.mark.parametrize(
    ("title", "main"),
    [
        # No date of its own, a section's name, a sentence that introduces a list.
        (TITLE, f"<div>{SHORT[0]} {SHORT[1]}</div>"),
        ("أخبار المحافظات", f"{DATED}<div>{SHORT[0]} {SHORT[1]}</div>"),
        ("كل أخبار جسر المشاة في النخيل", f"{DATED}<div>{SHORT[1]}</div>"),
    ],
)
def test_a_list_with_an_introduction_stays_a_list(title: str, main: str) -> None:
    with pytest.raises(NotAnArticle, match="list of teasers"):
        read(main, title=title, behind=CARDS)


def test_cards_above_what_stands_at_the_end_of_a_list() -> None:
    about = "".join(f"<div>{line}</div>" for line in SHORT)
    with pytest.raises(NotAnArticle, match="next to no text"):
        read(DATED, behind=f"{CARDS}<div class=x>{about}</div>")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("label", ["تعليقات القراء", "التعليقات (3)"])
def test_comments_below_a_short_text(count: int, label: str) -> None:
    said = "".join(
        f"<div class=cm>{i} - قارئ من النخيل 11-3-2026 10:0{i}</div><p>{line}</p>"
        for i, line in enumerate(COMMENTS[:count], 1)
    )
    text = "".join(f"<div>{line}</div>" for line in SHORT)
    main = f"{DATED}<div class=tx>{text}</div><div class=ch>{label}</div><div>{said}"
    assert read(f"{main}</div>", behind=CARDS) == list(SHORT)


def test_a_count_of_comments_above_the_text() -> None:
    lead = f"<div class=s1>{SHORT[0]} {SHORT[1]}</div>"
    count = "<div>تعليقات (3)</div><div>10 مارس 2026</div>"
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    assert read(f"{lead}{count}<div>{text}</div>")[-4:] == list(TEXT)


BOX = (
    '<div class=bx><div>موضوعات مرتبطة</div><a href="/n/7/"><b>خريطة الجسور التي تبنى '
    "في الإقليم هذا العام</b></a></div>"
)


@pytest.mark.parametrize("behind", ["", "<div class=cs><b>آراء القراء</b>{}</div>"])
@pytest.mark.parametrize("box", [BOX, "<br><br>"])
def test_bare_words_below_a_row_of_cards(behind: str, box: str) -> None:
    words = f"{TEXT[0]}<br><br>{TEXT[1]}{box}{TEXT[2]}<br><br>{TEXT[3]}"
    said = f"<div>قارئ 11/3/2026</div><div>{COMMENTS[0]}</div>"
    above = "".join(
        f"<div class=sl><p>بدأ المزارعون جني ثمار الزيتون من الحقل {i} بعد أول "
        "أمطار الموسم في السهول كلها</p></div>"
        for i in range(3)
    )
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE}</title></head><body>'
        f"<div>{above}</div><div class=col><h1>{TITLE}</h1><h2 class=sb itemprop="
        '"alternativeHeadline">عمال من ثلاث بلدات بنوا الجسر في سبعة أشهر.</h2>'
        f"<div class=nf>النخيل - <b>سعاد النخلي</b> {DATED}</div>"
        f"<div class=tx>{words}</div>{behind.format(said)}</div></body>"
    )
    article = extract(html, url=URL, tz="Asia/Riyadh", now=NOW)
    assert article.text.split("\n") == list(TEXT)


@pytest.mark.parametrize("behind", ["", "<p>{}</p>"])
def test_words_passed_over_in_the_element_of_the_text(behind: str) -> None:
    """A box parts them, and the judge takes what stands behind it."""
    html = (
        f"<html><body><div><h1>{TITLE}</h1><div>{TEXT[0]}<br>{TEXT[1]}{BOX}"
        f"{TEXT[2]}<br>{TEXT[3]}</div>{behind.format(COMMENTS[0])}</div></body>"
    )
    rows = outline(parse(html))
    top = next(i for i, row in enumerate(rows) if row.text == TITLE)
    taken = [i for i, row in enumerate(rows) if row.text in (*TEXT[2:], COMMENTS[0])]
    found = words_passed_over(rows, taken, top=top, is_stated=False)
    assert found == "".join(map(letters, TEXT))


def test_a_second_headline_is_no_paragraph() -> None:
    second = "عمال من ثلاث بلدات بنوا الجسر في سبعة أشهر."
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE}</title></head><body><div>'
        f"<h1>{TITLE}</h1><h2 class=sb itemprop=alternativeHeadline>{second}</h2>"
        f"{''.join(f'<p>{line}</p>' for line in TEXT)}</div></body>"
    )
    article = extract(html, url=URL, tz="Asia/Riyadh", now=NOW)
    assert article.text.split("\n") == list(TEXT)
    assert article.lead == second
