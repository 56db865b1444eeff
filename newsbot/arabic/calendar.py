"""The words of printed dates: months, weekdays, day periods, labels, zones.

Tables only; numbers and units stand in `newsbot.arabic.quantities`. Words stand as
newspapers print them; `newsbot.arabic.tokens` folds them (hamza, ta marbuta, harakat)
once, so only spellings that differ after folding are listed. Sources of the spellings:
CLDR 45 (ar and its regions, en, fr), the month names used by the press of the Gulf and
Egypt, of the Levant and Iraq, and of the Maghreb and Mauritania.
"""

from typing import Final

GREGORIAN_MONTHS: Final[tuple[str, ...]] = (
    "يناير، ينايير، جانفي، جانفييه، كانون الثاني، كانون ثاني، كانون ثان، كانون 2، ك 2، "
    "أي النار، "
    "January، Jan، janvier، janv",
    "فبراير، فبرائر، فيفري، فيفريي، شباط، سباط، النوار، "
    "February، Feb، février، févr، fév",
    "مارس، آذار، اذار، March، Mar، mars",
    "أبريل، ابرايل، إفريل، أفريل، نيسان، الطير، April، Apr، avril، avr",
    "مايو، ماي، مايس، أيار، May، mai",
    "يونيو، يونيه، يونية، جوان، حزيران، June، Jun، juin",
    "يوليو، يوليه، يولية، يوليوز، جويلية، جولية، جويليه، تموز، "
    "July، Jul، juillet، juil",
    "أغسطس، اغسطوس، أوغسطس، غشت، أغشت، أوت، آب، هانيبال، August، Aug، août",
    "سبتمبر، شتنبر، شتمبر، أيلول، September، Sep، Sept، septembre",
    "أكتوبر، اوكتوبر، تشرين الأول، تشرين أول، تشرين 1، ت 1، التمور، "
    "October، Oct، octobre",
    "نوفمبر، نونبر، نوفمبير، تشرين الثاني، تشرين ثاني، تشرين ثان، تشرين 2، ت 2، الحرث، "
    "November، Nov، novembre",
    "ديسمبر، دجنبر، دجمبر، دسمبر، ديسمبير، كانون الأول، كانون أول، كانون 1، ك 1، "
    "December، Dec، décembre، déc",
)

HIJRI_MONTHS: Final[tuple[str, ...]] = (
    "محرم، المحرم، محرم الحرام، المحرم الحرام",
    "صفر، صفر الخير",
    "ربيع الأول، ربيع أول، ربيع 1",
    "ربيع الآخر، ربيع الثاني، ربيع آخر، ربيع ثاني، ربيع ثان، ربيع 2",
    "جمادى الأولى، جمادى الأول، جمادى أولى، جمادى أول، جماد الأول، جماد الأولى، "
    "جماد أول، جمادي 1",
    "جمادى الآخرة، جمادى الثانية، جمادى الآخر، جمادى الثاني، جمادى آخرة، جمادى ثاني، "
    "جماد الآخر، جماد الآخرة، جماد الثاني، جماد ثاني، جماد الثانية، جمادي 2",
    "رجب، رجب الفرد، رجب المرجب",
    "شعبان، شعبان المعظم",
    "رمضان، رمضان المبارك، رمضان المعظم",
    "شوال",
    "ذو القعدة، ذي القعدة، ذو قعدة، ذي قعدة، ذوالقعدة، ذوالقعده الحرام، "
    "ذو القعدة الحرام، ذي القعدة الحرام",
    "ذو الحجة، ذي الحجة، ذو حجة، ذي حجة، ذوالحجة، ذو الحجة الحرام، ذي الحجة الحرام",
)

# As datetime.weekday(): Monday is 0. The Lebanese press writes الثلثاء.
WEEKDAYS: Final[tuple[str, ...]] = (
    "الاثنين، اثنين، الاتنين، Monday، Mon، lundi",
    "الثلاثاء، ثلاثاء، الثلثاء، ثلثاء، الثلاثا، Tuesday، Tue، Tues، mardi",
    "الأربعاء، أربعاء، الاربع، Wednesday، Wed، mercredi",
    "الخميس، خميس، Thursday، Thu، Thurs، jeudi",
    "الجمعة، جمعة، Friday، Fri، vendredi",
    "السبت، سبت، Saturday، Sat، samedi",
    "الأحد، أحد، Sunday، Sun، dimanche",
)

