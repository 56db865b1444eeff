"""Every rule of cleaning and folding, one table each; the examples are invented."""

import subprocess
import sys

import pytest

from newsbot.arabic.text import clean, fold
from tests.processor import within

CLEANED = {
    # references, escaped once or more
    "escaped twice": ("&amp;quot;خبر&amp;quot;", '"خبر"'),
    "escaped four times": ("&amp;amp;amp;laquo;خبر&amp;amp;amp;raquo;", "«خبر»"),
    "decimal": ("&#1582;&#1576;&#1585;", "خبر"),
    "hexadecimal": ("&#x62E;&#X628;&#x631;", "خبر"),
    "escaped ampersand by number": ("&#38;#1582;بر", "خبر"),
    "bytes of windows-1252 by number": ("&#147;خبر&#148;", "“خبر”"),
    "surrogate pair by number": ("&#55357;&#56832;", "😀"),
    "beyond Unicode": ("&#1114112;خبر", "\ufffdخبر"),
    "control by number": ("خبر&#1;عاجل", "خبر عاجل"),
    "nbsp without semicolon": ("خبر&nbspعاجل", "خبر عاجل"),
    "number without semicolon": ("خبر&#8230 ثم", "خبر… ثم"),
    "no reference": ("R&D؛ AT&T؛ &خبر; &nosuchname;", "R&D؛ AT&T؛ &خبر; &nosuchname;"),
    "address with parameters": (
        "https://news.example/a?x=1&copy=2&lt=3",
        "https://news.example/a?x=1&copy=2&lt=3",
    ),
    "reference cut by an invisible": ("&am\u200bp;quot;خبر", '"خبر'),
    # UTF-8 that was misread
    "read as windows-1252": ("Ø®Ø¨Ø± Ø¹Ø§Ø¬Ù„", "خبر عاجل"),
    "read as windows-1256": ("ط®ط¨ط± ط¹ط§ط¬ظ„", "خبر عاجل"),
    "soft hyphen of ح": ("Ø\u00adØ¯Ø« Ø¬Ø¯ÙŠØ¯", "حدث جديد"),
    "read as ISO 8859-1": ("Ù\u0083Ø\u00aaØ§Ø¨", "كتاب"),
    "only the quotation marks": ("قال â€œنعمâ€\u009d ثم", "قال “نعم” ثم"),
    "marks read as windows-1256": ("قال â€œنعمâ€\u200c ثم", "قال “نعم” ثم"),
    "one run of several": ("هذا Ø®Ø¨Ø± عاجل", "هذا خبر عاجل"),
    "one letter beside words": ("Ø®Ø¨Ø± Ùˆ ØµÙˆØ±Ø©", "خبر و صورة"),
    "misread twice": ("Ã˜Â®Ã˜Â¨Ã˜Â±", "خبر"),
    "escaped, then misread": ("&Oslash;&reg;&Oslash;&uml;&Oslash;&plusmn;", "خبر"),
    "cut in the middle of a letter": ("Ø®Ø¨Ø", "Ø®Ø¨Ø"),
    "windows-1256 itself": ("ÇáÎÈÑ", "ÇáÎÈÑ"),
    "letters before punctuation": ("الحرف ط، ثم ظ؛ و«ع»", "الحرف ط، ثم ظ؛ و«ع»"),
    "French with no-break spaces": ("«\u00a0l’été\u00a0», là", "« l’été », là"),
    "one capital before a mark": ("«CAFÉ» و«IRMû", "«CAFÉ» و«IRMû"),
    # invisible characters, spaces, controls, line breaks
    "bidi marks": ("\u200fخبر\u200e \u061cعاجل", "خبر عاجل"),
    "embeddings": ("\u202aa\u202bb\u202cc\u202dd\u202ee", "abcde"),
    "isolates": ("\u2066خبر\u2069 \u2067عاجل\u2068", "خبر عاجل"),
    "mark within a number": ("3.\u200f5", "3.5"),
    "zero width space in a word": ("الم\u200bدينة", "المدينة"),
    "BOM and word joiner": ("\ufeffخبر\u2060ه", "خبره"),
    "soft hyphen": ("المدي\u00adنة", "المدينة"),
    "NBSP as the only separator": ("خبر\u00a0عاجل", "خبر عاجل"),
    "spaces of all widths": ("أ\u2003ب\u2009ت\u202fث\u3000ج", "أ ب ت ث ج"),
    "controls": ("خبر\x00عاجل\x1aجدا\x7fهنا\x90", "خبر عاجل جدا هنا"),
    "tab": ("خبر\tعاجل", "خبر عاجل"),
    "runs of spaces": ("  خبر    عاجل  ", "خبر عاجل"),
    "line ends": ("أ\r\nب\rت\x0bث\x0cج\x85ح\u2028خ", "أ\nب\nت\nث\nج\nح\nخ"),
    "paragraph separator": ("أ\u2029ب", "أ\n\nب"),
    "empty lines": ("أ \n \n\n \n ب", "أ\n\nب"),
    "only spaces": (" \u00a0\n\u200b", ""),
    "empty": ("", ""),
    # letters
    "alef and hamza apart": ("ا\u0654مل وا\u0655نجاز وا\u0653ن", "أمل وإنجاز وآن"),
    "waw and yeh with hamza apart": ("شو\u0654ون بي\u0654ة", "شؤون بئة"),
    "shadda before vowel": ("مح\u064eم\u0651\u064eد", "مح\u064eم\u064e\u0651د"),
    "presentation letters": ("ﺧﺒﺮ ﻋﺎﺟﻞ", "خبر عاجل"),
    "lam-alef": ("ﻻ ﻷ ﻹ ﻵ", "لا لأ لإ لآ"),
    "name of God": ("ﷲ", "الله"),
    "forms of block A": ("ﮎﮔﭼﮊﯼ", "کگچژی"),
    "ligature of block A": ("ﰲ", "في"),
    "vowel of its own": ("كتاب\ufe70ا", "كتاب\u064bا"),
    "vowel on a tatweel": ("كتـ\ufe77اب", "كت\u064eاب"),
    "two marks in one": ("محم\ufc62د", "محم\u0650\u0651د"),
    "honorific and brackets": ("محمد ﷺ ﴿آية﴾ ﷽ ٥﷼", "محمد ﷺ ﴿آية﴾ ﷽ ٥﷼"),
    "compatibility characters": ("½ م² … ℃ ﬁ", "½ م² … ℃ ﬁ"),
    "surrogate pair": ("\ud83d\ude00", "😀"),
    "lone surrogate": ("خبر\ud83d عاجل", "خبر\ufffd عاجل"),
    "Persian": ("می\u200cروم به خانه\u200cهای گرم", "می\u200cروم به خانه\u200cهای گرم"),
    "Urdu": ("ٹھنڈی ہوا چلے گی ۔", "ٹھنڈی ہوا چلے گی ۔"),
    "Kurdish": ("ڕۆژێکی نوێ ده\u200cست پێدەکات", "ڕۆژێکی نوێ ده\u200cست پێدەکات"),
    "Uyghur and Pashto": ("ئۇيغۇرچە ښه ورځ ګران", "ئۇيغۇرچە ښه ورځ ګران"),
    # joiners
    "Hijri year with joiner": ("1446 ه\u200d.", "1446 ه\u200d."),
    "joiner before a space": ("خبر\u200c عاجل\u200d", "خبر عاجل"),
    "joiner at the start": ("\u200cخبر", "خبر"),
    "joiner after a vowel": ("م\u064e\u200cن", "م\u064e\u200cن"),
    "family": ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    "heart on fire": ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
    "skin tone": ("🧑🏽\u200d🚀", "🧑🏽\u200d🚀"),
    "joiner after an emoji": ("😀\u200d خبر", "😀 خبر"),
    "Devanagari": ("र्\u200dय", "र्\u200dय"),
    # tatweel
    "stretched": ("عــاجــل مـن المديـنة", "عاجل من المدينة"),
    "stretched with vowels": ("مَـدّـيـنة", "مَدّينة"),
    "prefix before a digit": ("الـ15 وبـ 20 ولـ«الخبر»", "الـ15 وبـ 20 ولـ«الخبر»"),
    "prefix before Latin": ("لـNASA", "لـNASA"),
    "prefix before a letter": ("لـمدينة", "لمدينة"),
    "Hijri year": ("1446هـ، 1447 هــ", "1446هـ، 1447 هـ"),
    "Hijri year before a word": ("1446هـوقال", "1446هـوقال"),
    "dash between spaces": ("غدا ــ إن شاء ـ صباحا", "غدا ـ إن شاء ـ صباحا"),
    "dash after teh marbuta": ("المدينةـالقرية", "المدينةـالقرية"),
    "dash after alef maksura": ("مستشفىًـكبير", "مستشفىًـكبير"),
    "dash between numbers": ("2024ـ2025", "2024ـ2025"),
    "seat of a hamza": ("شيـ\u0654ا", "شيـ\u0654ا"),
    "only tatweels": ("ــــ", "ـ"),
    # punctuation
    "space before a comma": ("في المدينة ، ثم", "في المدينة، ثم"),
    "space on the wrong side": ("في عام ،2013 كان", "في عام، 2013 كان"),
    "semicolon and question mark": ("لماذا ؟ لأن ؛ نعم", "لماذا؟ لأن؛ نعم"),
    "question and exclamation": ("حقا ؟! نعم", "حقا؟! نعم"),
    "several question marks": ("حقا ؟؟نعم", "حقا؟؟ نعم"),
    "before a closing quote": ("«أين ؟» قال", "«أين؟» قال"),
    "full stop": ("انتهى الخبر .", "انتهى الخبر."),
    "place of a picture": ("خبر\ufffcعاجل", "خبر عاجل"),
    "ZWJ between letters that join": ("مكت\u200dبة", "مكتبة"),
    "ZWJ behind a letter that does not": ("دا\u200dر", "دا\u200dر"),
    "ZWNJ between letters that join": ("می\u200cروم", "می\u200cروم"),
    "full stop, then more": ("انتهى الخبر . وبدأ آخر", "انتهى الخبر. وبدأ آخر"),
    "full stop at a line's end": ("انتهى الخبر .\nوبدأ", "انتهى الخبر.\nوبدأ"),
    "full stop before «»": ("قال: «انتهى .» ثم", "قال: «انتهى.» ثم"),
    "full stop in brackets": ("(انتهى الخبر .)", "(انتهى الخبر.)"),
    "comma before a closing quote": ('"انتهى ،" قال', '"انتهى،" قال'),
    "comma before an opening quote": ('قال ،"انتهى"', 'قال، "انتهى"'),
    "full stop on the wrong side": ("انتهى .وبدأ", "انتهى. وبدأ"),
    "full stop before a quote": ('قال: "انتهى ."', 'قال: "انتهى."'),
    "full stop of a name": ("لغة .NET ونطاق .com", "لغة .NET ونطاق .com"),
    "decimal point": ("بلغت .5 درجة", "بلغت .5 درجة"),
    "two dots as a dash": ("الخبر .. كما ورد ...", "الخبر .. كما ورد ..."),
    "no space after": ("وصل،ثم غادر؛فعاد؟نعم", "وصل، ثم غادر؛ فعاد؟ نعم"),
    "comma in a number": ("١،٥ و2،5", "١،٥ و2،5"),
    "comma between numbers apart": ("١ ،٢", "١، ٢"),
    "ASCII marks": ("خبر , عاجل ; نعم ? لا !", "خبر , عاجل ; نعم ? لا !"),
    "quotes and dashes": ("“أ” ‘ب’ «ت» – — … _ #وسم", "“أ” ‘ب’ «ت» – — … _ #وسم"),
    "separators in numbers": ("٣٫٥٪ و١٬٠٠٠", "٣٫٥٪ و١٬٠٠٠"),
    "address": ("https://a.example/خبر،عاجل؟ب=1", "https://a.example/خبر،عاجل؟ب=1"),
    "tatweel in an address": ("http://a.example/عـاجل", "http://a.example/عـاجل"),
    "mark after an address": ("http://a.example/x ، ثم", "http://a.example/x، ثم"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "cleaned"), CLEANED.values(), ids=CLEANED)
