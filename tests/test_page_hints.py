"""What `scrapy page` says beside the record: what of the page's text is left out, and
which profile was not taken; `scrapy crawl` says the latter, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scrapy.settings import Settings

import newsbot.settings
from newsbot.commands import crawl
from newsbot.spiders.latest import LatestSpider
from tests.crawling import scrapy

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://manara.example/harbour/"
TEXT = (
    "وصلت السفينة الأولى إلى الميناء الجديد صباح اليوم وعلى متنها مئة حاوية.",
    "وقال مدير الميناء إن الأرصفة تتسع لعشر سفن في وقت واحد بعد اكتمال العمل.",
)
LEFT_OUT = (
    "رافعة تنقل حاوية إلى الرصيف",
    "اقرأ أيضا: الميناء القديم يصير متحفا",
    "شارك الخبر",
)
PAGE = f"""<!DOCTYPE html><html lang="ar"><head><title>أول سفينة في الميناء</title>
<link rel="canonical" href="{URL}"></head><body><h1>أول سفينة في الميناء</h1>
<div class="story"><script>var a = "لا يقرأه أحد";</script>
<figure><img src="/a.jpg"><figcaption>{LEFT_OUT[0]}</figcaption></figure>
<p>{TEXT[0]}</p><p><a href="/old-harbour/">{LEFT_OUT[1]}</a></p><p>{TEXT[1]}</p>
<div class="share-tools">{LEFT_OUT[2]}</div></div></body></html>"""
PROFILE = """
url = "https://www.manara.example/"
timezone = "Asia/Riyadh"
[article]
body = "div.story"
drop = [".share-tools"]
[fields]
title = "h1"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    return path


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "sites" / "manara.toml"
    path.parent.mkdir()
    path.write_text(PROFILE, "utf-8")
    return path


def test_what_is_left_out_of_the_text(file: Path, profile: Path) -> None:
    run = scrapy("page", "-a", "manara", str(file), data=file.parent / "data")
    assert (run.exit_code, run.err) == (0, "")
    assert run.out.splitlines()[-4:] == [
        f"left out      {LEFT_OUT[0]}",
        *(f"              {line}" for line in LEFT_OUT[1:]),
        "              (3 lines of the element that holds the text)",
    ]
    json = scrapy(
        "page", "--json", "-a", "manara", str(file), data=file.parent / "data"
    )
    assert "left out" not in json.out


def test_nothing_is_left_out(file: Path, profile: Path) -> None:
    whole = PAGE.partition("<script")[0] + f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p></div>"
    file.write_text(f"{whole}<p>{LEFT_OUT[2]}</p></body></html>", "utf-8")
    run = scrapy("page", "-a", "manara", str(file), data=file.parent / "data")
    assert "left out" not in run.out


def test_many_lines_are_shown_in_full_on_request(file: Path, profile: Path) -> None:
    links = [f"اقرأ أيضا: خبر آخر من الميناء رقم {number}" for number in range(6)]
    more = "".join(f'<p><a href="/n/{n}/">{one}</a></p>' for n, one in enumerate(links))
    file.write_text(PAGE.replace("<figure>", f"{more}<figure>"), "utf-8")
    run = scrapy("page", "-a", "manara", str(file), data=file.parent / "data")
    assert run.out.splitlines()[-5:] == [
        f"left out      {links[0]}",
        f"              {links[1]}",
        "              …",
        f"              {LEFT_OUT[2]}",
        "              (9 lines of the element that holds the text)",
    ]
    full = scrapy(
        "page", "--full", "-a", "manara", str(file), data=file.parent / "data"
    )
    assert all(line in full.out for line in (*links, *LEFT_OUT))


def test_a_profile_of_the_folder_is_named_where_another_holds(
    file: Path, profile: Path
) -> None:
    hint = f"newsbot page: {profile} is of this site: take it by -a manara"
    run = scrapy("page", str(file), data=file.parent / "data")
    assert (run.exit_code, run.complaint) == (0, hint)
    assert run.out.startswith("profile generic, ")
    for other in (("-a", "manara"), ("-a", str(profile)), ("--json",)):
        assert scrapy("page", *other, str(file), data=file.parent / "data").err == ""
    # One that is damaged hinders nothing.
    profile.write_text("url = 5\n", "utf-8")
    assert scrapy("page", str(file), data=file.parent / "data").err == ""


@pytest.mark.parametrize(
    ("site", "is_terminal", "is_said"),
    [
        ("https://manara.example/", True, True),
        ("https://manara.example/", False, False),  # cron would mail it each time
        ("https://example.com/", True, False),
        ("manara", True, False),
    ],
)
def test_a_crawl_by_address_names_the_profile(
    profile: Path,
    site: str,
    is_terminal: bool,
    is_said: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(crawl, "is_terminal", lambda: is_terminal)
    command = crawl.Command()
    command.settings = Settings()
    command.settings.setmodule(newsbot.settings)
    command.settings.set("NEWSBOT_SITES", str(profile.parent))
    assert len(command._plan(LatestSpider, {}, [site])) == 1
    hint = f"newsbot: {profile} is of this site: take it by -a site=manara\n"
    assert capsys.readouterr().err == (hint if is_said else "")
