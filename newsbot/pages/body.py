"""The text of an article's body: which words of it, and in which lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from newsbot.pages.html import absolute
from newsbot.pages.lines import Line, read_lines

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

# Elements that begin and end a line (HTML Living Standard, section 15.3), and br.
_BLOCKS = frozenset(
    """
    address article aside blockquote body br caption center dd details dialog dir div dl
    dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing
    main menu nav ol p plaintext pre search section summary table tbody tfoot thead tr
    ul xmp
    """.split()
)
_CELLS = frozenset({"td", "th"})
# Never text of an article, whatever the site.
_SILENT = frozenset(
    """
    applet audio button canvas datalist embed figcaption frame frameset iframe input
    label map meter noembed noframes noscript object optgroup option param progress rp
    rt script select style svg template textarea title video
    """.split()
)
# Captions, embeds, share bars, advertisements, subscription forms and links to
# other articles, as WordPress, its common plugins and the advertising networks
# name their elements. A name that ends in * stands for all that begin so.
_NO_TEXT = """
    wp-caption-text wp-element-caption gallery-caption blocks-gallery-caption
    wp-block-embed wp-block-buttons wp-block-table-of-contents wp-playlist twitter-tweet
    twitter-video instagram-media tiktok-embed fb-post fb-video reddit-card
    telegram-post wp-embedded-content addtoany* a2a_kit sharedaddy sd-sharing* ssba*
    ssbp* essb_links swp_social_panel heateor* mashsb* social-share* social-sharing
    share-buttons post-share shareaholic* sharethis* sassy-social* code-block
    adsbygoogle ai-viewport* quads-location google-auto-placed ad-container ad-wrap* ads
    advertisement advert advads* div-gpt-ad* google_ads* OUTBRAIN taboola*
    inline-related-posts irp* internal-linking-related-contents jp-relatedposts yarpp*
    crp_related rp4wp* related-posts related-articles read-also* readalso* also-read
    mc4wp* newsletter* subscribe-box wpcf7* sib-form jetpack_subscription* ez-toc*
    lwptoc* toc_container post-views* wpulike* kk-star-ratings kksr* screen-reader-text
    sr-only post-nav-links page-links wp-block-file__button wp-block-latest-posts*
    wp-block-latest-comments* wp-block-query* wp-block-rss* wp-block-archives*
    wp-block-categories* wp-block-tag-cloud wp-block-calendar wp-block-search*
    wp-block-social-links wp-block-post-comments* wp-block-jetpack-subscriptions*
    saboxplugin* abh_box* author-box* pp-multiple-authors* m-a-box* td-a-rec*
    td-adspot* jeg_ad* jnews_inline_related_post* bs-irp* wpp-list rank-math-toc*
    wp-block-rank-math-toc-block wp-block-yoast-seo-table-of-contents onesignal*
    wpdiscuz*
""".split()
_NO_TEXT_NAME = re.compile(
    r"(?:^|\s)(?:{})(?=\s|$)".format(
        "|".join(
            re.escape(name).replace(r"\*", r"\S*") for name in sorted(set(_NO_TEXT))
        )
    )
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r]+")
# What WordPress leaves in a text where the plugin of a shortcode is gone: names of
# two parts, as plugins give them, and its own.
_SHORTCODE = re.compile(
    r"\[embed\b[^][]*\].{0,500}?\[/embed\]"
    r"|\[/?(?:[a-z][a-z0-9]*(?:[_-][a-z0-9]+)+"
    r"|caption|gallery|audio|video|playlist|embed)(?:\s[^][]*)?\]"
)
# The number of a player on its page, by which WordPress tells equal files apart.
_PLAYER_NUMBER = re.compile(r"\?_=[0-9]+$")
_PLAYER = re.compile(r"/embed|player|/video|plugins/video|\.(?:mp4|m3u8|mp3)\b")
_MAP = re.compile(r"/maps\b")
_LAZY = ("src", "data-src", "data-lazy-src")


@dataclass
class Body:
    """What an article's body holds."""

    lines: list[str] = field(default_factory=list)
    """The text, one paragraph a line, white space as HTML collapses it."""

    images: list[str] = field(default_factory=list)
    """Absolute addresses of its pictures, in order, the largest size stated."""

    media: list[str] = field(default_factory=list)
    """Absolute addresses of its videos and sound recordings, in order."""

    credit: str | None = None
    """The source named in a line «المصدر: …», without the label."""

    has_gallery: bool = False
    """Whether it holds a gallery of pictures."""

    is_live: bool = False
    """Whether it is a list of entries that begin with a clock time each."""


def read_body(
    root: _Element, *, base: str, drop: Collection[_Element] = frozenset()
) -> Body:
    """Read the element that holds an article's body.

    :param root: the body's container
    :param base: address of the page, for relative addresses in it
    :param drop: elements to leave out with all that is in them
    """
    reader = _Reader(base, set(drop))
    reader.read(root)
    text = read_lines(reader.lines)
    return Body(
        lines=text.lines,
        images=list(dict.fromkeys(reader.images)),
        media=list(dict.fromkeys(reader.media)),
        credit=text.credit,
        has_gallery=reader.has_gallery,
        is_live=text.is_live,
    )


