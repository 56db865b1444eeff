"""``scrapy crawl``: Scrapy's own, with a lock, a verdict and an exit code, for one
site or several."""

from __future__ import annotations

import gc
import logging
import re
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.commands import crawl
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES

from newsbot.command import check_options
from newsbot.crawler import SiteCrawler, Turns
from newsbot.extensions.fulllog import bear_full_logs
from newsbot.extensions.lock import host_lock
from newsbot.feedstorage import LINE_FORMATS, LineFeedStorage
from newsbot.sites import SiteError
from newsbot.sites.folder import named, profiles_of, sites_folder, split_sites
from newsbot.sites.settings import apply_environment, check_numbers, switch_off
from newsbot.sites.site import host_key
from newsbot.spiders.arguments import ArgumentError
from newsbot.spiders.base import NewsSpider
from newsbot.terminal import is_terminal, open_standard_error, say
from newsbot.verdict import EXIT_CODES, Verdict, worst

if TYPE_CHECKING:
    import argparse

    from scrapy.settings import BaseSettings

    from newsbot.sites import Site

logger = logging.getLogger(__name__)

_ARGUMENT = re.compile(r"[a-z_]+=")
_SILENT = ("delivered", "quiet")


class Command(crawl.Command):
    """Run a spider; the exit code and one line for each site tell how it went."""

    def __init__(self) -> None:
        super().__init__()
        self._verdicts: list[Verdict] = []

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Under cron nothing is printed but the verdict: without a log file, the
        log is silent unless ``-L`` or ``-s LOG_LEVEL=`` asks for it."""
        open_standard_error()
        bear_full_logs()
        check_options(args)
        super().process_options(args, opts)
        assert self.settings is not None
        apply_environment(self.settings)
        level = self.settings["LOG_LEVEL"]
        if level not in logging.getLevelNamesMapping():
            raise UsageError(f"there is no log level {level!r}", print_help=False)
        weight = self.settings.getpriority("LOG_LEVEL") or 0
        asked = weight > SETTINGS_PRIORITIES["project"]
        log_file = self.settings["LOG_FILE"]
        if not asked and not log_file:
            self.settings.set("LOG_LEVEL", "CRITICAL", priority="cmdline")
        if log_file:
            try:
                Path(log_file).parent.mkdir(parents=True, exist_ok=True)
                Path(log_file).touch()
            except OSError as error:
                reason = f"cannot write the log {log_file}: {error.strerror}"
                raise UsageError(reason, print_help=False) from error

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the spider that *args* names with the arguments of ``-a``."""
        if not args:
            raise UsageError
        if args[1:]:
            meant = args[1] if _ARGUMENT.match(args[1]) else f"site={args[1]}"
            raise UsageError(
                f"{args[1]} stands alone: did you mean -a {meant}?", print_help=False
            )
        assert self.crawler_process
        assert self.settings is not None
        loader = self.crawler_process.spider_loader
        if args[0] not in loader.list():
            known = ", ".join(sorted(loader.list()))
            reason = f"there is no spider {args[0]!r}; known: {known}"
            self._end(Verdict("misconfigured", reason))
            return
        spidercls = loader.load(args[0])
        if not issubclass(spidercls, NewsSpider):
            super().run(args, opts)
            return
        try:
            sites = split_sites(opts.spargs.get("site"), sites_folder(self.settings))
            if len(sites) > 1:
                check_numbers(self.settings)
                check_feeds(self.settings)
            planned = self._plan(spidercls, opts.spargs, sites)
        except (SiteError, ArgumentError, TypeError) as error:
            # Python's word for an argument that a spider does not take is TypeError,
            # which may be a mistake in the spider as well.
            logger.debug("No spider could be made", exc_info=True)
            self._end(Verdict("misconfigured", str(error)))
            return
        self._crawl(spidercls, opts.spargs, planned)

    def _plan(
        self,
        spidercls: type[NewsSpider],
        arguments: dict[str, Any],
        sites: list[str | None],
    ) -> list[tuple[str | None, Site]]:
        """What ``-a site=`` is to be for each run, and the site that it means; a site
        that cannot be used has its verdict, and one that comes twice is run once."""
        assert self.settings is not None
        folder = sites_folder(self.settings)
        planned: dict[tuple[Path, str], tuple[str | None, Site]] = {}
        for argument in sites:
            try:
                name = named(argument, folder)
                site = spidercls(**{**arguments, "site": name}).site
            except SiteError as error:
                self._end(Verdict("misconfigured", str(error)))
                continue
            host = host_key(site.url)
            if is_terminal() and "://" in (name or ""):
                for path in profiles_of(host.removeprefix("www."), folder):
                    hint = f"is of this site: take it by -a site={path.stem}"
                    say(f"newsbot: {path} {hint}")
            place = host_lock(Path(), host), urlsplit(site.url).path
            planned.setdefault(place, (name, site))
        return list(planned.values())

    def _crawl(
        self,
        spidercls: type[NewsSpider],
        arguments: dict[str, Any],
        planned: list[tuple[str | None, Site]],
    ) -> None:
        assert self.settings is not None
        if not isinstance(self.crawler_process, AsyncCrawlerProcess):
            reason = "newsbot needs the event loop of asyncio: leave "
            reason += "TWISTED_REACTOR and FORCE_CRAWLER_PROCESS as they are"
            self._end(Verdict("misconfigured", reason))
            return
        several = len(planned) > 1
        turns = Turns(self.settings.getint("NEWSBOT_SITES_AT_ONCE") if several else 1)
        running: list[SiteCrawler] = []

        def ended(crawler: SiteCrawler, _: object = None) -> None:
            if crawler not in running:
                return
            running.remove(crawler)
            verdict = crawler.finish()
            if not crawler.is_double:
                self._end(verdict, crawler.site.name, silent=crawler.is_no_news)
            elif is_terminal():
                say(f"newsbot {crawler.site.name}: crawled under another name")

        for name, site in planned:
            crawler = SiteCrawler(spidercls, self.settings, site=site, turns=turns)
            if several:
                # One line cannot show several sites.
                switch_off(crawler.settings, ["progress.Progress"])
            running.append(crawler)
            task = self.crawler_process.crawl(crawler, **{**arguments, "site": name})
            task.add_done_callback(partial(ended, crawler))
        if planned:
            _collect_seldom()
            self.crawler_process.start()
        while running:  # a second SIGTERM lets none come to its end
            ended(running[0])
        if len(self._verdicts) > 1 and is_terminal():
            words = Counter(verdict.word for verdict in self._verdicts)
            counts = (f"{words[word]} {word}" for word in EXIT_CODES if words[word])
            say(f"newsbot: {', '.join(counts)}")

    def _end(self, verdict: Verdict, site: str = "", *, silent: bool = False) -> None:
        self._verdicts.append(verdict)
        self.exitcode = (worst(self._verdicts) or verdict).exit_code
        silent = silent or verdict.word in _SILENT
        if not silent or is_terminal():
            place = f" {site}" if site else ""
            reason = f": {verdict.reason}" if verdict.reason else ""
            say(f"newsbot{place} {verdict.word}{reason}")


def check_feeds(settings: BaseSettings) -> None:
    """See that several sites can write into the feeds that -o and -O name.

    :raises SiteError: if one would spoil what the other has written
    """
    for uri, options in settings.getdict("FEEDS").items():
        address, form = str(uri), str(options.get("format"))
        if "%(folder)s" in address or "%(site)s" in address:
            continue  # each site has its own
        what = ""
        scheme = urlsplit(address).scheme
        if options.get("overwrite"):
            what = "each site would replace what another has written"
        elif scheme == "stdout":
            if form not in LINE_FORMATS or form == "csv":
                what = f"{form} is no sequence of lines that sites could add to"
        elif scheme not in ("", "file"):
            what = "each site would replace what another has stored"
        elif not LineFeedStorage(address, feed_options=options).lines:
            what = f"{form} is no sequence of lines that sites could add to"
        if what:
            raise SiteError(
                f"{address} cannot be written by several sites: {what}; use "
                "-o news.jsonl, or give each site its file: -o '%(site)s.jsonl'"
            )


def _collect_seldom() -> None:
    """Let Python look for garbage in cycles after every 50,000 objects instead of 700,
    and never among the modules: it costs a crawl 5 to 7 % of its CPU, and a page leaves
    few cycles behind."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
