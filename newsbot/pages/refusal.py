"""Pages that stand in the way of an article although their status says 200."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import urlsplit

from lxml import etree

from newsbot.arabic.text import fold
from newsbot.pages.bounds import MOST_TAGS
from newsbot.pages.breakdown import find_breakdown, is_breakdown
from newsbot.pages.errorpages import names_error
from newsbot.pages.guards import BESIDE, CHALLENGES, HEADERS, TITLES
from newsbot.pages.html import absolute, parse
from newsbot.pages.structured import Structured, title_of
from newsbot.similarity import url_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element


class Refusal(NamedTuple):
    """What came instead of the page."""

    kind: str
    """challenge, consent, login, empty, error, not_found or home."""

    reason: str
    """In one line, for people."""


_LOGIN_PATH = re.compile(
    r"/(?:wp-login\.php|log-?in|sign-?in|(?:account|user|users|auth)/log-?in)/?$"
)
_CONSENT_PATH = re.compile(r"/(?:consent|cookie-?wall|privacy-?(?:gate|wall))\b")
_COOKIES = re.compile(
    r"cookie|gdpr|your privacy|ملفات تعريف الارتباط|ملفات الارتباط|الكوكيز|خصوصيتك",
    re.IGNORECASE,
)
_AGREE = re.compile(
    r"(?:i )?(?:accept|agree|allow|continue|consent|ok\b|أوافق|اوافق|موافق|قبول|أقبل"
    r"|اقبل|السماح|متابعة|تابع)",
    re.IGNORECASE,
)
# Of a title with its white space collapsed.
_PARTS = re.compile("[|«»]| [–—:·-] ")
_TITLE = re.compile(r"<title\b[^<>]*>", re.IGNORECASE)
_TITLE_END = re.compile("</title", re.IGNORECASE)
_PASSWORD = re.compile(r"""type\s*=\s*["']?password\b""", re.IGNORECASE)
_UNPAID = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_WORD = re.compile(r"\w+")
# Not ".//text()": libxml2 sorts what that finds, slower than the square of its size.
_VISIBLE = etree.XPath(
    "descendant::text()[not(ancestor::script or ancestor::style or ancestor::noscript"
    " or ancestor::template)]",
    smart_strings=False,
)

# A wall leads nowhere and says little; a page of a site has menus.
_LINKS = 15
_WORDS = 200
_WORDS_OF_ERROR = 1000
# A banner asks for consent too, but beside the pages that it lets through.
_LINKS_OF_CONSENT = 5
# Pieces of text in a heading that says nothing but that a page is not there, at most.
_PARTS_OF_HEADING = 100
# A page that is not there says so in one of its first.
_HEADINGS = 200


def _plain(title: str) -> str:
    return " ".join(word for word in fold(title).split() if word not in BESIDE)


_KINDS = {
    _plain(title): kind
    for kind, titles in TITLES.items()
    for title in titles.split("|")
}


def find_wall(
    status: int, headers: Mapping[str, str], html: str, *, url: str = ""
) -> Refusal | None:
    """What a page that ought to be the site's own is instead: a challenge, a consent
    wall, a login wall, empty, or a page that tells of an error or maintenance. None
    for a page of the site, and for every status but 200 to 299, which speak for
    themselves.

    An article that talks of these things, or shows a cookie banner or a login form
    beside its text, is none: a wall has few words and few links.

    :param headers: the answer's headers
    :param html: the decoded page
    :param url: its address after redirects
    """
    if not 200 <= status < 300:
        return None
    for name, value in headers.items():
        if value.strip().lower() in HEADERS.get(name.lower(), ()):
            return Refusal("challenge", f"challenge page ({name}: {value})")
    if not html or html.isspace():
        return Refusal("empty", f"empty answer (HTTP {status})")
    if len(html) > MOST_TAGS and (tags := html.count("<")) > MOST_TAGS:
        return Refusal("error", f"a page of {tags} tags: too many to read")
    if broken := find_breakdown(html):
        return Refusal("error", broken)
    suspected = _kind_of_title(html)
    address = urlsplit(url).path.lower()
    is_login = suspected == "login" or _LOGIN_PATH.search(address) is not None
    if is_login and _PASSWORD.search(html):
        return Refusal("login", "login page")
    # Most pages of a site go no further.
    if _has_links(html) and suspected not in ("challenge", "consent"):
        return None
    tree = parse(html)
    words = len(_WORD.findall(_visible(tree)))
    if words == 0:
        maker = _guard(html)
        if maker:
            return Refusal("challenge", f"challenge page ({maker})")
        return Refusal("empty", "a page without a word")
    if len(list(tree.iter("a"))) >= _LINKS:
        return None
    if words >= _WORDS:
        # Default pages of servers explain themselves, traces are long.
        return _error(tree) if words < _WORDS_OF_ERROR else None
    return _small_wall(html, tree, suspected, address)


