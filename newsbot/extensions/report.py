"""Extension: counts what became of each page, and leaves a record of the run."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from os import SEEK_END
from pathlib import Path
from typing import TYPE_CHECKING, Any

from itemadapter import ItemAdapter
from scrapy import signals

import newsbot
from newsbot.exceptions import note_crash
from newsbot.items import Article
from newsbot.ledger import LedgerError, ledger_of
from newsbot.ledger.runs import LAST_RUNS
from newsbot.oserrors import remedy
from newsbot.outcomes import LEFT_OUT
from newsbot.signals import article_exported, page_ended, site_identified
from newsbot.verdict import ENOUGH, Verdict, judge, lost_listings

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.ledger import Ledger
    from newsbot.spiders.account import Account

# Outcomes that are in order need no reason in the record.
_IN_ORDER = ("delivered", "revised", "withdrawn", "unchanged", "old", "later")
_WHOLE = ("delivered", "quiet", "partial")
# How the warning begins of an article whose body the profile's selector did not find.
_BODY_LOST = "text: the selector of the body finds nothing"
REASONS = 100
"""So many pages of each outcome have their reason in the record of a run: an archive
may have 200,000 addresses that are no articles. `pages` counts all of them."""


class RunReport:
    """Count every page's outcome in ``newsbot/pages/<outcome>``, and append one
    JSON line about the run to ``runs.jsonl`` in the site's folder: verdict,
    times, outcomes, requests, how often each field was filled, and the reasons
    for pages that gave no article (the first `REASONS` of each outcome). The ledger
    keeps the same without the reasons, which no run asks for.

    The verdict stands in the stats ``newsbot/verdict`` and
    ``newsbot/verdict_reason``.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._started = datetime.now(UTC)
        self._reasons: list[dict[str, str]] = []
        self._ended: Counter[str] = Counter()
        self._filled: dict[str, int] = {}
        self._site_id = ""
        self._run: int | None = None
        self._verdict: Verdict | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        report = cls(crawler)
        crawler.signals.connect(report._site_identified, site_identified)
        crawler.signals.connect(report._page_ended, page_ended)
        crawler.signals.connect(report._article_exported, article_exported)
        crawler.signals.connect(report.finish, signals.engine_stopped)
        return report

    def _site_identified(self, site_id: str) -> None:
        self._site_id = site_id
        self._run = self._ledger.start_run(site_id, now=self._started)
        self._crawler.stats.set_value("newsbot/run", self._run)

    @property
    def _ledger(self) -> Ledger:
        return ledger_of(self._crawler)

    @property
    def _account(self) -> Account | None:
        return getattr(self._crawler.spider, "account", None)

    def _page_ended(self, url: str, outcome: str, reason: str) -> None:
        self._crawler.stats.inc_value(f"newsbot/pages/{outcome}")
        if outcome in LEFT_OUT and (account := self._account) is not None:
            account.misses(outcome, url)
        self._ended[outcome] += 1
        if outcome not in _IN_ORDER and self._ended[outcome] <= REASONS:
            self._reasons.append({"url": url, "outcome": outcome, "reason": reason})

    def _article_exported(self, item: Any, url: str) -> None:
        adapter = ItemAdapter(item)
        outcome = "delivered"
        if adapter.get("status") == "withdrawn":
            outcome = "withdrawn"
        elif (adapter.get("revision") or 1) > 1:
            outcome = "revised"
        self._page_ended(url, outcome, "")
        if outcome != "delivered":
            return  # what new articles usually have is told by new ones
        warnings = adapter.get("warnings") or []
        if any(str(one).startswith(_BODY_LOST) for one in warnings):
            self._crawler.stats.inc_value("newsbot/body_lost")
        # An Article needs none of what the adapter does for each field.
        fields = vars(item) if isinstance(item, Article) else adapter
        for name, value in fields.items():
            if value not in (None, "", []):
                self._filled[name] = self._filled.get(name, 0) + 1

    def finish(self) -> Verdict:
        """Judge the run and leave its record, once: when the engine stops, or when
        the process ends before that (a second SIGTERM)."""
        if self._verdict is None:
            stats = self._crawler.stats
            verdict = judge(
                stats.get_stats(),
                filled=self._filled,
                earlier=self._earlier(),
                reasons=self._reasons,
            )
            self._verdict = self._leave_record(verdict)
            stats.set_value("newsbot/verdict", self._verdict.word)
            stats.set_value("newsbot/verdict_reason", self._verdict.reason)
        return self._verdict

    def _leave_record(self, verdict: Verdict) -> Verdict:
        """Write the record; the verdict that then holds, since a disk or database
        may fail even here."""
        site = getattr(self._crawler.spider, "site", None)
        if site is None:
            return verdict
        path = Path(self._crawler.settings["NEWSBOT_DATA"]) / site.name / "runs.jsonl"
        record = self._record(*verdict)
        if self._run is not None:
            try:
                whole = bool(record["whole"])
                kept = {key: record[key] for key in record if key != "reasons"}
                self._ledger.runs.finish(self._run, verdict.word, kept, whole=whole)
            except LedgerError as error:
                # What happened to the run is told all the same.
                verdict = Verdict("crashed", str(error))
                record |= {"verdict": verdict.word, "reason": verdict.reason}
                record["whole"] = False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            append_line(path, json.dumps(record, ensure_ascii=False))
        except OSError as error:
            why = f"cannot write {path}: {error.strerror}{remedy(error)}"
            went = f"{verdict.word} {verdict.reason}".strip()
            return Verdict("crashed", f"{why}. Without that: {went}")
        return verdict

    def _earlier(self) -> list[dict[str, Any]]:
        """The records of earlier runs, if this one can be compared with them."""
        delivered = self._crawler.stats.get_value("newsbot/pages/delivered", 0)
        if delivered < ENOUGH or self._run is None:
            return []
        try:
            runs = self._ledger.runs.last(self._site_id, LAST_RUNS)
        except LedgerError as error:
            note_crash(self._crawler.stats, error)
            return []
        return [json.loads(run.counts) for run in runs if run.id != self._run]

    def _record(self, word: str, reason: str) -> dict[str, Any]:
        stats = self._crawler.stats.get_stats()
        ended = datetime.now(UTC)

        def group(prefix: str) -> dict[str, Any]:
            return {
                name.removeprefix(prefix): value
                for name, value in sorted(stats.items())
                if name.startswith(prefix)
            }

        return {
            "verdict": word,
            "reason": reason,
            # All that was found was delivered, or written down to be tried again.
            "whole": stats.get("finish_reason") == "finished"
            and word in _WHOLE
            and not lost_listings(stats),
            "spider": self._crawler.spidercls.name,
            "version": newsbot.__version__,
            "started": self._started.isoformat(timespec="seconds"),
            "seconds": round((ended - self._started).total_seconds(), 3),
            "pages": group("newsbot/pages/"),
            "duplicates": stats.get("newsbot/duplicates", 0),
            "listing_pages": stats.get("newsbot/listing_pages", 0),
            # Where listings were left: between two walks, and below the deepest.
            "gap": stats.get("newsbot/gap"),
            "horizon": stats.get("newsbot/horizon"),
            "requests": group("newsbot/requests/"),
            # requests for articles = pages - not_asked_for + further_pages
            "not_asked_for": stats.get("newsbot/not_asked_for", 0),
            "further_pages": stats.get("newsbot/further_pages", 0),
            "refusals": group("newsbot/refusals/"),
            "wait_seconds": stats.get("newsbot/wait_seconds", 0),
            "statuses": group("downloader/response_status_count/"),
            "bytes": stats.get("downloader/response_bytes", 0),
            # What the site says it has, and what of it was not delivered, and why.
            "stated": group("newsbot/stated/"),
            "missing": account.missing() if (account := self._account) else {},
            "filled": self._filled,
            "reasons": self._reasons,
        }


def append_line(path: Path, line: str) -> None:
    """Add *line* to the file at *path*; half a line at its end, as a full disk leaves
    it, is closed first.

    :raises OSError: if it cannot be written
    """
    with path.open("ab+") as file:
        if file.tell():
            file.seek(-1, SEEK_END)
            if file.read(1) != b"\n":
                line = f"\n{line}"
        file.write(f"{line}\n".encode("utf-8", "replace"))
