"""Lines that give readers the address of somebody else than the site."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from newsbot.arabic.boilerplate.vocabulary import OUR_WORDS, PAGES
from newsbot.arabic.text import fold

_ADDRESS: Final = re.compile(
    r"(?:https?://(?:www\.)?|www\.)((?:[\w-]+\.)+[a-z]{2,})", re.IGNORECASE
)
# Where sites have their own pages, applications, short addresses and boxes for gifts.
_SHARED: Final = frozenset(
    """
    facebook fb twitter x t youtube youtu instagram tiktok whatsapp wa telegram linkedin
    snapchat threads pinterest soundcloud spotify apple google goo bit tinyurl linktr
    nabd patreon paypal discord bsky mastodon reddit viber flipboard ow is cutt forms
    substack ko-fi buymeacoffee gofundme mailchi huawei appgallery blogspot wordpress
    """.split()
)
# «تابعونا», «تطبيقنا», «معنا»
_OURS: Final = re.compile(r"\b\w{2,}نا\b")


def leads_away(line: str, base: str) -> bool:
    """Whether a line gives addresses of the web, and all are of other hosts than the
    site, as where to apply for what a report tells of: «رابط التسجيل: https://…».

    False where it speaks of itself or of an article («رابط المقال الأصلي»), and for
    hosts where sites have pages of their own.

    :param base: address of the page
    """
    if "//" not in line and "www." not in line:
        return False
    hosts = [host.lower() for host in _ADDRESS.findall(line)]
    own = (urlsplit(base).hostname or "") if base else ""
    if not hosts or not own:
        return False
    name = max(own.removeprefix("www.").split(".")[:-1], key=len, default=own)
    if any(name in host or not _SHARED.isdisjoint(host.split(".")) for host in hosts):
        return False
    plain = fold(line)
    words = set(plain.split())
    if not (OUR_WORDS.isdisjoint(words) and PAGES.isdisjoint(words)):
        return False
    return _OURS.search(plain) is None
