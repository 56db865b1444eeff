"""Lines in which a paper speaks of itself, and reports that name it."""

from datetime import UTC, datetime

import pytest

from newsbot.arabic.boilerplate.paper import Paper, paper_of
from newsbot.pages.article import ArticlePage
from newsbot.sites import generic

PAPER = Paper(["سهيل الوادي نت"])
SAID = [
    "تابعوا نشرة قناة سهيل الوادي على التردد 11222",
    "الأكثر قراءة اليوم في سهيل الوادي نت",
    "للمزيد من أخبار الميناء على سهيل الوادي: القوارب تعود",
    "هل أعجبك ما تقرأ؟ كوني شريكة في سهيل الوادي بعضوية شهرية",
    "شارك خبر سهيل الوادي على: فيسبوك واتساب تلغرام",
    "توصلوا بجديد «سهيل الوادي» في بريدكم",
    "قرئ هذا الخبر على سهيل الوادي نت 51 مرة",
    "إليكم الفيديو كما وصل إلى سهيل الوادي نت:",
    "حقوق النشر محفوظة – عند النقل يرجى الإشارة لسهيل الوادي",
    "رقم سهيل الوادي لشكاواكم مفتوح على مدار الساعة",
    "🔴 شاهد البث المباشر لقناة سهيل الوادي",
    "بقاء سهيل الوادي رهن بدعمكم.. ساهموا معنا عبر هذا الرابط",
]
REPORTED = [
    "وقال الوزير لـ«سهيل الوادي نت» إن الجسر آمن",
    "سهيل الوادي نت: كيف تتابعون ما يكتب عنكم على فيسبوك؟",
    "تابع مراسل سهيل الوادي نت جلسة المجلس",
    "وأبلغ مصدر في الميناء سهيل الوادي نت أن القوارب عادت",
    "شارك موقع سهيل الوادي في معرض الكتاب",
    "حمل تطبيق سهيل الوادي جائزة المعرض",
    "صدر العدد الأول من سهيل الوادي قبل ستين عاما",
    "النخيل (سهيل الوادي نت) – وصلت القافلة صباح اليوم",
    "يضحك التاجر ويقول لسهيل الوادي: اسأل الزبائن واقرأ تعليقاتهم",
    "تلقيت نبأ تكليفكم برئاسة تحرير سهيل الوادي",
    "تابعونا على الضفة، قالت مراسلة سهيل الوادي",
    "لمتابعة التقارير الصادرة من سهيل الوادي",
]


@pytest.mark.parametrize("line", SAID)
def test_said_to_readers(line: str) -> None:
    assert PAPER.speaks_in(line)


@pytest.mark.parametrize("line", REPORTED)
def test_reported(line: str) -> None:
    assert not PAPER.speaks_in(line)
    assert not PAPER.speaks_in(f"{line}.")


def test_a_name_that_is_a_word_needs_its_kind() -> None:
    paper = Paper(["الوادي"])
    assert paper.speaks_in("اقرأ المزيد من أخبار الطقس على موقع الوادي")
    assert paper.speaks_in("تابعوا «الوادي» على فيسبوك ليصلكم كل جديد")
    assert not paper.speaks_in("زوروا الوادي في الربيع واكتبوا لنا رأيكم")


def test_names_with_slogans_and_without_words() -> None:
    assert Paper(["سهيل الوادي - أخبار لحظة بلحظة"]).speaks_in(SAID[0])
    assert not Paper([])
    assert not Paper(["", "|", "نت"]).speaks_in("تابعوا نت على فيسبوك")
    assert paper_of(("سهيل الوادي",)) is paper_of(("سهيل الوادي",))


def test_long_lines_are_reports() -> None:
    assert not PAPER.speaks_in("تابعوا سهيل الوادي على فيسبوك " + "كلمة " * 40)


TEXT = (
    "أعلنت بلدية مدينة النخيل أمس افتتاح جسر المشاة الجديد فوق وادي اللوز.",
    "وقالت رئيسة المجلس البلدي إن الجسر «يصل ضفتي الوادي» أول مرة منذ ثلاثين عاما.",
    "ويبلغ طول الجسر 180 مترا وعرضه أربعة أمتار، ونصفه للدراجات الهوائية.",
    "وقال المهندس لسهيل الوادي نت إن أعمال جسر ثان تبدأ في الصيف قرب الميناء.",
)


@pytest.mark.parametrize(
    "stated",
    [
        '<meta property="og:site_name" content="سهيل الوادي نت">',
        '<meta property="og:title" content="جسر المشاة يفتح اليوم">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": '
        '"جسر المشاة", "publisher": {"@type": "Organization", "name": '
        '"سهيل الوادي نت"}}</script>',
    ],
)
def test_a_page_names_its_paper(stated: str) -> None:
    lines = [*TEXT[:2], SAID[1], *TEXT[2:], SAID[9]]
    page = ArticlePage(
        "<html lang='ar'><head><title>جسر المشاة يفتح اليوم - سهيل الوادي نت</title>"
        f"<meta property='og:type' content='article'>{stated}</head><body><article>"
        "<h1>جسر المشاة يفتح اليوم</h1><div class='story'>"
        + "".join(f"<p>{line}</p>" for line in lines)
        + "</div></article></body></html>",
        url="https://waha.example/2026/11/1/a/",
        profile=generic(),
        tz="UTC",
        now=datetime(2026, 11, 2, tzinfo=UTC),
    )
    assert page.article("waha.example").text.split("\n") == list(TEXT)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ضفاف نيوز جريدة إلكترونية مستقلة تصدر من بغداد", True),
        ("«ضفاف نيوز» موقع إخباري شامل يهتم بشؤون الجنوب", True),
        ("ضفاف نيوز منصة رقمية تعنى بالري والزراعة", True),
        ("لتجربة أفضل حمل تطبيق ضفاف نيوز", True),
        ("ضفاف نيوز موقع قرصنه مجهولون مساء السبت", False),
        ("ضفاف نيوز موقع إخباري حجبته السلطات عامين", False),
        ("ضفاف نيوز صحيفة أغلقتها الحكومة قبل عامين", False),
        ("جريدة الجنوب موقع إخباري شامل يهتم بشؤون القرى", False),
    ],
)
def test_what_a_paper_says_it_is(line: str, expected: bool) -> None:
    assert Paper(["ضفاف نيوز"]).speaks_in(line) is expected
