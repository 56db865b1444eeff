"""Copies are found, look-alikes are not, and the answer stays what it was."""

import multiprocessing
import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.arabic.text import fold
from newsbot.ledger import Ledger, LedgerError
from newsbot.ledger.neighbours import KEPT, Neighbours
from newsbot.similarity import Index, MemoryStore
from newsbot.similarity.alignment import align, between
from newsbot.similarity.fingerprint import (
    COMMON,
    LISTED,
    Fingerprint,
    Sketch,
    fingerprint,
    word_code,
)
from newsbot.similarity.kinds import of_one_kind
from newsbot.similarity.poles import AFFIRMS, DENIES, POLES, REVERSES
from newsbot.similarity.store import CROWD, Store
from newsbot.similarity.tokens import tokens
from newsbot.similarity.verify import score

DAY = date(2025, 2, 3)
TITLE = "افتتاح مكتبة عامة في حي النخيل بعد عامين من العمل"
PARAGRAPHS = [
    "افتتح رئيس بلدية واحة النخيل صباح الاثنين مكتبة عامة جديدة في الحي الشرقي، بحضور"
    " مئات من الأهالي والطلاب الذين انتظروا المشروع عامين كاملين.",
    "وتضم المكتبة 45 ألف كتاب وقاعة للأطفال وأخرى للمطالعة الليلية، إلى جانب 30"
    " حاسوباً وُضعت في تصرف الزائرين من غير مقابل، كما خُصص ركن للمخطوطات القديمة.",
    "وقالت مديرة المكتبة هند الرملي إن الأبواب ستبقى مفتوحة حتى منتصف الليل خلال أيام"
    " الامتحانات، وإن التسجيل يبدأ مطلع الأسبوع المقبل عبر الموقع الإلكتروني.",
    "وبلغت كلفة البناء 12 مليون ريال دفعت البلدية ثلثيها وتبرع تجار السوق القديمة"
    " بالباقي، بينما تكفلت جمعية أصدقاء الكتاب بأثاث القاعات ورفوفها.",
    "ويقع المبنى قرب محطة الحافلات في ميدان الساقية، وقد صممه مهندسون شباب من أبناء"
    " الحي استلهموا أقواس البيوت الطينية التي كانت تقوم في المكان قبل نصف قرن.",
]
TEXT = "\n".join(PARAGRAPHS)
OTHER = (
    "أعلن نادي السباحة في ميناء الرمال انطلاق دورة تدريبية للناشئين تستمر ستة أسابيع،"
    " ويشرف عليها مدربون سبق لهم الفوز في بطولات محلية عدة.\nوأوضح المدرب سالم الواحي"
    " أن الدورة تهدف إلى اكتشاف المواهب مبكراً، وأن باب الانتساب يبقى مفتوحاً أمام"
    " الجميع إلى نهاية الشهر من دون رسوم."
)


def vowelled(text: str) -> str:
    return text.replace("المكتبة", "المَكْتَبَة").replace("كتاب", "كِتَاب")


COPIES: dict[str, tuple[str, str]] = {
    "another headline": ("عاجل | مكتبة جديدة تفتح أبوابها", TEXT),
    "vowels": (TITLE, vowelled(TEXT)),
    "spelling": (TITLE, TEXT.replace("أ", "ا").replace("ة", "ه").replace("ئ", "ي")),
    "digits": (TITLE, TEXT.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))),
    "punctuation": (TITLE, TEXT.replace("،", " , ").replace(".", " ...")),
    "white space": (TITLE, TEXT.replace("\n", " \u00a0").replace(" ", "  ")),
    "agency in front": (TITLE, "واحة النخيل (وكالة الواحة) – " + TEXT),
    "links behind": (TITLE, TEXT + "\nاقرأ أيضا: موعد افتتاح ميدان الساقية\nوسوم: كتب"),
    "sentence added": (TITLE, TEXT + "\nوحضر الحفل وفد من جامعة الواحة."),
    "sentence dropped": (TITLE, "\n".join(PARAGRAPHS[:4])),
    "half of it": ("خبر", "\n".join(PARAGRAPHS[:3])),
    "paragraphs moved": (TITLE, "\n".join([*PARAGRAPHS[3:], *PARAGRAPHS[:3]])),
    "words changed": (
        "مكتبة عامة للحي الشرقي",
        TEXT.replace("صباح", "أمس").replace("مئات من", "عشرات").replace("بينما", "فيما")
        .replace("كاملين", "طويلين").replace("الباقي", "البقية"),
    ),
    "one number changed": (TITLE, TEXT.replace("45 ألف", "46 ألف")),
}  # fmt: skip


def weather(day: str, place: str, *degrees: int) -> tuple[str, str]:
    a, b, c, d = degrees
    return (
        f"طقس {day}: غبار على {place} والعظمى {a} درجة",
        f"تتوقع هيئة الأرصاد أن يسود طقس {day} أجواء صحوة إلى غائمة جزئياً على معظم"
        f" المناطق مع نشاط في الرياح المثيرة للغبار على {place}، وتكون درجة الحرارة"
        f" العظمى {a} درجة والصغرى {b} درجة، وسرعة الرياح السطحية {c} كيلومتراً في"
        f" الساعة وارتفاع الموج {d} سنتيمتراً، وتدعو الهيئة سالكي"
        " الطرق إلى الحذر ومتابعة النشرات التالية.",
    )


def prices(day: str, *values: int) -> tuple[str, str]:
    a, b, c, d = values
    return (
        f"أسعار الذهب اليوم {day}",
        "استقرت أسعار الذهب في محلات الصاغة بالسوق القديمة خلال تعاملات اليوم وسط"
        f" إقبال متوسط من المشترين، وسجل سعر الغرام من عيار أربعة وعشرين {a} ريالاً،"
        f" وعيار واحد وعشرين {b} ريالاً، وعيار ثمانية عشر {c} ريالاً، فيما بلغ سعر"
        f" الأوقية في المعاملات العالمية {d} دولاراً بحسب نقابة الصاغة.",
    )


def match(home: str, guest: str, *goals: int) -> tuple[str, str]:
    a, b, c, d = goals
    return (
        f"{home} يهزم {guest} في دوري الواحات",
        f"انتهت المباراة التي جمعت فريقي {home} و{guest} مساء أمس ضمن منافسات دوري"
        f" الواحات بفوز {home} بنتيجة {a} مقابل {b}، وبهذا الفوز رفع {home} رصيده إلى"
        f" {c} نقطة بينما تجمد رصيد {guest} عند {d} نقطة، وأدار اللقاء طاقم تحكيم"
        " محلي وسط حضور جماهيري كبير ملأ مدرجات الملعب.",
    )


def obituary(name: str, family: str, town: str) -> tuple[str, str]:
    return (
        f"{name} {family} في ذمة الله",
        f"انتقل إلى رحمة الله تعالى {name} {family} بعد معاناة مع المرض، وسيصلى عليه"
        f" عصر اليوم في جامع {town} ويوارى الثرى في مقبرتها، ويقبل آل {family} العزاء"
        f" في منزل الفقيد في {town}، أسرة التحرير تتقدم إلى آل {family} بأحر التعازي"
        " سائلة المولى أن يتغمد الفقيد بواسع رحمته ويلهم أهله وذويه الصبر والسلوان.",
    )


