"""A log that cannot be written hinders no delivery, and is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawling import FAST, MockNews, page
from tests.forked import forked

# A disk that is always full (Linux, full(4)).
FULL = Path("/dev/full")


@pytest.mark.parametrize("level", ["WARNING", "INFO"])
def test_a_full_disk_of_logs(tmp_path: Path, level: str) -> None:
    with MockNews(newest=6) as news:
        lost = [one["url"] for one in news.stories.truth("")[:3]]
        for path in lost:
            news.answers[path] = page("x", 500)
        site = f"site={news.url}/"
        log = ("-s", f"LOG_FILE={FULL}", "-s", f"LOG_LEVEL={level}")
        args = ("-a", site, *FAST, *log, "-s", "RETRY_TIMES=0")
        run = forked("crawl", "latest", *args, data=tmp_path / "data")
        count = len(news.stories.truth("")) - len(lost)
    assert run.exit_code == 3
    assert len(run.articles(news.name)) == count
    told, verdict = run.err.strip().splitlines()
    assert told == (
        "newsbot: cannot write the log /dev/full: No space left on device; make room"
    )
    assert "partial" in verdict
