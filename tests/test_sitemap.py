"""Sitemaps: what their files list."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from newsbot.pages.sitemap import Sitemap, SitemapEntry, article_sitemaps, parse_sitemap
from tests.processor import within

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://manara.example/sitemap.xml"
CORE = b"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="https://manara.example/wp-sitemap.xsl" ?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://manara.example/%d8%ae%d8%a8%d8%b1/</loc></url>
<url><loc>https://manara.example/two/</loc></url></urlset>"""
NEWS = """<?xml version="1.0"?><s:urlset
 xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<s:url>
 <s:loc> https://manara.example/one/ </s:loc>
 <s:lastmod>2026-03-02T10:00:00+03:00</s:lastmod>
 <n:news><n:publication><n:name>المنارة</n:name><n:language>ar</n:language>
  </n:publication><n:publication_date>2026-03-01T09:00:00+03:00</n:publication_date>
  <n:title>بحث &amp; تطوير</n:title></n:news>
 <image:image><image:title>لوحة</image:title><image:loc>/i/1.jpg</image:loc>
 </image:image>
 <image:image><image:loc>/i/2.jpg</image:loc></image:image>
</s:url></s:urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>/post-sitemap.xml</loc><lastmod>2026-03-01T08:00:00+00:00</lastmod>
</sitemap><sitemap><loc>https://manara.example/page-sitemap.xml</loc></sitemap>
</sitemapindex>"""


def urls(body: bytes) -> list[str]:
    return [entry.url for entry in parse_sitemap(body, URL).entries]


@pytest.mark.parametrize(
    ("body", "is_cut"),
    [
        (CORE, False),
        (NEWS.encode(), False),
        (INDEX + b"\n<!-- generated in 0.2 s -->\n", False),
        (b"<urlset/>", False),
        (gzip.compress(CORE), False),
        (CORE.decode().replace("UTF-8", "UTF-16").encode("utf-16"), False),
        (CORE.removesuffix(b"</urlset>"), True),
        (CORE[: CORE.index(b"two")], True),
        (gzip.compress(CORE.removesuffix(b"</urlset>")), True),
        (b"https://manara.example/one/\nhttps://manara.example/two/", False),
    ],
)
def test_whether_a_file_breaks_off(body: bytes, is_cut: bool) -> None:
    assert parse_sitemap(body, URL).is_cut is is_cut


def test_the_sitemap_of_wordpress() -> None:
    assert parse_sitemap(CORE, URL) == Sitemap(
        entries=[
            SitemapEntry(url="https://manara.example/%d8%ae%d8%a8%d8%b1/"),
            SitemapEntry(url="https://manara.example/two/"),
        ]
    )


def test_news_and_images_with_prefixes_of_any_name() -> None:
    assert parse_sitemap(NEWS.encode(), URL) == Sitemap(
        entries=[
            SitemapEntry(
                url="https://manara.example/one/",
                lastmod="2026-03-02T10:00:00+03:00",
                published="2026-03-01T09:00:00+03:00",
                title="بحث & تطوير",
                image="https://manara.example/i/1.jpg",
            )
        ],
        is_news=True,
    )


def test_an_index() -> None:
    assert parse_sitemap(INDEX, URL) == Sitemap(
        sitemaps=[
            SitemapEntry(
                url="https://manara.example/post-sitemap.xml",
                lastmod="2026-03-01T08:00:00+00:00",
            ),
            SitemapEntry(url="https://manara.example/page-sitemap.xml"),
        ]
    )


def test_no_news_sitemap_if_one_entry_has_no_date() -> None:
    more = "<url><loc>/x/</loc></url></s:urlset>"
    mixed = NEWS.replace("</s:urlset>", more).encode()
    assert parse_sitemap(mixed, URL).is_news is False


def test_gzip() -> None:
    assert urls(gzip.compress(CORE)) == urls(CORE)


@pytest.mark.parametrize("cut", [1, 5, 60])
def test_a_cut_file_gives_what_came(cut: int) -> None:
    packed = gzip.compress(CORE * 1, mtime=0)
    assert set(urls(packed[:-cut])) <= set(urls(CORE))
    whole = CORE.rpartition(b"<url>")[0]
    assert urls(whole + b"<url><loc>https://man") == urls(CORE)[:1]