def cable(state: str, occasion: str, title: str) -> tuple[str, str]:
    return (
        f"حاكم الواحة يهنئ {title} {state} بذكرى {occasion}",
        f"بعث حاكم الواحة برقية تهنئة إلى {title} {state} بمناسبة ذكرى {occasion}،"
        f" أعرب فيها باسمه وباسم أهالي الواحة عن أصدق التهاني وأطيب التمنيات بالصحة"
        f" والسعادة، ولشعب {state} الصديق اطراد التقدم والازدهار، كما بعث نائبه برقية"
        f" مماثلة إلى {title} {state} بمناسبة ذكرى {occasion}.",
    )


def campaign(district: str, bags: int, trees: int) -> tuple[str, str]:
    return (
        f"متطوعون ينظفون شاطئ {district}",
        f"نظف متطوعون من جمعية البيئة صباح أمس شاطئ {district} ضمن برنامج الجمعية"
        f" لحماية السواحل، وجمع المشاركون {bags} كيساً من النفايات البلاستيكية وغرسوا"
        f" {trees} شجرة على جانبي الممشى، وشكر أمين الجمعية كل من شارك ودعا طلاب"
        " المدارس إلى الانضمام إلى الحملات المقبلة حفاظاً على جمال المكان ونظافته.",
    )


def lecture(first: str, family: str) -> tuple[str, str]:
    return (
        f"المؤرخ {family} يتحدث عن تاريخ القوافل",
        f"يلقي المؤرخ {first} {family} مساء غد في دار المعارف محاضرة عن تاريخ القوافل"
        " وطرق التجارة القديمة بين الواحات والموانئ، يعرض فيها خرائط نادرة وصوراً لم"
        " تنشر من قبل، ثم يجيب عن أسئلة الحاضرين ويوقع نسخاً من كتابه الجديد، والدخول"
        " مفتوح للجميع من غير حجز حتى امتلاء القاعة.",
    )


def visit(town: str, day: str) -> tuple[str, str]:
    return (
        f"قافلة العيون تصل إلى {town}",
        f"تصل قافلة طب العيون المتنقلة إلى {town} صباح {day} لفحص كبار السن وتلاميذ"
        " المدارس من غير مقابل، ويرافقها أطباء وفنيو نظارات، وتطلب إدارة القافلة من"
        " الراغبين إحضار بطاقات التعريف والحضور مبكراً لتسجيل أسمائهم لدى لجنة"
        " الاستقبال في ساحة المركز الصحي، وتعتذر عن العمليات الجراحية.",
    )


def paving(side: str) -> tuple[str, str]:
    return (
        f"تعبيد دروب القرى في الناحية {side}",
        f"تبدأ ورش البلديات غداً تعبيد دروب القرى الزراعية في الناحية {side} وتوسيع"
        " العبّارات الحجرية فوق السواقي، ويطلب المهندسون من أصحاب الجرارات سلوك"
        " المسالك الترابية ريثما يجف الإسفلت، ومن الرعاة إبعاد قطعانهم عن الآليات."
        f" وسيزور وكيل البلديات الناحية {side} عند انتهاء العمل.",
    )


def seeds(batch: str) -> tuple[str, str]:
    return (
        f"صرف الدفعة {batch} من بذور القمح",
        f"يصرف اتحاد الفلاحين الدفعة {batch} من بذور القمح المحسنة في مستودعاته"
        " القديمة خلف المطحنة، ويحمل كل فلاح بطاقة حيازته وأكياساً نظيفة من الخيش،"
        " ولا تسلم الحصص لغير أصحابها. ويذكر الاتحاد بأن من فاتته"
        f" الدفعة {batch} ينتظر ما يليها، وأن البذور معقمة لا تصلح للأكل.",
    )


def dark(quarter: str, street: str) -> tuple[str, str]:
    return (
        f"عتمة مؤقتة تلف {quarter}",
        f"يعتذر مرفق الإنارة من سكان {quarter} عن إطفاء المصابيح الليلة بين المغرب"
        " والعشاء كي تستبدل الأعمدة المائلة والأسلاك المهترئة، ويوصي المارة بحمل"
        f" مصابيح اليد واجتناب الأرصفة المحفورة في شارع {street}، ويعد بأن يعود"
        " الضوء أسرع من ذلك إن سمحت الرياح بعمل الرافعة.",
    )


LOOK_ALIKES: dict[str, tuple[tuple[str, str], tuple[str, str], int]] = {
    "weather": (
        weather("الثلاثاء", "ميناء الرمال", 31, 18, 35, 120),
        weather("الأربعاء", "وادي اللوز", 28, 14, 42, 90),
        1,
    ),
    "weather of one place": (
        weather("الثلاثاء", "ميناء الرمال", 31, 18, 35, 120),
        weather("الأربعاء", "ميناء الرمال", 33, 19, 20, 80),
        1,
    ),
    "prices": (
        prices("الأحد", 251, 220, 188, 2020),
        prices("الاثنين", 253, 221, 190, 2041),
        1,
    ),
    "prices on one day": (
        prices("الأحد", 251, 220, 188, 2020),
        prices("الأحد", 254, 223, 191, 2049),
        0,
    ),
    "matches": (
        match("النخيل", "السنديان", 3, 1, 44, 20),
        match("المرجان", "الياسمين", 2, 0, 39, 27),
        0,
    ),
    "obituaries": (
        obituary("صالح بن عمران", "السدري", "حي الساقية"),
        obituary("ماجد بن راشد", "الرملي", "بلدة العين"),
        0,
    ),
    "cables": (
        cable("جزر الياقوت", "الاستقلال", "رئيس"),
        cable("مملكة الزبرجد", "اليوم الوطني", "ملك"),
        0,
    ),
    "figure equal by chance": (
        campaign("المرجان", 40, 25),
        campaign("الصدفة", 40, 31),
        3,
    ),
    "names": (lecture("صالح", "السدري"), lecture("ماجد", "الرملي"), 0),
    "town and weekday": (visit("الساقية", "الأحد"), visit("السنديان", "الثلاثاء"), 1),
    "the next week": (
        obituary("صالح بن عمران", "السدري", "حي الساقية"),
        obituary("ماجد بن عمران", "الرملي", "حي الساقية"),
        7,
    ),
    "east and west": (paving("الشرقية"), paving("الغربية"), 0),
    "north and south": (paving("الشمالية"), paving("الجنوبية"), 0),
    "batches": (seeds("الثانية"), seeds("السادسة"), 8),
    "quarter and street": (dark("السدرة", "الخزف"), dark("الزنبقة", "النحاس"), 0),
    "other stories": ((TITLE, TEXT), (TITLE, OTHER), 0),
}


@contextmanager
def stored(target: str | Path) -> Iterator[Neighbours]:
    with closing(Ledger.open(target, timeout=30)) as ledger:
        yield ledger.neighbours


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    target = tmp_path / "index.sqlite"
    if request.param == "postgresql":
        target = request.getfixturevalue("postgres_url")
    with stored(target) as store:
        yield store


