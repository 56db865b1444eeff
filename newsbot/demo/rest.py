"""The REST interface: posts with the instants, authors and terms that HTML lacks."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from newsbot.demo.addresses import Listing
from newsbot.demo.edition import Edition
from newsbot.demo.rest_objects import about_site, listing_object, post_object
from newsbot.demo.story import Story
from newsbot.demo.terms import RIYADH, whole_number

MOST_PER_PAGE = 100
T = TypeVar("T")
Query = Mapping[str, str]


@dataclass(frozen=True)
class Reply:
    """Status, JSON text and further headers of an answer."""

    status: int
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)


class _RestError(Exception):
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.reply = _reply(
            {"code": code, "message": message, "data": {"status": status}}, status
        )


def _reply(
    data: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Reply:
    return Reply(status, json.dumps(data), headers or {})


def rest(edition: Edition, route: str, query: Query) -> Reply:
    """Answer a route such as `/wp/v2/posts`; errors are JSON, as in WordPress."""
    if not edition.options.rest:
        return _RestError(
            401,
            "rest_cannot_access",
            "Only authenticated users can access the REST API.",
        ).reply
    try:
        return _answer(edition, "/" + route.strip("/"), query)
    except _RestError as error:
        return error.reply


def _answer(edition: Edition, route: str, query: Query) -> Reply:
    posts = edition.posts
    if route == "/":
        return _reply(about_site(edition))
    parts = route.split("/")
    if parts[1:3] != ["wp", "v2"] or len(parts) not in (4, 5):
        raise _RestError(404, "rest_no_route", "لم يتم العثور على المسار.")
    if parts[3] == "posts":
        return (
            _posts(edition, query)
            if len(parts) == 4
            else _post(edition, parts[4], query)
        )
    makers: dict[str, Callable[[], list[Listing]]] = {
        "categories": posts.categories,
        "tags": posts.tags,
        "users": posts.authors,
        "pages": posts.pages,
    }
    if parts[3] not in makers:
        raise _RestError(404, "rest_no_route", "لم يتم العثور على المسار.")
    listings = makers[parts[3]]()
    if len(parts) == 5:
        found = posts.find(listings, number=parts[4])
        if found is None:
            raise _RestError(404, "rest_term_invalid", "العنصر غير موجود.")
        return _reply(_pick(listing_object(edition, found), query))
    wanted = [found for found in listings if _asked_for(found, query)]
    return _page(query, wanted, lambda found: listing_object(edition, found))


def _asked_for(listing: Listing, query: Query) -> bool:
    if "include" in query and listing.id not in _numbers(query, "include"):
        return False
    return "slug" not in query or listing.key in query["slug"].split(",")


def _post(edition: Edition, number: str, query: Query) -> Reply:
    story = edition.posts.get(whole_number(number))
    if story is None:
        raise _RestError(404, "rest_post_invalid_id", "معرّف المقالة غير صالح.")
    return _reply(_pick(post_object(edition, story, _embeds(query)), query))


def _posts(edition: Edition, query: Query) -> Reply:
    found = [story for story in edition.posts.newest if _matches(edition, story, query)]
    found = _ordered(found, query)
    embeds = _embeds(query)
    return _page(query, found, lambda story: post_object(edition, story, embeds))


def _page(query: Query, items: list[T], make: Callable[[T], dict[str, Any]]) -> Reply:
    """One page of a collection; objects are made only for what is on it."""
    per_page, page = _number(query, "per_page", 10), _number(query, "page", 1)
    if per_page > MOST_PER_PAGE:
        raise _invalid("per_page")
    pages = -(-len(items) // per_page)
    if page > max(pages, 1):
        raise _RestError(
            400,
            "rest_post_invalid_page_number",
            "رقم الصفحة المطلوب أكبر من عدد الصفحات المتوفرة.",
        )
    made = [make(item) for item in items[(page - 1) * per_page : page * per_page]]
    totals = {"X-WP-Total": str(len(items)), "X-WP-TotalPages": str(pages)}
    return _reply([_pick(entry, query) for entry in made], headers=totals)


def _matches(edition: Edition, story: Story, query: Query) -> bool:
    checks = [
        story.published > _instant(query, "after") if "after" in query else True,
        story.published < _instant(query, "before") if "before" in query else True,
        "modified_after" not in query
        or story.modified > _instant(query, "modified_after"),
        "modified_before" not in query
        or story.modified < _instant(query, "modified_before"),
        "include" not in query or story.id in _numbers(query, "include"),
        "exclude" not in query or story.id not in _numbers(query, "exclude"),
        "slug" not in query or story.slug in query["slug"].split(","),
    ]
    posts = edition.posts
    ids = {
        "categories": [posts.category(name).id for name in story.categories],
        "tags": [posts.tag(name).id for name in story.tags],
        "author": [posts.author(name).id for name in story.authors],
    }
    checks += [
        bool(set(_numbers(query, key)).intersection(have))
        for key, have in ids.items()
        if key in query
    ]
    return all(checks)


def _ordered(stories: list[Story], query: Query) -> list[Story]:
    order = query.get("orderby", "date")
    keys: dict[str, Callable[[Story], Any]] = {
        "date": lambda story: (story.published, story.id),
        "modified": lambda story: (story.modified, story.id),
        "id": lambda story: story.id,
        "title": lambda story: story.title,
        "slug": lambda story: story.slug,
    }
    if order == "include":
        wanted = _numbers(query, "include")
        return sorted(stories, key=lambda story: wanted.index(story.id))
    if order not in keys or query.get("order", "desc") not in ("asc", "desc"):
        raise _invalid("orderby" if order not in keys else "order")
    return sorted(stories, key=keys[order], reverse=query.get("order") != "asc")


def _invalid(name: str) -> _RestError:
    return _RestError(400, "rest_invalid_param", f"معامل غير صالح: {name}")


def _number(query: Query, name: str, default: int) -> int:
    number = whole_number(query.get(name, str(default)))
    if number < 1:
        raise _invalid(name)
    return number


def _numbers(query: Query, name: str) -> list[int]:
    try:
        return [int(part) for part in query[name].split(",")]
    except ValueError:
        raise _invalid(name) from None


def _instant(query: Query, name: str) -> datetime:
    """An instant; without an offset it is of the site's zone."""
    try:
        instant = datetime.fromisoformat(query[name])
    except ValueError:
        raise _invalid(name) from None
    return (instant if instant.tzinfo else instant.replace(tzinfo=RIYADH)).astimezone(
        UTC
    )


def _embeds(query: Query) -> frozenset[str]:
    """Which links are to be embedded: `_embed` alone means all of them."""
    if "_embed" not in query:
        return frozenset()
    named = query["_embed"]
    if named in ("", "1", "true"):
        return frozenset({"author", "wp:term", "wp:featuredmedia"})
    return frozenset(named.split(","))


def _pick(entry: dict[str, Any], query: Query) -> dict[str, Any]:
    """What `_fields` leaves of an object; a dot reaches one level down.

    Embedded objects hang on the links: without `_links` there are none.
    """
    if "_fields" not in query:
        return entry
    fields = [field.strip() for field in query["_fields"].split(",")]
    picked: dict[str, Any] = {}
    for name in entry:
        if name in fields:
            picked[name] = entry[name]
        elif inner := _inner(fields, name):
            picked[name] = {k: v for k, v in entry[name].items() if k in inner}
    if "_links" not in picked:
        picked.pop("_embedded", None)
    return picked


def _inner(fields: Iterable[str], name: str) -> set[str]:
    return {f.partition(".")[2] for f in fields if f.partition(".")[0] == name}
