"""``scrapy page``: the record that one page gives, and what else the page says."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scrapy.exceptions import UsageError

from newsbot.command import ProjectCommand
from newsbot.oserrors import in_words
from newsbot.similarity import url_key
from newsbot.sites import Profile, Site, SiteError, generic, load_site, recognise
from newsbot.sites.folder import named, profiles_of, sites_folder
from newsbot.sites.site import host_key
from newsbot.terminal import printable, readers_may_leave, say
from newsbot.verdict import EXIT_CODES

if TYPE_CHECKING:
    import argparse

    from lxml.etree import _Element

    from newsbot.items import Article
    from newsbot.pages.article import ArticlePage


class _NoRecord(Exception):  # noqa: N818 - it is an answer
    """The page gives no record; *word* is the verdict that says how."""

    def __init__(self, word: str, reason: str) -> None:
        super().__init__(reason)
        self.word = word


class _Source(NamedTuple):
    """A page, decoded; its address, empty if nobody said it; the time of its fetch."""

    html: str
    url: str
    now: datetime


class Command(ProjectCommand):
    """Print the record of one page, field by field, with the rule that gave each and
    what the page says besides."""

    def syntax(self) -> str:
        return "[options] <URL|FILE|->"

    def short_desc(self) -> str:
        return "Print the record that a page gives, with the rule behind each field"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add = parser.add_argument
        add("-a", "--site", metavar="PROFILE", help="profile: name, path or address")
        add("--url", help="address of a page that is read from a file")
        add("--tz", metavar="ZONE", help="IANA zone of the site's local times")
        add("--json", action="store_true", help="print the record as a line of JSON")
        add("--full", action="store_true", help="print long texts in full")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the record, or say in one line why there is none."""
        if len(args) != 1:
            raise UsageError
        try:
            with readers_may_leave():
                self._show(args[0], opts)
        except SiteError as error:
            self._end("misconfigured", str(error))
        except OSError as error:
            self._end("misconfigured", in_words(error))
        except _NoRecord as error:
            self._end(error.word, str(error))

    def _end(self, word: str, reason: str) -> None:
        self.exitcode = EXIT_CODES[word]
        say(f"newsbot page {word}: {reason}")

    def _show(self, place: str, opts: argparse.Namespace) -> None:
        from newsbot.pages.html import parse
        from newsbot.pages.refusal import find_stand_in

        _check_zone(opts.tz or "UTC")
        site = self._site(opts.site)
        is_web = place.lower().startswith(("http://", "https://"))
        source = self._fetched(place, opts) if is_web else _read(place, opts.url)
        tree = parse(source.html)
        url = source.url or _own_address(tree)
        try:
            host = host_key(url).removeprefix("www.")
        except ValueError as error:
            message = f"the page does not say its address: --url https://… ({error})"
            raise SiteError(message) from error
        home = urljoin(url, "/") if site is None else site.url
        is_home = url_key(url) == url_key(home)
        if not is_home and (found := find_stand_in(tree, url=url, home=home)):
            raise _NoRecord("empty", found.reason)
        profile = (site and site.profile) or recognise(tree) or generic()
        zone = opts.tz or (site and site.timezone) or profile.timezone
        page = self._page(source._replace(url=url), profile, zone)
        of_page = site or Site(name=host, url=home)
        of_page.hosts.add(host_key(url))
        article = self._record(page, profile, of_page, host)
        if opts.json:
            _print_json(article)
        else:
            from newsbot.display import show
            from newsbot.leftout import show_left_out

            known = zone or "UTC, for none is known: --tz ZONE"
            head = f"profile {profile.key}, zone {known}"
            show(page, article, head, full=opts.full)
            show_left_out(page.container, article, full=opts.full)
            if site is None:
                self._name_own(host)
        missing = [
            name
            for name, is_there in (
                ("headline", article.title),
                ("container of a body", "text" in article.sources),
            )
            if not is_there
        ]
        if missing:
            what = " and no ".join(missing)
            raise _NoRecord("empty", f"no {what} found: it would be quarantined")

    def _site(self, argument: str | None) -> Site | None:
        """The site that ``--site`` names, as ``-a site=`` does."""
        assert self.settings is not None
        if argument is None:
            return None
        name = argument.removeprefix("site=")
        return load_site(named(name, sites_folder(self.settings)))

    def _name_own(self, host: str) -> None:
        """Say which profile of a person's own is that of *host*, and was not taken."""
        assert self.settings is not None
        for path in profiles_of(host, sites_folder(self.settings)):
            say(f"newsbot page: {path} is of this site: take it by -a {path.stem}")

    def _fetched(self, url: str, opts: argparse.Namespace) -> _Source:
        """The page at *url*, fetched as a crawl would."""
        from scrapy.http import HtmlResponse

        from newsbot.fetch import FetchError, fetch

        assert self.settings is not None
        site = opts.site and opts.site.removeprefix("site=")
        try:
            (answer,) = fetch([url], self.settings, site=site).values()
        except FetchError as error:
            raise _NoRecord(error.word, str(error)) from error
        if isinstance(answer, FetchError):
            raise _NoRecord(answer.word, str(answer)) from answer
        if not isinstance(answer, HtmlResponse):
            kind = (answer.headers.get("Content-Type") or b"").decode("latin-1")
            raise _NoRecord("empty", f"{url} is no page: {kind or 'of no type'}")
        return _Source(answer.text, answer.url, datetime.now(UTC))

    def _page(self, source: _Source, profile: Profile, zone: str | None) -> ArticlePage:
        from newsbot.pages.article import ArticlePage

        return ArticlePage(
            source.html, url=source.url, profile=profile, tz=zone, now=source.now
        )

    def _record(
        self, page: ArticlePage, profile: Profile, site: Site, host: str
    ) -> Article:
        """The record of *page*, cleaned as in a crawl.

        :raises _NoRecord: if it is no article's page
        """
        from newsbot.pages.article import NotAnArticle, ProtectedArticle
        from newsbot.pages.listing import read_listing
        from newsbot.pipelines.clean import clean_item
        from newsbot.spiders.addresses import own_address

        try:
            article: Article = clean_item(page.article(host))
        except ProtectedArticle as error:
            raise _NoRecord("empty", str(error)) from error
        except NotAnArticle as error:
            listing = read_listing(page.tree, url=page.url, profile=profile)
            links = listing.articles
            if not links:
                raise _NoRecord("empty", f"no article: {error}") from error
            for link in links:
                print(printable(link))
            reason = f"a listing with {len(links)} articles ({error})"
            if listing.next:
                reason += f"; it goes on at {listing.next}"
            raise _NoRecord("empty", reason) from error
        article.canonical_url = own_address(article.canonical_url, site)
        return article


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f"no time zone {zone!r}; use an IANA name such as Asia/Riyadh"
        raise SiteError(message) from error


def _read(place: str, url: str | None) -> _Source:
    """The page in the file *place*, ``-`` for standard input; a file was fetched when
    it was last written."""
    from newsbot.pages.html import decode

    now = datetime.now(UTC)
    if place == "-":
        data = sys.stdin.buffer.read()
    else:
        path = Path(place)
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            hint = "an address begins with https://"
            raise SiteError(f"{in_words(error)}; {hint}") from error
        now = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return _Source(decode(data), url or "", now)


def _own_address(tree: _Element) -> str:
    """What the page *tree* names as its address, empty if nothing."""
    from newsbot.pages.structured import Structured

    structured = Structured(tree)
    return structured.canonical or structured.meta.get("og:url") or ""


def _print_json(article: Article) -> None:
    """Print *article* as the feeds write it."""
    from scrapy.exporters import JsonLinesItemExporter

    line = BytesIO()
    exporter = JsonLinesItemExporter(line, encoding="utf-8")
    exporter.export_item(article)
    print(line.getvalue().decode(), end="")