@pytest.mark.parametrize(("title", "text"), COPIES.values(), ids=COPIES)
def test_copies_are_found(title: str, text: str, store: Store) -> None:
    index = Index(store)
    assert index.add("other", "خبر", OTHER, DAY) is None
    assert index.add("first", TITLE, TEXT, DAY) is None
    found = index.add("second", title, text, DAY)
    assert found is not None
    original, likeness = found
    assert original == "first"
    assert 0.5 < likeness <= 1


@pytest.mark.parametrize(
    "name", ["another headline", "vowels", "spelling", "digits", "punctuation"]
)
def test_the_same_words_have_likeness_1_at_any_distance(
    name: str, store: Store
) -> None:
    index = Index(store)
    index.add("first", TITLE, TEXT, DAY)
    assert index.add("second", *COPIES[name], DAY + timedelta(4000)) == ("first", 1.0)


@pytest.mark.parametrize(
    ("one", "other", "days"), LOOK_ALIKES.values(), ids=LOOK_ALIKES
)
def test_look_alikes_are_not_flagged(
    one: tuple[str, str], other: tuple[str, str], days: int, store: Store
) -> None:
    index = Index(store)
    assert index.add("one", *one, DAY) is None
    assert index.add("other", *other, DAY + timedelta(days)) is None


@pytest.mark.parametrize("name", [name for name in LOOK_ALIKES if name[0] != "o"])
def test_a_notice_copied_is_flagged(name: str, store: Store) -> None:
    """What keeps notices apart does not hide a copy of one in another paper."""
    (title, text), _, _ = LOOK_ALIKES[name]
    index = Index(store)
    index.add("one", title, text, DAY)
    found = index.add("copy", title, text + " وكالة الواحة", DAY)
    assert found is not None
    assert found[0] == "one"


def test_an_edited_text_counts_less_the_further_away_it_is(store: Store) -> None:
    text = TEXT.replace("صباح الاثنين", "مساء الأحد").replace(
        "كتاب وقاعة", "مجلد وصالة"
    )
    text = re.sub("مئات|الطلاب|المشروع|كاملين|الزائرين|القديمة|مفتوحة", "كلمة", text)
    text = re.sub("الليل|مطلع|دفعت|تجار|بالباقي|رفوفها|الحافلات|شباب|نصف", "أخرى", text)
    index = Index(store)
    index.add("first", TITLE, TEXT, DAY)
    assert index.add("far", TITLE, text, DAY + timedelta(7)) is None
    assert index.add("near", TITLE, text, DAY) is not None


@pytest.mark.parametrize(
    "slip", [("المؤرخ", "المورخخ"), ("السدري", "السد ري")], ids=["letter", "space"]
)
def test_a_corrected_word_of_the_headline_is_no_other_name(
    slip: tuple[str, str], store: Store
) -> None:
    title, text = lecture("صالح", "السدري")
    index = Index(store)
    index.add("slip", title.replace(*slip), text.replace(*slip), DAY)
    assert index.add("corrected", title, text, DAY + timedelta(1)) is not None


def accident(dead: int) -> tuple[str, str]:
    return (
        f"{dead} قتلى في انهيار سقف مصنع النسيج",
        f"لقي {dead} عمال مصرعهم وأصيب 11 آخرون بجروح حين انهار ظهر أمس سقف مصنع"
        " النسيج في المنطقة الصناعية، وقال قائد فرق الإنقاذ إن 60 رجلاً يواصلون البحث"
        " تحت الأنقاض بكلاب مدربة ورافعات، فيما أمرت النيابة بفتح تحقيق في أسباب"
        " الحادث واستدعت صاحب المصنع والمهندس المشرف على أعمال الترميم.",
    )


def test_the_dead_of_the_headline_may_become_more(store: Store) -> None:
    index = Index(store)
    index.add("first", *accident(4), DAY)
    assert index.add("second", *accident(5), DAY) is not None


@pytest.mark.parametrize(
    ("days", "edits", "same"),
    [
        (0, {"٣٠": "٣٢"}, True),
        (1, {"٣٠": "٣٢"}, True),
        (30, {"٣٠": "٣٢"}, True),
        (1, {"٣٠": "٣٢", "صباح": "مساء"}, True),
        (2, {"٣٠": "٣٢", "صباح": "مساء"}, False),
        # Another library, in the headline and twice in the text.
        (0, {"٣٠": "٣٢", "النخيل": "الزيتون"}, False),
        (0, {"٣٠": "٣٢", "صباح الاثنين": "مساء الخميس", "الشرقي": "الغربي"}, False),
    ],
)
def test_the_only_number_may_be_corrected_and_nothing_else(
    days: int, edits: dict[str, str], same: bool, store: Store
) -> None:
    text = re.sub("(45 ألف|12 مليون) ", "", TEXT).replace("30", "٣٠")
    title, edited = TITLE, text
    for old, new in edits.items():
        title, edited = title.replace(old, new), edited.replace(old, new)
    index = Index(store)
    index.add("first", TITLE, text, DAY)
    found = index.add("second", title, edited, DAY + timedelta(days))
    assert (found is not None) == same


@pytest.mark.parametrize(("number", "same"), [("", True), ("45", False), ("12", False)])
def test_a_paragraph_may_be_moved_at_any_distance_but_not_edited(
    number: str, same: bool, store: Store
) -> None:
    moved = "\n".join([*PARAGRAPHS[3:], *PARAGRAPHS[:3]])
    if number:
        moved = moved.replace(number, "77")
    index = Index(store)
    index.add("first", TITLE, TEXT, DAY)
    found = index.add("moved", TITLE, moved, DAY + timedelta(9))
    assert (found is not None) == same
    if found:
        assert found == ("first", pytest.approx(1, abs=0.03))


LEAD = (
    "لن يضطر تلاميذ واحة النخيل بعد الآن إلى قطع الصحراء بحثاً عن قصة أو معجم، فقد"
    " فاض المدخل الجديد بالزوار قبل أن يجف طلاؤه."
)


@pytest.mark.parametrize(
    ("title", "other", "same"),
    [
        (TITLE, "للكبار والصغار معاً", True),
        ("خبر", "تلاميذ الصحراء وقصة المدخل", True),
        # Each headline says what only its own lead tells.
        (TITLE, "تلاميذ الصحراء وقصة المدخل", False),
    ],
)
def test_a_lead_may_be_written_anew_at_any_distance(
    title: str, other: str, same: bool, store: Store
) -> None:
    index = Index(store)
    index.add("first", title, TEXT, DAY)
    found = index.add(
        "anew", other, "\n".join([LEAD, *PARAGRAPHS[1:]]), DAY + timedelta(9)
    )
    assert (found is not None) == same


@pytest.mark.parametrize(
    ("words", "kept", "same"),
    [
        (30, 0, True),
        (31, 0, False),
        (30, 14, True),
        (30, 15, False),
        (12, 1, True),
        (11, 1, False),
    ],
)
def test_a_lead_is_a_sentence_of_which_few_words_are_kept(
    words: int, kept: int, same: bool
) -> None:
    """Of 100 words, those kept stand in every second place."""
    sample = tuple(range(32))
    codes = bytearray(range(112, 212))
    old = Sketch(sample, (), bytes(codes))
    for place in {*range(words)} - {*range(0, 2 * kept, 2)}:
        codes[place] = 220
    found = score(old, Sketch(sample, (), bytes(codes)), 5)
    assert (found is not None) == same


