"""Which elements of an article's body hold none of its text, whatever they contain."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import etree

from newsbot.arabic.text import fold
from newsbot.pages.folded import is_folded
from newsbot.pages.html import absolute
from newsbot.pages.media import STATING
from newsbot.pages.plugins import Kind, kind_of_classes, kind_of_id

if TYPE_CHECKING:
    from lxml.etree import _Element

# Never text of an article, whatever the site.
_SILENT: Final = frozenset(
    """
    applet audio button canvas datalist dialog embed figcaption frame frameset iframe
    input label map marquee meter nav noembed noframes noscript object optgroup option
    param progress rp rt script search select style svg template textarea title video
    lite-youtube lite-vimeo lite-dailymotion youtube-video vimeo-video amp-youtube
    amp-vimeo amp-dailymotion amp-brightcove amp-video amp-audio amp-iframe amp-ad
    amp-embed amp-facebook amp-instagram amp-twitter amp-tiktok amp-social-share
    amp-sidebar amp-analytics amp-consent amp-story-player
    """.split()
)
_MEDIA: Final = frozenset(
    "audio video iframe noscript amp-video amp-audio amp-iframe".split()
)
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
# Elements that their contents may make none of the text.
_JUDGED: Final = frozenset({"ul", "ol", "menu", "a", "caption"})
_UNSEEN: Final = frozenset({"hidden", "style", "role", "aria-hidden"})
_TELLING: Final = _UNSEEN | STATING
_HIDDEN: Final = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE
)
# Roles (WAI-ARIA 1.2) of what stands beside the contents of a page.
_ROLES: Final = frozenset(
    """
    alertdialog banner complementary contentinfo dialog doc-backlink doc-toc menu
    menubar navigation search searchbox toolbar tooltip
    """.split()
)
# Read to those who do not see the page, in the place of what is shown.
_READ_OUT: Final = re.compile(r"\b(?:screen-reader-text|sr-only|visually-?hidden)\b")
_WORD: Final = re.compile(r"\w")
_LETTER: Final = re.compile(r"[^\W\d_]")
# As long as a label of the contents may be.
_LABEL: Final = 50
_MOST_LINKS: Final = 200
_LONGEST: Final = 20_000
MOST_POSTS: Final = 7
"""More linked headlines are the article itself: a summary of the week."""
HEADLINE: Final = 3
"""Words of a headline at least; names have fewer."""
_FILE: Final = re.compile(r"\.(?!html?$|php$|aspx?$|jsp$)[a-z0-9]{2,5}$", re.IGNORECASE)
# Lists of articles, writers, and documents that pages of their own show.
_LISTING: Final = re.compile(
    r"/(?:tags?|category|categories|topics?|authors?|writers?|page|search|laws?"
    r"|legislation|documents?|docs|downloads?|wp-content|وسم|تصنيف|كاتب|الكاتب)/"
    r"|/(?:sections?|series|labels?|قسم)/[^/]+/$",
    re.IGNORECASE,
)
_OF_POSTS: Final = re.compile(
    r"/(?:tags?|category|categories|topics?|authors?|writers?|وسم|تصنيف|كاتب|الكاتب)/",
    re.IGNORECASE,
)
_CONTENTS: Final = frozenset(
    map(
        fold,
        (
            *("المحتويات", "محتويات المقال", "محتويات الموضوع", "جدول المحتويات"),
            *("قائمة المحتويات", "محتوى المقال", "فهرس", "الفهرس", "فهرس المحتويات"),
            *("فهرس المقال", "فهرس الموضوع", "في هذا المقال", "في هذه الصفحة"),
            *("اقرأ في هذا المقال", "في هذا الموضوع", "ستقرأ في هذا المقال"),
            *("عناصر المقال", "Contents", "Table of contents", "In this article"),
        ),
    )
)


def kind_of(node: _Element, base: str) -> Kind:
    """What an element of a body is, as in
    :func:`newsbot.pages.plugins.kind_of_classes`; a ``facade`` is text of which the
    attributes may state a video.

    :param base: address of the page
    """
    tag = node.tag
    if tag in _SILENT and not _is_heading(node):
        is_player = tag in _MEDIA or (isinstance(tag, str) and "-" in tag)
        return "player" if is_player else "none"
    if tag in _JUDGED and _is_apart(node, base):
        return "none"
    names = node.keys()
    if not names:  # most paragraphs
        return "text"
    found: Kind = "text"
    if classes := node.get("class"):
        found = kind_of_classes(classes)
    if found == "text" and (name := node.get("id")):
        found = kind_of_id(name)
    if found == "text" and not _TELLING.isdisjoint(names):
        # Cloudflare hides pictures until it loads them.
        is_late = tag == "img" and "data-cfsrc" in names
        if not _UNSEEN.isdisjoint(names) and not is_late and _is_unseen(node):
            return "none"
        if tag != "img" and not STATING.isdisjoint(names):
            return "facade"
    return found


def is_contents_label(text: str) -> bool:
    """Whether a line says that the contents of the article follow."""
    return len(text) <= _LABEL and fold(text) in _CONTENTS


def lists_contents(node: _Element) -> bool:
    """Whether a list holds nothing but links to places in its own page."""
    links = _links(node)
    to_places = all(link.get("href", "").startswith("#") for link in links)
    return to_places and _is_all_links(node)


def is_own_post(address: str, base: str) -> bool:
    """Whether an address may be that of another article of the site: no file, no
    listing, not the home page, no part of the page itself.

    :param base: address of the page
    """
    parts = _own_parts(address, base)
    if parts is None:
        return False
    there, here = parts
    if there.path in ("", "/"):
        return there.query.startswith("p=") and there.query != here.query
    path = f"{there.path.rstrip('/')}/"
    own = f"{here.path.rstrip('/')}/"
    # Its comments, its further pages, its pictures.
    if own != "/" and path.startswith(own) and (path != own or not here.query):
        return False
    if "%" in path:
        path = unquote(path)
    return not (_FILE.search(path.rstrip("/")) or _LISTING.search(path))


def is_own_listing(address: str, base: str) -> bool:
    """Whether an address may be that of a listing of the site: a tag, a section.

    :param base: address of the page
    """
    parts = _own_parts(address, base)
    if parts is None:
        return False
    path = f"{unquote(parts[0].path).rstrip('/')}/"
    return _OF_POSTS.search(path) is not None and not _FILE.search(path.rstrip("/"))


def _own_parts(address: str, base: str) -> tuple[SplitResult, SplitResult] | None:
    """The parts of an address of the site and of the page's own, if they differ."""
    url = absolute(base, address)
    if url is None or url == base:
        return None
    try:
        there, here = urlsplit(url), urlsplit(base)
    except ValueError:
        return None
    if there.netloc.removeprefix("www.") != here.netloc.removeprefix("www."):
        return None
    return there, here


