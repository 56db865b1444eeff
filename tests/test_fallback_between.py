"""What stands between and behind the paragraphs of a page without selectors: cards
whose words run together, embedded teasers, earlier reports, the next article; and what
page builders and footnotes make of the text itself."""

from __future__ import annotations

import pytest

from newsbot.pages import extract
from tests.test_fallback_boxes import NOW, TEXT, TITLE, URL


def text_of_page(main: str, head: str = "") -> list[str]:
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE}</title>{head}</head><body>'
        f"<main>{main}</main></body></html>"
    )
    return extract(html, url=URL, tz="Asia/Riyadh", now=NOW).text.split("\n")


def text_with(box: str, *, last: bool = False, tag: str = "p") -> list[str]:
    """The text of a page with something before its last paragraph or behind it."""
    paragraphs = [f"<{tag}>{line}</{tag}>" for line in TEXT]
    paragraphs.insert(4 if last else 3, box)
    return text_of_page(
        f'<h1>{TITLE}</h1><div class="story">{"".join(paragraphs)}</div>'
    )


OTHER = "سباق القوارب ينطلق من مرفأ المرجان"


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize(
    "card",
    [
        f'<div class="c1"><span>على صلة</span><a href="/n/1/">{OTHER}</a></div>',
        f'<div class="m-4"><b>قد يثير فضولك</b><a href="/n/1/">{OTHER}</a></div>',
        f'<p><span class="k">من الملف نفسه</span><a href="/n/1/"><em>{OTHER}</em></a>'
        "</p>",
    ],
)
def test_a_label_that_touches_its_link(card: str, *, last: bool) -> None:
    """In a sentence a space stands before a link."""
    assert text_with(card, last=last) == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        # A space, a prefix without one, a full stop, more behind the link.
        '<b>وقال مدير المشروع</b> <a href="/n/1/">في لقاء مع الواحة أمس</a>',
        'وبدأت الأعمال بـ<a href="/n/1/">قرض من صندوق الإقليم الزراعي</a>',
        '<b>كلفة الجسر</b><a href="/n/1/">بلغت مليوني دينار هذا العام.</a>',
        '<b>كلفة الجسر</b><a href="/n/1/">مليونا دينار هذا العام</a> دفعتها البلدية',
    ],
)
def test_a_sentence_with_a_link_stays(line: str) -> None:
    assert len(text_with(f"<p>{line}</p>")) == 5


@pytest.mark.parametrize(
    "label", ["من أرشيف لقاءاتنا", "<span>ملف الجسور</span>", "<b>لقاء</b>"]
)
def test_an_embedded_teaser_with_a_headline_of_few_words(label: str) -> None:
    box = (
        f'<div class="emb"><article><div class="n2">{label}<h3><a href="/n/1/">سباق '
        "القوارب الخشبية</a></h3><div>شارك في السباق ستون قاربا من ست بلدات في "
        "الإقليم</div></div></article></div>"
    )
    assert text_with(box) == list(TEXT)


def test_a_subhead_that_links_to_itself_stays() -> None:
    box = (
        '<div class="sec"><h3><a href="#cost">كلفة الجسر الجديد</a></h3><p>وبلغت '
        "الكلفة مليوني دينار دفعت البلدية نصفها من مالها.</p></div>"
    )
    lines = text_with(box)
    assert lines[3:5] == [
        "كلفة الجسر الجديد",
        "وبلغت الكلفة مليوني دينار دفعت البلدية نصفها من مالها.",
    ]


