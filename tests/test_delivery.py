"""The commit protocol: killed at each single step on the disk, and run again.

Each scenario is a short run without Scrapy, in a child process that kills itself at its
n-th step (write, fsync, link, replace, unlink, truncate, a statement of the ledger; a
write is cut in the middle). n counts up until the run comes to its end.
"""

from __future__ import annotations

import csv
import fcntl
import os
import signal
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.exporters import CsvItemExporter, JsonLinesItemExporter
from scrapy.extensions.feedexport import FeedExporter, FeedSlot
from scrapy.utils.test import get_crawler

from newsbot.extensions.dispatch import Dispatch, Exported
from newsbot.feedstorage import LineFeedStorage
from newsbot.feedstorage.slots import take_back
from newsbot.ledger import Delivery, Ledger
from tests.newsstand import fork, numbers, sabotage

if TYPE_CHECKING:
    from collections.abc import Callable

SITE = "stand.test"


@dataclass
class Article:
    id: str
    text: str


class Silent:
    """A keeper that nobody asks: these runs finish their feeds themselves."""

    def store(self, storage: LineFeedStorage) -> None:
        raise AssertionError

    def may_replace(self, target: Path) -> bool:
        raise AssertionError


def run(
    data: Path,
    feeds: dict[str, str],
    articles: range,
    *,
    batch: int = 2,
    whole: bool = True,
) -> None:
    """Deliver those of *articles* that are new to *feeds* ({path: "-o" or "-O"})."""
    ledger = Ledger.open(data / "ledger.sqlite3")
    dispatch = Dispatch(ledger, data.resolve() / "stand")
    dispatch.whole = whole
    storages = [
        LineFeedStorage(path, feed_options={"overwrite": option == "-O"})
        for path, option in feeds.items()
    ]
    dispatch.adopt(storages, Silent())
    dispatch.recover()
    exporters: list[Any] = []
    for number in articles:
        article = Article(f"{SITE}:{number}", f"خبر {number}\nفي سطرين، و«اقتباس»")
        if ledger.delivered(SITE, article_id=article.id):
            continue
        starts = [storage.position for storage in storages]
        if not exporters:
            exporters = [
                (CsvItemExporter if storage.format == "csv" else JsonLinesItemExporter)(
                    storage.open(None),
                    encoding="utf-8",  # type: ignore[arg-type]
                )
                for storage in storages
            ]
        for exporter in exporters:
            exporter.export_item(article)
        record = Delivery(SITE, article.id)
        dispatch.batch.append(Exported(record, storages[0], starts[0]))
        if len(dispatch.batch) == batch:
            dispatch.commit()
    dispatch.commit()
    for storage in storages:
        dispatch.finish(storage)
    dispatch.tidy()
    ledger.close()


def dies(crash: int, work: Callable[[], None]) -> bool:
    """Do *work* in a child that dies at step *crash*; False if it came to its end."""
    return _dies(work, lambda: sabotage(crash, {}))


def dies_after(commits: int, work: Callable[[], None]) -> bool:
    """As `dies`, when so many batches of *work* are in the ledger."""

    def prepare() -> None:
        commit, done = Dispatch.commit, 0

        def last(dispatch: Dispatch) -> int:
            nonlocal done
            articles, done = commit(dispatch), done + 1
            if done == commits:
                os.kill(os.getpid(), signal.SIGKILL)
            return articles

        Dispatch.commit = last  # type: ignore[method-assign]

    return _dies(work, prepare)


def _dies(work: Callable[[], None], prepare: Callable[[], None]) -> bool:
    child = fork()
    if child == 0:
        code = 1
        try:
            prepare()
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.waitstatus_to_exitcode(status) == 0
    return False


def every_crash(tmp_path: Path, check: Callable[[Path, int], bool]) -> int:
    """Call *check* with a new folder and n = 1, 2, … until it says False."""
    crash = 1
    while check(tmp_path / str(crash) / "data", crash):
        crash += 1
        assert crash < 500
    return crash


def unfinished(data: Path) -> list[Path]:
    return list((data / "stand").glob("unfinished/*"))


