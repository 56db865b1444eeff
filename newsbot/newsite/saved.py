"""A look at pages that somebody has saved: no network is needed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from newsbot.newsite.look import Look, NothingFound, Page
from newsbot.pages.article import NotAnArticle
from newsbot.pages.feed import parse_feed
from newsbot.pages.html import decode
from newsbot.pages.structured import Structured
from newsbot.similarity import url_key
from newsbot.sites import SiteError, load_site, recognise
from newsbot.sites.site import host_key
from newsbot.spiders.scout import states_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsbot.pages.listing import ListingPage

_FEED = (b"<rss", b"<feed", b"<rdf:RDF")
# White space and byte order marks, of UTF-16 too.
_BEFORE = b" \t\r\n\f\0\xef\xbb\xbf\xff\xfe"


def read_saved(places: Iterable[str], url: str) -> Look:
    """The site at *url* by its saved pages.

    Which of them is the home page, a list or an article is told by what they say of
    themselves; a feed among them states what it lists. A page counts as fetched when
    its file was last written.

    :param places: files, and folders of files; what begins with no tag, as scripts and
        pictures, is passed over
    :param url: address of the home page
    :raises SiteError: if *url* is none, or a file cannot be read
    :raises NothingFound: if none of the pages is an article's
    """
    site = load_site(url)
    look = Look(url=site.start)
    pages = []
    for path in _files(places):
        try:
            data = path.read_bytes()
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except OSError as error:
            raise SiteError(f"cannot read {path}: {error.strerror}") from error
        if any(mark in data[:1000] for mark in _FEED):
            look.feed = look.feed or urljoin(site.url, path.name)
            look.keep(parse_feed(data, look.url))
        elif data[:100].lstrip(_BEFORE).startswith(b"<"):
            pages.append(_page(path, data, written, look.url))
    themes = [theme for page in pages if (theme := recognise(page.tree))]
    look.theme = themes[0] if len(themes) > len(pages) / 2 else None
    for page in sorted(pages, key=lambda page: url_key(page.url) != url_key(look.url)):
        _sort(page, look)
    if not look.articles:
        said = f": {look.others[0]}" if look.others else ""
        raise NothingFound(
            f"none of the {len(pages)} saved pages is an article's{said}"
        )
    return look


def _files(places: Iterable[str]) -> Iterator[Path]:
    for place in places:
        path = Path(place)
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if _may_be_page(one, path))
        else:
            yield path


def _may_be_page(path: Path, folder: Path) -> bool:
    """Whether *path* below *folder* is no hidden file, and none of those that browsers
    put beside a complete page, in a folder of its name and ``_files``."""
    parts = path.relative_to(folder).parts
    is_beside = any(part.endswith("_files") for part in parts[:-1])
    is_hidden = any(part.startswith(".") for part in parts)
    return path.is_file() and not is_beside and not is_hidden


def _page(path: Path, data: bytes, now: datetime, home: str) -> Page:
    page = Page(url=home, html=decode(data), now=now)
    structured = Structured(page.tree)
    own = structured.canonical or structured.meta.get("og:url") or ""
    named = urljoin(home, own)
    try:
        is_own = bool(own) and _host(named) == _host(home)
    except ValueError:
        is_own = False
    if is_own:
        page.url = named
    elif path.stem not in ("home", "index"):
        # A page that does not name its address needs one of its own all the same.
        page.url = urljoin(home, quote(path.name))
    return page


def _host(url: str) -> str:
    return host_key(url).removeprefix("www.")


def _sort(page: Page, look: Look) -> None:
    if url_key(page.url) == url_key(look.url):
        look.home = look.home or page
        return
    page.stated = look.of(page.url)
    listing = page.listing(look.profile)
    if _is_list(listing, look):
        look.lists.append(page)
        return
    try:
        page.record(look.profile, "UTC")
    except NotAnArticle as error:
        if len(listing.entries) > 1:
            look.lists.append(page)
        else:
            look.others.append(f"{page.url}: {error}")
    else:
        look.articles.append(page)


def _is_list(listing: ListingPage, look: Look) -> bool:
    """Whether a page is a list for sure: it goes on on a next page, or the home page
    calls it one."""
    if states_article(listing) or len(listing.entries) < 2:
        return False
    if listing.next is not None:
        return True
    if look.home is None:
        return False
    home = look.home.listing(look.profile)
    named = [*home.categories, *([home.latest] if home.latest else [])]
    return url_key(listing.url) in map(url_key, named)
