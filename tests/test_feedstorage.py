"""Feed files: saved in batches, put under their name in one step."""

from __future__ import annotations

import errno
import gzip
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from scrapy.exporters import CsvItemExporter, JsonLinesItemExporter
from scrapy.extensions.postprocessing import PostProcessingManager

from newsbot.feedstorage import (
    LineFeedStorage,
    LineFile,
    Piece,
    arrived,
    publish,
    temporary,
)


def piece(path: Path, text: str, size: int | None = None, **options: bool) -> Piece:
    path.write_text(text, encoding="utf-8")
    return Piece(path, len(text.encode()) if size is None else size, **options)


def store(uri: str, text: bytes, **options: Any) -> LineFeedStorage:
    """Store *text* as Scrapy does, without the delivery extension."""
    storage = LineFeedStorage(uri, feed_options=options)
    file = storage.open(None)  # type: ignore[arg-type]
    file.write(text)
    storage.store(file)
    return storage


# A file of lines.


def test_lines_are_in_memory_until_they_are_saved(tmp_path: Path) -> None:
    file = LineFile()
    file.place(tmp_path / "new" / "part")
    assert file.write("خبر\n".encode()) == 7
    assert (file.position, file.saved, file.waiting) == (7, 0, True)
    assert not (tmp_path / "new").exists()
    file.save()
    assert (file.position, file.saved, file.waiting) == (7, 7, False)
    file.write(b"two\nthree\n")
    file.cut(11)
    file.save()
    assert Path(file.name).read_bytes() == "خبر\ntwo\n".encode()
    file.close()
    file.close()


def test_a_part_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "part").write_text("of another run")
    file = LineFile()
    file.place(tmp_path / "part")
    file.write(b"x\n")
    with pytest.raises(FileExistsError):
        file.save()
    file.close()


def test_a_write_that_the_system_cuts_short_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, data[:3]))
    file = LineFile()
    file.place(tmp_path / "part")
    file.write(b"0123456789\n")
    file.save()
    monkeypatch.undo()
    assert (tmp_path / "part").read_bytes() == b"0123456789\n"
    file.close()


def test_a_disk_error_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(fd: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    file = LineFile()
    file.place(tmp_path / "part")
    file.write(b"x\n")
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match=r"No space left on device: .*/part"):
        file.save()
    assert file.saved == 0
    file.close()


# Under their name.


def test_pieces_become_a_file_in_order(tmp_path: Path) -> None:
    places: list[int] = []
    pieces = [
        piece(tmp_path / "1", "a\nb\nnot committed", 4),
        piece(tmp_path / "2", "خبر\n"),
    ]
    target = tmp_path / "new" / "out.jsonl"
    publish(pieces, target, add=False, before=places.extend)
    assert target.read_text(encoding="utf-8") == "a\nb\nخبر\n"
    assert places == [0, 4]
    assert [each.path.exists() for each in pieces] == [True, True]


