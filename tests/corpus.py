"""Invented Arabic articles, and the noise that real ones arrive with.

The articles are put together from sentence templates and word lists that belong to
this project: no place, person or event in them is real. Every generator is given its
random source, so a corpus is the same in every run.
"""

import html
import random
import re
import unicodedata
from collections.abc import Callable
from typing import Final

_TOWNS: Final = (
    "مدينة النخيل",
    "بلدة العين الزرقاء",
    "ميناء الرمال",
    "قرية السنديان",
    "وادي اللوز",
    "ضاحية الياسمين",
    "مرفأ المرجان",
    "هضبة الغزلان",
)
_WHO: Final = (
    "رئيسة المجلس البلدي",
    "مدير المكتبة العامة",
    "المهندسة المشرفة على المشروع",
    "أحد المزارعين",
    "مسؤولة شؤون البيئة",
    "نقيب الصيادين",
    "طالبة في كلية العلوم",
    "ناطق باسم هيئة المياه",
)
_WHAT: Final = (
    "افتتاح جسر المشاة الجديد",
    "ترميم السوق القديمة",
    "مهرجان القراءة السنوي",
    "توسعة شبكة الري",
    "معرض للخط العربي",
    "محطة لتوليد الطاقة الشمسية",
    "سباق القوارب الشراعية",
    "حملة غرس الأشجار على الطريق الساحلي",
)
# Neither gender nor number of a filled-in word asks for agreement.
_SENTENCES: Final = (
    "أُعلن في {town} أمس عن {what}، بعد تأجيل دام {few} أشهر.",
    "وبحسب {who} فإن في {what} «وجهاً جديداً لأهالي {town}»، والعمل ماضٍ في موعده.",
    "وتبلغ الكلفة {n},{few}00 ألف دينار، أي نحو {n}% من الموازنة.",
    "هل تكفي {few} أيام لإنجاز {what}؟ الجواب على لسان {who}: نعم؛ فالفريق جاهز.",
    "ويندرج ذلك ضمن خطة أُقرّت عام {y} هـ ولم تُنفَّذ كاملةً.",
    "وحضر الحفل أكثر من {few}{n} شخصاً… بينهم أطفال المدارس وذووهم.",
    "ومن المقرّر أن تُعلن النتائج يوم الثلاثاء المقبل (الساعة {few}:30 مساءً).",
    "- في {town}: سُجّلت {n}.{few} درجات، وفي الجوار {few} درجات فقط.",
    'وخُتم اللقاء بكلمة من {who}: "لا شيء يعلو على ماء البئر"، ثم انصرف الجميع.',
)
_TITLES: Final = (
    "{what} في {town}",
    "{town}: {what} خلال {few} أيام",
    "بعد طول انتظار.. {what}",
)


def article(rng: random.Random) -> str:
    """One article: a title, an empty line, three to nine paragraphs."""

    def filled(template: str) -> str:
        return template.format(
            who=rng.choice(_WHO),
            town=rng.choice(_TOWNS),
            what=rng.choice(_WHAT),
            few=rng.randint(3, 10),
            n=rng.randint(11, 99),
            y=rng.randint(1400, 1446),
        )

    paragraphs = [
        " ".join(filled(rng.choice(_SENTENCES)) for _ in range(rng.randint(1, 4)))
        for _ in range(rng.randint(3, 9))
    ]
    return "\n".join([filled(rng.choice(_TITLES)), "", *paragraphs])


def corpus(size: int, seed: int = 20250124) -> list[str]:
    """``size`` articles, no two of them the same."""
    rng = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < size:
        found[article(rng)] = None
    return list(found)


Noise = Callable[[str, random.Random], str]

_BIDI: Final = (
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_HARAKAT: Final = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_SPACES: Final = "\u00a0\u2002\u2003\u2009\u202f\u3000"
# Letters after which handwriting goes on, so that a word can be stretched there.
_JOINING: Final = "بتثجحخسشصضطظعغفقكلمنهيئ"
_BASE: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآؤئءىة"


def _forms() -> dict[str, list[str]]:
    """Letter -> its presentation forms in block B."""
    forms: dict[str, list[str]] = {}
    for point in range(0xFE80, 0xFEFD):
        letters = unicodedata.normalize("NFKC", chr(point))
        forms.setdefault(letters, []).append(chr(point))
    return forms


_FORMS: Final = _forms()


def _here_and_there(
    pattern: str, change: Callable[[str, random.Random], str], share: float
) -> Noise:
    compiled = re.compile(pattern)

    def noise(text: str, rng: random.Random) -> str:
        return compiled.sub(
            lambda m: change(m[0], rng) if rng.random() < share else m[0], text
        )

    return noise


odd_spaces = _here_and_there(" ", lambda space, rng: rng.choice(_SPACES), 0.3)
more_spaces = _here_and_there(" ", lambda space, rng: space * rng.randint(2, 4), 0.2)
tatweel = _here_and_there(
    f"[{_JOINING}](?=[{_BASE}])", lambda c, rng: c + "ـ" * rng.randint(1, 4), 0.1
)
bidi_marks = _here_and_there(
    r"(?s).", lambda c, rng: rng.choice(_BIDI) + c + rng.choice(_BIDI), 0.05
)
zero_width = _here_and_there(
    f"[{_BASE}]", lambda c, rng: c + rng.choice("\u200b\ufeff\u00ad"), 0.05
)
presentation_forms = _here_and_there(
    f"ل[اأإآ]|[{_BASE}]", lambda c, rng: rng.choice(_FORMS.get(c, [c])), 0.4
)
harakat = _here_and_there(
    f"[{_BASE}](?![{_HARAKAT}])", lambda c, rng: c + rng.choice(_HARAKAT), 0.2
)
entities = _here_and_there(
    '[«»"&…–]|[\u0621-\u064a]',
    lambda c, rng: (
        html.escape(f"&#{ord(c)};") if rng.random() < 0.5 else f"&#{ord(c)};"
    ),
    0.05,
)


def digit_shapes(text: str, rng: random.Random) -> str:
    """All digits as another script's: Arabic-Indic, Persian or ASCII."""
    zero = rng.choice("0٠۰")
    return re.sub(r"\d", lambda m: chr(ord(zero) + unicodedata.decimal(m[0])), text)


def decomposed(text: str, rng: random.Random) -> str:
    """NFD: a hamza or madda as a mark of its own."""
    return unicodedata.normalize("NFD", text)


def read_as_cp1252(text: str, rng: random.Random) -> str:
    """The UTF-8 of the text, read as a browser reads windows-1252."""
    return "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()
    )


def read_as_cp1256(text: str, rng: random.Random) -> str:
    """The UTF-8 of the text, read as windows-1256."""
    return text.encode().decode("cp1256")


# What changes neither the letters nor the digits that a reader sees.
FAITHFUL: Final[dict[str, Noise]] = {
    "odd spaces": odd_spaces,
    "more spaces": more_spaces,
    "tatweel": tatweel,
    "bidi marks": bidi_marks,
    "zero width": zero_width,
    "presentation forms": presentation_forms,
    "entities": entities,
    "NFD": decomposed,
    "UTF-8 as windows-1252": read_as_cp1252,
    "UTF-8 as windows-1256": read_as_cp1256,
}
# What changes them in a way that does not matter for comparing.
FOLDED: Final[dict[str, Noise]] = FAITHFUL | {
    "harakat": harakat,
    "digit shapes": digit_shapes,
}
