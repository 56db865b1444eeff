"""Item pipeline 1: every text of a record is cleaned, nothing else is touched."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from newsbot.items import Article, Related
from newsbot.pipelines.clean import CleanPipeline

RLM, NBSP, TATWEEL = "\u200f", "\u00a0", "\u0640"


def cleaned(**fields: Any) -> Article:
    item = Article(
        **{
            "id": "manara.example:1",
            "url": "https://manara.example/one/",
            "site": "manara.example",
            "title": "خبر",
            "fetched": "2026-03-05T12:00:00+00:00",
        }
        | fields
    )
    assert CleanPipeline().process_item(item) is item
    return item


NOISY = f" {RLM}خبـ{TATWEEL}ر{NBSP}جديد ، وآخر{RLM} "


@pytest.mark.parametrize("name", ["title", "lead", "text", "section", "credit"])
def test_texts(name: str) -> None:
    assert getattr(cleaned(**{name: NOISY}), name) == "خبر جديد، وآخر"


@pytest.mark.parametrize("name", ["authors", "categories", "tags"])
def test_lists(name: str) -> None:
    found = cleaned(**{name: [NOISY, "ثان", NBSP, "", f"ثان{RLM}"]})
    assert getattr(found, name) == ["خبر جديد، وآخر", "ثان"]


def test_related() -> None:
    entry = Related(position=1, url=" x ", title=NOISY, label=NBSP, excerpt=f"{NOISY}…")
    found = cleaned(related=[entry, Related(position=2, url="y")])
    assert [asdict(one) for one in found.related] == [
        {
            "position": 1,
            "url": " x ",
            "title": "خبر جديد، وآخر",
            "label": None,
            "excerpt": "خبر جديد، وآخر …",
        },
        {"position": 2, "url": "y", "title": None, "label": None, "excerpt": None},
    ]


def test_paragraphs_stay_one_a_line() -> None:
    found = cleaned(text=f"أول{NBSP}\n\n{RLM}\n {NBSP}ثان\n\n\n\nثالث\n")
    assert found.text == "أول\nثان\nثالث"


@pytest.mark.parametrize("name", ["lead", "section", "credit"])
@pytest.mark.parametrize("value", [None, "", " ", NBSP, f"{RLM}\u200b"])
def test_what_is_empty_is_none(name: str, value: str | None) -> None:
    assert getattr(cleaned(**{name: value}), name) is None


@pytest.mark.parametrize("value", ["", NBSP])
def test_title_and_text_stay_strings(value: str) -> None:
    found = cleaned(title=value, text=value)
    assert (found.title, found.text) == ("", "")


def test_letters_and_digits_stay() -> None:
    text = "إلى أَحمدَ آخر: ٣ كتب و 5 أقلام، ۴ دفاتر، می‌خواهم، “نعم” – لا…"
    found = cleaned(title=text, text=text)
    assert (found.title, found.text) == (text, text)


def test_addresses_dates_and_the_rest_stay() -> None:
    fields: dict[str, Any] = {
        "url": f"https://manara.example/%d8{RLM}/",
        "canonical_url": "https://manara.example/ا ،ب/",
        "image": "https://manara.example/a  b.jpg",
        "images": ["https://manara.example/a  b.jpg"],
        "media": ["https://manara.example/ ،.mp4"],
        "published": "2026-03-02",
        "language": "ar ",
        "sources": {"title": " x "},
        "warnings": [" x "],
    }
    found = cleaned(**fields)
    assert {name: getattr(found, name) for name in fields} == fields


def test_cleaning_twice_changes_nothing() -> None:
    once = cleaned(title=NOISY, text=f"{NOISY}\n{NOISY}", tags=[NOISY])
    before = asdict(once)
    assert asdict(CleanPipeline().process_item(once)) == before


def test_any_kind_of_item() -> None:
    item: dict[str, Any] = {"title": NOISY, "text": NOISY, "tags": [NOISY]}
    found = CleanPipeline().process_item(item)
    assert found["title"] == found["text"] == "خبر جديد، وآخر"
    assert found["tags"] == ["خبر جديد، وآخر"]
