"""WordPress's REST interface: what it states of posts and of the site's zone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newsbot.pages.rest import error_code, parse_posts, parse_zone, zone_of_posts
from newsbot.pages.stated import Stated

POST: dict[str, Any] = {
    "id": 412,
    "date": "2026-03-02T01:15:30",
    "date_gmt": "2026-03-01T22:15:30",
    "modified_gmt": "2026-03-02T05:00:00",
    "slug": "one",
    "type": "post",
    "link": "https://manara.example/one/",
    "title": {"rendered": "بحث &#038; تطوير: <em>الهضبة</em>"},
    "content": {"protected": False},
    "sticky": False,
    "format": "standard",
    "_embedded": {
        "author": [{"id": 3, "name": "هند القنطرية"}],
        "wp:term": [
            [
                {"taxonomy": "category", "name": "اخر الاخبار"},
                {"taxonomy": "category", "name": "طاقة &amp; مياه"},
            ],
            [{"taxonomy": "post_tag", "name": "سدود"}],
        ],
    },
}


def posts(*changes: dict[str, Any]) -> list[Stated] | None:
    return parse_posts(json.dumps([POST | change for change in changes]).encode())


def post(**change: Any) -> Stated:
    found = posts(change)
    assert found is not None
    (stated,) = found
    return stated


def test_a_post() -> None:
    assert post() == Stated(
        rule="rest",
        url="https://manara.example/one/",
        post_id=412,
        title="بحث & تطوير: الهضبة",
        published="2026-03-01T22:15:30Z",
        modified="2026-03-02T05:00:00Z",
        authors=["هند القنطرية"],
        categories=["اخر الاخبار", "طاقة & مياه"],
        tags=["سدود"],
        format="standard",
    )


def test_posts_keep_their_order() -> None:
    found = posts({"id": 3}, {"id": 1}, {"id": 2})
    assert found is not None
    assert [stated.post_id for stated in found] == [3, 1, 2]


def test_protected_and_sticky() -> None:
    stated = post(content={"protected": True}, sticky=True)
    assert (stated.protected, stated.sticky) == (True, True)


def test_a_post_without_tags_states_that_it_has_none() -> None:
    terms = [[{"taxonomy": "category", "name": "محليات"}], []]
    stated = post(_embedded={"wp:term": terms})
    assert (stated.categories, stated.tags, stated.authors) == (["محليات"], [], [])


def test_without_embedded_terms_nothing_is_stated() -> None:
    stated = post(_embedded={})
    assert (stated.categories, stated.tags, stated.authors) == (None, None, [])


@pytest.mark.parametrize("value", [None, "", "0000-00-00T00:00:00", 5])
def test_no_date(value: Any) -> None:
    stated = post(date_gmt=value, modified_gmt=value)
    assert (stated.published, stated.modified) == (None, None)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "412"},
        {"title": None},
        {"title": {"rendered": ["a"]}},
        {"content": "x"},
        {"_embedded": None},
        {"_embedded": {"author": {"code": "rest_user_invalid_id"}}},
        {"_embedded": {"author": [{"code": "rest_user_invalid_id"}]}},
        {"_embedded": {"wp:term": [None, [None, {"taxonomy": 5}]]}},
        {"format": None},
        {"title": {"rendered": "<"}},
        {"title": {"rendered": "<!-- -->"}},
        {"title": {"rendered": "&#0;"}},
    ],
)
def test_odd_posts_are_read_as_far_as_they_go(change: dict[str, Any]) -> None:
    assert post(**change).url == "https://manara.example/one/"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[",
        b"null",
        b'{"code":"rest_no_route","message":"x","data":{"status":404}}',
        b"<html></html>",
        b"\xff\xfe",
        b'"text"',
        b"5",
        b"[" * 100_000,
    ],
)
def test_no_list_of_posts(data: bytes) -> None:
    assert parse_posts(data) is None


NOTICE = """<br />
<b>Notice</b>:  Undefined index: [one] in <b>/srv/www/plugin.php</b> on line <b>7</b>
<br />
{not json}
[5, 6
"""


@pytest.mark.parametrize("text", [NOTICE, f"\ufeff{NOTICE}", "\n\nWarning: x\n", "\n "])
def test_what_php_prints_before_the_answer_is_passed_over(text: str) -> None:
    data = text.encode() + json.dumps([POST]).encode()
    assert [one.post_id for one in parse_posts(data) or []] == [412]
    index = json.dumps({"timezone_string": "Asia/Riyadh"}, indent=1)
    assert parse_zone(text.encode() + index.encode()) == "Asia/Riyadh"
    assert zone_of_posts(text.encode() + json.dumps([RIYADH]).encode()) == "Etc/GMT-3"
    error = json.dumps({"code": "rest_invalid_param"})
    assert error_code(text.encode() + error.encode()) == "rest_invalid_param"


@pytest.mark.parametrize(
    "data",
    [
        b'<html><script>\n{"link": "x"}\n</script></html>',
        b"x [5]",
        b"x\n5",
        b"[\n" * 50_000,
        b"x\n" + b"[" * 100_000,
    ],
)
def test_what_is_no_answer_stays_none(data: bytes) -> None:
    assert parse_posts(data) is None
    assert parse_zone(data) is None


@pytest.mark.parametrize("data", [b"[]", b"[5, null, {}]", b'[{"link": 5}]'])
def test_no_posts(data: bytes) -> None:
    assert parse_posts(data) == []


@pytest.mark.parametrize(
    ("index", "zone"),
    [
        ({"timezone_string": "Asia/Riyadh", "gmt_offset": "3"}, "Asia/Riyadh"),
        ({"timezone_string": "", "gmt_offset": 3}, "Etc/GMT-3"),
        ({"timezone_string": "", "gmt_offset": "-5"}, "Etc/GMT+5"),
        ({"gmt_offset": 0}, "UTC"),
        ({"timezone_string": "", "gmt_offset": 3.5}, None),
        ({"gmt_offset": 15}, None),
        ({"gmt_offset": "nan"}, None),
        ({"gmt_offset": "inf"}, None),
        ({"gmt_offset": None}, None),
        ({"timezone_string": 5}, None),
        ({}, None),
        ([], None),
    ],
)
def test_zone(index: Any, zone: str | None) -> None:
    assert parse_zone(json.dumps(index).encode()) == zone


def test_a_zone_that_does_not_exist_is_none() -> None:
    index = {"timezone_string": "Asia/Riad", "gmt_offset": "3"}
    assert parse_zone(json.dumps(index).encode()) == "Etc/GMT-3"


@pytest.mark.parametrize("data", [b"", b"<html>", b"\xff", b"[" * 100_000])
def test_no_index(data: bytes) -> None:
    assert parse_zone(data) is None


RIYADH = {"date": "2026-02-03T09:15:00", "date_gmt": "2026-02-03T06:15:00"}
CAIRO_IN_SUMMER = {"date": "2026-07-03T09:15:00", "date_gmt": "2026-07-03T06:15:00"}
CAIRO_IN_WINTER = {"date": "2026-01-03T09:15:00", "date_gmt": "2026-01-03T07:15:00"}
INDIA = {"date": "2026-01-03T12:45:00", "date_gmt": "2026-01-03T07:15:00"}


@pytest.mark.parametrize(
    ("posts", "zone"),
    [
        ([RIYADH, CAIRO_IN_SUMMER], "Etc/GMT-3"),
        ([CAIRO_IN_SUMMER, CAIRO_IN_WINTER], None),
        ([INDIA], None),
        ([{"date": "2026-01-03T12:45:00", "date_gmt": "2026-01-03T12:45:00"}], "UTC"),
        ([], None),
        ([{"date": "2026-01-03T12:45:00"}], None),
        ([{"date": "yesterday", "date_gmt": "2026-01-03T12:45:00"}], None),
        ({"code": "rest_forbidden"}, None),
        ("posts", None),
    ],
)
def test_zone_of_posts(posts: Any, zone: str | None) -> None:
    assert zone_of_posts(json.dumps(posts).encode()) == zone
