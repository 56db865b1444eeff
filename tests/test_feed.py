"""Feeds: what RSS 2.0 and Atom state of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsbot.pages.feed import breaks_off, parse_feed
from newsbot.pages.stated import Stated
from tests.processor import within

if TYPE_CHECKING:
    from pathlib import Path

FEED = "https://manara.example/feed/"
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
 <title>صحيفة المنارة</title>
 <atom:link href="https://manara.example/feed/" rel="self" />
 <link>https://manara.example</link>
 <lastBuildDate>Thu, 05 Mar 2026 11:52:00 +0000</lastBuildDate>
 <item>
  <title>بحث &#38; تطوير في جامعة الهضبة</title>
  <link>https://manara.example/one/</link>
  <comments>https://manara.example/one/#comments</comments>
  <dc:creator><![CDATA[ هند القنطرية ]]></dc:creator>
  <pubDate>Thu, 05 Mar 2026 11:52:00 +0000</pubDate>
  <category><![CDATA[اخر الاخبار]]></category>
  <category><![CDATA[طاقة & مياه]]></category>
  <guid isPermaLink="false">https://manara.example/?p=7</guid>
  <description><![CDATA[<p>نص</p>]]></description>
  <content:encoded><![CDATA[<p>نص &nbsp; كامل</p>]]></content:encoded>
 </item>
 <item>
  <title>محمي: محضر اجتماع</title>
  <link>
   https://manara.example/two/
  </link>
  <pubDate>Wed, 04 Mar 2026 00:10:00 +0000</pubDate>
 </item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>المنارة</title>
<entry><title type="html">خبر</title>
 <link rel="enclosure" href="/a.mp3"/><link rel="alternate" href="/three/"/>
 <published>2026-03-05T10:00:00+03:00</published>
 <updated>2026-03-05T11:00:00+03:00</updated>
 <author><name>سلمى الجبلية</name><email>s@manara.example</email></author>
 <author><name>ماجد الرملي</name></author>
 <category term="محليات"/></entry></feed>"""


def test_rss() -> None:
    assert parse_feed(RSS.encode(), FEED) == [
        Stated(
            rule="feed",
            url="https://manara.example/one/",
            guid_number=7,
            title="بحث & تطوير في جامعة الهضبة",
            published="Thu, 05 Mar 2026 11:52:00 +0000",
            authors=["هند القنطرية"],
            terms=["اخر الاخبار", "طاقة & مياه"],
        ),
        Stated(
            rule="feed",
            url="https://manara.example/two/",
            title="محمي: محضر اجتماع",
            published="Wed, 04 Mar 2026 00:10:00 +0000",
            protected=True,
        ),
    ]


def test_atom() -> None:
    assert parse_feed(ATOM.encode(), FEED) == [
        Stated(
            rule="feed",
            url="https://manara.example/three/",
            title="خبر",
            published="2026-03-05T10:00:00+03:00",
            modified="2026-03-05T11:00:00+03:00",
            authors=["سلمى الجبلية", "ماجد الرملي"],
            terms=["محليات"],
        )
    ]


@pytest.mark.parametrize(
    ("title", "protected"),
    [
        ("محمي: خبر", True),
        ("Protected: news", True),
        ("محمية: واحة جديدة", False),
        ("خبر محمي: لا", False),
    ],
)
def test_protected(title: str, protected: bool) -> None:
    data = f"<rss><item><title>{title}</title><link>/a/</link></item></rss>"
    (stated,) = parse_feed(data.encode(), FEED)
    assert stated.protected is protected


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"<html><body>404</body></html>",
        b"not xml",
        b"\xff\xfe\x00",
        b"<rss><channel><title>x</title></channel></rss>",
        b"<rss><item><title>x</title></item></rss>",
        b"<rss><item><link>mailto:a@b.example</link></item></rss>",
    ],
)
def test_no_articles(data: bytes) -> None:
    assert parse_feed(data, FEED) == []


def test_a_broken_feed_gives_what_is_whole() -> None:
    whole = RSS.partition("<title>محمي")[0]
    found = parse_feed(f"\n\n{whole}<title>مقط&nbsp;وع & <b>".encode(), FEED)
    assert [stated.url for stated in found] == ["https://manara.example/one/"]


CUT = {
    "in an address": (1, "<item><title>ثالث</title><link>https://manara.example/thr"),
    "behind an address": (1, "<item><link>https://manara.example/three/</link>"),
    "in a tag": (1, "<item><title>ثالث</tit"),
    "between two items": (2, ""),
    "in the text of the first tag": (2, "<ite"),
}


@pytest.mark.parametrize(("left", "end"), CUT.values(), ids=CUT)
def test_a_feed_that_breaks_off(left: int, end: str) -> None:
    one = "<item><link>https://manara.example/one/</link></item>"
    two = "<item><link>https://manara.example/two/</link></item>"
    data = f"<rss><channel>{one}{two if left == 2 else ''}{end}".encode()
    assert breaks_off(data)
    urls = ["https://manara.example/one/", "https://manara.example/two/"][:left]
    assert [stated.url for stated in parse_feed(data, FEED)] == urls


@pytest.mark.parametrize("data", [RSS, ATOM, f"{RSS}\n<!-- cached -->"])
def test_a_whole_feed_does_not_break_off(data: str) -> None:
    assert not breaks_off(data.encode())
    assert not breaks_off(data.encode("utf-16"))


def test_a_windows_1256_feed() -> None:
    data = (
        '<?xml version="1.0" encoding="windows-1256"?><rss><item>'
        "<title>خبر عاجل</title><link>/a/</link></item></rss>"
    ).encode("cp1256")
    (stated,) = parse_feed(data, FEED)
    assert stated.title == "خبر عاجل"


