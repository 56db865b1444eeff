"""What a person sees on a terminal, and what nobody sees under cron."""

from __future__ import annotations

import logging
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from scrapy import Spider

from newsbot.extensions.progress import summary
from newsbot.logformatter import BriefLogFormatter
from newsbot.terminal import printable
from tests.crawling import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("خبر عاجل", "خبر عاجل"),
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("\u202eabc\u202c", "\ufffdabc\ufffd"),
        ("one\ntwo\rthree\x07", "one\ufffdtwo\ufffdthree\ufffd"),
        ("\ud800", "\ufffd"),
    ],
)
def test_nothing_steers_the_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_the_log_names_an_article_on_which_code_failed_and_not_its_text() -> None:
    item = {"url": "http://news.test/1/\x1b[2J", "text": "نص الخبر كله"}
    line = BriefLogFormatter().item_error(item, ValueError("?"), None, Spider("s"))
    said = str(line["msg"]) % line["args"]
    assert said == "Code failed on http://news.test/1/\ufffd[2J"
    assert line["level"] == logging.ERROR


def test_the_table_names_what_happened_and_the_file(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text("{}\n")
    stats = {
        "newsbot/pages/delivered": 12,
        "newsbot/pages/failed": 3,
        "newsbot/duplicates": 2,
        "downloader/request_count": 40,
    }
    lines = summary(stats, [str(file), str(tmp_path / "none.jsonl")], 4.26)
    assert [line.split()[:2] for line in lines[:2]] == [
        ["delivered", "12"],
        ["told", "again"],
    ]
    assert any(line.startswith("failed") and " 3 " in line for line in lines)
    assert any("40" in line and "4.3 s" in line for line in lines)
    assert lines[-1].endswith(str(file))
    assert not any("none.jsonl" in line for line in lines)


@pytest.mark.parametrize("words", [20, 20_000])
def test_a_reader_that_has_enough_is_no_fault(words: int, tmp_path: Path) -> None:
    """As ``| head`` is; also of an output that Python writes when it ends."""
    page = tmp_path / "page.html"
    text = " ".join(["خبر"] * words)
    body = f"<article><h1>وصول السفينة</h1><p>{text}</p></article>"
    page.write_text(f"<html lang=ar><body>{body}</body></html>", "utf-8")
    command = ["page", "--full", "--url", "https://manara.example/1/", str(page)]
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "scrapy", *command],
        cwd=tmp_path,
        env={
            **os.environ,
            "SCRAPY_SETTINGS_MODULE": "newsbot.settings",
            "PYTHONPATH": str(ROOT),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.close()
    _, said = process.communicate(timeout=100)
    assert (process.returncode, said) == (0, "")


def test_progress_and_table_on_a_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {
        **os.environ,
        "SCRAPY_SETTINGS_MODULE": "newsbot.settings",
        "PYTHONPATH": str(ROOT),
        "NEWSBOT_DATA": str(tmp_path / "data"),
    }
    command = [sys.executable, "-m", "scrapy", "crawl", "latest", "-a", "max_pages=1"]
    # Some twenty requests: it must go on for more than the second after which a first
    # line of progress is shown.
    command += ["-s", "DOWNLOAD_DELAY=0.2", "-s", "RANDOMIZE_DOWNLOAD_DELAY=0"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=theirs, stdout=subprocess.PIPE
    ) as process:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        assert process.wait() == 0
    os.close(ours)
    text = shown.decode()
    assert "pages/s" in text
    assert "delivered" in text
    assert ".jsonl" in text


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says EIO when the other side is closed
        return b""