DAY_WORDS: Final[dict[str, int]] = {
    "اليوم، today، aujourd hui": 0,
    "أمس، الأمس، بالأمس، البارحة، مبارح، امبارح، يوم أمس، yesterday، hier": -1,
    "أول أمس، أول من أمس، أمس الأول، قبل أمس، أول البارحة، أمس الاول": -2,
}
NOW_WORDS: Final = (
    "الآن، للتو، حالا، منذ لحظات، قبل لحظات، منذ لحظة، قبل لحظة، منذ قليل، قبل قليل، "
    "منذ ثوان، قبل ثوان، منذ ثواني، قبل ثواني، just now، now، "
    "منذ أقل من دقيقة، قبل أقل من دقيقة، أقل من دقيقة، منذ أقل من دقيقة واحدة"
)
SINCE: Final = "منذ، قبل، مند، il y a"
AGO: Final = "مضت، مضى، مضيا، مضتا، خلت، ago"
ABOUT: Final = "حوالي، نحو، قرابة، زهاء، تقريبا، about، almost، environ"
PAST: Final = "الماضي، الماضية، الفائت، الفائتة، المنصرم، المنصرمة، الفارط، الفارطة"
CURRENT: Final = "الجاري، الجارية، الحالي، الحالية"
# Words that make a date something other than the page's own: an event, a term, a life.
FOREIGN: Final = (
    "غدا، غد، حتى، إلى، لغاية، المقبل، المقبلة، القادم، القادمة، بعد، ابتداء، اعتبارا، "
    "بدءا، ينتهي، تنتهي، انتهاء، الانتهاء، صلاحية، الصلاحية، مواليد، ولد، ولدت، "
    "الميلاد، "
    "توفي، توفيت، الوفاة، تأسس، تأسست، التأسيس، المولود، أكثر من، ذكرى، الذكرى، "
    "موعد، الموعد، يبدأ، تبدأ، يقام، تقام، يعقد، تعقد، هاتف، الهاتف، فاكس، until، "
    "born، died، expires، since، next، tomorrow، from، to"
)

# am: before noon. pm: after noon. The others are told by the hour (see clock.py).
DAY_PERIODS: Final[dict[str, str]] = {
    "صباحا، صباح، الصباح، صبحا، صبح، الصبح، ضحى، قبل الظهر، قبل ظهر، قبل الزوال، am، "
    "ق ظ، قظ": "am",
    "فجرا، فجر، الفجر، سحرا": "dawn",
    "بعد منتصف الليل، بعد نصف الليل": "after midnight",
    "مساء، المساء، بعد الظهر، بعد ظهر، عصرا، العصر، عصر، مغربا، مغرب، بعد المغرب، "
    "قبيل المغرب، عشاء، العشاء، بعد العشاء، مساءا، مسائا، pm، ب ظ، بظ، زوالا، "
    "بعد الزوال": "pm",
    "ظهرا، الظهر، ظهر": "noon",
    "ليلا، الليل، ليل، بالليل، بليل": "night",
}
# What a number that looks like a clock is the length of: a recording, a reading.
LENGTHS: Final = (
    "مدة، المدة، لمدة، مدته، مدتها، زمن، الزمن، طول، الطول، فيديو، الفيديو، بالفيديو، "
    "استمع، استماع، الاستماع، صوت، الصوت، صوتي، بودكاست، البودكاست، قراءة، القراءة، "
    "للقراءة، تستغرق، يستغرق، مشاهدة، المشاهدة، شاهد، الحلقة، "
    "duration، listen، audio، watch، video، podcast، durée، écouter"
)
# What has a clock of its own that is not the line's: prayers, the sun, a score.
OTHER_HOURS: Final = (
    "أذان، الأذان، آذان، الآذان، صلاة، الصلاة، مواقيت، أوقات الصلاة، شروق، الشروق، "
    "غروب، الغروب، إمساك، الإمساك، إفطار، الإفطار، نتيجة، النتيجة"
)
CLOCK_WORDS: Final = "الساعة، ساعة النشر"
CLOCK_LETTERS: Final = "h، سا"  # 14h30, and 14سا30 in Algeria
CLOCK_LETTER_OF_SPANS: Final = "س"  # 14س30, but 3 س for three hours

PUBLISHED: Final = (
    "نشر، نشرت، نشره، نشرها، النشر، منشور، منشورة، النشرة، ينشر، أضيف، أضيفت، إضافة، "
    "الإضافة، أنشئ، أنشئت، الإنشاء، إنشاء، أرسل، أرسلت، كتبت في، كتب في، تاريخ الخبر، "
    "تاريخ المقال، published، posted، publié، publie، created، publication"
)
UPDATED: Final = (
    "تحديث، التحديث، تحديثه، تحديثها، محدث، محدثة، المحدث، حدث، حدثت، تعديل، التعديل، "
    "تعديله، تعديلها، عدل، عدلت، معدل، معدلة، updated، update، modified، edited، "
    "mis à jour، modifié، mise à jour"
)
ISSUE: Final = "عدد، العدد، رقم، الرقم، issue، no، نص العدد"
FILLERS: Final = (
    "في، من، بتاريخ، تاريخ، التاريخ، الموافق، الموافقة، والموافق، موافق، المصادف، "
    "على، عند، "
    "لشهر، لعام، لسنة، للعام، ليوم، بيوم، ل، ب، و، تم، آخر، كتب، كتبت، بقلم، "
    "بواسطة، تمام، "
    # Headings of a day's collection: «أخبار يوم 27 يناير».
    "أخبار، الأخبار، نشرة، موجز، حصاد، "
    "ميلادي، ميلادية، الميلادي، هجري، هجرية، الهجري، التوقيت، t، on، at، in، of، "
    "the، by، last، first، date، time، le، de، du، les، وقت، د"
)
ORDINAL_SUFFIXES: Final = "st، nd، rd، th، er"
MONTH_WORD: Final = "الشهر، شهرنا"
YEAR_WORD: Final = "العام، السنة"
ZONE_WORDS: Final = "بتوقيت، بالتوقيت، توقيت، حسب توقيت، وفق توقيت"

