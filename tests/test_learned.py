"""Lines that are judged by their words, as examples have taught."""

from __future__ import annotations

import json
import math

import pytest

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.arabic.boilerplate import learned as module
from newsbot.arabic.boilerplate.learned import (
    BIAS,
    WEIGHTS,
    features,
    is_judged,
    log_odds,
    resembles_site,
)
from newsbot.pages.lines import BodyLine, read_lines
from tests.training.boilerplate import HELD, Example, examples, learned, wrapped

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآؤئة"
CALL = "انضم إلى مجموعتنا على واتساب لتصلك الأخبار العاجلة"


def test_what_is_weighed() -> None:
    assert features("شاركوا الخبر: 12,5") == {
        # Words, as they are compared; numbers are one.
        *("شاركوا", "الخبر", "0"),
        # Their stems, and pairs of these from the beginning to the end.
        *("~شارك", "~خبر", "~0"),
        *("^ شارك", "شارك خبر", "خبر 0", "0 0", "0 $"),
        # Kinds of words, and of the first.
        *("+do", "+page", "^+do"),
        # Marks, the end, and how many times three words.
        *("=:", "=end ", "=1"),
    }
    assert {"=«", "=»", "=a", "=end ؟"} <= features("هل قرأت «Times»؟")
    assert features("") == {"^ $", "=end ", "=0"}


def test_the_odds_of_a_line() -> None:
    weights = {BIAS: -1.0, "شاركوا": 3.0, "^ شارك": 2.0, "=end .": -9.0}
    # Three words, their stems, four pairs, one kind that is the first, end and length.
    line = "شاركوا خبر اليوم"
    assert len(features(line)) == 14
    assert log_odds(line, weights) == pytest.approx(-1 + 5 / math.sqrt(14))
    assert log_odds("قال الوزير أمس", weights) == -1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", False),
        ("شاركنا رأيك", False),
        ("شارك شارك شارك شارك", False),
        ("7 / 7 / 7 / 2026 / أ", False),
        ("شاركنا رأيك هنا", True),
        ("شاركنا رأيك الآن في الموضوع.", False),
        ("شاركنا رأيك الآن في هذا الموضوع.", True),
        (" ".join(f"ب{letter}" for letter in LETTERS[:30]), True),
        (" ".join(f"ب{letter}" for letter in LETTERS[:31]), False),
        (" ".join(f"ب{letter}" for letter in LETTERS[:16]) + ".", True),
        (" ".join(f"ب{letter}" for letter in LETTERS[:17]) + ".", False),
        (f"شاركنا رأيك {'هنا' * 100}", False),
        # It goes on from the sentence before.
        ("وأغلقت الجريدة باب التعليق على موقعها.", False),
        ("أغلقت الجريدة باب التعليق على موقعها.", True),
        ("وقالت الجريدة إن التعليق على موقعها مغلق", False),
        ("واكتبوا لنا آراءكم في خانة التعليق", True),
    ],
)
def test_lines_that_can_be_judged(line: str, expected: bool) -> None:
    assert is_judged(line) is expected


@pytest.mark.parametrize(
    "line",
    [
        "التحقوا بقناتنا في تلغرام ليصلكم كل جديد لحظة بلحظة",
        "لا تفوت جديدنا، فعّل جرس التنبيهات في التطبيق",
        "اضغط هنا لقراءة الموضوع كاملا على موقعنا",
        "ما ننشره هنا لا يعبر بالضرورة عن رأي هذه الصحيفة",
        "شاركونا آراءكم حول الموضوع في خانة التعليقات",
    ],
)
def test_lines_of_a_site(line: str) -> None:
    assert is_boilerplate(line) or resembles_site(line)


@pytest.mark.parametrize(
    "line",
    [
        "أطلقت البلدية تطبيقا يصل السكان عبره إلى مواعيد جمع النفايات.",
        "وانضم إلى المجموعة خمسة صيادين من القرى المجاورة",
        "«انضموا إلينا»، قالت المعلمة وهي تشير إلى الحديقة",
        "وسائل النقل القديمة تعود إلى شوارع المدينة",
        "اشترك في السباق أربعون عداء من ثلاث مدن",
        "وتابع القاضي قراءة الحكم حتى نهايته",
    ],
)
def test_lines_of_articles(line: str) -> None:
    assert not resembles_site(line)


@pytest.mark.parametrize(
    "line",
    [
        "تصويب: كتبنا أن السد بني عام 1962، والصحيح 1972.",
        "تنويه: استُبدلت صورة هذا الخبر بعد أن تبيّن أنها قديمة.",
        "ملاحظة من التحرير: أجري هذا الحوار قبل استقالة المدير.",
        "تصحيح: نسبت نسخة أولى من التقرير القول إلى المدير خطأ.",
        "جرى تحديث هذا الخبر بعد صدور بيان الشركة.",
        "أُعدّ هذا التحقيق بإشراف شبكة «مرساة» وبتمويل من صندوق للصحافة.",
        "أنتجت هذه القصة بدعم من زمالة «مرساة».",
        "اسم الشاهدة مستعار، واسمها الحقيقي محفوظ لدى المجلة.",
        "ملاحظة: بعض الأسماء غُيّرت لحماية أصحابها.",
        "توضيح: وصلنا رد المصرف بعد نشر هذا المقال وأضفناه في آخره.",
    ],
)
def test_what_an_article_tells_of_itself(line: str) -> None:
    assert not is_boilerplate(line)
    assert not resembles_site(line, is_last=True)


