"""docs/own-site.md, done as it is written, on the demo site in an unknown theme.

Each command line is run; what stands in the block of text behind it must be in what it
prints, in that order (``…`` stands for anything). A block of TOML behind «Write at the
end of the profile» is written there.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from tests.crawling import FAST, ROOT, Run, scrapy
from tests.test_newsite import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = (ROOT / "docs" / "own-site.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
AT_THE_END = "Write at the end of the profile"


def blocks() -> Iterator[tuple[str, str, str]]:
    """Language, text, and what stands between it and the block before."""
    end = 0
    for found in BLOCK.finditer(PAGE):
        yield found[1], found[2], PAGE[end : found.start()]
        end = found.end()


def pattern(lines: str) -> str:
    """What matches output with *lines* in it, in their order."""
    parts = [
        r"\s+".join(map(re.escape, line.split())).replace("…", ".*")
        for line in lines.splitlines()
    ]
    return r"(?:.|\n)*?".join(f"^\\s*{part}" for part in parts)


def test_a_pattern_keeps_the_order_and_skips_lines() -> None:
    assert re.search(pattern("a …\nc d"), "a x\nb\nc   d e", re.MULTILINE)
    assert not re.search(pattern("c\na"), "a\nb\nc", re.MULTILINE)


@pytest.mark.timeout(300)
def test_the_page_as_it_is_written(tmp_path: Path) -> None:
    profile = tmp_path / "sites" / "alwaha.toml"
    run: Run | None = None
    commands = 0
    with Unknown(newest=60) as site:
        # The invented host is found by a proxy, so that nothing of the page changes.
        env = {"http_proxy": site.url}
        for language, text, before in blocks():
            if language == "sh":
                for line in text.splitlines():
                    name, *arguments = shlex.split(line)
                    assert name == "scrapy"
                    arguments += FAST
                    run = scrapy(*arguments, data=tmp_path / "data", env=env)
                    assert (run.exit_code, run.err) == (0, ""), line
                    commands += 1
            elif language == "text":
                assert run is not None
                assert re.search(pattern(text), run.out, re.MULTILINE), (text, run.out)
            elif AT_THE_END in " ".join(before.split()):
                with profile.open("a", encoding="utf-8") as file:
                    file.write(f"\n{text}")
            else:
                assert profile.read_text("utf-8") == text
    assert commands == 7
    assert run is not None
    first, *others = run.files("alwaha")
    assert len(first.read_text("utf-8").splitlines()) >= 20
    assert others == []
    assert run.record("alwaha")["verdict"] == "quiet"
