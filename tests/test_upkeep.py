"""Years of it: the ledger checked and rebuilt, files merged, the quarantine capped."""

from __future__ import annotations

import gzip
import json
import os
import tracemalloc
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.extensions.lock import Locked, RunLock
from newsbot.ledger import Delivery, Ledger, LedgerError, Validator
from newsbot.similarity import Index
from newsbot.spiders.archivemark import ArchiveMark
from newsbot.spiders.walkmark import WalkMark
from newsbot.upkeep.check import check
from newsbot.upkeep.lines import entries, format_of
from newsbot.upkeep.quarantine import QuarantineFolder
from newsbot.upkeep.rebuild import RebuildRefusedError, rebuild
from newsbot.upkeep.tidy import tidy
from tests.newsstand import TEXT
from tests.test_delivery import dies, every_crash, run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SITE = "stand.test"
TODAY = date(2026, 3, 3)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
BIG = 1 << 30
OTHER = (
    "افتتحت مكتبة الواحة قاعة جديدة للأطفال تضم ألفي كتاب مصور، وقالت أمينة المكتبة إن "
    "الدخول مجاني طوال أيام الأسبوع وإن ساعات القراءة تمتد حتى العاشرة مساء كل خميس."
)


def open_ledger(data: Path) -> Ledger:
    return Ledger.open(data / "ledger.sqlite3")


def deliver(data: Path, name: str, articles: range) -> Path:
    """Deliver *articles* to one of the site's files, as a run does."""
    path = data / "stand" / "articles" / name
    data.mkdir(parents=True, exist_ok=True)
    run(data, {str(path): "-o"}, articles)
    return path


def missing(data: Path, *named: Path) -> list[str]:
    with closing(open_ledger(data)) as ledger:
        return [one.delivery.id for one in check(ledger, named).missing]


def ids(*files: Path) -> list[str]:
    found = []
    for file in files:
        for entry in entries(file, "jsonl"):
            assert entry.key is not None, file
            found.append(entry.key[0])
    return found


def named(*numbers: int) -> list[str]:
    return [f"{SITE}:{number}" for number in numbers]


# Reading files back.


def test_the_format_is_told_by_the_name(tmp_path: Path) -> None:
    names = {"a.jsonl": "jsonl", "a.jl.gz": "jsonl", "a.csv": "csv", "a.csv.gz": "csv"}
    names |= {"a.jsonlines": "jsonl"}
    assert {name: format_of(tmp_path / name) for name in names} == names
    assert format_of(tmp_path / "a.json") is None
    assert format_of(tmp_path / "a.gz") is None


