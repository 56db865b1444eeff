"""An article that one feed cannot write, beside feeds that can."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.feedstorage.slots import take_back
from tests.newsstand import committed, crawl, numbers, stand
from tests.test_delivery import Article, slot_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_of_a_batch_that_it_would_have_filled_goes_on(tmp_path: Path) -> None:
    """Whichever of six articles it is: three of them fill a file of two."""
    with stand(6) as site:
        for poison in range(6):
            data, out = tmp_path / f"data{poison}", tmp_path / f"out{poison}"
            data.mkdir()
            # Of a file without an encoding, JSON escapes what is beyond ASCII.
            escaped = {"format": "jsonl", "encoding": None, "batch_item_count": 2}
            feeds: dict[str, dict[str, Any]] = {
                f"{out}/%(start_time)s-%(batch_id)d.jsonl": escaped,
                f"{out}/whole-%(start_time)s.jsonl": {"format": "jsonl"},
            }
            result = crawl(data, site.url, feeds=feeds, poison=poison)
            assert result.code == 0, result.log
            assert result.stats["newsbot/delivery/rejected"] == 1
            assert committed(data) == 5
            others = [number for number in range(6) if number != poison]
            whole = set(out.glob("whole-*"))
            assert sorted(numbers(*whole)) == others
            files = set(out.iterdir()) - whole
            assert sorted(numbers(*files)) == others
            assert sorted(len(numbers(file)) for file in files) == [1, 2, 2]
        # It is not delivered, so the next run has it.
        assert crawl(data, site.url, feeds=feeds).code == 0
        assert sorted(numbers(*out.glob("whole-*"))) == list(range(6))


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_file_whose_first_line_is_taken_back_begins_as_any(
    tmp_path: Path, kind: str
) -> None:
    """Excel takes a table without the mark of utf-8-sig for one of another code."""
    slot = slot_of(tmp_path / f"one.{kind}", encoding="utf-8-sig")
    for text in ("لا يكتب", "خبر"):
        slot.start_exporting()
        assert slot.exporter is not None
        slot.exporter.export_item(Article("stand:1", text))
        slot.itemcount += 1
        if text == "لا يكتب":
            take_back(slot, 0, 0)
    slot.finish_exporting()
    written = bytes(slot.storage.file._waiting)
    assert written.startswith(codecs.BOM_UTF8)
    assert written.count(codecs.BOM_UTF8) == 1
    assert written.count(b"stand:1") == 1
    assert "لا يكتب" not in written.decode("utf-8-sig")