@pytest.mark.parametrize("option", ["-o", "-O"])
@pytest.mark.parametrize("target", ["stand/articles/1.jsonl", "../out.jsonl"])
def test_a_new_file_holds_every_article_once(
    tmp_path: Path, option: str, target: str
) -> None:
    def check(data: Path, crash: int) -> bool:
        out = Path(os.path.normpath(data / target))
        died = dies(crash, lambda: run(data, {str(out): option}, range(5)))
        # Until it is complete the file is not there.
        if out.exists():
            assert sorted(numbers(out)) == [0, 1, 2, 3, 4]
        run(data, {str(out): option}, range(5))
        assert sorted(numbers(out)) == [0, 1, 2, 3, 4]
        assert unfinished(data) == []
        assert list(out.parent.glob(".*")) == []
        return died

    assert every_crash(tmp_path, check) > 20


def test_o_adds_to_a_file_and_never_tears_it(tmp_path: Path) -> None:
    def check(data: Path, crash: int) -> bool:
        out = data.parent / "out.jsonl"
        run(data, {str(out): "-o"}, range(3))
        died = dies(crash, lambda: run(data, {str(out): "-o"}, range(8)))
        assert numbers(out) in ([0, 1, 2], [0, 1, 2, 3, 4, 5, 6, 7])
        run(data, {str(out): "-o"}, range(9))
        assert sorted(numbers(out)) == list(range(9))
        return died

    assert every_crash(tmp_path, check) > 20


def test_large_o_replaces_a_file_only_when_complete(tmp_path: Path) -> None:
    def check(data: Path, crash: int) -> bool:
        out = data.parent / "out.jsonl"
        run(data, {str(out): "-O"}, range(3))
        died = dies(crash, lambda: run(data, {str(out): "-O"}, range(8)))
        assert numbers(out) in ([0, 1, 2], [3, 4, 5, 6, 7])
        run(data, {str(out): "-O"}, range(8))
        assert sorted(numbers(out)) == [3, 4, 5, 6, 7]
        return died

    assert every_crash(tmp_path, check) > 20


@pytest.mark.parametrize("option", ["-o", "-O"])
def test_lines_of_a_dead_run_reach_a_file_whatever_the_next_run_writes(
    tmp_path: Path, option: str
) -> None:
    def check(data: Path, crash: int) -> bool:
        out, other = data.parent / "out.jsonl", data.parent / "other.jsonl"
        died = dies(crash, lambda: run(data, {str(out): option}, range(5)))
        run(data, {str(other): "-O"}, range(7))
        files = [file for file in (out, other) if file.exists()]
        assert sorted(numbers(*files)) == list(range(7))
        return died

    assert every_crash(tmp_path, check) > 20


def test_the_run_that_recovers_may_die_as_well(tmp_path: Path) -> None:
    # A dead run's -O file, carried by a run that dies at each of its steps.
    def check(data: Path, crash: int) -> bool:
        out = data.parent / "out.jsonl"
        out.parent.mkdir(parents=True)
        out.write_text("")
        assert dies_after(2, lambda: run(data, {str(out): "-O"}, range(6)))
        died = dies(crash, lambda: run(data, {str(out): "-O"}, range(8)))
        run(data, {str(out): "-O"}, range(8))
        assert sorted(numbers(out)) == list(range(8))
        return died

    assert every_crash(tmp_path, check) > 20


def test_two_feeds_hold_the_same_articles(tmp_path: Path) -> None:
    def check(data: Path, crash: int) -> bool:
        lines, table = data.parent / "out.jsonl", data.parent / "out.csv"
        feeds = {str(lines): "-o", str(table): "-o"}
        died = dies(crash, lambda: run(data, feeds, range(5)))
        run(data, feeds, range(7))
        assert sorted(numbers(lines)) == list(range(7))
        assert sorted(rows(table)) == list(range(7))
        return died

    assert every_crash(tmp_path, check) > 30


def rows(table: Path) -> list[int]:
    """Return the articles in a CSV file, which has one head."""
    content = table.read_text(encoding="utf-8")
    head, *lines = csv.reader(StringIO(content, newline=""), strict=True)
    assert head == ["id", "text"]
    found = [int(line[0].rpartition(":")[2]) for line in lines]
    texts = [f"خبر {number}\nفي سطرين، و«اقتباس»" for number in found]
    assert [line[1] for line in lines] == texts
    return found


