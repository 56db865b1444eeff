"""`scrapy status`: how the last run of each site went, and since when there is none."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.lastruns import last_runs
from tests.forked import forked

if TYPE_CHECKING:
    from pathlib import Path

    from tests.crawling import Run

NOW = datetime.now(UTC).replace(microsecond=0)


def ago(hours: float) -> str:
    return (NOW - timedelta(hours=hours)).isoformat()


def shown(hours: float) -> str:
    return f"{NOW - timedelta(hours=hours):%Y-%m-%d %H:%M}Z"


def run(hours: float, verdict: str, reason: str, **pages: int) -> dict[str, Any]:
    """What a run that began so long ago wrote about itself."""
    return {
        "verdict": verdict,
        "reason": reason,
        "started": ago(hours),
        "pages": pages,
    }


def write(data: Path, site: str, *runs: dict[str, Any]) -> Path:
    path = data / site / "runs.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("".join(f"{json.dumps(one)}\n" for one in runs), "utf-8")
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Three sites: in order, without news for long, not crawled any more."""
    folder = tmp_path / "data"
    write(
        folder,
        "harbour",
        run(3, "delivered", "5 articles", delivered=5),
        run(1, "quiet", "nothing new"),
    )
    write(
        folder,
        "oasis",
        run(99, "delivered", "2 articles", delivered=2, failed=1),
        *(run(98 - number, "quiet", "nothing new") for number in range(97)),
        run(0.5, "partial", "0 articles delivered; 3 failed", failed=3),
    )
    write(folder, "valley", run(50, "unreachable", "no answer"))
    (folder / ".locks").mkdir()
    return folder


def status(data: Path, *args: str) -> Run:
    return forked("status", *args, data=data)


def test_a_line_for_each_site(data: Path) -> None:
    done = status(data)
    assert (done.exit_code, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"harbour  quiet        {shown(1)}  nothing new; last news {shown(3)}",
        f"oasis    partial      {shown(0.5)}  0 articles delivered; 3 failed; "
        f"last news {shown(99)}",
        f"valley   unreachable  {shown(50)}  no answer; no news yet",
    ]
    named = status(data, "harbour")
    assert named.out.splitlines() == done.out.splitlines()[:1]


def test_only_what_is_late_is_said(data: Path) -> None:
    late = status(data, "--run", "2h", "--news", "3d")
    assert (late.exit_code, late.err) == (1, "")
    assert late.out.splitlines() == [
        f"oasis: no news since {shown(99)}",
        f"valley: no run since {shown(50)}",
        "valley: no news yet",
    ]
    for args in (
        ("--run", "3d"),
        ("--run", "2h", "harbour"),
        ("--news", "1w", "oasis"),
    ):
        done = status(data, *args)
        assert (done.exit_code, done.out, done.err) == (0, "", ""), args


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("nowhere",), "there is no site 'nowhere'; known: harbour, oasis, valley"),
        (("--run", "soon"), "--run soon: give an age (45m, 2h, 3d, 1w)"),
        (("--news", "3 days"), "--news 3 days: give an age"),
    ],
)
def test_mistakes(data: Path, args: tuple[str, ...], words: str) -> None:
    done = status(data, *args)
    assert (done.exit_code, done.out) == (2, "")
    assert words in done.err


def test_without_runs_there_is_nothing_to_say(tmp_path: Path) -> None:
    done = status(tmp_path / "data")
    assert (done.exit_code, done.out) == (2, "")
    assert f"no runs in {tmp_path / 'data'}: set NEWSBOT_DATA" in done.err


def test_the_record_is_read_from_its_end(tmp_path: Path) -> None:
    long = "x" * 300_000
    path = write(
        tmp_path,
        "oasis",
        run(9, "delivered", "2 articles", revised=2),
        run(8, "quiet", long),
        run(7, "quiet", long),
    )
    with path.open("ab") as file:  # cut off, as by a full disk
        file.write(b'{"verdict": "quiet", "started": "2026-')
    last = last_runs(path)
    assert last is not None
    assert (last.verdict, last.started.isoformat()) == ("quiet", ago(7))
    assert last.reason == long
    assert last.news is not None
    assert last.news.isoformat() == ago(9)
    path.write_bytes(b"\n\xff\xfe{}\n[]\n")
    assert last_runs(path) is None
