"""Who signs a page without selectors: initials, editors, papers with a number in their
name, and names with what somebody is below them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsbot.pages import extract
from newsbot.pages.fallback.authors.bylines import byline
from newsbot.pages.fallback.authors.persons import people

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)
URL = "https://waha.example/news/5/"
TITLE = "افتتاح جسر المشاة فوق وادي اللوز"
TEXT = (
    "أعلنت بلدية مدينة النخيل أمس افتتاح جسر المشاة الجديد فوق وادي اللوز.",
    "وقالت رئيسة المجلس البلدي رتاج القنطرية إن الجسر «يصل ضفتي الوادي» من جديد.",
    "ويبلغ طول الجسر 180 مترا وعرضه أربعة أمتار، ونصفه للدراجات الهوائية.",
    "ومن المقرر أن تبدأ في الصيف المقبل أعمال جسر ثان قرب ميناء الرمال.",
)


def authors(
    above: str = "", *, first: str = "", head: str = "", below: str = ""
) -> list[str]:
    """The authors of a page with something between headline and text, before the first
    paragraph, and behind the last."""
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT)
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE}</title>{head}</head><body>'
        f'<main><h1>{TITLE}</h1>{above}<div class="story">{first}{paragraphs}'
        f"{below}</div>"
        "</main></body></html>"
    )
    return extract(html, url=URL, tz="Asia/Riyadh", now=NOW).authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("إعداد: هند القنطرية – تحرير: م. ع.", ["هند القنطرية"]),
        ("إعداد: هند القنطرية – تحرير: زياد الساحلي", ["هند القنطرية"]),
        ("تحرير: زياد الساحلي - كتبت: هند القنطرية", ["هند القنطرية"]),
        ("كتبت: هند القنطرية | ترجمة: ليلى الصفار | تحرير: م.ع", ["هند القنطرية"]),
        # Where nobody else is named.
        ("تحرير: زياد الساحلي", ["زياد الساحلي"]),
        ("ترجمة: ليلى الصفار - تحرير: زياد الساحلي", ["ليلى الصفار"]),
        ("إعداد وتحرير: هند القنطرية", ["هند القنطرية"]),
        ("كتب: ق. الساحلي", ["ق. الساحلي"]),
        ("تحرير: م. ع.", []),
        # Drupal, and who sent something to somebody.
        ("أرسله زياد الساحلي في أحد, 03/08/2026 - 10:22", ["زياد الساحلي"]),
        ("أرسله الوزير إلى المجلس", []),
    ],
)
def test_who_edited(line: str, names: list[str]) -> None:
    assert byline(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("كتب الأطفال أولا", []),
        ("كتب الأطفال مجانا لمدارس القرى", []),
        ("كتب الرحلات وأدلتها", []),
        ("كتب | موسيقى | فنون", []),
        ("أجابت عنها: د. هند القنطرية", ["د. هند القنطرية"]),
        ("المجيب: زياد الساحلي", ["زياد الساحلي"]),
        ("أجاب عنها الوزير في الجلسة", []),
        ("كتب | زياد الساحلي", ["زياد الساحلي"]),
        ("كتب الطاهر الساحلي", ["الطاهر الساحلي"]),
        ("كتب البحري الصفار", ["البحري الصفار"]),
        ("كتب: الأزهر الساحلي", ["الأزهر الساحلي"]),
        ("كتب زياد الساحلي", ["زياد الساحلي"]),
        ("كتبت الدكتورة هند القنطرية", ["الدكتورة هند القنطرية"]),
    ],
)
def test_books_are_no_byline(line: str, names: list[str]) -> None:
    assert byline(line) == names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("م. ع", []),
        ("م.ع.", []),
        ("ه.ق/ز.س", []),
        ("A. B.", []),
        ("ق. نخلية", ["ق. نخلية"]),
        ("محمد م. ساحلي", ["محمد م. ساحلي"]),
        ("أ ف ب", ["أ ف ب"]),
        ("أ.ف.ب", ["أ.ف.ب"]),
    ],
)
def test_initials_are_no_name(value: str, names: list[str]) -> None:
    assert people(value) == names


SITE = '<meta property="og:site_name" content="{}">'


@pytest.mark.parametrize("name", ["رطب ٢٤", "رطب 24", "رطب24"])
def test_a_paper_with_a_number_in_its_name_is_no_author(name: str) -> None:
    head = SITE.format(name)
    icon = (
        '<p class="meta"><span class="author"><i class="fa fa-user"></i>{}</span></p>'
    )
    for printed in ("رطب 24", "رطب ٢٤", "رطب"):
        if name == "رطب24" and printed != "رطب":
            continue
        assert authors(icon.format(printed), head=head) == []
        signed = f"<p><b>النخيل – {printed} – إسراء أبو الساحل</b></p>"
        found = authors(icon.format(printed), first=signed, head=head)
        assert found == ["إسراء أبو الساحل"]


def test_a_name_that_only_begins_as_the_paper_does_stays() -> None:
    line = '<p class="author">رطب النخيلية</p>'
    assert authors(line, head=SITE.format("رطب 24")) == ["رطب النخيلية"]


@pytest.mark.parametrize(
    "row",
    [
        '<div class="field--name-field-redacteur"><a href="/t/8">ق. نخلية</a></div>',
        '<div class="journaliste">ق. نخلية</div>',
        '<div><span class="field redactrice"><a href="/t/8">ق. نخلية</a></span> | '
        '<span class="field--name-created">9 مارس 2026 - 21:40</span></div>',
    ],
)
def test_elements_with_french_names(row: str) -> None:
    assert authors(row) == ["ق. نخلية"]


@pytest.mark.parametrize(
    "role",
    ["مراسلة الواحة في النخيل", "صحفية من وادي اللوز", "محررة", "كاتبة وباحثة"],
)
def test_a_name_above_what_somebody_is(role: str) -> None:
    box = (
        '<div class="f"><img class="r" src="/a.png" alt=""><div><div class="b">تولاي '
        f'المرجانية</div><div class="s">{role}</div></div></div>'
    )
    assert authors(box) == ["تولاي المرجانية"]


@pytest.mark.parametrize(
    "box",
    [
        # Who is spoken of, and who writes nothing.
        "<div><div>رتاج القنطرية</div><div>كاتبة وروائية</div></div>",
        "<div><div>تولاي المرجانية</div><div>مديرة المشروع</div></div>",
        "<div><div>تولاي المرجانية</div><div>محررة من قيود كثيرة.</div></div>",
        "<div><div>أخبار الوادي</div><div>مراسلون</div></div>",
        "<div><div>جسر المشاة</div><div>مراسلة الواحة</div></div>",
        "<div>تولاي المرجانية</div><section><h2>مراسلة الواحة</h2></section>",
    ],
)
def test_names_above_something_else(box: str) -> None:
    assert authors(box) == []


@pytest.mark.parametrize(
    "line",
    [
        '<p><span class="g-author">تصوير: زياد الساحلي</span> <span>نص: هند القنطرية'
        "</span></p>",
        '<p class="author">تصوير: زياد الساحلي</p><p>نص: هند القنطرية</p>',
        "<p><span>تصوير: زياد الساحلي</span> <span>كتبت: هند القنطرية</span></p>",
    ],
)
def test_who_took_the_pictures_beside_who_wrote(line: str) -> None:
    assert authors(line) == ["هند القنطرية"]


def test_who_took_the_pictures_alone() -> None:
    assert authors('<p class="author">تصوير: زياد الساحلي</p>') == []


@pytest.mark.parametrize("mark", ["✍️ {}", "🖋{}", "● {} ●", "{} ✍"])
def test_signs_around_a_name(mark: str) -> None:
    assert people(mark.format("هند القنطرية")) == ["هند القنطرية"]
    assert people(mark.format("هند القنطريّةُ")) == ["هند القنطريّةُ"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<span>تولاي المرجاني</span> <span>|</span> <span>منذ 5 ساعات</span>", True),
        ("<span>9 مارس 2026</span> | <span>تولاي المرجاني</span>", True),
        ("<span>9 مارس 2026</span> | <span>شؤون محلية</span>", False),
        ("<span>9 مارس 2026</span> | <span>المنتدى الاقتصادي</span>", False),
        ("<span>9 مارس 2026</span> | <span>نادي الأهلي</span>", False),
        ("<span>9 مارس 2026</span> | <span>موقع العربي</span>", False),
    ],
)
def test_a_family_beside_the_date(line: str, *, names: bool) -> None:
    assert authors(f"<div>{line}</div>") == (["تولاي المرجاني"] if names else [])


NOTE = "<p>* كاتبة من واحة النخيل، صدر لها «ظل السكة».</p>"


@pytest.mark.parametrize("tag", ["h3", "p", "div"])
def test_a_star_that_a_footnote_explains(tag: str) -> None:
    line = f"<{tag}>تولاي العمّاري*</{tag}>"
    assert authors(line, below=NOTE) == ["تولاي العمّاري"]
    assert authors(line, below="<p>* تقدير المجلس البلدي للكلفة.</p>") == []
    assert authors("<h3>عن الجسر الجديد</h3>", below=NOTE) == []


@pytest.mark.parametrize(
    "below",
    [
        '<p align="left">بلقيس القنطرية</p>',
        "<p><b>بلقيس القنطرية</b></p><p>نشر بتاريخ: 9-3-2026 الساعة 07:45 صباحا</p>",
    ],
)
def test_a_name_alone_under_the_text(below: str) -> None:
    assert authors(below=below) == ["بلقيس القنطرية"]


@pytest.mark.parametrize(
    "below",
    [
        # Of whom the article speaks, who says something, a picture's, a heading.
        "<p>رئيسة المجلس رنا القنطرية شكرت العمال كلهم أمس.</p><p>رنا القنطرية</p>",
        "<p>بلقيس القنطرية</p><p>عبرت الجسر أول مرة هذا الصباح مع أطفالي الثلاثة.</p>",
        '<div class="p"><img src="/1.jpg"><div>بلقيس القنطرية</div></div>',
        "<h4>بلقيس القنطرية</h4>",
        '<p><a href="/tag/b">بلقيس القنطرية</a></p>',
        "<p>واحة القنطرية</p>",
    ],
)
def test_other_names_under_the_text(below: str) -> None:
    assert authors(below=below) == []


@pytest.mark.parametrize(
    "first",
    [
        "<div><b>ملخص بالذكاء الاصطناعي</b></div>",
        "<div><b>موجز للقراء الصغار</b></div>",
        "<div><b>استطلاع: هل ستعبر الجسر؟</b></div>",
    ],
)
def test_labels_at_the_head_of_the_text_are_no_names(first: str) -> None:
    assert authors(first=first) == []


def text_signed(*, first: str = "", below: str = "", above: str = "") -> list[str]:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT)
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE}</title></head><body>'
        f'<main><h1>{TITLE}</h1>{above}<div class="story">{first}{paragraphs}'
        f"{below}</div></main></body></html>"
    )
    return extract(html, url=URL, tz="Asia/Riyadh", now=NOW).text.split("\n")


@pytest.mark.parametrize(
    "line",
    ["د. زياد الساحلي", "زياد الساحلي", "وادي اللوز – زياد الساحلي", "* زياد الساحلي"],
)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_line_that_only_signs_is_no_text(line: str, tag: str) -> None:
    signed = f"<{tag}><strong>{line}</strong></{tag}>"
    above = '<div class="author">زياد الساحلي</div>' if "د." not in line else ""
    assert text_signed(first=signed, above=above) == list(TEXT)
    assert text_signed(below=signed, above=above) == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "زياد الساحلي:",
        "زياد الساحلي كاتب من وادي اللوز أصدر ثلاثة كتب",
        "من يعبر الجسر؟",
        "وادي اللوز – 2026",
    ],
)
def test_a_line_that_says_more_stays(line: str) -> None:
    above = '<div class="author">زياد الساحلي</div>'
    lines = text_signed(first=f"<p>{line}</p>", above=above)
    assert lines == [line, *TEXT]


@pytest.mark.parametrize("line", ["ليلة الافتتاح", "عطش على ضفة النهر"])
def test_a_subheading_that_could_be_a_name_stays(line: str) -> None:
    assert text_signed(first=f"<p>{line}</p>") == [line, *TEXT]


GHOST = (
    '<script type="application/ld+json">{"@type": "Article", "author": {"@type": '
    '"Person", "name": "هند القنطرية"}, "contributor": [{"@type": "Person", "name": '
    '"زياد الساحلي"}], "headline": "' + TITLE + '"}</script>'
)


@pytest.mark.parametrize(
    ("above", "names"),
    [
        (
            '<h4 class="n"><a href="/a/1">هند القنطرية</a>, <a href="/a/2">زياد '
            "الساحلي</a></h4>",
            ["هند القنطرية", "زياد الساحلي"],
        ),
        ('<h4 class="n"><a href="/a/1">هند القنطرية</a></h4>', ["هند القنطرية"]),
        (
            '<div class="n">هند القنطرية</div><div class="m">رسوم زياد الساحلي</div>',
            ["هند القنطرية"],
        ),
    ],
)
def test_a_contributor_in_the_line_of_the_author(above: str, names: list[str]) -> None:
    assert authors(above, head=GHOST) == names


@pytest.mark.parametrize(
    "menu",
    [
        '<a href="/s/1">كتب</a><a href="/s/2">موسيقى عربية</a><a href="/s/3">فنون</a>',
        '<a href="/s/1">رأي</a> | <a href="/s/2">سعاد الواحة</a> | <a href="/s/3">فنون'
        "</a>",
    ],
)
def test_a_menu_with_books_in_it_is_no_byline(menu: str) -> None:
    assert authors(f'<div class="m">{menu}</div>') == []


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("الواحة (السدرة) - ", ["الشيخ زياد ولد قنطر"]),
        ("السدرة – الواحة: ", ["الشيخ زياد ولد قنطر"]),
        ("السدرة/ ", ["الشيخ زياد ولد قنطر"]),
        # A place that the report does not come from.
        ("الواحة (الرمال) - ", []),
    ],
)
def test_a_signature_with_the_place_of_the_dateline(
    opening: str, names: list[str]
) -> None:
    first = f"<p>{opening}تجمع عشرات البحارة صباح اليوم أمام بوابة المرفأ الجديد.</p>"
    below = "<p>الشيخ زياد ولد قنطر - السدرة</p>"
    assert authors(first=first, below=below) == names
