"""The feeds, REST interface and sitemaps of the demo site."""

import gzip
import json
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import quote

import pytest
from lxml import etree

from newsbot.demo.terms import RIYADH
from tests.pressroom import (
    BASE,
    START,
    get,
    locations,
    many,
    rest,
    site_of,
    story,
    url,
)

NAMES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def test_feed() -> None:
    site = many()
    response = get(site, "/feed/")
    assert response.headers["Content-Type"].startswith("application/rss+xml")
    items = etree.fromstring(response.body).findall(".//item")
    assert [item.findtext("title") for item in items] == [
        f"الخبر رقم {n}" for n in range(95, 75, -1)
    ]
    item = items[5]
    assert item.findtext("link") == url(90)
    assert item.findtext("dc:creator", namespaces=NAMES) == "سالم الواحي"
    # 90 hours after 01:00 of the 1st in Riyadh is 19:00 of the 4th, 16:00 UTC.
    assert item.findtext("pubDate") == "Tue, 04 Mar 2025 16:00:00 +0000"
    assert [part.text for part in item.findall("category")] == [
        "اخر الاخبار",
        "آبار",
        "مطر",
    ]
    body = item.findtext("content:encoded", namespaces=NAMES)
    assert "<p>فقرة ثالثة.</p>" in (body or "")


def test_feed_pages_end_with_404() -> None:
    site = many()
    counts = []
    for number in range(1, 6):
        items = etree.fromstring(get(site, f"/feed/?paged={number}").body).findall(
            ".//item"
        )
        counts.append(len(items))
    assert counts == [20, 20, 20, 20, 15]
    assert get(site, "/feed/?paged=6").status == 404
    category = "/category/محليات/feed/"
    assert len(etree.fromstring(get(site, category).body).findall(".//item")) == 20
    assert get(site, category + "?paged=3").status == 200
    assert get(site, category + "?paged=4").status == 404


def test_feed_body_has_what_plugins_print() -> None:
    body = [
        {"text": 0},
        {"share": True},
        {"read_also": ["آخر", 1], "style": "box"},
        {"figure": "f.jpg", "caption": "شرح الصورة"},
        {"text": 1},
        {"text": 2},
    ]
    content = get(site_of(story(1, body=body)), "/feed/").body.decode()
    for part in ("addtoany_content", "inline-related-posts", "شرح الصورة"):
        assert part in content


def test_conditional_get_of_feeds() -> None:
    site = many(20)
    plain = get(site, "/feed/")
    etag, since = plain.headers["ETag"], plain.headers["Last-Modified"]
    assert parsedate_to_datetime(since) == START + timedelta(hours=20)
    assert get(site, "/feed/", if_modified_since=since).status == 304
    assert get(site, "/feed/", if_none_match=etag).status == 304
    assert (
        get(site, "/feed/", if_none_match=etag, if_modified_since=since).status == 304
    )
    zipped = get(site, "/feed/", accept_encoding="gzip, deflate")
    assert gzip.decompress(zipped.body) == plain.body
    weak = zipped.headers["ETag"]
    assert weak == "W/" + etag
    assert get(site, "/feed/", if_none_match=weak).status == 200
    assert (
        get(site, "/feed/", if_none_match=weak, if_modified_since=since).status == 200
    )
    earlier = "Sat, 01 Mar 2025 00:00:00 GMT"
    assert get(site, "/feed/", if_modified_since=earlier).status == 200
    assert get(site, "/feed/", if_modified_since="yesterday").status == 200
    assert get(site, "/category/محليات/feed/", if_modified_since=since).status == 304
    later = "Sun, 01 Jun 2025 00:00:00 GMT"
    for address in ("/", url(3), "/wp-json/wp/v2/posts", "/wp-sitemap.xml"):
        response = get(site, address, if_modified_since=later)
        assert response.status == 200
        assert not {"ETag", "Last-Modified"} & set(response.headers)


def test_change_renews_the_feed() -> None:
    site = many(20)
    since = get(site, "/feed/").headers["Last-Modified"]
    site.posts.stories.change(3, modified=START + timedelta(hours=40))
    assert get(site, "/feed/", if_modified_since=since).status == 200


