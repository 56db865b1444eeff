"""How the interfaces are asked for single articles."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from newsbot.spiders.interfaces import Interfaces

ROOT = "https://news.example/wp-json/"
SITE = SimpleNamespace(rules=SimpleNamespace(rest=ROOT), owns=lambda url: True)


class Asked:
    """In place of a spider: remembers what is asked for, and answers nothing."""

    site = SITE

    def __init__(self) -> None:
        self.questions: list[dict[str, list[str]]] = []

    async def get(self, url: str, **_: Any) -> None:
        self.questions.append(parse_qs(urlsplit(url).query))


def learn(*paths: str) -> list[dict[str, list[str]]]:
    asked = Asked()
    interfaces = Interfaces(asked)  # type: ignore[arg-type]
    interfaces.open(ROOT, None)
    asyncio.run(interfaces.learn([f"https://news.example{path}" for path in paths]))
    return asked.questions


@pytest.mark.parametrize(
    ("path", "argument", "value"),
    [
        ("/%d8%ae%d8%a8%d8%b1/", "slug", "خبر"),
        ("/2025/02/03/two/", "slug", "two"),
        ("/2025/two.html", "slug", "two"),
        ("/?p=412", "include", "412"),
        ("/archives/412", "include", "412"),
    ],
)
def test_a_post_is_asked_for_by_what_its_address_tells(
    path: str, argument: str, value: str
) -> None:
    (question,) = learn(path)
    assert question[argument] == [value]
    other = ({"slug", "include"} - {argument}).pop()
    assert other not in question


def test_names_and_numbers_are_two_questions() -> None:
    questions = learn("/one/", "/?p=2", "/three/")
    assert [q.get("slug") or q.get("include") for q in questions] == [
        ["one,three"],
        ["2"],
    ]


def test_an_address_that_tells_nothing_is_not_asked_for() -> None:
    assert learn("/") == []
