"""WordPress's REST interface (wp/v2): what it states of posts."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lxml import etree, html

from newsbot.pages.stated import Stated

FIELDS = (
    "id,link,slug,type,date,date_gmt,modified_gmt,title,content.protected,sticky,format,"
    "_links,_embedded"
)
EMBED = "author,wp:term"
INVALID = "rest_invalid_param"
"""The code with which WordPress answers to an argument that it does not allow."""

_JSON_LINE = re.compile(rb"^[ \t]*([\[{])", re.MULTILINE)
# A hundred posts, as many as WordPress sends, have a twentieth; in memory an answer may
# take 26 times as much.
_MOST_BYTES = 8_000_000
_MOST_POSTS = 1_000
# A page has many lines like that, and each is read up to its first error.
_LINES = 20
_LOCAL = re.compile(r"[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d")


def parse_posts(data: bytes) -> list[Stated] | None:
    """The posts of one answer, in its order, at most 1,000; None if it is no list of
    posts.

    :param data: the JSON as it was sent
    """
    posts = _answer(data)
    if not isinstance(posts, list):
        return None
    return [
        _stated(post)
        for post in posts[:_MOST_POSTS]
        if isinstance(post, dict) and isinstance(post.get("link"), str)
    ]


def error_code(data: bytes) -> str | None:
    """The code of an error, such as ``rest_no_route``; None if it is none."""
    error = _answer(data)
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) else None


def parse_zone(data: bytes) -> str | None:
    """The IANA zone of the site's local times from the interface's index, or
    None where it states none.

    A whole-hour ``gmt_offset`` becomes a zone of the ``Etc`` area, whose signs
    are reversed (POSIX).
    """
    index = _answer(data)
    if not isinstance(index, dict):
        return None
    name = index.get("timezone_string")
    if isinstance(name, str) and "/" in name and _is_zone(name):
        return name
    try:
        return _zone_at(float(index.get("gmt_offset", "")))
    except (TypeError, ValueError):
        return None


def zone_of_posts(data: bytes) -> str | None:
    """The zone of the ``Etc`` area that the posts of one answer are dated in, from
    ``date`` (local) and ``date_gmt``; None where they do not agree on one.

    A site with summer time has another one in the other half of the year, so the
    index (:func:`parse_zone`) is the better source.
    """
    try:
        zones = {
            datetime.fromisoformat(post["date"])
            - datetime.fromisoformat(post["date_gmt"])
            for post in _answer(data) or ()
        }
    except (ValueError, TypeError, KeyError):
        return None
    if len(zones) != 1:
        return None
    return _zone_at(zones.pop() / timedelta(hours=1))


def _answer(data: bytes) -> Any:
    """The JSON of an answer, None where it holds none or has more than 8,000,000 bytes.

    PHP prints its notices, and plugins what they like, before it: then it begins with
    the first line that begins as JSON does and from which on all is JSON.
    """
    if len(data) > _MOST_BYTES:
        return None
    found = _loaded(data)
    if found is None:
        for line in islice(_JSON_LINE.finditer(data), _LINES):
            found = _loaded(data[line.start(1) :])
            if found is not None:
                break
    return found


def _loaded(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _zone_at(offset: float) -> str | None:
    if not offset.is_integer() or not -12 <= offset <= 14:
        return None
    return f"Etc/GMT{-int(offset):+d}" if offset else "UTC"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _stated(post: dict[str, Any]) -> Stated:
    terms = _terms(post)
    content = post.get("content")
    return Stated(
        rule="rest",
        url=post["link"],
        post_id=post["id"] if isinstance(post.get("id"), int) else None,
        title=_plain(_dig(post, "title", "rendered")),
        published=_instant(post.get("date_gmt")),
        modified=_instant(post.get("modified_gmt")),
        local=_local(post.get("date")),
        authors=_authors(post),
        categories=terms.get("category") if terms else None,
        tags=terms.get("post_tag") if terms else None,
        protected=isinstance(content, dict) and content.get("protected") is True,
        sticky=post.get("sticky") is True,
        format=post["format"] if isinstance(post.get("format"), str) else None,
    )


def _instant(value: Any) -> str | None:
    # date_gmt is UTC without saying so; the zero date means "none".
    if not isinstance(value, str) or not value or value.startswith("0000"):
        return None
    return f"{value}Z"


def _local(value: Any) -> str | None:
    found = _LOCAL.match(value) if isinstance(value, str) else None
    return found[0] if found else None


def _embedded(post: dict[str, Any], name: str) -> list[Any]:
    found = _dig(post, "_embedded", name)
    return found if isinstance(found, list) else []


def _authors(post: dict[str, Any]) -> list[str]:
    names = (_plain(_dig(author, "name")) for author in _embedded(post, "author"))
    return [name for name in names if name]


def _terms(post: dict[str, Any]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for group in _embedded(post, "wp:term"):
        for term in group if isinstance(group, list) else []:
            taxonomy, name = _dig(term, "taxonomy"), _plain(_dig(term, "name"))
            if isinstance(taxonomy, str) and name:
                names.setdefault(taxonomy, []).append(name)
    if names:
        names.setdefault("category", [])
        names.setdefault("post_tag", [])
    return names


def _dig(value: Any, *keys: str) -> Any:
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def _plain(value: Any) -> str | None:
    """*value* without markup and entities; None if it is no string or empty."""
    if not isinstance(value, str) or not value.strip():
        return None
    if "<" not in value and "&" not in value:
        return value.strip()
    try:
        text = html.fragment_fromstring(value, create_parent="div").text_content()
    except (etree.ParserError, ValueError):
        return None
    return str(text).strip() or None
