"""Pages without selectors: what is read, by which rule, and what is refused.

The saved pages of tests/pages/generic are read by tests/test_pages.py; here are the
rules one by one, and what no saved page can show.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.arabic.boilerplate.calls import leads_elsewhere
from newsbot.arabic.boilerplate.edges import ends_article, is_policy
from newsbot.pages import extract
from newsbot.pages.article import ArticlePage, NotAnArticle
from newsbot.pages.fallback.authors.bylines import byline, lone_names
from newsbot.pages.fallback.authors.persons import people
from newsbot.pages.fallback.dates.datelines import is_date_line
from newsbot.pages.fallback.headlines.titles import without_site
from newsbot.pages.fallback.outline import outline
from newsbot.pages.html import parse
from newsbot.sites import generic, read_profile

if TYPE_CHECKING:
    from newsbot.items import Article

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)
URL = "https://waha.example/news/5/"
TITLE = "افتتاح جسر المشاة فوق وادي اللوز"
TEXT = (
    "أعلنت بلدية مدينة النخيل أمس افتتاح جسر المشاة الجديد فوق وادي اللوز.",
    "وقالت رئيسة المجلس البلدي إن الجسر «يصل ضفتي الوادي» أول مرة منذ ثلاثين عاما.",
    "ويبلغ طول الجسر 180 مترا وعرضه أربعة أمتار، ونصفه للدراجات الهوائية.",
    "ومن المقرر أن تبدأ في الصيف المقبل أعمال جسر ثان قرب ميناء الرمال.",
)


def page(body: str = "", head: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT)
    return (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE}</title>{head}</head><body>'
        f'<article><h1>{TITLE}</h1><div class="story">{paragraphs}</div>{body}'
        "</article></body></html>"
    )


def read(html: str | bytes, tz: str = "Asia/Riyadh") -> Article:
    return extract(html, url=URL, tz=tz, now=NOW)


def with_date(line: str, head: str = "") -> Article:
    return read(page(head=head).replace("</h1>", f"</h1><p class=x>{line}</p>"))


def test_plain_page() -> None:
    article = read(page())
    assert article.title == TITLE
    assert article.text == "\n".join(TEXT)
    assert (article.published, article.authors, article.tags) == (None, [], [])
    assert article.sources == {"title": "h1", "text": "trafilatura", "language": "html"}


@pytest.mark.parametrize("charset", ["", "utf-8", "iso-8859-1"])
def test_windows_1256_whatever_is_declared(charset: str) -> None:
    head = f'<meta charset="{charset}">' if charset else ""
    assert read(page(head=head).encode("cp1256")).text == "\n".join(TEXT)


def test_utf_8_bytes() -> None:
    assert read(page().encode()).title == TITLE


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("كتب: زياد الساحلي", ["زياد الساحلي"]),
        ("كتبت - هند القنطرية", ["هند القنطرية"]),
        ("كتب زياد الساحلي وهند القنطرية", ["زياد الساحلي", "هند القنطرية"]),
        ("بقلم وليد المرجاني", ["وليد المرجاني"]),
        ("بقلم: زياد الساحلي، هند القنطرية", ["زياد الساحلي", "هند القنطرية"]),
        ("إعداد/ رنا الغزال", ["رنا الغزال"]),
        ("حوار: سعاد النخلي", ["سعاد النخلي"]),
        ("تقرير | هادي البحري", ["هادي البحري"]),
        ("ترجمة: ليلى الصفار - مدينة النخيل", ["ليلى الصفار"]),
        ("مرسلة بواسطة نادر البستاني في 9:20 ص", ["نادر البستاني"]),
        ("كتب - زياد الساحلي: 10 مارس 2026", ["زياد الساحلي"]),
        ("By Hadi Bahri", ["Hadi Bahri"]),
        ("الواحة / تقرير: زياد الساحلي", ["زياد الساحلي"]),
        ("السبت 10/مارس/2026 - 09:12 م كتب زياد الساحلي", ["زياد الساحلي"]),
        ("كتب سامي الساحلي - آية القنطرية", ["سامي الساحلي", "آية القنطرية"]),
        ("بقلم: علي الساحلي | كاتب وباحث", ["علي الساحلي"]),
        ("الواحة – من مراسلتنا هند القنطرية", ["هند القنطرية"]),
        ("كتب زياد الساحلي و هند القنطرية", ["زياد الساحلي", "هند القنطرية"]),
        ("كتبت / هند ود الصفار – النخيل", ["هند ود الصفار"]),
        # A translator is no writer beside one.
        ("الواحة نت - بقلم: هند القنطرية - ترجمة: ليلى الصفار", ["هند القنطرية"]),
        ("ترجمة: ليلى الصفار | بقلم: هند القنطرية", ["هند القنطرية"]),
        ("بقلم / هند القنطرية / ترجمة / ليلى الصفار", ["هند القنطرية"]),
        # Words of headlines and of reports.
        ("كتب التاريخ", []),
        ("تقرير سنوي عن المياه", []),
        ("كتب الوزير إلى المجلس رسالة يشرح فيها خطته للعام المقبل.", []),
        ("حوار بين الحضارات", []),
        ("المصدر: وكالات", []),
    ],
)
def test_byline(line: str, names: list[str]) -> None:
    assert byline(line) == names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("هند القنطرية", ["هند القنطرية"]),
        ("بواسطة: هند القنطرية", ["هند القنطرية"]),
        ("الواحة - هند القنطرية", ["هند القنطرية"]),
        ("هند القنطرية - مدينة النخيل", ["هند القنطرية"]),
        ("وائل الحداد و وفاء الصفار", ["وائل الحداد", "وفاء الصفار"]),
        ("هند القنطرية و", ["هند القنطرية"]),
        ("زياد ود الصفار ومي القنطرية", ["زياد ود الصفار", "مي القنطرية"]),
        ("د. زياد الصفار ود. هند القنطرية", ["د. زياد الصفار", "د. هند القنطرية"]),
        # Subjects, and names that have the article, too.
        ("الثقافة الجبلية", []),
        ("الشؤون المحلية", []),
        ("مجلة تعنى بأخبار الوادي والبيئة البحرية", []),
        ("الطاهر الصفار", ["الطاهر الصفار"]),
        ("الجيلالي الساحلي", ["الجيلالي الساحلي"]),
        ("الشيخ الصفار", ["الشيخ الصفار"]),
        ("صحيفة الواحة", []),
        ("الواحة نيوز", []),
        ("محرر الشؤون المحلية", []),
        ("علي عبد الله", ["علي عبد الله"]),
        ("هند القنطرية (النخيل) @hind_q", ["هند القنطرية"]),
        ("admin", []),
        ("Super User", []),
        ("فريق التحرير", []),
        ("https://waha.example/author/5", []),
        ("hind@waha.example", []),
        ("بواسطة", []),
        ("10 مارس 2026", []),
    ],
)
def test_people(value: str, names: list[str]) -> None:
    assert people(value, site_names=frozenset({"صحيفه الواحه"})) == names


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (f"{TITLE} | صحيفة الواحة", TITLE),
        (f"صحيفة الواحة: {TITLE}", TITLE),
        (f"الواحة: {TITLE}", f"الواحة: {TITLE}"),
        (f"رئيسة البلدية: {TITLE}", f"رئيسة البلدية: {TITLE}"),
        (f"صحيفة الواحة - {TITLE}", TITLE),
        (f"{TITLE} - محليات - صحيفة الواحة", f"{TITLE} - محليات"),
        (f"{TITLE} « صحيفة الواحة الإلكترونية", TITLE),
        ("سباق القوارب - المرحلة الثانية", "سباق القوارب - المرحلة الثانية"),
        ("مواعيد 1447 / 2026 - صحيفة الواحة", "مواعيد 1447 / 2026"),
        ("Tesla Bot | الروبوت الجديد", "Tesla Bot | الروبوت الجديد"),
    ],
)
def test_title_without_the_site(title: str, expected: str) -> None:
    assert without_site(title, ["صحيفه الواحه"]) == expected


def test_headline_with_the_name_of_its_paper_is_taken_as_it_is_printed() -> None:
    head = '<meta property="og:site_name" content="صحيفة الواحة">'
    printed = f"صحيفة الواحة: {TITLE}"
    assert read(page(head=head).replace(TITLE, printed)).title == printed
    bare = page(head=head).replace(f"<title>{TITLE}", f"<title>{printed}")
    assert read(bare).title == TITLE


def test_headline_keeps_its_guillemets() -> None:
    head = '<meta property="og:title" content="&quot;جسر النخيل&quot; ثمرة أعوام">'
    html = page(head=head).replace(TITLE, "«جسر النخيل» ثمرة أعوام")
    assert read(html).title == "«جسر النخيل» ثمرة أعوام"


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("نشر في 10 مارس 2026", "2026-03-10", None),
        ("تاريخ النشر: 10.03.2026 | 11:20 GMT", "2026-03-10T14:20:00+03:00", None),
        ("الثلاثاء 10 آذار/مارس 2026 - 09:30 م", "2026-03-10T21:30:00+03:00", None),
        ("آخر تحديث: 10 مارس 2026 - 10:00", None, "2026-03-10T10:00:00+03:00"),
        ("10/3/2026<b>آخر تحديث: 11/3/2026</b>", "2026-03-10", "2026-03-11"),
        ("10 مارس 2026 | القراءات: 120", "2026-03-10", None),
        (
            "<i>الثلاثاء ١٠ مارس ٢٠٢٦ الساعة ٦:٢٥ م</i><i>النخيل</i>",
            "2026-03-10T18:25:00+03:00",
            None,
        ),
        ("<b>١٠ مارس ٢٠٢٦</b><b>٦:٢٥ مساء</b>", "2026-03-10T18:25:00+03:00", None),
        ("<b>١٠/٣/٢٠٢٦</b> ٠٩:٠٥ ص<i>محليات</i>", "2026-03-10T09:05:00+03:00", None),
        ("افتتح الجسر الأول في 10 مارس 1996 ثم أغلق أعواما.", None, None),
    ],
)
def test_visible_date(line: str, published: str | None, modified: str | None) -> None:
    article = with_date(line)
    assert (article.published, article.modified) == (published, modified)


def test_day_that_readers_see_beats_utc() -> None:
    head = '<meta property="article:published_time" content="2026-03-10T22:40:00Z">'
    shown = with_date("الثلاثاء 10 مارس 2026", head)
    assert shown.published == "2026-03-10T22:40:00+03:00"
    assert shown.warnings == [
        "published: meta marks local time as UTC: 2026-03-10T22:40:00"
    ]
    assert with_date("الأربعاء 11 مارس 2026", head).published == (
        "2026-03-11T01:40:00+03:00"
    )


@pytest.mark.parametrize(
    "elsewhere",
    [
        '<div class="related"><a href="/6">خبر آخر</a><span>9 مارس 2026</span></div>',
        '<div class="comments"><time datetime="2026-03-11">أمس</time></div>',
        '<img src="/uploads/2026/03/10/x.jpg">',
        "<footer>9 مارس 2026</footer>",
    ],
)
def test_no_date_of_anything_else(elsewhere: str) -> None:
    html = page(body=elsewhere)
    clock = "<header>الخميس 12 مارس 2026</header>"
    assert read(html.replace("<body>", f"<body>{clock}")).published is None


def test_is_date_line() -> None:
    assert is_date_line("الثلاثاء 10 مارس 2026 - 14:30")
    assert not is_date_line("بدأت الأعمال في 10 مارس 2026.")
    assert not is_date_line("جسر المشاة")
    # Whatever day it is.
    assert is_date_line("السبت 5 ديسمبر 2099")


@pytest.mark.parametrize(
    "block",
    [
        '<p>شاهد: <a href="/6">سباق القوارب ينطلق من مرفأ المرجان</a></p>',
        '<p><a href="/6">قد تحب أيضا مشاهدة سباق القوارب من مرفأ المرجان</a></p>',
        '<div class="related"><h3>اقرأ أيضا</h3><a href="/6">سباق القوارب</a></div>',
        '<div class="pic"><img src="/2.jpg"><p>الجسر كما بدا صباح أمس</p></div>',
        '<ul><li><a href="/6">سباق القوارب</a></li><li><a href="/7">سوق</a></ul>',
        '<div class="share-bar">شارك الخبر على فيسبوك وتويتر مع أصدقائك الآن</div>',
    ],
)
def test_foreign_block_between_paragraphs(block: str) -> None:
    html = page().replace(f"<p>{TEXT[2]}", f"{block}<p>{TEXT[2]}")
    assert read(html).text == "\n".join(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "الآراء الواردة في التعليقات تعبر عن أصحابها ولا تعبر عن رأي الصحيفة.",
        "جميع المقالات تعبر عن آراء كتابها",
        "لن يتم نشر عنوان بريدك الإلكتروني في التعليق",
        "ملاحظة: إدارة الموقع غير مسؤولة عن محتوى الروابط الخارجية",
        "تنويه: لا تتحمل الصحيفة أي مسؤولية عن المواد المنقولة",
        "هيئة التحرير ليست مسؤولة عن صحة ما يرد في رسائل القراء",
        "لا يجوز نقل الأخبار المنشورة هنا دون إذن مكتوب من الصحيفة",
        "يمنع نسخ مواد الموقع أو إعادة نشرها إلا بموافقة الإدارة",
    ],
)
def test_rules_of_the_house(line: str) -> None:
    assert is_policy(line)
    html = page().replace(f"{TEXT[3]}</p>", f"{TEXT[3]}</p><p>{line}</p>")
    assert read(html).text == "\n".join(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "وقال الناطق إن التعليقات لا تعبر عن رأي الموقع",
        "وأكد المحامي أن إدارة الموقع غير مسؤولة عن محتوى الإعلانات",
        "إدارة المصنع غير مسؤولة عن تلوث الوادي بحسب التقرير",
        "ملاحظة القاضي الأخيرة: الشركة غير مسؤولة عن الحادث",
        "يمنع نقل التمور دون إذن من بلدية مدينة النخيل",
    ],
)
def test_report_on_rules_is_none(line: str) -> None:
    assert not is_policy(line)


def test_labels_behind_an_article() -> None:
    assert ends_article("التعليقات (3)")
    assert ends_article("الوسوم:")
    assert not ends_article("تعليقات الوزراء على القرار")
    assert leads_elsewhere("للمزيد عن الجسر")
    assert not leads_elsewhere("شاهدت المدينة افتتاح الجسر")


def test_reader_keeps_order_of_subheads_lists_quotes_and_tables() -> None:
    extra = (
        "<h3>أرقام</h3><ul><li>الطول: 180 مترا.</li></ul>"
        "<blockquote>«انتظرناه طويلا»</blockquote>"
        "<table><tr><td>العرض</td><td>أربعة أمتار</td></tr></table>"
    )
    html = page().replace(f"<p>{TEXT[3]}", f"{extra}<p>{TEXT[3]}")
    assert read(html).text.splitlines() == [
        *TEXT[:3],
        "أرقام",
        "الطول: 180 مترا.",
        "«انتظرناه طويلا»",
        "العرض أربعة أمتار",
        TEXT[3],
    ]


def test_stated_text_of_a_page_that_shows_less() -> None:
    stated = "\\n".join(line.replace('"', "") for line in TEXT)
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "'
        f'{stated}"}}</script>'
    )
    html = page(head=head)
    for line in TEXT[1:]:
        html = html.replace(f"<p>{line}</p>", "")
    article = read(html)
    assert article.text == "\n".join(TEXT)
    assert article.sources["text"] == "jsonld"
    assert article.warnings == ["the page shows less text than its JSON-LD states"]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://waha.example/", "home page"),
        ("https://waha.example/category/local/", "listing"),
        ("https://waha.example/?s=جسر", "search"),
    ],
)
def test_address_of_no_article(url: str, reason: str) -> None:
    html = page().replace("<article>", "<div>").replace("</article>", "</div>")
    with pytest.raises(NotAnArticle, match=reason):
        extract(html, url=url, tz="UTC", now=NOW)


def test_empty_page() -> None:
    with pytest.raises(NotAnArticle, match="headline"):
        read("")


def test_profile_that_names_some_fields(tmp_path: Path) -> None:
    path = tmp_path / "paper.toml"
    path.write_text(
        'url = "https://waha.example/"\n[article]\nbody = "div.story"\n'
        '[fields]\ntitle = "h1"\n',
        "utf-8",
    )
    html = page().replace("</h1>", "</h1><p>بقلم: رنا الغزال</p><p>10 مارس 2026</p>")
    found = ArticlePage(
        html, url=URL, profile=read_profile(path), tz="Asia/Riyadh", now=NOW
    ).article("waha.example")
    assert found.text == "\n".join(TEXT)
    assert found.authors == ["رنا الغزال"]
    assert found.published == "2026-03-10"
    assert found.sources == {
        "title": "paper",
        "text": "paper",
        "authors": "byline",
        "published": "text",
        "language": "html",
    }


def test_selector_of_the_body_that_finds_nothing_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "paper.toml"
    path.write_text(
        'url = "https://waha.example/"\n[article]\nbody = "div.gone"\n', "utf-8"
    )
    found = ArticlePage(
        page(), url=URL, profile=read_profile(path), tz="Asia/Riyadh", now=NOW
    ).article("waha.example")
    assert found.text == "\n".join(TEXT)
    assert found.sources["text"] == "trafilatura"
    assert found.warnings == [
        "text: the selector of the body finds nothing; read by trafilatura"
    ]


CLIP = (
    '<div class="clip"><iframe src="https://www.youtube.com/embed/{}"></iframe></div>'
)
BODY = '[article]\nbody = "div.story"\n'
MEDIA = '[fields]\nmedia = ".clip iframe::attr(src)"\n'
ELSEWHERE = '[fields]\nmedia = ".player iframe::attr(src)"\n'


@pytest.mark.parametrize(
    ("rules", "above", "inside", "rule"),
    [
        pytest.param("", True, False, "rows", id="sought above"),
        pytest.param("", False, True, "trafilatura", id="in a body that is sought"),
        pytest.param("", True, True, "rows", id="both sought"),
        pytest.param(BODY, True, False, "rows", id="sought above a selected body"),
        pytest.param(BODY, False, True, "paper", id="in a selected body"),
        pytest.param(BODY, True, True, "rows", id="above, then in a selected body"),
        pytest.param(MEDIA, True, False, "paper", id="selected"),
        pytest.param(MEDIA, True, True, "paper", id="selected, then in a sought body"),
        pytest.param(ELSEWHERE, False, True, "trafilatura", id="selector finds none"),
        pytest.param(BODY + ELSEWHERE, False, True, "paper", id="both selectors"),
        pytest.param(BODY + ELSEWHERE, True, False, None, id="selector is an answer"),
    ],
)
def test_rule_that_gave_the_first_video(
    tmp_path: Path, rules: str, above: bool, inside: bool, rule: str | None
) -> None:
    path = tmp_path / "paper.toml"
    path.write_text(f'url = "https://waha.example/"\n{rules}', "utf-8")
    html = page()
    if above:
        html = html.replace("</h1>", "</h1>" + CLIP.format("bridge"))
    if inside:
        html = html.replace(f"<p>{TEXT[2]}", CLIP.format("valley") + f"<p>{TEXT[2]}")
    found = ArticlePage(
        html, url=URL, profile=read_profile(path), tz="Asia/Riyadh", now=NOW
    ).article("waha.example")
    assert found.sources.get("media") == rule
    names = ["bridge"] * (above and rule is not None) + ["valley"] * inside
    assert found.media == [f"https://www.youtube.com/embed/{one}" for one in names]


def test_rows_of_a_page() -> None:
    tree = parse(
        "<body><nav>قائمة</nav><p>أول<br>ثان <a href=x>رابط</a></p>"
        "<div style='display: none'>خفي</div>ثالث</body>"
    )
    rows = outline(tree)
    assert [row.text for row in rows] == ["أول", "ثان رابط", "ثالث"]
    assert [row.linked for row in rows] == [0, 4, 0]
    assert rows[1].unlinked == "ثان"


def test_known_theme_never_loads_trafilatura() -> None:
    folder = Path(__file__).parent / "pages" / "zoxpress" / "yoast"
    code = (
        "import sys, datetime, pathlib\n"
        "from newsbot.pages import extract\n"
        f"html = pathlib.Path({str(folder / 'page.html')!r}).read_text('utf-8')\n"
        "now = datetime.datetime(2026, 3, 5, tzinfo=datetime.UTC)\n"
        f"print(extract(html, url={URL!r}, tz='UTC', now=now).title)\n"
        "assert 'trafilatura' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_generic_profile_has_no_selectors() -> None:
    profile = generic()
    assert profile.language == "ar"
    assert not profile.rule("article", "body")
    assert not profile.rule("recognise", "any")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("سعاد النخلي", ["سعاد النخلي"]),
        ("النخيل – الواحة – سعاد النخلي", ["سعاد النخلي"]),
        ("مدينة النخيل", []),
        ("محليات", []),
        ("أعلنت البلدية افتتاح الجسر.", []),
        ("مرفأ المرجان", []),
    ],
)
def test_a_name_alone(line: str, names: list[str]) -> None:
    assert lone_names(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "شاهد.. جولة مصورة فوق الجسر",
        "للاطلاع أيضا: أسعار الخضر في أسواق الوادي",
        "اقرأ المزيد عن الجسر: سكان الحي الشرقي يطالبون بالإنارة",
        "للتواصل عبر واتساب اضغط هنا",
    ],
)
def test_calls_without_a_link(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "شاهد الأهالي الجسر: طوله مئة متر.",
        "تابع: لن تتوقف الأعمال",
        "اطلع الوزير على الأعمال: نصفها منجز",
    ],
)
def test_reports_that_begin_as_calls_do(line: str) -> None:
    assert not is_boilerplate(line)


def test_hidden_paragraphs_without_a_button_stay_hidden() -> None:
    hidden = "".join(f"<p>{line} نسخة أخرى للهاتف</p>" for line in TEXT)
    html = page().replace("</p></div>", f'</p><div hidden="">{hidden}</div></div>')
    assert read(html).text == "\n".join(TEXT)
    button = "<button>اقرأ المزيد</button></div>"
    shown = html.replace("</p></div></div>", f"</p></div>{button}")
    assert read(shown).text.count("نسخة أخرى للهاتف") == len(TEXT)


def test_a_text_on_end_is_an_article_whatever_its_class() -> None:
    more = "".join(f"<p>{line} وزاد أن الأعمال مستمرة هناك.</p>" for line in TEXT)
    html = page().replace("<body>", '<body class="archive">')
    assert read(html.replace("</p></div>", f"</p>{more}</div>")).title == TITLE


def test_text_in_the_data_of_a_script() -> None:
    long = "".join(f"<p>{line} وزاد أن الأعمال مستمرة.</p>" for line in TEXT)
    others = {"title": "خبر آخر", "body": long * 2}
    data = {"props": {"post": {"title": TITLE, "body": long}, "more": [others]}}
    html = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f'<script type="application/json">{json.dumps(data)}</script></body></html>'
    )
    article = read(html)
    lines = [f"{line} وزاد أن الأعمال مستمرة." for line in TEXT]
    assert article.text == "\n".join(lines)
    assert article.sources["text"] == "embedded"


def with_byline(byline: str, first: str = TEXT[0]) -> list[str]:
    html = page().replace("</h1>", f"</h1>{byline}")
    return read(html.replace(f"<p>{TEXT[0]}", f"<p>{first}")).authors


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        # Two links with «و» between them.
        (
            "<p>كتب <a href=/1>زياد الساحلي</a> و<a href=/2>هند القنطرية</a></p>",
            ["زياد الساحلي", "هند القنطرية"],
        ),
        ('<div class="agency">وكالة أنباء الميناء</div>', ["وكالة أنباء الميناء"]),
        ("<div>وكالة أنباء الميناء</div>", []),
        # Share links beside it are as long as headlines.
        (
            "<div><b>مرسلة بواسطة زياد الساحلي</b><div class=share-buttons>"
            "<a href=#>كتابة مدونة حول هذه المشاركة</a></div></div>",
            ["زياد الساحلي"],
        ),
    ],
)
def test_byline_on_a_page(byline: str, names: list[str]) -> None:
    assert with_byline(byline) == names


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("كفر اللوز - الواحة - كتبت هند القنطرية: ", ["هند القنطرية"]),
        ("كفر اللوز - كتب الوزير على صفحته أمس: ", []),
        ("قالت هند القنطرية: ", []),
    ],
)
def test_byline_that_the_first_paragraph_begins_with(
    first: str, names: list[str]
) -> None:
    assert with_byline("", first + TEXT[0]) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("لمى الصفار", ["لمى الصفار"]),
        ("نور الساحل - الواحة", []),
        ("وادي اللوز", []),
        # What the headline names is a place or a thing.
        ("جسر المشاة", []),
        ("فوق وادي", []),
    ],
)
def test_a_name_alone_at_the_head_of_the_text(line: str, names: list[str]) -> None:
    html = page().replace(f"<p>{TEXT[0]}", f"<p>{line}</p><p>{TEXT[0]}")
    assert read(html).authors == names


def test_what_asks_to_share_does_not_sign() -> None:
    line = '<div class="share-post"><span>هيا شاركوا</span></div>'
    assert read(page().replace(f"<p>{TEXT[0]}", f"{line}<p>{TEXT[0]}")).authors == []


def test_a_place_that_the_text_names_as_a_district() -> None:
    html = page().replace(TEXT[1], f"{TEXT[1]} وذلك بإقليم الكرز وحده.")
    line = "<p><b>قطوف الزمزاني – الكرز</b></p>"
    assert read(html.replace(f"{TEXT[3]}</p>", f"{TEXT[3]}</p>{line}")).authors == [
        "قطوف الزمزاني"
    ]


def test_site_that_is_named_in_its_logo_is_no_author() -> None:
    logo = '<div class="logo"><h2><a href="/">نبض النخيل</a></h2></div>'
    html = page().replace("<body>", f"<body>{logo}")
    html = html.replace(f"<p>{TEXT[0]}", f"<p>نبض النخيل</p><p>{TEXT[0]}")
    assert read(html).authors == []


def test_menu_beside_a_logo_names_no_site() -> None:
    menu = '<div class="brand"><p><a href="/local">محليات</a><a href="/">الرئيسية</a>'
    html = page().replace("<body>", f"<body>{menu}</p></div>")
    assert read(html.replace(TITLE, f"محليات: {TITLE}")).title == f"محليات: {TITLE}"
    bare = html.replace(f"<title>{TITLE}", f"<title>محليات: {TITLE}")
    assert read(bare.replace(f"<h1>{TITLE}</h1>", "")).title == f"محليات: {TITLE}"


def test_live_report_is_read_to_its_end() -> None:
    entries = [
        f"<div class=entry><span>1{hour}:05</span><h3>ساعة الجسر رقم {hour}</h3>"
        f"<p>{line}</p></div>"
        for hour, line in enumerate(TEXT)
    ]
    promo = (
        "<div class=promo><h5>شاهد أيضا</h5>"
        '<a href="/6">سباق القوارب ينطلق من مرفأ المرجان اليوم</a></div>'
    )
    entries.insert(2, promo)
    html = page()
    start, end = html.index("<div class="), html.index("</article>")
    stream = f"<div class=stream>{''.join(entries)}</div>"
    expected = [
        part
        for hour, line in enumerate(TEXT)
        for part in (f"ساعة الجسر رقم {hour}", line)
    ]
    lines = read(html[:start] + stream + html[end:]).text.splitlines()
    assert [line for line in lines if not line.endswith(":05")] == expected


def test_text_between_line_breaks_in_a_layout_of_tables() -> None:
    teaser = (
        '<tr><td><a href="/{0}">خبر آخر رقم {0} من أخبار أسواق الوادي والميناء</a><br>'
        "<small>قال تاجر من المدينة رقم {0} إن الأسعار لن تتغير في هذا الأسبوع</small>"
        "</td></tr>"
    )
    before = "".join(map(teaser.format, range(10, 25)))
    behind = "".join(map(teaser.format, range(30, 45)))
    more = [f"{line} وزاد المصدر أن الأعمال مستمرة هناك." for line in TEXT]
    html = (
        f"<html><head><title>{TITLE}</title></head><body><table><tr>"
        f"<td><table>{before}</table></td><td><table><tr><td><b>{TITLE}</b></td></tr>"
        f"<tr><td>{'<br><br>'.join(more)}</td></tr></table></td>"
        f"<td><table>{behind}</table></td></tr></table></body></html>"
    )
    article = read(html)
    assert (article.title, article.text.splitlines()) == (TITLE, more)


def test_a_number_behind_the_headline_is_no_name_of_the_site() -> None:
    heading = "مواعيد المكتبات العامة في رمضان 1442"
    assert without_site(f"{heading} / 2021", [], [heading]) == f"{heading} / 2021"


def test_dates_that_are_linked_as_wordpress_links_them() -> None:
    meta = (
        '</h1><div class="entry-meta"><span class="posted-on"><a href="/news/5/">'
        '<time class="entry-date published" datetime="2026-03-04T22:30:06+03:00">'
        '4 مارس، 2026</time><time class="updated" datetime="2026-03-04T22:31:07+03:00">'
        '4 مارس، 2026</time></a></span><span class="comments-link">'
        f'<a href="/news/5/#respond">Leave a Comment on {TITLE}</a></span></div>'
    )
    article = read(page().replace("</h1>", meta))
    assert article.published == "2026-03-04T22:30:06+03:00"


def test_the_name_that_a_form_asks_for_is_no_author() -> None:
    form = (
        '<div class="reply"><p class="author"><label for="author">الاسم*</label>'
        '<input id="author" name="author" type="text"></p></div>'
    )
    assert read(page(form)).authors == []


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<div class=author>بقلم: فريق التحرير</div>", ["فريق التحرير"]),
        ('<a rel="author" href="/desk">قسم المحليات</a>', ["قسم المحليات"]),
        (
            '<div class=author>هند القنطرية</div><a rel="author" href="/d">وكالات</a>',
            ["هند القنطرية"],
        ),
        ("<div class=author>صحيفة الواحة</div>", []),
    ],
)
def test_a_desk_signs_where_no_person_does(byline: str, names: list[str]) -> None:
    assert with_byline(byline) == names


def without_headings(above: str, title: str = "صحيفة الواحة", head: str = "") -> str:
    body = "<br><br>".join(TEXT)
    return (
        f"<html><head><title>{title}</title>{head}</head><body>"
        f"<table><tr><td>{above}</td></tr><tr><td>نشر في 4 مارس 2026</td></tr>"
        f"<tr><td>{body}</td></tr></table></body></html>"
    )


@pytest.mark.parametrize(
    ("above", "rule"),
    [
        (f'<span id="ctl00_lblTitle"><font><b>{TITLE}</b></font></span>', "named"),
        (f'<div class="newstitle">{TITLE}</div>', "named"),
        (f'<div class="عنوان-الخبر"><p>{TITLE}</p></div>', "named"),
        (f'<span itemprop="headline">{TITLE}</span>', "named"),
        (f"<h2>{TITLE}</h2>", "h2"),
    ],
)
def test_a_page_that_states_its_site_only_names_its_headline(
    above: str, rule: str
) -> None:
    article = read(without_headings(above))
    assert (article.title, article.sources["title"]) == (TITLE, rule)
    assert article.text.splitlines() == list(TEXT)
    assert article.published == "2026-03-04"
    head = '<meta property="og:title" content="صحيفة الواحة">'
    assert read(without_headings(above, head=head)).title == TITLE


@pytest.mark.parametrize(
    "above",
    [
        '<div class="site-title">أخبار الواحة من كل مدينة</div>',
        '<div class="newsletter"><p class="title">اشترك في نشرتنا اليومية</p></div>',
        '<div class="title">محليات</div>',
    ],
)
def test_titles_of_something_else_are_no_headline(above: str) -> None:
    article = read(without_headings(above, TITLE))
    assert article.title == TITLE


def test_one_line_of_a_headline_is_not_the_headline() -> None:
    first, second = TITLE[:17], TITLE[17:]
    above = f'<div class="post-title">{first}<br>{second}</div>'
    assert read(without_headings(above, TITLE)).title == TITLE


@pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
def test_the_mark_of_a_section_before_the_headline(tag: str) -> None:
    above = f'<{tag} class="x">محليات / {TITLE}</{tag}>'
    article = read(without_headings(above, f"وكالة اللوز : {TITLE}"))
    assert (article.title, article.sources["title"]) == (TITLE, tag)
    assert (article.published, article.text.splitlines()) == ("2026-03-04", list(TEXT))


def test_a_headline_of_a_place_and_a_dash_stays_whole() -> None:
    whole = f"مدينة النخيل - {TITLE}"
    html = page().replace(f"<h1>{TITLE}", f"<h2>{whole}").replace("</h1>", "</h2>")
    html = html.replace(f"<title>{TITLE}", f"<title>{whole} | صحيفة الواحة")
    assert read(html).title == whole


def test_a_second_level_heading_agrees_with_a_title_that_was_cut() -> None:
    long = f"{TITLE} بعد عامين من الأعمال"
    html = page().replace(f"<h1>{TITLE}", f"<h2>{long}").replace("</h1>", "</h2>")
    assert read(html.replace(f"<title>{TITLE}", f"<title>{TITLE}...")).title == long
    # A subhead below the first paragraph does not.
    html = without_headings("", long).replace(
        TEXT[1], f"<h2>افتتاح جسر المشاة</h2>{TEXT[1]}"
    )
    assert read(html).title == long


def test_the_author_and_the_time_in_the_footer_of_a_blogger_post() -> None:
    footer = (
        '<div class="post-footer"><div class="post-footer-line post-footer-line-1">'
        '<span class="post-author vcard">مرسلة بواسطة <span class="fn"'
        ' itemprop="author" itemscope itemtype="http://schema.org/Person">'
        '<a href="/profile/7" rel="author"><span itemprop="name">هند القنطرية</span>'
        '</a></span></span> <span class="post-timestamp">في <a href="/news/5/"><abbr'
        ' class="published" itemprop="datePublished" title="2026-03-04T20:30:00+03:00">'
        '8:30 م</abbr></a></span><div class="post-share-buttons"><a href="#">'
        "كتابة مدونة حول هذه المشاركة</a></div></div></div>"
    )
    article = read(page(footer).replace("h1>", "h3>"))
    assert article.authors == ["هند القنطرية"]
    assert article.published == "2026-03-04T20:30:00+03:00"


def test_a_label_of_the_section_above_a_table_of_links_ends_the_text() -> None:
    links = "".join(
        f'<tr><td><a href="/{i}">خبر رقم {i} من أخبار الوادي والميناء</a></td></tr>'
        for i in range(6)
    )
    for label in ("مواضيع من نفس القسم", "أخبار من القسم نفسه"):
        more = (
            f"<tr><td><b>{label}</b></td></tr><tr><td><table>{links}</table></td></tr>"
            "<tr><td><b>التعليقات</b></td></tr>"
        )
        html = without_headings(f'<span id="lblTitle">{TITLE}</span>')
        html = html.replace("</table></body>", f"{more}</table></body>")
        assert read(html).text.splitlines() == list(TEXT)


@pytest.mark.parametrize(
    ("clock", "published"),
    [
        ("<span>4:35 م</span>", "2026-03-09T16:35:00+03:00"),
        ("<time>الساعة ٠٩:٠٥</time>", "2026-03-09T09:05:00+03:00"),
        ('<span class="video-duration">12:35</span>', "2026-03-09"),
        ("<span>12 تعليقا</span>", "2026-03-09"),
    ],
)
def test_clock_in_the_row_behind_its_day(clock: str, published: str) -> None:
    items = (
        f'<ul class="post-info"><li itemprop="datePublished"><time>مارس 9, 2026</time>'
        f"</li><li>{clock}</li><li>لا توجد تعليقات</li></ul>"
    )
    assert read(page().replace("</h1>", f"</h1>{items}")).published == published


@pytest.mark.parametrize("day", [9, 12])
def test_date_in_the_element_of_the_headline_and_update_below(day: int) -> None:
    created = f"<span class=itemDateCreated>الإثنين, {day} آذار/مارس 2026 11:05</span>"
    changed = (
        "<span class=itemDateModified>آخر تعديل على 12 آذار/مارس 2026 12:31</span>"
    )
    html = page(changed).replace("<h1>", f"<div class=itemHeader>{created}<h1>")
    article = read(html.replace("</h1>", "</h1></div>"))
    assert article.published == f"2026-03-{day:02}T11:05:00+03:00"
    assert article.modified == "2026-03-12T12:31:00+03:00"


def test_todays_date_over_the_headline_is_the_clock_of_the_page() -> None:
    clock = '<div class="top"><span class="date">12 مارس 2026 11:05</span></div>'
    assert read(page().replace("<article>", f"{clock}<article>")).published is None


@pytest.mark.parametrize(
    ("links", "published"),
    [
        (
            ("نسخة للطباعة", "أرسل الخبر إلى صديق", "حفظ الخبر"),
            "2026-02-24T21:22:47+03:00",
        ),
        (("سباق القوارب ينطلق من مرفأ المرجان غدا",), None),
    ],
)
def test_american_date_before_the_tools_of_an_article(
    links: tuple[str, ...], published: str | None
) -> None:
    tools = " | ".join(f'<a href="#">{words}</a>' for words in links)
    line = f"<td>[2/24/2026 9:22:47 PM] {tools}</td>"
    clock = "<td>الخميس 12/03/2026 07:51</td>"
    html = (
        f"<html><head><title>{TITLE}</title></head><body><table><tr>{clock}</tr>"
        f"<tr><td><h1>{TITLE}</h1></td></tr><tr>{line}</tr>"
        f"<tr><td>{'<br><br>'.join(TEXT)}</td></tr></table></body></html>"
    )
    assert read(html).published == published


@pytest.mark.parametrize(
    ("name", "other", "published"),
    [
        ("bdt", "9 آذار 2026 ١٤:٠٠", "2026-03-11T18:45:00+03:00"),
        # A clock that is printed twice, and one of a name of its own.
        ("bdt", "الأربعاء 11 آذار 2026", None),
        ("now", "9 آذار 2026 ١٤:٠٠", None),
    ],
)
def test_date_that_is_named_as_those_of_other_articles(
    name: str, other: str, published: str | None
) -> None:
    line = f"<div><b class={name}>الأربعاء 11 آذار 2026 ١٨:٤٥</b><b>محليات</b></div>"
    more = (
        f"<div class=bulletin><b class=bdt>{other}</b> <a href=/6>سوق الوادي</a></div>"
    )
    html = page().replace("<article>", f"<article>{line}")
    assert read(html.replace("</body>", f"{more}</body>")).published == published
    # In the box of the headline they may be the end of a list of news.
    assert read(html.replace("</article>", f"{more}</article>")).published is None


@pytest.mark.parametrize("label", ["نُشر", "حُرّر ونُشِر"])
def test_update_with_a_vowelled_label_behind_the_publication(label: str) -> None:
    lines = (
        f"<li>{label}: الثلاثاء 10 مارس 2026 - 20:15</li>"
        "<li>حُدِّث: الأربعاء 11 مارس 2026 - 09:40</li>"
    )
    article = read(page().replace("</h1>", f"</h1><ul>{lines}</ul>"))
    assert article.published == "2026-03-10T20:15:00+03:00"
    assert article.modified == "2026-03-11T09:40:00+03:00"


@pytest.mark.parametrize("prop", ['itemprop="datePublished"', ""])
def test_instant_that_blogger_states_below_the_text(prop: str) -> None:
    day = '<h2 class="date-header"><span>الاثنين، 9 مارس 2026</span></h2>'
    footer = (
        '<div class="post-footer"><div class="line"><span class="post-author">'
        'مرسلة بواسطة <a rel="author" href="/p/1">هند القنطرية</a></span> في '
        f'<a href="/news/5/"><abbr class="published" {prop}'
        ' title="2026-03-09T20:30:00+03:00">8:30 م</abbr></a>'
        '<div class="share-buttons"><a href="#">كتابة مدونة حول هذه المشاركة</a></div>'
        "</div></div>"
    )
    article = read(page(footer).replace("<article>", f"<article>{day}"))
    assert article.published == "2026-03-09T20:30:00+03:00"
    assert article.authors == ["هند القنطرية"]


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("تصوير ونص", ["هند القنطرية"]),
        ("نص وتصوير", ["هند القنطرية"]),
        ("كتابة وتصوير", ["هند القنطرية"]),
        ("تصوير", []),
    ],
)
def test_who_wrote_and_took_the_pictures(label: str, names: list[str]) -> None:
    meta = f"<div><span>{label}: <b>هند القنطرية</b></span> | <span>8 صور</span></div>"
    assert with_byline(meta) == names


@pytest.mark.parametrize(
    ("kind", "title", "names"),
    [
        ("Organization", f"{TITLE} - نبض النخيل", []),
        ("NewsMediaOrganization", f"نبض النخيل | {TITLE}", []),
        ("Person", f"{TITLE} - نبض النخيل", ["نبض النخيل"]),
        ("Organization", TITLE, ["نبض النخيل"]),
    ],
)
def test_publisher_that_signs_as_author(
    kind: str, title: str, names: list[str]
) -> None:
    node = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "author": {"@type": kind, "name": "نبض النخيل"},
    }
    data = json.dumps(node, ensure_ascii=False)
    html = page(head=f'<script type="application/ld+json">{data}</script>')
    article = read(html.replace(f"<title>{TITLE}", f"<title>{title}"))
    assert (article.title, article.authors) == (TITLE, names)


LIVE = "".join(
    f'<div class="upd upd-{hour}"><div class=when>1{hour}:05</div>'
    f"<h3>ساعة الجسر رقم {hour}</h3><div><p>{line}</p></div>"
    "<div><a>انسخ عنوان التحديث</a></div></div>"
    + ("<div class=z><span>يتواصل البث بعد الفاصل</span></div>" if hour == 1 else "")
    for hour, line in enumerate(TEXT)
)


@pytest.mark.parametrize("button", ["a", "span", "button"])
def test_live_report_keeps_its_first_and_last_entry(button: str) -> None:
    stream = LIVE.replace("<a>", f"<{button}>").replace("</a>", f"</{button}>")
    html = page()
    start, end = html.index("<div class="), html.index("</article>")
    article = read(f"{html[:start]}<div class=feed>{stream}</div>{html[end:]}")
    assert article.kind == "live"
    assert article.text.splitlines() == [
        part
        for hour, line in enumerate(TEXT)
        for part in (f"ساعة الجسر رقم {hour}", line)
    ]


def test_comments_with_a_clock_are_no_live_report() -> None:
    comments = "".join(
        f"<li class=row><h4>قارئ رقم {hour}</h4><div>1{hour}:05</div>"
        f"<p>أظن أن الجسر رقم {hour} سيخفف زحام المدينة كلها في هذا الصيف.</p></li>"
        for hour in range(4)
    )
    article = read(page(f"<h4>التعليقات</h4><ul>{comments}</ul>"))
    assert (article.kind, article.text.splitlines()) == ("article", list(TEXT))


def test_points_above_the_text_are_text_and_no_lead() -> None:
    points = ["الجسر الجديد يصل ضفتي وادي اللوز.", "نصف عرضه للدراجات الهوائية وحدها."]
    items = "".join(f"<li>{point}</li>" for point in points)
    box = f'<div class="summary"><h3>الخلاصة</h3><ul>{items}</ul></div>'
    article = read(page().replace("</h1>", f"</h1>{box}"))
    assert article.lead is None
    assert article.text.splitlines() == ["الخلاصة", *points, *TEXT]


@pytest.mark.parametrize(
    "label",
    ["مواضيع من نفس القسم", "في القسم نفسه", "المزيد من أخبار الوادي", "من دفاترنا"],
)
def test_label_of_links_behind_the_text_in_a_layout_of_tables(label: str) -> None:
    links = "".join(
        f'<tr><td><a href="/{n}">سوق الوادي رقم {n} يفتح أبوابه قبل العيد</a></td></tr>'
        for n in range(4)
    )
    html = (
        f"<html><head><title>{TITLE}</title></head><body><table>"
        f"<tr><td><h1>{TITLE}</h1></td></tr><tr><td>{'<br><br>'.join(TEXT)}</td></tr>"
        f"<tr><td><b>{label}</b></td></tr><tr><td><table>{links}</table></td></tr>"
        "</table></body></html>"
    )
    assert read(html).text.splitlines() == list(TEXT)


def above(html: str) -> str:
    """A page with a header and a menu, and *html* straight above its headline."""
    links = "".join(f'<li><a href="/s/{n}">قسم {n}</a></li>' for n in range(5))
    header = f'<header class="site"><ul class="menu">{links}</ul></header>'
    return page().replace("<article>", f"{header}<main>{html}<div>")


@pytest.mark.parametrize(
    ("html", "published"),
    [
        # A box of day, month and year; NOW is the 12th.
        (
            '<div class="date-box"><b>11</b> <b>مارس</b> <b>2026</b></div>',
            "2026-03-11",
        ),
        ('<p class="news-date">12 مارس 2026</p>', "2026-03-12"),
        # No name and no label, but not today, and with its year.
        ("<p>الاثنين 9 من مارس 2026 · السنة 51 العدد 18422</p>", "2026-03-09"),
        ("<p>الخميس 12 مارس 2026</p>", None),
        ("<p>الاثنين 9 مارس</p>", None),
        ('<div class="topbar"><p>الاثنين 9 مارس 2026</p></div>', None),
        ('<div class="topbar"><p class="date">12 مارس 2026</p></div>', None),
        ("<nav><p>الاثنين 9 مارس 2026</p></nav>", None),
    ],
)
def test_date_straight_above_the_headline(html: str, published: str | None) -> None:
    assert read(above(html)).published == published


@pytest.mark.parametrize(
    ("element", "published"),
    [
        # 2026-03-10, 06:30 UTC.
        ('<p class="post-date" data-at="1773124200000"></p>', "T09:30:00+03:00"),
        ('<p class="post-date" data-at="2026-03-10T09:30"></p>', "T09:30:00+03:00"),
        ('<p class="post-date" data-id="1773124200000">10 مارس 2026</p>', ""),
        ('<p class="post-tools" data-at="1773124200000"></p>', None),
    ],
)
def test_date_in_a_data_attribute(element: str, published: str | None) -> None:
    expected = None if published is None else f"2026-03-10{published}"
    assert read(page().replace("</h1>", f"</h1>{element}")).published == expected


STAMP = "<span>الجمعة 6 مارس 2026 - 08:15</span>"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        # Elements that meet without white space, and a block in their row.
        (
            '<div class=m><span>كتبت: <a href="/author/h/">هند القنطرية</a></span>'
            "<span>منذ 3 ساعات</span><div><b>320</b></div></div>",
            ["هند القنطرية"],
        ),
        (
            "<p>كتب <a href=/author/z/>زياد الساحلي</a><i>و</i>"
            f"<a href=/author/h/>هند القنطرية</a>{STAMP}</p>",
            ["زياد الساحلي", "هند القنطرية"],
        ),
        # Label and name in rows of their own; «كتب» alone is a section of books.
        ("<div>بقلم</div><div>هند القنطرية</div>", ["هند القنطرية"]),
        ("<div>كتب</div><div>سوق القنطرية</div>", []),
        # Beside the icon of a person, with a label or without.
        (f'<p><i class="far fa-user"></i> لؤي القنطري {STAMP}</p>', ["لؤي القنطري"]),
        (
            '<p><svg><use href="#icon-user"></use></svg><b>بواسطة:</b> '
            f"<b>لبنة القنطرية</b>{STAMP}</p>",
            ["لبنة القنطرية"],
        ),
        (f'<p><i class="fa fa-folder"></i> لبنة القنطرية {STAMP}</p>', []),
        (f'<p><i class="fa fa-user"></i> admin</p>{STAMP}', []),
        # In the row of the date; places begin with no given name.
        (
            "<p><time>6 مارس، 2026</time> · 4 دقائق قراءة · هند القنطرية | "
            '<a href="/edit">اقترح تعديلا</a></p>',
            ["هند القنطرية"],
        ),
        ("<p>6 مارس، 2026 · كفر القنطرة · 4 دقائق قراءة</p>", []),
        ("<p>هند وألوان | 6 مارس، 2026</p>", []),
        # A place before the name.
        ('<p class="author">النخيل - لبنة القنطرية</p>', ["لبنة القنطرية"]),
        ("<p>النخيل: هند القنطرية</p>", ["هند القنطرية"]),
        ('<p class="author">أبو ظبي - هند القنطرية</p>', ["هند القنطرية"]),
        ("<p>بقلم: الدكتورة/ هند القنطرية</p>", ["هند القنطرية"]),
        # Below each other in one list.
        (
            '<ul class="authors"><li>هند القنطرية</li><li>زياد الساحلي</li></ul>',
            ["هند القنطرية", "زياد الساحلي"],
        ),
        # What is said of authors is no name, nor is what they do.
        (
            '<div class="author"><b>لبنة القنطرية</b> <span>كاتبة وباحثة</span></div>',
            ["لبنة القنطرية"],
        ),
        ('<div class="author"><p class="bio">تهتم بالمدن، وتقيم بيننا</p></div>', []),
    ],
)
def test_who_signs_above_the_text(byline: str, names: list[str]) -> None:
    assert with_byline(byline) == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        (
            f'<p><i class="icon-user"></i> وكالة أنباء الوادي</p>{STAMP}',
            "وكالة أنباء الوادي",
        ),
        (
            f'<p><i class="fas fa-user-edit"></i> الوادي الآن - خاص</p>{STAMP}',
            "الوادي الآن",
        ),
        (
            f"<p>{STAMP}<span>غرفة الأخبار</span><span>المدة 02:31</span></p>",
            "غرفة الأخبار",
        ),
        (f"<p>{STAMP} | المصدر: <b>إدارة الإعلام</b></p>", "إدارة الإعلام"),
        (f"<p>{STAMP} | المصدر: <b>سكان الحي</b></p>", ""),
        ('<p class="author">النخيل - وكالات</p>', "وكالات"),
        (f"<p>{STAMP} | القسم: الرياضة</p>", ""),
        (
            "<p>بواسطة فريق التحقق</p><div class=author-box><h4>فريق التحقق</h4>"
            '<p class="author-desc">فريق مختص بالصور، يعمل وفق منهج معلن</p></div>',
            "فريق التحقق",
        ),
    ],
)
def test_a_desk_or_agency_signs_in_the_place_of_the_byline(
    byline: str, names: str
) -> None:
    assert with_byline(byline) == ([names] if names else [])


@pytest.mark.parametrize(
    ("stated", "printed", "names"),
    [
        ("Green Soft", '<i class="fa fa-user"></i> لبنة القنطرية', ["لبنة القنطرية"]),
        ("Green Soft", "", []),
        ("hind q", '<b class="author-name">هند القنطرية</b>', ["هند القنطرية"]),
        ("زياد الساحلي", "", ["زياد الساحلي"]),
        ("زياد الساحلي", '<b class="author-name">هند القنطرية</b>', ["هند القنطرية"]),
    ],
)
def test_a_printed_name_comes_before_an_account_in_the_meta_data(
    stated: str, printed: str, names: list[str]
) -> None:
    html = page(head=f'<meta name="author" content="{stated}">')
    assert read(html.replace("</h1>", f"</h1><p>{printed}</p>")).authors == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("تغطية: لبنة آيت سهل وطه الزاهري", ["لبنة آيت سهل", "طه الزاهري"]),
        ("استطلاع: لبنة القنطرية", ["لبنة القنطرية"]),
        ("إعداد: لبنة القنطرية وعلي حسن", ["لبنة القنطرية", "علي حسن"]),
        ("إعداد: زياد وهند", ["زياد", "هند"]),
        ("بقلم: زياد الساحلي ووائل القنطري", ["زياد الساحلي", "وائل القنطري"]),
        ("بقلم: زياد وائل الساحلي", ["زياد وائل الساحلي"]),
        ("حوار - زياد الساحلي / تصوير - هند القنطرية", ["زياد الساحلي"]),
        ("بقلم زياد الساحلي منذ ساعتين", ["زياد الساحلي"]),
        ("كتبت هند القنطرية الجمعة 6 مارس 2026", ["هند القنطرية"]),
        ("كتب: المحرر السياسي", ["المحرر السياسي"]),
    ],
)
def test_names_behind_a_label(line: str, names: list[str]) -> None:
    assert byline(line) == names


CARD_PARTS = (
    "<p>حصاد الزيتون يبدأ باكرا</p><p>بدأ المزارعون جني الزيتون هذا الأسبوع.</p>"
)
LINKED_CARDS = "".join(f'<a href="/n/{i}/">{CARD_PARTS}</a>' for i in range(8))
PLAIN_CARDS = "".join(f'<div data-to="/n/{i}/">{CARD_PARTS}</div>' for i in range(8))
HEADED_CARDS = "".join(
    f'<div><h3><a href="/n/{i}/">حصاد الزيتون يبدأ باكرا هذا العام</a></h3>'
    "<p>بدأ المزارعون جني الزيتون هذا الأسبوع في السهول كلها.</p></div>"
    for i in range(8)
)
LONG = (*TEXT, "وتقول البلدية إن نحو ألفي شخص يعبرون الوادي كل يوم سيرا على الأقدام.")


def of_divs(lines: tuple[str, ...], cards: str, head: str = "") -> str:
    text = "".join(f"<div class=a1><span>{line}</span></div>" for line in lines)
    return (
        f"<html><head><title>{TITLE}</title>{head}</head><body><main><h1>{TITLE}</h1>"
        f"<div><div class=b2>{text}</div><div class=c3>{cards}</div></div></main>"
    )


@pytest.mark.parametrize("cards", [LINKED_CARDS, PLAIN_CARDS, HEADED_CARDS])
def test_paragraphs_without_p_beside_cards_with_p(cards: str) -> None:
    assert read(of_divs(LONG, cards)).text == "\n".join(LONG)


def test_two_paragraphs_beside_cards_need_a_page_that_says_what_it_is() -> None:
    kind = '<meta property="og:type" content="article">'
    assert read(of_divs(TEXT[:2], LINKED_CARDS, kind)).text == "\n".join(TEXT[:2])
    with pytest.raises(NotAnArticle, match="list of teasers"):
        read(of_divs((), LINKED_CARDS, kind))
    with pytest.raises(NotAnArticle, match="list of teasers"):
        read(of_divs((), LINKED_CARDS))


def test_a_list_whose_headlines_are_plain_links() -> None:
    item = (
        '<div><a href="/n/{0}/">حصاد الزيتون يبدأ صباح {1} هذا العام</a><br>'
        "<span>10/3/2026</span><br>بدأ المزارعون في السهول جني ثمار الزيتون صباح {1}."
        "</div>"
    )
    days = ("الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة")
    items = "".join(item.format(i, day) for i, day in enumerate(days))
    with pytest.raises(NotAnArticle, match="list of teasers"):
        read(f"<html><title>أخبار الواحة</title><body>{items}</body></html>")


def inside(box: str, after: int = 2) -> str:
    """The page with something between two paragraphs of its text."""
    end = f"{TEXT[after - 1]}</p>"
    return page().replace(end, end + box)


@pytest.mark.parametrize(
    "box",
    [
        "<div><h3>مواضيع ذات صلة</h3><div>{}</div></div>",
        "<h3>مواضيع ذات صلة</h3><div>{}</div>",
        "<div>{}</div>",
    ],
)
@pytest.mark.parametrize("count", [2, 5])
def test_the_text_goes_on_behind_a_box_of_teasers_with_words(
    box: str, count: int
) -> None:
    teasers = "".join(
        f'<article><h3><a href="/n/{i}/">حصاد الزيتون يبدأ باكرا هذا العام</a></h3>'
        "<p>بدأ المزارعون جني الزيتون هذا الأسبوع في السهول كلها.</p></article>"
        for i in range(count)
    )
    assert read(inside(box.format(teasers))).text == "\n".join(TEXT)


def test_teasers_that_stand_like_paragraphs_end_the_text() -> None:
    teaser = '<h3><a href="/n/{}/">حصاد الزيتون يبدأ باكرا هذا العام</a></h3><p>{}</p>'
    teasers = "".join(teaser.format(i, TEXT[0]) for i in range(3))
    html = inside(f"<h3>مواضيع ذات صلة</h3>{teasers}", after=4)
    assert read(html).text == "\n".join(TEXT)


@pytest.mark.parametrize(
    "row",
    [
        "<div class=r><b>{}</b><p>{}</p></div>",
        "<h4>{}</h4><p>{}</p>",
        "<dt>{}</dt><dd>{}</dd>",
        "<div class=k>{}</div><div class=v>{}</div>",
    ],
)
def test_labels_above_the_first_paragraphs(row: str) -> None:
    claim, verdict = "أغلق الجسر أبوابه بعد يوم واحد من افتتاحه.", "زائف"
    box = row.format("الادعاء", claim) + row.format("الحكم", verdict)
    html = page().replace('"story">', f'"story"><div class=box>{box}</div>')
    expected = ["الادعاء", claim, "الحكم", verdict, *TEXT]
    assert read(html).text.split("\n") == expected


FACTS = "".join(
    f"<tr><td>{name}</td><td>{value}</td></tr>"
    for name, value in (("الطول", "180 مترا"), ("العرض", "أربعة أمتار"))
)
PRINTED = ["الطول 180 مترا", "العرض أربعة أمتار"]


@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_table_of_facts_in_a_block_of_its_own(place: int) -> None:
    table = f"<div class=w><div><table>{FACTS}</table></div></div>"
    lines = [f"<div class=w><div><p>{line}</p></div></div>" for line in TEXT]
    lines.insert(place, table)
    html = f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1><div class=s>"
    kind = '<head><meta property="og:type" content="article"></head>'
    html = html.replace("<body>", f"{kind}<body>") + "".join(lines) + "</div></body>"
    expected = [*TEXT[:place], *PRINTED, *TEXT[place:]]
    assert read(html).text.split("\n") == expected


def test_a_table_of_the_page_is_no_table_of_facts() -> None:
    rows = "<tr><td>القسم</td><td>محليات</td></tr>"
    rows += "<tr><td>التاريخ</td><td>10 مارس 2026</td></tr>"
    html = page().replace('"story">', f'"story"><table>{rows}</table>')
    assert read(html).text == "\n".join(TEXT)


@pytest.mark.parametrize(
    "box",
    [
        '<div class="story-gate"><h3>هذه المادة لأعضاء الصحيفة</h3>'
        "<p>عضويتك تفتح لك كل ما نكتب</p></div>",
        '<div data-paywall="m"><h4>بقي لك مقال واحد</h4><p>اختر ما يناسبك</p></div>',
        "<div class=x><h3>واصل القراءة معنا</h3><p>اكتب بريدك هنا لتصلك البقية</p>"
        '<form><input type="email"></form></div>',
        "<div class=x><div>💡</div><div>أعجبك هذا العدد؟ اشترك الآن في رسالة الواحة"
        "</div></div>",
        '<div class=x><a href="javascript:print()">طباعة</a> - '
        '<a href="/SendToFriend.aspx?id=5">أرسل لصديق</a> - عدد القراءات: 120</div>',
    ],
)
@pytest.mark.parametrize("after", [2, 4])
def test_gates_forms_calls_and_tools_are_no_text(box: str, after: int) -> None:
    assert read(inside(box, after=after)).text == "\n".join(TEXT)


@pytest.mark.parametrize(
    "box",
    [
        # Paragraphs for subscribers; a box that tells something; an accordion.
        "<div class=paywall><p>{}</p><p>{}</p></div>",
        "<div class=x><div class=y>{}</div><p>{}</p></div>",
        '<div class=x><input type="checkbox"><p>{}</p><p>{}</p></div>',
    ],
)
def test_boxes_of_the_text(box: str) -> None:
    own = ("رسم الجسر مهندس من أبناء المدينة.", "ويضاء ليلا بمصابيح شمسية صغيرة.")
    html = inside(box.format(*own))
    assert read(html).text.split("\n") == [*TEXT[:2], *own, *TEXT[2:]]


@pytest.mark.parametrize(
    ("row", "published"),
    [
        # An update before the publication, each in a row of its own.
        (
            "<p>آخر تحديث: 11 مارس 2026 4:15 م</p><p>نُشر 9 مارس 2026 9:05 م</p>",
            "2026-03-09T21:05:00+03:00",
        ),
        # Elements that meet without a space.
        (
            "<div><b>الواحة</b><b>نُشر: 9 مارس 2026 – 18:05 GMT</b>"
            "<b>قبل 3 أيام</b></div>",
            "2026-03-09T21:05:00+03:00",
        ),
        # The link of a desk is as long as a headline, and is none.
        (
            '<div><a class="author" href="/a/1">هيئة التحرير - صحيفة الواحة</a>'
            "<b>منذ يومين</b></div>",
            "2026-03-10",
        ),
    ],
)
def test_date_beside_other_things(row: str, published: str) -> None:
    assert read(page().replace("</h1>", f"</h1>{row}")).published == published


@pytest.mark.parametrize(
    ("icon", "published"),
    [
        ('<i class="bi bi-calendar3"></i>', "2026-03-11T21:45:00+03:00"),
        ('<svg class="icon-clock"></svg>', "2026-03-11T21:45:00+03:00"),
        ('<i class="bi bi-eye"></i>', None),
    ],
)
def test_icon_of_a_calendar_above_the_headline(
    icon: str, published: str | None
) -> None:
    assert read(above(f"<p>{icon} 11/03/2026 - 09:45 م</p>")).published == published


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        # A desk and its paper, as the link of the author holds them.
        (
            '<p><a class="author-name" href="/author/ed/">هيئة التحرير - نبض النخيل'
            "</a> <b>منذ يومين</b></p>",
            ["هيئة التحرير - نبض النخيل"],
        ),
        ('<p class="author">هيئة التحرير - النخيل</p>', ["هيئة التحرير"]),
        ('<p class="author">هيئة التحرير - منذ يومين</p>', ["هيئة التحرير"]),
        # A desk with a quoted name, and the date in the same row.
        (
            "<div class=check-by><span>وحدة التدقيق في «ميزان»</span>"
            "<span>الخميس، 12 فبراير 2026</span></div>",
            ["وحدة التدقيق في «ميزان»"],
        ),
        (
            "<div class=x><span>وحدة التدقيق في «ميزان»</span>"
            "<span>الخميس، 12 فبراير 2026</span></div>",
            [],
        ),
        # An old layout's address of an author's page has no folder.
        (
            '<center><a href="author.asp?id=7"><b>هند القنطرية</b></a></center>',
            ["هند القنطرية"],
        ),
        ('<center><a href="coauthor.asp?id=7">هند القنطرية</a></center>', []),
    ],
)
def test_desks_and_links_that_sign(byline: str, names: list[str]) -> None:
    assert with_byline(byline) == names


@pytest.mark.parametrize(
    ("agency", "site", "names"),
    [
        ("وكالة الوادي للأنباء", "الوادي", ["وكالة الوادي للأنباء"]),
        ("وكالة الوادي", "الوادي", ["وكالة الوادي"]),
        # The site's own name, and no more.
        ("الوادي", "الوادي", []),
        ("وكالة الوادي", "وكالة الوادي", []),
    ],
)
@pytest.mark.parametrize("name", ["author", "meta"])
def test_an_agency_that_signs_has_the_name_of_its_site_in_it(
    agency: str, site: str, names: list[str], name: str
) -> None:
    html = page().replace(f"<title>{TITLE}", f"<title>{TITLE} - {site}")
    publisher = {"@type": "Organization", "name": site}
    data = json.dumps(
        {"@type": "NewsArticle", "headline": TITLE, "publisher": publisher},
        ensure_ascii=False,
    )
    script = f'<script type="application/ld+json">{data}</script></head>'
    line = (
        f'<p class="{name}"><i class="post-author">{agency}</i><b>11 مارس 2026</b></p>'
    )
    html = html.replace("</head>", script).replace("</h1>", f"</h1>{line}")
    assert read(html).authors == names


POINTS = (
    "أغلقت البلدية الطريق المحاذي للوادي حتى المساء.",
    "عاد التيار الكهربائي إلى ثلاثة أحياء في المدينة.",
)


@pytest.mark.parametrize("name", ["summary", "live-highlights"])
def test_summary_above_a_live_report_and_the_button_of_an_entry(name: str) -> None:
    entries = "".join(
        f"<article class=entry><div class=t><time>1{hour}:05</time></div>"
        f"<h3>ساعة الجسر رقم {hour}</h3><div class=c><p>{line}</p></div>"
        + ("<div class=sh>انشر هذه المعلومة</div>" if hour == 0 else "")
        + "</article>"
        for hour, line in enumerate(TEXT)
    )
    items = "".join(f"<li>{point}</li>" for point in POINTS)
    box = f"<div class={name}><h2>ملخص اليوم</h2><ul>{items}</ul></div>"
    html = page()
    start, end = html.index("<div class="), html.index("</article>")
    html = f"{html[:start]}{box}<section class=feed>{entries}</section>{html[end:]}"
    assert read(html).text.splitlines() == [
        "ملخص اليوم",
        *POINTS,
        *(
            part
            for hour, line in enumerate(TEXT)
            for part in (f"ساعة الجسر رقم {hour}", line)
        ),
    ]


RATING = "<table><tr><td>{}</td></tr><tr><td>النتيجة: 71% من 24 صوتا</td></tr></table>"


@pytest.mark.parametrize(
    ("first", "is_text"),
    [
        ("قيّم هذا المقال: ضعيف - مقبول - جيد - ممتاز جدا", False),
        ("أضلاع الجسر كما سماها أهل الحي: البرج - القوس - الممر - الدرج", True),
    ],
)
def test_a_scale_of_answers_is_no_text(first: str, is_text: bool) -> None:
    html = page().replace("</p></div>", f"</p>{RATING.format(first)}</div>")
    assert (first in read(html).text) is is_text


def test_author_beside_a_link_to_the_comments_that_repeats_the_headline() -> None:
    """As WordPress's starter theme prints it."""
    meta = (
        '<div class="entry-meta"><span class="posted-on"><a href="/d/">10 مارس 2026</a>'
        '</span><span class="byline"><span class="author vcard">'
        '<a class="url fn n" href="/author/h/">hind_q</a></span></span>'
        '<span class="comments-link"><a href="#respond">اترك تعليقا على '
        f"{TITLE} بعد ثلاثين عاما من الانتظار الطويل على ضفتي الوادي والمدينة</a>"
        "</span></div>"
    )
    assert read(page().replace("</h1>", f"</h1>{meta}")).authors == ["hind_q"]


