"""What the names of elements say: the words that themes and CMSs put into ``class``
and ``id``."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

# Never part of an article's text.
_FOREIGN: Final = frozenset(
    """
    ad ads adv advert advertisement advertising adsense adsbygoogle adslot dfp gpt
    banner breadcrumb breadcrumbs byline caption captions comment comments
    commentform commentlist copyright disclaimer disqus follow followus latest login
    mostread mostviewed navbar navigation newsletter outbrain pagination paging player
    poll popular prevnext print rating ratings readalso readmore readmorebox recommended
    recommendations related relatednews relatedposts relatedarticles respond
    reply share sharebar shares sharing shareaholic sharethis sidebar signup social
    socials sponsor sponsored subscribe subscription suggested suggestions taboola
    tag tags taglist tagcloud tagged toc toolbar trending vote
    commentaires legende partage
    """.split()
)
# Mostly none of it; what trafilatura takes for text counts for more.
_DOUBTFUL: Final = frozenset(
    """
    author authors authorbox avatar badge bio box button buttons category categories
    cats clock cookie copy correction credit credits date dateline datetime editor
    excerpts float footer hint icon icons info infos inline keyword keywords label
    links list meta metadata more next note notice options popup post-nav posted prev
    profile promo promotion published read replies see sign source stats sticky teaser
    teasers thumb thumbnail time timestamp tool tools topics views views-count widget
    writer
    """.split()
)
# Parts of a page that are other articles', comments or the page's own.
_OTHERS: Final = frozenset(
    """
    comment comments commentaires commentlist disqus latest mostread popular recommended
    related relatednews relatedposts relatedarticles respond sidebar suggested trending
    """.split()
)
_CAPTION: Final = frozenset(
    "caption captions copyright figcaption figure legende media photo".split()
)
_LEAD: Final = frozenset(
    """
    abstract brief chapeau chapo deck description dek excerpt intro introduction
    introtext lead lede sapo short standfirst subhead subheadline subtitle summary
    teaser
    """.split()
)
_HEADER: Final = frozenset(
    "header masthead menu nav navbar navigation ticker top topbar topnav".split()
)
_DATE: Final = frozenset(
    """
    clock date dates dateline datetime day pubdate publish published publishdate
    posted time timestamp created createdate submitted entrydate postdate newsdate
    articledate update updated modified
    """.split()
)
_SHARE: Final = frozenset(
    "share sharebar shares sharing shareaholic sharethis social socials".split()
)
_AUTHOR: Final = frozenset(
    """
    auteur auteure auth author authored authorname authors autrice by byline columnist
    correspondent editor journalist journaliste katib redacteur redactrice reporter
    signature writer writername writers writtenby
    """.split()
)
# Themes say with them what the page is, not what the element holds.
_STATES: Final = re.compile(
    r"\b(?:has|with|no|without|is|not|js)-[\w-]+|\btag-\S+|\bcategory-\S+"
    r"|\bpost-\d+\b"
)
# Characters of an element's names that are looked at.
_LONGEST: Final = 4_000
# Pages are hardly half as deep; one that leaves its elements open is.
_LEVELS: Final = 100
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PART: Final = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def _words(names: str) -> frozenset[str]:
    plain = _CAMEL.sub("-", _STATES.sub(" ", names)).lower()
    return frozenset(_PART.split(plain))


def words_of(element: _Element) -> frozenset[str]:
    """The words that the names of *element* are made of, in lower case:
    ``entry-Meta postDate`` gives entry, meta, post and date."""
    names = element.get("class", "")
    for key in ("id", "aria-labelledby", "data-component"):
        if more := element.get(key):
            names = f"{names} {more}"
    return _words(names[:_LONGEST]) if names else frozenset()


def is_foreign(element: _Element) -> bool:
    """Whether *element* is named as something that is never an article's text."""
    return not _FOREIGN.isdisjoint(words_of(element))


def is_doubtful(element: _Element) -> bool:
    """Whether *element* is named as something that is mostly none of the text."""
    return not _DOUBTFUL.isdisjoint(words_of(element))


def doubtful_words(element: _Element) -> frozenset[str]:
    """The words in its names by which *element* is named so."""
    return _DOUBTFUL & words_of(element)


def is_lead(element: _Element) -> bool:
    """Whether *element* is named as the summary above the text, or is schema.org's
    second headline."""
    if "alternativeHeadline" in element.get("itemprop", "").split():
        return True
    return not _LEAD.isdisjoint(words_of(element))


def is_date(element: _Element) -> bool:
    """Whether *element* is named as the line of the date."""
    return not _DATE.isdisjoint(words_of(element))


def is_date_icon(element: _Element) -> bool:
    """Whether *element* is an empty one with the picture of a calendar or a clock."""
    classes = element.get("class", "")
    is_icon = "calendar" in classes or "clock" in classes
    return is_icon and not (element.text or "").strip()


def is_header(element: _Element) -> bool:
    """Whether *element* is named as the head of the page or a bar of it."""
    return not _HEADER.isdisjoint(words_of(element))


def is_author(element: _Element) -> bool:
    """Whether *element* is named as the byline."""
    return not _AUTHOR.isdisjoint(words_of(element))


def is_caption(element: _Element) -> bool:
    """Whether *element* is a picture's, its words with it."""
    is_figure = element.tag in ("figure", "figcaption")
    return is_figure or not _CAPTION.isdisjoint(words_of(element))


def is_others(element: _Element) -> bool:
    """Whether *element* is named as other articles' or as comments, or is an aside."""
    return element.tag == "aside" or not _OTHERS.isdisjoint(words_of(element))


def is_share(element: _Element) -> bool:
    """Whether *element* is named as a bar of links to share the page with."""
    return not _SHARE.isdisjoint(words_of(element))


def is_page_part(element: _Element) -> bool:
    """Whether *element* stands in a part of the page that is no article's."""
    return any(
        node.tag == "footer" or is_others(node)
        for node in (element, *islice(element.iterancestors(), _LEVELS))
        if node.tag not in ("body", "html")
    )
