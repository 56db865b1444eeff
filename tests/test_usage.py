"""What a person types wrongly: options, arguments and settings that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from scrapy.settings import Settings

import newsbot.settings
from newsbot.sites import SiteError
from newsbot.sites.settings import PROFILE_PRIORITY, apply_environment, check_numbers
from tests.crawling import FAST, scrapy, unread
from tests.smallpaper import SmallPaper

if TYPE_CHECKING:
    from pathlib import Path


def settings(**given: Any) -> Settings:
    """The project's, and *given* ones of a command line."""
    values = Settings()
    values.setmodule(newsbot.settings)
    values.setdict(given, priority="cmdline")
    return values


@pytest.mark.parametrize(
    "command",
    [
        ("page", "--removed", "page.html"),
        ("newsite", "https://www.example.com/", "--removed"),
        ("tidy", "--removed"),
        ("crawl", "latest", "--removed"),
    ],
)
def test_an_option_that_nobody_knows_is_named(tmp_path: Path, command: Any) -> None:
    done = scrapy(*command, data=tmp_path / "data")
    assert done.exit_code == 2
    assert done.complaint.endswith(
        "error: there is no option --removed: -h lists those of the command"
    )


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("site=paper", "-a site=paper"),
        ("max_pages=0", "-a max_pages=0"),
        ("https://www.example.com/?a=1", "-a site=https://www.example.com/?a=1"),
        ("paper", "-a site=paper"),
    ],
)
def test_an_argument_of_the_spider_without_its_a(
    tmp_path: Path, word: str, meant: str
) -> None:
    done = scrapy("crawl", "latest", word, data=tmp_path / "data")
    assert done.exit_code == 2
    assert done.complaint.endswith(f"error: {word} stands alone: did you mean {meant}?")
    assert not (tmp_path / "data").exists()


def test_a_schema_that_nobody_reads_to_its_end(tmp_path: Path) -> None:
    """``scrapy schema | head -1``"""
    done = unread("schema", data=tmp_path / "data")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_crawl_that_nobody_reads_to_its_end(tmp_path: Path) -> None:
    """``scrapy crawl latest -o -:jsonl | head -1``: nothing is lost by it."""
    with SmallPaper() as news:
        args = ("crawl", "latest", "-a", f"site={news.url}/", *FAST)
        done = unread(*args, "-o", "-:jsonl", data=tmp_path / "data")
        again = scrapy(*args, data=tmp_path / "data")
    said = "stopped: nobody reads its output any more; the next run goes on from here"
    assert done.returncode == 75
    assert done.stderr == f"newsbot {news.name} {said}\n"
    assert again.exit_code == 0
    assert len(again.articles(news.name)) == 12


@pytest.mark.parametrize("feed", [(), ("-o", "news.jsonl")])
def test_several_files_of_one_name(feed: tuple[str, ...], tmp_path: Path) -> None:
    several = ("-s", "FEED_EXPORT_BATCH_ITEM_COUNT=5")
    run = scrapy("crawl", "latest", *several, *feed, data=tmp_path / "data")
    assert run.exit_code == 2
    assert "FEED_EXPORT_BATCH_ITEM_COUNT makes several files of it" in run.complaint
    assert "%(batch_id)d" in run.complaint


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("NEWSBOT_DROP_DUPLICATE", "NEWSBOT_DROP_DUPLICATES"),
        ("NEWSBOT_DATABSE_URL", "NEWSBOT_DATABASE_URL"),
        ("NEWSBOT_LOOKAGAIN", "NEWSBOT_LOOK_AGAIN"),
        ("NEWSBOT_DATE", "NEWSBOT_DATA"),
    ],
)
def test_a_name_that_is_misspelt_is_no_setting(name: str, meant: str) -> None:
    with pytest.raises(SiteError) as caught:
        check_numbers(settings(**{name: "1"}))
    assert str(caught.value) == f"there is no setting {name}: did you mean {meant}?"


@pytest.mark.parametrize("priority", ["project", "cmdline"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("NEWSBOT_MONGO_URI", "there is no setting NEWSBOT_MONGO_URI: names with"),
        ("NEWSBOT_DELAY", "a variable of the environment: the setting is DOWNLOAD_"),
        ("NEWSBOT_LOG_LEVEL", "the setting is LOG_LEVEL (-s LOG_LEVEL=…)"),
        ("NEWSBOT_LOOKS_AGAIN", "did you mean NEWSBOT_LOOK_AGAIN?"),
    ],
)
def test_whoever_sets_a_name_that_is_none(name: str, said: str, priority: str) -> None:
    given = settings()
    given.set(name, "1", priority=priority)
    with pytest.raises(SiteError) as caught:
        check_numbers(given)
    assert said in str(caught.value)


def test_settings_of_other_components_pass() -> None:
    check_numbers(settings(MONGO_URI="x", DROP_DUPLICATES=True))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("NEWSBOT_DATABSE_URL", "NEWSBOT_DATABASE_URL"),
        ("NEWSBOT_LOGLEVEL", "NEWSBOT_LOG_LEVEL"),
    ],
)
def test_a_variable_that_is_misspelt(
    name: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(SiteError) as caught:
        check_numbers(settings())
    assert str(caught.value) == f"there is no variable {name}: did you mean {meant}?"


def test_variables_of_a_container_are_only_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("NEWSBOT_PORT_8000_TCP", "tcp://172.17.0.2:8000")
    caplog.set_level("INFO")
    check_numbers(settings())
    assert "NEWSBOT_PORT_8000_TCP is none of newsbot's" in caplog.text


def test_no_command_takes_a_name_that_is_none(tmp_path: Path) -> None:
    done = scrapy("status", "-s", "NEWSBOT_DATE=/x", data=tmp_path / "data")
    assert done.exit_code == 2
    assert "no setting NEWSBOT_DATE: did you mean NEWSBOT_DATA?" in done.err


def test_every_setting_of_newsbot_has_a_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NEWSBOT_MAX_ATTEMPTS", "3")
    monkeypatch.setenv("NEWSBOT_DELAY", "2.5")
    monkeypatch.setenv("NEWSBOT_BATCH_ITEMS", "")
    monkeypatch.setenv("NEWSBOT_ELSEWHERE", "x")
    given = settings()
    given.set("NEWSBOT_MAX_ATTEMPTS", 4, priority=PROFILE_PRIORITY)
    apply_environment(given)
    assert given["NEWSBOT_MAX_ATTEMPTS"] == "3"
    assert given["DOWNLOAD_DELAY"] == "2.5"
    assert given["NEWSBOT_BATCH_ITEMS"] == 50
    assert "NEWSBOT_ELSEWHERE" not in given
    assert "NEWSBOT_DELAY" not in given
    given.set("NEWSBOT_MAX_ATTEMPTS", "9", priority="cmdline")
    apply_environment(given)
    assert given["NEWSBOT_MAX_ATTEMPTS"] == "9"
