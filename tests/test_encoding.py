"""Decoding pages in the charset they were written in; the pages are invented."""

from datetime import UTC, datetime

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from newsbot.arabic import text as arabic_text
from newsbot.arabic.encoding import repair
from newsbot.middlewares.encoding import ArabicEncodingMiddleware
from newsbot.pages import extract
from newsbot.pages.html import decode
from tests.corpus import corpus, read_as_cp1252, read_as_cp1256

ARABIC = "أُعلن في بلدة العين عن افتتاح المكتبة؛ هل تأتون؟ نعم، «غداً» الساعة 5."
WESTERN = {
    "French": "L’été : «\u00a0là\u00a0», «\u00a0été\u00a0», «CAFÉ»… cœur naïf, ça",
    "German": "Öl: „Größe“ und Maßstäbe, »Ü«, ÄÖÜ – Fuß",
    "Swedish": "Åke åt ål på ön i Älmhult; å ä ö",
    "Portuguese": "Não, «amanhã\u00a0», coração, IRMÃ» às AÇÕES",
    "Spanish": "¿Qué año? ¡Señor!",
    "Icelandic": "Þú átt að fá á í ó",
}
OTHER = {
    "Persian": "می\u200cخواهم کتاب\u200cهای «خوب» را بخوانم؛ عکس، پژوهش",
    "Urdu": "یہ بھارت کی ٹیم ہے؛ غیر ملکی، عڑ، غں",
    "Kurdish": "ڕۆژنامەی کوردستان، هه\u200cواڵ",
    "letters as words": "الحروف ط، ظ، ع، غ؛ ثم «غ» وط،ظ،ع،غ،",
    "Russian": "новости на русском",
    "Chinese": "新闻：今天",
    "empty": "",
}


def page(text: str) -> str:
    return f'<!doctype html><html dir="rtl"><body class="a"><p>{text}</p></body></html>'


@pytest.mark.parametrize("text", (WESTERN | OTHER).values(), ids=WESTERN | OTHER)
def test_sound_utf_8_is_untouched(text: str) -> None:
    assert repair(page(text).encode()) == page(text)
    assert repair(page(text).encode(), declared="windows-1256") == page(text)
    assert repair(page(text)) == page(text)


@pytest.mark.parametrize("declared", [None, "utf-8", "ISO-8859-1", "windows-1252", "?"])
def test_windows_1256_whatever_is_declared(declared: str | None) -> None:
    assert repair(page(ARABIC).encode("cp1256"), declared=declared) == page(ARABIC)


def test_windows_1256_in_every_article_and_title() -> None:
    for article in corpus(50):
        for text in (article, article.partition("\n")[0]):
            assert repair(text.encode("cp1256", "replace")) == text.encode(
                "cp1256", "replace"
            ).decode("cp1256")


def test_iso_8859_6() -> None:
    text = "أعلن المجلس البلدي في قرية السنديان عن موعد المهرجان"
    assert repair(text.encode("iso8859-6")) == text


@pytest.mark.parametrize("text", WESTERN.values(), ids=WESTERN)
@pytest.mark.parametrize("declared", [None, "windows-1252", "utf-8", "latin-1"])
def test_western_pages_do_not_become_arabic(text: str, declared: str | None) -> None:
    assert repair(page(text).encode("cp1252"), declared=declared) == page(text)


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("новости на русском языке", "windows-1251"),
        ("νέα από την πόλη", "windows-1253"),
        ("新闻今天很多", "gb18030"),
        ("Łódź, źdźbło", "iso-8859-2"),
    ],
)
def test_other_charsets_are_taken_at_their_word(text: str, charset: str) -> None:
    assert repair(text.encode(charset), declared=charset) == text


def test_utf_8_read_as_a_windows_charset_and_encoded_again() -> None:
    for article in corpus(20):
        for misread in (read_as_cp1252(article, None), read_as_cp1256(article, None)):
            assert repair(page(misread).encode()) == page(article)
            assert repair(page(misread)) == page(article)


def test_windows_1256_read_as_windows_1252() -> None:
    misread = ARABIC.encode("cp1256").decode("cp1252")
    assert repair(page(misread)) == page(ARABIC)
    assert repair(page(misread).encode()) == page(ARABIC)


def test_only_one_level_is_undone() -> None:
    once = read_as_cp1252(ARABIC, None)
    assert repair(read_as_cp1252(once, None)) == once


def test_damaged_utf_8_stays_utf_8() -> None:
    data = page(ARABIC).encode()
    in_word = data.index("بلدة".encode())
    bad = data[:in_word] + b"\xff" + data[in_word + 1 :]
    assert repair(bad, declared="windows-1256") == bad.decode("utf-8", "replace")
    cut = data[: in_word + 3]  # in the middle of a letter
    assert repair(cut) == cut[:-1].decode() + "\ufffd"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark(codec: str) -> None:
    assert repair(ARABIC.encode(codec), declared="windows-1256") == ARABIC


def test_utf_16_without_a_mark_if_declared() -> None:
    assert repair(ARABIC.encode("utf-16-le"), declared="utf-16-le") == ARABIC


def test_nothing_is_raised() -> None:
    samples = (b"", b"\xff", b"\xff\xfe", b"\x00\xd8", b"\x80" * 9, bytes(range(256)))
    names = (None, "", "rot13", "hex", "idna", "punycode", "unicode_escape", "utf-7")
    for data in samples:
        for declared in (*names, "utf-16", "gb18030", "windows-1256", "no such"):
            assert isinstance(repair(data, declared=declared), str)


def test_lone_surrogates_pass_through() -> None:
    assert repair("خبر \ud800") == "خبر \ud800"


def test_repair_is_offered_beside_clean_and_fold() -> None:
    assert arabic_text.repair is repair


RUSSIAN = OTHER["Russian"]
# What declares a charset, as browsers and w3lib see it, and what only looks so.
DECLARED = {
    "a declaration of XML": '<?xml version="1.0" encoding="windows-1251"?>',
    "one in a comment": '<!-- <meta charset="koi8-r"> --><meta charset="windows-1251">',
    "one in a description": (
        '<meta name="description" content="charset = big5">'
        '<meta charset="windows-1251">'
    ),
    "a late one": f'<!--{"-" * 2_000}--><meta charset="windows-1251">',
    "an old one": (
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    ),
}


@pytest.mark.parametrize("how", DECLARED)
def test_every_reader_takes_the_same_charset(how: str) -> None:
    page = f"{DECLARED[how]}<html><head><title>{RUSSIAN}</title></head></html>"
    data = page.encode("windows-1251")
    assert decode(data) == page
    crawled = ArabicEncodingMiddleware().process_response(
        Request("http://news.example/"),
        HtmlResponse("http://news.example/", body=data),
    )
    assert isinstance(crawled, HtmlResponse)
    assert crawled.text == page
    article = (
        f"{DECLARED[how]}<html><head><title>{RUSSIAN}</title></head><body><article>"
        f"<h1>{RUSSIAN}</h1><p>{30 * 'новости '}.</p></article></body></html>"
    )
    read = extract(
        article.encode("windows-1251"),
        url="http://news.example/2026/a/",
        tz="UTC",
        now=datetime(2026, 3, 1, tzinfo=UTC),
    )
    assert read.title == RUSSIAN
