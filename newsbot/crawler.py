"""A crawler of one site, of which a process may run several: it waits for its turn,
holds the site's locks, and ends in a verdict."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.crawler import Crawler

from newsbot.exceptions import describe
from newsbot.extensions.lock import Locked, hold, lock_files
from newsbot.extensions.report import RunReport
from newsbot.ledger import LedgerError, close_ledger, ledger_of
from newsbot.oserrors import DISK, OURS, remedy
from newsbot.sites import SiteError
from newsbot.sites.settings import (
    apply_settings,
    check_components,
    check_numbers,
)
from newsbot.terminal import say
from newsbot.verdict import Verdict, judge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from scrapy import Spider
    from scrapy.settings import Settings

    from newsbot.sites import Site

logger = logging.getLogger(__name__)


class Turns:
    """Lets so many sites run at a time, in the order in which they come; sites that
    have a lock in common run one after the other."""

    def __init__(self, at_once: int) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._files: defaultdict[Path, asyncio.Lock] = defaultdict(asyncio.Lock)

    @contextlib.asynccontextmanager
    async def turn(self, files: Iterable[Path]) -> AsyncIterator[None]:
        """Wait until it is the turn of the site with the lock *files*.

        What shares a lock waits for it first, so that it takes no place meanwhile.
        """
        async with contextlib.AsyncExitStack() as stack:
            for file in sorted(files):
                await stack.enter_async_context(self._files[file])
            await stack.enter_async_context(self._places)
            yield


class SiteCrawler(Crawler):
    """A crawler of *site*, with settings and locks of its own.

    :param spidercls: the spider's class, a :class:`newsbot.spiders.base.NewsSpider`
    :param settings: the settings of the process, which are copied
    :param site: what the spider will crawl
    :param turns: shared by all crawlers of the process
    """

    def __init__(
        self, spidercls: type[Spider], settings: Settings, *, site: Site, turns: Turns
    ) -> None:
        super().__init__(spidercls, settings)
        apply_settings(self.settings, site)
        self.site = site
        self.verdict: Verdict | None = None
        """How the run went; None until it has ended."""
        self._turns = turns
        self._locks = hold(self)
        self._is_stopped = False

    @property
    def is_no_news(self) -> bool:
        """Whether the verdict is ``locked`` and the other run is within its time."""
        refused = self._locks.refused
        if refused is None:
            return False
        return refused.age <= self.settings.getfloat("NEWSBOT_RUN_SECONDS")

    @property
    def is_double(self) -> bool:
        """Whether the site turned out to be one that this process crawls already
        under another name, from which it redirects."""
        refused = self._locks.refused
        return refused is not None and refused.is_ours

    async def crawl_async(self, *args: Any, **kwargs: Any) -> None:
        """Crawl the site when its turn has come; :attr:`verdict` says how it went."""
        files = lock_files(self._data, self.site)
        async with self._turns.turn(files):
            if self._is_stopped:
                return
            try:
                verdict = self._prepare(files)
                if verdict is None:
                    await super().crawl_async(*args, **kwargs)
            except SiteError as error:
                verdict = Verdict("misconfigured", str(error))
            except Exception as error:  # one site that fails hinders no other
                logger.exception("The crawl of %s did not start", self.site.name)
                why = f"the crawl did not start: {describe(error)}"
                verdict = Verdict("crashed", why)
            self.finish(verdict)

    async def stop_async(self) -> None:
        """End the crawl in order, or never begin it."""
        self._is_stopped = True
        await super().stop_async()

    def finish(self, verdict: Verdict | None = None) -> Verdict:
        """Judge the run (None) or take *verdict*, and let go what the run holds;
        once: a second call returns the same verdict."""
        if self.verdict is None:
            try:
                self.verdict = verdict or self._judged()
                close_ledger(self)
            finally:
                self._locks.release()
        return self.verdict

    def _prepare(self, files: list[Path]) -> Verdict | None:
        """Take the locks and open the ledger; the verdict if that fails."""
        try:
            check_numbers(self.settings)
            check_components(self.settings)
            self._locks.take(files)
            ledger_of(self)
        except SiteError as error:
            return Verdict("misconfigured", str(error))
        except Locked as error:
            return Verdict("locked", str(error))
        except LedgerError as error:
            return Verdict("crashed", str(error))
        except OSError as error:
            what = f"cannot write to {self._data / self.site.name}: {error.strerror}"
            if error.errno in (*DISK, *OURS):
                return Verdict("crashed", f"{what}{remedy(error)}")
            what += "; set NEWSBOT_DATA to a folder that you may write"
            return Verdict("misconfigured", what)
        if self.site.is_demo:
            say(
                "newsbot: this is the bundled demo site; name yours with "
                "-a site=https://www.example.com/"
            )
        return None

    @property
    def _data(self) -> Path:
        return Path(self.settings["NEWSBOT_DATA"])

    def _judged(self) -> Verdict:
        if self.spider is None:
            if self._is_stopped:
                return Verdict("stopped", "by a signal, before it began")
            return Verdict("crashed", "the crawl did not start: -L ERROR shows why")
        report = self.get_extension(RunReport)
        if report is None:  # somebody has switched it off
            return judge(self.stats.get_stats())
        return report.finish()
