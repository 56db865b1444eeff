"""Known articles looked at again: what is delivered once more, and what is not."""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.demo.options import Options
from newsbot.demo.terms import AUTHORS, CATEGORIES
from newsbot.ledger import Ledger
from newsbot.revisions.fields import Fields
from tests.crawling import MockNews, Run, page, read
from tests.forked import forked
from tests.revisiting import EVERY, age, crawl, dress, ids, of, pages, plain, watched

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from newsbot.demo.site import Response


@pytest.fixture
def news() -> Iterator[MockNews]:
    with MockNews(newest=8) as server:
        yield server


def test_one_record_for_each_change_and_none_for_chrome(
    news: MockNews, tmp_path: Path
) -> None:
    edited, retitled, gone, renamed, ticking, *_ = plain(news)
    clock = news.stories[ticking].text
    news.stories.change(ticking, text=("منذ 3 ساعات", *clock))
    count = len(ids(news))
    first = crawl(news, tmp_path)
    assert pages(first, news) == {"delivered": count}

    paragraphs = news.stories[edited].text
    assert "37" not in "".join(paragraphs)
    before = f"{paragraphs[0]} وعددهم 36."
    news.stories.change(edited, text=(before, *paragraphs[1:]))
    assert pages(crawl(news, tmp_path, *EVERY), news)["revised"] == 1

    news.stories.change(edited, text=(before.replace("36", "37"), *paragraphs[1:]))
    news.stories.change(retitled, title="عنوان آخر بعد المراجعة")
    withdrawn = news.stories[gone]
    news.stories.withdraw(gone)
    news.stories.change(renamed, slug="اسم-جديد-للخبر")
    news.stories.change(ticking, text=("منذ 4 ساعات", *clock))
    # Another dress, other advertisements, no side bar, another related block.
    dress(news, sidebar=False, ads_leader=True, related="tags")
    second = crawl(news, tmp_path, *EVERY)
    assert pages(second, news) == {
        "revised": 2,
        "gone": 1,
        "unchanged": count - 3,
        # The listing names the renamed article under its new address.
        **({"known": 1} if "known" in pages(second, news) else {}),
    }
    assert second.record(news.name)["verdict"] == "delivered"
    one, two, three = of(second, news, edited)
    assert [one["revision"], two["revision"], three["revision"]] == [1, 2, 3]
    assert one["id"] == two["id"] == three["id"]
    assert (two["changes"], three["changes"]) == (["text"], ["text"])
    assert "37." in three["text"]
    assert three["published"] == one["published"]
    assert three["found"] == one["found"]
    new = of(second, news, retitled)[-1]
    assert (new["revision"], new["changes"]) == (2, ["title"])
    assert new["title"] == "عنوان آخر بعد المراجعة"
    assert len(of(second, news, renamed)) == len(of(second, news, ticking)) == 1
    assert len(of(second, news, gone)) == 1

    third = crawl(news, tmp_path, *EVERY)
    assert pages(third, news) == {"withdrawn": 1, "unchanged": count - 1}
    assert third.record(news.name)["reason"] == "1 withdrawn"
    old, new = of(third, news, gone)
    assert (new["status"], new["revision"], new["changes"]) == (
        "withdrawn",
        2,
        ["status"],
    )
    assert new["noticed"] >= old["fetched"]
    same = old.keys() - {"status", "revision", "changes", "noticed"}
    assert {name: new[name] for name in same} == {name: old[name] for name in same}

    fourth = crawl(news, tmp_path, *EVERY)
    assert fourth.record(news.name)["verdict"] == "quiet"
    assert pages(fourth, news) == {"unchanged": count}

    news.stories.add(withdrawn)
    fifth = crawl(news, tmp_path, *EVERY)
    assert pages(fifth, news)["revised"] == 1
    back = of(fifth, news, gone)[-1]
    assert (back["status"], back["revision"], back["noticed"]) == ("published", 3, None)
    assert back["changes"] == ["status"]
    assert crawl(news, tmp_path, *EVERY).record(news.name)["verdict"] == "quiet"


def test_every_kind_of_edit(tmp_path: Path) -> None:
    with MockNews(newest=20) as news:
        edit_them_all(news, tmp_path)


def edit_them_all(news: MockNews, tmp_path: Path) -> None:
    stories, chosen = news.stories, plain(news)[:9]
    letter, digit, added, led, signed, filed, vowels, stretched, twice = chosen
    text = {number: stories[number].text for number in ids(news)}
    stories.change(digit, text=(*text[digit], "وبلغ العدد 36."))
    crawl(news, tmp_path)
    count = len(ids(news))

    first, *rest = text[letter]
    stories.change(letter, text=(first.replace("ا", "أ", 1), *rest))
    stories.change(digit, text=(*text[digit], "وبلغ العدد 37."))
    stories.change(added, text=(*text[added], "وأضاف البيان فقرة أخيرة."))
    stories.change(led, lead="مقدمة أخرى كتبت بعد النشر.")
    author = next(one for one in AUTHORS if one not in stories[signed].authors)
    stories.change(signed, authors=(author,))
    section = next(one for one in CATEGORIES if one != stories[filed].section)
    stories.change(filed, categories=(section,), section=section)
    for number, mark in ((vowels, "\u064e"), (stretched, "\u0640")):
        title = stories[number].title
        stories.change(number, title=title[:2] + mark + title[2:])
    stories.change(twice, title="عنوان لم يره أحد")
    stories.change(twice, title="عنوان بعده")
    run = crawl(news, tmp_path, *EVERY)
    changes = {
        number: [one["changes"] for one in of(run, news, number)[1:]]
        for number in chosen
    }
    assert changes == {
        letter: [["text"]],
        digit: [["text"]],
        added: [["text"]],
        led: [["lead"]],
        signed: [["authors"]],
        filed: [["section"]],
        vowels: [],
        stretched: [],
        twice: [["title"]],
    }
    assert pages(run, news) == {"revised": 7, "unchanged": count - 7}
    assert of(run, news, twice)[-1]["title"] == "عنوان بعده"
    assert pages(crawl(news, tmp_path, *EVERY), news) == {"unchanged": count}

    # Changed and changed back between two looks.
    stories.change(twice, title="عنوان عابر")
    stories.change(twice, title="عنوان بعده")
    assert pages(crawl(news, tmp_path, *EVERY), news) == {"unchanged": count}


def test_an_interface_that_is_behind_the_page_costs_no_second_record(
    news: MockNews, tmp_path: Path
) -> None:
    """A cache may answer for the REST interface, and the editor save in between."""
    crawl(news, tmp_path)
    number = plain(news)[0]
    before = news.stories[number]
    news.stories.change(
        number,
        text=("فقرة كتبت بين السؤالين.", *before.text),
        modified=news.stories.newest() + timedelta(minutes=5),
    )
    after = news.stories[number]
    real = news.respond

    def behind(base: str, target: str, headers: Mapping[str, str]) -> Response:
        if "/wp-json/" not in target:
            return real(base, target, headers)
        news.stories.replace(before)
        try:
            return real(base, target, headers)
        finally:
            news.stories.replace(after)

    news.respond = behind  # type: ignore[method-assign]
    assert pages(crawl(news, tmp_path, *EVERY), news)["revised"] == 1
    news.respond = real  # type: ignore[method-assign]
    run = crawl(news, tmp_path, *EVERY)
    assert pages(run, news) == {"unchanged": len(ids(news))}
    crawl(news, tmp_path)
    assert len(of(run, news, number)) == 2


def upgrade(data: Path) -> None:
    """Let all that was delivered have been read by another version."""
    path = data / "data" / "ledger.sqlite3"
    with closing(sqlite3.connect(path)) as ledger, ledger:
        rows = ledger.execute("SELECT id, revision, fields FROM deliveries").fetchall()
        for name, revision, fields in rows:
            words = fields.split(" ")
            words[2] = "----"
            ledger.execute(
                "UPDATE deliveries SET fields = ? WHERE id = ? AND revision = ?",
                (" ".join(words), name, revision),
            )


def edit(news: MockNews, number: int, modified: datetime) -> None:
    """Let an editor add a paragraph, which the site states."""
    text = (*news.stories[number].text, "وأضاف البيان رقما جديدا.")
    news.stories.change(number, text=text, modified=modified)


def after(news: MockNews) -> datetime:
    return news.stories.newest() + timedelta(minutes=5)


def test_an_edit_is_found_by_a_profile_of_the_same_theme(
    news: MockNews, tmp_path: Path
) -> None:
    crawl(news, tmp_path)
    number = plain(news)[0]
    edit(news, number, after(news))
    paper = tmp_path / "paper.toml"
    paper.write_text(f'theme = "zoxpress"\nurl = "{news.url}/"\n', "utf-8")
    for expected in ({"revised": 1}, {}):
        run = crawl(news, tmp_path, "-a", f"site={paper}")
        assert run.record("paper")["pages"] == expected
    (new,) = run.articles("paper")
    assert (new["revision"], new["changes"]) == (2, ["text"])


def test_an_edit_after_an_upgrade_is_found_where_only_days_were_stated(
    news: MockNews, tmp_path: Path
) -> None:
    dress(news, rest=False, feed=False)
    crawl(news, tmp_path)
    count, number = len(ids(news)), plain(news)[0]
    age(tmp_path, news, 1)
    upgrade(tmp_path)
    dress(news, rest=True, feed=True)
    half_an_hour_ago = datetime.now(UTC) - timedelta(minutes=30)
    edit(news, number, half_an_hour_ago.replace(microsecond=0))
    run = crawl(news, tmp_path, *EVERY)
    assert pages(run, news) == {"revised": 1, "unchanged": count - 1}
    assert of(run, news, number)[-1]["changes"] == ["text"]


def test_an_edit_after_an_upgrade_is_found_behind_new_permalinks(
    news: MockNews, tmp_path: Path
) -> None:
    crawl(news, tmp_path)
    number = plain(news)[0]
    upgrade(tmp_path)
    dress(news, permalinks="dated")
    age(tmp_path, news, 1)
    edit(news, number, after(news))
    # The page is fetched as a new one first, and takes what the interface states.
    run = crawl(news, tmp_path)
    assert pages(run, news)["revised"] == 1
    assert of(run, news, number)[-1]["changes"] == ["text"]
    assert "revised" not in pages(crawl(news, tmp_path, *EVERY), news)


def test_an_edit_after_an_upgrade_waits_for_the_rest_interface(
    news: MockNews, tmp_path: Path
) -> None:
    crawl(news, tmp_path)
    count, number = len(ids(news)), plain(news)[0]
    upgrade(tmp_path)
    edit(news, number, after(news))
    dress(news, rest=False)
    for _ in range(2):
        run = crawl(news, tmp_path, *EVERY)
        assert pages(run, news) == {"unchanged": count}
    dress(news, rest=True)
    run = crawl(news, tmp_path, *EVERY)
    assert pages(run, news) == {"revised": 1, "unchanged": count - 1}
    assert of(run, news, number)[-1]["changes"] == ["text"]
    assert pages(crawl(news, tmp_path, *EVERY), news) == {"unchanged": count}


def test_revisions_go_where_the_output_goes(news: MockNews, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    crawl(news, tmp_path, "-o", str(out))
    number, gone, *_ = plain(news)
    news.stories.change(number, title="عنوان في ملف المستخدم")
    news.stories.withdraw(gone)
    crawl(news, tmp_path, "-o", str(out), *EVERY)
    crawl(news, tmp_path, "-o", str(out), *EVERY)
    assert [one["changes"] for one in read(out)[-2:]] == [["title"], ["status"]]
    # A file that is replaced holds what this run has delivered.
    news.stories.change(number, title="عنوان في ملف جديد")
    crawl(news, tmp_path, "-O", str(out), *EVERY)
    assert [one["revision"] for one in read(out)] == [3]


def test_duplicates_that_are_left_out_have_no_revisions(tmp_path: Path) -> None:
    with MockNews(newest=24) as news:
        drop = ("-s", "NEWSBOT_DROP_DUPLICATES=1")
        copy = next(one for one in news.stories if one.duplicate_of in ids(news))
        run = crawl(news, tmp_path, *drop)
        (left,) = {copy.id, copy.duplicate_of or 0} - {
            int(one["id"].rpartition(":")[2]) for one in run.articles(news.name)
        }
        count = len(run.articles(news.name))
        text = news.stories[left].text
        news.stories.change(left, text=(*text, "فقرة جديدة لا يعرفها الخبر الأول."))
        run = crawl(news, tmp_path, *drop, *EVERY)
        assert pages(run, news).get("duplicate", 0) <= 1
        assert "revised" not in pages(run, news)
        assert len(run.articles(news.name)) == count


def test_the_schedule_decays_and_the_budget_is_kept(
    news: MockNews, tmp_path: Path
) -> None:
    waits = ("-s", "NEWSBOT_LOOK_AGAIN=1h,6h")
    count = len(ids(news))
    crawl(news, tmp_path, *waits)
    assert set(watched(tmp_path).values()) == {(0, 1.0)}
    quiet = crawl(news, tmp_path, *waits)
    assert "look" not in quiet.record(news.name)["requests"]
    assert len(news.asked) == 3
    age(tmp_path, news, 1)
    budget = crawl(news, tmp_path, *waits, "-s", "NEWSBOT_LOOK_BUDGET=3")
    assert budget.record(news.name)["requests"]["look"] == 3
    assert sorted(watched(tmp_path).values()).count((1, 6.0)) == 3
    rest = crawl(news, tmp_path, *waits)
    assert rest.record(news.name)["requests"]["look"] == count - 3
    assert set(watched(tmp_path).values()) == {(1, 6.0)}
    age(tmp_path, news, 6)
    news.stories.change(plain(news)[0], title="عنوان جديد في آخر نظرة")
    end = crawl(news, tmp_path, *waits)
    assert pages(end, news) == {"revised": 1, "unchanged": count - 1}
    # All rest, but the one that has changed: it begins again.
    assert watched(tmp_path) == {plain(news)[0]: (0, 1.0)}
    assert pages(crawl(news, tmp_path, *waits), news) == {}
    # Every known article, whatever its schedule says, also those that rest.
    number = plain(news)[1]
    news.stories.withdraw(number)
    assert pages(crawl(news, tmp_path, *EVERY), news) == {
        "gone": 1,
        "unchanged": count - 1,
    }
    run = crawl(news, tmp_path, *EVERY)
    assert pages(run, news) == {"withdrawn": 1, "unchanged": count - 1}
    assert of(run, news, number)[-1]["text"] == of(run, news, number)[0]["text"] != ""


def test_nothing_is_looked_at_if_the_setting_is_empty(
    news: MockNews, tmp_path: Path
) -> None:
    never = ("-s", "NEWSBOT_LOOK_AGAIN=")
    crawl(news, tmp_path, *never)
    assert watched(tmp_path) == {}
    news.stories.change(plain(news)[0], title="عنوان لا يراه أحد")
    assert pages(crawl(news, tmp_path, *never), news) == {}


def test_the_rest_interface_names_what_was_changed(
    news: MockNews, tmp_path: Path
) -> None:
    number = plain(news)[2]
    story = news.stories[number]
    crawl(news, tmp_path)
    newest = max(one.changed for one in news.stories)
    news.stories.change(
        number,
        text=("فقرة جديدة كتبت بعد النشر.", *story.text),
        modified=newest.replace(minute=(newest.minute + 1) % 60, hour=newest.hour + 1),
    )
    run = crawl(news, tmp_path)
    assert pages(run, news) == {"revised": 1}
    assert run.record(news.name)["requests"] == {
        "feed": 1,
        "listing": 1,
        "look": 1,
        "rest": 2,
    }
    new = of(run, news, number)[-1]
    assert new["changes"] == ["text"]
    assert new["modified"] > new["published"]
    assert pages(crawl(news, tmp_path), news) == {}
    assert len(news.asked) == 3


@pytest.mark.parametrize("since", [False, True])
def test_a_story_that_is_dated_back_is_found(tmp_path: Path, *, since: bool) -> None:
    """It stands far down in every list; only the time of its change is new."""
    with MockNews(newest=30) as news:
        story = news.stories[ids(news)[-1]]
        news.stories.withdraw(story.id)
        crawl(news, tmp_path)
        newest = max(one.changed for one in news.stories)
        modified = newest + timedelta(minutes=1)
        news.stories.add(dataclasses.replace(story, modified=modified))
        day = (story.published + timedelta(days=1)).date()
        run = crawl(news, tmp_path, *(("-a", f"since={day}") if since else ()))
        assert pages(run, news) == ({"old": 1} if since else {"delivered": 1})
        if not since:
            (found,) = of(run, news, story.id)
            assert found["found"]["via"] == "rest"
            assert found["published"] == story.published.isoformat()
        # The last changes, and what is stated of the one that is not known.
        assert run.record(news.name)["requests"].get("rest") == 2
        assert pages(crawl(news, tmp_path), news) == {}


def test_a_copy_stays_the_copy_that_it_was(tmp_path: Path) -> None:
    with MockNews(newest=24) as news:
        copy = next(one for one in news.stories if one.duplicate_of in ids(news))
        crawl(news, tmp_path)
        first = {
            one["id"]: (one["duplicate_of"], one["duplicate_score"])
            for one in scrapy_articles(news, tmp_path)
        }
        for number in (copy.id, copy.duplicate_of or 0):
            text = news.stories[number].text
            news.stories.change(number, text=(*text, f"فقرة أضيفت إلى الخبر {number}."))
        run = crawl(news, tmp_path, *EVERY)
        assert pages(run, news)["revised"] == 2
        for one in run.articles(news.name):
            found = (one["duplicate_of"], one["duplicate_score"])
            assert found == first[one["id"]]


def scrapy_articles(news: MockNews, data: Path) -> list[dict[str, Any]]:
    return Run(0, "", "", data / "data").articles(news.name)


def test_authors_that_only_the_rest_interface_names_are_not_lost(
    tmp_path: Path,
) -> None:
    with MockNews(Options(author_info=0), newest=6) as news:
        number = plain(news)[0]
        crawl(news, tmp_path)
        assert of(Run(0, "", "", tmp_path / "data"), news, number)[0]["authors"]
        dress(news, rest=False)
        run = crawl(news, tmp_path, *EVERY)
        assert "revised" not in pages(run, news)
        news.stories.change(number, title="عنوان تغير والواجهة مغلقة")
        run = crawl(news, tmp_path, *EVERY)
        one, two = of(run, news, number)
        assert two["changes"] == ["title"]
        for name in ("authors", "categories", "tags", "published"):
            assert two[name] == one[name]


def test_a_setting_that_is_none_is_named(news: MockNews, tmp_path: Path) -> None:
    site = f"site={news.url}/"
    args = ("-s", "NEWSBOT_LOOK_AGAIN=soon")
    run = forked("crawl", "latest", "-a", site, *args, data=tmp_path / "data")
    assert run.exit_code == 2
    assert "NEWSBOT_LOOK_AGAIN is 'soon': give waits such as 1h" in run.complaint


def test_a_revision_stands_in_the_ledger_with_its_fields(
    news: MockNews, tmp_path: Path
) -> None:
    crawl(news, tmp_path)
    number = plain(news)[0]
    news.stories.change(number, title="عنوان في الطبعة الثانية")
    crawl(news, tmp_path, *EVERY)
    root = tmp_path / "data"
    with closing(Ledger.open(root / "ledger.sqlite3", root=root)) as ledger:
        name = f"127.0.0.1_{news.port}:{number}"
        one, two = ledger.history.revisions(name)
        assert (one.number, two.number) == (1, 2)
        before, after = Fields.parse(one.fields), Fields.parse(two.fields)
        assert before is not None
        assert after is not None
        assert before.next(after)[0] == ["title"]
        assert one.delivered <= two.delivered <= datetime.now(UTC)


def test_a_look_that_fails_is_due_again(news: MockNews, tmp_path: Path) -> None:
    waits = ("-s", "NEWSBOT_LOOK_AGAIN=1h,6h", "-s", "RETRY_TIMES=0")
    number = plain(news)[0]
    crawl(news, tmp_path, *waits)
    age(tmp_path, news, 1)
    path = news.path_of(number)
    news.answers[path] = page("", 500)
    news.stories.change(number, title="عنوان جديد خلف خادم معطل")
    run = crawl(news, tmp_path, *waits)
    assert (run.exit_code, pages(run, news)["unseen"]) == (0, 1)
    assert watched(tmp_path)[number] == (0, 1.0)
    del news.answers[path]
    age(tmp_path, news, 1)
    assert pages(crawl(news, tmp_path, *waits), news) == {"revised": 1}


def test_another_address_of_the_same_post_is_an_alias(
    news: MockNews, tmp_path: Path
) -> None:
    crawl(news, tmp_path)
    number = plain(news)[0]
    old = news.path_of(number)
    news.stories.change(number, slug="عنوان-مختصر")
    run = crawl(news, tmp_path, *EVERY)
    assert "revised" not in pages(run, news)
    assert "gone" not in pages(run, news)
    # Next time the new address is asked, and no redirect is needed.
    crawl(news, tmp_path, *EVERY)
    assert news.path_of(number) in news.asked
    assert old not in news.asked
    run = crawl(news, tmp_path)
    assert pages(run, news) == {}
    assert len(news.asked) == 3


def test_a_site_whose_addresses_are_numbers(tmp_path: Path) -> None:
    with MockNews(Options(permalinks="plain"), newest=12) as news:
        number, gone = plain(news)[:2]
        crawl(news, tmp_path)
        news.stories.change(number, title="عنوان جديد لخبر بلا اسم في عنوانه")
        news.stories.withdraw(gone)
        run = crawl(news, tmp_path, *EVERY)
        assert pages(run, news)["revised"] == 1
        one, two = of(run, news, number)
        assert two["published"] == one["published"]
        assert pages(crawl(news, tmp_path, *EVERY), news)["withdrawn"] == 1
