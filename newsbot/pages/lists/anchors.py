"""The links of a page, each with what its surroundings tell of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from newsbot.arabic.text import fold
from newsbot.pages.html import absolute
from newsbot.pages.lists.paths import Address, Kind, read_address
from newsbot.pages.lists.regions import MENU, find_places, tokens_of
from newsbot.similarity import url_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsbot.pages.lists.regions import Place

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LABELS = frozenset(
    """cat cats category categories tag tags label badge kicker reporter comments
    comment""".split()
)
_AUTHORS = frozenset("author authors byline writer writers columnist kateb".split())
_TITLES = frozenset({"title", "headline", "heading", "caption"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_DATE_TOKENS = frozenset({"date", "time", "datetime", "published", "timestamp", "ago"})
_DATE = re.compile(
    r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}|\b[0-9]{1,2}:[0-9]{2}\b"
    r"|(?:منذ|قبل) (?:[0-9]+ )?(?:ثاني|دقي|ساع|يوم|أيام|ايام|أسبوع|اسبوع|شهر|أشهر)"
    r"|[0-9]{1,2} ?[-،/]? ?(?:يناير|فبراير|مارس|[أا]بريل|مايو|يوني[وة]|يولي[وة]"
    r"|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر|كانون|شباط|[آأا]ذار|نيسان|[أا]يار|حزيران|تموز|[آأا]ب"
    r"|[أا]يلول|تشرين|جانفي|فيفري|أفريل|ماي|جوان|جويلية|أوت|محرم|صفر|ربيع|جمادى|رجب"
    r"|شعبان|رمضان|شوال|ذو)\b"
)
# What a link says that leads on to an article, and tells nothing of it.
_MORE = frozenset(
    map(
        fold,
        """المزيد|اقرأ المزيد|أقرأ المزيد|إقرأ المزيد|قراءة المزيد|لقراءة المزيد
        |اقرأ أكثر|متابعة القراءة|أكمل القراءة|التفاصيل|تفاصيل|للتفاصيل|تفاصيل أكثر
        |المزيد من التفاصيل|شاهد المزيد|عرض المزيد|اقرأ الخبر|read more|more|continue
        |continue reading|details""".split("|"),
    )
)
_HIGHEST = 12  # a card is no deeper than so many elements
_ELEMENTS = 200  # and has no more of them
_CROWD = 4  # a card leads to no more pages
_LABEL = 4  # words of a label at most
_SUMMARY = 60  # characters beside the headline
_SCANNED = 2_000  # characters of a card's text that are looked at


@dataclass(slots=True)
class PageLink:
    """One link of a page to a page of its own site."""

    element: _Element
    url: str
    key: str
    """:func:`newsbot.similarity.url_key` of the address."""
    address: Address
    text: str
    """What it says."""
    words: int | None
    """How many words it says; None if it is a picture, or says «read more»."""
    part: str
    """Where it stands: MENU, FOOT, SIDE or TOOLS; empty in the lists."""
    group: int
    """Equal for links that stand in the page alike: the same chain of elements."""
    rel: frozenset[str]
    is_heading: bool
    is_label: bool
    """Whether it is marked as a category, an author, or the like."""
    is_picture: bool
    """Whether it is a picture without words in it."""
    has_date: bool = False
    has_picture: bool = False
    has_text: bool = False
    """Whether its card has a summary beside the headline."""
    is_second: bool = False
    """Whether its card leads to an article of more words too: it names the author or
    the section of that."""
    is_entry: bool = False
    """Whether it is marked as a link to an article."""


@dataclass(slots=True)
class _Card:
    has_date: bool
    has_picture: bool
    letters: int
    heading: str


def base_of(tree: _Element, url: str) -> str:
    """What the page's relative addresses are relative to."""
    for element in tree.iter("base"):
        return absolute(url, element.get("href", "")) or url
    return url


def find_links(tree: _Element, url: str) -> list[PageLink]:
    """The links of a page to other pages of its own host, in its order.

    :param url: address of the page
    """
    base, host, here = base_of(tree, url), _host(url_key(url)), url_key(url)
    places = find_places(tree)
    links = []
    for element in tree.iter("a"):
        if not (address := absolute(base, element.get("href", ""))):
            continue
        key = url_key(address)
        if key != here and _host(key) == host and element in places:
            links.append(_link(element, address, key, places[element]))
    _look_around(links)
    return links


def _host(key: str) -> str:
    return key[2:].partition("/")[0]


