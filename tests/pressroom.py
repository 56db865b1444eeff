"""The demo site with a few numbered stories, and how its pages are asked and read."""

import json
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from lxml import etree, html

from newsbot.demo import HOST
from newsbot.demo.options import Options
from newsbot.demo.posts import Posts
from newsbot.demo.site import DemoSite, Response
from newsbot.demo.stories import Stories
from newsbot.demo.story import Story, read_story
from newsbot.demo.terms import RIYADH

BASE = f"http://{HOST}"
START = datetime(2025, 3, 1, 1, 0, tzinfo=RIYADH)
ITEM = "//*[contains(concat(' ', @class, ' '), ' zox-art-wrap ')]"
IN_LIST = "//article[contains(@class, 'infinite-post')]"
BOOKMARK = "(.//a[@rel='bookmark'])[1]/@href"
BODY = "//div[contains(concat(' ', @class, ' '), ' zox-post-body ')]"


def story(number: int, **changes: Any) -> Story:
    """The story of that number: published so many hours after START."""
    table = {
        "id": number,
        "slug": f"خبر-رقم-{number}",
        "published": START + timedelta(hours=number),
        "title": f"الخبر رقم {number}",
        "authors": ["سالم الواحي"],
        "categories": ["اخر الاخبار", "محليات"] if number % 2 else ["اخر الاخبار"],
        "section": "اخر الاخبار",
        "tags": ["آبار", "مطر"] if number % 10 == 0 else ["مطر"],
        "image": f"p{number}.jpg",
        "text": [f"فقرة أولى من الخبر {number}.", "فقرة ثانية.", "فقرة ثالثة."],
    }
    return read_story({**table, **changes}, "test")


def site_of(*stories: Story, **options: Any) -> DemoSite:
    return DemoSite(Posts(Stories(list(stories)), Options(**options)), BASE)


def many(count: int = 95, **options: Any) -> DemoSite:
    """Stories 1 to `count`, the 5th sticky."""
    stories = [
        story(n, **({"sticky": True} if n == 5 else {})) for n in range(1, count + 1)
    ]
    return site_of(*stories, **options)


def get(site: DemoSite, address: str, **headers: str) -> Response:
    """Ask for a path (decoded or not) or an absolute address of the site."""
    path, _, query = address.removeprefix(BASE).partition("?")
    return site.respond(
        path, query, {k.replace("_", "-"): v for k, v in headers.items()}
    )


def page(site: DemoSite, address: str) -> html.HtmlElement:
    response = get(site, address)
    assert response.status == 200
    return html.document_fromstring(response.body.decode())


def url(number: int) -> str:
    return f"{BASE}/{quote(f'خبر-رقم-{number}').lower()}/"


def numbers(tree: html.HtmlElement, items: str) -> list[int]:
    """Numbers of the stories that the items of a page link to."""
    links = [item.xpath(BOOKMARK)[0] for item in tree.xpath(items)]
    return [int(link.rstrip("/").rpartition("-")[2]) for link in links]


def walk(site: DemoSite, address: str) -> list[html.HtmlElement]:
    """All pages of a listing, by the link after the current number."""
    pages = [page(site, address)]
    while following := pages[-1].xpath(
        "//div[@class='pagination']/span[@class='current']/following-sibling::a[1]/@href"
    ):
        pages.append(page(site, following[0]))
    return pages


def moved(response: Response) -> str:
    assert response.status == 301
    return response.headers["Location"]


def rest(site: DemoSite, route: str) -> Any:
    response = get(site, f"/wp-json/wp/v2/{route}")
    assert response.status == 200, response.body
    return json.loads(response.body)


def locations(site: DemoSite, address: str) -> list[str]:
    tree = etree.fromstring(get(site, address).body)
    return [str(loc.text) for loc in tree.iter("{*}loc")]