def signed(*, above: str = "", below: str = "", first: str = "") -> list[str]:
    """Authors of a page with a line in its text, above or below its paragraphs, or at
    the begin of the first one."""
    html = page().replace(f"<p>{TEXT[0]}", f"{above}<p>{first}{TEXT[0]}")
    return read(html.replace(f"{TEXT[3]}</p>", f"{TEXT[3]}</p>{below}")).authors


# Short headlines of which the text says no word.
KICKERS = (
    *("عودة الهدوء", "أزمة سياسية", "انفجار عنيف", "هدوء حذر", "جدل واسع"),
    *("توتر متصاعد", "مقتل جندي", "مفاوضات شاقة", "قتيلان وجريح", "تشرين الثاني"),
    *("حزب الله", "تجمع المهنيين السوداني", "لاعب الأهلي", "رجال أعمال"),
    *("خيار أم ضرورة", "مقتل بنت"),
)


# Neither name is in the list of given names; the headline names the valley.
@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("وادي اللوز – قطوف الزمزاني", ["قطوف الزمزاني"]),
        ("وادي اللوز: قطوف زمزان", ["قطوف زمزان"]),
        ("وادي اللوز/ قطوف زمزان", ["قطوف زمزان"]),
        ("وادي اللوز (قطوف زمزان)", ["قطوف زمزان"]),
        ("النخيل - قطوف بنت زمزان", ["قطوف بنت زمزان"]),
        ("النخيل: قطوف الزمزاني ورهوان الغيلاني", ["قطوف الزمزاني", "رهوان الغيلاني"]),
        ("قطوف الزمزاني – وادي اللوز", ["قطوف الزمزاني"]),
        ("نواكشوط: قطوف بنت زمزان", ["قطوف بنت زمزان"]),
        ("كتبت: قطوف زمزان", ["قطوف زمزان"]),
        ("كتبت/ قطوف زمزان", ["قطوف زمزان"]),
        ("بقلم: قطوف زمزان", ["قطوف زمزان"]),
        # What the text speaks of, offices, parts of a film.
        ("وادي اللوز: الجسر الجديد", []),
        ("وادي اللوز – جسر جديد", []),
        *((f"وادي اللوز: {kicker}", []) for kicker in KICKERS),
        ("وادي اللوز – خاص", []),
        ("وادي اللوز: مكتب الصحيفة", []),
        ("بطولة: قطوف زمزان", []),
        ("سطر غريب: قطوف زمزان", []),
        ("تصوير: قطوف زمزان", []),
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_author_in_a_line_of_the_text(line: str, names: list[str], place: str) -> None:
    assert signed(**{place: f"<p><b>{line}</b></p>"}) == names