@pytest.mark.parametrize(
    ("title", "behind", "same"),
    [
        (TITLE, 2, True),
        (TITLE, 1, True),
        # What is behind it is too little to be the rest of the story.
        (TITLE, 0, False),
        # Each headline says what only its own lead tells, and no figure vouches.
        ("انتظروها", 2, False),
    ],
)
def test_a_lead_may_tell_the_same_in_another_order(
    title: str, behind: int, same: bool, store: Store
) -> None:
    retold = (
        "بحضور مئات من الأهالي والطلاب افتتحت صباح الاثنين في الحي الشرقي من واحة"
        " النخيل مكتبة عامة جديدة انتظروها عامين كاملين."
    )
    first = [PARAGRAPHS[0], *PARAGRAPHS[2:][:behind]]
    index = Index(store)
    index.add("first", "افتتح رئيس البلدية مكتبة", "\n".join(first), DAY)
    text = "\n".join([retold, *first[1:]])
    found = index.add("retold", title, text, DAY + timedelta(9))
    assert (found is not None) == same


def in_another_order(lead: bytes) -> bytes:
    """Move words by fours, which are no part of a sentence that was moved."""
    return b"".join(lead[start : start + 4] for start in range(0, len(lead), 4)[::-1])


@pytest.mark.parametrize(
    ("words", "others", "same"),
    [
        (40, 0, True),
        (41, 0, False),
        (12, 0, True),
        # Of 40 words three fifths, and then fewer.
        (40, 16, True),
        (40, 17, False),
    ],
)
def test_a_retold_lead_has_most_words_of_a_sentence(
    words: int, others: int, same: bool
) -> None:
    """Of 95 words, so that no less than two fifths of the text are the lead."""
    sample = tuple(range(32))
    frame = bytes(range(112, 207))[: max(2 * words, 95)]
    lead = bytes([230] * others) + in_another_order(frame[others:words])
    old, new = Sketch(sample, (), frame), Sketch(sample, (), lead + frame[words:])
    assert (score(old, new, 5) is not None) == same


@pytest.mark.parametrize(("more", "same"), [(0, True), (12, True), (13, False)])
def test_a_lead_with_much_more_tells_of_what_came_next(more: int, same: bool) -> None:
    """Of its 20 words the other lead, of 20, 32 and 33 words, has 16."""
    sample = tuple(range(32))
    frame = bytes(range(112, 162))
    lead = bytes([230] * (4 + more)) + in_another_order(frame[4:20])
    old = Sketch(sample, (), frame)
    new = Sketch(sample, (), lead[4:] + lead[:4] + frame[20:])
    assert (score(old, new, 5) is not None) == same


@pytest.mark.parametrize(("turned", "same"), [(4, False), (5, True)])
def test_a_lead_of_the_same_order_is_that_of_a_notice(turned: int, same: bool) -> None:
    """Of 40 words, 12 are others in the same places."""
    sample = tuple(range(32))
    frame = bytes(range(112, 202))
    lead = frame[turned:28] + frame[:turned] + bytes([230] * 12)
    old, new = Sketch(sample, (), frame), Sketch(sample, (), lead + frame[40:])
    assert (score(old, new, 5) is not None) == same


@pytest.mark.parametrize(
    ("figure", "subjects", "same"),
    [
        (10, 0, True),
        (11, 0, False),
        # Each headline has a word of its own, and the figure vouches for the story.
        (10, 1, True),
        (None, 1, False),
        (None, 0, True),
    ],
)
def test_a_retold_lead_has_the_figures(
    figure: int | None, subjects: int, same: bool
) -> None:
    sample = tuple(range(32))
    frame = bytes(range(112, 202))
    lead, other_lead = frame[:36], in_another_order(frame[:36])
    if figure is not None:
        lead, other_lead = bytes([10]) + lead, other_lead + bytes([figure])
    places = tuple(len(lead) for _ in range(subjects))
    old = Sketch(sample, places, lead + bytes([230]) + frame[37:])
    new = Sketch(sample, places, other_lead + bytes([231]) + frame[37:])
    assert (score(old, new, 5) is not None) == same


@pytest.mark.parametrize(("figures", "same"), [(2, False), (3, True)])
def test_figures_vouch_for_one_that_was_corrected_behind_them(
    figures: int, same: bool
) -> None:
    sample = tuple(range(32))
    frame = bytes(range(figures)) + bytes(range(112, 202))
    lead = in_another_order(frame[:40])
    old = Sketch(sample, (), frame + bytes([10]))
    new = Sketch(sample, (), lead + frame[40:] + bytes([11]))
    assert (score(old, new, 5) is not None) == same


@pytest.mark.parametrize(("slips", "same"), [(3, True), (4, False)])
def test_behind_a_retold_lead_hardly_a_word_may_change(slips: int, same: bool) -> None:
    """Of 50 words, behind which six stand in a row."""
    sample = tuple(range(32))
    frame = bytearray(range(112, 202))
    old = Sketch(sample, (), bytes(frame))
    frame[:40] = in_another_order(bytes(frame[:40]))
    for place in range(50, 50 + 5 * slips, 5):
        frame[place] = 230
    found = score(old, Sketch(sample, (), bytes(frame)), 5)
    assert (found is not None) == same


def council(headline: str, lead: str) -> tuple[str, str]:
    return (
        f"مجلس واحة النخيل {headline} مكتبة عامة",
        f"{lead} مجلس واحة النخيل مساء الأحد مكتبة عامة في الحي الشرقي بعد جلسة"
        " طويلة.\n" + "\n".join(PARAGRAPHS[1:]),
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("يقر", "أقر"), ("يرفض", "رفض"), False),
        (("يقر", "أقر"), ("لا يقر", "لم يقر"), False),
        (("يقر", "أقر"), ("يرجئ إقرار", "أرجأ إقرار"), False),
        (("ينجح في بناء", "نجح"), ("يفشل في بناء", "فشل"), False),
        (("يواصل بناء", "واصل بناء"), ("يعلق بناء", "علق بناء"), False),
        (("يفتح", "فتح"), ("يغلق", "أغلق"), False),
        (("يفتتح", "افتتح"), ("تأجيل افتتاح", "تأجل عن موعده وأسف"), False),
        (("يفتتح", "افتتح"), ("تأجيل افتتاح", "أرجئت دعوة"), False),
        # The same in other words.
        (("يقر", "أقر"), ("يوافق على", "وافق على"), True),
        (("يرفض", "رفض"), ("لا يقبل", "لم يقبل"), True),
        (("يعلق بناء", "علق بناء"), ("يوقف بناء", "أوقف بناء"), True),
        # It reverses what nobody affirmed.
        (("يريد", "أراد"), ("يغلق", "أغلق"), True),
        # Said by one of the two only.
        (("يقر", "أقر"), ("يرفض", "أقر"), True),
        (("يقر", "أقر"), ("يقر", "رفض"), True),
    ],
)
def test_a_report_of_the_contrary_is_no_copy(
    one: tuple[str, str], other: tuple[str, str], same: bool, store: Store
) -> None:
    index = Index(store)
    index.add("one", *council(*one), DAY)
    assert (index.add("other", *council(*other), DAY) is not None) == same


