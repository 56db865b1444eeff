"""What an address alone tells: an article, a list of articles, or something else.

Of 151 article links on 16 Arabic listing pages, nearly all had a slug of three hyphens
or more, or a number; categories, tags, authors and pages say what they are in a
segment of their path.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from newsbot.arabic.text import fold
from newsbot.pages.lists.periods import of_names


class Kind(Enum):
    """What an address can be, as far as it tells."""

    PAGE = "page"
    """An article, or any other page: links to it have to tell."""
    LIST = "list"
    """A category or section."""
    OTHER = "other"
    """Neither, whatever the links to it look like."""


class Address(NamedTuple):
    """An address as read by :func:`read_address`."""

    kind: Kind
    shape: str
    """Classes of its parts: articles of one site mostly share one."""
    score: float
    """How much it speaks for an article; negative: against it."""


def _names(text: str) -> frozenset[str]:
    return frozenset(map(_plain, text.split()))


def _plain(segment: str) -> str:
    return "-".join(re.split(r"[\s_+-]+", fold(segment)))


# Segments of paths, as content management systems and people name them.
_LISTS = _names(
    """category categories cat cats section sections department departments channel
    channels taxonomy تصنيف تصنيفات التصنيف قسم أقسام الاقسام اقسام"""
)
_OTHERS = _names(
    """tag tags label labels keyword keywords hashtag author authors writer writers
    columnist columnists profile profiles user users member members feed feeds rss atom
    search login log-in signin sign-in register signup sign-up account my-account
    logout password wp-admin wp-content wp-includes wp-json wp-login cdn-cgi share
    print printer send-to-friend email comment comments respond reply subscribe
    subscription newsletter embed trackback cart checkout banner banners ad ads adv
    advert click redirect goto go out download downloads static assets uploads
    calendar vote votes poll polls وسم وسوم الوسوم كاتب الكاتب مؤلف
    بحث تسجيل دخول"""
)
_STATIC = _names(
    """about about-us aboutus about-site contact contact-us contactus contacts privacy
    privacy-policy policy policies terms terms-of-use terms-of-service
    terms-and-conditions cookies cookie-policy disclaimer advertise advertising
    advertise-with-us ads-with-us sitemap site-map careers jobs team our-team staff faq
    help feedback copyright mobile apps app home index default main archive archives
    من-نحن عن-الموقع عن-الصحيفة عن-الوكالة اتصل-بنا اتصلوا-بنا تواصل-معنا للتواصل
    سياسة-الخصوصية الخصوصية شروط-الاستخدام الشروط-والأحكام اتفاقية-الاستخدام
    سياسة-النشر هيئة-التحرير فريق-العمل أعلن-معنا للإعلان للإعلان-معنا أعلن-لدينا
    الإعلانات وظائف خريطة-الموقع الرئيسية الأرشيف أرشيف اتصل-بنا-الآن النشرة-البريدية
    حقوق-النشر"""
)
_ARTICLES = _names(
    """article articles story stories news post posts item view show details detail
    read content newsdetails news-details node خبر أخبار الأخبار مقال مقالات تفاصيل"""
)
_QUERY_OTHER = frozenset(
    """s q search query keyword keywords tag author m paged page_id replytocom share
    feed print attachment_id""".split()
)
_QUERY_LIST = frozenset("cat category catid cat_id section sectionid cid".split())
QUERY_ID = frozenset(
    """p id nid aid newsid news_id article articleid article_id artid story storyid
    story_id sid postid post_id itemid item_id newsno no news n""".split()
)
"""Arguments that name an article, in lower case."""
# The small print, in names of a few words; headlines about it have more.
_LEGAL = re.compile(
    r"(?:terms|privacy|cookies?|copyright|سياسه-الخصوصيه|سياسه-النشر|شروط-الاستخدام"
    r"|شروط-النشر|الشروط-والاحكام|اتفاقيه-الاستخدام|حقوق-النشر)(?:-\w+){0,4}$"
)
_FILES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|pdf|docx?|xlsx?|pptx?|mp[34]|m4a|m3u8|avi"
    r"|mov|webm|ogg|wav|zip|rar|7z|apk|exe|xml|json|rss|atom|txt|css|js|ics|epub)$",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?|jspx?|cfm|do)$", re.IGNORECASE)
_INDEX = re.compile(r"(?:index|default)\.\w{2,5}", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:page|p|pg|صفحة)[-_]?([0-9]{1,3})", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DAY = re.compile(r"(?:19|20)[0-9]{2}[-_]?[01]?[0-9][-_]?[0-3]?[0-9]")
_ID = re.compile(r"(?<![^\W\d_])[a-z]{0,2}([0-9]{4,})(?![^\W\d_])", re.IGNORECASE)
_HEX = re.compile(r"(?=[a-z-]*[0-9])(?=[0-9-]*[a-z])[0-9a-z]{8,}", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=4096)
def read_address(url: str) -> Address:
    """What the path and the arguments of *url* say of the page behind it.

    :param url: an absolute web address
    """
    parts = urlsplit(url)
    path = unquote(parts.path)
    query = parse_qsl(parts.query)
    segments = _segments(path)
    names = names_of(parts.path)
    if _FILES.search(path):
        return Address(Kind.OTHER, "file", -9)
    kind = _kind_of_path(names) or _kind_of_query(query)
    if kind is not None:
        return Address(kind, kind.value, -9)
    if not segments and not query:
        return Address(Kind.OTHER, "home", -9)
    if segments and not any(name.lower() in QUERY_ID for name, _ in query):
        return _path(segments, names)
    return _query(names, query)


def _segments(path: str) -> list[str]:
    segments = [segment for segment in path.split("/") if segment]
    return segments[:-1] if segments and _INDEX.fullmatch(segments[-1]) else segments


def names_of(path: str) -> list[str]:
    """The parts of *path*, folded, with hyphens between words, without the endings of
    files and without the name of an index page."""
    return [_plain(_EXTENSION.sub("", one)) for one in _segments(unquote(path))]


def is_small_print(url: str) -> bool:
    """Whether *url* names a page on who makes a site, or on which terms."""
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    name = _plain(_EXTENSION.sub("", last))
    return name in _STATIC or _LEGAL.match(name) is not None


def _kind_of_path(names: list[str]) -> Kind | None:
    if not names:
        return None
    if names[-1] in _STATIC or names[-1] in _OTHERS or _LEGAL.match(names[-1]):
        return Kind.OTHER
    if names[0] == "p" and len(names) == 2 and not names[1].isdigit():
        return Kind.OTHER  # Blogger's pages that are no posts
    if of_names(names) is not None:
        return Kind.OTHER
    page = names[-1]
    is_page = page.isdigit() and names[-2:-1] in (["page"], ["paged"], ["صفحه"])
    if is_page or _PAGE_NUMBER.fullmatch(page):
        return Kind.OTHER
    named = [
        place
        for place, name in enumerate(names[:-1])
        if name in _LISTS or name in _OTHERS
    ]
    if named:
        # Two levels below, what has the name of an article is one.
        place = len(names) - 2 if _is_telling(names[-1]) else named[0]
        if place in named:
            return Kind.LIST if names[place] in _LISTS else Kind.OTHER
    return Kind.LIST if names[-1] in _LISTS else None


def _kind_of_query(query: list[tuple[str, str]]) -> Kind | None:
    given = {name.lower() for name, value in query if value}
    if given & _QUERY_OTHER:
        return Kind.OTHER
    if given & _QUERY_LIST and not given & QUERY_ID:
        return Kind.LIST
    for _, value in query:
        if _plain(value) in _LISTS:
            return Kind.LIST
        if _plain(value) in _OTHERS or _plain(value) in _STATIC:
            return Kind.OTHER
    return None


def _is_telling(name: str) -> bool:
    return _ID.search(name) is not None or len(_LETTERS.findall(name)) >= 4


def _path(segments: list[str], names: list[str]) -> Address:
    classes = [_class_of(name) for name in names[:-1]]
    last, score = _last(names[-1])
    if last != "w" and _EXTENSION.search(segments[-1]):
        score += 0.5
    above = names[:-1]
    if any(_YEAR.fullmatch(name) or _DAY.fullmatch(name) for name in above):
        score += 3
    elif any(name.isdigit() and len(name) > 3 for name in above):
        score += 1
    if any(name in _ARTICLES for name in above) and last not in ("w", "n"):
        score += 1
    if any(name in _LISTS or name in _OTHERS for name in above):
        score -= 1.5
    return Address(Kind.PAGE, "/".join([*classes, last]), score)


def _class_of(name: str) -> str:
    if name.isdigit():
        return "Y" if _YEAR.fullmatch(name) else "N" if len(name) > 3 else "n"
    return "A" if name in _ARTICLES else "w"


def _last(name: str) -> tuple[str, float]:
    """Class of a path's last part, and what it speaks for."""
    if name.isdigit():
        return ("N", 2.0 if len(name) > 4 else 1.5) if len(name) > 3 else ("n", 0.0)
    if _UUID.search(name):
        return "U", 2.0
    words = _LETTERS.findall(name)
    if _ID.search(name):
        return "I", 2.5 if len(words) > 1 else 2.0
    if len(words) >= 4:
        return "S", 2.5 if len(words) >= 6 else 2.0
    if len(words) >= 2:
        return "s", 1.0 if len(words) == 3 else 0.0
    if _HEX.fullmatch(name):
        return "U", 1.5
    return "w", -1.5


def _query(names: list[str], query: list[tuple[str, str]]) -> Address:
    """An address whose argument names the article."""
    shape = "/".join(map(_class_of, names))
    given = sorted(name.lower() for name, _ in query)
    values = [value for name, value in query if name.lower() in QUERY_ID]
    number = next((value for value in values if value.isdigit()), "")
    score = -1.0
    if number:
        score = 2.0 if len(number) > 4 else 1.0 if len(number) > 3 else 0.5
    elif values and _is_telling(_plain(values[0])):
        score = 2.0
    said = {*names, *(_plain(value) for _, value in query)}
    if said & _ARTICLES:
        score += 0.5
    return Address(Kind.PAGE, f"{shape}?{'&'.join(given)}", score)