def built(*, heading: str = "elementor-widget-heading") -> str:
    """A page of which every part is a widget in a section of its own."""

    def widget(kind: str, words: str) -> str:
        return (
            f'<div class="elementor-element elementor-widget {kind}">'
            f'<div class="elementor-widget-container">{words}</div></div>'
        )

    def section(*widgets: str) -> str:
        return (
            '<section class="elementor-section"><div class="elementor-widget-wrap">'
            f"{''.join(widgets)}</div></section>"
        )

    editor = "elementor-widget-text-editor"
    return "".join(
        (
            section(widget("elementor-widget-heading", f"<h1>{TITLE}</h1>")),
            section(widget(editor, f"<p>{TEXT[0]}</p>")),
            section(
                widget(heading, "<h3>الصباح: أول العابرين</h3>"),
                widget(editor, f"<p>{TEXT[1]}</p><p>{TEXT[2]}</p>"),
            ),
            section(
                widget(heading, "<h3>المساء: أضواء على الماء</h3>"),
                widget(editor, f"<p>{TEXT[3]}</p>"),
                widget(
                    "elementor-widget-author-box",
                    "<h4>سعاد النخلي</h4><p>مصورة تقيم في النخيل منذ عشر سنوات.</p>",
                ),
                widget(
                    "elementor-widget-share-buttons", "<span>شارك على واتساب</span>"
                ),
            ),
            section(
                widget("elementor-widget-heading", "<h2>قصص أخرى من الوادي</h2>"),
                widget(
                    "elementor-widget-posts",
                    f'<article><h3><a href="/n/1/">{OTHER}</a></h3><p>ستون قاربا</p>'
                    '</article><article><h3><a href="/n/2/">سوق الخضر في وادي اللوز '
                    "يفتح فجرا</a></h3></article>",
                ),
            ),
        )
    )


def test_what_a_page_builder_calls_every_part() -> None:
    lines = text_of_page(built())
    assert lines == [
        TEXT[0],
        "الصباح: أول العابرين",
        *TEXT[1:3],
        "المساء: أضواء على الماء",
        TEXT[3],
    ]


def test_a_lead_of_two_paragraphs_is_text() -> None:
    """Above a gallery stands the text's begin, whatever it is named."""
    pictures = "".join(
        f'<figure><img src="/{i}.jpg"><figcaption>{i} / 4 عمال على الجسر</figcaption>'
        "</figure>"
        for i in range(1, 5)
    )
    lines = text_of_page(
        f'<h1>{TITLE}</h1><div class="g-intro"><p>{TEXT[0]}</p><p>{TEXT[1]}</p></div>'
        f'<div class="g-slider">{pictures}</div><div class="g-text"><p>{TEXT[2]}</p>'
        f"<p>{TEXT[3]}</p></div>"
    )
    assert lines == list(TEXT)


@pytest.mark.parametrize("stamp", ["12/03/2026 13:02", "12-03-2026, 13:02"])
@pytest.mark.parametrize("label", ["<h4>التقارير السابقة عن الجسر</h4>", ""])
def test_earlier_reports_with_day_and_clock(label: str, stamp: str) -> None:
    others = (
        "وصول الحبال الفولاذية إلى وادي اللوز",
        "البلدية: الجسر يفتح قبل موعده",
        "عمال الجسر ينهون فحص الحبال اليوم",
    )
    items = "".join(f"<li>{line} <span>{stamp}</span></li>" for line in others)
    box = f'<p>س.ن/ه.ب</p><p>WAHA-EN</p><div class="tk">{label}<ul>{items}</ul></div>'
    assert text_with(box, last=True) == list(TEXT)


@pytest.mark.parametrize("code", ["WAHA-EN", "Waha/INTL", "ws"])
def test_an_agencys_code_behind_the_text(code: str) -> None:
    assert text_with(f"<p>س.ن/ه.ب</p><p dir='ltr'>{code}</p>", last=True) == list(TEXT)


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize(
    "names", [["Waha", "Nakheel", "Marjan"], ["الصفا", "وادي الرمان", "القحمة"]]
)
@pytest.mark.parametrize("kind", ["ul", "ol"])
def test_a_list_that_a_colon_announces(
    kind: str, names: list[str], *, last: bool
) -> None:
    items = "".join(f"<li>{name}</li>" for name in names)
    head = "والأسماء التي أعلنتها البلدية هي:"
    lines = text_with(f"<p>{head}</p><{kind}>{items}</{kind}>", last=last)
    assert lines[3 + last : 7 + last] == [head, *names]


@pytest.mark.parametrize(
    "box",
    [
        "<p>شارك:</p><ul><li>بالبريد</li><li>بالهاتف</li></ul>",
        '<p>ووصلنا إلى الجسر عبر:</p><ul class="tags"><li>جسور</li><li>وديان</li></ul>',
        "<p>اقرأ في هذا الملف أيضا:</p><ul><li>سباق القوارب</li><li>السوق</li></ul>",
        f'<p>ووصلنا إلى الجسر عبر:</p><ul><li><a href="/n/1/">{OTHER}</a></li></ul>',
    ],
)
def test_lists_that_are_none_of_the_text(box: str) -> None:
    lines = text_with(box, last=True)
    assert [line for line in lines if not line.endswith(":")] == list(TEXT)


