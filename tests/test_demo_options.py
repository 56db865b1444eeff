"""The demo site in the variants that an owner of the theme can switch on."""

import json
from datetime import timedelta
from urllib.parse import quote, unquote

import pytest
from lxml import etree, html

from newsbot.demo.options import Options
from tests.pressroom import (
    BASE,
    BODY,
    BOOKMARK,
    IN_LIST,
    START,
    get,
    locations,
    many,
    moved,
    numbers,
    page,
    site_of,
    story,
    url,
    walk,
)


def test_rest_and_feed_can_be_closed() -> None:
    site = many(20, rest=False, feed=False)
    for route in ("/wp-json/", "/wp-json/wp/v2/posts", "/wp-json/wp/v2/posts/3"):
        response = get(site, route)
        assert response.status == 401
        assert json.loads(response.body)["code"] == "rest_cannot_access"
    assert get(site, "/feed/").status == 404
    assert get(site, url(3) + "feed/").status == 404
    tree = page(site, url(3))
    assert tree.xpath("//link[@rel='alternate']") == []
    assert "wp-json" not in get(site, url(3)).headers.get("Link", "")


def test_dated_permalinks() -> None:
    site = many(20, permalinks="dated")
    slug = quote("خبر-رقم-3").lower()
    dated = f"{BASE}/2025/03/01/{slug}/"
    assert page(site, dated).xpath("//link[@rel='canonical']/@href") == [dated]
    assert moved(get(site, f"/{slug}/")) == dated
    assert moved(get(site, f"/2025/03/02/{slug}/")) == dated
    assert moved(get(site, "/?p=3")) == dated
    assert get(site, dated + "feed/").status == 200
    assert moved(get(site, dated + "2/")) == dated
    assert len(page(site, "/2025/03/01/").xpath(IN_LIST)) == 10


def test_plain_permalinks() -> None:
    site = many(95, permalinks="plain")
    pages = walk(site, "/?page_id=5")
    links = [
        link
        for tree in pages
        for link in tree.xpath(IN_LIST + BOOKMARK.replace("(.", "").replace(")[1]", ""))
    ]
    assert {int(link.rpartition("=")[2]) for link in links} == set(range(1, 96))
    tree = page(site, "/?p=3")
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"{BASE}/?p=3"]
    assert len(walk(site, "/?cat=3")) == 5
    assert get(site, "/?cat=3&paged=6").status == 404
    assert get(site, "/latest/").status == 404
    assert get(site, "/wp-json/").status == 404
    api = tree.xpath("//link[@rel='https://api.w.org/']/@href")[0]
    assert json.loads(get(site, api).body)["home"] == BASE
    listed = get(site, "/index.php?rest_route=/wp/v2/posts&per_page=5")
    assert len(json.loads(listed.body)) == 5
    feed = etree.fromstring(get(site, "/?feed=rss2&paged=5").body)
    assert len(feed.findall(".//item")) == 15
    assert get(site, "/?feed=rss2&paged=6").status == 404
    assert get(site, "/?feed=rss2&cat=3").status == 200
    assert moved(get(site, "/?p=3&page=2")) == f"{BASE}/?p=3"
    assert get(site, "/?p=3&embed=true").status == 200
    assert len(locations(site, "/?sitemap=posts&sitemap-subtype=post&paged=1")) == 95


def test_author_info() -> None:
    both = page(site_of(story(1), author_info=2), url(1))
    assert both.xpath("//*[@itemprop='author']") == []
    assert both.xpath(
        "//*[contains(@class, 'zox-post-byline-date')]//time/@datetime"
    ) == ["2025-03-01"]
    neither = page(site_of(story(1), author_info=0), url(1))
    assert neither.xpath("//time") == []
    assert neither.xpath("//meta[@itemprop='datePublished']/@content") == ["2025-03-01"]
    boxed = page(site_of(story(1), author_box=True), url(1))
    assert len(boxed.xpath("//div[contains(@class, 'zox-author-box-wrap')]")) == 1


def test_words_of_the_theme() -> None:
    english = page(many(strings="en"), "/latest/")
    assert english.xpath("//div[@class='pagination']/a[last()]/text()") == ["Last »"]
    assert (
        english.xpath(IN_LIST + "//span[@class='zox-s-cat']/text()")[0] == "Sticky Post"
    )
    arabic = page(many(strings="ar"), "/latest/")
    assert arabic.xpath("//div[@class='pagination']/span[1]/text()") == ["صفحة 1 من 10"]
    assert arabic.xpath(IN_LIST + "//span[@class='zox-s-cat']/text()")[0] == "خبر مثبت"
    dates = page(many(strings="en"), url(1)).xpath("//time/text()")
    assert dates == ["4 days ago"]


