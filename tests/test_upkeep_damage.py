"""Output files as years leave them: edited by people, saved by other programs, moved
while they are read."""

from __future__ import annotations

import json
import os
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.revisions.schedule import Schedule
from newsbot.upkeep import check as checking
from newsbot.upkeep.command import show
from newsbot.upkeep.lines import entries
from newsbot.upkeep.quarantine import QuarantineFolder
from newsbot.upkeep.rebuild import rebuild
from newsbot.upkeep.story import history
from newsbot.upkeep.tidy import tidy
from tests.crawling import unread
from tests.test_upkeep import BIG, TODAY, deliver, open_ledger, record, write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_table_for_excel_has_ids(tmp_path: Path) -> None:
    """FEED_EXPORT_ENCODING utf-8-sig puts a byte order mark before the first name."""
    path = tmp_path / "a.csv"
    path.write_bytes("id,text\r\nx:1,خبر\r\n".encode("utf-8-sig"))
    (entry,) = entries(path, "csv")
    assert entry.key == ("x:1", 1)
    assert entry.start == len(b"\xef\xbb\xbfid,text\r\n")


def test_a_row_that_is_none_hides_no_other(tmp_path: Path) -> None:
    """A bare carriage return outside of quotes, as some programs end lines."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text\r\nx:1,a\rx:2,b\r\nx:3,c\r\n")
    assert [entry.key for entry in entries(path, "csv")] == [None, ("x:3", 1)]


@pytest.mark.parametrize(
    "changed",
    [
        {"title": 5},
        {"text": ["سطر", "سطر"]},
        {"canonical_url": {"href": "http://stand.test/1/"}},
        {"duplicate_of": 7},
        {"id": "stand.test:\ud83d"},
        {"url": "http://stand.test/\udcff/"},
        {"revision": 10**30},
    ],
)
def test_an_edited_line_is_named_and_the_others_are_written_down(
    tmp_path: Path, changed: dict[str, Any]
) -> None:
    path = write(tmp_path / "stand" / "articles" / "a.jsonl", [])
    # With ASCII alone, as a person's own tool may write them.
    lines = [{**record(1), **changed}, record(2)]
    path.write_text("".join(f"{json.dumps(one)}\n" for one in lines), "ascii")
    with closing(open_ledger(tmp_path)) as ledger:
        done = rebuild(ledger, (), Schedule.parse("520w"))
        assert done == (1, 0, [(path, 0)])
        assert [one.id for one in ledger.audit.deliveries()] == ["stand.test:2"]


@pytest.mark.parametrize(
    "changed",
    [
        {"found": {"via": "listing", "from": 5}},
        {"sources": {"title": ["h1"]}},
        {"related": [{"position": [1], "url": 5}]},
        {"title": None, "text": None, "canonical_url": None},
        {"published": 2026, "authors": "كاتب"},
        {"revision": float("inf")},
    ],
)
def test_an_article_may_lack_what_nobody_is_known_by(
    tmp_path: Path, changed: dict[str, Any]
) -> None:
    lines = [{**record(1), **changed}]
    write(tmp_path / "stand" / "articles" / "a.jsonl", lines)
    with closing(open_ledger(tmp_path)) as ledger:
        assert rebuild(ledger, (), Schedule.parse("520w")) == (1, 0, [])


def test_a_file_that_is_tidied_meanwhile_is_not_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`scrapy tidy` of another cron job, between the listing and the reading."""
    deliver(tmp_path, "2026-03-01T080000Z.jsonl", range(3))
    listed, folder = checking.finished, tmp_path / "stand"
    with closing(open_ledger(tmp_path)) as ledger:

        def then_tidied(*args: Any) -> Any:
            found = listed(*args)
            tidy(ledger, folder, TODAY, BIG)
            return found

        monkeypatch.setattr(checking, "finished", then_tidied)
        assert checking.check(ledger) == ([], 3, 0)
    assert [path.suffix for path in (folder / "articles").iterdir()] == [".gz"]


def test_a_page_is_kept_with_whatever_reason(tmp_path: Path) -> None:
    """Messages of exceptions quote pages, whose JSON may hold half a character."""
    folder = QuarantineFolder(tmp_path, 1000)
    folder.keep("a", b"<html>", {"reason": "ValueError: خبر \ud83d"})
    about = json.loads((tmp_path / "a.json").read_bytes())
    assert about == {"reason": "ValueError: خبر ?"}


def test_a_command_goes_on_though_nobody_reads_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """``PYTHONUNBUFFERED=1 scrapy tidy | head -1`` tidies all sites."""
    read, write = os.pipe()
    os.close(read)
    with open(write, "w", encoding="utf-8", buffering=1) as pipe:  # noqa: PTH123
        monkeypatch.setattr("sys.stdout", pipe)
        show("one.test:", "2 files into 2026-03-01.jsonl.gz")
        show("two.test:", "3 files into 2026-03-01.jsonl.gz")


@pytest.mark.parametrize(
    "changed",
    [
        {"url": None},
        {"url": ["https://stand.test/1"]},
        {"related": [{"position": [1], "url": "https://stand.test/2"}]},
    ],
)
def test_the_history_of_an_article_whose_line_was_edited(
    tmp_path: Path, changed: dict[str, Any]
) -> None:
    path = write(tmp_path / "stand" / "articles" / "a.jsonl", [record(1)])
    with closing(open_ledger(tmp_path)) as ledger:
        rebuild(ledger)
        write(path, [{**record(1), **changed}])
        lines = list(history(ledger, "stand.test:1"))
    assert lines[0] == "stand.test:1"
    assert "address: None" not in lines
    assert lines[-1] == "  خبر رقم 1"


def test_what_is_missing_is_told_though_nobody_reads_on(tmp_path: Path) -> None:
    """``scrapy ledger check | head -1``: the summary and the exit code are as ever."""
    deliver(tmp_path / "data", "one.jsonl", range(3)).unlink()
    # As in containers: else only long lists are cut off.
    unbuffered = {"PYTHONUNBUFFERED": "1"}
    done = unread("ledger", "check", data=tmp_path / "data", **unbuffered)
    assert done.returncode == 1
    assert done.stderr.startswith("3 delivered articles looked for, 3 missing; ")
