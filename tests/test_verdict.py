"""Each word of the verdict, and which one wins."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from newsbot.outcomes import MISSED, OUTCOMES
from newsbot.verdict import EXIT_CODES, Verdict, judge, lost_listings, vanished

FINE = {"finish_reason": "finished", "newsbot/listing_pages": 1}
# What brings about each word, alone.
SIGNS: dict[str, dict[str, Any]] = {
    "misconfigured": {
        "newsbot/front": "misconfigured",
        "newsbot/front_reason": "write a profile",
    },
    "crashed": {"newsbot/crash": "TypeError: a mistake"},
    "stopped": {"finish_reason": "shutdown"},
    "unreachable": {"newsbot/front": "unreachable", "newsbot/front_reason": "no route"},
    "refused": {"newsbot/pages/refused": 3},
    "empty": {"newsbot/rows_lost": "http://paper.test/latest/"},
    "partial": {"newsbot/unanswered/listing": 2},
    "delivered": {"newsbot/pages/delivered": 7},
}


def word(**stats: Any) -> str:
    return judge({**FINE, **stats}).word


class TestWords:
    @pytest.mark.parametrize("expected", SIGNS)
    def test_each_by_its_sign(self, expected: str) -> None:
        assert judge({**FINE, **SIGNS[expected]}).word == expected

    def test_quiet_is_what_is_left(self) -> None:
        assert judge(FINE) == Verdict("quiet", "nothing new")

    @pytest.mark.parametrize(
        ("pages", "reason"),
        [
            (
                {"delivered": 3, "revised": 2, "withdrawn": 1},
                "3 articles, 2 revised, 1 w",
            ),
            ({"revised": 2}, "2 revised"),
            ({"withdrawn": 1, "unchanged": 9}, "1 withdrawn"),
        ],
    )
    def test_revisions_and_withdrawals_are_deliveries(
        self, pages: dict[str, int], reason: str
    ) -> None:
        stats = {f"newsbot/pages/{name}": count for name, count in pages.items()}
        verdict = judge({**FINE, **stats})
        assert verdict.word == "delivered"
        assert verdict.reason.startswith(reason)

    @pytest.mark.parametrize("outcome", ["unchanged", "gone", "unseen"])
    def test_looks_that_deliver_nothing_are_quiet(self, outcome: str) -> None:
        assert word(**{f"newsbot/pages/{outcome}": 3}) == "quiet"

    @pytest.mark.parametrize(
        ("worse", "better"),
        # Refused is what gave nothing at all.
        [
            pair
            for pair in itertools.combinations(SIGNS, 2)
            if pair != ("refused", "delivered")
        ],
    )
    def test_the_worse_word_wins(self, worse: str, better: str) -> None:
        assert judge({**FINE, **SIGNS[better], **SIGNS[worse]}).word == worse

    def test_the_codes_are_those_that_are_promised(self) -> None:
        assert EXIT_CODES == {
            "delivered": 0,
            "quiet": 0,
            "partial": 3,
            "empty": 4,
            "refused": 5,
            "unreachable": 6,
            "locked": 75,
            "stopped": 75,
            "misconfigured": 2,
            "crashed": 1,
        }
        assert list(EXIT_CODES) == [
            "misconfigured",
            "locked",
            "crashed",
            "stopped",
            "unreachable",
            "refused",
            "empty",
            "partial",
            "delivered",
            "quiet",
        ]

    def test_a_verdict_is_one_line(self) -> None:
        for sign in SIGNS.values():
            assert "\n" not in judge({**FINE, **sign}).reason


class TestHowTheRunEnded:
    @pytest.mark.parametrize(
        ("reason", "expected"),
        [
            ("finished", "delivered"),
            ("closespider_timeout", "delivered"),
            ("closespider_itemcount", "delivered"),
            ("closespider_pagecount", "delivered"),
            ("shutdown", "stopped"),
            (None, "stopped"),
            ("start_error", "crashed"),
            ("delivery_failed", "crashed"),
            ("memusage_exceeded", "crashed"),
        ],
    )
    def test_with_articles(self, reason: str | None, expected: str) -> None:
        stats = {**FINE, **SIGNS["delivered"], "finish_reason": reason}
        assert judge(stats).word == expected

    @pytest.mark.parametrize("limit", ["closespider_timeout", "closespider_pagecount"])
    def test_a_limit_before_any_list_is_not_quiet(self, limit: str) -> None:
        """A site whose robots.txt asks for long waits would be quiet for ever."""
        before = {"finish_reason": limit}
        assert judge(before) == Verdict(
            "partial", f"ended by {limit} before any list was read"
        )
        assert judge({**before, "newsbot/listing_pages": 1}).word == "quiet"
        assert judge({**before, **SIGNS["delivered"]}).word == "delivered"

    def test_articles_of_which_none_could_be_written_are_a_crash(self) -> None:
        stats = {**FINE, "newsbot/pages/rejected": 2, "newsbot/pages/failed": 1}
        verdict = judge(stats)
        assert verdict.word == "crashed"
        assert verdict.reason.startswith("none of 2 articles could be written")
        assert judge({**stats, "newsbot/pages/revised": 1}).word == "partial"

    def test_a_failed_delivery_is_a_crash(self) -> None:
        stats = {**FINE, "newsbot/delivery/failed": "No space left on device"}
        assert judge(stats) == Verdict("crashed", "No space left on device")


class TestPartial:
    @pytest.mark.parametrize("outcome", OUTCOMES)
    def test_only_what_should_have_been_an_article_counts(self, outcome: str) -> None:
        stats = {"newsbot/pages/delivered": 9, f"newsbot/pages/{outcome}": 10}
        assert word(**stats) == ("partial" if outcome in MISSED else "delivered")

    def test_the_line_says_how_many_of_what(self) -> None:
        verdict = judge(
            {
                **FINE,
                "newsbot/pages/delivered": 9,
                "newsbot/pages/failed": 2,
                "newsbot/pages/refused": 1,
            }
        )
        assert verdict.reason == "9 articles delivered; 1 refused, 2 failed"

    def test_the_line_names_lost_listings_beside_lost_articles(self) -> None:
        stats = {**FINE, "newsbot/unanswered/listing": 1, "newsbot/pages/failed": 1}
        assert judge({**stats, "newsbot/pages/delivered": 67}).reason == (
            "67 articles delivered; 1 failed; 1 listing pages were not to be had"
        )

    def test_a_listing_page_that_was_not_to_be_had(self) -> None:
        stats = {"newsbot/pages/delivered": 9, "newsbot/refused/listing": 1}
        assert word(**stats) == "partial"
        assert lost_listings(stats) == 1


class TestRefused:
    def test_all_pages(self) -> None:
        assert word(**{"newsbot/pages/refused": 4}) == "refused"

    def test_not_if_one_was_had(self) -> None:
        stats = {"newsbot/pages/refused": 4, "newsbot/pages/delivered": 1}
        assert word(**stats) == "partial"

    def test_not_if_others_failed_otherwise(self) -> None:
        stats = {"newsbot/pages/refused": 4, "newsbot/pages/failed": 1}
        assert word(**stats) == "partial"

    @pytest.mark.parametrize(
        ("stat", "expected"),
        [
            ("refused", "refused"),
            ("unanswered", "unreachable"),
            ("forbidden", "refused"),
        ],
    )
    def test_no_listing_at_all(self, stat: str, expected: str) -> None:
        stats = {f"newsbot/{stat}/listing": 1, "newsbot/listing_pages": 0}
        assert word(**stats) == expected


class TestEmpty:
    def test_listings_without_rows(self) -> None:
        assert judge({"finish_reason": "finished"}).word == "empty"

    def test_pages_that_are_no_articles(self) -> None:
        assert word(**{"newsbot/pages/quarantined": 3}) == "empty"
        assert word(**{"newsbot/pages/not_article": 3}) == "empty"

    def test_not_if_others_are(self) -> None:
        stats = {"newsbot/pages/quarantined": 3, "newsbot/pages/delivered": 1}
        assert word(**stats) == "partial"

    def test_looks_that_saw_nothing_hide_no_new_layout(self) -> None:
        """Of a new layout they see as little as the new pages give."""
        stats = {"newsbot/pages/quarantined": 3, "newsbot/pages/unseen": 10}
        assert word(**stats) == "empty"
        assert word(**stats, **{"newsbot/pages/unchanged": 10}) == "partial"

    def test_a_few_strange_pages_on_a_quiet_day(self) -> None:
        stats = {"newsbot/pages/not_article": 1, "newsbot/pages/known": 3}
        assert word(**stats) == "quiet"


def earlier(delivered: int, **filled: int) -> dict[str, Any]:
    return {"pages": {"delivered": delivered}, "filled": filled}


class TestVanishedFields:
    BEFORE = [
        earlier(50, title=50, lead=10, section=45),
        earlier(50, title=50, section=45),
    ]

    @pytest.mark.parametrize(
        ("filled", "expected"),
        [
            ({"title": 10, "section": 9}, []),
            ({"title": 10, "section": 5}, []),
            ({"title": 10, "section": 4}, ["section"]),
            ({"title": 10}, ["section"]),
            ({}, ["title", "section"]),
        ],
    )
    def test_most_of_ten_articles(
        self, filled: dict[str, int], expected: list[str]
    ) -> None:
        # "lead" was in a tenth of the articles only: its absence means nothing.
        assert vanished(10, filled, self.BEFORE) == expected

    def test_too_few_articles_to_judge(self) -> None:
        assert vanished(9, {}, self.BEFORE) == []
        assert vanished(10, {}, [earlier(9, title=9)]) == []
        assert vanished(10, {}, []) == []

    def test_runs_without_articles_tell_nothing(self) -> None:
        quiet: dict[str, Any] = {"pages": {}, "filled": {}}
        assert vanished(10, {}, [quiet, {}, earlier(10, title=10)]) == ["title"]

    def test_fields_that_are_seldom_news_are_not_looked_at(self) -> None:
        assert vanished(10, {}, [earlier(50, changes=50, media=50)]) == []

    def test_it_makes_the_run_empty_although_articles_came(self) -> None:
        stats = {**FINE, "newsbot/pages/delivered": 10}
        verdict = judge(stats, filled={"title": 10}, earlier=self.BEFORE)
        assert verdict.word == "empty"
        assert "section" in verdict.reason