def test_what_is_denied_behind_the_lead_is_no_other_story(store: Store) -> None:
    """A sentence is added, and the headline tells of it."""
    title, text = council("يقر", "أقر")
    added = text + "\nولم تبلغ أصوات المعارضين ثلث الأعضاء."
    index = Index(store)
    index.add("one", title, text, DAY)
    assert index.add("other", title + " ولا يخفض كلفتها", added, DAY) is not None


@pytest.mark.parametrize(
    ("words", "pole"),
    [
        ("لم ولن ليست لعدم", DENIES),
        ("رفضت ويرفض سيرفضون برفضه والرفض", DENIES),
        ("نفى نفت نفوا ينفي نفيها", DENIES),
        ("أُلغيت يُلغى إلغاء بإلغائه", DENIES),
        ("تؤجل وتأجيله أرجأت أُرجئت تأجلت وتتأجل", DENIES),
        ("تراجعت انخفاض وستغلق خسارته", REVERSES),
        ("وافقوا الموافقة موافقتها وقّعا استأنفت للتمديد", AFFIRMS),
        ("مكتبة في أجل قبل عدد ألم إلا", 0),
    ],
)
def test_poles(words: str, pole: int) -> None:
    assert {POLES.get(word, 0) for word in tokens(words)} == {pole}


@pytest.mark.parametrize(
    ("day", "hour", "same"),
    [
        ("الثلاثاء", "13", True),
        ("الثلاثاء", "11", True),
        ("السبت", "13", True),
        # Another day and another number.
        ("السبت", "11", False),
        ("السبت المقبل", "11", True),
    ],
)
def test_another_day_and_another_number_are_another_issue(
    day: str, hour: str, same: bool, store: Store
) -> None:
    def ferry(day: str, hour: str) -> tuple[str, str]:
        return (
            "تعديل مواعيد العبارة إلى جزيرة المحار",
            "أعلنت شركة الملاحة في ميناء الرمال تعديل مواعيد العبارة رقم 214 إلى جزيرة"
            f" المحار يوم {day} بسبب أعمال الصيانة، بحيث تغادر الرصيف 7 عند الساعة"
            f" {hour} بدلاً من 18، واعتذرت للركاب عن كل تأخير ودعتهم إلى متابعة"
            " الإعلانات في القاعة وعلى موقعها قبل التوجه إلى الميناء.",
        )

    index = Index(store)
    index.add("one", *ferry("الثلاثاء", "13"), DAY)
    assert (index.add("other", *ferry(day, hour), DAY) is not None) == same


@pytest.mark.parametrize(("days", "same"), [(0, True), (1, False), (2, False)])
def test_the_only_number_of_a_short_text_may_be_corrected_on_the_same_day(
    days: int, same: bool, store: Store
) -> None:
    text = PARAGRAPHS[1].replace("45 ألف ", "")
    index = Index(store)
    index.add("first", TITLE, text, DAY)
    edited = text.replace("30", "32")
    found = index.add("second", "ركن للمخطوطات", edited, DAY + timedelta(days))
    assert (found is not None) == same


@pytest.mark.parametrize(("days", "same"), [(0, True), (1, False), (2, False)])
def test_a_notice_of_the_next_day_names_another_day(
    days: int, same: bool, store: Store
) -> None:
    """The headline and all figures are the same; on one day it is a slip."""

    def closed(day: str) -> tuple[str, str]:
        return (
            "تعليق الدراسة في واحة النخيل بسبب الغبار",
            f"أعلنت إدارة التعليم في واحة النخيل تعليق الدراسة الحضورية يوم {day} في"
            " جميع المدارس وتحويلها إلى المنصة حفاظا على سلامة الطلاب والطالبات بعد"
            " تنبيه مركز الأرصاد من موجة غبار كثيفة تحد من الرؤية على الطرق.",
        )

    index = Index(store)
    index.add("one", *closed("الأحد"), DAY)
    found = index.add("other", *closed("الاثنين"), DAY + timedelta(days))
    assert (found is not None) == same


@pytest.mark.parametrize(("days", "same"), [(0, True), (1, False)])
def test_the_only_number_may_be_corrected_in_headline_and_text(
    days: int, same: bool, store: Store
) -> None:
    def accident(hurt: int) -> tuple[str, str]:
        return (
            f"إصابة {hurt} راكبا في انقلاب حافلة قرب ميناء الرمال",
            f"أصيب {hurt} راكبا بجروح متفاوتة في انقلاب حافلة على الطريق الساحلي قرب"
            " ميناء الرمال فجر اليوم ونقلتهم سيارات الإسعاف إلى المستشفى العام فيما"
            " باشرت شرطة المرور التحقيق في أسباب الحادث ودعت السائقين إلى الحذر.",
        )

    index = Index(store)
    index.add("one", *accident(21), DAY)
    found = index.add("other", *accident(22), DAY + timedelta(days))
    assert (found is not None) == same


def test_names_of_three_letters_are_subjects(store: Store) -> None:
    """The headlines name the country only, the texts the envoy too."""

    def envoy(country: str, name: str) -> tuple[str, str]:
        return (
            f"الوزير يستقبل سفير {country}",
            f"استقبل الوزير في مكتبه صباح اليوم سفير {country} {name} وبحث معه سبل"
            " تعزيز العلاقات الثنائية والموضوعات ذات الاهتمام المشترك بحضور وكيل"
            f" الوزارة ومدير إدارة المراسم، ونقل السفير تحيات حكومة {country} وشعبها.",
        )

    index = Index(store)
    index.add("one", *envoy("قطر", "صالح السدري"), DAY)
    assert index.add("other", *envoy("مصر", "ماجد الرملي"), DAY) is None


def test_a_credit_does_not_hide_another_name(store: Store) -> None:
    title, text = lecture("ماجد", "الرملي")
    index = Index(store)
    index.add("one", *lecture("صالح", "السدري"), DAY)
    text = f"دار المعارف (وكالة الواحة) – {text} تحرير قسم الأخبار الثقافية"
    assert index.add("other", title, text, DAY) is None


def test_a_word_of_the_same_code_is_seen_by_its_neighbours() -> None:
    north, south = paving("الشمالية"), paving("الجنوبية")
    one, other = fingerprint(*north).sketch, fingerprint(*south).sketch
    assert one is not None
    assert other is not None
    assert one.codes == other.codes
    assert score(one, other, 0) is None
    assert score(one, one, 0) == 1


def test_what_is_behind_the_codes_is_no_hidden_change() -> None:
    sample = tuple(range(32))
    codes = bytes(range(112, 240)) * 4
    old = Sketch(sample, (), codes)
    new = Sketch((*sample[1:], 40), (), codes)
    assert score(old, new, 0) == 1
    assert score(old._replace(codes=codes[:-1]), new, 0) is None


@pytest.mark.parametrize(("unlike", "same"), [(5, False), (6, True)])
def test_a_sentence_that_was_moved_has_room(unlike: int, same: bool) -> None:
    """The old name has the code of a word that came in elsewhere."""
    sample = tuple(range(32))
    codes = bytearray(range(112, 212))
    old = Sketch(sample, (20, 40), bytes(codes))
    codes[70], codes[20] = codes[20], 240
    for place in range(80, 78 + unlike):
        codes[place] = 241
    new = Sketch(sample, (20, 40), bytes(codes))
    assert (score(old, new, 0) is not None) == same