def test_a_stopped_run_leaves_the_file_of_large_o_alone(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out.jsonl"
    run(data, {str(out): "-O"}, range(3))
    run(data, {str(out): "-O"}, range(5), whole=False)
    assert numbers(out) == [0, 1, 2]
    run(data, {str(out): "-O"}, range(6))
    assert numbers(out) == [3, 4, 5]
    run(data, {str(out): "-O"}, range(7))
    assert numbers(out) == [6]


def test_a_stopped_run_makes_a_file_that_the_next_large_o_goes_on_with(
    tmp_path: Path,
) -> None:
    data, out = tmp_path / "data", tmp_path / "out.jsonl"
    run(data, {str(out): "-O"}, range(3), whole=False)
    assert numbers(out) == [0, 1, 2]
    run(data, {str(out): "-O"}, range(5))
    assert numbers(out) == [0, 1, 2, 3, 4]
    run(data, {str(out): "-O"}, range(6))
    assert numbers(out) == [5]


def test_a_run_without_articles_leaves_everything_alone(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out.jsonl"
    run(data, {str(out): "-O"}, range(3))
    before = out.read_bytes()
    run(data, {str(out): "-O"}, range(3))
    assert out.read_bytes() == before
    run(data, {str(tmp_path / "new.jsonl"): "-o"}, range(3))
    assert not (tmp_path / "new.jsonl").exists()


def test_a_foreign_last_line_without_end_does_not_swallow_the_next(
    tmp_path: Path,
) -> None:
    data, out = tmp_path / "data", tmp_path / "out.jsonl"
    out.write_text('{"id": "x:100", "text": "خبر قديم"}', encoding="utf-8")
    run(data, {str(out): "-o"}, range(2))
    assert numbers(out) == [100, 0, 1]


def test_an_unfinished_file_that_is_gone_is_delivered_again(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out.jsonl"
    assert dies_after(2, lambda: run(data, {str(out): "-o"}, range(8)))
    (part,) = unfinished(data)
    part.unlink()
    run(data, {str(out): "-o"}, range(8))
    assert numbers(out) == list(range(8))


def test_an_unfinished_file_that_lost_its_end_is_cut_to_whole_lines(
    tmp_path: Path,
) -> None:
    data, out = tmp_path / "data", tmp_path / "out.jsonl"
    assert dies_after(2, lambda: run(data, {str(out): "-o"}, range(8)))
    (part,) = unfinished(data)
    lines = part.read_bytes().splitlines(keepends=True)
    os.truncate(part, len(lines[0]) + 10)
    run(data, {str(out): "-o"}, range(8))
    assert sorted(numbers(out)) == list(range(8))


def test_where_the_target_cannot_be_written_any_more_the_next_feed_takes_the_lines(
    tmp_path: Path,
) -> None:
    data, out = tmp_path / "data", tmp_path / "gone" / "out.jsonl"
    assert dies_after(2, lambda: run(data, {str(out): "-o"}, range(8)))
    (tmp_path / "gone").write_text("a file where the folder was")
    other = tmp_path / "other.jsonl"
    run(data, {str(other): "-o"}, range(8))
    assert sorted(numbers(other)) == list(range(8))


@pytest.mark.parametrize("word", ["jl", "jsonlines"])
def test_a_format_of_several_names_is_one(tmp_path: Path, word: str) -> None:
    data, out = tmp_path / "data", tmp_path / "gone" / "out.jsonl"
    assert dies_after(2, lambda: run(data, {str(out): "-o"}, range(8)))
    (tmp_path / "gone").write_text("a file where the folder was")
    other = tmp_path / f"other.{word}"
    run(data, {str(other): "-o"}, range(8))
    assert sorted(numbers(other)) == list(range(8))


def test_a_dead_replacement_is_gone_on_with_under_another_name_of_its_format(
    tmp_path: Path,
) -> None:
    data, out = tmp_path / "data", tmp_path / "out.jsonl"
    out.write_text("")
    assert dies_after(2, lambda: run(data, {str(out): "-O"}, range(8)))
    feed = LineFeedStorage(
        str(out), feed_options={"overwrite": True, "format": "jsonlines"}
    )
    ledger = Ledger.open(data / "ledger.sqlite3")
    dispatch = Dispatch(ledger, data.resolve() / "stand")
    dispatch.adopt([feed], Silent())
    dispatch.recover()
    # Put in place at once, it would be replaced by what comes now.
    assert out.read_text() == ""
    dispatch.whole = True
    dispatch.finish(feed)
    assert sorted(numbers(out)) == list(range(4))
    ledger.close()


def test_the_data_folder_may_be_moved(tmp_path: Path) -> None:
    data, moved = tmp_path / "data", tmp_path / "moved"
    target = Path("stand/articles/1.jsonl")
    assert dies_after(2, lambda: run(data, {str(data / target): "-o"}, range(8)))
    data.rename(moved)
    run(moved, {str(moved / "stand/articles/2.jsonl"): "-o"}, range(8))
    files = [moved / target, moved / "stand/articles/2.jsonl"]
    assert sorted(numbers(*files)) == list(range(8))


def test_the_ledger_says_where_each_line_lies(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out.jsonl"
    run(data, {str(out): "-o"}, range(3))
    run(data, {str(out): "-o"}, range(6))
    ledger = Ledger.open(data / "ledger.sqlite3")
    content = out.read_bytes()
    places = ledger.db.all(
        "SELECT d.id, f.base + d.start FROM deliveries d JOIN files f ON f.id = d.file"
    )
    assert len(places) == 6
    for article, place in places:
        assert content[place:].startswith(f'{{"id": "{article}"'.encode())
    ledger.close()


def test_the_part_of_a_live_run_is_left_alone(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out.jsonl"
    assert dies_after(2, lambda: run(data, {str(out): "-o"}, range(8)))
    (part,) = unfinished(data)
    before = part.read_bytes()
    with part.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        run(data, {str(tmp_path / "other.jsonl"): "-o"}, range(8))
        assert part.read_bytes() == before
    run(data, {str(out): "-o"}, range(8))
    files = [out, tmp_path / "other.jsonl"]
    assert sorted(numbers(*files)) == list(range(8))


def test_a_target_that_no_feed_can_replace_is_named(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "gone" / "out.jsonl"
    assert dies_after(2, lambda: run(data, {str(out): "-o"}, range(8)))
    (tmp_path / "gone").write_text("a file where the folder was")
    with pytest.raises(
        OSError, match=r"holds delivered articles for .*/gone/out.jsonl"
    ):
        run(data, {str(tmp_path / "out.csv"): "-o"}, range(8))
    (tmp_path / "gone").unlink()
    run(data, {str(out): "-o"}, range(8))
    assert sorted(numbers(out)) == list(range(8))


def test_a_data_folder_behind_a_link_may_be_moved(tmp_path: Path) -> None:
    real, link, moved = tmp_path / "real", tmp_path / "data", tmp_path / "moved"
    real.mkdir()
    link.symlink_to(real)
    target = "stand/articles/1.jsonl"
    assert dies_after(2, lambda: run(link, {str(link / target): "-o"}, range(8)))
    real.rename(moved)
    run(moved, {str(moved / target): "-o"}, range(8))
    assert sorted(numbers(moved / target)) == list(range(8))


def slot_of(target: Path, **more: Any) -> FeedSlot:
    """A feed of Scrapy's own exporter with some *more* options, as a crawl has it."""
    storage = "newsbot.feedstorage.LineFeedStorage"
    kind = target.suffix.removeprefix(".")
    options = {"format": kind, "fields": ["id", "text"], **more}
    crawler = get_crawler(
        settings_dict={"FEEDS": {str(target): options}, "FEED_STORAGES": {"": storage}}
    )
    crawler.spider = crawler._create_spider("stand")
    feeds = FeedExporter.from_crawler(crawler)
    feeds.open_spider(crawler.spider)
    (slot,) = feeds.slots
    return slot


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_line_that_is_taken_back_leaves_no_trace(tmp_path: Path, kind: str) -> None:
    """It reaches into Scrapy's slots and exporters: here it shows if they change."""
    slots = [slot_of(tmp_path / f"{name}.{kind}") for name in ("one", "two")]
    for slot in slots:
        if slot is slots[0]:
            slot.start_exporting()
            assert slot.exporter is not None
            slot.exporter.export_item(Article("stand:1", "لا يكتب"))
            slot.itemcount += 1
            take_back(slot, 0, 0)
            assert slot.itemcount == 0
        slot.start_exporting()
        assert slot.exporter is not None
        slot.exporter.export_item(Article("stand:2", "خبر"))
    first, second = (bytes(slot.storage.file._waiting) for slot in slots)
    assert first == second
    assert first.count(b"stand:") == 1
    assert first.startswith(b"id,text" if kind == "csv" else b'{"id"')