def test_authors_below_the_text_each_with_a_place() -> None:
    line = "<p>النخيل: سيدي زمزان ولد الغيلان<br>الرمال: قطوف بنت زمزان</p>"
    assert signed(below=line) == ["سيدي زمزان ولد الغيلان", "قطوف بنت زمزان"]
    # A list of facts below the text has no author.
    facts = "<p>الجسر: سيدي زمزان ولد الغيلان<br>الطول: مئة وثمانون مترا</p>"
    assert signed(below=facts) == []


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("النخيل – قطوف الزمزاني: ", ["قطوف الزمزاني"]),
        ("النخيل – هادي زمزان: ", ["هادي زمزان"]),
        ("النخيل (قطوف الزمزاني) – ", ["قطوف الزمزاني"]),
        ("النخيل – قطوف زمزان – ", []),
        ("النخيل - هادي زمزان - ", ["هادي زمزان"]),
        ("النخيل - الواحة - هادي زمزان - ", ["هادي زمزان"]),
        ("النخيل - هادي الجسر - ", []),
        ("هادي - زمزان - ", []),
        ("النخيل – مجلس البلدية: ", []),
        ("النخيل – قائد الحرس الثوري: ", []),
        ("النخيل – تجمع المهنيين السوداني: ", []),
        ("النخيل – خاص: ", []),
    ],
)
def test_author_at_the_begin_of_the_first_paragraph(
    first: str, names: list[str]
) -> None:
    assert signed(first=first) == names