@pytest.mark.parametrize("size", [31, 32])
@pytest.mark.parametrize(("gone", "same"), [(5, False), (40, True)])
def test_only_a_shingle_that_a_sample_would_have_is_missed(
    size: int, gone: int, same: bool
) -> None:
    """A sample of 31 is that of the whole text, a full one ends at its last."""
    codes = bytes(range(112, 160))
    old = Sketch((*range(10, 30), gone), (), codes)
    new = Sketch(tuple(range(6, 6 + size)), (), codes + bytes([200]))
    assert (score(old, new, 0) is not None) == (same and size == 32)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("الشرقيه", "الغربيه", True),
        ("شمال", "جنوب", True),
        ("الثالث", "التاسع", True),
        ("الاحد", "الجمعه", True),
        ("مارس", "يوليو", True),
        ("الثالث", "الجمعه", False),
        ("الشرقي", "الغربيه", False),
        ("الرملي", "السدري", False),
    ],
)
def test_words_of_one_kind(one: str, other: str, same: bool) -> None:
    codes = [word_code(word.encode()) for word in (one, other)]
    assert of_one_kind(codes[:1], codes[1:]) == same
    assert not of_one_kind(codes, [])


def test_no_edited_text_counts_after_thirty_days(store: Store) -> None:
    index = Index(store)
    index.add("first", TITLE, TEXT, DAY)
    text = TEXT + " وانتهى الحفل."
    assert index.add("late", TITLE, text, DAY + timedelta(31)) is None
    assert index.add("early", TITLE, text + " مساء", DAY + timedelta(30)) is not None


def test_arrival_decides_who_is_first_not_the_day(store: Store) -> None:
    index = Index(store)
    assert index.add("new", TITLE, TEXT, DAY) is None
    assert index.add("old", TITLE, TEXT + " انتهى", DAY - timedelta(1)) == (
        "new",
        pytest.approx(0.99, abs=0.01),
    )


def test_a_group_has_one_first(store: Store) -> None:
    index = Index(store)
    texts = ["\n".join(PARAGRAPHS[:count]) for count in (5, 4, 3)]
    answers = [index.add(str(len(text)), "", text, DAY) for text in texts]
    assert [answer and answer[0] for answer in answers] == [
        None,
        str(len(TEXT)),
        str(len(TEXT)),
    ]
    assert index.add("copy of a copy", "", texts[1], DAY) == (str(len(TEXT)), 1.0)


def test_asked_again_it_gives_the_same_answer(store: Store) -> None:
    index = Index(store)
    first = index.add("first", TITLE, TEXT, DAY)
    second = index.add("second", TITLE, TEXT + " انتهى", DAY)
    assert first is None
    assert second is not None
    for _ in range(2):
        assert index.add("first", TITLE, TEXT, DAY) is None
        assert index.add("second", TITLE, OTHER, DAY) == second
    assert index.add("other", "خبر", OTHER, DAY) is None


SHORT = "عاجل: إغلاق جسر المشاة في ميناء الرمال حتى إشعار آخر"


def test_a_short_text_alone_is_no_duplicate(store: Store) -> None:
    index = Index(store)
    text = "التفاصيل بعد قليل على موقعنا فترقبوا مزيداً من الأخبار."
    assert index.add("one", "إغلاق جسر المشاة في ميناء الرمال", text, DAY) is None
    assert index.add("two", "حريق في سوق الخشب القديمة", text, DAY) is None


def test_a_flash_is_a_duplicate_by_its_headline_on_the_same_day(store: Store) -> None:
    index = Index(store)
    assert index.add("one", SHORT, "", DAY) is None
    assert index.add("two", SHORT.replace("إ", "ا"), "", DAY) == ("one", 1.0)
    assert index.add("next day", SHORT, "", DAY + timedelta(1)) is None
    assert index.add("and again", SHORT, "", DAY + timedelta(1)) == ("next day", 1.0)
    assert index.add("headline as text", "", SHORT, DAY) is None


@pytest.mark.parametrize("title", ["", "بالصور", "أسعار الذهب اليوم الأحد"])
def test_a_headline_of_few_words_names_no_story(title: str, store: Store) -> None:
    index = Index(store)
    assert index.add("one", title, "", DAY) is None
    assert index.add("two", title, "", DAY) is None


def test_what_was_forgotten_leaves_answers_and_equal_texts(database: str) -> None:
    with stored(database) as store:
        index = Index(store)
        # Whatever its own day: what counts is when it arrived.
        index.add("old", TITLE, TEXT, DAY)
        index.add("copy", TITLE, TEXT + " انتهى", DAY)
        assert store.forget(DAY) == 0
        index.add("recent", "خبر", OTHER, DAY)
        assert store.forget(DAY + timedelta(KEPT - 1)) == 0
        assert index.add("edited", TITLE, TEXT + " والسلام", DAY) is not None
        assert store.forget(DAY + timedelta(KEPT)) == 2
        answer = index.add("copy", TITLE, TEXT, DAY)
        assert answer is not None
        assert answer[0] == "old"
        assert index.add("equal", TITLE, TEXT, DAY + timedelta(99)) == ("old", 1.0)
        assert index.add("edit", "", OTHER + " انتهى", DAY) is not None
        (count,) = store.db.one("SELECT count(*) FROM neighbour_bands WHERE number < 3")
        assert count == 0


def test_only_what_resembles_it_is_lost_with_a_forgotten_article(
    database: str,
) -> None:
    with stored(database) as store:
        index = Index(store)
        index.add("old", TITLE, TEXT, DAY)
        store.forget(DAY)
        assert store.forget(DAY + timedelta(KEPT)) == 1
        assert index.add("edited", TITLE, TEXT + " انتهى", DAY) is None
        assert index.add("equal", "خبر", TEXT, DAY + timedelta(KEPT)) == ("old", 1.0)


def test_a_call_forgets_no_more_than_a_run_can_wait_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsbot.ledger.neighbours.FORGOTTEN_AT_ONCE", 2)
    with stored(tmp_path / "index.sqlite") as store:
        index = Index(store)
        for number in range(3):
            index.add(str(number), "", story(number), DAY)
        store.forget(DAY)
        later = DAY + timedelta(KEPT)
        # The last call finds nothing more, and counts the days anew.
        assert [store.forget(later) for _ in range(4)] == [2, 1, 0, 0]
        index.add("new", "", story(4), DAY)
        assert store.forget(later + timedelta(KEPT - 1)) == 0
        assert index.add("edited", "", story(4) + " انتهى", DAY) is not None


def test_the_beginning_of_a_run_forgets(tmp_path: Path) -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with closing(Ledger.open(tmp_path / "index.sqlite")) as ledger:
        Index(ledger.neighbours).add("old", TITLE, TEXT, DAY)
        ledger.start_run("news.test", now=noon)
        ledger.start_run("news.test", now=noon + timedelta(KEPT))
        assert ledger.db.one("SELECT count(*) FROM neighbour_sketches") == (0,)
        assert Index(ledger.neighbours).add("equal", "", TEXT, DAY) == ("old", 1.0)


