"""Links to the site's other articles in a text, and their pictures."""

from __future__ import annotations

import pytest

from tests.bodies import PAGE, body

TITLE = "لماذا يهجر الشباب قرى الساحل؟"
POST = f'<a href="/news/two/">{TITLE}</a>'
OTHER = '<a href="/news/three/">جسر جديد يصل الضفتين</a>'
SMALL = "/wp-content/uploads/r-150x150.jpg"
HOST = "https://manara.example"
FIRST, LAST = "افتتح المجلس السوق القديم أمس.", "ويستمر العرض أسبوعا كاملا."

TEASERS = {
    "a paragraph": f"<p>{POST}</p>",
    "an absolute address": f'<p><a href="https://www.manara.example/x/">{TITLE}</a>',
    "a bar": f"<p><b>بالصوت | {POST}</b></p>",
    "a call to see a listing": '<p><a href="/tag/jusur/">شاهد كل صور الجسور</a></p>',
    "an arrow": f"<p>⬅️ {POST}</p>",
    "guillemets": f"<p>»»» {POST}</p>",
    "between stars": f"<p>*** {POST} ***</p>",
    "bold": f"<p><strong>{POST}</strong></p>",
    "a heading": f"<h3>{POST}</h3>",
    "a picture and a heading in the link": '<div><a href="/news/two/">'
    f'<img src="{SMALL}"><h4>{TITLE}</h4></a></div>',
    "a heading and an excerpt in the link": '<div><a href="/news/two/">'
    f"<h4>{TITLE}</h4><p>حكايات من ثلاث قرى صغيرة</p></a></div>",
    "two in a box": f"<div>{POST}{OTHER}</div>",
    "picture and headline apart": f'<div><a href="/news/two/"><img src="{SMALL}"></a>'
    f"<h4>{POST}</h4></div>",
    "a headline and its picture below": f"<h4>{POST}</h4>"
    f'<div><a href="/news/two/"><img src="{SMALL}"></a></div>',
    "two between the same paragraphs": f"<p>{POST}</p><p>{OTHER}</p>",
    "on the site": f"<p>تابع القراءة على موقعنا: {POST}</p>",
    "we remind": f"<p>وللتذكير نشرنا سابقا: {POST}</p>",
    "and read": f"<p>واقرأ: {POST}</p>",
    "connected": f"<p>على صلة: {POST}</p>",
    "a space before the colon": f"<p>المزيد : {POST}</p>",
    "we had": f"<p>سبق أن تناولنا: {POST}</p>",
    "same context": f"<p><strong>في السياق نفسه:</strong> {POST}</p>",
    "other news": f"<p>وفي خبر آخر: {POST}</p>",
    "by the same writer": f"<p>مقال سابق للكاتب: {POST}</p>",
    "a paper had": f"<p>وكانت «منارة الساحل» قد نشرت: {POST}</p>",
    "French": f"<p>À lire : {POST}</p>",
    "a semicolon": f"<p>للتوسع؛ {POST}</p>",
    "two points": f"<p>من الأرشيف.. {POST}</p>",
    "also, misspelt": f"<p>إقرأو أيضا {POST}</p>",
    "also, with its signs": f"<p>طالعوا أيضًا {POST}</p>",
    "an arrow behind the colon": f"<p>للتوسع: »» {POST}</p>",
    "a box without a space": '<div class="read-more-box"><span>إليك أيضا</span>'
    f"{POST}</div>",
    "a label, a link and a full stop": f"<p>See also: {POST}.</p>",
    "a label of its own line": f"<p>وللتذكير نشرنا سابقا:</p><p>{POST}</p>",
    "a label above two": f"<p>في السياق نفسه:</p><p>{POST}</p><p>{OTHER}</p>",
    "a box of pictures": '<div class="others"><div class="title">اخترنا لك</div>'
    f'<a href="/news/two/"><img src="{SMALL}"><span>{TITLE}</span></a>'
    '<a href="/news/three/"><img src="/b-150x150.jpg"><span>جسر جديد يصل الضفتين'
    "</span></a></div>",
    "a label, a picture, a name": '<div>اقرأ أيضا <a href="/news/two/">'
    f'<img src="{SMALL}">سوق الخضر</a></div>',
}


@pytest.mark.parametrize("html", TEASERS.values(), ids=TEASERS)
def test_no_words_and_no_pictures_of_other_articles(html: str) -> None:
    found = body(f"<p>{FIRST}</p>{html}<p>{LAST}</p>")
    assert (found.lines, found.images) == ([FIRST, LAST], [])