@pytest.mark.parametrize("account", ["Unknown", "هيئة التحرير", "admin"])
def test_author_in_the_text_goes_before_a_desk_and_an_account(account: str) -> None:
    line = f'<p class="post-author"><a rel="author" href="/a/1">{account}</a></p>'
    html = page().replace("</h1>", f"</h1>{line}")
    html = html.replace(f"<p>{TEXT[0]}", f"<b>النخيل: قطوف زمزان</b><br><p>{TEXT[0]}")
    assert read(html).authors == ["قطوف زمزان"]


@pytest.mark.parametrize("tag", ["span", "b", 'span class="b__city"'])
def test_a_city_beside_an_author_is_no_part_of_his_name(tag: str) -> None:
    one, two = ("قطوف الزمزاني", "الرمال"), ("هند القنطرية", "أبو ظبي")
    boxes = "".join(
        f'<div class="n"><a href="/author/{i}" class="b__name">{name}</a>'
        f"<{tag}>{city}</{tag.split()[0]}></div>"
        for i, (name, city) in enumerate((one, two))
    )
    names = ["قطوف الزمزاني", "هند القنطرية"]
    assert with_byline(f'<div class="b-byline">{boxes}</div>') == names
    # A line of its own, the city first; an element that states whom it names.
    city = f"<{tag}>الرمال</{tag.split()[0]}>"
    for line in (
        f"<p class=byline>{city}<b>قطوف الزمزاني</b></p>",
        f"<p><span itemprop=author><b>قطوف الزمزاني</b>{city}</span></p>",
    ):
        assert with_byline(line) == ["قطوف الزمزاني"]


