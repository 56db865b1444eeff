"""Lines of a site, kind by kind, each beside lines of reports that sound alike."""

import pytest

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.arabic.boilerplate.edges import is_policy, stands_behind
from tests.lines import abroad, giving, parts, pointed, readers, stamps

ROOMS = (abroad, giving, parts, pointed, readers, stamps)

OF_SITES = [
    # In all persons
    "تابعي قناتنا على يوتيوب",
    "تابعن صفحتنا على فيسبوك",
    "راسلينا على واتساب",
    "المرجو تحديثه",
    # Newsletters, podcasts, applications
    "توصلوا بأخبار الوادي مباشرة في بريدكم الإلكتروني",
    "لا تفوتوا النشرة الأسبوعية — اشتركوا مجانا",
    "استمعوا إلى بودكاست «على الضفة» على جميع المنصات",
    "بودكاست «على الضفة» من موقعنا: الحلقة الرابعة متاحة على سبوتيفاي",
    "استمعوا إلينا على موجة 101.5",
    "لتحميل تطبيق الوادي: آيفون | أندرويد",
    # Membership, polls, a word to the editors
    "هل استفدت من هذا التحقيق؟ ادعم عملنا باشتراك شهري",
    "لقد استنفدتم عدد المقالات المجانية لهذا الأسبوع",
    "صوتوا الآن في استطلاع الأسبوع: هل تقرأ ليلا؟ ○ نعم ○ لا",
    "استطلاع: أي الفصول أجمل؟ [صوت] [عرض النتائج]",
    "هل لاحظت خطأ في هذا الخبر؟ اكتب لنا",
    "إذا أعجبك المقال فلا تبخل بمشاركته",
    "بلغ إدارة الموقع عن محتوى مخالف",
    # Counters, states, forms
    "مشاركة 3 تغريدة 1 إرسال",
    "حُدث منذ 20 دقيقة",
    "قرئ هذا المقال 315 مرة",
    "مدة القراءة المتوقعة: 6 دقائق تقريبا",
    "تم استلام تعليقك وسيظهر بعد المراجعة",
    "شكرا لاشتراككم في نشرتنا",
    "مشاركتك قيد المراجعة",
    # Galleries, ways, players
    "+7 صور.. اضغط على الصورة للتكبير",
    "اسحب يسارا لمشاهدة باقي الصور",
    "الصورة 3 من 9 التالية",
    "« الجزء السابق | الجزء التالي »",
    "شغل الفيديو",
    "جاري تحميل المشغل...",
    "عذرا، متصفحك لا يدعم مشغل الصوت",
    "عذرا، المتصفح لا يدعم عنصر الصوت. المرجو تحديثه",
    # Advertisements, rows of labels, keywords, addresses
    "إشهار",
    "— إعلانات تهمك —",
    "طباعة | إرسال إلى صديق | حجم الخط أ+ أ-",
    "اطبع الخبر 🖨 أرسله بالبريد",
    "2 تعليق | 40 قراءة | طباعة",
    "الأوسمة: جسر مشاة",
    "الرئيسية » أخبار » الوادي",
    "الرابط المختصر: https://waha.example/?p=7",
    # Rules of the house
    "يمنع منعا كليا نسخ هذا المحتوى دون موافقة من إدارة الموقع",
    "كل نقل لمواد جريدتنا دون ذكر المصدر يعرض صاحبه للمساءلة",
    "تنويه: المعلومات الواردة هنا للتثقيف ولا تغني عن استشارة طبيب.",
    "تنبيه: تحتفظ إدارة الموقع بحق حذف الردود المسيئة",
]
OF_REPORTS = [
    "أكتب إليكم هذه المقالة",
    "تابعن دروسهن في خيمة على فيضان النهر",
    "حدث منذ ثلاثين سنة",
    "عدد المشاركات 14 فريقا",
    "الجزء 2",
    "صوت في الاستفتاء ثلاثة آلاف",
    "صوت النواب الآن على القانون",
    "إن كنت تعرف طريقا أقصر فاكتبه لنا",
    "شغل المصباح البيت كله",
    "اسحب الستارة إلى الجانب",
    "حقوق محفوظة على الورق فقط",
    "هل كنت هناك؟ قال لي الحارس",
    "كل نسخ للمفاتيح دون إذن المالك ممنوع في البلدة",
    "المعلومات الواردة من المرفأ لا تغني عن شهادة البحارة",
    "أبلغ صياد عن قارب مفقود",
    "استمعوا إلى الجدة وهي تحكي",
    "شكرا للبحر",
    "الإعلان والصمت",
    "النسخة العربية",
    "اختر اللغة من القائمة",
]


@pytest.mark.parametrize(
    "line", [*OF_SITES, *(line for room in ROOMS for line in room.OF_SITES)]
)
def test_lines_of_sites(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line", [*OF_REPORTS, *(line for room in ROOMS for line in room.OF_REPORTS)]
)
def test_lines_of_reports(line: str) -> None:
    assert not is_boilerplate(line)
    assert not is_boilerplate(f"{line.rstrip('.')}.")
    assert not is_boilerplate(line.rstrip("."))


def test_only_a_full_stop_tells_a_view_from_a_link() -> None:
    assert not is_boilerplate("يمكنكم مشاهدة القمر من هنا.")
    assert is_boilerplate("يمكنكم مشاهدة الفيديو من هنا")


@pytest.mark.parametrize(
    "line", ["آخر تحديث: 3 مارس 2025 - 10:20", "المزيد من أخبار الوادي"]
)
def test_last_lines(line: str) -> None:
    assert stands_behind(line)


def test_a_last_sentence_stays() -> None:
    assert not stands_behind("ويعود آخر تحديث للقوائم إلى عام 2019.")
    assert not stands_behind("المزيد من المطر")


@pytest.mark.parametrize(
    "start", ["تنويه ", "استمعوا إلى حلقة ", "هل لاحظت خطأ ", "كل نقل ", "اترك "]
)
@pytest.mark.parametrize("word", ["على ", "الموقع ", "هذا النص ", "من ", "لا "])
def test_long_lines_stay(start: str, word: str) -> None:
    # An expression that backtracks would never end.
    for length in (190, 590, 100_000):
        line = (start + word * length)[:length].rstrip() + " حجر"
        assert not is_policy(line)
        assert not is_boilerplate(line)
