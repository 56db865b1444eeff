"""Pages that say, with status 200, that the site is broken or shut for a while.

WordPress answers so from ``wp_die`` (body ``error-page``), from the drop-ins
``db-error.php`` and ``php-error.php`` and where PHP fails after a part of the page was
sent; plugins for maintenance and default pages of servers do too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsbot.arabic.text import fold
from newsbot.pages.guards import ERRORS, SHUT
from newsbot.pages.structured import title_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_DIED = re.compile(r"""<body\b[^<>]*\bid\s*=\s*["']?error-page\b""", re.IGNORECASE)
# In WordPress's own words, older and newer, and in PHP's.
_MESSAGE = re.compile(
    r"خطأ (?:فادح|حرج|خطير) (?:في|على) (?:هذا الموقع|موقع الويب هذا|موقعك)"
    r"|الموقع يواجه صعوبات تقنية|خطأ في (?:إنشاء )?الاتصال بقاعدة البيانات"
    r"|there has been a critical error on (?:this|your) website"
    r"|the site is experiencing technical difficulties"
    r"|error establishing a database connection"
    r"|(?:<b>)?\b(?:fatal|parse) error(?:</b>)?\s?:\s",
    re.IGNORECASE,
)
_HINTS = ("خطأ", "صعوبات", "error", "difficulties")
# What may stand behind the last message of a page that was cut off: a paragraph, a
# link to help, a trace. The end of a page that only tells of one closes its boxes.
_REST = re.compile(
    r"[^<]*(?:<(?:/?(?:p|a|b|br|i|em|strong|code|pre|span)\b[^<>]*|!--[^<>]*--)>[^<]*)*"
    r"\Z",
    re.IGNORECASE,
)
_TAIL = 8_000
_SEPARATOR = re.compile(r"\s[|–—›‹»«:·-]\s|\|")
# A message has few words, and is all that its page says.
_WORDS = 60
_HEADING = 100


def find_breakdown(html: str) -> str | None:
    """Why a page is WordPress's own page of an error, or ends in the middle with one,
    in one line; None if it is not. The words of a whole page do not count.

    :param html: the decoded page
    """
    if "error-page" in html and _DIED.search(html):
        return "an error page of WordPress"
    tail = html[-_TAIL:]
    if "</html" in tail:  # as nearly every page has it
        return None
    lower = tail.lower()
    if "</html" in lower or not any(word in lower for word in _HINTS):
        return None
    ends = [found.end() for found in _MESSAGE.finditer(tail)]
    if not ends or not _REST.match(tail, ends[-1]):
        return None
    return "the page breaks off with an error of its server"


def is_breakdown(tree: _Element, text: str) -> bool:
    """Whether a page with few links, which does not state that it is an article, tells
    of nothing but an error or maintenance.

    :param tree: the page
    :param text: all words that it shows
    """
    title = title_of(tree)
    parts = {fold(part) for part in (title, *_SEPARATOR.split(title))}
    if parts & ERRORS or parts & SHUT:
        return True
    if len(text.split()) >= _WORDS:
        return False
    return _MESSAGE.search(text) is not None or any(
        fold(heading) in ERRORS
        for name in ("h1", "h2")
        for element in tree.iter(name)
        if len(heading := "".join(map(str, element.itertext()))) < _HEADING
    )
