"""The record's JSON Schema, and records that keep to it or do not."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from newsbot.items import SCHEMA_VERSION, Article, Related, json_schema

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def sample() -> dict[str, Any]:
    """A record with a value in every field."""
    article = Article(
        id="manara.example:412",
        url="https://manara.example/one/",
        canonical_url="https://manara.example/one/",
        site="manara.example",
        title="افتتاح مدرسة الفنون",
        lead="بعد عامين من الترميم",
        text="فتحت المدرسة أبوابها.\nوتتسع لثلاثمئة طالب.",
        published="2026-03-02T09:15:30+03:00",
        modified="2026-03-03",
        authors=["سلمى الجبلية"],
        section="محليات",
        categories=["محليات", "ثقافة"],
        tags=["مدارس"],
        image="https://manara.example/a.jpg",
        images=["https://manara.example/a.jpg"],
        language="ar",
        credit="وكالة المنارة",
        media=["https://www.youtube.com/embed/aB3"],
        related=[Related(position=1, url="https://manara.example/two/", title="خبر")],
        found={"via": "related", "from": "https://manara.example/two/"},
        revision=2,
        changes=["title"],
        status="withdrawn",
        noticed="2026-03-05T12:00:00+00:00",
        duplicate_of="manara.example:400",
        duplicate_score=0.93,
        sources={"title": "zoxpress"},
        warnings=["تنبيه"],
        fetched="2026-03-05T12:00:00+00:00",
    )
    record: dict[str, Any] = json.loads(json.dumps(asdict(article)))
    return record


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_it_has_the_fields_of_the_record() -> None:
    assert list(SCHEMA["properties"]) == [field.name for field in fields(Article)]


@pytest.mark.parametrize("name", SCHEMA["properties"])
def test_every_key_is_described_and_required(name: str) -> None:
    assert len(SCHEMA["properties"][name]["description"].split()) >= 3
    assert name in SCHEMA["required"]
    # A default would say that a line may do without the key.
    assert "default" not in SCHEMA["properties"][name]


def test_entries_of_the_related_block() -> None:
    entry = SCHEMA["properties"]["related"]["items"]
    assert list(entry["properties"]) == [field.name for field in fields(Related)]
    assert entry["required"] == list(entry["properties"])
    assert all(value["description"] for value in entry["properties"].values())


def test_a_full_record_is_valid() -> None:
    assert list(VALIDATOR.iter_errors(sample())) == []


def test_a_bare_record_is_valid() -> None:
    bare = Article(
        id="manara.example:u00000000000000ff",
        url="https://manara.example/x/",
        site="manara.example",
        title="عاجل",
        fetched="2026-03-05T12:00:00+00:00",
    )
    record = json.loads(json.dumps(asdict(bare)))
    assert list(VALIDATOR.iter_errors(record)) == []
    assert record["schema"] == SCHEMA_VERSION
    assert {name for name, value in record.items() if value is None} == {
        *("canonical_url", "lead", "published", "modified", "section", "image"),
        *("language", "credit", "found", "noticed", "duplicate_of", "duplicate_score"),
    }


@pytest.mark.parametrize("name", SCHEMA["required"])
def test_a_record_without_a_key_is_not(name: str) -> None:
    record = sample()
    del record[name]
    assert not VALIDATOR.is_valid(record)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("schema", SCHEMA_VERSION + 1),
        ("id", None),
        ("url", 5),
        ("kind", "opinion"),
        ("title", None),
        ("text", None),
        ("text", ["سطر"]),
        ("published", "2 مارس 2026"),
        ("published", "2026-03-02T09:15:30"),
        ("published", "2026-03-02T09:15:30Z"),
        ("published", "2026-03-02 09:15:30+03:00"),
        ("published", "2026-3-2"),
        ("modified", ""),
        ("modified", 1772438400),
        ("authors", "سلمى الجبلية"),
        ("authors", [None]),
        ("tags", None),
        ("images", None),
        ("media", [{"url": "x"}]),
        ("related", [{"position": 1, "url": "https://manara.example/two/"}]),
        ("related", [asdict(Related(position=1, url="x")) | {"position": "1"}]),
        ("found", {"via": "guess", "from": None}),
        ("found", {"via": "feed"}),
        ("found", {"via": "feed", "from": None, "page": 1}),
        ("found", "feed"),
        ("revision", "1"),
        ("revision", None),
        ("status", "deleted"),
        ("noticed", "2026-03-05"),
        ("duplicate_score", "high"),
        ("sources", ["title"]),
        ("sources", {"title": 1}),
        ("warnings", "تنبيه"),
        ("fetched", None),
        ("fetched", "2026-03-05"),
    ],
)
def test_a_broken_record_is_not(name: str, value: Any) -> None:
    errors = list(VALIDATOR.iter_errors(sample() | {name: value}))
    assert errors
    assert {error.path[0] for error in errors} == {name}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("published", "2026-03-02"),
        ("published", None),
        ("kind", "live"),
        ("found", {"via": "sitemap", "from": None}),
        ("found", None),
        ("duplicate_score", 1),
        ("related", []),
        ("text", ""),
    ],
)
def test_what_else_is_valid(name: str, value: Any) -> None:
    assert VALIDATOR.is_valid(sample() | {name: value})
