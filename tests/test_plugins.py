"""What plugins, themes and WordPress itself put into a body, from small pieces of
HTML, and what only looks like it."""

from __future__ import annotations

import pytest

from newsbot.pages.plugins import kind_of_classes, kind_of_id
from tests.bodies import body
from tests.processor import within

BEFORE, AFTER = "قبلها جملة تامة.", "بعدها جملة تامة."
POST = '<a href="/two/">افتتاح مكتبة جديدة في الضاحية</a>'
OTHER = '<a href="https://www.manara.example/3/">موسم قطف الزيتون يبدأ باكرا</a>'


def lines(html: str) -> list[str]:
    """The lines that *html* leaves between two paragraphs."""
    found = body(f"<p>{BEFORE}</p>{html}<p>{AFTER}</p>").lines
    assert (found[0], found[-1]) == (BEFORE, AFTER)
    return found[1:-1]


NO_TEXT = {
    "contents, SimpleTOC": '<h2 class="simpletoc-title">في الصفحة</h2>'
    '<ul class="simpletoc-list"><li><a href="#a">الجسر الأول</a></li></ul>',
    "contents, Spectra": '<div class="uagb-toc__wrap"><div class="uagb-toc__title">'
    "في الصفحة</div></div>",
    "contents, by its words": '<div class="zahra-table-of-contents">الجسر الأول</div>',
    "contents, by its shape": "<h3>محتويات المقال</h3>"
    '<ol><li><a href="#a">الجسر الأول</a></li><li>2. <a href="#b">الثاني</a></li></ol>',
    "posts, Elementor": '<div class="elementor-element elementor-widget '
    'elementor-widget-posts"><article class="elementor-post"><h3>عنوان آخر</h3>'
    "<p>مقتطف منه.</p></article></div>",
    "posts, by their words": '<div class="zahra_related_posts">خبر آخر</div>',
    "posts, in a box": '<div class="related-box"><b>اخترنا لك</b> خبر آخر</div>',
    "posts, WordPress": '<ul class="wp-block-post-template"><li>خبر آخر</li></ul>',
    "share, Elementor": '<div class="elementor-share-btn"><span '
    'class="elementor-share-btn__title">Facebook</span></div>',
    "share, by its words": '<ul class="zahra-share-buttons"><li>فيسبوك</li></ul>',
    "ratings": '<div id="post-ratings-9" class="post-ratings">(<b>7</b> أصوات)</div>',
    "ratings, YASR": '<div class="yasr-visitor-votes">المتوسط 4.5</div>',
    "ratings, Rate My Post": '<p class="rmp-heading rmp-heading--title">هل أفادك؟</p>',
    "reactions": '<div class="dw-reactions"><strong>Like</strong></div>',
    "views": '<p id="pvc_stats_9" class="pvc_stats all">1,234 إجمالي المشاهدات</p>',
    "views, Top 10": '<div class="tptn_counter">(زيارات 88)</div>',
    "views, by their words": '<span class="zahra-post-views">88</span>',
    "reading time": '<span class="span-reading-time rt-reading-time">3 دقائق</span>',
    "reading time, by its words": '<p class="zahra-reading-time">ثلاث دقائق</p>',
    "date of the change": '<p class="post-modified-info">آخر تحديث اليوم</p>',
    "terms, WordPress": '<div class="wp-block-post-terms"><a href="/tag/x/">وسم</a>'
    "</div>",
    "date, WordPress": '<div class="wp-block-post-date">5 نوفمبر</div>',
    "author, WordPress": '<div class="wp-block-post-author"><p>نبذة عنه</p></div>',
    "letters": '<div class="zahra-newsletter-form"><p>بريدك كل صباح</p></div>',
    "gate": '<div class="zahra-paywall-message">للمشتركين وحدهم</div>',
    "cookies": '<div class="zahra-cookie-notice">نستخدم ملفات الارتباط</div>',
    "text read out": '<div class="gspeech_widget"><span>استمع إلى الخبر</span></div>'
    '<div class="trinityAudioPlaceholder"><div>جار التحميل</div></div>',
    "document": '<div class="ead-document-loading"><span>Loading...</span>'
    '<p>Taking too long?</p></div><p class="embed_download"><a href="/x.pdf">'
    "Download</a></p>",
    "Threads": '<blockquote class="text-post-media"><a href="#">View</a></blockquote>',
    "Bluesky": '<blockquote class="bluesky-embed"><p>منشور</p></blockquote>',
    "Reddit": '<blockquote class="reddit-embed-bq"><a href="#">عنوان</a></blockquote>',
    "edit link of a table": "<table><caption><a href='#'>Edit</a></caption></table>",
    "player's title": '<div class="lyte-wrapper"><div class="tT">الفيديو</div></div>',
    "navigation": "<nav><a href='/2/'>السابق</a></nav><div role='navigation'>"
    "التالي</div><search>ابحث</search>",
    "dialog": "<dialog>نافذة</dialog><div role='dialog'>نافذة</div>",
    "caption of a gallery": '<div class="tiled-gallery-caption">الميناء قديما</div>',
    "a quotation to be posted": '<span class="bctt-click-to-tweet"><span class="bctt-'
    'ctt-text"><a href="#x">البحر لا ينسى</a></span><a class="bctt-ctt-btn" '
    'href="https://x.com/intent/post">Click To Tweet</a></span>',
    "unseen": '<p style="display:none">خفي</p><div hidden="">خفي</div>',
    "own posts": f"<ul><li>{POST}</li><li>- {OTHER}</li></ul>",
    "own posts with pictures": f'<ul><li><a href="/two/"><img src="/t.jpg"></a>{POST}'
    "</li></ul>",
    "own posts below a label": f"<h3>اقرأ المزيد:</h3><p>{POST}</p><p>{OTHER}</p>",
}