def test_a_city_named_so_stands_apart_behind_a_space() -> None:
    line = (
        '<p class="meta"><span class="author">قطوف الزمزاني '
        '<small class="city">الرمال</small></span> <b>11 مارس 2026</b></p>'
    )
    assert with_byline(line) == ["قطوف الزمزاني"]


@pytest.mark.parametrize(
    ("line", "clock"),
    [
        ("نشر في 11 مارس 2026 الساعة 11 و 40 دقيقة", (11, 40)),
        ("11 مارس 2026 على الساعة 11 و 40 دقيقة ليلا", (23, 40)),
        ("11 مارس 2026 على الساعة 18 و 5 دقائق", (18, 5)),
        ("الأربعاء 11 مارس 2026 على الساعة 18 و 5 دقائق | 320 قراءة", (18, 5)),
        ("11 مارس 2026 - 11H40 - 4 دقائق قراءة", (11, 40)),
    ],
)
def test_clocks_of_the_maghreb(line: str, clock: tuple[int, int]) -> None:
    wanted = datetime(2026, 3, 11, *clock, tzinfo=ZoneInfo("Africa/Tunis"))
    html = page().replace("</h1>", f"</h1><p class=x>{line}</p>")
    assert read(html, tz="Africa/Tunis").published == wanted.isoformat()