def test_rest_index_and_post() -> None:
    site = many(20)
    about = json.loads(get(site, "/wp-json/").body)
    assert about["home"] == BASE
    assert about["timezone_string"] == "Asia/Riyadh"
    assert about["gmt_offset"] == "3"
    assert about["name"] == "صحيفة الواحة"
    post = rest(site, "posts/1")
    assert post["date"] == "2025-03-01T02:00:00"
    assert post["date_gmt"] == "2025-02-28T23:00:00"
    assert post["link"] == url(1)
    assert post["slug"] == quote("خبر-رقم-1").lower()
    assert post["title"] == {"rendered": "الخبر رقم 1"}
    assert "<p>فقرة ثانية.</p>" in post["content"]["rendered"]
    assert post["categories"] == [2, 3]
    assert rest(site, "categories/3")["name"] == "محليات"
    assert rest(site, f"tags/{post['tags'][0]}")["name"] == "مطر"
    assert rest(site, f"users/{post['author']}")["name"] == "سالم الواحي"
    assert "_embedded" not in post


def test_rest_pages() -> None:
    site = many()
    response = get(site, "/wp-json/wp/v2/posts?per_page=20&page=5")
    assert response.headers["X-WP-Total"] == "95"
    assert response.headers["X-WP-TotalPages"] == "5"
    assert [post["id"] for post in json.loads(response.body)] == list(range(15, 0, -1))
    beyond = get(site, "/wp-json/wp/v2/posts?per_page=20&page=6")
    assert beyond.status == 400
    assert json.loads(beyond.body)["code"] == "rest_post_invalid_page_number"
    for query in (
        "per_page=101",
        "page=0",
        "after=gestern",
        "orderby=mood",
        "include=x",
    ):
        wrong = get(site, f"/wp-json/wp/v2/posts?{query}")
        assert wrong.status == 400, query
        assert json.loads(wrong.body)["code"] == "rest_invalid_param"
    assert get(site, "/wp-json/wp/v2/posts/999").status == 404
    assert get(site, "/wp-json/wp/v3/posts").status == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("per_page=3", [95, 94, 93]),
        ("per_page=3&order=asc", [1, 2, 3]),
        ("after=2025-03-04T22:00:00", [95, 94]),
        ("after=2025-03-04T22:00:00%2B03:00", [95, 94]),
        ("after=2025-03-04T22:00:00Z", []),
        ("before=2025-03-01T04:00:00", [2, 1]),
        ("orderby=id&order=asc&per_page=2", [1, 2]),
        ("include=7,3", [7, 3]),
        ("include=3,7&orderby=include", [3, 7]),
        (f"slug={quote('خبر-رقم-12')}", [12]),
        ("categories=3&per_page=2", [95, 93]),
        ("tags=9999", []),
        ("modified_after=2025-05-01T00:00:00", [4]),
        ("orderby=modified&per_page=2", [4, 95]),
    ],
)
def test_rest_queries(query: str, expected: list[int]) -> None:
    site = many()
    site.posts.stories.change(4, modified=datetime(2025, 6, 1, tzinfo=RIYADH))
    assert [post["id"] for post in rest(site, f"posts?{query}")] == expected


def test_rest_fields_and_embedded() -> None:
    site = many(20)
    fields = "_fields=id,title.rendered,_links,_embedded"
    (post,) = rest(site, f"posts?per_page=1&{fields}&_embed=author,wp:term")
    assert set(post) == {"id", "title", "_links", "_embedded"}
    assert post["_embedded"]["author"][0]["name"] == "سالم الواحي"
    categories, tags = post["_embedded"]["wp:term"]
    assert [term["name"] for term in categories] == ["اخر الاخبار"]
    assert [term["name"] for term in tags] == ["آبار", "مطر"]
    assert set(post["_embedded"]) == {"author", "wp:term"}
    (bare,) = rest(site, "posts?per_page=1&_fields=id,_embedded&_embed")
    assert bare == {"id": 20}
    (whole,) = rest(site, "posts?per_page=1&_embed")
    media = whole["_embedded"]["wp:featuredmedia"][0]
    assert media["source_url"] == f"{BASE}/wp-content/uploads/2025/03/p20.jpg"


def test_sitemaps_and_robots() -> None:
    site = many(20)
    assert get(site, "/robots.txt").body.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /wp-admin/",
        "Allow: /wp-admin/admin-ajax.php",
        "",
        f"Sitemap: {BASE}/wp-sitemap.xml",
    ]
    parts = locations(site, "/wp-sitemap.xml")
    assert parts[0] == f"{BASE}/wp-sitemap-posts-post-1.xml"
    assert locations(site, parts[0]) == [url(n) for n in range(1, 21)]
    for part in parts:
        for place in locations(site, part):
            assert get(site, place).status == 200
    assert b"lastmod" not in get(site, parts[0]).body
    assert get(site, "/wp-sitemap-posts-post-2.xml").status == 404
