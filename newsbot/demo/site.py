"""The site without a network: a path, a query and headers in, an answer out."""

import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, unquote_to_bytes

from newsbot.demo import feeds, sitemaps
from newsbot.demo.edition import Edition
from newsbot.demo.listings import Listings
from newsbot.demo.pages import Pages
from newsbot.demo.posts import Posts
from newsbot.demo.response import (
    JSON,
    RSS,
    XML,
    Response,
    compressed,
    moved,
    text,
)
from newsbot.demo.rest import rest
from newsbot.demo.routes import Route, from_path, from_query
from newsbot.demo.terms import whole_number

HALF_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# The smallest GIF there is: every picture of the site, for whoever looks at it.
PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xd0\xd0\xd0\x00\x00\x00!\xf9\x04\x01\x00\x00"
    b"\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


class DemoSite:
    """The demo site under one base address (`http://` and a host, no slash at the end).

    Every fetch of a post's page raises its counter of views in `posts`, by which the
    theme ranks: so the related block changes while a crawler walks the site.
    """

    def __init__(self, posts: Posts, base: str) -> None:
        self.posts = posts
        self.edition = Edition(posts, base)
        self.pages = Pages(self.edition)
        self.listings = Listings(self.edition, self.pages)
        self._generation = posts.stories.generation

    def respond(
        self, path: str, query: str = "", headers: Mapping[str, str] | None = None
    ) -> Response:
        """Answer a GET request.

        `path` and `query` are as on the request line (percent-encoded, or not);
        names in `headers` are in lower case. Never raises for a strange request.
        """
        self._look_for_changes()
        asked = headers or {}
        if HALF_ESCAPE.search(path):
            return text(400, "<h1>400 Bad Request</h1>")
        response = self._answer(path, query, asked)
        if "gzip" in asked.get("accept-encoding", "") and len(response.body) > 256:
            return compressed(response)
        return response

    def _look_for_changes(self) -> None:
        self.posts.refresh()
        if self._generation != self.posts.stories.generation:
            self._generation = self.posts.stories.generation
            self.edition.forget()
            self.pages.forget()

    def _answer(self, path: str, query: str, headers: Mapping[str, str]) -> Response:
        decoded = unquote_to_bytes(path).decode("utf-8", "replace")
        segments = [part for part in decoded.split("/") if part]
        pairs = dict(parse_qsl(query, keep_blank_values=True))
        special = self._special(segments, pairs)
        if special:
            return special
        plain = self.posts.options.permalinks == "plain"
        if not segments or segments == ["index.php"]:
            route = from_query(self.posts, pairs)
            if route is None:
                return self._not_found()
            canonical = route.address(self.edition.addresses)
            if plain or "?" in canonical or not _names_a_place(pairs):
                return self._place(route, pairs, headers)
            return moved(canonical)
        if plain:
            return self._not_found()
        route = from_path(self.posts, segments)
        if route is None:
            return self._somewhere_else(segments)
        straight = "/" + "/".join(segments) + "/"
        if decoded != straight or (route.page == 1 and _says_page_one(segments)):
            url = route.address(self.edition.addresses)
            return moved(url + (f"?{query}" if query else ""))
        return self._place(route, pairs, headers)

    def _special(
        self, segments: list[str], query: Mapping[str, str]
    ) -> Response | None:
        """Files and interfaces that are no pages."""
        edition, yoast = self.edition, self.edition.options.yoast
        if "rest_route" in query and segments in ([], ["index.php"]):
            return self._rest(query["rest_route"], query)
        if not segments and "sitemap" in query:
            name = "-".join(
                filter(None, [query["sitemap"], query.get("sitemap-subtype")])
            )
            return self._xml(sitemaps.core(edition, name))
        if not segments:
            return None
        first, last = segments[0], segments[-1]
        if first == "wp-json" and self.posts.options.permalinks != "plain":
            return self._rest("/" + "/".join(segments[1:]), query)
        if first == "wp-content":
            return Response(200, PIXEL, {"Content-Type": "image/gif"})
        if len(segments) > 1:
            return None
        if last == "robots.txt":
            return text(200, sitemaps.robots(edition), "text/plain; charset=utf-8")
        if yoast and last == "wp-sitemap.xml":
            return moved(f"{edition.base}/sitemap_index.xml")
        if yoast and last == "sitemap_index.xml":
            return self._xml(sitemaps.yoast(edition, "index"))
        if yoast and last.endswith("-sitemap.xml"):
            return self._xml(sitemaps.yoast(edition, last.removesuffix("-sitemap.xml")))
        if last == "wp-sitemap.xml":
            return self._xml(sitemaps.core(edition, "index"))
        if last.startswith("wp-sitemap-") and last.endswith("-1.xml"):
            name = last.removeprefix("wp-sitemap-").removesuffix("-1.xml")
            return self._xml(sitemaps.core(edition, name))
        return None

    def _xml(self, xml: str | None) -> Response:
        return self._not_found() if xml is None else text(200, xml, XML)

    def _rest(self, route: str, query: Mapping[str, str]) -> Response:
        if route.strip("/") == "oembed/1.0/embed":
            return self._oembed(query.get("url", ""))
        reply = rest(self.edition, route, query)
        return text(reply.status, reply.body, JSON, **reply.headers)

    def _oembed(self, url: str) -> Response:
        for story in self.posts.newest:
            if quote(url, ":/?=&%").lower() == self.edition.addresses.post(story):
                title = self.edition.card(story).plain_title
                found = {"version": "1.0", "type": "rich", "title": title}
                return text(200, json.dumps(found), JSON)
        error = {"code": "oembed_invalid_url", "data": {"status": 404}}
        return text(404, json.dumps(error), JSON)

    def _place(
        self, route: Route, query: Mapping[str, str], headers: Mapping[str, str]
    ) -> Response:
        kind = route.kind
        if kind in ("feed", "comments_feed", "post_feed"):
            return self._feed(route, query, headers)
        if route.story:
            return self._beside_post(route)
        if kind == "attachment" and route.attachment:
            return text(200, self.pages.attachment(route.attachment))
        if route.listing is None:
            return self._not_found()
        if kind == "page":
            return self._page(self.pages.page(route.listing))
        html = self.listings.render(route.listing, route.page)
        return self._not_found() if html is None else self._page(html)

    def _beside_post(self, route: Route) -> Response:
        story, addresses = route.story, self.edition.addresses
        assert story is not None
        if route.kind == "trackback":
            return moved(addresses.post(story), 302)
        if route.kind == "embed":
            return text(200, self.pages.embed(story))
        if route.kind == "amp":
            if not self.posts.options.amp:
                return self._not_found()
            return text(200, self.pages.amp(story))
        if route.page > len(self.edition.content(story)):
            return moved(addresses.post(story))
        self.posts.views[story.id] += 1
        links = [(addresses.shortlink(story.id), "shortlink")]
        if self.posts.options.rest:
            href = addresses.rest(f"/wp/v2/posts/{story.id}")
            links.insert(0, (href, 'alternate; type="application/json"'))
        return self._page(self.pages.article(story, route.page), *links)

    def _page(self, html: str, *links: tuple[str, str]) -> Response:
        all_links = list(links)
        if self.posts.options.rest:
            api = self.edition.addresses.rest("/")
            all_links.insert(0, (api, '"https://api.w.org/"'))
        if not all_links:
            return text(200, html)
        link = ", ".join(f"<{href}>; rel={rel}" for href, rel in all_links)
        return text(200, html, Link=link)

    def _feed(
        self, route: Route, query: Mapping[str, str], headers: Mapping[str, str]
    ) -> Response:
        if not self.posts.options.feed:
            return self._not_found()
        validators = feeds.validators(self.edition)
        if feeds.not_modified(headers, validators):
            return Response(304, b"", validators)
        if route.kind == "feed":
            page = whole_number(query.get("paged", "")) or 1
            xml = feeds.posts_feed(self.edition, route.listing, page)
        elif route.story and query.get("withoutcomments"):
            xml = feeds.post_feed(self.edition, route.story)
        else:
            xml = feeds.comments_feed(self.edition, route.story)
        if xml is None:
            return self._not_found()
        return Response(200, xml.encode(), {"Content-Type": RSS, **validators})

    def _somewhere_else(self, segments: list[str]) -> Response:
        """A redirect to a retitled or similar post, as WordPress guesses; else 404."""
        dated = len(segments) == 4 and "".join(segments[:3]).isdigit()
        if len(segments) == 1 or dated:
            slug = segments[-1]
            story = self.posts.renamed(slug) or self.posts.guess(slug)
            if story:
                return moved(self.edition.addresses.post(story))
        return self._not_found()

    def _not_found(self) -> Response:
        return text(404, self.pages.not_found())


def _names_a_place(query: Mapping[str, str]) -> bool:
    places = "p page_id attachment_id cat tag author m feed paged"
    return not query.keys().isdisjoint(places.split())


def _says_page_one(segments: list[str]) -> bool:
    """Whether a path ends in the number of the first page, which WordPress drops."""
    if len(segments) >= 2 and segments[-2:] == ["page", "1"]:
        return True
    return len(segments) > 1 and segments[-1] == "1"