def test_no_article_is_listed_under_a_crowded_band(store: Store) -> None:
    bands = fingerprint(TITLE, TEXT).bands
    other = fingerprint("", OTHER)
    with store.transaction():
        for number in range(CROWD):
            kept = other._replace(exact=number, bands=(bands[0],))
            store.add(str(number), DAY, kept, None, None)
    assert Index(store).add("new", TITLE, TEXT, DAY) is None
    found, crowded = store.neighbours(bands[:1], DAY, DAY, CROWD + 1)
    assert [one.number for one in found] == list(range(CROWD, 0, -1))
    assert crowded == {bands[0]}
    # One that else would only be asked for takes its place.
    for place, expected in ((1, True), (LISTED, True), (LISTED + 1, False)):
        found, crowded = store.neighbours(bands[place : place + 1], DAY, DAY, 9)
        assert [one.number for one in found] == [CROWD + 1] * expected
        assert not crowded


def test_the_sentence_that_the_headline_sums_up_may_be_moved(store: Store) -> None:
    sentence = "سباق القوارب الشراعية ينطلق غدا من ميناء الرمال"
    index = Index(store)
    assert index.add("one", sentence, f"{sentence}\n{TEXT}", DAY) is None
    found = index.add("moved", sentence, f"{TEXT}\n{sentence}", DAY)
    assert found is not None
    # As another subject in its place would name another story.
    other = "حفل الخريجين يقام مساء الخميس فوق مسرح الجامعة"
    assert index.add("other", other, f"{other}\n{TEXT}", DAY) is None


def test_a_copy_made_late_has_less_freedom() -> None:
    sample = tuple(range(32))
    codes = bytes(range(112, 212))
    old = Sketch(sample, (), codes)
    for days, kept in ((0, 70), (1, 75), (2, 88), (3, 92), (29, 92)):
        for enough, share in ((True, kept), (False, kept - 1)):
            edited = codes[:share] + bytes([250]) * (100 - share)
            new = Sketch(sample[:20] + tuple(range(50, 62)), (), edited)
            assert (score(old, new, days) is not None) == enough


@pytest.mark.parametrize(("words", "likeness"), [(5, None), (6, 0.94)])
def test_words_moved_one_by_one_are_not_moved(
    words: int, likeness: float | None
) -> None:
    """Of 100 words 92 must be kept, and one of the two ends counts as moved."""
    sample = tuple(range(32))
    codes = bytes(range(112, 212))
    moved = codes[-words:] + codes[words:-words] + codes[:words]
    found = score(Sketch(sample, (), codes), Sketch(sample, (), moved), 5)
    assert found == (likeness and pytest.approx(likeness))


@pytest.mark.parametrize(
    ("places", "inserted", "subjects", "same"),
    [
        ((20, 21), 0, (20, 40), False),
        ((20, 70), 2, (20, 40), False),
        # A slip in one word, wherever it stands.
        ((20,), 0, (20, 40), True),
        # More than the frame and a name.
        ((20, 21), 3, (20, 40), True),
        # Nothing else is in the headlines, so the texts must show the frame.
        ((20, 21), 0, (20,), False),
        (tuple(range(20, 29)), 0, (20,), True),
    ],
)
def test_another_name_in_the_same_frame(
    places: tuple[int, ...], inserted: int, subjects: tuple[int, ...], same: bool
) -> None:
    sample = tuple(range(32))
    codes = bytes(range(112, 212))
    edited = bytearray(codes)
    for place in places:
        edited[place] = 220 + place % 30
    new = Sketch(sample, subjects, bytes(edited) + bytes([100]))
    added = bytes(range(80, 80 + inserted))
    old = Sketch(sample, subjects, codes[:90] + added + codes[90:] + bytes([100]))
    assert (score(old, new, 0) is not None) == same


@pytest.mark.parametrize(("kept", "same"), [(1, False), (2, True)])
def test_beside_another_subject_fewer_numbers_may_change(kept: int, same: bool) -> None:
    sample = tuple(range(32))
    frame = bytes(range(112, 212))
    numbers = bytes(range(kept))
    old = Sketch(sample, (20,), frame + numbers + bytes([10]))
    new = Sketch(
        sample, (20,), frame[:20] + bytes([230]) + frame[21:] + numbers + bytes([11])
    )
    assert (score(old, new, 0) is not None) == same
    unlike = new._replace(subjects=())
    assert score(old, unlike, 0) is not None


@pytest.mark.parametrize(("words", "same"), [(1, True), (2, False)])
def test_beside_a_corrected_number_hardly_a_word_may_change(
    words: int, same: bool
) -> None:
    sample = tuple(range(32))
    frame = bytes(range(112, 211))
    old = Sketch(sample, (), frame + bytes([10]))
    new = Sketch(sample, (), bytes([230] * words) + frame[words:] + bytes([11]))
    assert (score(old, new, 0) is not None) == same


def test_the_index_is_there_when_opened_again(tmp_path: Path) -> None:
    for turn, expected in (("one", None), ("two", "one"), ("three", "one")):
        with stored(tmp_path / "index.sqlite") as store:
            found = Index(store).add(turn, TITLE, TEXT + turn, DAY)
            assert (found and found[0]) == expected


def test_what_another_version_made_is_not_compared(tmp_path: Path) -> None:
    with stored(tmp_path / "index.sqlite") as store:
        index = Index(store)
        index.add("first", TITLE, TEXT, DAY)
        store.db.run("UPDATE neighbour_sketches SET version = 0, sketch = x'00'")
        assert index.add("second", TITLE, TEXT + " انتهى", DAY) is None


def test_an_error_inside_undoes_the_whole_step(tmp_path: Path) -> None:
    with stored(tmp_path / "index.sqlite") as store:
        index = Index(store)
        store.db.run(
            "CREATE TRIGGER refuse BEFORE INSERT ON neighbour_sketches"
            " BEGIN SELECT raise(ABORT, 'no room'); END"
        )
        with pytest.raises(LedgerError, match="no room"):
            index.add("first", TITLE, TEXT, DAY)
        store.db.run("DROP TRIGGER refuse")
        assert index.add("second", TITLE, TEXT, DAY) is None


def test_within_the_transaction_of_the_caller(tmp_path: Path) -> None:
    with stored(tmp_path / "index.sqlite") as store:
        index = Index(store)

        def fail() -> None:
            with store.transaction():
                index.add("first", TITLE, TEXT, DAY)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()
        assert index.add("second", TITLE, TEXT, DAY) is None


STORIES = 40


def story(number: int) -> str:
    """Give a text that shares no two neighbouring words with the others."""
    return " ".join(
        f"كلمة{chr(0x628 + place % 7)} {number}{place}" for place in range(40)
    )


def add_all(
    target: str,
    process: str,
    together: "threading.Barrier",
    results: "multiprocessing.Queue[str]",
) -> None:
    with stored(target) as store:
        index = Index(store)
        for number in range(STORIES):
            text = f"{story(number)} {process}"
            together.wait(60)
            if index.add(f"{process}{number}", "", text, DAY) is None:
                results.put(f"{number}")
    results.put("end")


