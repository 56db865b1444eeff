"""The JSON objects of the REST interface, as WordPress 6.1 makes them."""

from datetime import UTC, datetime
from typing import Any

from newsbot.demo.addresses import Listing
from newsbot.demo.edition import Edition
from newsbot.demo.posts import Attachment
from newsbot.demo.story import Story
from newsbot.demo.terms import DESCRIPTION, SITE_NAME, encode

TAXONOMIES = {"category": "category", "tag": "post_tag"}
ROUTES = {
    "category": "categories",
    "tag": "tags",
    "author": "users",
    "page": "pages",
    "latest": "pages",
}


def about_site(edition: Edition) -> dict[str, Any]:
    """The index of the interface: who the site is, and its zone."""
    return {
        "name": SITE_NAME,
        "description": DESCRIPTION,
        "url": edition.base,
        "home": edition.base,
        "gmt_offset": "3",
        "timezone_string": "Asia/Riyadh",
        "namespaces": ["oembed/1.0", "wp/v2"],
        "authentication": [],
        "routes": {"/wp/v2/posts": {"namespace": "wp/v2", "methods": ["GET"]}},
    }


def _local(instant: datetime) -> str:
    return instant.replace(tzinfo=None).isoformat(timespec="seconds")


def _gmt(instant: datetime) -> str:
    return _local(instant.astimezone(UTC))


def post_object(
    edition: Edition, story: Story, embeds: frozenset[str]
) -> dict[str, Any]:
    """A post; `embeds` names the links whose objects are put into `_embedded`."""
    posts = edition.posts
    card = edition.card(story)
    media = posts.attachment_of(story, story.image) if story.image else None
    author = posts.author(story.authors[0]) if story.authors else None
    whole = "\n<!--nextpage-->\n".join(edition.content(story))
    excerpt = edition.excerpt(story, 55, " [&hellip;]")
    post = {
        "id": story.id,
        "date": _local(story.published),
        "date_gmt": _gmt(story.published),
        "guid": {"rendered": edition.addresses.shortlink(story.id)},
        "modified": _local(story.modified),
        "modified_gmt": _gmt(story.modified),
        "slug": encode(story.slug),
        "status": "publish",
        "type": "post",
        "link": card.url,
        "title": {"rendered": card.title},
        "content": _rendered(story, f"\n{whole}\n"),
        "excerpt": _rendered(story, f"<p>{excerpt}</p>\n"),
        "author": author.id if author else 0,
        "featured_media": media.id if media else 0,
        "comment_status": "open",
        "ping_status": "open",
        "sticky": story.sticky,
        "template": "",
        "format": story.kind if story.kind in ("video", "gallery") else "standard",
        "meta": [],
        "categories": [posts.category(name).id for name in story.categories],
        "tags": [posts.tag(name).id for name in story.tags],
        "_links": _links(edition, story, author, media),
    }
    embedded = _embedded(edition, story, author, media)
    chosen = {name: value for name, value in embedded.items() if name in embeds}
    if chosen:
        post["_embedded"] = chosen
    return post


def _rendered(story: Story, html: str) -> dict[str, Any]:
    """A text of a post; nothing of one behind a password."""
    return {"rendered": "" if story.protected else html, "protected": story.protected}


def _links(
    edition: Edition, story: Story, author: Listing | None, media: Attachment | None
) -> dict[str, Any]:
    """Where the objects are that a post belongs to."""
    rest = edition.addresses.rest
    links: dict[str, Any] = {
        "self": [{"href": rest(f"/wp/v2/posts/{story.id}")}],
        "collection": [{"href": rest("/wp/v2/posts")}],
        "about": [{"href": rest("/wp/v2/types/post")}],
        "replies": [
            {"embeddable": True, "href": rest(f"/wp/v2/comments?post={story.id}")}
        ],
        "wp:term": [
            {
                "taxonomy": taxonomy,
                "embeddable": True,
                "href": rest(f"/wp/v2/{ROUTES[kind]}?post={story.id}"),
            }
            for kind, taxonomy in TAXONOMIES.items()
        ],
    }
    if author:
        href = rest(f"/wp/v2/users/{author.id}")
        links["author"] = [{"embeddable": True, "href": href}]
    if media:
        href = rest(f"/wp/v2/media/{media.id}")
        links["wp:featuredmedia"] = [{"embeddable": True, "href": href}]
    return links


def _embedded(
    edition: Edition, story: Story, author: Listing | None, media: Attachment | None
) -> dict[str, Any]:
    """The objects that `_links` names, by the same keys."""
    posts, addresses = edition.posts, edition.addresses
    named = (
        [posts.category(name) for name in story.categories],
        [posts.tag(name) for name in story.tags],
    )
    embedded: dict[str, Any] = {
        "wp:term": [[listing_object(edition, one) for one in terms] for terms in named]
    }
    if author:
        embedded["author"] = [listing_object(edition, author)]
    if media:
        embedded["wp:featuredmedia"] = [
            {
                "id": media.id,
                "slug": media.slug,
                "type": "attachment",
                "link": addresses.attachment(media.id, media.slug),
                "media_type": "image",
                "mime_type": "image/jpeg",
                "source_url": addresses.upload(story, media.name),
            }
        ]
    return embedded


def listing_object(edition: Edition, listing: Listing) -> dict[str, Any]:
    """A category, tag, user or page."""
    addresses = edition.addresses
    route = ROUTES[listing.kind]
    link = (
        addresses.page(listing.id, listing.key)
        if route == "pages"
        else addresses.listing(listing)
    )
    common: dict[str, Any] = {
        "id": listing.id,
        "link": link,
        "slug": encode(listing.key),
        "_links": {
            "self": [{"href": addresses.rest(f"/wp/v2/{route}/{listing.id}")}],
            "collection": [{"href": addresses.rest(f"/wp/v2/{route}")}],
        },
    }
    if route == "pages":
        return {**common, "type": "page", "title": {"rendered": listing.name}}
    described = {**common, "name": listing.name, "description": ""}
    if route == "users":
        return described
    return {
        **described,
        "count": len(edition.posts.listed(listing)),
        "taxonomy": TAXONOMIES[listing.kind],
        "parent": 0,
    }