def test_a_file_that_unpacks_to_gigabytes_is_read_in_part() -> None:
    # 200 MB of spaces, 200 kB packed; the protocol allows 50 MB.
    body = b"<urlset><url><loc>/a/</loc></url>" + b" " * 200_000_000
    assert urls(gzip.compress(body, 1)) == ["https://manara.example/a/"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<urlset><url><loc>/a/</loc></url>&nbsp;<url><loc>/b/</loc></url>", "ab"),
        (b"\n\n<urlset><url><loc>/a/</loc></url></urlset>", "a"),
        (b"\xef\xbb\xbf<urlset><url><loc>/a/</loc></url></urlset>", "a"),
        ("<urlset><url><loc>/a/</loc></url></urlset>".encode("utf-16"), "a"),
        (b"<urlset><url><loc><![CDATA[/a/]]></loc></url></urlset>", "a"),
        (b"<urlset><url><loc>/a/<!-- x --></loc></url></urlset>", "a"),
        (b"<urlset><url><loc>/a/</loc><loc>/b/</loc></url></urlset>", "a"),
        (b"<a:urlset><a:url><a:loc>/a/</a:loc></a:url></a:urlset>", "a"),
        (b"<urlset><url><loc>mailto:a@b.example</loc></url></urlset>", ""),
        (b"<urlset><url><loc>/a b/</loc></url><url><loc/></url></urlset>", ""),
        (b"<urlset><url><video><loc>/a/</loc></video></url></urlset>", ""),
        (b"https://manara.example/a/\nhttps://manara.example/b/\n", "ab"),
        (b"", ""),
        (b"\x1f\x8bxx", ""),
        (b"<html><body><h1>404</h1></body></html>", ""),
        (b"no file of ours", ""),
        (b"{}", ""),
    ],
)
def test_odd_files(body: bytes, found: str) -> None:
    assert urls(body) == [f"https://manara.example/{letter}/" for letter in found]


@pytest.mark.parametrize(
    "noise",
    [b"<br />\n<b>Warning</b>:  x in <b>/srv/x.php</b><br />\n", b"Notice: x < 3\n\n"],
)
def test_what_stands_before_a_sitemap(noise: bytes) -> None:
    for sound in (CORE, CORE.partition(b"?>\n")[2], INDEX, gzip.compress(CORE)):
        plain = gzip.decompress(sound) if sound[:1] == b"\x1f" else sound
        noisy = noise + plain
        given = gzip.compress(noisy) if plain is not sound else noisy
        assert parse_sitemap(given, URL) == parse_sitemap(plain, URL)


def test_other_hosts_are_given_as_they_are_named() -> None:
    body = b"<urlset><url><loc>https://other.example/a/</loc></url></urlset>"
    assert urls(body) == ["https://other.example/a/"]


def test_more_entries_than_the_protocol_allows() -> None:
    body = b"<urlset>" + b"<url><loc>/a/</loc></url>" * 120_000
    assert len(urls(body)) == 100_000


@within(20)
def test_entities_that_multiply() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    body = (
        f'<!DOCTYPE urlset [<!ENTITY l0 "ha">{levels}]>'
        "<urlset><url><loc>/&l11;</loc></url></urlset>"
    )
    # It is not replaced; most versions of libxml2 give such a file up.
    assert urls(body.encode()) in ([], ["https://manara.example/&l11;"])
    sound = body.replace("&l11;", "a/", 1).encode()
    assert urls(sound) == ["https://manara.example/a/"]


def test_entities_are_not_read_from_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", "utf-8")
    body = (
        f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        "<urlset><url><loc>/a&x;b/</loc></url></urlset>"
    )
    # The reference stays as it stands.
    assert urls(body.encode()) == ["https://manara.example/a&x;b/"]


@pytest.mark.parametrize(
    ("name", "lists_articles"),
    [
        ("wp-sitemap-posts-post-1.xml", True),
        ("wp-sitemap-posts-page-1.xml", False),
        ("wp-sitemap-taxonomies-category-1.xml", False),
        ("wp-sitemap-taxonomies-post_tag-1.xml", False),
        ("wp-sitemap-users-1.xml", False),
        ("?sitemap=posts&sitemap-subtype=post&paged=1", True),
        ("?sitemap=posts&sitemap-subtype=page&paged=1", False),
        ("?sitemap=taxonomies&sitemap-subtype=post_tag&paged=1", False),
        ("wp-sitemap-posts-event-1.xml", False),
        ("wp-sitemap-posts-news-1.xml", True),
        ("post-sitemap.xml", True),
        ("post-sitemap12.xml", True),
        ("page-sitemap.xml", False),
        ("post_tag-sitemap.xml", False),
        ("category-sitemap2.xml", False),
        ("author-sitemap.xml", False),
        ("news-sitemap.xml", True),
        ("sitemap-articles-2026-03.xml.gz", True),
    ],
)
def test_parts_of_an_index(name: str, lists_articles: bool) -> None:
    parts = [
        SitemapEntry(url=f"https://manara.example/{one}")
        for one in (name, "posts-2026.xml", "tag.xml")
    ]
    found = [entry.url for entry in article_sitemaps(parts)]
    assert (parts[0].url in found) is lists_articles
    assert parts[1].url in found
    assert parts[2].url not in found


def test_parts_with_names_that_tell_nothing() -> None:
    named = (
        *("sitemap-2026-03.xml", "sitemap-section-sport.xml"),
        *("sitemap-tags.xml", "sections.xml", "static.xml", "sitemap_writers.xml"),
    )
    parts = [SitemapEntry(url=f"https://manara.example/{one}") for one in named]
    assert article_sitemaps(parts) == parts[:2]


def test_names_in_capitals_and_with_prefixes_that_nobody_declared() -> None:
    body = (
        b"<URLSET><URL><LOC>https://manara.example/one/</LOC></URL>"
        b"<x:url><x:loc>https://manara.example/two/</x:loc></x:url></URLSET>"
    )
    assert urls(body) == [
        "https://manara.example/one/",
        "https://manara.example/two/",
    ]