@pytest.mark.parametrize("html", NO_TEXT.values(), ids=NO_TEXT)
def test_no_text(html: str) -> None:
    found = body(f"<p>{BEFORE}</p>{html}<p>{AFTER}</p>")
    assert found.lines == [BEFORE, AFTER]
    assert found.images == []


TEXT = {
    "who is quoted, before a button": (
        '<blockquote class="elementor-blockquote"><p class="elementor-blockquote__'
        'content">البحر لا ينسى.</p><div class="e-q-footer"><cite class="elementor-'
        'blockquote__author">ربان قديم</cite><a class="elementor-blockquote__tweet-'
        'button" href="https://x.com/intent/post"><span class="elementor-blockquote__'
        'tweet-label">غرّد</span></a></div></blockquote>',
        ["البحر لا ينسى.", "ربان قديم"],
    ),
    "titles of tabs": (
        '<div class="su-tabs-nav"><span class="su-tabs-pane-title">الشتاء</span>'
        '<span class="x" role="tab">الصيف</span> والخريف</div>',
        ["الشتاء", "الصيف", "والخريف"],
    ),
    "tables in spans": (
        '<p><span class="table-title">الشتاء</span><span class="stable">ي</span></p>',
        ["الشتاءي"],
    ),
    "quote": ('<blockquote class="wp-block-quote"><p>قول</p></blockquote>', ["قول"]),
    "pull quote": (
        '<figure class="wp-block-pullquote"><blockquote>قول</blockquote></figure>',
        ["قول"],
    ),
    "question and answer": (
        '<div class="schema-faq-section"><strong class="schema-faq-question">متى؟'
        '</strong><p class="schema-faq-answer">غدا.</p></div>',
        ["متى؟", "غدا."],
    ),
    "accordion": (
        '<div class="su-spoiler-title" role="button">التفاصيل</div>'
        '<div class="su-spoiler-content">نص مطوي.</div>',
        ["التفاصيل", "نص مطوي."],
    ),
    "closed panels": (
        '<div role="tabpanel" hidden>لوح.</div><div role="region" aria-labelledby="h" '
        'style="display:none">مطوي.</div><p hidden="until-found">يبحث عنه.</p>',
        ["لوح.", "مطوي.", "يبحث عنه."],
    ),
    "footnotes": (
        '<ol class="wp-block-footnotes"><li>تقرير الهيئة. <a href="#x-link" '
        'aria-label="عودة">↩︎</a></li></ol>',
        ["تقرير الهيئة."],
    ),
    "sign beside a heading": (
        '<h2>الجسر<a class="anchor" href="#j">#</a></h2>',
        ["الجسر"],
    ),
    "tooltip of a footnote": (
        '<p>جملة.<sup>[1]</sup><span class="footnote_tooltip">مرجع.</span></p>',
        ["جملة.[1]"],
    ),
    "caption of a table": (
        "<table><caption>جدول الفرق</caption><tr><td>الواحة</td></tr></table>",
        ["جدول الفرق", "الواحة"],
    ),
    "columns and groups": (
        '<div class="wp-block-group"><div class="wp-block-columns"><p>أ</p></div></div>'
        '<div class="wp-block-media-text__content"><p>ب</p></div>'
        '<div class="wp-block-cover__inner-container"><p>ج</p></div>',
        ["أ", "ب", "ج"],
    ),
    "file": (
        '<div class="wp-block-file"><a href="/b.pdf">نص البيان</a>'
        '<a class="wp-block-file__button" href="/b.pdf">تنزيل</a></div>',
        ["نص البيان"],
    ),
    "the post's own content": (
        '<div class="entry-content wp-block-post-content has-toc"><p>أ</p></div>'
        '<div class="elementor-widget elementor-widget-theme-post-content">ب</div>'
        '<div class="elementor-widget elementor-widget-text-editor">ج</div>',
        ["أ", "ب", "ج"],
    ),
    "text behind a gate": (
        '<div class="paywall"><p>بقية النص.</p></div>',
        ["بقية النص."],
    ),
    "classes of its terms": (
        '<div class="post-12 category-related-news tag-reading-time"><p>نص.</p></div>',
        ["نص."],
    ),
    "an id made of a heading": ('<h2 id="related-news">أخبار</h2>', ["أخبار"]),
    "list of documents": (
        '<ul><li><a href="/a.pdf">نص القرار الأول كاملا</a></li></ul>',
        ["نص القرار الأول كاملا"],
    ),
    "list of other sites": (
        '<ul><li><a href="https://port.example/a/">نص القرار الأول كاملا</a></li></ul>',
        ["نص القرار الأول كاملا"],
    ),
    "list of names": (
        '<ul><li><a href="/city/1/">الرمال</a></li><li><a href="/city/2/">عين السدر'
        "</a></li></ul>",
        ["الرمال", "عين السدر"],
    ),
    "list of terms": (
        '<ul><li><a href="/tag/x/">الجسر المعلق في الضاحية</a></li></ul>',
        ["الجسر المعلق في الضاحية"],
    ),
    "list with words beside its links": (
        f"<ul><li>{POST} في مايو</li></ul>",
        ["افتتاح مكتبة جديدة في الضاحية في مايو"],
    ),
    "a linked sentence below a label": (
        '<h3>اقرأ المزيد:</h3><p><a href="/two/">افتتحت المكتبة أمس.</a></p>',
        ["افتتحت المكتبة أمس."],
    ),
    "a first letter that stands large": (
        '<p><span class="sr-only">قال</span><span aria-hidden="true">ق</span>ال.</p>',
        ["قال."],
    ),
}