def _link(element: _Element, url: str, key: str, place: Place) -> PageLink:
    inside = list(islice(element.iter(), _ELEMENTS))
    heading = next((one for one in inside if one.tag in _HEADINGS), None)
    own = text_of(element if heading is None else heading)
    text = own or _text_beside(element, inside)
    words = len(_WORD.findall(text))
    return PageLink(
        element=element,
        url=url,
        key=key,
        address=read_address(url),
        text=text,
        words=None if not text or fold(text) in _MORE else words,
        part=place.part,
        group=place.group,
        rel=frozenset(element.get("rel", "").lower().split()),
        is_heading=heading is not None or any(map(_is_title, _up(element, 4))),
        is_label=words <= _LABEL and _is_label(element),
        is_picture=not own,
        has_picture=any(one.tag in ("img", "picture") for one in inside),
        is_entry=_is_entry(element),
    )


def text_of(element: _Element) -> str:
    """What an element says, in one line; only the beginning of a long one."""
    texts: Iterator[str] = map(str, element.itertext())
    if next(islice(element.iter(), _ELEMENTS, None), None) is not None:
        # A link or a card that was never closed: its beginning is enough.
        texts = (one.text or "" for one in islice(element.iter(), _ELEMENTS))
    text = " ".join(texts)
    return " ".join(text[:_SCANNED].split())


def _text_beside(element: _Element, inside: list[_Element]) -> str:
    """What a link around a picture says to those who do not see it."""
    said = [element.get("title"), element.get("aria-label")]
    said += [picture.get("alt") for picture in inside if picture.tag == "img"]
    return next((" ".join(one.split()) for one in said if one and one.strip()), "")


def _up(element: _Element, count: int) -> Iterator[_Element]:
    yield element
    yield from islice(element.iterancestors(), count - 1)


def _is_title(element: _Element) -> bool:
    return element.tag in _HEADINGS or not _TITLES.isdisjoint(
        tokens_of(element.get("class", ""))
    )


def _is_label(element: _Element) -> bool:
    for height, one in enumerate(_up(element, 4)):
        if one.tag in ("article", "li", "section", "td", "body"):
            return False
        tokens = tokens_of(one.get("class", ""))
        if height < 2 and not _LABELS.isdisjoint(tokens):
            return True
        if not _AUTHORS.isdisjoint(tokens):
            return sum(1 for _ in islice(one.iter("a"), 4)) <= 3
    return False


def _is_entry(element: _Element) -> bool:
    if "bookmark" in element.get("rel", "").lower():
        return True
    return any(
        one.tag == "article" or "hentry" in one.get("class", "").split()
        for one in _up(element, _HIGHEST)
    )


def _look_around(links: list[PageLink]) -> None:
    """Take what the card of each link says for the link: its date, its picture, its
    summary, and its headline where the link says only «read more»."""
    owners: dict[_Element, str] = {}
    sections = {link.key for link in links if link.part == MENU}
    for link in links:
        if link.address.kind is not Kind.PAGE or link.address.score <= -1:
            continue
        # A card may name its section too.
        if link.is_label or (link.key in sections and (link.words or 0) <= _LABEL):
            continue
        for element in _up(link.element, _HIGHEST):
            if owners.setdefault(element, link.key) != link.key:
                owners[element] = ""
    cards: dict[_Element, _Card] = {}
    crowds: dict[_Element, list[PageLink]] = {}
    for link in links:
        box = link.element
        for element in _up(link.element, _HIGHEST):
            if owners.get(element) != link.key or element.tag in ("body", "main"):
                break
            box = element
        card = cards.get(box)
        if card is None:
            card = cards[box] = _read_card(box)
        link.has_date = card.has_date
        link.has_picture = link.has_picture or card.has_picture
        link.has_text = card.letters - len(link.text) > _SUMMARY
        if (above := box.getparent()) is not None:
            crowds.setdefault(above, []).append(link)
        if link.words is None and card.heading:
            link.text, link.is_heading = card.heading, True
            link.words = len(_WORD.findall(card.heading))

    for crowd in crowds.values():
        _tell_second(crowd)


def _tell_second(crowd: list[PageLink]) -> None:
    """Of links side by side, mark those to the author or section of an article."""
    if not 2 <= len({link.key for link in crowd}) <= _CROWD:
        return
    first = max(crowd, key=lambda link: link.words or 0)
    for link in crowd:
        if (first.words or 0) >= 5 and (link.words or 0) <= 3:
            link.is_second = link.group != first.group and link.key != first.key


def _read_card(box: _Element) -> _Card:
    text = text_of(box)
    has_date = _DATE.search(text) is not None
    has_picture, heading = False, ""
    for element in islice(box.iter(), _ELEMENTS):
        if element.tag == "time":
            has_date = True
        elif element.tag in ("img", "picture"):
            has_picture = True
        elif element.tag in _HEADINGS:
            # A label may be a heading too.
            heading = max(heading, text_of(element), key=len)
        elif not has_date and (names := element.get("class")):
            has_date = not _DATE_TOKENS.isdisjoint(tokens_of(names))
    return _Card(has_date, has_picture, len(text), heading)