HEADLINES = [f"حكاية القرية رقم {n} في الساحل" for n in range(1, 10)]
KEPT = {
    "a sentence with a link": (
        f"<p>وسأل الكاتب: {POST} في مقال نشر أمس.</p>",
        [f"وسأل الكاتب: {TITLE} في مقال نشر أمس."],
    ),
    "a link that ends a sentence": (
        '<p><a href="/news/two/">غادر الشباب قرى الساحل.</a></p>',
        ["غادر الشباب قرى الساحل."],
    ),
    "a label and a sentence": (
        '<p>الحصيلة: <a href="/news/two/">غادر الشباب قرى الساحل.</a></p>',
        ["الحصيلة: غادر الشباب قرى الساحل."],
    ),
    "what somebody says": (
        '<p>وقال المدير: <a href="/news/two/">لن نغلق أبواب السوق</a></p>',
        ["وقال المدير: لن نغلق أبواب السوق"],
    ),
    "what somebody says, in the next line": (
        '<p>وقال المدير:</p><p><a href="/news/two/">لن نغلق أبواب السوق</a></p>',
        ["وقال المدير:", "لن نغلق أبواب السوق"],
    ),
    "words on both sides": (
        f"<p>ديوان {POST} الجديد</p>",
        [f"ديوان {TITLE} الجديد"],
    ),
    "many words before the link": (
        f"<p>في العدد الماضي من مجلة الساحل الشهرية الملونة: {POST}</p>",
        [f"في العدد الماضي من مجلة الساحل الشهرية الملونة: {TITLE}"],
    ),
    "a name": ('<p><a href="/news/two/">سوق الخضر</a></p>', ["سوق الخضر"]),
    "names": (
        '<p><a href="/p/1/">سعاد علي النخلي</a>، '
        '<a href="/p/2/">كمال علي السدري</a></p>',
        ["سعاد علي النخلي، كمال علي السدري"],
    ),
    "a document": (
        '<p><a href="/files/law.pdf">نص قانون الأسواق كاملا</a></p>',
        ["نص قانون الأسواق كاملا"],
    ),
    "a law": (
        '<p><a href="/laws/12/">نص قانون الأسواق كاملا</a></p>',
        ["نص قانون الأسواق كاملا"],
    ),
    "a call to see a document": (
        '<p><a href="/laws/12/">اقرأ قانون الأسواق</a></p>',
        ["اقرأ قانون الأسواق"],
    ),
    "a sentence behind such a label": (
        "<p>See also: عبارة لا أحبها، وقد سمعتها أمس من ثلاثة.</p>",
        ["See also: عبارة لا أحبها، وقد سمعتها أمس من ثلاثة."],
    ),
    "another site": (
        '<p><a href="https://port.example/a/">نص قانون الأسواق كاملا</a></p>',
        ["نص قانون الأسواق كاملا"],
    ),
    "a label and another site": (
        '<p>للتسجيل: <a href="https://port.example/a/">بوابة ميناء الساحل</a></p>',
        ["للتسجيل: بوابة ميناء الساحل"],
    ),
    "a place in the page": (
        '<p><a href="#more">ما الذي تغير في السوق</a></p>',
        ["ما الذي تغير في السوق"],
    ),
    "the article itself": (
        f'<p><a href="{PAGE}?print=1">ما الذي تغير في السوق</a></p>',
        ["ما الذي تغير في السوق"],
    ),
    "its second page": (
        f'<p><a href="{PAGE}2/">ما الذي تغير في السوق</a></p>',
        ["ما الذي تغير في السوق"],
    ),
    "a tag": (
        '<p><a href="/tag/suq/">سوق المدينة القديمة</a></p>',
        ["سوق المدينة القديمة"],
    ),
    "an Arabic tag": (
        '<p><a href="/%D9%88%D8%B3%D9%85/suq/">سوق المدينة القديمة</a></p>',
        ["سوق المدينة القديمة"],
    ),
    "a category": (
        '<p><a href="/category/local/x/">سوق المدينة القديمة</a></p>',
        ["سوق المدينة القديمة"],
    ),
    "a section": (
        '<p><a href="/section/local/">سوق المدينة القديمة</a></p>',
        ["سوق المدينة القديمة"],
    ),
    "an address that is none": (
        '<p><a href="http://[x/">سوق المدينة القديمة</a></p>',
        ["سوق المدينة القديمة"],
    ),
    "a list of names": (
        '<ul><li><a href="/p/1/">سعاد</a></li><li><a href="/p/2/">كمال علي السدري</a>'
        "</li></ul>",
        ["سعاد", "كمال علي السدري"],
    ),
    "more than a box has": (
        "".join(f'<p><a href="/n/{i}/">{t}</a></p>' for i, t in enumerate(HEADLINES)),
        HEADLINES,
    ),
    "a round-up": (
        f"<h2>{POST}</h2><p>بقيت ثلاث عائلات.</p><h2>{OTHER}</h2><p>يفتح غدا.</p>",
        [TITLE, "بقيت ثلاث عائلات.", "جسر جديد يصل الضفتين", "يفتح غدا."],
    ),
    "points above a link": (
        f"<p>وانتظر الجميع الجواب..</p>{OTHER}<p>وجاء الجواب.</p>",
        ["وانتظر الجميع الجواب..", "وجاء الجواب."],
    ),
    "a paragraph linked as a whole": (
        f'<p><a href="/news/two/">{"كلمة " * 40}</a></p>',
        [("كلمة " * 40).strip()],
    ),
}


