"""Settings that are numbers are looked at before a run begins, and a run that does
not begin says why."""

from __future__ import annotations

import asyncio
import errno
import math
import os
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.settings import Settings

import newsbot.settings
from newsbot import crawler as crawlers
from newsbot.crawler import SiteCrawler, Turns
from newsbot.extensions import lock
from newsbot.extensions.lock import RunLock, host_lock
from newsbot.ledger import LedgerError
from newsbot.pipelines.clean import CleanPipeline
from newsbot.settings import ITEM_PIPELINES
from newsbot.sites import SiteError, load_site
from newsbot.sites.settings import NUMBERS, SWITCHES, check_components, check_numbers
from newsbot.spiders.latest import LatestSpider
from tests.crawling import FAST, scrapy

if TYPE_CHECKING:
    from pathlib import Path


class Nothing:
    """A pipeline of a user's own."""


class Careful(CleanPipeline):
    """One that does more than newsbot's."""


def settings(**changes: Any) -> Settings:
    values = Settings()
    values.setmodule(newsbot.settings)
    values.setdict(changes, priority="cmdline")
    return values


@pytest.mark.parametrize("name", SWITCHES)
@pytest.mark.parametrize("value", ["nein", "on", "", "2.5"])
def test_a_switch_that_is_none_is_named(name: str, value: Any) -> None:
    with pytest.raises(SiteError) as caught:
        check_numbers(settings(**{name: value}))
    assert str(caught.value) == f"{name} is {value!r}: give True or False"


class TestTable:
    def test_its_switches_are_those_of_the_project(self) -> None:
        switches = {
            name
            for name, value in vars(newsbot.settings).items()
            if name.isupper() and isinstance(value, bool)
        }
        assert "ROBOTSTXT_OBEY" in switches
        consoles = {"TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED"}
        assert switches - {*SWITCHES} - consoles == set()
        assert [name for name in SWITCHES if name not in settings()] == []

    def test_it_has_every_number_of_the_project(self) -> None:
        numbers = {
            name
            for name, value in vars(newsbot.settings).items()
            if name.isupper() and type(value) in (int, float)
        }
        assert numbers >= {"NEWSBOT_BATCH_ITEMS", "DOWNLOAD_DELAY", "URLLENGTH_LIMIT"}
        assert numbers - NUMBERS.keys() == set()

    def test_its_names_are_settings(self) -> None:
        known = settings()
        assert [name for name in NUMBERS if name not in known] == []

    @pytest.mark.parametrize("name", NUMBERS)
    @pytest.mark.parametrize(
        "value", ["soon", "", "nan", "inf", math.inf, math.nan, -1, "-1", [], "1,5"]
    )
    def test_what_is_no_number_of_use_is_named(self, name: str, value: Any) -> None:
        with pytest.raises(SiteError) as caught:
            check_numbers(settings(**{name: value}))
        assert str(caught.value).startswith(f"{name} is {value!r}: give a ")

    @pytest.mark.parametrize(
        ("name", "value", "allowed"),
        [
            ("NEWSBOT_MAX_ATTEMPTS", "2.5", "a whole number, 1 or more"),
            ("NEWSBOT_MAX_ATTEMPTS", 2.5, "a whole number, 1 or more"),
            ("NEWSBOT_MAX_ATTEMPTS", "0", "a whole number, 1 or more"),
            ("NEWSBOT_MAX_ATTEMPTS", None, "a whole number, 1 or more"),
            ("CONCURRENT_REQUESTS", "2.5", "a whole number, 1 or more"),
            ("NEWSBOT_LOOK_BUDGET", "1.5", "a whole number, 0 or more"),
            ("NEWSBOT_QUARANTINE_MB", "lots", "a number, 0 or more"),
            ("NEWSBOT_DATABASE_TIMEOUT", "soon", "a number, 0 or more"),
        ],
    )
    def test_the_message_says_what_is_allowed(
        self, name: str, value: Any, allowed: str
    ) -> None:
        with pytest.raises(SiteError) as caught:
            check_numbers(settings(**{name: value}))
        assert str(caught.value) == f"{name} is {value!r}: give {allowed}"

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("NEWSBOT_MAX_ATTEMPTS", "3"),
            ("NEWSBOT_MAX_ATTEMPTS", 3.0),
            ("NEWSBOT_LOOK_BUDGET", None),
            ("NEWSBOT_QUARANTINE_MB", "0.5"),
            ("DOWNLOAD_DELAY", "2.5"),
            ("DOWNLOAD_DELAY", 0),
        ],
    )
    def test_numbers_pass(self, name: str, value: Any) -> None:
        given = settings(**{name: value})
        check_numbers(given)
        assert given[name] == value
        # What passes is looked at: the same setting may be refused.
        with pytest.raises(SiteError, match=f"{name} is 'soon'"):
            check_numbers(settings(**{name: "soon"}))


