"""What `scrapy newsite` and the folder of profiles do around the learning."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsbot.newsite import report
from newsbot.newsite.cases import Case
from newsbot.newsite.work import _name
from newsbot.newsite.writing import put
from newsbot.sites import SiteError, generic
from newsbot.sites.folder import split_sites
from tests.crawling import ROOT

PROFILE = 'url = "https://paper.test/"\n'


def test_a_report_without_a_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """``scrapy newsite … >&-`` has none."""
    monkeypatch.setattr("sys.stdout", None)
    report.show(["same     one"])


def test_a_reader_of_both_outputs_that_has_enough_is_no_fault(tmp_path: Path) -> None:
    """``scrapy newsite … 2>&1 | head -0``: what it ends with is still told."""
    read, write = os.pipe()
    os.close(read)
    environment = {
        **os.environ,
        "SCRAPY_SETTINGS_MODULE": "newsbot.settings",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "newsite", str(tmp_path / "none.html")],
        cwd=tmp_path,
        env=environment,
        stdout=write,
        stderr=write,
        timeout=100,
        check=False,
    )
    os.close(write)
    assert done.returncode == 2


def test_hidden_files_are_no_profiles(tmp_path: Path) -> None:
    """Editors and file managers put such ones beside: a run of all sites is not
    misconfigured while somebody edits one."""
    (tmp_path / "paper.toml").write_text(PROFILE)
    (tmp_path / "._paper.toml").write_bytes(b"\x00\x05\x16\x07")
    (tmp_path / ".#paper.toml").symlink_to("somebody@machine.1234")
    assert split_sites("all", tmp_path) == [str(tmp_path / "paper.toml")]


@pytest.mark.parametrize(
    ("given", "url"), [("all", "https://a.test/"), (None, "https://all.test/")]
)
def test_the_word_for_all_sites_is_the_name_of_none(
    given: str | None, url: str
) -> None:
    with pytest.raises(SiteError, match="--name"):
        _name(given, url)


def test_a_full_disk_leaves_a_profile_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "paper.toml"
    path.write_text(PROFILE)
    write = Path.write_text

    def full(self: Path, text: str, *args: str) -> int:
        if self.parent != tmp_path:
            return write(self, text, *args)
        write(self, text[:3], *args)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left"):
        put(f'{PROFILE}name = "صحيفة"\n', path)
    assert [one.name for one in tmp_path.iterdir()] == ["paper.toml"]
    assert path.read_text() == PROFILE


def test_a_profile_behind_a_link_stays_behind_it(tmp_path: Path) -> None:
    kept, link = tmp_path / "kept.toml", tmp_path / "paper.toml"
    kept.write_text(PROFILE)
    link.symlink_to(kept)
    put(f'{PROFILE}name = "صحيفة"\n', link)
    assert link.is_symlink()
    assert kept.read_text("utf-8") == f'{PROFILE}name = "صحيفة"\n'


@pytest.mark.parametrize(
    "edited",
    [
        {"url": "manara.example/1"},
        {"url": None},
        {"now": "2026-03-01T10:00:00"},
        {"tz": "Mars/One"},
        {"tz": "../x"},
        {"stated": 5},
    ],
)
def test_a_case_that_somebody_has_edited_is_named(
    tmp_path: Path, edited: dict[str, object]
) -> None:
    meta = {
        "url": "https://manara.example/1/",
        "now": "2026-03-01T10:00:00+00:00",
        "tz": "Asia/Riyadh",
    }
    html = (
        f"<article><h1>وصول السفينة</h1><p>{'رست السفينة صباحا. ' * 20}</p></article>"
    )
    (tmp_path / "page.html").write_text(html, "utf-8")
    (tmp_path / "expected.json").write_text("{}")
    (tmp_path / "meta.json").write_text(json.dumps(meta))
    assert "title" in Case(tmp_path).differences(generic())
    (tmp_path / "meta.json").write_text(json.dumps({**meta, **edited}))
    with pytest.raises(SiteError, match=r"meta\.json is damaged: "):
        Case(tmp_path).differences(generic())