@pytest.mark.parametrize(("html", "lines"), KEPT.values(), ids=KEPT)
def test_text_with_links(html: str, lines: list[str]) -> None:
    found = body(f"<p>{FIRST}</p>{html}<p>{LAST}</p>")
    assert found.lines == [FIRST, *lines, LAST]


def test_all_stay_where_nothing_else_is_left() -> None:
    assert body(f"<p>{POST}</p><p>{OTHER}</p>").lines == [TITLE, "جسر جديد يصل الضفتين"]


def test_a_source_with_a_page_of_its_own() -> None:
    link = '<a href="/sources/9/">وكالة أنباء المنارة</a>'
    for html in (f"<p>المصدر: {link}</p>", f"<p>المصدر:</p><p>{link}</p>"):
        found = body(f"<p>{FIRST}</p>{html}")
        assert (found.credit, found.lines) == ("وكالة أنباء المنارة", [FIRST])


def test_an_address_by_number() -> None:
    html = f'<p>{FIRST}</p><p><a href="/?p=7">{TITLE}</a></p>'
    assert body(html).lines == [FIRST]


def test_the_pictures_of_a_round_up_stay() -> None:
    html = "".join(
        f'<h2><a href="/n/{n}/"><img src="/{n}.jpg">{HEADLINES[n]}</a></h2>'
        f"<p>نص {n}.</p>"
        for n in (1, 2)
    )
    assert body(html).images == [f"{HOST}/1.jpg", f"{HOST}/2.jpg"]


PICTURES = {
    "a page of the picture": f'<a href="{PAGE}a/"><img src="/a.jpg"></a>',
    "an article, without words": '<a href="/news/two/"><img src="/a.jpg"></a>',
    "another site": '<a href="https://port.example/"><img src="/a.jpg"></a>',
    "a link that is not followed": '<a href="https://port.example/" rel="nofollow">'
    '<img src="/a.jpg"></a>',
    "a banner's size without a link": '<img src="/a.jpg" width="300" height="250">',
    "a banner's size and its own site": '<a href="/news/two/">'
    '<img src="/a.jpg" width="300" height="250"></a>',
    "a banner's size and its picture": '<a href="https://i0.example/a.jpg">'
    '<img src="/a.jpg" width="300" height="250"></a>',
    "an article that words elsewhere lead to": '<p><a href="/news/two/">'
    f'<img src="/a.jpg"></a></p><p>{FIRST}</p><p>{POST}</p>',
    "in a sentence that leads to an article": f"<p>{POST} سؤال قديم"
    '<a href="/news/two/"><img src="/a.jpg"></a>.</p>',
}


@pytest.mark.parametrize("html", PICTURES.values(), ids=PICTURES)
def test_pictures_in_links(html: str) -> None:
    assert body(f"<p>{FIRST}</p>{html}<p>{LAST}</p>").images == [f"{HOST}/a.jpg"]


BANNERS = {
    "leaderboard": '<a href="https://ads.invalid"><img src="/banner728.gif" '
    'width="728" height="90"></a>',
    "with its unit": '<p><a href="//ads.invalid/x"><img src="/b.jpg" width="300px" '
    'height="250px"></a></p>',
    "sponsored": '<a href="https://ads.invalid/" rel="nofollow Sponsored">'
    '<img src="/b.jpg"></a>',
    "in a span": '<a rel="sponsored" href="https://ads.invalid/"><span>'
    '<img src="/b.jpg" width="640"></span></a>',
}


@pytest.mark.parametrize("html", BANNERS.values(), ids=BANNERS)
def test_banners_are_no_pictures(html: str) -> None:
    assert body(f"<p>{FIRST}</p>{html}<p>{LAST}</p>").images == []
