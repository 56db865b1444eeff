"""Which spellings of an address have one key, and which addresses have their own."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.similarity import key_hash, url_key

SAME = {
    "lower-case escapes": (
        "https://a.example/خبر",
        "https://a.example/%d8%ae%d8%a8%d8%b1",
    ),
    "upper-case escapes": (
        "https://a.example/خبر",
        "https://a.example/%D8%AE%D8%A8%D8%B1",
    ),
    "escaped letter": ("https://a.example/news", "https://a.example/%6Eews"),
    "escaped tilde": ("https://a.example/~noura", "https://a.example/%7Enoura"),
    "composed and not": (
        "https://a.example/أنباء",
        "https://a.example/" + unicodedata.normalize("NFD", "أنباء"),
    ),
    "not composed and escaped": (
        "https://a.example/أ",
        "https://a.example/%D8%A7%D9%94",
    ),
    "http": ("https://a.example/1", "http://a.example/1"),
    "no scheme": ("https://a.example/1", "//a.example/1"),
    "as a person types": ("https://a.example/1", "a.example/1"),
    "scheme in capitals": ("https://a.example/1", "HTTPS://a.example/1"),
    "too many slashes": ("https://a.example/1", "https:///a.example/1"),
    "host in capitals": ("https://a.example/1", "https://A.Example/1"),
    "dot after the host": ("https://a.example/1", "https://a.example./1"),
    "www": ("https://a.example/1", "https://www.a.example/1"),
    "mobile site": ("https://a.example/1", "https://m.a.example/1"),
    "both": ("https://a.example/1", "https://www.m.a.example/1"),
    "default port of https": ("https://a.example/1", "https://a.example:443/1"),
    "default port of http": ("https://a.example/1", "http://a.example:80/1"),
    "empty port": ("https://a.example/1", "http://a.example:/1"),
    "port with zeros": ("http://a.example:8080/1", "http://a.example:08080/1"),
    "user name": ("https://a.example/1", "https://user:word@a.example/1"),
    "punycode": ("https://مثال.example/1", "https://xn--mgbh0fb.example/1"),
    "escaped host": (
        "https://مثال.example/1",
        "https://%D9%85%D8%AB%D8%A7%D9%84.example/1",
    ),
    "punycode in capitals": ("https://مثال.example/1", "https://XN--MGBH0FB.example/1"),
    "trailing slash": ("https://a.example/1", "https://a.example/1/"),
    "no path": ("https://a.example", "https://a.example/"),
    "doubled slashes": ("https://a.example/1/2", "https://a.example//1///2"),
    "dot segments": ("https://a.example/1/2", "https://a.example/0/../1/./2"),
    "escaped dot segments": ("https://a.example/1", "https://a.example/0/%2e%2E/1"),
    "backslash": ("https://a.example/1/2", "https://a.example\\1\\2"),
    "index.php": ("https://a.example/1", "https://a.example/1/index.php"),
    "index.html": ("https://a.example", "https://a.example/index.html"),
    "default.aspx": ("https://a.example", "https://a.example/Default.aspx"),
    "index with argument": (
        "https://a.example/?p=7",
        "https://a.example/index.php?p=7",
    ),
    "fragment": ("https://a.example/1", "https://a.example/1#comments"),
    "text fragment": ("https://a.example/1", "https://a.example/1#:~:text=خبر"),
    "empty query": ("https://a.example/1", "https://a.example/1?"),
    "utm": (
        "https://a.example/1",
        "https://a.example/1?utm_source=x&utm_medium=y&UTM_Campaign=z",
    ),
    "click counters": (
        "https://a.example/1",
        "https://a.example/1?fbclid=x&gclid=y&msclkid=z&igshid=1&_ga=2&yclid=3",
    ),
    "escaped counter": ("https://a.example/1", "https://a.example/1?utm%5Fsource=x"),
    "counter beside argument": (
        "https://a.example/1?p=7",
        "https://a.example/1?fbclid=x&p=7&utm_source=y",
    ),
    "comment": ("https://a.example/1", "https://a.example/1?replytocom=42#respond"),
    "print": ("https://a.example/1", "https://a.example/1?print=1"),
    "print without value": ("https://a.example/1", "https://a.example/1?print"),
    "share button": ("https://a.example/1", "https://a.example/1?share=telegram&nb=1"),
    "AMP path": ("https://a.example/1", "https://a.example/1/amp/"),
    "AMP in front": ("https://a.example/1", "https://a.example/amp/1"),
    "AMP argument": ("https://a.example/1", "https://a.example/1?amp=1"),
    "AMP flag": ("https://a.example/1", "https://a.example/1?amp"),
    "AMP output": ("https://a.example/1", "https://a.example/1?outputType=amp"),
    "AMP suffix": ("https://a.example/1.html", "https://a.example/1.amp.html"),
    "AMP host": ("https://a.example/1", "https://amp.a.example/1"),
    "AMP cache": (
        "https://a.example/1",
        "https://a-example.cdn.ampproject.org/c/s/a.example/1/amp/",
    ),
    "order of arguments": ("https://a.example/?a=1&b=2", "https://a.example/?b=2&a=1"),
    "empty arguments": ("https://a.example/?a=1&b=2", "https://a.example/?&a=1&&b=2&"),
    "argument without value": ("https://a.example/?a", "https://a.example/?a="),
    "escaped ampersand of HTML": (
        "https://a.example/?a=1&b=2",
        "https://a.example/?a=1&amp;b=2",
    ),
    "plus for space": ("https://a.example/?s=a+b", "https://a.example/?s=a%20b"),
    "raw space": ("https://a.example/a%20b", "https://a.example/a b"),
    "space around": ("https://a.example/1", "  https://a.example/1\n"),
    "broken line": ("https://a.example/12", "https://a.example/1\n2"),
    "direction mark around": ("https://a.example/1", "\u200fhttps://a.example/1\u200e"),
    "half escape": ("https://a.example/100%", "https://a.example/100%25"),
    "same IPv6 host": ("http://[2001:DB8::1]:80/1", "http://[2001:db8::1]/1"),
}
DIFFERENT = {
    "paths": ("https://a.example/1", "https://a.example/2"),
    "deeper path": ("https://a.example/1", "https://a.example/1/2"),
    "post numbers": ("https://a.example/?p=1", "https://a.example/?p=2"),
    "argument or none": ("https://a.example/", "https://a.example/?p=1"),
    "page numbers": ("https://a.example/1/page/2/", "https://a.example/1/page/3/"),
    "pages of a listing": ("https://a.example/?paged=2", "https://a.example/?paged=3"),
    "meaningful print": (
        "https://a.example/?print=120",
        "https://a.example/?print=121",
    ),
    "meaningful share": ("https://a.example/?share=12", "https://a.example/?share=13"),
    "section and source": (
        "https://a.example/1?source=a",
        "https://a.example/1?source=b",
    ),
    "values of one name": ("https://a.example/?a=1&a=2", "https://a.example/?a=2&a=1"),
    "ports": ("http://a.example/1", "http://a.example:8080/1"),
    "port of the other scheme": ("https://a.example/1", "https://a.example:80/1"),
    "sub-domains": ("https://sport.a.example/1", "https://a.example/1"),
    "two sub-domains": ("https://ar.a.example/1", "https://en.a.example/1"),
    "host that begins like www": ("https://wwwa.example/1", "https://a.example/1"),
    "host that is www": ("https://www.example/1", "https://example/1"),
    "hosts": ("https://a.example/1", "https://b.example/1"),
    "case of a path": ("https://a.example/News", "https://a.example/news"),
    "case of a value": ("https://a.example/?id=Ab", "https://a.example/?id=aB"),
    "escaped slash": ("https://a.example/a%2Fb", "https://a.example/a/b"),
    "escaped question mark": ("https://a.example/a%3Fp=1", "https://a.example/a?p=1"),
    "escaped number sign": ("https://a.example/a%23b", "https://a.example/a#b"),
    "escaped ampersand": ("https://a.example/?a=1%26b=2", "https://a.example/?a=1&b=2"),
    "escaped percent": ("https://a.example/%2541", "https://a.example/%41"),
    "plus in a path": ("https://a.example/a+b", "https://a.example/a%20b"),
    "plus in a value": ("https://a.example/?s=a%2Bb", "https://a.example/?s=a+b"),
    "routes": ("https://a.example/#!/1", "https://a.example/#!/2"),
    "route or none": ("https://a.example/#!/1", "https://a.example/"),
    "no UTF-8": ("https://a.example/%C7", "https://a.example/%C8"),
    "words like amp": ("https://a.example/amplifier", "https://a.example/lifier"),
    "amp inside": ("https://a.example/a/amp/b", "https://a.example/a/b"),
    "index of a word": ("https://a.example/index", "https://a.example/"),
    "scheme that is no web": ("ftp://a.example/1", "https://a.example/1"),
    "letters that only look alike": ("https://a.example/ی", "https://a.example/ي"),
    "ya and alef maqsura": ("https://a.example/على", "https://a.example/علي"),
    "ta marbuta and ha": ("https://a.example/مكتبة", "https://a.example/مكتبه"),
    "alef with hamza": ("https://a.example/أنباء", "https://a.example/انباء"),
    "tatweel": ("https://a.example/خبـر", "https://a.example/خبر"),
    "digits of two scripts": ("https://a.example/١", "https://a.example/1"),
    "article and its second page": (
        "https://a.example/1/",
        "https://a.example/1/page/2/",
    ),
}
ODD = [
    *(
        "",
        " ",
        "/",
        "//",
        "?",
        "#",
        "#!",
        ":",
        "://",
        "http://",
        "https:",
        "http://?",
        "%",
    ),
    *("%zz", "%d8", "http://a.example/%d8", "http://a.example/%", "mailto:a@b.example"),
    *("javascript:void(0)", "http://[::1", "http://a.example:port/", "a b c", "../1"),
    *("http://a.example:99999999999999999999999/", "\ud800", "http://a.example/\udcff"),
    *(
        "http://\ud83d.example/?\udfff=1",
        "http://a..b/",
        "http://ß.example/\x00",
        "http://@/",
    ),
    "http://a.example/" + "../" * 1000 + "%" * 1000,
    "http://" + "x-example.cdn.ampproject.org/c/" * 500 + "a.example/1",
]


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_one_key(one: str, other: str) -> None:
    assert url_key(one) == url_key(other)
    assert key_hash(one) == key_hash(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_two_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)
    assert key_hash(one) != key_hash(other)


@pytest.mark.parametrize("url", ODD, ids=range(len(ODD)))
def test_bad_input_has_a_stable_key(url: str) -> None:
    key = url_key(url)
    assert url_key(key) == key
    assert key.encode().decode() == key


def test_all_the_spellings_at_once() -> None:
    written = (
        " HTTP://www.M.a.example:80//أخبار/./%d8%ae%D8%A8ر/index.php"
        "?utm_source=x&b=%D9%A1&amp;a=1#respond"
    )
    assert url_key(written) == "//a.example/أخبار/خبر?a=1&b=١"


def test_invisible_characters_inside_are_escaped() -> None:
    assert url_key("https://a.example/a\u200fb") == "//a.example/a%e2%80%8fb"


def test_bytes_that_are_no_utf8_keep_their_escapes() -> None:
    assert url_key("https://a.example/%C7%E1") == "//a.example/%c7%e1"


def test_hash_is_signed_64_bits_and_the_same_in_every_process() -> None:
    code = "from newsbot.similarity import key_hash; print(key_hash('a.example/خبر'))"
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=True
    )
    value = key_hash("https://a.example/خبر/")
    assert int(run.stdout) == value
    assert -(2**63) <= value < 2**63


PIECES = st.sampled_from(
    "/ ? # : @ & = + ; . % \\ a م http: https:// // amp amp/ .amp index.html %2f %25"
    " %d8 %D8%A7 www. m. x.example :80 :443 .. ?p=1 &amp; utm_a=1 #! \udcff \ud800 é é"
    " xn-- ％ ／ 。 İ K [ ] ß mailto: tel:1 cdn.ampproject.org/c/".split(" ")
)


@given(st.one_of(st.lists(PIECES, max_size=10).map("".join), st.text()))
def test_key_of_a_key_is_the_key(url: str) -> None:
    key = url_key(url)
    assert url_key(key) == key
    assert key.encode().decode() == key


@given(st.text(alphabet="اأبةى/ 1%-é", max_size=20))
def test_escaping_makes_no_other_key(path: str) -> None:
    raw = "https://a.example/" + path.replace("%", "%25")
    escaped = "".join(
        char if char in "/:" else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in path
    )
    assert url_key("https://a.example/" + escaped) == url_key(raw + "#x")