def test_clean(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned
    assert clean(cleaned) == cleaned


FOLDED = {
    "alef": ("أمل إنجاز آن ٱلمدينة", "امل انجاز ان المدينه"),
    "ya and alef maksura": ("على مشي", "علي مشي"),
    "teh marbuta": ("مدينة مدينه", "مدينه مدينه"),
    "hamza kept": ("مسؤول بيئة ماء", "مسؤول بيئه ماء"),
    "Persian and Urdu letters": ("کتاب ہوا ایران", "كتاب هوا ايران"),
    "other letters kept": ("پچژگ ڕۆ ٹڈ ے", "پچژگ ڕۆ ٹڈ ے"),
    "harakat": ("مُحَمَّدٌ", "محمد"),
    "superscript alef": ("هٰذا الرحمـٰن", "هذا الرحمن"),
    "Quranic marks": ("لَهُۥ مِنۢ بَعۡدِ", "له من بعد"),
    "end of verse": ("نص۝نص", "نص نص"),
    "Arabic-Indic digits": ("٢٠٢٥", "2025"),
    "Persian digits": ("۱۴۰۳", "1403"),
    "Devanagari digits": ("२५", "25"),
    "number separators": ("٣٫٥ و١٬٠٠٠ و2,000.5", "3 5 و1 000 و2 000 5"),
    "fractions and powers": ("½ 20م² x³", "20م x"),
    "lower case": ("NASA Élan", "nasa élan"),
    "other scripts": ("خبر новости 新闻 हिन्दी", "خبر"),
    "punctuation": ("«خبر»، (عاجل)!… خبر/عاجل", "خبر عاجل خبر عاجل"),
    "hashtag": ("#خبر_عاجل @name", "خبر عاجل name"),
    "symbols": ("5° + 3% = $8", "5 3 8"),
    "emoji": ("خبر👨\u200d👩\u200d👧❤\ufe0fعاجل", "خبر عاجل"),
    "keycap": ("1\ufe0f\u20e3", "1"),
    "joiners": ("می\u200cروم ه\u200d", "ميروم ه"),
    "honorific": ("محمدﷺ", "محمد صلي الله عليه وسلم"),
    "basmala": ("﷽", "بسم الله الرحمن الرحيم"),
    "majesty": ("الله ﷻ", "الله جل جلاله"),
    "rial": ("٥﷼", "5 ريال"),
    "ornate brackets": ("﴿آية﴾", "ايه"),
    "tatweel in a word": ("عـاجل", "عاجل"),
    "tatweel of a prefix": ("الـ15 لـ«خبر» هـ", "ال15 ل خبر ه"),
    "tatweel as a dash": ("غدا ـ صباحا", "غدا صباحا"),
    "dash after a last letter": ("المدينةـالقرية", "المدينه القريه"),
    "dash after a vowel": ("المدينةُـالقرية", "المدينه القريه"),
    "dash before a number": ("قطارـ2025", "قطار 2025"),
    "dash between numbers": ("2024ـ2025", "2024 2025"),
    "Hijri year before a word": ("1446هـوقال", "1446ه وقال"),
    "lines": ("خبر\n\nعاجل", "خبر عاجل"),
    "nothing": ("؟!…", ""),
    "misread": ("Ø®Ø¨Ø± Ø¹Ø§Ø¬Ù„", "خبر عاجل"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "folded"), FOLDED.values(), ids=FOLDED)
def test_fold(raw: str, folded: str) -> None:
    assert fold(raw) == folded
    assert fold(folded) == folded


LARGE = {
    "digits": ("1" * 10**6, "1" * 10**6),
    "lone surrogates": ("\ud800" * 10**6, "\ufffd" * 10**6),
    "escaped ampersands": ("&amp;amp;" * 10**5, "&" * 10**5),
    "one ampersand escaped many times": ("&" + "amp;" * 10**5 + "quot;", '"'),
    "tatweels": ("ـ" * 10**6, "ـ"),
    "tatweels with vowels": ("ـ\u064e" * 10**5, "ـ\u064e" * 10**5),
    "tatweels in one word": ("م" + "ـ" * 10**6 + "ن", "من"),
    "spaces": ("\u00a0" * 10**6, ""),
    "line feeds": ("أ" + "\n " * 10**6 + "ب", "أ\n\nب"),
    "joiners": ("م" + "\u200d" * 10**6, "م"),
    "open references": ("&#" * 10**5 + "1" * 10**6, "&#" * 10**5 + "1" * 10**6),
}


@within(20)  # far above linear time, far below quadratic
@pytest.mark.parametrize(("raw", "cleaned"), LARGE.values(), ids=LARGE)
def test_clean_takes_large_input(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@within(20)
def test_marks_heaped_on_one_letter_are_ordered() -> None:
    fatha, shadda, dot_below = "\u064e", "\u0651", "\u0323"
    heap = "م" + (shadda + fatha + dot_below) * 100_000 + "ن"
    ordered = fatha * 100_000 + shadda * 100_000 + dot_below * 100_000
    assert clean(heap) == "م" + ordered + "ن"
    assert fold(heap) == "من"


def test_importing_text_does_not_import_dateparser() -> None:
    code = "import sys, newsbot.arabic.text; print('dateparser' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr
