"""``scrapy story``, and the ledger made anew from files with several revisions."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from newsbot.ledger import Ledger
from newsbot.upkeep.story import word_diff
from tests.crawling import MockNews
from tests.forked import forked
from tests.revisiting import EVERY, crawl, ids, of, pages, plain, watched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def news() -> Iterator[MockNews]:
    with MockNews(newest=8) as server:
        yield server


def test_the_words_that_went_and_came() -> None:
    old = "أصيب ثلاثة عمال في حادث على طريق الواحة صباح اليوم وفق بيان البلدية"
    new = "أصيب أربعة عمال في حادث على طريق الواحة صباح اليوم وفق بيان البلدية الأخير"
    assert word_diff(old, new) == [
        "أصيب [-ثلاثة-] {+أربعة+} عمال في حادث على …",
        "… اليوم وفق بيان البلدية {+الأخير+}",
    ]
    assert word_diff(old, old) == []
    assert word_diff("", "خبر") == ["{+خبر+}"]
    assert word_diff("خبر عاجل", "خبر") == ["خبر [-عاجل-]"]


def test_the_words_of_a_long_live_page() -> None:
    """Frequent words around rare ones are shown as they are, and not as changed."""
    old = [word for number in range(9000) for word in ("في", f"الساعة-{number}")]
    new = [*old]
    new[8001] = "الظهر"
    assert word_diff(" ".join(old), " ".join(new)) == [
        "… الساعة-3998 في الساعة-3999 في [-الساعة-4000-] {+الظهر+} في الساعة-4001 في "
        "الساعة-4002 …"
    ]


def test_the_history_of_an_article(news: MockNews, tmp_path: Path) -> None:
    crawl(news, tmp_path)
    number = plain(news)[0]
    story = news.stories[number]
    news.stories.change(
        number,
        title=f"{story.title} مجددا",
        text=(*story.text, "وبلغ العدد 36\x1b[31m."),
    )
    run = crawl(news, tmp_path, *EVERY)
    first = of(run, news, number)[0]
    name = first["id"]
    told = forked("story", name, data=run.data)
    assert told.exit_code == 0, told.err
    lines = told.out.splitlines()
    assert lines[0] == name
    assert f"address: {first['url']}" in lines
    assert any(line.startswith("found: listing, http") for line in lines)
    assert f"  {first['title']}" in lines
    (head,) = (line for line in lines if line.startswith("revision 2, delivered "))
    assert ": title, text" in head
    assert "{+مجددا+}" in told.out
    assert "{+وبلغ العدد 36" in told.out
    assert "\x1b" not in told.out
    assert forked("story", first["url"], data=run.data).out == told.out
    shortlink = f"{news.url}/?p={number}"
    assert forked("story", shortlink, data=run.data).out == told.out

    # Without the file of the first revision, its words are not known.
    run.files(news.name)[0].unlink()
    lines = forked("story", name, data=run.data).out.splitlines()
    assert any("its line is not in " in line for line in lines)
    assert "    (the revision before is in no file any more)" in lines
    assert any(line.startswith("revision 2, delivered ") for line in lines)


def test_a_withdrawal_and_copies_in_the_history(tmp_path: Path) -> None:
    with MockNews(newest=24) as news:
        copy = next(one for one in news.stories if one.duplicate_of in ids(news))
        run = crawl(news, tmp_path)
        found = {
            int(one["id"].rpartition(":")[2]): one for one in run.articles(news.name)
        }
        one = found[copy.id]
        # Whichever of the two was delivered first is the original.
        again = one if one["duplicate_of"] else found[copy.duplicate_of or 0]
        first = again["duplicate_of"]
        assert f"copy of: {first} (" in forked("story", again["id"], data=run.data).out
        out = forked("story", first, data=run.data).out
        assert f"its copy: {again['id']} (" in out
        news.stories.withdraw(copy.id)
        crawl(news, tmp_path, *EVERY)
        crawl(news, tmp_path, *EVERY)
        out = forked("story", one["id"], data=run.data).out
    assert ": withdrawn, noticed 20" in out


def test_what_is_no_article_is_said_in_one_line(tmp_path: Path) -> None:
    data = tmp_path / "data"
    run = forked("story", "news.test:1", data=data)
    assert run.exit_code == 2
    assert "there is no ledger" in run.complaint
    data.mkdir()
    Ledger.open(data / "ledger.sqlite3").close()
    run = forked("story", "news.test:1", data=data)
    assert run.exit_code == 2
    assert run.complaint.startswith("newsbot: no article news.test:1 was delivered")
    assert forked("story", data=data).exit_code == 2


def test_a_ledger_made_anew_knows_every_revision(
    news: MockNews, tmp_path: Path
) -> None:
    run = crawl(news, tmp_path)
    edited, gone, *_ = plain(news)
    news.stories.change(edited, title="عنوان الطبعة الثانية")
    news.stories.withdraw(gone)
    crawl(news, tmp_path, *EVERY)
    crawl(news, tmp_path, *EVERY)
    path = run.data / "ledger.sqlite3"
    with closing(Ledger.open(path)) as ledger:
        before = sorted(
            (one.id, one.revision, one.file is None)
            for one in ledger.audit.deliveries()
        )
    known = watched(tmp_path)
    assert forked("ledger", "check", data=run.data).exit_code == 0
    for file in run.data.glob("ledger.sqlite3*"):
        file.unlink()
    assert forked("ledger", "rebuild", data=run.data).exit_code == 0
    assert forked("ledger", "check", data=run.data).exit_code == 0
    with closing(Ledger.open(path)) as ledger:
        after = [
            (one.id, one.revision, one.file is None)
            for one in ledger.audit.deliveries()
        ]
    assert sorted(after) == before
    # Each is looked at again, an hour after its last delivery.
    assert watched(tmp_path).keys() == known.keys()
    assert {step for step, _ in watched(tmp_path).values()} == {0}
    count = len(known)
    assert pages(crawl(news, tmp_path, *EVERY), news) == {"unchanged": count}
    news.stories.change(edited, title="عنوان الطبعة الثالثة")
    run = crawl(news, tmp_path, *EVERY)
    assert pages(run, news) == {"revised": 1, "unchanged": count - 1}
    assert [one["revision"] for one in of(run, news, edited)] == [1, 2, 3]
