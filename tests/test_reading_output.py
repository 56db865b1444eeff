"""The programs of docs/revisions.md that read the output, run as they are written."""

from __future__ import annotations

import gzip
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from tests.test_docs import doc, fences, section

if TYPE_CHECKING:
    from pathlib import Path


def line(article: str, revision: int, status: str = "published") -> str:
    return json.dumps({"id": article, "revision": revision, "status": status}) + "\n"


def states(folder: Path) -> list[tuple[str, int, str]]:
    """What the program for a database makes of the files, and of a second look."""
    blocks = fences(section(doc("revisions.md"), "Reading the output"), "python")
    (program,) = (block for block in blocks if "sqlite3.connect" in block)
    for _ in range(2):
        command = [sys.executable, "-c", program]
        subprocess.run(command, cwd=folder, check=True, timeout=60)
    with closing(sqlite3.connect(folder / "news.sqlite3")) as db:
        rows = db.execute("SELECT id, revision, status, line FROM news ORDER BY id")
        found: list[tuple[str, int, str]] = []
        for *state, text in rows:
            record = json.loads(text)
            assert [record["id"], record["revision"], record["status"]] == state
            found.append((state[0], state[1], state[2]))
    return found


def test_the_latest_state_in_a_database(tmp_path: Path) -> None:
    articles = tmp_path / "data" / "paper" / "articles"
    articles.mkdir(parents=True)
    first = articles / "2026-03-01T080000Z.jsonl"
    first.write_text(line("a", 1) + line("b", 1) + line("c", 1), "utf-8")
    second = articles / "2026-03-01T090000Z.jsonl"
    second.write_text(line("b", 3) + line("b", 2) + line("c", 2, "withdrawn"), "utf-8")
    expected = [("a", 1, "published"), ("b", 3, "published"), ("c", 2, "withdrawn")]
    assert states(tmp_path) == expected
    # As after `scrapy tidy`: older lines come again, and change nothing.
    with gzip.open(articles / "2026-03-01.jsonl.gz", "wt", encoding="utf-8") as merged:
        merged.write(first.read_text("utf-8"))
    for path in (first, second):
        path.unlink()
    assert states(tmp_path) == expected
