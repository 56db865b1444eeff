"""Pages that a person saved: with all that a browser puts beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.newsite.saved import read_saved
from tests.crawling import MockNews, scrapy

if TYPE_CHECKING:
    from pathlib import Path

HOME = "http://alwaha.example"
SCRIPT = b"var page = '<html><article><h1>x</h1></article></html>';"


def test_what_lies_beside_saved_pages_is_no_page(tmp_path: Path) -> None:
    """As browsers save a complete page, and as file managers leave folders."""
    with MockNews(newest=12) as news:
        truth = news.stories.truth("")
        for number, path in enumerate(["/", *(one["url"] for one in truth[:4])]):
            body = news.respond(HOME, path, {}).body
            (tmp_path / f"{number}.html").write_bytes(body)
            beside = tmp_path / f"{number}_files"
            beside.mkdir()
            (beside / "style.css").write_bytes(b".post > h1 { color: black }")
            (beside / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF<html>")
            (beside / "main.js").write_bytes(SCRIPT)
            (beside / "frame.html").write_bytes(b"<html><body></body></html>")
        (tmp_path / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    look = read_saved([str(tmp_path)], f"{HOME}/")
    assert look.theme is not None
    assert look.theme.key == "zoxpress"
    assert len(look.articles) == 4
    assert look.others == []


def test_pages_in_other_encodings_and_without_an_ending(tmp_path: Path) -> None:
    with MockNews(newest=12) as news:
        truth = news.stories.truth("")
        for number, one in enumerate(truth[:2]):
            html = news.respond(HOME, one["url"], {}).body.decode()
            codec = ("utf-16", "windows-1256")[number]
            (tmp_path / f"page-{number}").write_bytes(html.encode(codec, "replace"))
    assert len(read_saved([str(tmp_path)], f"{HOME}/").articles) == 2


def test_a_profile_that_an_editor_has_saved(tmp_path: Path) -> None:
    """With a byte order mark, as some begin a file: a crawl reads it, too."""
    pages, sites = tmp_path / "saved", tmp_path / "sites"
    pages.mkdir()
    with MockNews(newest=12) as news:
        truth = news.stories.truth("")
        for number, path in enumerate(["/", *(one["url"] for one in truth[:4])]):
            body = news.respond(HOME, path, {}).body
            (pages / f"{number}.html").write_bytes(body)
    command = ["newsite", "--url", f"{HOME}/", str(pages)]
    environment = {"NEWSBOT_SITES": str(sites)}
    assert scrapy(*command, data=tmp_path / "data", env=environment).exit_code == 0
    profile = sites / "alwaha.toml"
    profile.write_bytes(profile.read_text("utf-8").encode("utf-8-sig"))
    run = scrapy(*command, data=tmp_path / "data", env=environment)
    assert (run.exit_code, run.err) == (0, "")
    assert run.out == f"same     {profile} still fits its site\n"
