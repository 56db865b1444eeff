"""Folders that nobody lets us search: named in one line, with no traceback."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from newsbot.feedstorage import LineFeedStorage
from newsbot.sites import SiteError, load_site
from newsbot.sites.folder import named, sites_folder


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder below which nothing can be looked at, as another user's."""
    stat = os.stat

    def refused(path: Any, **options: Any) -> os.stat_result:
        if str(path).startswith(f"{tmp_path}/closed/"):
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **options)

    monkeypatch.setattr(os, "stat", refused)
    return tmp_path / "closed"


def test_a_short_name_in_a_closed_folder_of_profiles(closed: Path) -> None:
    with pytest.raises(SiteError, match=r"closed/paper.toml: Permission denied"):
        named("paper", closed)


def test_the_path_of_a_profile_in_a_closed_folder(closed: Path) -> None:
    with pytest.raises(SiteError, match=r"closed/paper.toml: Permission denied"):
        load_site(str(closed / "paper.toml"))


def test_a_feed_in_a_closed_folder_is_refused_by_the_check(closed: Path) -> None:
    """Before that, Scrapy asks for a storage only to see whether there is one."""
    storage = LineFeedStorage(str(closed / "out.jsonl"))
    with pytest.raises(PermissionError, match=r"out\.jsonl"):
        storage.check()


def test_a_home_folder_of_nobody_is_a_folder_that_is_not_there() -> None:
    """As for the other paths of the settings: ``~`` of no user stays as it is."""
    settings = Settings({"NEWSBOT_SITES": "~nobody-of-that-name/sites"})
    assert sites_folder(settings) == Path("~nobody-of-that-name/sites")
    home = Settings({"NEWSBOT_SITES": "~/sites"})
    assert sites_folder(home) == Path.home() / "sites"