def test_a_name_in_latin_letters_between_paragraphs_stays() -> None:
    lines = text_with("<p>وتنفذ العمل شركة من الإقليم اسمها:</p><p>Waha-Bridges</p>")
    assert lines[4] == "Waha-Bridges"


def test_a_timetable_with_days_is_text() -> None:
    items = "".join(
        f"<li>{day}/03/2026: يبدأ فحص الحبال في الضفة {side}.</li>"
        for day, side in ((14, "الشرقية"), (15, "الغربية"), (16, "الجنوبية"))
    )
    lines = text_with(f"<ul>{items}</ul>", last=True)
    assert lines[4] == "14/03/2026: يبدأ فحص الحبال في الضفة الشرقية."


NEXT = (
    "سوق الخضر في وادي اللوز يفتح فجرا",
    "قررت بلدية النخيل أن يفتح سوق الخضر أبوابه فجرا ابتداء من الأسبوع المقبل لتخفيف "
    "الزحام في وسط المدينة، وذلك بعد شكاوى التجار.",
    "ورحب الباعة بالقرار وطلبوا إنارة الشارع الذي يصل السوق بموقف الشاحنات.",
)


@pytest.mark.parametrize(
    "between",
    [
        "<div class='x1'><span>مرر إلى الأسفل للمادة التي تلي</span></div>",
        "<div class='x1'>واحة اليوم بين يديك</div><div class='x2'>2 من 6</div>",
    ],
)
def test_what_stands_before_the_next_article(between: str) -> None:
    def one(title: str, *lines: str) -> str:
        return (
            f'<section class="st"><div class="hd"><h1 class="t">{title}</h1></div>'
            f"<div class='tx'>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
            "</section>"
        )

    lines = text_of_page(
        f"<div class='flow'>{one(TITLE, *TEXT)}{between}{one(*NEXT)}</div>"
    )
    assert lines == list(TEXT)


NOTES = ("طلب المدير ألا نذكر اسمه.", "محضر جلسة المجلس البلدي بتاريخ 3 مارس 2025.")


@pytest.mark.parametrize(
    "notes",
    [
        f'<section class="footnotes"><ol class="footnotes-list"><li id="fn1"><p>'
        f'{NOTES[0]} <a href="#r1">↩︎</a></p></li><li id="fn2"><p>{NOTES[1]} '
        '<a href="#r2">↩︎</a></p></li></ol></section>',
        f'<ol class="wp-block-footnotes"><li id="fn1">{NOTES[0]} <a href="#r1">↩︎</a>'
        f'</li><li id="fn2">{NOTES[1]} <a href="#r2">↩︎</a></li></ol>',
        f'<hr><div class="meta"><p><a name="fn1" href="#r1"></a>{NOTES[0]}</p>'
        f'<p><a name="fn2" href="#r2"></a>{NOTES[1]}</p></div>',
    ],
)
def test_footnotes_that_the_text_refers_to(notes: str) -> None:
    mark = '<sup><a href="#fn{0}" id="r{0}">[{0}]</a></sup>'
    first = f"<p>{TEXT[0]}{mark.format(1)}</p>"
    second = f"<p>{TEXT[1]}{mark.format(2)}</p>"
    lines = text_of_page(
        f'<h1>{TITLE}</h1><div class="story">{first}{second}<p>{TEXT[2]}</p>'
        f"<p>{TEXT[3]}</p>{notes}</div>"
    )
    assert lines == [f"{TEXT[0]}[1]", f"{TEXT[1]}[2]", *TEXT[2:], *NOTES]


def test_the_number_of_a_footnote_in_a_line_of_its_own() -> None:
    note = (
        '<div class="footnote"><a id="fn1" href="#r1" class="footnote-number">1</a>'
        f'<div class="footnote-content"><p>{NOTES[0]}</p></div></div>'
    )
    lines = text_of_page(
        f'<h1>{TITLE}</h1><div class="story"><p>{TEXT[0]} <a href="#fn1" id="r1">1</a>'
        f"</p>{''.join(f'<p>{line}</p>' for line in TEXT[1:])}{note}</div>"
    )
    assert lines == [f"{TEXT[0]} 1", *TEXT[1:], NOTES[0]]