@pytest.mark.parametrize(("html", "expected"), TEXT.values(), ids=TEXT)
def test_text(html: str, expected: list[str]) -> None:
    assert lines(html) == expected


def test_icons_are_no_text() -> None:
    html = '<p>سطر<i class="icon" aria-hidden="true">share</i> تام.</p>'
    assert lines(html) == ["سطر تام."]


def test_a_label_of_contents_is_left_out_with_them_only() -> None:
    html = "<h3>المحتويات</h3><p>ضمت الصناديق كتبا وأقلاما.</p>"
    assert lines(html) == ["المحتويات", "ضمت الصناديق كتبا وأقلاما."]


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("lyte-wrapper", "player"),
        ("aligncenter wp-block-embed", "player"),
        ("tiktok-embed", "post"),
        ("ez-toc-v2_0 counter", "none"),
        ("pvc_stats", "none"),
        ("has-table-of-contents", "text"),
        ("content-with-author-box", "text"),
        ("entry-content zahra-share-buttons", "text"),
        ("loads roads newspaper", "text"),
        ("", "text"),
        ("a-" * 100_000, "text"),
    ],
)
def test_kinds_of_classes(names: str, kind: str) -> None:
    assert kind_of_classes(names) == kind


def test_kinds_of_ids() -> None:
    assert kind_of_id("ez-toc-container") == "none"
    assert kind_of_id("pvc_stats_12") == "none"
    assert kind_of_id("reading-time-of-children") == "text"


def test_a_list_of_many_posts_is_the_article() -> None:
    html = "".join(
        f'<li><a href="/{n}/">حدث رقم {n} في الأسبوع</a></li>' for n in range(8)
    )
    assert lines(f"<ul>{html}</ul>") == [f"حدث رقم {n} في الأسبوع" for n in range(8)]


@within(20)
@pytest.mark.parametrize("inner", [POST, "نص", f"نص{POST}" * 100])
def test_lists_in_lists(inner: str) -> None:
    html = "<ul><li><div>" * 600 + inner * 20 + "</div></li></ul>" * 600 + "نص.<p>"
    assert body(html).lines[-1].endswith("نص.")
