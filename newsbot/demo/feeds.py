"""RSS: the newest posts with their whole bodies, comments, and the 304 trap."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import md5
from html import unescape
from typing import Any

from newsbot.demo.addresses import Listing
from newsbot.demo.comments import comments_on
from newsbot.demo.edition import Edition
from newsbot.demo.markup import strip_tags
from newsbot.demo.story import Story
from newsbot.demo.terms import SITE_NAME

IN_FEED = 20
DESCRIPTION_WORDS = 55


def rfc_822(instant: datetime) -> str:
    """An instant as feeds write it: UTC, `+0000`."""
    return format_datetime(instant.astimezone(UTC))


def validators(edition: Edition) -> dict[str, str]:
    """ETag and Last-Modified of every feed: both say when anything changed last."""
    changed = edition.posts.last_modified().astimezone(UTC).replace(microsecond=0)
    modified = format_datetime(changed, usegmt=True)
    digest = md5(modified.encode(), usedforsecurity=False).hexdigest()
    return {"Last-Modified": modified, "ETag": f'"{digest}"'}


def not_modified(request: Mapping[str, str], answer: Mapping[str, str]) -> bool:
    """Whether WordPress would answer 304; header names of the request in lower case.

    As WP::send_headers() does it: one validator suffices if it comes alone, both must
    fit if both come, and an ETag is compared letter for letter. So an ETag that a
    compressing server has weakened to W/"…" never fits.
    """
    etag = request.get("if-none-match", "").strip()
    since = request.get("if-modified-since", "").strip()
    fits_etag = etag == answer["ETag"]
    fits_since = False
    if since:
        try:
            seen = parsedate_to_datetime(since)
        except ValueError:
            seen = datetime.fromtimestamp(0, UTC)
        if seen.tzinfo is None:
            seen = seen.replace(tzinfo=UTC)
        fits_since = seen >= parsedate_to_datetime(answer["Last-Modified"])
    if etag and since:
        return fits_etag and fits_since
    return fits_etag or fits_since


def posts_feed(edition: Edition, listing: Listing | None, page: int) -> str | None:
    """One page of 20 posts of the whole site (None) or of a listing; None past the end.

    Content is that of the_content(), multi-page posts whole, without the theme's
    advertisements.
    """
    posts = edition.posts
    listed = posts.listed(listing) if listing else posts.newest
    items = listed[(page - 1) * IN_FEED : page * IN_FEED]
    if not items and page > 1:
        return None
    name = f"{listing.name} &#8211; {SITE_NAME}" if listing else SITE_NAME
    return edition.render(
        "feed.xml",
        title=unescape(name),
        self_url=edition.addresses.feed(listing),
        link=edition.addresses.listing(listing) if listing else edition.base,
        built=rfc_822(posts.last_modified()),
        items=[_post_item(edition, story) for story in items],
    )


def post_feed(edition: Edition, story: Story) -> str:
    """The feed of one post itself, not of its comments (`?withoutcomments=1`)."""
    return edition.render(
        "feed.xml",
        title=SITE_NAME,
        self_url=edition.addresses.beside_post(story, "feed"),
        link=edition.base,
        built=rfc_822(edition.posts.last_modified()),
        items=[_post_item(edition, story)],
    )


def _post_item(edition: Edition, story: Story) -> dict[str, Any]:
    card = edition.card(story)
    tags = [unescape(strip_tags(tag.name)) for tag in edition.tags(story)]
    authors = [unescape(strip_tags(author.name)) for author in card.authors]
    return {
        "title": card.plain_title,
        "link": card.url,
        "guid": edition.addresses.shortlink(story.id),
        "comments_link": f"{card.url}#comments",
        # A post without an author still has the element.
        "creators": authors or [""],
        "published": rfc_822(story.published),
        "categories": [*story.categories, *tags],
        "description": edition.excerpt(story, DESCRIPTION_WORDS, " [&#8230;]"),
        "content": "\n" + "\n".join(edition.content(story)) + "\n",
        "comments_feed": edition.addresses.beside_post(story, "feed"),
        "comments": len(comments_on(story)),
    }


def comments_feed(edition: Edition, story: Story | None) -> str:
    """The comments on one post, or the newest on all (None)."""
    stories = [story] if story else edition.posts.newest
    found = [(comment, on) for on in stories for comment in comments_on(on)]
    found.sort(key=lambda pair: pair[0].written, reverse=True)
    addresses = edition.addresses
    about = edition.card(story).plain_title if story else SITE_NAME
    return edition.render(
        "feed.xml",
        title=f"تعليقات على: {about}",
        self_url=addresses.beside_post(story, "feed")
        if story
        else addresses.comments_feed(),
        link=edition.card(story).url if story else edition.base,
        built=rfc_822(edition.posts.last_modified()),
        items=[
            {
                "title": f"بواسطة: {comment.name}",
                "link": f"{edition.card(on).url}#comment-{comment.id}",
                "guid": f"{edition.card(on).url}#comment-{comment.id}",
                "creators": [comment.name],
                "published": rfc_822(comment.written),
                "categories": [],
                "description": comment.text,
                "content": f"<p>{comment.text}</p>",
            }
            for comment, on in found[:IN_FEED]
        ],
    )
