"""What makes a revision: the five fields, compared; and when one is looked for."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsbot.arabic.counters import without_counters
from newsbot.revisions.fields import COMPARED, Fields, normal
from newsbot.revisions.schedule import Schedule

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
RECORD: dict[str, Any] = {
    "title": "افتتاح سوق الواحة",
    "lead": "السوق يضم مئة متجر",
    "text": "افتتح السوق اليوم.\nويضم 36 محلا.",
    "authors": ["سالم الواحي"],
    "section": "محليات",
    "modified": "2026-03-01T10:00:00+03:00",
    "sources": {
        "title": "theme",
        "lead": "theme",
        "text": "theme",
        "authors": "rest",
        "section": "theme",
        "published": "rest",
    },
}


def fields(rules: str | None = "1 theme", **changed: Any) -> Fields:
    record = {**RECORD, **changed}
    record["sources"] = {
        name: rule
        for name, rule in {**RECORD["sources"], **changed.get("sources", {})}.items()
        if rule is not None
    }
    return Fields.of(record, rules)


def changes(old: Fields, new: Fields) -> list[str]:
    return old.next(new)[0]


def test_they_are_read_back_as_they_were_written() -> None:
    for one in (fields(), fields(None), fields(status="withdrawn", modified=None)):
        assert Fields.parse(str(one)) == one
        assert len(str(one)) < 100
    assert Fields.parse(None) is None
    assert Fields.parse("f") is None
    assert fields().modified == 1772348400
    assert fields(modified="2026-03-01").modified is None
    assert fields(status="withdrawn").withdrawn


def test_what_earlier_versions_have_written_is_read() -> None:
    # Written by 0.1.0, of the record above.
    kept = (
        "1 p p4qR r 1772348400 KJxy8W2_Tc KJy1tpEPys KJ8CF9TQBs wFWCPhaeBI KJRyQeHbJZ"
    )
    assert str(fields()) == kept
    old = Fields.parse(kept)
    assert old == fields()
    assert old.next(fields()) == ([], old)


def test_of_doubtful_fields_digits_are_written() -> None:
    _, doubtful = fields().next(fields("2 theme", title="عنوان", modified=None))
    assert doubtful.doubtful == ("title",)
    assert str(doubtful).split(" ")[3] == "r0"
    assert Fields.parse(str(doubtful)) == doubtful
    unasked = dataclasses.replace(doubtful, asked="")
    assert Fields.parse(str(unasked)) == unasked


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "افتتاح أسواق الواحة"),
        ("lead", "السوق يضم مئتي متجر"),
        ("lead", None),
        ("text", "افتتح السوق اليوم.\nويضم 37 محلا."),
        ("text", "افتتح السوق اليوم.\nويضم ٣٦ محلا."),
        ("text", "افتتح السوق اليوم."),
        ("authors", ["سالم الواحي", "نورة الساحل"]),
        ("section", "اقتصاد"),
        ("section", None),
    ],
)
def test_what_is_a_change(name: str, value: Any) -> None:
    assert changes(fields(), fields(**{name: value})) == [name]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", "افتتح  السوق\u00a0اليوم.\n\nويضم 36 محلا."),
        ("text", "افتتح السوق اليوم. ويضم 36 محلا."),
        ("text", "منذ 3 ساعات\nافتتح السوق اليوم.\nويضم 36 محلا.\n532 مشاهدة"),
        ("title", " افتتاح سوق  الواحة "),
        ("published", "2026-03-01"),
        ("modified", "2026-03-02T10:00:00+03:00"),
        ("tags", ["سوق"]),
        ("related", []),
        ("image", "http://news.test/1.jpg"),
    ],
)
def test_what_is_no_change(name: str, value: Any) -> None:
    assert changes(fields(), fields(**{name: value})) == []


def test_letters_are_compared_composed() -> None:
    assert normal("title", "أحمد") == normal("title", "ا\u0654حمد")
    assert normal("title", "أحمد") != normal("title", "احمد")


def test_an_interface_that_was_not_asked_has_lost_nothing() -> None:
    unasked = {"authors": None, "published": "time"}
    lost = fields(authors=[], sources=unasked)
    found, kept = fields().next(lost)
    assert found == []
    # The next run that asks still knows what it was.
    assert changes(kept, fields()) == []
    assert changes(kept, fields(authors=["نورة الساحل"])) == ["authors"]
    # Nor is it news when it is asked for the first time.
    assert changes(lost, fields()) == []
    # It was asked, and names nobody any more.
    assert changes(fields(), fields(authors=[], sources={"authors": None})) == [
        "authors"
    ]


def test_a_byline_that_the_theme_switches_off_is_no_change() -> None:
    printed = fields(sources={"authors": "theme"})
    hidden = fields(authors=[], sources={"authors": None})
    assert changes(hidden, printed) == []
    found, kept = printed.next(hidden)
    assert found == []
    # It is still known what it was.
    assert changes(kept, printed) == []
    other = fields(authors=["نورة الساحل"], sources={"authors": "theme"})
    assert changes(kept, other) == ["authors"]
    # Unless the site states a change.
    later = "2026-03-01T11:00:00+03:00"
    dated = fields(authors=[], modified=later, sources={"authors": None})
    assert changes(printed, dated) == ["authors"]


def test_harakat_and_tatweel_are_no_change_and_hamza_is_one() -> None:
    assert changes(fields(), fields(title="افتتاحُ سـوق الواحة")) == []
    assert changes(fields(), fields(title="إفتتاح سوق الواحة")) == ["title"]
    assert changes(fields(), fields(title="افتتاح سوق الواحة.")) == ["title"]
    assert normal("text", "آ\u0653") == "آ\u0653"


def test_what_was_read_in_another_way_cannot_be_compared() -> None:
    other = fields("2 theme", text="قرئ النص بقواعد أخرى.")
    found, kept = fields().next(other)
    assert found == []
    # From now on it is compared with what the new rules read.
    assert changes(kept, fields("2 theme", text="نص تغير.")) == ["text"]
    # The site itself states a change.
    newer = fields("2 theme", text="نص آخر.", modified="2026-03-01T11:00:00+03:00")
    assert changes(fields(), newer) == ["text"]
    # Where it is not known how it was read, it is compared.
    assert changes(fields(None), other) == ["text"]
    by_meta = fields(title="افتتاح سوق", sources={"title": "meta"})
    assert changes(fields(), by_meta) == []


LATER = "2026-03-01T11:00:00+03:00"
LATER_STILL = "2026-03-01T12:00:00+03:00"


def test_a_change_that_the_site_states_may_be_read_by_another_rule() -> None:
    sources = {"title": "paper", "lead": "paper", "text": "paper", "section": "paper"}
    same = fields("1 paper", modified=LATER, sources=sources)
    assert changes(fields(), same) == []
    title = "افتتاح سوق الواحة الكبير"
    edited = fields("1 paper", title=title, modified=LATER, sources=sources)
    assert changes(fields(), edited) == ["title"]
    # The same names, as one interface writes them and as the other does.
    feed = {"authors": "feed", "published": "feed"}
    unasked = fields(authors=["salem"], modified=LATER, sources=feed)
    assert changes(fields(), unasked) == []


def test_without_an_instant_before_the_delivery_counts() -> None:
    day = fields(modified="2026-03-01")
    # 2026-03-01T11:00:00+03:00, and ten minutes before and after.
    eleven, ten_minutes = 1772352000, 600
    other = fields("2 theme", text="نص آخر.", modified=LATER)
    assert day.next(other, eleven - ten_minutes)[0] == ["text"]
    assert day.next(other, eleven + ten_minutes)[0] == []
    assert day.next(other)[0] == []
    # What was stated before is better.
    assert fields().next(other, eleven + ten_minutes)[0] == ["text"]


def test_what_was_read_in_another_way_waits_for_a_word_of_the_site() -> None:
    text = "قرئ النص بقواعد أخرى."
    silent = fields("2 theme", text=text, modified="2026-03-01")
    found, waiting = fields().next(silent)
    assert found == []
    for _ in range(2):
        # The site says nothing: neither does the article.
        found, waiting = waiting.next(silent)
        assert found == []
    found, told = waiting.next(fields("2 theme", text=text, modified=LATER))
    assert found == ["text"]
    # It is delivered now.
    again = fields("2 theme", text=text, modified=LATER_STILL)
    assert changes(told, again) == []


def test_an_article_that_was_not_changed_waits_no_longer() -> None:
    text = "قرئ النص بقواعد أخرى."
    _, waiting = fields().next(fields("2 theme", text=text, modified=None))
    found, told = waiting.next(fields("2 theme", text=text))
    assert found == []
    later = fields("2 theme", text=text, modified=LATER)
    assert changes(told, later) == []
    # Nor does one that is delivered for another reason.
    title = fields("2 theme", text=text, title="عنوان آخر", modified=None)
    found, told = waiting.next(title)
    assert found == ["title"]
    last = fields("2 theme", text=text, title="عنوان آخر", modified=LATER)
    assert changes(told, last) == []
    gone = dataclasses.replace(waiting, withdrawn=True)
    _, back = gone.next(fields("2 theme", text=text, modified=None))
    assert changes(back, later) == []


def test_the_newest_change_stated_is_kept() -> None:
    older = fields(modified="2026-02-01T10:00:00+03:00")
    assert fields().next(older)[1].modified == fields().modified
    assert older.next(fields())[1].modified == fields().modified
    assert older.at(None).modified == older.modified


def test_whether_a_field_was_there() -> None:
    assert fields().has("text")
    assert not fields(text="").has("text")
    assert len(COMPARED) == len(fields().values)


@pytest.mark.parametrize(
    "line",
    [
        "منذ 3 ساعات",
        "قبل ساعتين",
        "منذ ٥ دقائق",
        "نُشر قبل ساعة واحدة",
        "آخر تحديث: منذ 5 دقائق",
        "منذ لحظات",
        "532 مشاهدة",
        "المشاهدات: 1,532",
        "عدد المشاهدات 532",
        "1.2 ألف مشاهدة",
        "3 تعليقات",
        "12 comments",
    ],
)
def test_what_counts_by_itself_is_left_out(line: str) -> None:
    assert without_counters(line) == ""
    assert without_counters(f"سالم الواحي | {line}") == "سالم الواحي"


@pytest.mark.parametrize(
    "line",
    [
        "أعلن المجلس قبل ساعتين خطة من 3 مراحل",
        "منذ 3 أيام، تعيش البلدة بلا ماء",
        "وقال إن المقطع حصد 532 مشاهدة في يوم واحد",
        "12 ألف",
        "السعر | 36 درهما",
        "3 ساعات",
        "عدد 5",
        "",
    ],
)
def test_sentences_and_numbers_stay(line: str) -> None:
    assert without_counters(line) == line


# The schedule.


def test_the_waits_decay() -> None:
    schedule = Schedule.parse("1h, 6h,24h,7d")
    hour = timedelta(hours=1)
    assert schedule.first(NOON) == (NOON + hour, 0)
    assert schedule.after(0, NOON) == (NOON + 6 * hour, 1)
    assert schedule.after(2, NOON) == (NOON + 7 * 24 * hour, 3)
    assert schedule.after(3, NOON) == (None, 4)
    assert schedule.after(-1, NOON) == (NOON + hour, 0)
    assert schedule.again(1, NOON) == NOON + 6 * hour
    assert schedule.soon(NOON) == NOON + hour / 4
    # Not looked at for ten hours: the look after 7 hours is over.
    assert schedule.due(NOON, NOON + 10 * hour) == (NOON + 31 * hour, 2)
    assert schedule.due(NOON, NOON + 10_000 * hour) == (None, 4)
    # What was written down by a clock that was ahead, or by a person.
    assert schedule.due(NOON + 99 * hour, NOON) == (NOON + hour, 0)
    assert schedule.due(datetime.max.replace(tzinfo=UTC), NOON) == (NOON + hour, 0)
    assert schedule
    assert Schedule.parse("30s").soon(NOON) == NOON + timedelta(seconds=30)


def test_every_and_never() -> None:
    every, never = Schedule.parse("0"), Schedule.parse(" ")
    assert (bool(every), every.every, every.waits) == (True, True, ())
    assert every.first(NOON) == (NOON, -1)
    assert (bool(never), never.every) == (False, False)


@pytest.mark.parametrize("text", ["soon", "1", "1h,,x", "0,1h", "0h", "-1h", "521w"])
def test_what_is_no_schedule(text: str) -> None:
    with pytest.raises(ValueError, match="give waits such as 1h,6h,24h,7d"):
        Schedule.parse(text)