# Only after بتوقيت, or in brackets after a clock: elsewhere a city is a dateline.
PLACES: Final[dict[str, str]] = {
    "مكة، مكة المكرمة، السعودية، الرياض، المملكة العربية السعودية، المدينة المنورة، "
    "أم القرى، جدة، المملكة": "Asia/Riyadh",
    "القاهرة، مصر": "Africa/Cairo",
    "أبوظبي، أبو ظبي، دبي، الإمارات، الشارقة، الخليج": "Asia/Dubai",
    "الدوحة، قطر": "Asia/Qatar",
    "الكويت": "Asia/Kuwait",
    "المنامة، البحرين": "Asia/Bahrain",
    "مسقط، سلطنة عمان": "Asia/Muscat",
    "صنعاء، اليمن، عدن": "Asia/Aden",
    "بغداد، العراق، أربيل، كردستان، إقليم كردستان": "Asia/Baghdad",
    "دمشق، سوريا، سورية": "Asia/Damascus",
    "بيروت، لبنان": "Asia/Beirut",
    "الأردن، العاصمة الأردنية": "Asia/Amman",
    "القدس، القدس المحتلة": "Asia/Jerusalem",
    "فلسطين، غزة، رام الله": "Asia/Gaza",
    "ليبيا، طرابلس": "Africa/Tripoli",
    "تونس": "Africa/Tunis",
    "الجزائر": "Africa/Algiers",
    "المغرب، الرباط، الدار البيضاء": "Africa/Casablanca",
    "موريتانيا، نواكشوط": "Africa/Nouakchott",
    "الخرطوم، السودان": "Africa/Khartoum",
    "مقديشو، الصومال": "Africa/Mogadishu",
    "جيبوتي": "Africa/Djibouti",
    "لندن، بريطانيا": "Europe/London",
    "باريس، فرنسا": "Europe/Paris",
    "برلين، ألمانيا": "Europe/Berlin",
    "موسكو، روسيا": "Europe/Moscow",
    "إسطنبول، اسطنبول، تركيا، أنقرة": "Europe/Istanbul",
    "طهران، إيران": "Asia/Tehran",
    "واشنطن، نيويورك": "America/New_York",
    "بكين، الصين": "Asia/Shanghai",
    "طوكيو، اليابان": "Asia/Tokyo",
    "نيودلهي، الهند": "Asia/Kolkata",
    "إسلام آباد، باكستان": "Asia/Karachi",
    "كابل، كابول، أفغانستان": "Asia/Kabul",
    "روما، إيطاليا": "Europe/Rome",
    "مدريد، إسبانيا": "Europe/Madrid",
    "جنيف، سويسرا": "Europe/Zurich",
}
# Without shadda عمّان (Amman) and عُمان (Oman) are one spelling: only a site that
# lies in one of the two zones says which is meant.
AMBIGUOUS_PLACES: Final[dict[str, tuple[str, ...]]] = {
    "عمان": ("Asia/Amman", "Asia/Muscat"),
}

GREENWICH: Final = "غرينتش، جرينتش، غرينيتش، جرينيتش، غرينتش، جرنتش، قرينتش، جمت"
GREENWICH_LETTERS: Final = "تغ، ت غ"  # ت.غ
# Minutes east of Greenwich. RFC 822 section 5 gives the American ones; the Arabic
# phrases are CLDR's zone names.
ZONE_MINUTES: Final[dict[str, int]] = {
    "GMT، UTC، UT، Z، WET، التوقيت العالمي، بالتوقيت العالمي، توقيت عالمي، "
    "التوقيت العالمي المنسق، بالتوقيت العالمي المنسق": 0,
    "CET، BST، WEST، وسط أوروبا": 60,
    "EET، CEST، CAT، شرق أوروبا، شرق أوروبا الرسمي": 120,
    "EEST، MSK، TRT، KSA، EAT، العربي الرسمي، شرق أوروبا الصيفي": 180,
    "IRST": 210,
    "GST، الخليج الرسمي": 240,
    "PKT": 300,
    "EDT": -240,
    "EST، CDT": -300,
    "CST، MDT": -360,
    "MST، PDT": -420,
    "PST": -480,
}
# Arabia or the Atlantic: only a site at +03:00 says that Arabia is meant.
AMBIGUOUS_MINUTES: Final[dict[str, int]] = {"AST": 180}
LOCAL_TIME: Final = (
    "التوقيت المحلي، بالتوقيت المحلي، توقيت محلي، local time، محلي، "
    # ت.م
    "ت م، التوقيت الصيفي، بالتوقيت الصيفي، التوقيت الشتوي، بالتوقيت الشتوي"
)