def _has_links(html: str) -> bool:
    place = 0
    for _ in range(_LINKS):
        place = html.find("<a ", place) + 1
        if not place:
            return False
    return True


def _small_wall(
    html: str, tree: _Element, suspected: str | None, address: str
) -> Refusal | None:
    is_article = _states_article(tree, Structured(tree))
    heading = suspected or _kind_of_heading(tree)
    maker = _guard(html)
    if heading == "challenge" or (maker and not is_article):
        return Refusal("challenge", f"challenge page ({maker or 'unknown guard'})")
    if _UNPAID.search(html) or (_PASSWORD.search(html) and not is_article):
        return Refusal("login", "login wall")
    if is_article:
        return None
    if error := _error(tree):
        return error
    asks = heading == "consent" or _CONSENT_PATH.search(address) is not None
    if not asks and len(list(tree.iter("a"))) <= _LINKS_OF_CONSENT:
        asks = _COOKIES.search(_visible(tree)) is not None
    return Refusal("consent", "consent wall") if asks and _has_agree(tree) else None


def _error(tree: _Element) -> Refusal | None:
    structured = Structured(tree)
    if structured.article or _states_article(tree, structured):
        return None
    if not is_breakdown(tree, _visible(tree)):
        return None
    title = title_of(tree)[:100]
    return Refusal("error", f"a page of an error or maintenance: {title!r}")


def find_stand_in(
    tree: _Element, *, url: str, home: str, structured: Structured | None = None
) -> Refusal | None:
    """What stands in place of an article: the site's not-found page, or its home
    page. None for anything else, and for every page that states that it is an
    article, whatever its words.

    :param tree: the page that was asked for as an article
    :param url: its address after redirects
    :param home: address of the site's home page
    :param structured: the page's structured data, where they are known already
    """
    if url_key(url) == url_key(home):
        return Refusal("home", "leads to the home page")
    structured = structured or Structured(tree)
    if _states_article(tree, structured):
        return None
    classes = _classes(tree)
    if "error404" in classes or names_error(url):
        return Refusal("not_found", "the site's not-found page with status 200")
    if _kind(title_of(tree)) == "not_found" or _kind_of_heading(tree) == "not_found":
        return Refusal("not_found", "the site's not-found page with status 200")
    named = (structured.canonical, structured.meta.get("og:url"))
    homes = {url_key(found) for one in named if one and (found := absolute(url, one))}
    if url_key(home) in homes or "home" in classes:
        return Refusal("home", "the home page in place of the article")
    return None


def says_not_found(tree: _Element) -> bool:
    """Whether both title and a heading of a page say that it is not there."""
    titles = (_kind(title_of(tree)), _kind_of_heading(tree))
    return all(kind == "not_found" for kind in titles)


def _kind(title: str) -> str | None:
    """The kind of the page whose title, or a whole part of it, is *title*."""
    title = " ".join(title.split())
    for part in [title, *_PARTS.split(title)]:
        plain = _plain(part)
        if plain in _KINDS:
            return _KINDS[plain]
        if not plain and "404" in part:
            return "not_found"
    return None


def _kind_of_title(html: str) -> str | None:
    begin = _TITLE.search(html, 0, 100_000)
    # Longer ones are headlines.
    end = begin and _TITLE_END.search(html, begin.end(), begin.end() + 207)
    return _kind(html[begin.end() : end.start()]) if begin and end else None


def _kind_of_heading(tree: _Element) -> str | None:
    for name in ("h1", "h2"):
        for heading in islice(tree.iter(name), _HEADINGS):
            # A heading that is left open goes to the page's end.
            parts = islice(heading.itertext(), _PARTS_OF_HEADING)
            text = " ".join("".join(map(str, parts)).split())
            if len(text) < 100 and (kind := _kind(text)):
                return kind
    return None


def _guard(html: str) -> str | None:
    return next((who for mark, who in CHALLENGES.items() if mark in html), None)


def _visible(tree: _Element) -> str:
    body = tree.find("body")
    if body is None:
        return ""
    return " ".join(cast("list[str]", _VISIBLE(body)))


def _states_article(tree: _Element, structured: Structured) -> bool:
    meta = structured.meta
    return (
        meta.get("og:type", "").lower() == "article"
        or "article:published_time" in meta
        or "single-post" in _classes(tree)
        or bool(tree.xpath("//*[contains(@itemtype, 'Article')]"))
    )


def _classes(tree: _Element) -> list[str]:
    body = tree.find("body")
    return [] if body is None else (body.get("class") or "").split()


def _has_agree(tree: _Element) -> bool:
    for element in tree.iter("button", "a", "input"):
        label = element.get("value") or "".join(map(str, element.itertext()))
        if _AGREE.match(label.lstrip()):
            return True
    return False