def test_pieces_are_added_behind_what_is_there(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old\n")
    places: list[int] = []
    publish([piece(tmp_path / "1", "a\n")], target, add=True, before=places.extend)
    assert target.read_text() == "old\na\n"
    assert places == [4]


def test_pieces_take_the_place_of_what_is_there(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old\n")
    publish([piece(tmp_path / "1", "a\n")], target, add=False)
    assert target.read_text() == "a\n"


def test_a_head_stands_once_in_a_table(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    first = piece(tmp_path / "1", "id,text\n1,a\n", header=True)
    second = piece(tmp_path / "2", "id,text\n2,b\n", header=True)
    places: list[int] = []
    publish([first, second], target, add=True, before=places.extend)
    assert target.read_text() == "id,text\n1,a\n2,b\n"
    # Where the second part's first byte would lie: its head is 8 bytes before.
    assert places == [0, 4]
    assert arrived(second, target, 4)
    third = piece(tmp_path / "3", "id,text\n3,c\n", header=True)
    publish([third], target, add=True)
    assert target.read_text() == "id,text\n1,a\n2,b\n3,c\n"


def test_a_table_with_other_columns_keeps_its_head(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("id\n1\n")
    publish([piece(tmp_path / "1", "id,text\n2,b\n", header=True)], target, add=True)
    assert target.read_text() == "id\n1\nid,text\n2,b\n"


def test_whether_a_piece_has_arrived(tmp_path: Path) -> None:
    part = piece(tmp_path / "1", "a\nb\nrest", 4)
    target = tmp_path / "out.jsonl"
    assert not arrived(part, target, 0)
    target.write_text("old\na\nb\nmore\n")
    assert arrived(part, target, 4)
    assert not arrived(part, target, 0)
    target.write_text("old\na\n")
    assert not arrived(part, target, 4)
    part.path.unlink()
    assert not arrived(part, target, 4)


def test_a_target_keeps_its_mode_and_stays_behind_its_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_bytes(b"1\n")
    real.chmod(0o640)
    link.symlink_to(real)
    store(str(link), b"2\n")
    assert link.is_symlink()
    assert real.read_bytes() == b"1\n2\n"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_mode_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        store(str(tmp_path / "out.jsonl"), b"1\n")
        store(str(tmp_path / "out.json"), b"[]")
    finally:
        os.umask(before)
    for name in ("out.jsonl", "out.json"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("broken", ["replace", "fsync"])
def test_a_failure_leaves_the_target_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*args: object, **options: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    target = tmp_path / "out.jsonl"
    target.write_text("old\n")
    part = piece(tmp_path / "1", "a\n")
    monkeypatch.setattr(os, broken, fail)
    with pytest.raises(OSError, match="Input/output error"):
        publish([part], target, add=True)
    assert target.read_text() == "old\n"
    monkeypatch.undo()
    assert not temporary(target, part.path).exists()


def test_without_hard_links_a_new_file_is_made_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", fail)
    publish([piece(tmp_path / "1", "a\n")], tmp_path / "out.jsonl", add=True)
    assert (tmp_path / "out.jsonl").read_text() == "a\n"


def test_two_sites_may_add_to_one_file_at_once(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    lines = [f"{site}-{number}\n" for site in range(4) for number in range(25)]

    def add(site: int) -> None:
        for number in range(25):
            part = piece(tmp_path / f"{site}-{number}", f"{site}-{number}\n")
            publish([part], target, add=True)

    threads = [threading.Thread(target=add, args=(site,)) for site in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(target.read_text().splitlines(keepends=True)) == sorted(lines)


# The storage, without the delivery extension.


def test_a_feed_without_items_leaves_its_target_alone(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old\n")
    store(str(target), b"", overwrite=True)
    store(str(tmp_path / "new.jsonl"), b"")
    assert target.read_text() == "old\n"
    assert list(tmp_path.iterdir()) == [target]


def test_an_address_of_a_file(tmp_path: Path) -> None:
    store((tmp_path / "الأخبار.jsonl").as_uri(), b"1\n")
    assert (tmp_path / "الأخبار.jsonl").read_bytes() == b"1\n"


def test_a_format_without_lines_is_replaced_or_added_to(tmp_path: Path) -> None:
    target = tmp_path / "out.xml"
    storage = store(str(target), b"<a/>", overwrite=True)
    assert not storage.lines
    store(str(target), b"<b/>", overwrite=True)
    assert target.read_bytes() == b"<b/>"
    store(str(target), b"<c/>")
    assert target.read_bytes() == b"<b/><c/>"
    assert list(tmp_path.iterdir()) == [target]


def test_compressed_feeds_are_whole_members(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl.gz"
    options = {
        "format": "jsonlines",
        "postprocessing": ["scrapy.extensions.postprocessing.GzipPlugin"],
    }
    for text in (b"1\n", b"2\n"):
        storage = LineFeedStorage(str(target), feed_options=options)
        assert not storage.lines
        file = storage.open(None)  # type: ignore[arg-type]
        manager = PostProcessingManager(options["postprocessing"], file, options)  # type: ignore[arg-type]
        manager.write(text)
        manager.close()
        storage.store(file)
    assert gzip.decompress(target.read_bytes()) == b"1\n2\n"


@pytest.mark.parametrize("exporter", [CsvItemExporter, JsonLinesItemExporter])
def test_scrapys_exporters_write_to_it(tmp_path: Path, exporter: type[Any]) -> None:
    storage = LineFeedStorage(
        str(tmp_path / "out"),
        feed_options={"format": "csv" if exporter is CsvItemExporter else "jsonl"},
    )
    file = storage.open(None)  # type: ignore[arg-type]
    writer = exporter(file, encoding="utf-8")
    writer.start_exporting()
    writer.export_item({"id": "1", "text": "خبر"})
    after_one = storage.position
    writer.export_item({"id": "2", "text": "خبر"})
    assert storage.position > after_one > 0
    writer.finish_exporting()
    storage.store(file)
    expected = {
        CsvItemExporter: "id,text\r\n1,خبر\r\n2,خبر\r\n",
        JsonLinesItemExporter: '{"id": "1", "text": "خبر"}\n'
        '{"id": "2", "text": "خبر"}\n',
    }
    assert (tmp_path / "out").read_bytes().decode() == expected[exporter]


def test_a_device_is_written_directly(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    storage = LineFeedStorage(str(pipe), feed_options={"format": "jsonlines"})
    storage.check()
    file = storage.open(None)  # type: ignore[arg-type]
    file.write(b"1\n")
    storage.store(file)
    assert os.read(reader, 100) == b"1\n"
    os.close(reader)
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_target_is_checked_without_leaving_a_trace(tmp_path: Path) -> None:
    LineFeedStorage(str(tmp_path / "a" / "b" / "out.jsonl")).check()
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("")
    with pytest.raises(NotADirectoryError):
        LineFeedStorage(str(tmp_path / "file" / "out.jsonl")).check()
    with pytest.raises(IsADirectoryError):
        LineFeedStorage(str(tmp_path)).check()


def test_a_folder_that_takes_no_file_is_told_by_the_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(dir: Path) -> None:  # noqa: A002 - its name in tempfile
        raise OSError(errno.EROFS, "Read-only file system", str(dir / "tmpx1"))

    monkeypatch.setattr("newsbot.feedstorage.storage.TemporaryFile", read_only)
    target = tmp_path / "out.jsonl"
    with pytest.raises(OSError, match="Read-only") as raised:
        LineFeedStorage(str(target)).check()
    assert raised.value.filename == str(target)
    assert raised.value.errno == errno.EROFS
