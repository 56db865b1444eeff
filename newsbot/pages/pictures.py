"""Which picture an ``img`` shows, and what is none: emoji, icons, counting pixels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from newsbot.pages.html import absolute

if TYPE_CHECKING:
    from lxml.etree import _Element

# Lazy loading moves the addresses to attributes of its own: WP Rocket, a3, Smush,
# Autoptimize, LiteSpeed, NitroPack, Breeze, EWWW, Cloudflare, PageSpeed, Jetpack,
# WP Fastest Cache.
_SETS: Final = (
    *("data-srcset", "data-lazy-srcset", "nitro-lazy-srcset", "data-brsrcset"),
    *("data-ezsrcset", "data-wpfc-original-srcset", "srcset"),
)
_SOURCES: Final = (
    *("data-src", "data-lazy-src", "nitro-lazy-src", "data-breeze", "data-ezsrc"),
    *("data-cfsrc", "data-pagespeed-lazy-src", "data-original", "data-lazy"),
    *("data-wpfc-original-src", "data-opt-src", "data-orig-file", "data-full-url"),
    "src",
)
_EMOJI_CLASSES: Final = frozenset({"emoji", "wp-smiley", "wp-emoji", "twemoji"})
_EMOJI: Final = re.compile(
    r"/images/emoji\.php/|/images/core/emoji/|//abs(?:-0)?\.twimg\.com/emoji/|twemoji"
    r"|/smilies/|/emoji/|emojione|joypixels|emojipedia",
    re.IGNORECASE,
)
# Pictures of the software that builds the page, of buttons and counters.
_FURNITURE: Final = re.compile(
    r"/wp-(?:content/(?:plugins|mu-plugins)|includes)/[^?#]*"
    r"\.(?:gif|png|svg|jpe?g|webp|avif)(?:[?#]|$)"
    r"|//[a-z0-9.-]*gravatar\.com/avatar/|//cdn\.printfriendly\.com/buttons/"
    r"|//(?:pixel|stats)\.wp\.com/|//stats\.wordpress\.com/|facebook\.com/tr[/?]"
    r"|//static\.xx\.fbcdn\.net/rsrc\.php/|\.scorecardresearch\.com/"
    r"|//feeds\.feedburner\.com/~|//www\.google-analytics\.com/"
    r"|paypalobjects\.com/[^?#]*/btn_",
    re.IGNORECASE,
)
# Icons have that many pixels at most; what is lower or narrower than that parts two
# pieces of text.
_LEAST: Final = 32
# Some lazy loaders state the shape of a picture instead of its size.
_SHAPES: Final = frozenset({(16, 9), (4, 3), (3, 2), (2, 1), (3, 4), (2, 3), (9, 16)})
# Sizes of banners in pixels: the Interactive Advertising Bureau's.
_BANNERS: Final = frozenset(
    {
        *((728, 90), (970, 250), (970, 90), (468, 60), (300, 250), (336, 280)),
        *((320, 100), (320, 50), (160, 600), (300, 600)),
    }
)
_FILE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\s*([0-9]{1,6})(?:\.[0-9]+)?(?:px)?\s*")
_SIZE: Final = re.compile(r"-[0-9]{2,4}x[0-9]{2,4}(\.[A-Za-z]{3,4})$")
_COMMAS: Final = re.compile(r",\s+|(?<=[0-9][wx]),")
_WORD: Final = re.compile(r"\w")


def emoji(image: _Element) -> str | None:
    """The sign that an ``img`` stands for in its line, "" where it does not say which;
    None where it is a picture."""
    src = image.get("src", "")
    if _EMOJI_CLASSES.isdisjoint(image.get("class", "").split()):
        if not _EMOJI.search(src):
            return None
        sign = image.get("alt", "")
        return "" if _WORD.search(sign) else sign
    return image.get("alt", "")


def picture(image: _Element, base: str) -> str | None:
    """Address of an ``img`` in the largest size that its ``srcset`` states, else
    its ``src``; lazy-loading attributes count. None for a counting pixel, an icon, an
    emoji, a picture of a plugin, or one inside the page itself."""
    for names in (_SETS, _SOURCES):
        for name in names:
            value = image.get(name)
            if not value:
                continue
            address, width = _largest(value) if names is _SETS else (value, 0.0)
            if url := absolute(base, address):
                is_none = _FURNITURE.search(url) or _EMOJI.search(url)
                # A placeholder may stand before the address of the picture.
                if not is_none and (width > _LEAST or not _is_small(image)):
                    return _linked(image, url, base)
    return None


def is_banner(image: _Element, link: _Element, base: str) -> bool:
    """Whether an ``img`` in a link to another host is an advertisement: its link says
    so (``rel=sponsored``, as search engines ask for), or its ``width`` and ``height``
    are a banner's. A link to a picture is none."""
    url = absolute(base, link.get("href", ""))
    if url is None:
        return False
    try:
        there, here = urlsplit(url), urlsplit(base)
    except ValueError:
        return False
    if there.netloc.removeprefix("www.") == here.netloc.removeprefix("www."):
        return False
    if "sponsored" in (link.get("rel") or "").lower().split():
        return True
    size = (_pixels(image.get("width")), _pixels(image.get("height")))
    return size in _BANNERS and not _FILE.search(there.path)


def _linked(image: _Element, url: str, base: str) -> str:
    """The picture that the one at *url* is a smaller copy of, where it links to it;
    WordPress calls its copies ``name-600x400.jpg``."""
    whole = _SIZE.sub(r"\1", url)
    link = image.getparent()
    if whole == url or link is None or link.tag != "a":
        return url
    return whole if absolute(base, link.get("href", "")) == whole else url


def _is_small(image: _Element) -> bool:
    width, height = (_pixels(image.get(name)) for name in ("width", "height"))
    if (width, height) in _SHAPES:
        return False
    return any(side is not None and side <= _LEAST for side in (width, height))


def _pixels(value: str | None) -> int | None:
    match = _NUMBER.fullmatch(value) if value else None
    return int(match[1]) if match else None


def _largest(srcset: str) -> tuple[str, float]:
    best, largest = "", 0.0
    for candidate in _COMMAS.split(srcset):
        address, _, size = candidate.strip().rpartition(" ")
        if size[-1:] in ("w", "x") and re.fullmatch(r"[0-9.]+", size[:-1]):
            try:
                number = float(size[:-1])
            except ValueError:
                continue
            if number > largest:
                best, largest = address, number
    return best, largest
