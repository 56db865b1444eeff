"""Plain text to the HTML that WordPress prints, and back to the words of an excerpt."""

import re
from html import escape
from itertools import islice

from markupsafe import Markup

# wptexturize() prints its typography as numeric references.
TYPOGRAPHY = str.maketrans(
    {mark: f"&#{ord(mark)};" for mark in "\u201c\u201d\u2018\u2019\u2013\u2014\u2026"}
)
UNSPOKEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
IMAGE_SIZES = (("600x337", 600), ("300x169", 300), ("1024x576", 1024), ("768x432", 768))


def trusted(html: str) -> Markup:
    """HTML that this site's authors wrote, for templates to print as it is."""
    return Markup(html)  # noqa: S704


def texturize(text: str) -> str:
    """Escape a text and write its quotes, dashes and dots as WordPress does."""
    return escape(text, quote=False).translate(TYPOGRAPHY)


def strip_tags(html: str) -> str:
    """HTML without its tags, scripts and styles; entities stay, white space is one."""
    return " ".join(TAG.sub("", UNSPOKEN.sub("", html)).split())


def first_words(html: str, count: int, more: str) -> str:
    """The first words of an HTML text, still HTML; `more` stands for what is cut."""
    words = strip_tags(html).split()
    cut = " ".join(islice(words, count))
    return cut + more if len(words) > count else cut


def in_article_ads(html: str, every: int, label: str) -> str:
    """Put the theme's advertisement after every so many paragraphs.

    As the theme does it: the text is split on `</p>`, which is never put back, so
    that a body has none left.
    """
    ad = (
        '<div class="zox-post-ad-wrap">'
        f'<span class="zox-ad-label">{escape(label)}</span>'
        '<div class="zox-post-ad-in1"><div class="zox-post-ad-in2">'
        '<ins class="adsbygoogle" data-ad-slot="0"></ins>مساحة إعلانية'
        "</div></div></div><!--zox-post-ad-wrap-->"
    )
    pieces = html.split("</p>")
    out = []
    for number, piece in enumerate(pieces, 1):
        out.append(piece)
        if number % every == 0 and number < len(pieces):
            out.append(ad)
    return "".join(out)
