"""``scrapy crawl``: Scrapy's own, with a lock, a verdict and an exit code."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from newsbot.extensions.lock import Locked, RunLock
from newsbot.extensions.report import RunReport
from newsbot.ledger import LedgerError, ledger_of
from newsbot.sites import SiteError
from newsbot.sites.settings import apply_environment, apply_settings, check_numbers
from newsbot.sites.site import host_key
from newsbot.spiders.arguments import ArgumentError
from newsbot.spiders.base import NewsSpider
from newsbot.terminal import is_terminal, say
from newsbot.verdict import Verdict, judge

if TYPE_CHECKING:
    import argparse

    from scrapy.crawler import Crawler

    from newsbot.sites import Site

_SILENT = ("delivered", "quiet")


def lock_files(data: Path, site: Site) -> list[Path]:
    """The locks of a run of *site*: that of its host, which it has under every name,
    then that of its folder, which guards the files in it.

    :param data: the data folder
    """
    host = host_key(site.url).removeprefix("www.")
    return [data / ".locks" / host, data / site.name / "lock"]


class Command(crawl.Command):
    """Run a spider; the exit code and one line tell how it went."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Under cron nothing is printed but the verdict: without a log file, the
        log is silent unless ``-L`` or ``-s LOG_LEVEL=`` asks for it."""
        super().process_options(args, opts)
        assert self.settings is not None
        apply_environment(self.settings)
        level = self.settings["LOG_LEVEL"]
        if level not in logging.getLevelNamesMapping():
            raise UsageError(f"there is no log level {level!r}", print_help=False)
        asked = (self.settings.getpriority("LOG_LEVEL") or 0) > 20
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
        if len(args) != 1:
            raise UsageError
        assert self.crawler_process
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
            spider = spidercls(**opts.spargs)
        except (SiteError, ArgumentError, TypeError) as error:
            self._end(Verdict("misconfigured", str(error)))
            return
        self._crawl(spider, args[0], opts.spargs)

    def _crawl(self, spider: NewsSpider, name: str, arguments: dict[str, Any]) -> None:
        assert self.crawler_process
        assert self.settings is not None
        site = spider.site
        apply_settings(self.settings, site)
        try:
            check_numbers(self.settings)
        except SiteError as error:
            self._end(Verdict("misconfigured", str(error)), site.name)
            return
        data = Path(self.settings["NEWSBOT_DATA"])
        with ExitStack() as locks:
            try:
                for path in lock_files(data, site):
                    locks.enter_context(RunLock(path))
            except Locked as error:
                # As long as the other run is within its time, that is no news.
                is_news = error.age > self.settings.getfloat("NEWSBOT_RUN_SECONDS")
                verdict = Verdict("locked", str(error))
                self._end(verdict, site.name, silent=not is_news)
                return
            except OSError as error:
                reason = (
                    f"cannot write to {data / site.name}: {error.strerror}; "
                    "set NEWSBOT_DATA to a folder that you may write"
                )
                self._end(Verdict("misconfigured", reason), site.name)
                return
            self._run_spider(name, arguments, site)

    def _run_spider(self, name: str, arguments: dict[str, Any], site: Site) -> None:
        assert self.crawler_process
        if site.is_demo:
            say(
                "newsbot: this is the bundled demo site; name yours with "
                "-a site=https://www.example.com/"
            )
        crawler = self._create_crawler(name)
        try:
            ledger_of(crawler)
        except LedgerError as error:
            self._end(Verdict("crashed", str(error)), site.name)
            return
        self.crawler_process.crawl(crawler, **arguments)
        self.crawler_process.start()
        self._end(self._verdict(crawler), site.name)

    def _verdict(self, crawler: Crawler) -> Verdict:
        assert self.crawler_process
        if self.crawler_process.bootstrap_failed:
            return Verdict("crashed", "the crawl did not start; -L ERROR shows why")
        report = crawler.get_extension(RunReport)
        if report is None:  # somebody has switched it off
            return judge(crawler.stats.get_stats())
        return report.finish()

    def _end(self, verdict: Verdict, site: str = "", *, silent: bool = False) -> None:
        self.exitcode = verdict.exit_code
        silent = silent or verdict.word in _SILENT
        if not silent or is_terminal():
            place = f" {site}" if site else ""
            reason = f": {verdict.reason}" if verdict.reason else ""
            say(f"newsbot{place} {verdict.word}{reason}")