AT = datetime(2026, 3, 11, 14, 32, tzinfo=ZoneInfo("Asia/Riyadh"))
DAY = "النخيل 22 رمضان 1447 هـ الموافق 11 مارس 2026 م ورن"


@pytest.mark.parametrize(
    ("end", "published"),
    [
        ("// انتهى //<br>14:32 ت م<br>0091", AT),
        ("// انتهى //<br>14:32 ت.م", AT),
        ("// انتهى //<br>1432 ت م", AT),
        ("انتهى<br>11:32 ت.غ", AT),
        ("(انتهى)<br>1132 جمت", AT),
        ("// انتهى //<br>الساعة 14:32 بتوقيت مكة المكرمة", AT),
        ("// انتهى // 14:32 ت م", AT),
        ("14:32 ت م<br>// انتهى //", AT),
        # Without the mark, or without a zone, it may be anybody's clock.
        ("14:32 ت م", AT.date()),
        ("// انتهى //<br>14:32", AT.date()),
        ("// انتهى //<br>1432", AT.date()),
        ("// انتهى //<br>25:32 ت م", AT.date()),
        ("// انتهى //<br>14:32 ت م<br>15:10 ت م", AT.date()),
        ("// انتهى //<br>المباراة 14:32 ت م", AT.date()),
    ],
)
def test_clock_that_an_agency_closes_its_report_with(
    end: str, published: datetime | date
) -> None:
    lines = "<br>".join((DAY, *TEXT, end))
    html = page()
    start, stop = html.index("<p>"), html.index("</div>")
    found = read(f"{html[:start]}<p>{lines}</p>{html[stop:]}").published
    assert found == published.isoformat()


