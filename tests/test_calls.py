"""Calls, buttons, rights and signatures in a body, and sentences that look like them;
and what stands at the edges of a text, whichever rules found it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.arabic.boilerplate.edges import is_policy, is_signature, stands_behind
from newsbot.arabic.boilerplate.labels.keywords import lists_keywords
from newsbot.arabic.boilerplate.speech import ends_sentence, is_quoted, is_told
from newsbot.arabic.credits import agency_line, credit
from newsbot.pages import extract
from newsbot.pages.article import ArticlePage
from newsbot.pages.lines import without_edges
from newsbot.sites import generic

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)
URL = "https://waha.example/news/5/"

BOILERPLATE = [
    # Links: all verbs, separators and spellings
    "اقرؤوا أيضًا: طيور الوادي تعود",
    "إقرأ أيضا 👇 طيور الوادي تعود",
    "شاهدوا كذلك ← سباق القوارب",
    "وربما يعجبك أيضا: سباق القوارب",
    "لا يفوتك: سباق القوارب",
    "شاهد الصور: سباق القوارب في المرفأ",
    "بالصور.. شاهدوا سباق القوارب",
    "شاهد المزيد من الفيديوهات",
    "لقراءة التقرير كاملا اضغط هنا",
    "لقراءة المزيد من التقارير تفضلوا بزيارة موقعنا",
    "المقالات الأكثر قراءة هذا الشهر",
    "الأكثر تداولا اليوم",
    # Follow, subscribe, join
    "تابعونا على إكس وثريدز",
    "تابعوا صفحتنا الرسمية على إنستغرام لمعرفة المزيد",
    "تابعنا على @palmnews",
    "انضموا لقناتنا على تلكرام",
    "اشترك بالقائمة البريدية",
    "اشترك في نشرة النخيل المسائية",
    "أدخل بريدك الإلكتروني للاشتراك في نشرتنا",
    "تصلك أخبار المدينة إلى بريدك كل مساء",
    "فعّلوا زر الجرس ليصلكم جديدنا",
    "لا تنسوا الاشتراك في القناة",
    "كن أول من يعلم",
    # Share, send, comment, contact
    "شارك هذه القصة مع أصدقائك عبر واتساب",
    "مشاركة عبر البريد",
    "مشاركة: واتساب - تلغرام",
    "فيسبوك | واتساب | تلغرام",
    "اكتب رأيك في خانة التعليقات",
    "ما رأيك؟ شاركنا في التعليقات",
    "تواصلوا معنا على الرقم 0100 200 300",
    "للتواصل معنا عبر البريد الإلكتروني",
    "أرسلوا لنا صوركم عبر واتساب",
    # Applications and support
    "حمّلوا تطبيق النخيل على هواتفكم",
    "تطبيقنا متوفر على متجر غوغل بلاي",
    "ادعموا صحافتنا بتبرعكم",
    "تبرعوا الآن لدعم الصحافة الحرة",
    "ساهموا في دعم صحيفتنا وشاركوا الخبر",
    # Buttons and advertisements
    "نسخ رابط الخبر",
    "اطبع هذه الصفحة",
    "إرسال لصديق",
    "احفظ المقال للقراءة لاحقا",
    "استمع للخبر",
    "تصغير الخط",
    "أ+ أ-",
    "عدد المشاهدات: 120",
    "يستكمل التقرير بعد الإعلان",
    "تجاوز الإعلان",
    "مقال برعاية شركة النخيل",
    # Rights, opinions, keywords
    "كافة الحقوق محفوظة لجريدة النخيل 2026",
    "© 2026 جريدة النخيل. كافة الحقوق محفوظة",
    "يحظر نسخ المواد أو إعادة نشرها بدون إذن",
    "المقالات المنشورة تعبر عن رأي أصحابها",
    "هذه المقالة لا تعبر بالضرورة عن رأي الصحيفة",
    "كلمات دلالية: وادي اللوز، جسر",
    "الوسوم | جسر | مشاة",
    "#جسر_المشاة #النخيل",
    "Tags: bridge, valley",
    # In English
    "Follow us on X and Facebook",
    "Sign up for our weekly newsletter",
    "Click here to read more",
]
NEWS = [
    # What somebody says
    "تابعونا بهدوء.",
    "تابعونا حتى المرفأ، صاح البحار.",
    "تابعوا قناتنا على واتساب، قالت المذيعة للأطفال.",
    "شاركونا الخبز والتمر، قالت الجدة.",
    "ادعموا صيادينا، طالب رئيس النقابة.",
    "كافة الحقوق محفوظة للصيادين، أكد القاضي.",
    "«تابعونا على فيسبوك»",
    "«قد يعجبك.. وقد لا يعجبك»",
    "لا تنسوا الاشتراك في الحافلة، ذكّرت المعلمة.",
    # What others did
    "تابعونا على ضفة الوادي حتى غاب القمر.",
    "تابعوا السباق على يوتيوب من المقهى.",
    "تابع صفحتنا القديمة موظف من البلدية",
    "سجل في صفحاتنا الأولى حكاية المرفأ.",
    "انضم إلى قناتنا المائية فرع جديد.",
    "حمل التطبيق اسم الوادي.",
    "حمل تطبيق الخطة مفاجآت للصيادين.",
    "شارك على تويتر صورة القارب.",
    "أرسل إلى صديق قديم يسأله عن المرفأ.",
    "استمع للمقال كاملا قبل أن يرد عليه.",
    "تخطى الإعلان حدود الوادي.",
    "يستكمل المجلس جلسته بعد الإعلان.",
    "تواصل معنا عبر واتساب صياد من المرفأ.",
    "اتصل بنا على الرقم نفسه مرتين.",
    "ساهم في دعم الصيادين تاجران.",
    "تبرع الآن بألف كتاب.",
    # Verses, subheads and other lines
    "اقرأ المزيد من الصمت تفهم أكثر",
    "قد يهمك.. لكنه بعيد",
    "شاركوا خبزكم مع الجيران",
    "اكتب رأيك على الماء",
    "كل الحقوق محفوظة إلا حق النوم",
    "جميع الحقوق محفوظة بموجب القانون القديم",
    "يمنع نقل الرمال من الوادي دون إذن البلدية.",
    "الآراء الواردة في الرسائل لا تعبر عن غضب المدينة كله.",
    "كلمات دلالية محفورة على الصخر",
    "طباعة على الحرير",
    "مشاركة محدودة",
    "فيسبوك",
    "فيسبوك وتويتر",
    "محتوى الصندوق",
    "بالفيديو: شاهد الجمهور السباق كاملا.",
    "للمزيد من الدفء أشعلوا القوارب القديمة",
    "Follow us into the harbour, the pilot said.",
    "Follow us into the harbour, where the boats sleep",
    "Share this bread with your friends, he said.",
]


@pytest.mark.parametrize("line", BOILERPLATE)
def test_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", NEWS)
def test_news_is_no_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("المصدر: صحيفة النخيل", "صحيفة النخيل"),
        ("المصدر: النخيل", "النخيل"),
        ("المصدر: العصر الجديد", "العصر الجديد"),
        ("المصدر: رويترز، وكالة أنباء الميناء", "رويترز، وكالة أنباء الميناء"),
        ("المصدر: نبع صغير خلف التل", None),
        ("المصدر: ماء المطر المتجمع", None),
        ("المصدر: جد والدي", None),
    ],
)
def test_a_source_is_named_not_described(line: str, source: str | None) -> None:
    assert credit(line) == source


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("وكالات", "وكالات"),
        ("(رويترز)", "رويترز"),
        ("النخيل - وكالات", "النخيل - وكالات"),
        ("النخيل / أ ف ب", "النخيل / أ ف ب"),
        ("ع.ج (رويترز)", "رويترز"),
        ("* خدمة «بريد الواحة»", "بريد الواحة"),
        ("مدينة النخيل - واس", "مدينة النخيل - واس"),
        ("واس", None),
        ("وكالات السفر", None),
        ("وكالات السفر في المدينة أغلقت أبوابها.", None),
        ("النخيل - متابعات", None),
        ("النخيل – الواحة", None),
        ("رويترز: الاجتماع انتهى", None),
    ],
)
def test_lines_that_name_an_agency(line: str, source: str | None) -> None:
    assert agency_line(line) == source


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("(ك.ل/م.ن)", True),
        ("ك. ل. / م. ن.", True),
        ("هـ.م", True),
        ("AM/SK", True),
        ("رم/نع/س ك", True),
        ("هان/و ع/ك ل", True),
        ("(رم/س.ك)", True),
        ("نعم/لا", False),
        ("كم/س", False),
        ("بر/بحر/جو", False),
        ("قمح / ر ن / شعير", False),
        ("تحرير: ك.ل", True),
        ("(إعداد هادي البحري للنشرة العربية - تحرير سعاد النخلي)", True),
        ("تحرير: سعاد النخلي", False),
        ("ليل - نهار", False),
        ("أ - ب", False),
        ("(ضحك)", False),
        ("لا.", False),
        ("د. سعاد النخلي", False),
    ],
)
def test_signatures(line: str, is_one: bool) -> None:
    assert is_signature(line) is is_one
    assert stands_behind(line) is is_one


@pytest.mark.parametrize(
    ("line", "is_rule"),
    [
        ("التعليقات المنشورة تعبر عن رأي أصحابها", True),
        ("التعليقات التي وصلت إلى البلدية ملأت صندوقين.", False),
        ("جميع الحقوق محفوظة بموجب الدستور، رد القاضي.", False),
    ],
)
def test_rules_of_the_house(line: str, is_rule: bool) -> None:
    assert is_policy(line) is is_rule


def test_lists_of_keywords() -> None:
    assert lists_keywords("الكلمات المفتاحية: جسر، مشاة")
    assert lists_keywords("#جسر #مشاة")
    assert not lists_keywords("كلمات البحث: بيت، ماء، عمل.")
    assert not lists_keywords("#جسر")
    assert not lists_keywords("علامات: تعب، دوار")


def test_speech() -> None:
    assert is_told("زوروا موقعنا، قالت الدليلة")
    assert is_told("«زوروا موقعنا»")
    assert is_quoted("“زوروا موقعنا”.")
    assert not is_told("زوروا موقعنا، تابع صفحتنا")
    assert not is_quoted("«زوروا» موقعنا")
    assert ends_sentence("انتهى.")
    assert not ends_sentence("انتهى...")


def test_the_only_line_of_a_text_stays() -> None:
    assert without_edges(["وكالات"]) == (["وكالات"], None)
    assert without_edges(["النص.", "وكالات", "(م.ن)"]) == (["النص."], "وكالات")
    assert without_edges(["النص.", "وكالات", "بقية."])[0][1] == "وكالات"
    assert without_edges([]) == ([], None)


TEXT = (
    "أعلنت بلدية مدينة النخيل أمس افتتاح جسر المشاة الجديد فوق وادي اللوز.",
    "وقالت رئيسة المجلس البلدي إن الجسر «يصل ضفتي الوادي» أول مرة منذ ثلاثين عاما.",
    "ويبلغ طول الجسر 180 مترا وعرضه أربعة أمتار، ونصفه للدراجات الهوائية.",
    "ومن المقرر أن تبدأ في الصيف المقبل أعمال جسر ثان قرب ميناء الرمال.",
)
PAGE = """<html lang="ar" dir="rtl"><head><title>جسر المشاة يفتح اليوم</title>
<meta property="og:type" content="article"></head>
<body class="zox-net1 single-post postid-7">
<article id="post-7" class="post-7 post type-post">
<h1 class="zox-post-title entry-title">جسر المشاة يفتح اليوم</h1>
<div class="zox-post-body">{}</div></article></body></html>"""
ABOVE = [("النخيل - وكالات", "النخيل - وكالات"), ("(رويترز)", "رويترز")]
BELOW = [
    *ABOVE,
    ("(ك.ل/م.ن)", None),
    ("تحرير: ك.ل", None),
    ("الوسوم", None),
    ("يمنع نقل هذه المادة دون إذن من الصحيفة", None),
    ("المصدر: وكالات", "وكالات"),
]


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        *(((line, *TEXT), source) for line, source in ABOVE),
        *(((*TEXT, line), source) for line, source in BELOW),
        ((*TEXT, "وكالات", "(م.ن)", "تابعونا على تلغرام"), "وكالات"),
    ],
)
def test_edges_are_judged_alike_with_and_without_a_profile(
    lines: tuple[str, ...], source: str | None
) -> None:
    page = PAGE.format("".join(f"<p>{line}</p>" for line in lines))
    known = extract(page, url=URL, tz="UTC", now=NOW)
    sought = ArticlePage(page, url=URL, profile=generic(), tz="UTC", now=NOW)
    assert known.text.split("\n") == list(TEXT)
    assert known.credit == source
    found = sought.article("waha.example")
    assert found.text.split("\n") == list(TEXT)
    assert found.credit == source


@pytest.mark.parametrize(
    "line",
    ["#" + "_" * 90 + " " + "#a_" * 30_000, "(م." * 30_000, "الوسوم:" + " -" * 50_000],
)
def test_long_lines_of_marks_stay(line: str) -> None:
    lines = [TEXT[0], re.sub(r"\s+", " ", line)]
    assert without_edges(lines) == (lines, None)
