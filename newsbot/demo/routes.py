"""What a path or a query asks for, before anything is rendered."""

from collections.abc import Mapping
from dataclasses import dataclass

from newsbot.demo.addresses import Addresses, Listing
from newsbot.demo.posts import Attachment, Posts
from newsbot.demo.story import Story
from newsbot.demo.terms import whole_number

HOME = Listing("home", 3)
BESIDE_POST = ("feed", "embed", "trackback", "amp")


@dataclass(frozen=True)
class Route:
    """A place on the site.

    kind: listing, feed (of `listing`, or of everything if that is None),
        comments_feed, post, page, attachment, or one of BESIDE_POST with `story`
        (`post_feed` for the feed of its comments).
    page: number of the page, from 1.
    """

    kind: str
    listing: Listing | None = None
    story: Story | None = None
    attachment: Attachment | None = None
    page: int = 1

    def address(self, addresses: Addresses) -> str:
        """The canonical address of the place."""
        if self.story:
            if self.kind == "post":
                return addresses.post(self.story, self.page)
            return addresses.beside_post(self.story, self.kind.removeprefix("post_"))
        if self.attachment:
            return addresses.attachment(self.attachment.id, self.attachment.slug)
        if self.kind == "comments_feed":
            return addresses.comments_feed()
        if self.kind == "feed":
            page = f"paged={self.page}" if self.page > 1 else ""
            url = addresses.feed(self.listing)
            return f"{url}{'&' if '?' in url else '?'}{page}" if page else url
        if self.kind == "page" and self.listing:
            return addresses.page(self.listing.id, self.listing.key)
        return addresses.listing(self.listing or HOME, self.page)


def from_path(posts: Posts, segments: list[str]) -> Route | None:
    """The place of a path's decoded segments, with pretty permalinks; else None."""
    first, last = (segments[0], segments[-1]) if segments else ("", "")
    if segments == ["feed"]:
        return Route("feed")
    if segments == ["comments", "feed"]:
        return Route("comments_feed")
    if len(segments) > 2 and last == "feed":
        listing = _listing(posts, segments[:-1])
        if listing and listing.kind in ("category", "tag", "author"):
            return Route("feed", listing)
    page = 1
    rest = segments
    if len(segments) >= 2 and segments[-2] == "page":
        page, rest = whole_number(last), segments[:-2]
    listing = _listing(posts, rest)
    if listing:
        return Route("listing", listing, page=page) if page else None
    if len(segments) == 1:
        for found in posts.pages():
            if found.key == first:
                return Route("page", found)
        attachment = posts.attachment(first)
        if attachment and not first.isdigit():
            return Route("attachment", attachment=attachment)
    return _post(posts, segments)


def _listing(posts: Posts, segments: list[str]) -> Listing | None:
    if not segments:
        return HOME
    if len(segments) == 2:
        kinds = {
            "category": posts.categories,
            "tag": posts.tags,
            "author": posts.authors,
        }
        if segments[0] in kinds:
            return posts.find(kinds[segments[0]](), slug=segments[1])
    latest = posts.pages()[0]
    if segments == [latest.key]:
        return latest
    is_date = all(part.isascii() and part.isdigit() for part in segments)
    if (
        is_date
        and len(segments) <= 3
        and [len(part) for part in segments] == [4, 2, 2][: len(segments)]
    ):
        key = "/".join(segments)
        return Listing("date", key=key, name=key)
    return None


def _post(posts: Posts, segments: list[str]) -> Route | None:
    if posts.options.permalinks == "dated":
        day, rest = segments[:3], segments[3:]
        story = posts.by_slug(rest[0]) if rest else None
        if story is None or f"{story.published:%Y/%m/%d}" != "/".join(day):
            return None
    else:
        rest = segments
        story = posts.by_slug(rest[0])
    if story is None or len(rest) > 2:
        return None
    if len(rest) == 1:
        return Route("post", story=story)
    if rest[1] in BESIDE_POST:
        return Route("post_feed" if rest[1] == "feed" else rest[1], story=story)
    page = whole_number(rest[1])
    return Route("post", story=story, page=page) if page else None


def from_query(posts: Posts, query: Mapping[str, str]) -> Route | None:
    """The place that a query at the site's root asks for; None if it names none.

    A query without a word that WordPress knows asks for the home page.
    """
    page = whole_number(query.get("paged", "1"))
    if "p" in query:
        return _post_by_id(posts, query)
    if "attachment_id" in query:
        found = posts.attachment(query["attachment_id"])
        return Route("attachment", attachment=found) if found else None
    if "page_id" in query:
        place = posts.find(posts.pages(), number=query["page_id"])
        if place is None:
            return None
        return Route("listing" if place.kind == "latest" else "page", place, page=page)
    listing: Listing | None = None
    if "cat" in query:
        listing = posts.find(posts.categories(), number=query["cat"])
    elif "tag" in query:
        listing = posts.find(posts.tags(), slug=query["tag"])
    elif "author" in query:
        listing = posts.find(posts.authors(), number=query["author"])
    elif "m" in query:
        digits = query["m"]
        parts = [digits[:4], digits[4:6], digits[6:8]]
        listing = _listing(posts, [part for part in parts if part])
    elif "s" in query:
        listing = Listing("search", key=query["s"], name=query["s"])
    elif "feed" in query:
        comments = query["feed"].startswith("comments")
        return Route("comments_feed" if comments else "feed", page=page)
    else:
        return Route("listing", HOME, page=page) if page else None
    if listing is None or not page:
        return None
    return Route("feed" if "feed" in query else "listing", listing, page=page)


def _post_by_id(posts: Posts, query: Mapping[str, str]) -> Route | None:
    story = posts.get(whole_number(query["p"]))
    if story is None:
        found = posts.attachment(query["p"]) if query["p"].isdigit() else None
        return Route("attachment", attachment=found) if found else None
    for what in BESIDE_POST:
        if what in query:
            return Route("post_feed" if what == "feed" else what, story=story)
    page = whole_number(query.get("page", "1"))
    return Route("post", story=story, page=page) if page else None
