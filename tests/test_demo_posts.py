"""Posts of the demo site: the theme's templates, bodies and blocks."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from lxml import etree, html

from newsbot.demo.story import read_story
from tests.pressroom import (
    BASE,
    BODY,
    IN_LIST,
    ITEM,
    START,
    get,
    many,
    moved,
    numbers,
    page,
    rest,
    site_of,
    story,
    url,
)


@pytest.mark.parametrize("template", range(1, 8))
def test_every_template_has_one_of_each(template: int) -> None:
    tree = page(site_of(story(1), template=template), url(1))
    assert len(tree.xpath("//h1[contains(@class, 'zox-post-title')]")) == 1
    assert len(tree.xpath("//time")) == 1
    assert len(tree.xpath(BODY)) == 1
    images = tree.xpath("//*[@itemprop='image']/meta[@itemprop='url']/@content")
    times = 2 if template == 7 else 1
    assert images == [f"{BASE}/wp-content/uploads/2025/03/p1.jpg"] * times
    article = tree.xpath("//article[@id='post-1']")[0]
    assert len(article.xpath("." + BODY)) == 1
    before = tree.xpath(
        "//div[@class='zox-article-wrap zoxrel left zox100']/preceding-sibling::*"
        "//h1[contains(@class, 'zox-post-title')]"
    )
    assert bool(before) == (template == 7)


def test_header_of_a_post() -> None:
    site = site_of(
        story(
            1,
            title="سوق “الحناء” – عودة",
            lead="بعد غياب.",
            modified=START + timedelta(hours=30),
            image_caption="السوق",
            tags=["سوق الحناء", "أعراس"],
        )
    )
    text = get(site, url(1)).body.decode()
    assert "سوق &#8220;الحناء&#8221; &#8211; عودة</h1>" in text
    tree = html.document_fromstring(text)
    article = tree.xpath("//article")[0]
    assert article.get("class").split()[:4] == [
        "post-1",
        "post",
        "type-post",
        "status-publish",
    ]
    assert {"category-2", "category-3"} <= set(article.get("class").split())
    assert "single-post postid-1" in tree.xpath("//body/@class")[0]
    assert tree.xpath("//span[@class='zox-post-cat']/text()") == ["اخر الاخبار"]
    assert tree.xpath("//span[@class='zox-post-excerpt']/p/text()") == ["بعد غياب."]
    assert tree.xpath(
        "//*[@class='zox-author-name-wrap']//a[@rel='author']/text()"
    ) == ["سالم الواحي"]
    assert tree.xpath("//time/@datetime") == ["2025-03-01"]
    assert tree.xpath("//meta[@itemprop='dateModified']/@content") == ["2025-03-02"]
    assert tree.xpath("//span[@class='zox-post-img-cap']/text()") == ["السوق"]
    tags = tree.xpath("//div[starts-with(@class, 'zox-post-tags')]//a[@rel='tag']")
    assert [tag.text for tag in tags] == ["أعراس", "سوق الحناء"]
    assert tags[1].get("href") == f"{BASE}/tag/{quote('سوق-الحناء').lower()}/"
    head = {link.get("rel"): link.get("href") for link in tree.xpath("//head/link")}
    assert head["canonical"] == url(1)
    assert head["shortlink"] == f"{BASE}/?p=1"
    assert head["alternate"].startswith(f"{BASE}/wp-json/oembed/")
    assert f"{url(1)}feed/" in tree.xpath("//link[@rel='alternate']/@href")
    crop = f"{BASE}/wp-content/uploads/2025/03/p1-1024x576.jpg"
    assert tree.xpath("//meta[@property='og:image']/@content") == [crop]
    assert tree.xpath("//script[@type='application/ld+json']") == []
    assert tree.xpath("//meta[@property='article:published_time']") == []
    link = get(site, url(1)).headers["Link"]
    assert (
        f'<{BASE}/wp-json/wp/v2/posts/1>; rel=alternate; type="application/json"'
        in link
    )
    assert f"<{BASE}/?p=1>; rel=shortlink" in link


def test_raw_spellings_are_printed_as_they_are() -> None:
    site = site_of(
        story(
            1,
            raw_title="الخبر&nbsp;رقم <em>1</em>",
            raw_authors=["سالم&#8207; الواحي"],
            raw_tags=["مطـر"],
        )
    )
    text = get(site, url(1)).body.decode()
    assert "الخبر&nbsp;رقم <em>1</em></h1>" in text
    assert ">سالم&#8207; الواحي</a>" in text
    assert ">مطـر</a>" in text
    assert "<title>الخبر\u00a0رقم 1 &#8211;" in text


def test_image_variants() -> None:
    metas = "//*[@class='zox-post-img-hide']/meta[@itemprop='url']/@content"
    shown = "//img[contains(@class, 'wp-post-image')][ancestor::*[@itemprop='image']]"
    file = f"{BASE}/wp-content/uploads/2025/03/p1.jpg"
    hidden = page(site_of(story(1, image_hidden=True)), url(1))
    assert hidden.xpath(metas) == [file]
    assert hidden.xpath(shown) == []
    none = page(site_of(read_story(without_image(), "test")), url(1))
    assert none.xpath("//*[@itemprop='image']") == []
    video = story(
        1, kind="video", media=["https://www.youtube.com/embed/waha01"], text=[]
    )
    tree = page(site_of(video), url(1))
    assert tree.xpath("//*[@class='zox-video-embed-wrap']//iframe/@src") == [
        "https://www.youtube.com/embed/waha01"
    ]
    assert tree.xpath(metas) == [file]
    assert tree.xpath(BODY)[0].text_content().strip() == ""


def without_image() -> dict[str, Any]:
    return {
        "id": 1,
        "slug": "خبر-رقم-1",
        "published": START,
        "title": "بلا صورة",
        "categories": ["محليات"],
        "section": "محليات",
    }


def test_post_without_author_has_an_empty_name() -> None:
    site = site_of(story(1, authors=[]))
    tree = page(site, url(1))
    name = tree.xpath("//span[contains(@class, 'zox-author-name')]")
    assert [part.text_content() for part in name] == [""]
    assert rest(site, "posts/1")["author"] == 0


def test_in_article_ads_lose_the_closing_paragraphs() -> None:
    site = site_of(story(1), ads_in_article=2, ads_leader=True, ads_bottom=True)
    text = get(site, url(1)).body.decode()
    start = text.index('<div class="zox-post-body left')
    body = text[start : text.index("<!--zox-post-body-->")]
    assert body.count("<p>") == 3
    assert "</p>" not in body
    assert body.count('class="zox-post-ad-wrap"') == 1
    assert "Advertisement. Scroll to continue reading." in body
    paragraphs = html.document_fromstring(text).xpath(BODY + "/p")
    assert [p.text_content().strip() for p in paragraphs] == [
        "فقرة أولى من الخبر 1.",
        "فقرة ثانية.",
        "فقرة ثالثة.",
    ]
    assert 'class="zox-post-bot-ad"' in text
    feed = get(site, "/feed/").body.decode()
    assert "zox-post-ad-wrap" not in feed
    assert feed.count("</p>") == 3


def test_post_of_two_pages() -> None:
    body = [{"text": 0}, {"page": 2}, {"text": 1}, {"text": 2}]
    site = site_of(story(1, body=body), story(2))
    first, second = page(site, url(1)), page(site, url(1) + "2/")
    links = "//p[@class='post-nav-links']/a/@href"
    assert first.xpath(links) == [url(1) + "2/"]
    assert second.xpath(links) == [url(1)]
    assert "فقرة ثانية" not in first.xpath(BODY)[0].text_content()
    assert "فقرة ثانية" in second.xpath(BODY)[0].text_content()
    assert second.xpath("//link[@rel='canonical']/@href") == [url(1) + "2/"]
    assert moved(get(site, url(1) + "3/")) == url(1)
    assert moved(get(site, url(2) + "2/")) == url(2)
    whole = get(site, "/feed/").body.decode()
    assert "فقرة أولى من الخبر 1." in whole
    assert "nextpage" not in whole
    assert "<!--nextpage-->" in rest(site, "posts/1")["content"]["rendered"]


def test_protected_post_is_listed_but_closed() -> None:
    site = site_of(story(1, protected=True))
    tree = page(site, url(1))
    assert len(tree.xpath(BODY + "/form[@class='post-password-form']")) == 1
    assert "فقرة" not in tree.xpath(BODY)[0].text_content()
    assert tree.xpath("//h1[contains(@class, 'entry-title')]/text()") == [
        "محمي: الخبر رقم 1"
    ]
    assert "post-password-required" in tree.xpath("//article/@class")[0]
    assert numbers(page(site, "/latest/"), IN_LIST) == [1]
    feed = etree.fromstring(get(site, "/feed/").body)
    assert feed.findtext(".//item/title") == "محمي: الخبر رقم 1"
    assert "فقرة" not in get(site, "/feed/").body.decode()
    content = rest(site, "posts/1")["content"]
    assert content == {"rendered": "", "protected": True}
    assert url(1) in get(site, "/wp-sitemap-posts-post-1.xml").body.decode()


def test_comments_and_reply_links() -> None:
    tree = page(site_of(story(9)), url(9))
    comments = tree.xpath("//div[@id='comments']/ol[@class='commentlist']/li")
    assert len(comments) == 2
    reply = comments[0].xpath(".//a[@class='comment-reply-link']/@href")
    assert reply == [f"{url(9)}?replytocom=90#respond"]
    assert comments[0].xpath(".//div[@class='text']/div[@class='c']/p")
    assert page(site_of(story(1)), url(1)).xpath("//ol[@class='commentlist']") == []
    assert (
        tree.xpath("//*[@class='zox-comment-but-text']")[0].text_content().strip()
        == "اضف تعليقك"
    )


def test_popular_related_posts_follow_the_views() -> None:
    site = many(20)
    grid = "//div[contains(@class, 'zox-post-more-grid')]" + ITEM
    before = numbers(page(site, url(1)), grid)
    assert len(before) == 8
    assert 1 not in before
    outsider = next(n for n in range(2, 21) if n not in before)
    for _ in range(30):
        get(site, url(outsider))
    tree = page(site, url(1))
    assert numbers(tree, grid)[0] == outsider
    item = tree.xpath(grid)[0]
    assert len(item.xpath(".//a[@rel='bookmark']")) == 2
    assert item.xpath(".//h3[@class='zox-s-cat']/span[@class='zox-s-cat']/text()")
    assert item.xpath(".//p[@class='zox-s-graph']")


def test_related_by_tag() -> None:
    grid = "//div[contains(@class, 'zox-post-more-grid')]/div"
    tree = page(many(95, related="tags"), url(40))
    assert numbers(tree, grid) == [95, 94, 93, 92, 91, 90, 89, 88]
    alone = page(site_of(story(1), story(2, tags=["نخيل"]), related="tags"), url(2))
    assert alone.xpath(grid) == []


def test_excerpt_is_24_words_of_the_content() -> None:
    text = " ".join(f"كلمة{n}" for n in range(40))
    tree = page(site_of(story(1, text=[text])), "/latest/")
    excerpt = tree.xpath(IN_LIST + "//p[@class='zox-s-graph']/text()")[0]
    assert excerpt == " ".join(f"كلمة{n}" for n in range(24)) + "..."
