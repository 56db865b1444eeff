"""The bundled stories on the demo site: reachable, true to their truth, linked."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html

from newsbot.demo.options import Options
from newsbot.demo.posts import Posts
from newsbot.demo.site import DemoSite
from newsbot.demo.stories import load
from tests.pressroom import (
    BASE,
    BODY,
    IN_LIST,
    get,
    page,
    rest,
    walk,
)


@pytest.fixture(scope="module")
def bundled() -> DemoSite:
    return DemoSite(Posts(load(), Options()), BASE)


def test_bundled_listing_reaches_every_story(bundled: DemoSite) -> None:
    pages = walk(bundled, "/latest/")
    assert len(pages) >= 8
    links = {
        link
        for tree in pages
        for link in tree.xpath(IN_LIST + "//a[@rel='bookmark']/@href")
    }
    truth = bundled.posts.stories.truth(BASE)
    assert {record["url"] for record in truth} <= links
    protected = sum(story.protected for story in bundled.posts.stories)
    assert len(links) == len(truth) + protected


VARIANTS: list[dict[str, Any]] = [
    {},
    {"template": 7, "permalinks": "plain", "strings": "en", "rest": False},
    {"ads_in_article": 2, "template": 4, "permalinks": "dated", "sidebar": False},
    {"yoast": True, "amp": True, "auto_load": True, "related": "tags", "template": 6},
]


@pytest.mark.parametrize("options", VARIANTS)
def test_bundled_pages_show_their_truth(options: dict[str, Any]) -> None:
    """Where no hand-written HTML stands in for a text, the page has it verbatim."""
    site = DemoSite(Posts(load(), Options(**options)), BASE)
    permalinks = site.posts.options.permalinks
    for record in site.posts.stories.truth(BASE, permalinks):
        told = site.posts.stories[record["post_id"]]
        trees = [page(site, record["url"])]
        links = trees[0].xpath("//p[@class='post-nav-links']/a/@href")
        trees += [page(site, link) for link in links]
        text = " ".join(" ".join(tree.xpath(BODY)[0].itertext()) for tree in trees)
        squeezed = " ".join(text.split())
        for block in told.blocks:
            for index in () if block.data.get("raw") else block.texts:
                assert " ".join(told.text[index].split()) in squeezed, told.id
        label = trees[0].xpath("//span[@class='zox-post-cat']/text()")
        assert label == [record["section"]]
        assert trees[0].xpath("//time/@datetime") == [record["published"][:10]]
        images = trees[0].xpath("//*[@itemprop='image']/meta[@itemprop='url']/@content")
        assert set(images) == ({record["image"]} if record["image"] else set())
        tags = trees[0].xpath("//div[starts-with(@class, 'zox-post-tags')]//a[@rel]")
        assert len(tags) == len(record["tags"])


def test_bundled_feed_and_rest_state_the_instants(bundled: DemoSite) -> None:
    posts = {post["id"]: post for post in rest(bundled, "posts?per_page=100")}
    posts |= {
        post["id"]: post for post in rest(bundled, "posts?per_page=100&order=asc")
    }
    for record in bundled.posts.stories.truth(BASE):
        post = posts[record["post_id"]]
        for key, name in (("published", "date_gmt"), ("modified", "modified_gmt")):
            instant = datetime.fromisoformat(post[name]).replace(tzinfo=UTC)
            assert instant == datetime.fromisoformat(record[key])
        assert post["link"] == record["url"]


def test_no_link_of_the_bundled_site_is_dead(bundled: DemoSite) -> None:
    seen, queue = {f"{BASE}/"}, [f"{BASE}/"]
    strange = []
    while queue:
        address = queue.pop()
        response = get(bundled, address)
        if response.status >= 400:
            strange.append((response.status, address))
        if (
            not response.headers["Content-Type"].startswith("text/html")
            or not response.body
        ):
            continue
        tree = html.document_fromstring(response.body.decode())
        for link in tree.xpath("//a/@href"):
            link = urlsplit(link)._replace(fragment="").geturl()
            if link.startswith(BASE) and link not in seen:
                seen.add(link)
                queue.append(link)
    assert strange == []
    assert len(seen) > 300
