"""Dates that are printed and read again, and what holds for any text at all.

Each property runs on a sample here and at length under the `full` mark.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hijridate import Hijri
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsbot.arabic.calendar import GREGORIAN_MONTHS, HIJRI_MONTHS, WEEKDAYS
from newsbot.arabic.dates import parse_date, published_and_modified

NOW = datetime(2025, 3, 14, 12, 0, tzinfo=UTC)
SITE = "Asia/Riyadh"
ZONE = ZoneInfo(SITE)

DIGITS = {
    "ascii": str.maketrans("", ""),
    "arabic": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "persian": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
}
days = st.dates(date(1990, 1, 1), date(2025, 3, 14))
clocks = st.times().map(lambda clock: clock.replace(microsecond=0))
digits = st.sampled_from(sorted(DIGITS)).map(DIGITS.__getitem__)


def names(cell: str) -> list[str]:
    """Return the spellings in one cell of the tables."""
    return [name.strip() for name in cell.split("،")]


def sampled(property_: Callable[..., None], examples: int) -> Callable[..., None]:
    """Return a property that runs on so many examples."""
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )(property_)


@st.composite
def gregorian_lines(draw: st.DrawFn) -> tuple[str, datetime | date]:
    """Print a day, with or without a clock, in one of the shapes of newspapers."""
    day = draw(days)
    month = draw(st.sampled_from(names(GREGORIAN_MONTHS[day.month - 1])))
    if draw(st.booleans()) and month[0] > "z":
        month += draw(st.sampled_from(["/", " / ", " - "])) + draw(
            st.sampled_from([n for n in names(GREGORIAN_MONTHS[day.month - 1])
                             if n[0] > "z" and not n[-1].isdigit()])
        )  # fmt: skip
    shape = draw(
        st.sampled_from(
            ["{d} {m} {y}", "{d} {m}، {y}", "{d:02} {m} {y}م", "{m} {d}، {y}",
             "{y} {m} {d}", "{d:02}-{n:02}-{y}", "{d}/{n}/{y}", "{y}/{n:02}/{d:02}",
             "{y}-{n:02}-{d:02}", "{d} من {m} {y}"]
        )
    )  # fmt: skip
    text = shape.format(d=day.day, m=month, n=day.month, y=day.year)
    if draw(st.booleans()) and "{n" not in shape:
        weekday = draw(st.sampled_from(names(WEEKDAYS[day.weekday()])))
        text = weekday + draw(st.sampled_from([" ", "، ", " - "])) + text
    value: datetime | date = day
    if draw(st.booleans()):
        clock = draw(clocks)
        value = datetime.combine(day, clock, ZONE)
        text += draw(st.sampled_from([" ", " - ", "، ", " | ", " الساعة "]))
        text += draw(printed_clock(clock))
        if clock.second and not text.count(":") > 1:
            value = value.replace(second=0)
    return text.translate(draw(digits)), value


@st.composite
def printed_clock(draw: st.DrawFn, clock: time) -> str:
    """Print a clock of 24 hours, or of 12 with its half of the day."""
    seconds = f":{clock.second:02}" if draw(st.booleans()) else ""
    if draw(st.booleans()):
        return f"{clock.hour:02}:{clock.minute:02}{seconds}"
    half = (
        ["ص", "صباحا", "صباحًا", "AM"] if clock.hour < 12 else ["م", "مساء", "مـ", "PM"]
    )
    hour = clock.hour % 12 or 12
    space = draw(st.sampled_from(["", " "]))
    period = draw(st.sampled_from(half))
    return f"{hour}:{clock.minute:02}{seconds}{space}{period}"


@given(gregorian_lines())
def printed_day_is_read_back(line: tuple[str, datetime | date]) -> None:
    text, value = line
    found = parse_date(text, now=NOW, tz=SITE)
    assert type(found) is type(value)
    assert found == value


hijri_days = st.tuples(st.integers(1440, 1450), st.integers(1, 12), st.integers(1, 30))


@given(hijri_days, st.data())
def printed_hijri_day_is_read_back(
    day: tuple[int, int, int], data: st.DataObject
) -> None:
    year, month, number = day
    number = min(number, Hijri(year, month, 1).month_length())
    day_ = Hijri(year, month, number).to_gregorian()
    value = date(day_.year, day_.month, day_.day)
    now = datetime(2030, 1, 1, tzinfo=UTC)
    name = data.draw(st.sampled_from(names(HIJRI_MONTHS[month - 1])))
    shape = data.draw(
        st.sampled_from(
            ["{d} {m} {y} هـ", "{d} {m} {y}", "{d}/{n}/{y}هـ", "{y}/{n}/{d} هـ"]
        )
    )
    text = shape.format(d=number, m=name, n=month, y=year)
    assert parse_date(text.translate(data.draw(digits)), now=now, tz=SITE) == value
    # A Gregorian date beside it wins, even where the two are days apart.
    other = value - timedelta(days=data.draw(st.integers(0, 2)))
    both = f"{text} - {other.day}/{other.month}/{other.year}م"
    assert parse_date(both, now=now, tz=SITE) == other


UNITS = {
    "second": ["ثانية", "ثوان"],
    "minute": ["دقيقة", "دقائق"],
    "hour": ["ساعة", "ساعات"],
    "day": ["يوما", "أيام"],
    "week": ["أسبوع", "أسابيع"],
}


@given(st.sampled_from(sorted(UNITS)), st.integers(1, 99), st.data())
def relative_form_counts_back(unit: str, count: int, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(UNITS[unit]))
    since = data.draw(st.sampled_from(["منذ", "قبل"]))
    text = f"{since} {count} {word}".translate(data.draw(digits))
    back = timedelta(**{f"{unit}s": count})
    found = parse_date(text, now=NOW, tz=SITE)
    if unit in ("day", "week"):
        assert found == NOW.date() - back
    else:
        assert found == NOW - back


ROWS = (*GREGORIAN_MONTHS, *HIJRI_MONTHS, *WEEKDAYS)
WORDS = [
    *(name for row in ROWS for name in names(row)),
    *"منذ قبل أمس اليوم الآن ساعة ساعتين أيام نشر تحديث آخر في من و".split(),
    *"م ص هـ مساء الساعة بتوقيت القاهرة غرينتش العدد الماضي الجاري".split(),
    *"GMT+3 +0300 / - : ، | ( ) . T Z 1 9 10 24 31 59 1446 2024 2025".split(),
    *"10:30 22:15:00 24/1/2025 2025-03-10 &nbsp;".split(),
    *"\u200f \u202b \u0640 \u064b \ud800 \x00".split(" "),
]
texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=14).map("".join),
    st.text(max_size=250),
)
moments = st.integers(0, 20_000_000).map(
    lambda minutes: datetime(2001, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
zones = st.sampled_from(["Asia/Riyadh", "Africa/Casablanca", "UTC", "America/New_York"])


@given(texts, moments, zones)
def any_text_gives_a_sound_date_or_none(text: str, now: datetime, tz: str) -> None:
    found = parse_date(text, now=now, tz=tz)
    pair = published_and_modified(text, now=now, tz=tz)
    for value in (found, *pair):
        if isinstance(value, datetime):
            assert value.utcoffset() is not None
            assert value - now <= timedelta(days=2)
        elif value is not None:
            assert value - now.astimezone(ZoneInfo(tz)).date() <= timedelta(days=2)
        if value is not None:
            assert value.year >= 1990


@given(st.sampled_from(names("،".join(GREGORIAN_MONTHS))), st.integers(1990, 2024))
def a_month_and_a_year_are_no_date(month: str, year: int) -> None:
    for text in (
        f"{month} {year}",
        f"{year} {month}",
        f"شهر {month} عام {year}",
        str(year),
    ):
        assert parse_date(text, now=NOW, tz=SITE) is None


PROPERTIES: list[Any] = [
    printed_day_is_read_back,
    printed_hijri_day_is_read_back,
    relative_form_counts_back,
    any_text_gives_a_sound_date_or_none,
    a_month_and_a_year_are_no_date,
]


@pytest.mark.parametrize("property_", PROPERTIES, ids=lambda one: str(one.__name__))
def test_property_on_a_sample(property_: Callable[..., None]) -> None:
    sampled(property_, 300)()


@pytest.mark.full
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("property_", PROPERTIES, ids=lambda one: str(one.__name__))
def test_property_in_whole(property_: Callable[..., None]) -> None:
    sampled(property_, 10_000)()


def test_every_spelling_of_every_month_is_read() -> None:
    assert len(GREGORIAN_MONTHS) == 12
    for number, row in enumerate(GREGORIAN_MONTHS, 1):
        for name in names(row):
            text = f"7 {name} 2024"
            assert parse_date(text, now=NOW, tz=SITE) == date(2024, number, 7), text
