"""The main picture of an article among those around its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlsplit

from lxml import etree

from newsbot.pages.fallback import names
from newsbot.pages.html import absolute
from newsbot.pages.pictures import picture

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsbot.pages.fallback.surroundings import Surroundings

_SIZE: Final = re.compile(r"-[0-9]{2,4}x[0-9]{2,4}(\.[A-Za-z]{3,4})$")
_NAMING: Final = etree.XPath("//@*[contains(., $name)]")
# Addresses in ``srcset``.
_PARTS: Final = re.compile(r",?\s+")
_LEAST_WIDTH: Final = 150
# Characters of an address that are looked at.
_LONGEST_PATH: Final = 500
_PERSONAL: Final = frozenset(
    "author authors avatar bio byline gravatar icon logo profile user writer".split()
)
# «logo_print.gif»; a report may show the sign of a firm («firm-logo.png»).
_LOGO: Final = re.compile(r"(?:.*/)?logo(?:[-_.\d][^/]*)?", re.IGNORECASE)


def main_picture(around: Surroundings, *, base: str) -> str | None:
    """Address of the first picture beside headline or text that is no portrait, no
    logo and no icon; None where there is none.

    :param base: address of the page
    """
    if around.heading is None:
        return None
    for image in around.scope.iter("img"):
        if around.is_others(image) or _is_small(image):
            continue
        if url := picture(image, base):
            return url
    return None


def original(tree: _Element, url: str, *, base: str) -> str:
    """The address of the picture in its full size, where the page names it too, else
    *url*: WordPress calls its smaller copies ``name-1024x576.jpg``.

    :param tree: the page
    :param url: address of a picture
    :param base: address of the page
    """
    whole = _SIZE.sub(r"\1", url)
    if whole == url:
        return url
    name = urlsplit(whole).path.rpartition("/")[2]
    for value in cast("list[str]", _NAMING(tree, name=name)):
        for part in _PARTS.split(value):
            if name in part and absolute(base, part) == whole:
                return whole
    return url


def _is_small(image: _Element) -> bool:
    """Whether a picture is a person's or the site's, or has less than 150 pixels."""
    width = image.get("width", "").removesuffix("px")
    if width.isdecimal() and len(width) < 10 and int(width) < _LEAST_WIDTH:
        return True
    path = image.get("src", "").partition("?")[0]
    if _LOGO.fullmatch(path[:_LONGEST_PATH]):
        return True
    node: _Element | None = image
    for _ in range(3):
        if node is None:
            return False
        if not _PERSONAL.isdisjoint(names.words_of(node)):
            return True
        node = node.getparent()
    return False
