"""Boxes between and behind the paragraphs of a page without selectors: those of other
articles are left out, whatever they are named, and those of the text stay."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsbot.pages import extract

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)
URL = "https://waha.example/news/5/"
TITLE = "افتتاح جسر المشاة فوق وادي اللوز"
TEXT = (
    "أعلنت بلدية مدينة النخيل أمس افتتاح جسر المشاة الجديد فوق وادي اللوز، بعد أعمال "
    "دامت سبعة أشهر شارك فيها عمال من ثلاث بلدات مجاورة.",
    "وقالت رئيسة المجلس البلدي إن الجسر يصل ضفتي الوادي أول مرة منذ ثلاثين عاما، وإن "
    "العمل انتهى قبل موعده بأسبوعين.",
    "ويبلغ طول الجسر 180 مترا وعرضه أربعة أمتار، ونصفه للدراجات الهوائية.",
    "ومن المقرر أن تبدأ في الصيف المقبل أعمال جسر ثان قرب ميناء الرمال، على أن يفتح "
    "في الربيع الذي يليه.",
)


def text_with(box: str, *, last: bool = False) -> str:
    """The text of a page with something before its last paragraph or behind it."""
    paragraphs = [f"<p>{line}</p>" for line in TEXT]
    paragraphs.insert(4 if last else 3, box)
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE}</title></head><body><main>'
        f'<h1>{TITLE}</h1><div class="story">{"".join(paragraphs)}</div></main></body>'
    )
    return extract(html, url=URL, tz="Asia/Riyadh", now=NOW).text


def teaser(number: int, *, words: str = "") -> str:
    return (
        f'<article><h3><a href="/n/{number}/">سباق القوارب ينطلق من مرفأ المرجان'
        f"</a></h3><div><span>0{number}/02/2026</span></div>{words}"
        f'<a href="/n/{number}/">اقرأ المزيد »</a></article>'
    )


EXCERPT = "<div><p>شارك في السباق ستون قاربا من ست بلدات ساحلية في الإقليم</p></div>"
SIGNED = f"<div>سعاد النخلي</div>{EXCERPT}"


@pytest.mark.parametrize("words", ["", EXCERPT])
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("label", ["", "<h4>مواضيع من الواحة</h4>"])
@pytest.mark.parametrize("last", [False, True])
def test_a_widget_of_teasers(label: str, count: int, words: str, *, last: bool) -> None:
    teasers = "".join(teaser(number, words=words) for number in range(1, count + 1))
    box = f'<div class="w7">{label}<div class="g2">{teasers}</div></div>'
    assert text_with(box, last=last) == "\n".join(TEXT)


@pytest.mark.parametrize(
    "box",
    [
        '<section aria-label="podcast"><a href="#skip">تخطى البودكاست وواصل القراءة</a>'
        "<strong>بودكاست</strong><p>حكايات الوادي: برنامج أسبوعي يروي قصص الجسور</p>"
        '<p id="skip">البودكاست نهاية</p></section>',
        # Siblings of the paragraphs.
        '<a href="#after-1">تجاوز هذا الإعلان وتابع القراءة</a><p>رحلات الشتاء إلى '
        'المرجان بنصف الثمن حتى نهاية الشهر.</p><p id="after-1">نهاية الإعلان</p>',
        '<p><a href="#next">تخطي القائمة</a></p><ul><li>سوق الخضر في وادي اللوز يفتح '
        'فجرا</li><li>مرفأ المرجان بلا قوارب</li></ul><div id="next"></div>',
        '<div><div>حلقات خاصة</div><a href="#end-of-x">Skip حلقات خاصة and continue '
        'reading</a><p>من بنى الجسر القديم؟</p><p id="end-of-x">End of حلقات خاصة</p>'
        "</div>",
    ],
)
def test_what_a_link_for_screen_readers_skips(box: str) -> None:
    assert text_with(box) == "\n".join(TEXT)


def test_the_paragraph_to_which_a_link_skips_stays() -> None:
    box = (
        '<a href="#rest">تخطى الاقتباس</a><p>حلقة عن الجسور في الإقليم كل أسبوع</p>'
        '<p id="rest">وأضافت أن الجسر الثاني سيكون أوسع من الأول بمترين.</p>'
    )
    lines = [*TEXT[:3], "وأضافت أن الجسر الثاني سيكون أوسع من الأول بمترين.", TEXT[3]]
    assert text_with(box).split("\n") == lines


@pytest.mark.parametrize(
    ("box", "line"),
    [
        # A footnote, a place in the text, and a heading that begins so.
        (
            '<p>وبلغت الكلفة مليون دينار <a href="#n1">[1]</a> حتى الآن.</p><p>وهو '
            'مبلغ دفعته البلدية كله من مالها.</p><p id="n1">تقدير المجلس البلدي.</p>',
            "وهو مبلغ دفعته البلدية كله من مالها.",
        ),
        (
            '<p>تخطى الجسر <a href="#n2">كلفته</a> المقدرة.</p><p>ودفعت البلدية الفرق '
            'من مالها هذا العام.</p><p id="n2">تقدير المجلس البلدي.</p>',
            "ودفعت البلدية الفرق من مالها هذا العام.",
        ),
        (
            '<h3><a href="#gone">تخطى العقبات</a></h3><p>ودفعت البلدية الفرق من مالها '
            "هذا العام.</p>",
            "ودفعت البلدية الفرق من مالها هذا العام.",
        ),
    ],
)
def test_other_links_to_a_place_skip_nothing(box: str, line: str) -> None:
    assert line in text_with(box).split("\n")


QUOTE = "«كنا نعبر الوادي على ظهور الدواب، واليوم نعبره في دقيقتين»"
WHO = "أحد سكان الضفة الشرقية في لقاء أمام الجسر"


QUOTES = [
    f'<blockquote><div class="quote-content">{QUOTE}</div>'
    f'<div class="quote-author">{WHO}</div></blockquote>',
    f"<blockquote><p>{QUOTE}</p><footer>{WHO}</footer></blockquote>",
    f'<blockquote class="q"><p>{QUOTE}</p><p class="source">{WHO}</p></blockquote>',
    f"<figure><blockquote>{QUOTE}</blockquote><figcaption>{WHO}</figcaption></figure>",
    f"<figure class='f'><blockquote><p>{QUOTE}</p></blockquote><figcaption "
    f'class="source">{WHO}</figcaption></figure>',
]
PULLED = f'<div class="pullquote"><p>{QUOTE}</p><div class="author">{WHO}</div></div>'


@pytest.mark.parametrize("box", [*QUOTES, PULLED])
def test_who_says_a_quotation(box: str) -> None:
    assert text_with(box).split("\n") == [*TEXT[:3], QUOTE, WHO, TEXT[3]]


@pytest.mark.parametrize("box", QUOTES)
def test_who_says_the_last_words(box: str) -> None:
    assert text_with(box, last=True).split("\n") == [*TEXT, QUOTE, WHO]


@pytest.mark.parametrize(
    "box",
    [
        '<div class="author-box"><div class="author">سعاد النخلي</div><p>مراسلة الواحة '
        "في مدينة النخيل منذ عام 2019.</p></div>",
        '<blockquote class="twitter-tweet"><p>عبرنا الجسر صباح اليوم</p><div '
        'class="author">بلدية النخيل</div></blockquote>',
        '<figure><blockquote class="twitter-tweet"><p>عبرنا الجسر صباح اليوم</p>'
        "</blockquote><figcaption>بلدية النخيل على منصة</figcaption></figure>",
        '<figure><img src="/a.jpg"><figcaption>الجسر في يومه الأول</figcaption>'
        "</figure>",
    ],
)
def test_an_author_beside_the_text_says_none_of_it(box: str) -> None:
    assert text_with(box, last=True) == "\n".join(TEXT)


TWEET = (
    '<div class="card-embed"><blockquote class="twitter-tweet"><p>عبرنا الجسر صباح '
    'اليوم</p>&mdash; بلدية النخيل (@nakheel) <a href="https://x.example/1">March 9, '
    "2026</a></blockquote></div>"
)


@pytest.mark.parametrize("embed", [TWEET, ""])
def test_a_text_of_cards(embed: str) -> None:
    cards = (
        f'<div class="card"><div class="t"><p>{TEXT[0]}</p><p>{TEXT[1]}</p></div></div>'
        f'<div class="card"><div class="t"><p>{TEXT[2]}</p></div>{embed}</div>'
        f'<div class="card"><div class="t"><p>{TEXT[3]}</p></div>{embed}</div>'
    )
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE}</title></head><body><main>'
        f'<h1>{TITLE}</h1><div class="story">{cards}</div></main></body></html>'
    )
    article = extract(html, url=URL, tz="Asia/Riyadh", now=NOW)
    assert article.text == "\n".join(TEXT)


MORE = "وجاء ثلثا الكلفة من صندوق الإقليم، والثلث من مال البلدية الذي جمعته في عامين."
LINKED = (
    '<div class="more"><span>تابع في الملف نفسه</span><a href="/n/1/">سباق القوارب '
    "ينطلق من مرفأ المرجان</a></div>"
)


@pytest.mark.parametrize("box", [LINKED, f"{LINKED}{LINKED.replace('/1/', '/2/')}"])
@pytest.mark.parametrize("name", ["", ' class="part"'])
@pytest.mark.parametrize("begin", ["", '<div class="sum"><p>جسر جديد</p></div>'])
def test_parts_of_a_text_with_a_teaser_in_one(box: str, name: str, begin: str) -> None:
    first, second, third, last = (f"<p>{line}</p>" for line in TEXT)
    parts = (
        f"<div{name}>{first}</div><div{name}>{second}{box}{third}{last}</div>"
        f'<div class="ad"><span>إعلان ممول</span></div><div{name}><p>{MORE}</p></div>'
    )
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE}</title></head><body><main>'
        f"<h1>{TITLE}</h1><div>{begin}{parts}</div></main></body></html>"
    )
    article = extract(html, url=URL, tz="Asia/Riyadh", now=NOW)
    assert article.text.removeprefix("جسر جديد\n").split("\n") == [*TEXT, MORE]


def test_a_teaser_has_one_sentence() -> None:
    box = (
        '<div class="k"><h3><a href="/n/1/">سباق القوارب ينطلق من مرفأ المرجان</a></h3>'
        "<p>شارك في السباق ستون قاربا من ست بلدات ساحلية في الإقليم.</p></div>"
    )
    assert text_with(box * 2) == "\n".join(TEXT)


OTHERS = "".join(
    f'<div class="row"><a href="/n/{i}/">20/02/2026 1{i}:14 GMT سوق الخضر في وادي '
    "اللوز يفتح فجرا</a></div>"
    for i in range(9)
) + "".join(
    f'<div class="side"><h3>أجندة الغد</h3><p>قال رئيس اللجنة رقم {i} إن أبناء وادي '
    "اللوز سيستفيدون من المنحة ابتداء من الفصل المقبل</p></div>"
    for i in range(5)
)


def wire(mark: str, behind: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT)
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE}</title></head><body><main>'
        f'<div class="cols"><div><div class="row"><h1>{TITLE}</h1>{paragraphs}'
        f"<p>{mark}</p>{behind}</div></main></body></html>"
    )
    return extract(html, url=URL, tz="Asia/Riyadh", now=NOW).text


@pytest.mark.parametrize("mark", ["/انتهى/", "// انتهى //", "انتهى/ س.ك", "(انتهى)"])
def test_an_agency_ends_its_report_before_the_others(mark: str) -> None:
    assert wire(mark, f"</div>{OTHERS}</div></div>") == "\n".join(TEXT)


@pytest.mark.parametrize("mark", ["/انتهى/", "30", "(يتبع)"])
def test_a_report_that_goes_on_behind_a_mark(mark: str) -> None:
    second = "وأضافت رئيسة المجلس أن الجسر الثاني سيكون أوسع من الأول بمترين اثنين."
    assert second in wire(mark, f"<p>{second}</p></div></div></div>").split("\n")


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize(
    "box",
    [
        "<h3>للتواصل مع المكتب الإعلامي</h3><p>هاتف: 00 - بريد: press@waha.example</p>",
        "<b>للاستفسار:</b><p>جوال 0000000</p><p>www.waha.example</p>",
    ],
)
def test_where_a_press_office_is_reached(box: str, *, last: bool) -> None:
    assert text_with(f'<div class="k">{box}</div>', last=last) == "\n".join(TEXT)


def test_a_part_that_begins_with_contact_stays() -> None:
    part = "<h3>للتواصل ثمن</h3><p>وبلغت الكلفة 1200 دينار للمتر الواحد من الجسر.</p>"
    assert "وبلغت الكلفة" in text_with(f'<div class="k">{part}</div>')


POLL = (
    '<div class="pl"><b>استطلاع: هل ستعبر الجسر؟</b><label><input type="radio">نعم'
    '</label><label><input type="radio">لا</label><button>صوّت</button></div>'
)


def test_a_poll_between_paragraphs() -> None:
    assert text_with(POLL) == "\n".join(TEXT)


def test_an_accordion_between_paragraphs_is_text() -> None:
    answer = "يعبره المشاة والدراجات الهوائية، ولا تعبره السيارات في أي وقت."
    box = (
        '<div class="acc"><input type="radio" id="a"><label for="a">x</label>'
        f'<h4>من يعبر الجسر؟</h4><p>{answer}</p><input type="radio" id="b"></div>'
    )
    assert answer in text_with(box).split("\n")


def test_a_table_at_the_end_with_its_heading() -> None:
    table = (
        "<h3>كلفة الجسر</h3><table><tr><td>الفولاذ</td><td>120 ألف دينار</td></tr>"
        "<tr><td>الخشب</td><td>40 ألف دينار</td></tr></table>"
    )
    lines = text_with(table, last=True).split("\n")
    assert lines[4] == "كلفة الجسر"
    assert "الفولاذ" in lines[5]


ENTRIES = [
    ("14:20", "وصل أول العابرين إلى الضفة الشرقية وسط تصفيق مئات من السكان."),
    ("13:55", "قصت رئيسة المجلس البلدي الشريط أمام الجسر بحضور عمال من ثلاث بلدات."),
    ("13:10", "بدأ المهندسون فحص الحبال للمرة الأخيرة قبل افتتاح الجسر."),
    ("12:30", "توافد تلامذة المدارس إلى ضفة الوادي يحملون أعلاما صغيرة."),
]
LIVE = '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'


def live(title: str, head: str) -> list[str]:
    entries = "".join(
        f'<div class="e"><span>{clock}</span><div><p>{line}</p></div>'
        '<a href="#">شارك</a></div>'
        for clock, line in ENTRIES
    )
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{title}</title>{head}</head><body>'
        f'<main><h1>{title}</h1><p>{TEXT[3]}</p><div class="lb">{entries}</div>'
        "<div><h3>تغطيات سابقة</h3><p><span>10:00</span> <a href='/1'>سباق القوارب "
        "ينطلق من مرفأ المرجان</a></p></div></main></body></html>"
    )
    return extract(html, url=URL, tz="Asia/Riyadh", now=NOW).text.split("\n")


@pytest.mark.parametrize(
    ("title", "head"),
    [
        (TITLE, LIVE),
        (f"مباشر: {TITLE}", ""),
        (f"تغطية مباشرة | {TITLE}", ""),
        (f"{TITLE}.. لحظة بلحظة", ""),
    ],
)
def test_a_live_report_whose_entries_have_no_headings(title: str, head: str) -> None:
    assert [x for x in live(title, head) if x != TEXT[3]] == [x for _, x in ENTRIES]