def test_two_processes_never_both_call_themselves_the_first(database: str) -> None:
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    # Without the lock, some of the stories have two firsts.
    together = context.Barrier(2)
    processes = [
        context.Process(target=add_all, args=(database, name, together, results))
        for name in "ab"
    ]
    for process in processes:
        process.start()
    firsts: list[str] = []
    ended = 0
    while ended < len(processes):
        said = results.get(timeout=60)
        if said == "end":
            ended += 1
        else:
            firsts.append(said)
    for process in processes:
        process.join()
    assert sorted(map(int, firsts)) == list(range(STORIES))


def test_two_threads_on_one_store_in_memory() -> None:
    index = Index(MemoryStore())
    firsts: list[int] = []

    def run(name: str) -> None:
        firsts.extend(
            number
            for number in range(STORIES)
            if index.add(f"{name}{number}", "", story(number), DAY) is None
        )

    threads = [threading.Thread(target=run, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(firsts) == list(range(STORIES))


def as_defined(title: str, text: str) -> Fingerprint:
    """Follow the definition of version 4 to the letter, without any shortcut."""

    def tokens(part: str) -> list[str]:
        part = part.translate(str.maketrans("أإآىئؤة", "اااييوه"))
        part = re.sub("[\u064b\u064e\u064f\u0650\u0651]", "", part)
        words = re.sub('[.:«»()"“”،؛؟!%/-]', " ", part).split()
        folded = [fold(word).replace("ؤ", "و").replace("ئ", "ي") for word in words]
        return [
            token for word in folded for token in re.findall(r"\d+|[^\W\d_]+", word)
        ]

    def hash64(text: str) -> int:
        digest = blake2b(text.encode(), digest_size=8, person=b"newsbot 2").digest()
        return int.from_bytes(digest, "big", signed=True)

    head, body = tokens(title), tokens(text)
    if len(body) < 20:
        enough = len(head) + len(body) >= 8
        data = " ".join(head) + "\n" + " ".join(body)
        return Fingerprint(hash64(data) if enough else None, (), None)
    hashes = [zlib.crc32(token.encode()) for token in body]
    shingles = {
        (a * 0x5E3779B1 + b * 0x6C8E9CF5 + c * 0x3243F6A9) // 2**24 % 2**32
        for a, b, c in zip(hashes, hashes[1:], hashes[2:], strict=False)
    }
    sample = sorted(shingles)[:32]
    codes = bytes(
        hash_ % 256 % 64 if token.isdecimal() else 64 + hash_ % 256 % 192
        for token, hash_ in zip(body, hashes, strict=True)
    )
    first = body[:512]
    subjects: list[int] = []
    for token in head:
        names = len(token) > 2 and token.encode() not in COMMON
        if (token.isdecimal() or names) and token in first:
            place = first.index(token)
            if place not in subjects:
                subjects.append(place)
    bands = tuple(shingle - 2**31 for shingle in sample[:12])
    headline_poles = 0
    for token in head:
        headline_poles |= POLES.get(token.encode(), 0)
    poles = [POLES.get(token.encode(), 0) for token in body[:32]]
    sketch = Sketch(
        tuple(sample),
        tuple(subjects[:8]),
        codes[:512],
        headline_poles,
        bytes(8 * place + pole for place, pole in enumerate(poles) if pole),
    )
    return Fingerprint(hash64(" ".join(body)), bands, sketch)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (TITLE, TEXT),
        (TITLE, vowelled(TEXT)),
        ("خبر", OTHER),
        (SHORT, ""),
        ("", ""),
        (TITLE, "كلمة " * 25),
        (TITLE, " ".join(PARAGRAPHS[0].split()[:20])),
        (TITLE, "\n".join(PARAGRAPHS[place % 5] + str(place) for place in range(40))),
        ("المجلس لا يقر الخطة ولن يعلق العمل", "رفض المجلس خطة لم تنجح " * 9),
        ("Library opens in 2025", "Café au lait, x=3.5 (ﷺ) ﻣﻜﺘﺒﺔ ـــ & ½ 😀 " * 5),
    ],
    ids=range(10),
)
def test_the_fingerprint_is_what_its_definition_says(title: str, text: str) -> None:
    assert fingerprint(title, text) == as_defined(title, text)


@given(st.text(alphabet='ابأإىةؤئـًَ ،.:()"«»12٣a\u200c\n-', max_size=200))
def test_shortcuts_change_nothing(text: str) -> None:
    assert fingerprint(text, text * 3) == as_defined(text, text * 3)


def test_a_sketch_is_stored_and_read_back() -> None:
    sketch = fingerprint(TITLE, TEXT).sketch
    assert sketch is not None
    assert Sketch.unpack(sketch.pack()) == sketch
    assert len(sketch.sample) == 32
    assert sketch.headline_poles == AFFIRMS  # افتتاح
    assert sketch.lead_poles == bytes([AFFIRMS])  # افتتح
    size = 4 + 4 * 32 + 2 * len(sketch.subjects) + 1 + len(sketch.codes)
    assert len(sketch.pack()) == size


def common(first: bytes, second: bytes) -> int:
    """Give the length of the longest common subsequence, by the textbook."""
    row = [0] * (len(second) + 1)
    for code in first:
        last = 0
        for place, other in enumerate(second, 1):
            above = row[place]
            row[place] = last + 1 if code == other else max(above, row[place - 1])
            last = above
    return row[-1]


CODES = st.binary(max_size=30).map(lambda data: bytes(code % 5 * 50 for code in data))


@given(CODES, CODES)
def test_alignment_is_a_longest_common_subsequence(first: bytes, second: bytes) -> None:
    found = align(first, second)
    kept = bytes(code for place, code in enumerate(first) if found.first >> place & 1)
    same = bytes(code for place, code in enumerate(second) if found.second >> place & 1)
    assert kept == same
    assert len(kept) == common(first, second)
    assert found.numbers_kept == sum(code < 64 for code in kept)


@given(CODES, st.data())
def test_what_stands_between_kept_tokens(codes: bytes, data: st.DataObject) -> None:
    places = data.draw(st.sets(st.integers(0, 29))) & {*range(len(codes))}
    pieces = between(codes, sum(1 << place for place in places))
    assert len(pieces) == len(places) + 1
    kept = [bytes([codes[place]]) for place in sorted(places)] + [b""]
    assert b"".join(a + b for a, b in zip(pieces, kept, strict=True)) == codes


@pytest.mark.parametrize(
    ("first", "second", "changed"),
    [
        ([200, 1, 201], [200, 2, 201], 1),
        ([200, 1, 2, 201], [200, 3, 201], 1),
        ([200, 1, 201], [200, 201], 0),
        ([200, 1, 201], [200, 202, 201], 0),
        ([1, 200], [2, 200], 1),
        ([200, 1], [200, 2], 1),
        ([1, 200, 2, 201], [3, 200, 2, 201], 1),
    ],
)
def test_numbers_in_the_same_place(
    first: list[int], second: list[int], changed: int
) -> None:
    assert align(bytes(first), bytes(second)).numbers_changed == changed


def test_a_summary_is_no_copy() -> None:
    sample = tuple(range(32))
    codes = bytes(range(112, 212))
    long = Sketch(sample, (), codes)
    assert score(Sketch(sample, (), codes[:44]), long, 0) is None
    assert score(Sketch(sample, (), codes[:45]), long, 0) == pytest.approx(90 / 145)