@pytest.mark.parametrize(
    "line",
    [
        "تنويه: الموقع لا يتحمل مسؤولية ما يرد في التعليقات",
        "ملاحظة: هذا الخبر منقول آليا من المصدر",
        "تصحيح: بريدنا الجديد للتواصل هو news@waha.example",
        "أُعدّت هذه المادة بالتعاون مع راعٍ تجاري",
        "تم إعداد هذا المحتوى برعاية بنك الوادي",
        "هذه المادة منشورة بالتعاون مع موقع شريك",
        "حمّل تطبيق الجريدة الآن ليصلك كل جديد",
        "تابع سلسلة مقالات الكاتب على صفحته",
    ],
)
def test_what_a_site_tells_in_such_words(line: str) -> None:
    assert is_boilerplate(line) or resembles_site(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("حمّل نسخة التطبيق من متجر هاتفك، ولا تثبّت ملفا سواه.", False),
        ("اطلب من المصرف نسخة من العقد عبر البريد الإلكتروني.", False),
        ("تصفح مواقع الجامعات كلها، واحفظ شروط القبول في ملف.", False),
        # A name, «our», and what reaches the reader are a site's.
        ("حمّل نسخة تطبيق «واحتي» من متجر هاتفك ولا تثبّت سواه.", True),
        ("حمّل نسخة تطبيقنا من متجر هاتفك ولا تثبّت سواه.", True),
        ("فعّل جرس التنبيهات في القناة ليصلك كل مقطع قبل غيرك.", True),
    ],
)
def test_steps_of_a_guide_are_not_judged(line: str, expected: bool) -> None:
    assert is_judged(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("إعداد وتحرير: هند السهلي", False),
        ("إعداد: هند السهلي", False),
        ("ترجمة ومراجعة / هند علي السهلي", False),
        ("ساهم في إعداد التقرير: هند السهلي", False),
        ("تقرير وتصوير: هند السهلي", False),
        ("تصوير: هند علي السهلي", True),
        ("إعداد وتحرير: قسم المتابعة", True),
        ("تقرير: القسم الاقتصادي", True),
        ("إعداد: هند السهلي، تابعوها على تويتر", True),
    ],
)
def test_bylines_are_not_judged(line: str, expected: bool) -> None:
    assert is_judged(line) is expected


def test_a_call_is_left_out_of_a_report() -> None:
    sentences = [
        "افتتحت بلدة السدر سوقها الجديدة صباح الاثنين بعد عامين من العمل المتواصل.",
        "وتضم السوق ستين متجرا وساحة للحرفيين، وتعمل من الفجر حتى المغيب كل يوم.",
        "وقال كبير التجار إن الإيجار بقي على حاله، وإن أغلب المتاجر صارت مشغولة.",
    ]
    lines = [BodyLine(line, 0, line) for line in [*sentences, CALL]]
    assert read_lines(lines).lines == sentences


def test_the_last_line_of_a_text_goes_more_easily(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Over the root of 14 features, 1.2.
    monkeypatch.setattr(module, "_weights", lambda: {BIAS: 0.0, "شاركوا": 4.6})
    line = "شاركوا خبر اليوم"
    assert not resembles_site(line)
    assert resembles_site(line, is_last=True)
    assert not resembles_site("قرأنا خبر اليوم", is_last=True)


def test_a_text_of_such_lines_keeps_them() -> None:
    """A guide to an app speaks as sites do."""
    steps = [CALL, "اختر اللغة ثم المدينة.", "انضم إلى قناتنا على تلغرام لتصلك الأخبار"]
    assert any(map(resembles_site, steps))
    kept = [line for line in steps if not is_boilerplate(line)]
    assert read_lines([BodyLine(line, 0, line) for line in steps]).lines == kept


def test_lines_of_an_author_that_no_model_has_read() -> None:
    """With the rules, and of both a floor: 79 were found, and none was taken."""
    held = [row for row in examples() if row.set in HELD]
    found = [
        row for row in held if is_boilerplate(row.line) or resembles_site(row.line)
    ]
    calls = sum(row.boilerplate for row in found)
    assert len(held) == 240
    assert calls >= 75
    assert len(found) - calls <= 1


def test_examples_are_of_one_kind_each() -> None:
    rows = [row for row in examples() if row.set != "demo" and not row.is_part]
    assert len({row.line for row in rows}) == len(rows)
    assert all(row.line == " ".join(row.line.split()) != "" for row in rows)


def test_a_line_of_an_article_is_wrapped() -> None:
    words = "قالت البلدية إن الماء يعود مساء الأحد إلى القرى التي انقطع عنها قبل عام"
    row = Example(words, False, "k")
    parts = [part.line for part in wrapped(row)]
    # Five words, then nine at most: what is left at the end is no line of its own.
    assert parts == ["قالت البلدية إن الماء يعود"]
    assert all(part.is_part and part.set == "k" for part in wrapped(row))
    assert list(wrapped(Example("خمس كلمات لا تقسم أبدا", False, "k"))) == []


def test_a_word_is_learned() -> None:
    rows = [
        Example(f"{word} {other}", word == "شاركوا", "a")
        for word in ("شاركوا", "شاهد")
        for other in ("الخبر", "القمر", "الماء", "الطريق")
    ]
    weights = learned(rows)
    assert log_odds("شاركوا الصورة", weights) > 0.5
    assert log_odds("شاهد الصورة", weights) < -0.5


@pytest.mark.full
def test_the_weights_are_those_of_the_examples() -> None:
    expected = learned(row for row in examples() if row.set not in HELD)
    weights = json.loads(WEIGHTS.read_text("utf-8"))
    # A machine may round the last digit of a logarithm otherwise.
    assert weights.keys() == expected.keys()
    for one, weight in expected.items():
        assert weights[one] == pytest.approx(weight, abs=0.02), one
