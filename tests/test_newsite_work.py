"""What `scrapy newsite` and the folder of profiles do around the learning."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from argparse import Namespace
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.settings import Settings

from newsbot.newsite import report
from newsbot.newsite.cases import Case, save
from newsbot.newsite.learning import learn
from newsbot.newsite.look import Look, Page
from newsbot.newsite.work import Work, _name
from newsbot.newsite.writing import put, rendered
from newsbot.sites import SiteError, generic, read_profile
from newsbot.sites.folder import split_sites
from tests.crawling import ROOT
from tests.test_newsite import HOME, garden, gardens, rows

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


NOW = datetime(2026, 3, 1, 10, tzinfo=UTC)
LOGO = '<a href="/" rel="home"><img src="/logo.svg" alt="{}"></a>'


def looked(alt: str, *titles: str) -> Look:
    """A look at a site whose logo says *alt*: its home page, then articles."""
    home, *articles = (
        Page(
            url=f"https://paper.test/{number or ''}",
            html=f"<html><title>{title}</title><body>{LOGO.format(alt)}</body></html>",
            now=NOW,
        )
        for number, title in enumerate(titles)
    )
    return Look(url="https://paper.test/", home=home, articles=articles)


@pytest.mark.parametrize("alt", ["الرئيسية", "Home", "logo", "الصفحة الرئيسيّة"])
def test_the_word_for_a_home_page_is_no_name(alt: str) -> None:
    titles = ("الرئيسية | صحيفة المنارة", "افتتاح السوق | صحيفة المنارة")
    assert looked(alt, *titles).name == "صحيفة المنارة"
    assert looked(alt, "الرئيسية", "الرئيسية").name is None


def test_the_words_of_a_logo_are_a_name() -> None:
    assert looked("جريدة المنارة", "أخبار اليوم", "السوق").name == "جريدة المنارة"


def test_what_to_do_with_a_new_profile() -> None:
    look = looked("x", "a", "b", "c")
    look.articles[0].url = "https://paper.test/?p=7&lang=ar"
    look.articles[1].url = "https://paper.test/?lang=ar&p=1234"
    assert list(report.of_next("paper", look)) == [
        "next     scrapy page -a paper 'https://paper.test/?p=7&lang=ar'",
        "next     scrapy crawl latest -a site=paper",
    ]


def test_where_the_pages_lie_that_wait_for_a_reader(tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "paper" / "article-1"
    folder.mkdir(parents=True)
    (folder / "meta.json").write_text("{}")
    line, *_ = report.of_cases([Case(folder)])
    assert line == f"confirm  1 of 1 saved pages in {tmp_path / 'cases' / 'paper'}"


def test_a_language_that_no_page_declares_is_in_the_profile() -> None:
    # Without a profile such pages count as Arabic; with one, they still do.
    silent = looked("صحيفة المنارة", "أخبار", "افتتاح السوق", "افتتاح الجسر")
    assert 'language = "ar"\n' in rendered(learn(silent, "paper"))
    articles = [
        replace(page, html=page.html.replace("<html>", '<html lang="ar-EG">'))
        for page in silent.articles
    ]
    telling = replace(silent, articles=articles)
    assert "language" not in rendered(learn(telling, "paper"))


def checked(folder: Path, *, write: bool) -> int:
    """Exit code of ``scrapy newsite --check safa``, perhaps with ``--write``."""
    given = Namespace(check=True, write=write, url=None, name=None)
    work = Work(Settings({"NEWSBOT_SITES": str(folder)}))
    return work.run(["safa"], given, is_web=False)


def test_what_nobody_has_confirmed_is_expected_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As after the line of the time zone that the report asks a person for."""
    path = tmp_path / "safa.toml"
    text = f'url = "{HOME}"\n[fields]\ntitle = "h1"\n'
    path.write_text(text, "utf-8")
    look = gardens([garden(number) for number in range(3)], rows(1))
    first, *others = save(look, read_profile(path), "UTC", tmp_path, "safa")
    meta = json.loads((first.folder / "meta.json").read_text("utf-8"))
    (first.folder / "meta.json").write_text(json.dumps({**meta, "confirmed": True}))
    before = first.expected
    path.write_text(f'{text}section = {{ value = "محليات" }}\n', "utf-8")
    assert checked(tmp_path, write=False) == 3
    assert [case.expected.get("section") for case in others] == [None, None]
    capsys.readouterr()
    # What a person has confirmed is not written over.
    assert checked(tmp_path, write=True) == 3
    said = capsys.readouterr()
    assert f"differs  {first.name} section\n" in said.out
    for case in others:
        assert f"written  {case.name}: expected.json\n" in said.out
        assert case.expected["section"] == "محليات"
        assert case.expected["title"]
        assert not case.is_confirmed
    assert first.expected == before
    assert "1 of 3 saved pages differ" in said.err
    assert checked(tmp_path, write=False) == 3
    path.write_text(text, "utf-8")
    assert checked(tmp_path, write=True) == 0
    assert [case.expected.get("section") for case in others] == [None, None]
