"""The words by which :mod:`newsbot.arabic.boilerplate.evidence` judges a line."""

from itertools import product
from typing import Final

from newsbot.arabic.boilerplate.phrases import folded, words_of

# What readers are to do. Many are verbs in the past tense, too.
DO: Final = words_of(
    "تابع تابعي تابعوا اشترك اشتركي اشتركوا انضم انضمي انضموا سجل سجلي سجلوا",
    "حمل حملي حملوا نزل نزلي نزلوا ثبت شارك شاركي شاركوا شاهد شاهدي شاهدوا",
    "شوف شوفي شوفوا زوري تفرجوا اقرأ اقرئي اقرأوا اقرؤوا طالع طالعي طالعوا",
    "استمع استمعي استمعوا اسمع اسمعوا أنصت اضغط اضغطي اضغطوا انقر انقري",
    "انقروا أدخل أدخلوا زر زوروا ادعم ادعموا تبرع تبرعوا ساهم ساهموا صوت صوتوا",
    "قيم قيموا علق علقوا اكتب اكتبوا أرسل أرسلوا ابعت ابعتوا راسل راسلوا",
    "تواصل تواصلوا اتصل اتصلوا فعل فعلوا عين عينوا اجعل اجعلوا اختر اختاروا",
    "ضع ضعوا أضف أضيفوا كن كونوا خليك خليكم احصل احصلوا تلق تلقوا تصفح",
    "تصفحوا اطلع اطلعوا واصل أكمل احفظ انسخ اطبع لا حدد",
)
TO: Final = words_of(
    "لمتابعة للمتابعة لمعرفة لتلقي لقراءة للقراءة لمشاهدة للمشاهدة لمطالعة",
    "للحصول للمزيد لمزيد لتحميل للتحميل لتنزيل للاشتراك للانضمام للاستماع",
    "للاطلاع لتصفح للتصفح لزيارة للتصويت للتسجيل للمشاركة للتواصل لدعم",
)
# Whom it is said to.
_YOU: Final = words_of(
    "لك لكم لديك لديكم عندك عندكم بريدك بريدكم رأيك رأيكم آراءكم تعليقك",
    "تعليقاتكم متصفحك دخولك يمكنك يمكنكم بإمكانك بإمكانكم ندعوك ندعوكم تقدر",
    "تقدروا تقدرون تقدرو فيك فيكم فيكن ليصلك ليصلكم لتصلك لتصلكم تصلك تصلكم",
    "يصلك يصلكم تفوت تفوتوا تفوتك يفوتك تنس تنسوا تنسى تنسي راسلنا راسلونا",
    "خبرونا خبرنا كتبولنا ابعتولنا أخبرنا أخبرونا شاركونا تابعونا تابعنا زورونا"
    " كلمونا دعمكم",
    "بدعمكم تبرعك تبرعكم اشتراكك اشتراككم متابعتكم",
)
READERS: Final = words_of("القارئ القراء قراءنا متابعينا أعزاءنا لقراءتك لمتابعتك")
# The site's own, and of nobody else.
_OURS: Final = words_of(
    *"صحافتنا تطبيقنا مقالنا مقالاتنا متابعينا متابعاتنا تغطيتنا تغطياتنا بودكاستنا"
    " استطلاعنا جروبنا قروبنا كروبنا مدونتنا نشرتنا نشراتنا موقعنا صفحتنا صفحاتنا"
    " قناتنا قنواتنا حسابنا حساباتنا منصاتنا منصتنا مجموعتنا مجموعاتنا أخبارنا قرائنا"
    " صحيفتنا جريدتنا بثنا تقاريرنا فيديوهاتنا محتوانا برنامجنا حلقاتنا شبكتنا".split()
)
# Of these a speaker says «our», too: our canal, our page of history, our news.
OF_SPEAKERS: Final = words_of(
    "موقعنا صفحتنا صفحاتنا قناتنا قنواتنا حسابنا حساباتنا منصتنا مجموعتنا",
    "أخبارنا صحيفتنا جريدتنا برنامجنا حلقاتنا شبكتنا قرائنا تقاريرنا بثنا",
    "مجموعاتنا منصاتنا محتوانا نشرتنا نشراتنا",
)
_NETWORKS: Final = words_of(
    *"فيسبوك فيس فايسبوك تويتر إكس واتساب واتس واتسآب تلغرام تليغرام تيليغرام تلجرام"
    " تليجرام تيليجرام إنستغرام انستغرام إنستجرام انستا يوتيوب تيكتوك سناب سنابشات"
    " لينكدإن ثريدز ماسنجر فايبر whatsapp telegram facebook instagram youtube tiktok"
    " twitter threads google جوجل غوغل البودكاست بودكاست واتسابنا".split()
)
SLANG: Final = words_of(
    "لايك لايكات ولايك سبسكرايب وسبسكرايب شير وشير كومنت كومنتات الكومنتات",
    "بالكومنتات فولو وفولو بالتعليقات subscribe",
)
SUBSCRIBERS: Final = words_of("مشترك مشتركا مشتركين متابع متابعا متابعين")
CHANNEL_NOUNS: Final = words_of("قناة نشرة خدمة تطبيق")
# Hardly anything but this page, this form, this browser.
_PAGE: Final = words_of(
    "المقال المقالة الخبر المنشور التدوينة متصفحك جافاسكربت جافاسكريبت",
    "javascript دخولك بريدك المصوتين المفضلة المختصر مسيء الرابط الحافظة",
)
MAY_BE_PAGE: Final = words_of(
    "الفيديو الصفحة الموضوع التقرير المادة الصوت الصورة المحتوى الملف البث",
    "التطبيق القناة الموقع المتصفح الإشعارات التنبيهات النشرة الخط القراءة",
    "العدد pdf القصة النص الصوتي التحميل المستخدمين المستخدمون القراء الزوار",
)
# What a button does.
ACTS: Final = words_of(
    "مشاركة المشاركة نسخ النسخ طباعة الطباعة حفظ إرسال تحميل تنزيل تشغيل",
    "إيقاف عرض إظهار إخفاء تكبير تصغير حجم قراءة مشاهدة استماع الاستماع",
    "تقييم التقييم تصويت التصويت الاشتراك تسجيل تفعيل إعجاب لتشغيل لعرض",
    "لتحميل لمتابعة لقراءة لمشاهدة لمواصلة استكمال إكمال متابعة مواصلة",
    "تصفح ترجمة تلخيص شارك جاري جار القراءات المشاهدات تمت تخطي إغلاق أبلغ أظهر أعجبني",
)
COUNTED: Final = words_of(
    "مشاهدة مشاهدات المشاهدات قراءة قراءات القراءات تعليق تعليقات التعليقات",
    "تعليقا إعجاب إعجابات إعجابا مشاركات المشاركات views reads likes shares",
)
BESIDE_COUNTS: Final = words_of("عدد مرات مرة ألف مليون المشاهدة الطباعة k m")
BACK: Final = folded("السابق", "السابقة", "prev", "previous")
NEXT: Final = folded("التالي", "التالية", "next", "اللاحق")
# How it is, how many.
_STATES: Final = words_of(
    "كاملا كاملة لاحقا مجانا مجاني متاح متاحة حصري حصريا فقط للمشتركين مفيدا",
    "مفيد دقيقة دقائق دقيقتان دقيقتين ثانية ثوان مرة مرات أصوات صوتا صوت آلي الآلي"
    " بصوت يدعم",
    "السابق التالي السابقة التالية بنجاح بصيغة لغات بلغة أخرى بالإنجليزية",
    "النسخة نسخة صوتية الإنجليزية العربية الفرنسية متوفر متوفرة أنشئ حسابا",
    "بالعربية بالفرنسية الورقي الإلكتروني مشاهدة مشاهدات الدخول english",
    "français türkçe arabic عربي مدفوع ترويجي ممول أدناه مشتركا متابعا",
    "لغات اللغات صوتيا قارئ أعجبك أعجبتك الكل الأصلي الأصلية",
)
_GLUE: Final = words_of(
    "في من على إلى عن هذا هذه أو ثم الآن هنا أسفل تحت أعلى داخل بعد كل هل كان",
    "كانت نعم لا لم تم يتم سيتم أول عبر مع و أ ا زر لك لديك عدد مدة وقت زمن",
    "اضغط انقر يجب يرجى الرجاء لقد وجدت كامل كيف ما لهذا لهذه بهذا المستخدم غير محتوى"
    " مادة أعجبك أعجبتك اترك",
)
ENGLISH: Final = words_of(
    "share tweet pin email print copy link whatsapp facebook twitter x telegram",
    "linkedin reddit pinterest messenger tumblr send save like loading reply",
    "follow comment comments views view min read minutes minute listen sms flip",
    "embed next previous prev pocket viber skype threads bluesky more on via to",
    "this post article it now click here read in english continue reading the app"
    " friendly pdf stories play pause mute video audio text size",
)
# What tells a report, or a speaker's own story.
REPORTS: Final = words_of(
    "قال قالت قالوا يقول تقول أضاف أضافت أكد أكدت أوضح أوضحت ذكر ذكرت صرح",
    "أعلن أعلنت كشف كشفت بحسب وفق وفقا حسب أن أنه أنها أننا إن إنه إنها إننا",
    "الذي التي الذين اللذين كنا كنت كانوا لقد لم لكن لكنه لكنها لكننا عندما",
    "حين حينما بينما منذ نحن أنا كما وقال وقالت وأضاف وأكد وأوضح",
)


def _behind(words: frozenset[str], *particles: str) -> frozenset[str]:
    """The *words*, and the same with each of the *particles* before them."""
    return words | {first + word for first, word in product(particles, words)}


def _with_to(words: frozenset[str]) -> frozenset[str]:
    """The *words*, and those with the article behind a particle: للمقال، بالمقال."""
    bare = frozenset(word[2:] for word in words if word.startswith("ال"))
    return words | _behind(bare, "لل", "بال", "وال") - bare


OUR_WORDS: Final = _behind(_OURS, "و", "ب", "ل", "لل")
NETWORK_WORDS: Final = _behind(_NETWORKS, "و", "ال", "وال", "بال", "ب", "لل")
PAGES: Final = _with_to(_PAGE)
ON_PAGE: Final = PAGES | NETWORK_WORDS | MAY_BE_PAGE
ADDRESSES: Final = _behind(_YOU, "و")
KNOWN: Final = (
    _with_to(MAY_BE_PAGE)
    | PAGES
    | NETWORK_WORDS
    | ADDRESSES
    | _behind(DO | ACTS | _STATES | _GLUE | COUNTED, "و")
)
SHOWS: Final = ACTS | _STATES | DO