def test_the_number_of_comments_leads_to_no_footnotes() -> None:
    comments = "".join(
        f"<p>نشكر البلدية على الجسر الجديد، وننتظر الجسر رقم {i} في الصيف.</p>"
        for i in range(2, 5)
    )
    lines = text_of_page(
        f'<h1>{TITLE}</h1><div><a href="#c9">3</a><div class="story">'
        f"{''.join(f'<p>{line}</p>' for line in TEXT)}</div>"
        f'<div id="c9"><h3>التعليقات</h3>{comments}</div></div>'
    )
    assert lines == list(TEXT)


@pytest.mark.parametrize("foot", ["", "الواحة مجلة رقمية تصدر من مدينة النخيل"])
def test_names_and_dates_between_a_lead_and_the_text(foot: str) -> None:
    """Headline, lead and byline stand in a block of their own, without any name."""
    lead = "ثلاثون عاما من العبور على ظهور الدواب تنتهي بجسر طوله 180 مترا فوق الوادي"
    paragraphs = "".join(f'<div role="paragraph">{line}</div>' for line in TEXT)
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE} · الواحة</title>'
        '<meta property="og:type" content="article"></head><body><div class="min-h">'
        '<div class="bg-1"><div class="mx-a"><div class="text-sm">مدينة</div>'
        f'<h1 class="text-4">{TITLE}</h1><div class="mt-4">{lead}</div>'
        '<div class="flex"><div><a href="/u/1">زياد الساحلي</a><div class="text-xs">'
        'محرر المدينة</div></div><div class="text-xs">2 مارس 2026 · 10:00</div></div>'
        f'</div></div><div class="mx-a py-10">{paragraphs}</div><div class="bg-9"><div '
        f'class="mx-6">{foot}</div></div></div></body></html>'
    )
    article = extract(html, url=URL, tz="Asia/Riyadh", now=NOW)
    assert article.text.split("\n") == list(TEXT)
    assert article.lead == lead
    assert article.published == "2026-03-02T10:00:00+03:00"
    assert article.authors == ["زياد الساحلي"]


def test_a_subhead_with_an_icon_is_no_caption() -> None:
    parts = "".join(
        f'<div class="sg"><div class="ic"><img src="/{i}.svg" alt=""></div><h2>الجسر '
        f"رقم {i}</h2><p>{line}</p></div>"
        for i, line in enumerate(TEXT, 1)
    )
    lines = text_of_page(f"<h1>{TITLE}</h1><div>{parts}</div>")
    assert lines == [
        one for i, line in enumerate(TEXT, 1) for one in (f"الجسر رقم {i}", line)
    ]


@pytest.mark.parametrize("tag", ["p", "h4", "div"])
def test_headings_of_the_page_behind_the_text(tag: str) -> None:
    behind = (
        "<hr><h3>أنصت إلى ما يبثه الوادي الآن</h3><div class='pl'></div><h3>جديد "
        f'الواحة</h3><div><a href="/n/1/"><h4>{OTHER}</h4></a></div>'
    )
    paragraphs = "".join(f"<{tag}>{line}</{tag}>" for line in TEXT)
    assert text_of_page(f"<div><h1>{TITLE}</h1>{paragraphs}{behind}</div>") == list(
        TEXT
    )


@pytest.mark.parametrize("line", ["ثم صمت.", "لا.", "فمن يعبره؟", "وهذا كل شيء…"])
def test_a_short_sentence_at_the_edges_of_a_text(line: str) -> None:
    assert text_with(f"<p>{line}</p>", last=True) == [*TEXT, line]
    paragraphs = "".join(f"<p>{one}</p>" for one in (line, *TEXT))
    lines = text_of_page(f"<h1>{TITLE}</h1><div class='story'>{paragraphs}</div>")
    assert lines == [line, *TEXT]


@pytest.mark.parametrize(
    "line",
    [
        # Too short for the judge: what somebody is, and what is printed otherwise.
        "<p>كاتب.</p>",
        "<p>* نص.</p>",
        "<p class='x'>نص.</p>",
        "<div>نص.</div>",
        "<p>م.ن.</p>",
        "<p>نص</p>",
    ],
)
def test_other_short_lines_behind_a_text(line: str) -> None:
    assert text_with(line, last=True) == list(TEXT)
