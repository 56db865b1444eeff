"""Several sources of one page: which decides, what is corrected, what is warned of."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal

import pytest

from newsbot.pages.dates import PageDates, resolve_dates
from newsbot.pages.datesources import RULES, Candidate

NOW = datetime(2025, 3, 14, 12, 0, tzinfo=UTC)
SITE = "Asia/Riyadh"


def at(text: str) -> datetime:
    """Return a local instant of the site."""
    return datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(hours=3)))


def published(rule: str, value: str | datetime | date | None) -> Candidate:
    return Candidate("published", rule, value)


def modified(rule: str, value: str | datetime | date | None) -> Candidate:
    return Candidate("modified", rule, value)


def resolve(*candidates: Candidate) -> PageDates:
    return resolve_dates(candidates, tz=SITE, now=NOW)


def test_nothing_gives_nothing() -> None:
    assert resolve() == PageDates()


def test_blank_values_are_passed_over() -> None:
    assert resolve(published("meta", None), published("time", "  ")) == PageDates()


def test_instant_is_returned_in_the_sites_zone() -> None:
    dates = resolve(published("rest", "2025-03-10T07:30:00Z"))
    assert dates.published == at("2025-03-10T10:30")
    assert isinstance(dates.published, datetime)
    assert dates.published.utcoffset() == timedelta(hours=3)
    assert dates.published_rule == "rest"
    assert dates.warnings == []


@pytest.mark.parametrize("better", range(len(RULES) - 1))
def test_better_rule_wins_and_disagreement_is_recorded(better: int) -> None:
    best, worse = RULES[better], RULES[better + 1]
    dates = resolve(
        published(worse, "2025-03-10T11:17:00+03:00"),
        published(best, "2025-03-10T10:30:00+03:00"),
    )
    assert dates.published == at("2025-03-10T10:30")
    assert dates.published_rule == best
    assert len(dates.warnings) == 1
    assert worse in dates.warnings[0]


def test_unknown_rule_comes_last() -> None:
    dates = resolve(
        published("sitemap", "2025-03-10T11:17:00+03:00"),
        published("text", "9/3/2025 10:30"),
    )
    assert dates.published_rule == "text"


def test_agreeing_sources_warn_of_nothing() -> None:
    dates = resolve(
        published("rest", "2025-03-10T07:30:12Z"),
        published("feed", "Mon, 10 Mar 2025 07:30:12 +0000"),
        published("jsonld", "2025-03-10T10:30:12+03:00"),
        published("meta", "2025-03-10T10:30+03:00"),
        published("time", "2025-03-10"),
        published("text", "الاثنين 10 مارس 2025 10:30 ص"),
    )
    assert dates.published == at("2025-03-10T10:30:12")
    assert dates.warnings == []


@pytest.mark.parametrize("day", ["2025-03-10", "2025-03-10T00:00:00+03:00"])
def test_instant_beats_a_better_rule_that_has_only_its_day(day: str) -> None:
    dates = resolve(published("jsonld", day), published("text", "10 مارس 2025 10:30 م"))
    assert dates.published == at("2025-03-10T22:30")
    assert dates.published_rule == "text"
    assert dates.warnings == []


def test_day_of_a_better_rule_stands_against_an_instant_on_another_day() -> None:
    dates = resolve(
        published("jsonld", "2025-03-10"), published("text", "12 مارس 2025 10:30 م")
    )
    assert dates.published == date(2025, 3, 10)
    assert dates.published_rule == "jsonld"
    assert len(dates.warnings) == 1


@pytest.mark.parametrize("day", ["2025-03-09", "2025-03-10"])
def test_utc_day_of_the_small_hours_is_no_disagreement(day: str) -> None:
    # 01:30 on the tenth at the site is 22:30 on the ninth in Greenwich.
    dates = resolve(
        published("feed", "Sun, 09 Mar 2025 22:30:00 GMT"), published("time", day)
    )
    assert dates.published == at("2025-03-10T01:30")
    assert dates.warnings == []


def test_local_time_marked_as_utc_is_corrected_by_visible_text() -> None:
    dates = resolve(
        published("meta", "2025-03-10T10:30:45Z"),
        published("text", "10 مارس 2025 - 10:30 ص"),
    )
    assert dates.published == at("2025-03-10T10:30:45")
    assert dates.published_rule == "meta"
    assert len(dates.warnings) == 1
    assert "UTC" in dates.warnings[0]


def test_local_time_marked_as_utc_is_corrected_by_the_database() -> None:
    dates = resolve(
        published("jsonld", "2025-03-10T10:30:00+00:00"),
        published("rest", "2025-03-10T07:30:00Z"),
    )
    assert dates.published == at("2025-03-10T10:30")
    assert dates.published_rule == "rest"
    assert len(dates.warnings) == 1


def test_wrong_mark_of_one_field_is_wrong_for_the_other() -> None:
    dates = resolve(
        published("jsonld", "2025-03-10T10:30:00Z"),
        modified("jsonld", "2025-03-10T11:45:00Z"),
        published("text", "10 مارس 2025 10:30"),
    )
    assert dates.modified == at("2025-03-10T11:45")
    assert len(dates.warnings) == 2


def test_utc_that_agrees_with_the_clock_of_the_site_stays() -> None:
    dates = resolve(
        published("jsonld", "2025-03-10T07:30:00Z"),
        published("text", "10 مارس 2025 10:30"),
    )
    assert dates.published == at("2025-03-10T10:30")
    assert dates.warnings == []


def test_update_is_never_the_publication() -> None:
    dates = resolve(published("text", "آخر تحديث: 10 مارس 2025 10:30 ص"))
    assert dates.published is None
    assert dates.published_rule is None
    assert dates.modified == at("2025-03-10T10:30")
    assert dates.modified_rule == "text"


def test_one_line_may_give_both() -> None:
    dates = resolve(published("text", "نشر 9/3/2025 10:30 - حُدّث 10/3/2025 11:30"))
    assert dates.published == at("2025-03-09T10:30")
    assert dates.modified == at("2025-03-10T11:30")


def test_update_before_the_day_of_publication_is_dropped() -> None:
    dates = resolve(
        published("jsonld", "2025-03-10T10:30:00+03:00"),
        modified("jsonld", "2025-03-09T23:30:00+03:00"),
    )
    assert dates.published == at("2025-03-10T10:30")
    assert dates.modified is None
    assert dates.modified_rule is None
    assert len(dates.warnings) == 1


@pytest.mark.parametrize("value", ["2025-03-10", "2025-03-10T10:29:00+03:00"])
def test_update_earlier_on_the_day_of_publication_is_kept(value: str) -> None:
    dates = resolve(
        published("jsonld", "2025-03-10T10:30:00+03:00"), modified("jsonld", value)
    )
    assert dates.modified is not None
    assert dates.warnings == []


def test_relative_form_yields_to_all_else() -> None:
    dates = resolve(published("time", "منذ 3 ساعات"), published("text", "2025-03-14"))
    assert dates.published == date(2025, 3, 14)
    assert dates.warnings == []


def test_relative_form_is_rounded_and_no_disagreement() -> None:
    dates = resolve(
        published("rest", "2025-03-14T08:20:00Z"), published("text", "منذ 3 ساعات")
    )
    assert dates.published == at("2025-03-14T11:20")
    assert dates.warnings == []


def test_relative_form_alone_is_taken() -> None:
    assert resolve(published("text", "منذ ساعتين")).published == at("2025-03-14T13:00")


@pytest.mark.parametrize("value", ["قريبا", "2035-01-01", date(2035, 1, 1)])
def test_what_is_no_date_is_a_warning(value: str | date) -> None:
    dates = resolve(published("meta", value), published("time", "2025-03-10"))
    assert dates.published == date(2025, 3, 10)
    assert len(dates.warnings) == 1
    assert "meta" in dates.warnings[0]


def test_values_may_be_given_instead_of_texts() -> None:
    dates = resolve(
        published("rest", datetime(2025, 3, 10, 7, 30, tzinfo=UTC)),
        modified("time", date(2025, 3, 11)),
    )
    assert dates.published == at("2025-03-10T10:30")
    assert dates.modified == date(2025, 3, 11)


def test_naive_values_and_unknown_zones_are_errors() -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="without a zone"):
        resolve(published("rest", naive))
    with pytest.raises(ValueError, match="aware"):
        resolve_dates([], tz=SITE, now=naive)
    with pytest.raises(ValueError, match="time zone"):
        resolve_dates([], tz="Nowhere/Land", now=NOW)


@pytest.mark.parametrize("field", ["published", "modified"])
def test_order_of_candidates_is_indifferent(
    field: Literal["published", "modified"],
) -> None:
    candidates = [
        Candidate(field, "rest", "2025-03-10T07:30:00Z"),
        Candidate(field, "meta", "2025-03-10T10:30:00Z"),
        Candidate(field, "time", "2025-03-10"),
        Candidate(field, "text", "منذ 4 أيام"),
    ]
    forth = resolve_dates(candidates, tz=SITE, now=NOW)
    back = resolve_dates(reversed(candidates), tz=SITE, now=NOW)
    assert forth == back
    assert getattr(forth, field) == at("2025-03-10T10:30")


def test_local_time_marked_as_utc_where_the_zone_is_not_known() -> None:
    dates = resolve_dates(
        [
            published("feed", "2025-03-10T07:30:11Z"),
            published("jsonld", "2025-03-10T10:30:11+00:00"),
            published("meta", "2025-03-10T10:30:11+00:00"),
            modified("jsonld", "2025-03-10T12:15:40+00:00"),
            modified("meta", "2025-03-10T12:15:40+00:00"),
        ],
        tz="UTC",
        now=NOW,
    )
    assert dates.published == datetime(2025, 3, 10, 7, 30, 11, tzinfo=UTC)
    assert dates.modified == datetime(2025, 3, 10, 9, 15, 40, tzinfo=UTC)
    assert dates.modified_rule == "jsonld"
    assert not any("says" in warning for warning in dates.warnings)


@pytest.mark.parametrize(
    "stated",
    ["2025-03-10T07:21:11Z", "2025-03-09T07:30:11Z", "2025-03-10T07:30:12Z"],
)
def test_what_is_no_whole_offset_away_is_no_local_time(stated: str) -> None:
    dates = resolve_dates(
        [
            published("feed", stated),
            published("jsonld", "2025-03-10T10:30:11+00:00"),
            modified("jsonld", "2025-03-10T12:15:40+00:00"),
        ],
        tz="UTC",
        now=NOW,
    )
    assert dates.modified == datetime(2025, 3, 10, 12, 15, 40, tzinfo=UTC)


def test_two_that_agree_go_before_a_better_one_that_agrees_with_none() -> None:
    dates = resolve(
        published("jsonld", "2020-01-01T00:00:00+03:00"),
        published("meta", "2025-03-10T10:30:00+03:00"),
        published("time", "2025-03-10T10:30:00+03:00"),
    )
    assert (dates.published, dates.published_rule) == (at("2025-03-10T10:30"), "meta")
    assert len(dates.warnings) == 1
    assert "jsonld says 2020-01-01" in dates.warnings[0]


@pytest.mark.parametrize("best", ["profile", "rest", "feed"])
def test_nothing_outvotes_the_profile_and_the_cms(best: str) -> None:
    dates = resolve(
        published(best, "2025-03-09T08:00:00+03:00"),
        published("meta", "2025-03-10T10:30:00+03:00"),
        published("time", "2025-03-10T10:30:00+03:00"),
    )
    assert (dates.published, dates.published_rule) == (at("2025-03-09T08:00"), best)


LABELLED = "نُشر: السبت 8 مارس 2025 - 20:15"


@pytest.mark.parametrize(
    ("stated", "updates"),
    [
        # The same instant twice, a later one, and the minute that readers are shown.
        ("2025-03-10T09:40:11+03:00", [("jsonld", "2025-03-10T09:40:11+03:00")]),
        ("2025-03-10T09:40:11+03:00", [("jsonld", "2025-03-10T09:40:09+03:00")]),
        ("2025-03-10T09:40:11+03:00", [("text", "آخر تحديث: 10 مارس 2025 - 09:40")]),
        ("2025-03-10", [("text", "آخر تحديث: 10 مارس 2025 - 09:40")]),
    ],
)
def test_an_update_that_is_stated_as_the_publication(
    stated: str, updates: list[tuple[str, str]]
) -> None:
    dates = resolve(
        published("jsonld", stated),
        published("text", LABELLED),
        *(modified(rule, value) for rule, value in updates),
    )
    assert (dates.published, dates.published_rule) == (at("2025-03-08T20:15"), "text")
    assert isinstance(dates.modified, datetime)
    assert dates.modified.date() == date(2025, 3, 10)
    assert len(dates.warnings) == 1
    assert dates.warnings[0].startswith("published: jsonld states the update: 2025-03")


@pytest.mark.parametrize(
    ("rule", "update", "text"),
    [
        # Without a label, relative, with a later update, of the same day in UTC, or
        # against the CMS itself.
        ("jsonld", "2025-03-10T09:40:11+03:00", "السبت 8 مارس 2025 - 20:15"),
        ("jsonld", "2025-03-10T09:40:11+03:00", "نشر منذ 6 أيام"),
        ("jsonld", "2025-03-10T11:05:00+03:00", LABELLED),
        ("jsonld", "2025-03-10T09:40:11+03:00", "نُشر: الاثنين 10 مارس 2025 - 08:00"),
        ("rest", "2025-03-10T09:40:11+03:00", LABELLED),
        ("feed", "2025-03-10T09:40:11+03:00", LABELLED),
    ],
)
def test_what_is_stated_stays_the_publication(
    rule: str, update: str, text: str
) -> None:
    dates = resolve(
        published(rule, "2025-03-10T09:40:11+03:00"),
        published("text", text),
        modified(rule, update),
    )
    assert (dates.published, dates.published_rule) == (at("2025-03-10T09:40:11"), rule)


@pytest.mark.parametrize("text", ["10 مارس 2025 - 02:10 م", "2025/03/10 14:10"])
def test_utc_without_a_mark_beside_its_local_time(text: str) -> None:
    dates = resolve(
        published("meta", "2025-03-10T11:10:00"),
        modified("meta", "2025-03-10T12:31:09"),
        published("text", text),
    )
    assert dates.published == at("2025-03-10T14:10")
    assert dates.modified == at("2025-03-10T15:31:09")
    assert dates.warnings == [
        "published: meta states UTC without a mark: 2025-03-10T11:10:00",
        "modified: meta states UTC without a mark: 2025-03-10T12:31:09",
    ]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        # No whole offset away, another offset than the site's, as local time.
        ("meta", "10 مارس 2025 - 14:11"),
        ("meta", "10 مارس 2025 - 13:10"),
        ("meta", "10 مارس 2025 - 11:10"),
        ("profile", "10 مارس 2025 - 14:10"),
    ],
)
def test_a_clock_without_a_zone_is_local_time(rule: str, text: str) -> None:
    dates = resolve(published(rule, "2025-03-10T11:10:00"), published("text", text))
    assert dates.published == at("2025-03-10T11:10")


def test_a_clock_that_the_cms_confirms_is_local_time() -> None:
    dates = resolve(
        published("feed", "2025-03-10T11:10:00+03:00"),
        published("meta", "2025-03-10T11:10:00"),
        published("text", "10 مارس 2025 - 14:10"),
    )
    assert dates.published == at("2025-03-10T11:10")
    assert not any("without a mark" in warning for warning in dates.warnings)


def test_two_that_disagree_outvote_nobody() -> None:
    dates = resolve(
        published("jsonld", "2025-03-09T08:00:00+03:00"),
        published("meta", "2025-03-10T10:30:00+03:00"),
        published("time", "2025-03-11T10:30:00+03:00"),
    )
    assert dates.published == at("2025-03-09T08:00")


def test_one_that_agrees_with_the_best_keeps_it() -> None:
    dates = resolve(
        published("jsonld", "2025-03-09T08:00:00+03:00"),
        published("meta", "2025-03-10T10:30:00+03:00"),
        published("time", "2025-03-10T10:30:00+03:00"),
        published("text", "9 مارس 2025"),
    )
    assert dates.published == at("2025-03-09T08:00")


@pytest.mark.parametrize("day", ["2025-03-09", "2025-03-10", "2025-03-11"])
def test_days_next_to_it_agree_where_no_zone_is_known(day: str) -> None:
    dates = resolve_dates(
        [published("feed", "2025-03-10T13:00:00Z"), published("time", day)],
        tz=None,
        now=NOW,
    )
    # From UTC-12 to UTC+14 it is one o'clock in the night to three in the next one.
    assert bool(dates.warnings) == (day == "2025-03-09")
    assert dates.published == datetime(2025, 3, 10, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("10 مارس 2025 - 14:21", True),  # UTC+3, without seconds
        ("10 مارس 2025 - 07:51", True),  # UTC-3:30
        ("10 مارس 2025 - 11:21", True),  # UTC
        ("10 مارس 2025 - 14:22", False),
        ("10 مارس 2025 - 14:20", False),
        ("12 مارس 2025 - 14:21", False),  # no zone is so far ahead
    ],
)
def test_a_local_clock_tells_the_zones_offset(text: str, agrees: bool) -> None:
    dates = resolve_dates(
        [published("feed", "2025-03-10T11:21:44Z"), published("text", text)],
        tz=None,
        now=NOW,
    )
    assert dates.published == datetime(2025, 3, 10, 11, 21, 44, tzinfo=UTC)
    assert (dates.warnings == []) == agrees


def test_the_offset_of_a_local_clock_holds_for_the_update() -> None:
    dates = resolve_dates(
        [
            published("rest", "2025-03-10T11:21:44Z"),
            published("jsonld", "2025-03-10T14:21:44"),
            modified("rest", "2025-03-10T12:00:00Z"),
            modified("jsonld", "2025-03-10T15:00:00"),
        ],
        tz=None,
        now=NOW,
    )
    assert dates.warnings == []
    assert dates.modified == datetime(2025, 3, 10, 12, 0, tzinfo=UTC)


NOON_IN_RIYADH = datetime(2025, 3, 10, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("rule", ["jsonld", "meta", "time"])
@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("2025-03-10T12:00:00+03:00", "10 مارس 2025 - 12:00"),
        ("2025-03-10T09:00:00Z", "10 مارس 2025 - 12:00 م"),
        ("2025-03-10T12:00:00+03:00", "10 مارس 2025"),
    ],
)
def test_what_a_page_states_tells_the_offset_too(
    rule: str, stated: str, text: str
) -> None:
    dates = resolve_dates(
        [published(rule, stated), published("text", text)], tz=None, now=NOW
    )
    assert dates.warnings == []
    assert dates.published == NOON_IN_RIYADH


def test_an_offset_that_is_stated_for_the_update_holds_for_the_publication() -> None:
    dates = resolve_dates(
        [
            published("text", "10 مارس 2025 - 12:00"),
            modified("meta", "2025-03-10T12:30:00+03:00"),
        ],
        tz=None,
        now=NOW,
    )
    assert dates.published == NOON_IN_RIYADH
    assert dates.modified == datetime(2025, 3, 10, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("text", "10 مارس 2025 - 12:00"),
        ("text", "10 مارس 2025 - 11:30 م"),
        ("time", "2025-03-10T12:00:00"),
        ("jsonld", "2025-03-10 23:30"),
    ],
)
def test_a_clock_of_no_known_zone_tells_the_day(rule: str, value: str) -> None:
    dates = resolve_dates([published(rule, value)], tz=None, now=NOW)
    assert dates.published == date(2025, 3, 10)
    assert dates.warnings == []


@pytest.mark.parametrize(
    ("rule", "value", "wanted"),
    [
        ("text", "10 مارس 2025 - 12:00 بتوقيت مكة", NOON_IN_RIYADH),
        ("text", "منذ 3 ساعات", NOW - timedelta(hours=3)),
        ("jsonld", "2025-03-10T09:00:00Z", NOON_IN_RIYADH),
    ],
)
def test_an_instant_needs_no_zone_of_the_site(
    rule: str, value: str, wanted: datetime
) -> None:
    dates = resolve_dates([published(rule, value)], tz=None, now=NOW)
    assert dates.published == wanted


def test_local_time_that_is_marked_as_utc_tells_no_offset() -> None:
    """The update, of which only a clock is printed, is not said to be in UTC."""
    dates = resolve_dates(
        [
            published("jsonld", "2025-03-10T12:00:00Z"),
            published("text", "10 مارس 2025 - 12:00"),
            modified("text", "10 مارس 2025 - 12:30"),
        ],
        tz=None,
        now=NOW,
    )
    assert dates.modified == date(2025, 3, 10)


def test_an_update_may_be_of_the_day_after_the_instant() -> None:
    dates = resolve_dates(
        [
            published("text", "10 مارس 2025 - 00:30"),
            modified("jsonld", "2025-03-09T22:00:00Z"),
        ],
        tz=None,
        now=NOW,
    )
    assert dates.published == date(2025, 3, 10)
    assert dates.modified == datetime(2025, 3, 9, 22, 0, tzinfo=UTC)