def test_entities_are_not_read_from_files(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("secret", "utf-8")
    data = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{file.as_uri()}">]>'
        "<rss><item><title>a &x; b</title><link>/a/</link></item></rss>"
    )
    (stated,) = parse_feed(data.encode(), FEED)
    # The reference stays as it stands.
    assert stated.title == "a &x; b"


@within(20)
def test_entities_that_multiply() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    data = (
        f'<!DOCTYPE rss [<!ENTITY l0 "ها">{levels}]>'
        "<rss><item><title>&l11;</title><link>/a/</link></item></rss>"
    )
    # It is not replaced; most versions of libxml2 give such a file up.
    assert [one.title for one in parse_feed(data.encode(), FEED)] in ([], ["&l11;"])
    (sound,) = parse_feed(data.replace("&l11;", "خبر", 1).encode(), FEED)
    assert sound.title == "خبر"


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://manara.example/"><title>المنارة</title></channel>
<item rdf:about="https://manara.example/4/"><title>خبر</title>
 <link>https://manara.example/4/</link><dc:creator>هند القنطرية</dc:creator>
 <dc:date>2026-03-05T14:00:00+03:00</dc:date></item>
<item rdf:about="https://manara.example/5/"><title>خبر آخر</title></item></rdf:RDF>"""


def test_rss_1() -> None:
    first, second = parse_feed(RDF.encode(), FEED)
    assert (first.url, first.authors) == (
        "https://manara.example/4/",
        ["هند القنطرية"],
    )
    assert first.published == "2026-03-05T14:00:00+03:00"
    assert (second.url, second.published) == ("https://manara.example/5/", None)


def only(item: str) -> Stated:
    (stated,) = parse_feed(f"<rss><item>{item}</item></rss>".encode(), FEED)
    return stated


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>/a/</link>", "https://manara.example/a/"),
        ("<link>a/</link>", "https://manara.example/feed/a/"),
        ("<guid>https://manara.example/a/</guid>", "https://manara.example/a/"),
        (
            "<link>https://count.example/1</link>"
            "<feedburner:origLink>https://manara.example/a/</feedburner:origLink>",
            "https://manara.example/a/",
        ),
    ],
)
def test_addresses(item: str, url: str) -> None:
    assert only(item).url == url


NOTICE = "<br />\n<b>Notice</b>:  Undefined index: x in <b>/srv/x.php</b><br />\n"


@pytest.mark.parametrize(
    "noise",
    [NOTICE, f"\n{NOTICE * 3}", f"\ufeff{NOTICE}", "Warning: x < 3 & y in x.php\n"],
)
@pytest.mark.parametrize(
    "feed", [RSS, RSS.partition("?>")[2], RSS.replace("<?xml", "<!-- x -->\n<?xml")]
)
def test_what_stands_before_a_feed(noise: str, feed: str) -> None:
    sound = parse_feed(RSS.encode(), FEED)
    assert len(sound) > 1
    assert parse_feed((noise + feed).encode(), FEED) == sound


def test_entities_before_the_root_are_left_there() -> None:
    data = '<!DOCTYPE rss [<!ENTITY x "y">]><rss><item><link>/a/</link></item></rss>'
    assert [one.url for one in parse_feed(data.encode(), FEED)] == [
        "https://manara.example/a/"
    ]


def test_a_guid_that_is_no_address() -> None:
    item = '<guid isPermaLink="false">https://manara.example/?p=7</guid>'
    assert parse_feed(f"<rss><item>{item}</item></rss>".encode(), FEED) == []


@pytest.mark.parametrize(
    ("item", "published"),
    [
        ("<pubdate>Thu, 5 Mar 2026 11:52 GMT</pubdate>", "Thu, 5 Mar 2026 11:52 GMT"),
        ("<dc:date>2026-03-05</dc:date>", "2026-03-05"),
        ("<pubDate> </pubDate><dc:date>2026-03-05</dc:date>", "2026-03-05"),
        ("<title>خبر</title>", None),
    ],
)
def test_dates_are_handed_on_as_sent(item: str, published: str | None) -> None:
    assert only(f"<link>/a/</link>{item}").published == published


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("<author>desk@manara.example (سلمى الجبلية)</author>", ["سلمى الجبلية"]),
        ("<author>سلمى الجبلية</author>", ["سلمى الجبلية"]),
        ("<author>desk@manara.example</author>", []),
        (
            "<author>سلمى الجبلية</author><dc:creator>سلمى الجبلية</dc:creator>",
            ["سلمى الجبلية"],
        ),
    ],
)
def test_authors(author: str, names: list[str]) -> None:
    assert only(f"<link>/a/</link>{author}").authors == names


def test_markup_in_headlines() -> None:
    title = "<title>&lt;b&gt;عاجل&lt;/b&gt; وصول &amp;quot;الباخرة&amp;quot;</title>"
    assert only(f"<link>/a/</link>{title}").title == 'عاجل وصول "الباخرة"'
    plain = "<title>الضغط &lt; 7 والحرارة &gt; 20</title>"
    assert only(f"<link>/a/</link>{plain}").title == "الضغط < 7 والحرارة > 20"


def test_atom_below_a_base() -> None:
    data = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://manara.example/x/">'
        '<entry><link href="six/"/><issued>2026-03-05T10:00:00Z</issued></entry></feed>'
    )
    (stated,) = parse_feed(data.encode(), FEED)
    assert stated.url == "https://manara.example/x/six/"
    assert stated.published == "2026-03-05T10:00:00Z"