def _is_heading(node: _Element) -> bool:
    """Whether a button is all of a heading: of an accordion, which opens what is below
    (WAI-ARIA Authoring Practices)."""
    above = node.getparent()
    if node.tag != "button" or above is None or above.tag not in _HEADINGS:
        return False
    return len(above) == 1 and not (above.text or "").strip()


def _is_apart(node: _Element, base: str) -> bool:
    if node.tag == "a":
        # The way back from a footnote, the sign beside a heading.
        # A link in a link was left open: it may hold the page.
        is_place = node.get("href", "").startswith("#")
        if not is_place or next(node.iterancestors("a"), None) is not None:
            return False
        return not any(map(_WORD.search, map(str, node.itertext())))
    if node.tag == "caption":
        return _is_all_links(node)  # «Edit», of a plugin's tables
    return lists_contents(node) or _lists_posts(node, base)


def _lists_posts(node: _Element, base: str) -> bool:
    """Whether a list holds nothing but a few headlines of the site's own articles."""
    links = _links(node)
    if not all(is_own_post(link.get("href", ""), base) for link in links):
        return False
    # Beside a headline its picture may be a link, too.
    lengths = [n for link in links if (n := len(_text(link).split()))]
    if len(lengths) > MOST_POSTS or min(lengths, default=0) < HEADLINE:
        return False
    return _is_all_links(node)


def _links(node: _Element) -> list[_Element]:
    """The links in an element; none of an element that is too large for a box."""
    links = list(islice(node.iter("a"), _MOST_LINKS + 1))
    return links if len(links) <= _MOST_LINKS else []


def _is_all_links(node: _Element) -> bool:
    """Whether all letters of an element stand in links, of which it has some."""
    links = _links(node)
    if not links:
        return False
    text = _text(node)
    letters = len(_LETTER.findall(text)) if len(text) <= _LONGEST else 0
    return 0 < letters == sum(len(_LETTER.findall(_text(link))) for link in links)


def _text(node: _Element) -> str:
    return etree.tostring(node, encoding="unicode", method="text", with_tail=False)


def _is_unseen(node: _Element) -> bool:
    if node.get("role") in _ROLES:
        return True
    if node.get("hidden") is not None or _HIDDEN.search(node.get("style", "")):
        return not is_folded(node)
    return node.get("aria-hidden") == "true" and _is_decoration(node)


def _is_decoration(node: _Element) -> bool:
    """Whether what assistive technology passes over is a sign or an icon, and not
    the seen half of a word, or a picture."""
    if node.tag not in ("span", "i", "a", "b", "sup", "small"):
        return False
    if node.find(".//img") is not None:
        return False
    beside = (*islice(node.itersiblings(preceding=True), 2), node.getnext())
    return not any(
        _READ_OUT.search(other.get("class") or "")
        for other in beside
        if other is not None
    )