def test_a_closing_clock_leaves_another_clock_alone() -> None:
    html = page().replace("</h1>", "</h1><p class=date>11 مارس 2026 09:10</p>")
    html = html.replace(f"{TEXT[3]}</p>", f"{TEXT[3]}</p><p>انتهى</p><p>14:32 ت م</p>")
    assert read(html).published == AT.replace(hour=9, minute=10).isoformat()


# Printed at noon in Greenwich, 15:00 at the site.
@pytest.mark.parametrize(
    ("element", "published"),
    [
        ('<span title="2026-03-12 10:43:27">منذ 4 ساعات</span>', (12, 10, 43, 27)),
        ('<a title="12 مارس 2026 10:43 ص">قبل 4 ساعات</a>', (12, 10, 43, 0)),
        ('<b data-bs-original-title="12/03/2026 10:43">4 ساعات مضت</b>',
         (12, 10, 43, 0)),
        ('<small aria-label="2026-03-10T09:08:07+03:00">منذ يومين</small>',
         (10, 9, 8, 7)),
        # Another instant's, in UTC, or nothing but words.
        ('<span title="2026-03-12 07:43:27">منذ 4 ساعات</span>', (12, 11, 0, 0)),
        ('<span title="2024-03-12 10:43:27">منذ 4 ساعات</span>', (12, 11, 0, 0)),
        ('<span title="رابط دائم">منذ 4 ساعات</span>', (12, 11, 0, 0)),
        ('<span title="2026-03-12">منذ 4 ساعات</span>', (12, 11, 0, 0)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("label", ["", "نشر ", "<i class='bi bi-clock'></i> "])
def test_absolute_date_in_the_tip_of_a_relative_one(
    element: str, published: tuple[int, int, int, int], label: str
) -> None:
    day, *clock = published
    wanted = datetime(2026, 3, day, *clock, tzinfo=ZoneInfo("Asia/Riyadh"))
    assert with_date(f"{label}{element}").published == wanted.isoformat()


def test_tip_of_an_update_is_the_updates() -> None:
    tip = '<span title="2026-03-12 10:43:27">منذ 4 ساعات</span>'
    found = with_date(f"آخر تحديث: {tip}")
    wanted = "2026-03-12T10:43:27+03:00"
    assert (found.published, found.modified) == (None, wanted)


def test_date_of_an_update_in_an_element_of_its_own_is_the_updates() -> None:
    found = with_date("آخر تحديث: <b>11 مارس 2026</b>")
    assert (found.published, found.modified) == (None, "2026-03-11")


@pytest.mark.parametrize("between", ["", " ", " | "])
def test_minutes_since_an_update_are_no_count_of_readers(between: str) -> None:
    found = with_date(
        f"<span>منذ 3 ساعات</span>{between}<span>آخر تحديث: منذ 20 دقيقة</span>"
        f"{between}<span>412</span>"
    )
    assert found.published == "2026-03-12T12:00:00+03:00"