def _collapsed(parts: list[str]) -> str:
    text = "".join(parts)
    if "[" in text:
        text = _SHORTCODE.sub(" ", text)
    # Most lines have nothing to collapse, and looking is faster than replacing.
    if "  " in text or "\n" in text or "\t" in text or "\r" in text:
        text = _SPACE.sub(" ", text)
    return text.strip(" ")


class _Reader:
    def __init__(self, base: str, drop: set[_Element]) -> None:
        self.base = base
        self.drop = drop
        self.lines: list[Line] = []
        self.images: list[str] = []
        self.media: list[str] = []
        self.has_gallery = False
        self._parts: list[str] = []
        self._unlinked: list[str] = []
        self._links = 0
        self._preformatted = False

    def read(self, root: _Element) -> None:
        # A walk without recursion: a broken page may nest thousands deep.
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, node in walker:
            if event == "start":
                if node is not root and self._is_silent(node):
                    self._take_media(node)
                    walker.skip_subtree()
                else:
                    self._enter(node)
            else:
                if event == "end":
                    self._leave(node)
                if node is not root and node.tail:
                    self._add(node.tail)
        self._end_line()

    def _is_silent(self, node: _Element) -> bool:
        if node.tag in _SILENT or node in self.drop:
            return True
        if not node.keys():  # most paragraphs
            return False
        names = f"{node.get('class', '')} {node.get('id', '')}"
        if _NO_TEXT_NAME.search(names):
            return True
        return node.get("hidden") is not None or bool(
            _HIDDEN.search(node.get("style", ""))
        )

    def _enter(self, node: _Element) -> None:
        tag = node.tag
        if tag in _BLOCKS:
            self._end_line()
            self._preformatted = self._preformatted or tag == "pre"
        elif tag in _CELLS:
            self._add(" ")
        elif tag == "a":
            self._links += 1
        elif tag == "img":
            self._take_image(node)
        classes = node.get("class")
        if classes and "gallery" in classes:
            is_gallery = "gallery" in classes.split() or "wp-block-gallery" in classes
            self.has_gallery = self.has_gallery or is_gallery
        if node.text:
            self._add(node.text)

    def _leave(self, node: _Element) -> None:
        tag = node.tag
        if tag in _BLOCKS:
            self._end_line()
            self._preformatted = self._preformatted and tag != "pre"
        elif tag in _CELLS:
            self._add(" ")
        elif tag == "a" and self._links:
            self._links -= 1

    def _add(self, text: str) -> None:
        if self._preformatted and "\n" in text:
            for line in text.split("\n"):
                self._end_line()
                self._add(line)
            return
        self._parts.append(text)
        if not self._links:
            self._unlinked.append(text)

    def _end_line(self) -> None:
        if not self._parts:
            return
        text = _collapsed(self._parts)
        is_linked = len(self._unlinked) < len(self._parts)
        unlinked = _collapsed(self._unlinked) if is_linked else text
        self._parts.clear()
        self._unlinked.clear()
        if text.strip():
            self.lines.append(Line(text, len(text) - len(unlinked), unlinked))

    def _take_image(self, node: _Element) -> None:
        classes = node.get("class", "").split()
        if "emoji" in classes or "wp-smiley" in classes:
            self._add(node.get("alt", ""))
        elif url := picture(node, self.base):
            self.images.append(url)

    def _take_media(self, node: _Element) -> None:
        if node in self.drop or node.tag not in ("iframe", "video", "audio", "figure"):
            return
        self.media += players(node, self.base)


def players(node: _Element, base: str) -> list[str]:
    """Addresses of the videos and sound recordings in an element, in order; of an
    ``iframe`` only where it is that of a player.

    :param base: address of the page
    """
    media = []
    for found in node.iter("iframe", "video", "audio", "source", "embed"):
        addresses = (absolute(base, found.get(name, "")) for name in _LAZY)
        url = next(filter(None, addresses), None)
        if url is None or "wp-embedded-content" in found.get("class", ""):
            continue
        if found.tag != "iframe" or (_PLAYER.search(url) and not _MAP.search(url)):
            media.append(_PLAYER_NUMBER.sub("", url))
    return media


def picture(image: _Element, base: str) -> str | None:
    """Address of an ``img`` in the largest size that its ``srcset`` states, else
    its ``src``; lazy-loading attributes count. None for a counting pixel or a
    picture inside the page itself."""
    if image.get("width") == "1" or image.get("height") == "1":
        return None
    for names in (("data-srcset", "srcset"), ("data-src", "data-lazy-src", "src")):
        for name in names:
            value = image.get(name, "")
            address = _largest(value) if "srcset" in name else value
            if url := absolute(base, address):
                return url
    return None


def _largest(srcset: str) -> str:
    best, width = "", 0.0
    for candidate in re.split(r",\s+", srcset):
        address, _, size = candidate.strip().rpartition(" ")
        if size[-1:] in ("w", "x") and re.fullmatch(r"[0-9.]+", size[:-1]):
            try:
                number = float(size[:-1])
            except ValueError:
                continue
            if number > width:
                best, width = address, number
    return best
