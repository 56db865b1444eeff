"""Archives by year, month and day: the lists of what was published in a time.

Sites that name no further page of their lists often name these: in a side bar, in a
calendar, or on a page of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urldefrag, urlsplit

from newsbot.arabic.text import fold
from newsbot.pages.html import absolute
from newsbot.pages.lists.anchors import base_of, text_of
from newsbot.pages.lists.editions import is_other_edition
from newsbot.pages.lists.pagenumbers import is_numbered
from newsbot.pages.lists.paths import QUERY_ID, names_of
from newsbot.pages.lists.periods import of_label, of_names, of_query
from newsbot.similarity import url_key

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsbot.pages.lists.periods import Period

ARCHIVE_WORDS = frozenset(
    map(
        fold,
        """الأرشيف|أرشيف|أرشيف الأخبار|أرشيف الموقع|أرشيف الصحيفة|أرشيف الجريدة
        |أرشيف المقالات|الأرشيف اليومي|الأرشيف الشهري|الأخبار السابقة|أخبار سابقة
        |archive|archives|news archive""".split("|"),
    )
)
"""What a link to the page of a site's archive says, folded."""
# What an option of a menu leads to, if it leads anywhere.
_ADDRESS = re.compile(r"[/?]|\.\w{3,4}$")
_LABEL = 80


def period_of(url: str, label: str = "") -> Period | None:
    """The time of which the page at *url* lists what was published, by its address,
    else by what a link to it says, which may be a month; None if it is none.

    :param url: an absolute web address
    """
    parts = urlsplit(url)
    given = {name.lower(): value for name, value in parse_qsl(parts.query)}
    if not QUERY_ID.isdisjoint(given):
        return None
    return of_names(names_of(parts.path)) or of_query(given) or of_label(label)


def find_archives(tree: _Element, url: str) -> dict[str, Period]:
    """The archives by time that a page names in links and in menus of choices: their
    addresses, in its order, each once.

    :param url: address of the page
    """
    base, host = base_of(tree, url), _host(url)
    found: dict[str, tuple[str, Period]] = {}
    for element in tree.iter("a", "option"):
        address = element.get("href" if element.tag == "a" else "value", "").strip()
        if element.tag == "option" and _ADDRESS.search(address) is None:
            continue
        target = absolute(base, address) if address else None
        if target is None or _host(target) != host or is_other_edition(target, url):
            continue
        target = urldefrag(target).url
        period = period_of(target, text_of(element)[:_LABEL])
        # A further page of an archive is none of its own.
        if period is not None and not is_numbered(target):
            found.setdefault(url_key(target), (target, period))
    return dict(found.values())


def _host(url: str) -> str:
    return url_key(url)[2:].partition("/")[0]