class TestVerdicts:
    @pytest.mark.parametrize(
        "word", ["NEWSBOT_DATABASE_TIMEOUT=soon", "NEWSBOT_RUN_SECONDS=soon"]
    )
    def test_a_run_with_a_word_for_a_number(self, word: str, tmp_path: Path) -> None:
        run = scrapy("crawl", "latest", *FAST, "-s", word, data=tmp_path / "data")
        name = word.partition("=")[0]
        assert run.exit_code == 2
        assert run.err == (
            f"newsbot demo misconfigured: {name} is 'soon': give a number, 0 or more\n"
        )
        assert not (tmp_path / "data").exists()

    def test_a_command_with_a_word_for_a_number(self, tmp_path: Path) -> None:
        word = ("-s", "NEWSBOT_DATABASE_TIMEOUT=soon")
        run = scrapy("retry", "demo", *word, data=tmp_path / "data")
        assert run.exit_code == 2
        assert run.complaint.startswith("newsbot: NEWSBOT_DATABASE_TIMEOUT is 'soon'")

    @pytest.mark.parametrize(
        ("name", "first"),
        [
            ("EXTENSIONS", "newsbot.extensions.report.RunReport"),
            ("ITEM_PIPELINES", "newsbot.pipelines.clean.CleanPipeline"),
        ],
    )
    def test_a_run_without_its_parts(
        self, name: str, first: str, tmp_path: Path
    ) -> None:
        data = tmp_path / "data"
        run = scrapy("crawl", "latest", *FAST, "-s", f"{name}={{}}", data=data)
        assert run.exit_code == 2
        assert run.complaint == (
            f"newsbot demo misconfigured: {name} leaves out {first}: keep newsbot's "
            "entries beside your own, with None for one that is to be off"
        )
        assert not data.exists()

    def test_a_part_that_is_off(self) -> None:
        off = {"newsbot.pipelines.duplicates.DuplicatesPipeline": None, Nothing: 50}
        check_components(settings(ITEM_PIPELINES={**ITEM_PIPELINES, **off}))

    def test_a_part_that_is_made_from_another(self) -> None:
        parts: dict[Any, int] = {**ITEM_PIPELINES, Careful: 100}
        del parts["newsbot.pipelines.clean.CleanPipeline"]
        check_components(settings(ITEM_PIPELINES=parts))

    def crawler(self, folder: Path) -> SiteCrawler:
        return SiteCrawler(
            LatestSpider,
            settings(NEWSBOT_DATA=str(folder)),
            site=load_site("https://paper.test/"),
            turns=Turns(1),
        )

    def test_what_nobody_expects_is_no_signal(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(_: object) -> None:
            raise ValueError("something new")

        monkeypatch.setattr(crawlers, "check_numbers", broken)
        crawler = self.crawler(tmp_path)
        asyncio.run(crawler.crawl_async())
        assert crawler.verdict == (
            "crashed",
            "the crawl did not start: ValueError: something new",
        )

    def test_a_run_that_never_began_was_stopped_only_if_somebody_did(
        self, tmp_path: Path
    ) -> None:
        assert self.crawler(tmp_path).finish().word == "crashed"
        crawler = self.crawler(tmp_path)
        asyncio.run(crawler.stop_async())
        assert crawler.finish() == ("stopped", "by a signal, before it began")

    def test_a_ledger_that_cannot_be_closed_leaves_no_lock(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(_: object) -> None:
            raise LedgerError("cannot be closed")

        crawler = self.crawler(tmp_path)
        files = lock.lock_files(tmp_path, crawler.site)
        lock.hold(crawler).take(files)
        monkeypatch.setattr(crawlers, "close_ledger", broken)
        with pytest.raises(LedgerError, match="cannot be closed"):
            crawler.finish()
        for file in files:
            with lock.RunLock(file):
                pass

    @pytest.mark.parametrize(
        "code", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG]
    )
    def test_a_full_disk_is_a_crash_and_leaves_no_lock(
        self, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as patch:
            patch.setattr(lock.os, "pwrite", full)
            crawler = self.crawler(tmp_path)
            asyncio.run(crawler.crawl_async())
        assert crawler.verdict is not None
        word, reason = crawler.verdict
        assert word == "crashed"
        assert os.strerror(code) in reason
        with RunLock(host_lock(tmp_path, "paper.test")):
            pass

    def test_a_folder_of_another_user_is_a_mistake_of_the_settings(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def denied(*_: object) -> None:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

        monkeypatch.setattr(lock.os, "open", denied)
        crawler = self.crawler(tmp_path)
        asyncio.run(crawler.crawl_async())
        assert crawler.verdict is not None
        assert crawler.verdict.word == "misconfigured"
        assert crawler.verdict.reason.endswith("to a folder that you may write")