def test_lines_of_json(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = ['{"id": "a"}\n', '{"id": "b", "revision": 2}\n', "[1]\n", '{"id": "c']
    path.write_text("".join(lines))
    read = list(entries(path, "jsonl"))
    assert [entry.key for entry in read] == [("a", 1), ("b", 2), None, None]
    assert [entry.start for entry in read] == [0, 12, 39, 43]
    # Of a part, only what is committed counts.
    assert [entry.start for entry in entries(path, "jsonl", 39)] == [0, 12]


def test_rows_of_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    head, first = "id,revision,text\r\n", 'x:1,1,"سطر\nثان، و""اقتباس"""\r\n'
    path.write_bytes((head + first + "x:2,3,\r\nx:3\r\n").encode())
    read = list(entries(path, "csv"))
    assert [entry.key for entry in read] == [("x:1", 1), ("x:2", 3), None]
    start = len(head.encode())
    assert [entry.start for entry in read[:2]] == [start, start + len(first.encode())]
    assert read[0].record is not None
    assert read[0].record["text"] == 'سطر\nثان، و"اقتباس"'


@pytest.mark.parametrize("damage", ["cut", "changed", "no gzip"])
def test_damaged_compression_is_an_error_that_names_the_file(
    tmp_path: Path, damage: str
) -> None:
    path = tmp_path / "a.jsonl.gz"
    content = bytearray(gzip.compress(b'{"id": "a"}\n' * 99))
    if damage == "cut":
        del content[-20:]
    elif damage == "changed":
        content[15:25] = b"\0" * 10
    else:
        content[:2] = b"{}"
    path.write_bytes(content)
    with pytest.raises(OSError, match="is damaged") as caught:
        list(entries(path, "jsonl"))
    assert caught.value.filename == str(path)


# Check.


def test_what_is_there_is_not_missing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    deliver(data, "one.jsonl", range(3))
    run(data, {str(tmp_path / "out.jsonl"): "-o"}, range(3, 6))
    run(data, {str(tmp_path / "out.csv"): "-o"}, range(6, 9))
    with closing(open_ledger(data)) as ledger:
        assert check(ledger) == ([], 9, 0)


def test_moved_and_compressed_files_are_no_error(tmp_path: Path) -> None:
    data = tmp_path / "data"
    moved = deliver(data, "one.jsonl", range(3))
    zipped = deliver(data, "two.jsonl", range(3, 6))
    run(data, {str(tmp_path / "out.csv"): "-o"}, range(6, 8))
    (data / "stand" / "old" / "2026").mkdir(parents=True)
    moved.rename(data / "stand" / "old" / "2026" / "anything.jsonl")
    for path in (zipped, tmp_path / "out.csv"):
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    assert missing(data) == []


def test_missing_lines_are_named_with_their_file(tmp_path: Path) -> None:
    data = tmp_path / "data"
    kept = deliver(data, "one.jsonl", range(3))
    gone = deliver(data, "two.jsonl", range(3, 5))
    lines = kept.read_bytes().splitlines(keepends=True)
    # One line taken out, the last one torn.
    kept.write_bytes(lines[0] + lines[2][:-9])
    elsewhere = tmp_path / "elsewhere.jsonl"
    gone.rename(elsewhere)
    with closing(open_ledger(data)) as ledger:
        report = check(ledger)
    found = {(one.delivery.site, one.delivery.id, one.file) for one in report.missing}
    assert found == {
        (SITE, f"{SITE}:{number}", kept if number < 3 else gone)
        for number in (1, 2, 3, 4)
    }
    # A file that was taken out of the data folder can be named.
    assert sorted(missing(data, elsewhere)) == named(1, 2)


def test_a_replaced_file_need_not_hold_what_was_there(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out.jsonl"
    data.mkdir()
    run(data, {str(out): "-O"}, range(3))
    run(data, {str(out): "-O"}, range(5))
    assert ids(out) == named(3, 4)
    with closing(open_ledger(data)) as ledger:
        assert check(ledger) == ([], 2, 3)
        out.write_text("")
        assert {one.delivery.id for one in check(ledger).missing} == set(named(3, 4))


def test_an_unfinished_file_counts_as_far_as_it_is_committed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    path = data / "stand" / "articles" / "one.jsonl"
    assert dies(50, lambda: run(data, {str(path): "-o"}, range(8)))
    (part,) = (data / "stand" / "unfinished").iterdir()
    assert missing(data) == []
    content = part.read_bytes()
    part.write_bytes(content[:10])
    assert f"{SITE}:0" in missing(data)


def test_lines_without_an_id_are_known_by_their_place(tmp_path: Path) -> None:
    data = tmp_path / "data"
    path = deliver(data, "one.jsonl", range(3))
    lines = [
        json.dumps({"text": "x" * (len(line) - 13)}) + "\n"
        for line in path.read_bytes().splitlines(keepends=True)
    ]
    before = path.stat().st_size
    path.write_text("".join(lines))
    assert path.stat().st_size == before
    assert missing(data) == []
    path.write_text("".join(lines[:2]))
    assert missing(data) == named(2)


# Rebuild.


def record(number: int, **fields: Any) -> dict[str, Any]:
    words = f"{SITE}/{number}"
    return {
        "id": f"{SITE}:{number}",
        "site": SITE,
        "url": f"https://{words}",
        "canonical_url": None,
        "title": f"خبر رقم {number}",
        "text": f"نص قصير {number}",
        "published": "2026-03-01",
        "fetched": f"2026-03-01T12:{number:02}:00+00:00",
        "revision": 1,
        "duplicate_of": None,
        "duplicate_score": None,
        **fields,
    }


def write(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in records]
    content = "".join(lines).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def test_after_losing_the_ledger_nothing_is_new(tmp_path: Path, database: str) -> None:
    articles = tmp_path / "data" / "stand" / "articles"
    write(articles / "one.jsonl", [record(1), record(2)])
    write(articles / "day.jsonl.gz", [record(3), record(3, revision=2, title="آخر")])
    out = write(tmp_path / "out.jsonl", [record(4)])
    table = tmp_path / "out.csv"
    table.write_text(
        f"id,site,url,title,text,published,fetched\r\n{SITE}:5,{SITE},"
        f"https://{SITE}/5,عنوان,نص,2026-03-01,\r\n",
        encoding="utf-8",
    )
    with closing(Ledger.open(database, root=tmp_path / "data")) as ledger:
        assert rebuild(ledger, [out, table]) == (6, 0, [])
        for number in range(1, 6):
            by_id = ledger.delivered(SITE, article_id=f"{SITE}:{number}")
            by_key = ledger.delivered(SITE, url_keys=[f"//{SITE}/{number}"])
            assert by_id == by_key
            assert by_id is not None
            assert by_id.revision == (2 if number == 3 else 1)
        first = ledger.delivered(SITE, article_id=f"{SITE}:1")
        assert first is not None
        assert first.delivered == datetime(2026, 3, 1, 12, 1, tzinfo=UTC)
        assert ledger.sites.canonical(SITE) == SITE
        assert check(ledger) == ([], 6, 0)
        # Again: nothing changes.
        assert rebuild(ledger, [out]) == (6, 0, [])
        assert check(ledger) == ([], 6, 0)


def test_a_rebuild_keeps_what_went_elsewhere(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out.jsonl"
    write(data / "stand" / "articles" / "one.jsonl", [record(20)])
    run(data, {str(out): "-O"}, range(3))
    run(data, {str(out): "-O"}, range(5))
    with closing(open_ledger(data)) as ledger:
        # The files of these runs hold no whole records: only the id is in them.
        done = rebuild(ledger)
        assert (done.articles, done.forgotten) == (1, 0)
        assert [path for path, _ in done.unread] == [out, out]
        for number in (0, 1, 2, 3, 4, 20):
            known = ledger.delivered(SITE, article_id=f"{SITE}:{number}")
            assert known is not None, number


def test_what_no_file_holds_is_forgotten_and_delivered_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    gone = deliver(data, "one.jsonl", range(2))
    kept = write(data / "stand" / "articles" / "two.jsonl", [record(5), record(6)])
    gone.unlink()
    with closing(open_ledger(data)) as ledger:
        # As many are found as are forgotten: just enough.
        assert rebuild(ledger) == (2, 2, [])
        assert ledger.delivered(SITE, article_id=f"{SITE}:0") is None
        assert check(ledger) == ([], 2, 0)
    deliver(data, "three.jsonl", range(2))
    assert ids(data / "stand" / "articles" / "three.jsonl") == named(0, 1)
    assert missing(data) == []
    assert ids(kept) == named(5, 6)


def everything(data: Path) -> dict[str, list[Any]]:
    """Every row of the ledger's tables."""
    with closing(open_ledger(data)) as ledger:
        return {
            table: ledger.db.all(f"SELECT * FROM {table}")
            for table in sorted(ledger.db.tables())
        }


@pytest.mark.parametrize("found", [0, 4])
def test_a_rebuild_that_would_forget_more_than_it_finds_changes_nothing(
    tmp_path: Path, found: int
) -> None:
    data = tmp_path / "data"
    moved = deliver(data, "one.jsonl", range(5))
    articles = data / "stand" / "articles"
    elsewhere = tmp_path / "elsewhere.jsonl"
    moved.rename(elsewhere)
    if found:
        write(articles / "two.jsonl", [record(n) for n in range(20, 20 + found)])
    odd = articles / "odd.jsonl"
    odd.write_text('{"id": "half')
    before = everything(data)
    with closing(open_ledger(data)) as ledger:
        with pytest.raises(RebuildRefusedError) as caught:
            rebuild(ledger)
        assert caught.value.plan == (found, 5, [(odd, 0)])
    assert everything(data) == before
    with closing(open_ledger(data)) as ledger:
        # The file of the others is named: nothing is forgotten then.
        whole = write(elsewhere, [record(n) for n in range(5)])
        assert rebuild(ledger, [whole]) == (found + 5, 0, [(odd, 0)])
        # Or a person says that they are gone.
        whole.unlink()
        if found == 0:
            assert rebuild(ledger, force=True) == (0, 5, [(odd, 0)])
            assert list(ledger.audit.deliveries()) == []


def test_lists_are_read_from_the_top_where_something_is_forgotten(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    gone = deliver(data, "one.jsonl", range(2))
    write(data / "stand" / "articles" / "two.jsonl", [record(5), record(6)])
    feed = Validator('"v1"', None)
    with closing(open_ledger(data)) as ledger:
        for site in (SITE, "other.test"):
            number = ledger.start_run(site, now=NOON)
            WalkMark(ledger, site, "top", number).end(
                joined=True, next_page=None, pages=1
            )
            ArchiveMark(ledger, site, "archive", number).turn("listing", "/page/9/")
            ledger.sites.set_mark(site, "rules", "1")
            ledger.runs.set_validator(site, "/feed/", feed, now=NOON)
            ledger.runs.finish(number, "quiet", {"whole": True}, whole=True, now=NOON)

        def marks(site: str) -> list[bool]:
            names = ("walk top", "progress archive", "rules")
            return [ledger.sites.mark(site, name) is not None for name in names]

        rebuild(ledger)
        assert marks(SITE) == [True, True, True]
        assert ledger.runs.validator(SITE, "/feed/") == feed
        gone.unlink()
        assert rebuild(ledger).forgotten == 2
        assert marks(SITE) == [False, False, True]
        assert ledger.runs.validator(SITE, "/feed/") == Validator()
        # The others have lost nothing.
        assert marks("other.test") == [True, True, True]
        assert ledger.runs.validator("other.test", "/feed/") == feed


def test_where_nothing_is_known_and_nothing_found_there_is_nothing_to_force(
    tmp_path: Path,
) -> None:
    with closing(open_ledger(tmp_path)) as ledger:
        for force in (False, True):
            with pytest.raises(RebuildRefusedError):
                rebuild(ledger, force=force)


def test_the_index_gets_the_answers_of_the_record(
    tmp_path: Path, database: str
) -> None:
    articles = tmp_path / "stand" / "articles"
    # The copy lies in a file that was begun earlier than that of its first.
    write(
        articles / "a.jsonl",
        [
            record(1),
            record(3, text=TEXT * 3, duplicate_of=f"{SITE}:2", duplicate_score=0.9),
        ],
    )
    write(articles / "b.jsonl", [record(2, text=TEXT * 3)])
    # What this one refers to is in no file: it leads the group.
    lost = record(4, text=OTHER, duplicate_of=f"{SITE}:99", duplicate_score=1)
    write(articles / "c.jsonl", [lost])
    with closing(Ledger.open(database, root=tmp_path)) as ledger:
        rebuild(ledger)
        index = Index(ledger.neighbours)
        day = date(2026, 3, 2)
        assert index.add(f"{SITE}:3", "", "", day) == (f"{SITE}:2", 0.9)
        assert index.add(f"{SITE}:2", "", "", day) is None
        assert index.add("new.test:1", "عنوان", TEXT * 3, day) == (f"{SITE}:2", 1.0)
        assert index.add("new.test:2", "عنوان", OTHER, day) == (f"{SITE}:4", 1.0)


def test_lines_that_are_no_article_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "stand" / "articles" / "a.jsonl", [record(1)])
    size = path.stat().st_size
    with path.open("ab") as file:
        file.write(b'{"id": "stand.test:2", "ti')
    with closing(open_ledger(tmp_path)) as ledger:
        assert rebuild(ledger) == (1, 0, [(path, size)])


def test_no_rebuild_while_a_run_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "stand" / "articles" / "a.jsonl", [record(1)])
    with closing(open_ledger(tmp_path)) as ledger:
        with RunLock(tmp_path / "stand" / "lock"), pytest.raises(Locked):
            rebuild(ledger)
        assert ledger.delivered(SITE, article_id=f"{SITE}:1") is None


def test_a_rebuild_that_is_killed_is_run_again(tmp_path: Path) -> None:
    def work(data: Path) -> None:
        with closing(open_ledger(data)) as ledger:
            rebuild(ledger)

    def check_crash(data: Path, crash: int) -> bool:
        articles = data / "stand" / "articles"
        write(articles / "a.jsonl", [record(1, text=OTHER), record(2)])
        copy = record(3, text=OTHER, duplicate_of=f"{SITE}:1", duplicate_score=1)
        write(articles / "b.jsonl", [copy])
        died = dies(crash, lambda: work(data))
        with closing(open_ledger(data)) as ledger:
            known = [
                ledger.delivered(SITE, article_id=f"{SITE}:{number}") is not None
                for number in (1, 2, 3)
            ]
            assert all(known) or not any(known)
            rebuild(ledger)
            assert check(ledger) == ([], 3, 0)
            found = Index(ledger.neighbours).add("x:1", "", OTHER, date(2026, 3, 1))
            assert found == (f"{SITE}:1", 1.0)
        return died

    assert every_crash(tmp_path, check_crash) > 30


# Tidy.


def day_of_three(data: Path) -> Path:
    for hour, articles in ((6, range(2)), (7, range(4)), (23, range(5))):
        deliver(data, f"2026-03-01T{hour:02}0000Z.jsonl", articles)
    deliver(data, "2026-03-03T010000Z.jsonl", range(6))
    return data / "stand" / "articles"


def test_a_past_day_becomes_one_compressed_file(tmp_path: Path) -> None:
    articles = day_of_three(tmp_path / "data")
    other = articles / "mine.jsonl"
    other.write_text('{"id": "kept"}\n')
    lines = b"".join(path.read_bytes() for path in sorted(articles.glob("2026-03-01*")))
    (articles / "2026-03-01T060000Z.jsonl").chmod(0o640)
    with closing(open_ledger(tmp_path / "data")) as ledger:
        done = tidy(ledger, tmp_path / "data" / "stand", TODAY, BIG)
        day = articles / "2026-03-01.jsonl.gz"
        assert done == ([(day, 3)], 0, [])
        assert sorted(path.name for path in articles.iterdir()) == [
            "2026-03-01.jsonl.gz",
            "2026-03-03T010000Z.jsonl",
            "mine.jsonl",
        ]
        assert gzip.decompress(day.read_bytes()) == lines
        assert day.stat().st_mode & 0o777 == 0o640
        assert check(ledger) == ([], 6, 0)
        # The ledger says where each line lies now: in two files, and no other.
        kept = ledger.files.kept()
        assert {file.target for file in kept.values()} == {
            day,
            articles / "2026-03-03T010000Z.jsonl",
        }
        assert {n: ledger.files.kept_as(n) for n in kept} == kept
        assert ledger.files.kept_as(max(kept) + 1) is None
        for one in ledger.audit.deliveries():
            assert one.file is not None
            if kept[one.file].target == day:
                line = lines[one.start :].partition(b"\n")[0]
                assert json.loads(line)["id"] == one.id
        assert tidy(ledger, tmp_path / "data" / "stand", TODAY, BIG) == ([], 0, [])
        # Once that day is over too, it gets its own file.
        tidy(ledger, tmp_path / "data" / "stand", date(2026, 3, 4), BIG)
        assert ids(articles / "2026-03-03.jsonl.gz") == named(5)


def test_a_latecomer_joins_its_day(tmp_path: Path) -> None:
    data = tmp_path / "data"
    articles = day_of_three(data)
    with closing(open_ledger(data)) as ledger:
        tidy(ledger, data / "stand", TODAY, BIG)
    deliver(data, "2026-03-01T150000Z.jsonl", range(9))
    with closing(open_ledger(data)) as ledger:
        tidy(ledger, data / "stand", TODAY, BIG)
        assert ids(articles / "2026-03-01.jsonl.gz") == named(0, 1, 2, 3, 4, 6, 7, 8)
        assert check(ledger) == ([], 9, 0)
        (articles / "2026-03-01.jsonl.gz").unlink()
        report = check(ledger)
        assert len(report.missing) == 8
        day = articles / "2026-03-01.jsonl.gz"
        assert {missing.file for missing in report.missing} == {day}


def test_a_site_that_is_being_crawled_is_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    articles = day_of_three(data)
    before = sorted(articles.iterdir())
    with (
        closing(open_ledger(data)) as ledger,
        RunLock(data / "stand" / "lock"),
        pytest.raises(Locked),
    ):
        tidy(ledger, data / "stand", TODAY, BIG)
    assert sorted(articles.iterdir()) == before


def test_a_file_with_lines_without_an_id_stays(tmp_path: Path) -> None:
    data = tmp_path / "data"
    articles = day_of_three(data)
    odd = articles / "2026-03-01T200000Z.jsonl"
    odd.write_text('{"title": "بلا رقم"}\n', encoding="utf-8")
    with closing(open_ledger(data)) as ledger:
        done = tidy(ledger, data / "stand", TODAY, BIG)
    assert (done.merged[0].files, done.left) == (3, [odd])
    assert odd.exists()


def test_a_damaged_day_is_not_replaced(tmp_path: Path) -> None:
    data = tmp_path / "data"
    articles = day_of_three(data)
    day = articles / "2026-03-01.jsonl.gz"
    day.write_bytes(gzip.compress(b'{"id": "x"}\n' * 50)[:-12])
    before = {path: path.read_bytes() for path in articles.iterdir()}
    with (
        closing(open_ledger(data)) as ledger,
        pytest.raises(OSError, match="is damaged"),
    ):
        tidy(ledger, data / "stand", TODAY, BIG)
    assert {path: path.read_bytes() for path in articles.iterdir()} == before


def test_a_dead_run_is_finished_before_its_file_is_moved(tmp_path: Path) -> None:
    # It died when its file had its name and the ledger did not know it yet.
    crash = 40
    while True:
        data = tmp_path / str(crash) / "data"
        path = data / "stand" / "articles" / "2026-03-01T060000Z.jsonl"
        assert dies(crash, partial(run, data, {str(path): "-o"}, range(3)))
        if path.exists():
            break
        crash += 1
    with closing(open_ledger(data)) as ledger:
        tidy(ledger, data / "stand", TODAY, BIG)
        assert check(ledger) == ([], 3, 0)
    run(data, {str(path.with_name("2026-03-03T060000Z.jsonl")): "-o"}, range(3))
    assert [file.name for file in path.parent.iterdir()] == ["2026-03-01.jsonl.gz"]


def test_a_tidy_that_is_killed_is_finished_by_the_next(tmp_path: Path) -> None:
    def work(data: Path) -> None:
        with closing(open_ledger(data)) as ledger:
            tidy(ledger, data / "stand", TODAY, BIG)

    def check_crash(data: Path, crash: int) -> bool:
        articles = day_of_three(data)
        with closing(open_ledger(data)) as ledger:
            # An earlier day file, to which these are added.
            deliver(data, "2026-03-01T050000Z.jsonl", range(7))
            first = articles / "2026-03-01T050000Z.jsonl"
            for path in articles.glob("2026-03-01T*"):
                if path != first:
                    path.rename(path.with_suffix(".later"))
            tidy(ledger, data / "stand", TODAY, BIG)
            for path in articles.glob("*.later"):
                path.rename(path.with_suffix(".jsonl"))
        died = dies(crash, lambda: work(data))
        # At no moment is a line in no file.
        found = [*articles.glob("2*.jsonl"), *articles.glob("*.gz")]
        assert set(ids(*found)) == set(named(*range(7)))
        assert missing(data) == []
        work(data)
        assert sorted(path.name for path in articles.iterdir()) == [
            "2026-03-01.jsonl.gz",
            "2026-03-03T010000Z.jsonl",
        ]
        # Nothing lost, nothing twice.
        assert sorted(ids(*articles.iterdir())) == named(*range(7))
        assert missing(data) == []
        return died

    assert every_crash(tmp_path, check_crash) > 12


def test_a_full_disk_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    articles = day_of_three(data)
    before = {path: path.read_bytes() for path in articles.iterdir()}

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    with closing(open_ledger(data)) as ledger:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            tidy(ledger, data / "stand", TODAY, BIG)
    assert {path: path.read_bytes() for path in articles.iterdir()} == before


def test_a_ledger_that_fails_loses_no_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    articles = day_of_three(data)

    def fails(*_: object) -> None:
        raise LedgerError("the disk is full")

    with closing(open_ledger(data)) as ledger:
        with monkeypatch.context() as patch:
            patch.setattr(ledger.audit, "merge_files", fails)
            with pytest.raises(LedgerError):
                tidy(ledger, data / "stand", TODAY, BIG)
        assert check(ledger) == ([], 6, 0)
        tidy(ledger, data / "stand", TODAY, BIG)
        assert sorted(ids(*articles.iterdir())) == named(*range(6))


def day_with_copies(data: Path) -> tuple[Path, bytes]:
    """A day's files, one of which a tidy that was killed has merged already; with the
    text that they are to become."""
    articles = day_of_three(data)
    texts = [path.read_bytes() for path in sorted(articles.glob("2026-03-01T*"))]
    (articles / "2026-03-01.jsonl.gz").write_bytes(gzip.compress(b"".join(texts[:2])))
    # The last line of the last file has no end, and stands in another file too.
    torn = articles / "2026-03-01T235959Z.jsonl"
    torn.write_bytes(texts[2].rstrip(b"\n"))
    return articles, b"".join(texts)


def test_lines_that_are_there_already_are_not_added(tmp_path: Path) -> None:
    data = tmp_path / "data"
    articles, text = day_with_copies(data)
    with closing(open_ledger(data)) as ledger:
        tidy(ledger, data / "stand", TODAY, BIG)
        day = articles / "2026-03-01.jsonl.gz"
        assert gzip.decompress(day.read_bytes()) == text
        assert not list(articles.glob("2026-03-01T*"))
        assert check(ledger) == ([], 6, 0)


def test_lines_of_one_digest_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    articles, text = day_with_copies(data)
    salts = []

    def weak(line: bytes, salt: bytes) -> bytes:
        salts.append(salt)
        if len(set(salts)) == 1:
            return b"all the same"
        return salt + line

    monkeypatch.setattr("newsbot.upkeep.merge._digest", weak)
    with closing(open_ledger(data)) as ledger:
        tidy(ledger, data / "stand", TODAY, BIG)
        day = articles / "2026-03-01.jsonl.gz"
        assert gzip.decompress(day.read_bytes()) == text
        assert check(ledger) == ([], 6, 0)
    assert len(set(salts)) > 1


def test_the_lines_of_a_day_need_not_fit_into_memory(tmp_path: Path) -> None:
    articles = tmp_path / "stand" / "articles"
    lines = [record(n, text=f"{n} " + "نص طويل " * 20_000) for n in range(60)]
    for hour in range(6):
        write(articles / f"2026-03-01T{hour:02}0000Z.jsonl", lines[hour::6])
    size = sum(path.stat().st_size for path in articles.iterdir())
    assert size > 16_000_000
    with closing(open_ledger(tmp_path)) as ledger:
        tracemalloc.start()
        try:
            tidy(ledger, tmp_path / "stand", TODAY, BIG)
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert most < size / 4
    assert len(ids(articles / "2026-03-01.jsonl.gz")) == 60


# The quarantine.


def pages(folder: Path) -> set[str]:
    return {path.stem for path in folder.iterdir()}


def test_the_oldest_pages_go_first(tmp_path: Path) -> None:
    about: dict[str, str] = {}  # "{}": two bytes
    folder = QuarantineFolder(tmp_path / "quarantine", 400)
    for name in "abc":
        folder.keep(name, b"x" * 98, about)
    assert pages(folder.folder) == {"a", "b", "c"}
    # Kept again, a page is new again and takes no more room.
    folder.keep("a", b"y" * 98, about)
    folder.keep("d", b"x" * 98, about)
    assert pages(folder.folder) == {"a", "b", "c", "d"}
    folder.keep("e", b"x" * 98, about)
    assert pages(folder.folder) == {"c", "a", "d", "e"}
    folder.keep("f", b"x" * 298, about)
    assert pages(folder.folder) == {"e", "f"}
    assert (folder.folder / "e.json").read_bytes() == b"{}"
    # A page that is larger than the cap is not kept at all.
    folder.keep("g", b"x" * 500, about)
    assert pages(folder.folder) == set()


def test_a_later_run_knows_the_pages_by_their_age(tmp_path: Path) -> None:
    folder = QuarantineFolder(tmp_path, 1000)
    for age, name in enumerate("abcd"):
        folder.keep(name, b"x" * 98, {})
        for path in tmp_path.glob(f"{name}.*"):
            os.utime(path, (1000 - age, 1000 - age))
    (tmp_path / "notes.txt").write_text("a person's own file" * 100)
    assert QuarantineFolder(tmp_path, 250).trim() == 2
    assert {path.name for path in tmp_path.glob("*.html")} == {"a.html", "b.html"}
    assert (tmp_path / "notes.txt").exists()
    assert QuarantineFolder(tmp_path / "none", 0).trim() == 0


def test_tidy_keeps_the_cap(tmp_path: Path) -> None:
    site = tmp_path / "stand"
    QuarantineFolder(site / "quarantine", 1000).keep("a", b"x" * 98, {})
    with closing(open_ledger(tmp_path)) as ledger:
        assert tidy(ledger, site, TODAY, 100).pages == 0
        assert tidy(ledger, site, TODAY, 99).pages == 1


def test_names_of_sites(tmp_path: Path, database: str) -> None:
    with closing(Ledger.open(database, root=tmp_path)) as ledger:
        assert ledger.sites.hosts() == []
        ledger.sites.canonical("news.test", ["paper"])
        ledger.sites.canonical("a.test")
        assert ledger.sites.hosts() == ["a.test", "news.test"]
        assert ledger.sites.find(["x.test", "paper"]) == "news.test"
        assert ledger.sites.find(["x.test"]) is None
        assert ledger.sites.hosts() == ["a.test", "news.test"]


def test_deliveries_come_in_pages(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsbot.ledger import Line, audit

    monkeypatch.setattr(audit, "_ROWS", 4)
    with closing(Ledger.open(database, root=tmp_path)) as ledger:
        articles = [Delivery(SITE, f"{SITE}:{n}", 1 + n % 2) for n in range(8)]
        ledger.commit([Line(one, None, 0) for one in articles], {}, now=NOON)
        found = {(one.id, one.revision) for one in ledger.audit.deliveries()}
        assert found == {(f"{SITE}:{n}", 1 + n % 2) for n in range(8)}