def test_yoast() -> None:
    site = many(20, yoast=True)
    site.posts.stories.change(1, modified=START + timedelta(hours=5))
    tree = page(site, url(1))
    assert tree.xpath("//link[@rel='canonical']/@href") == [unquote(url(1))]
    assert tree.xpath("//meta[@property='og:url']/@content") == [
        unquote(url(1)),
        url(1),
    ]
    published = tree.xpath("//meta[@property='article:published_time']/@content")
    assert published == ["2025-02-28T23:00:00+00:00"]
    (script,) = tree.xpath("//script[@type='application/ld+json']/text()")
    web_page = json.loads(script)["@graph"][0]
    assert web_page["@type"] == "WebPage"
    assert web_page["dateModified"] == "2025-03-01T03:00:00+00:00"
    assert moved(get(site, "/wp-sitemap.xml")) == f"{BASE}/sitemap_index.xml"
    parts = locations(site, "/sitemap_index.xml")
    assert f"{BASE}/post-sitemap.xml" in parts
    assert set(locations(site, "/post-sitemap.xml")) == {url(n) for n in range(1, 21)}
    assert (
        b"<lastmod>2025-03-01T06:00:00+03:00</lastmod>"
        in get(site, "/post-sitemap.xml").body
    )
    assert "sitemap_index.xml" in get(site, "/robots.txt").body.decode()


def test_amp() -> None:
    site = many(20, amp=True)
    (link,) = page(site, url(3)).xpath("//link[@rel='amphtml']/@href")
    assert link == url(3) + "amp/"
    tree = page(site, link)
    assert tree.xpath("//link[@rel='canonical']/@href") == [url(3)]
    assert len(tree.xpath("//div[@class='zox-post-body']")) == 1
    (script,) = tree.xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(script)["@type"] == "BlogPosting"


def test_auto_load() -> None:
    site = many(20, auto_load=True)
    text = get(site, url(3)).body.decode()
    tree = html.document_fromstring(text)
    assert len(tree.xpath("//article[starts-with(@id, 'post-')]")) == 1
    article = text[text.index('<article id="post-3"') :].partition(">")[0]
    assert article.count("class=") == 2
    assert "type-post" in tree.xpath("//article[@id='post-3']/@class")[0]
    entries = tree.xpath("//div[@class='zox-auto-post-grid']//div[@data-id]/@data-id")
    assert entries == ["3", "20", "19", "18", "17"]
    assert tree.xpath("//div[@id='zox-side-wrap']") == []


def test_posts_that_a_script_has_appended() -> None:
    site = many(20, auto_load=True, auto_loaded=2)
    tree = page(site, url(3))
    assert tree.xpath("//article[starts-with(@id, 'post-')]/@id") == [
        "post-3",
        "post-20",
        "post-19",
    ]
    assert len(tree.xpath("//article[@id='post-20']" + BODY)) == 1
    assert tree.xpath("//body/@class")[0].split()[4] == "postid-3"
    with pytest.raises(ValueError, match="auto_load"):
        Options(auto_loaded=2)


def test_kinds_of_the_related_block() -> None:
    cards = "//div[contains(@class, 'zox-post-more-grid')]/div"
    tagged = [20, 19, 18, 17, 16, 15, 14, 13]
    assert numbers(page(many(20, related="tags"), url(3)), cards) == tagged
    odd = page(many(20, related="category"), url(3))
    assert numbers(odd, cards) == tagged
    by_two = site_of(
        story(1), story(2, authors=["هند الرملي"]), story(3), related="author"
    )
    assert numbers(page(by_two, url(1)), cards) == [3]
    assert numbers(page(by_two, url(2)), cards) == []
    assert numbers(page(many(20, related="none"), url(3)), cards) == []
    most_read = numbers(page(many(20), url(3)), cards)
    assert len(set(most_read)) == 8
    assert 3 not in most_read


def test_skins_are_named_in_the_body() -> None:
    classes = page(many(3, skin="tech1"), url(3)).xpath("//body/@class")[0].split()
    assert "zox-tech1" in classes
    assert "zox-net1" not in classes
