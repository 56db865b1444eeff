"""Saved pages: what a careful reader finds on each of them, field by field.

A case is a folder ``tests/pages/<profile>/<case>/``:

``page.html``
    the page as it was served;
``meta.json``
    ``url``, ``now`` and ``tz``; where needed ``stated`` (what feed and REST
    interface say of it, as in :class:`newsbot.pages.stated.Stated`) and
    ``pages`` (address of each further page: its file);
``expected.json``
    the fields of the record as it is delivered; a field that is left out must be
    empty. Or only ``{"raises": "NotAnArticle"}``.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newsbot.items import Article
from newsbot.pages import article as article_module
from newsbot.pages.article import ArticlePage, NotAnArticle
from newsbot.pages.stated import Stated
from newsbot.pipelines.clean import clean_item
from newsbot.sites import bundled, read_profile
from newsbot.sites.profile import BUNDLED
from newsbot.sites.site import host_key
from tests.processor import within

PAGES = Path(__file__).parent / "pages"
# What a crawl adds to the record; the rest comes from the page.
ADDED = {
    *("schema", "found", "revision", "changes", "status", "noticed"),
    *("duplicate_of", "duplicate_score", "fetched"),
}
FIELDS = [field.name for field in fields(Article) if field.name not in ADDED]


@dataclass(frozen=True)
class Case:
    folder: Path

    @property
    def name(self) -> str:
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def meta(self) -> dict[str, Any]:
        return self._json("meta.json")

    @property
    def expected(self) -> dict[str, Any]:
        return self._json("expected.json")

    def _json(self, name: str) -> dict[str, Any]:
        data: dict[str, Any] = json.loads((self.folder / name).read_text("utf-8"))
        return data

    def page(self, file: str, url: str, html: str = "") -> ArticlePage:
        """The page in *file*, or *html* in its place."""
        meta = self.meta
        return ArticlePage(
            html or (self.folder / file).read_text("utf-8"),
            url=url,
            profile=read_profile(BUNDLED / f"{self.folder.parent.name}.toml"),
            tz=meta["tz"],
            now=datetime.fromisoformat(meta["now"]),
            stated=tuple(Stated(**stated) for stated in meta.get("stated", ())),
        )


CASES = [Case(path.parent) for path in sorted(PAGES.glob("*/*/expected.json"))]
ARTICLES = [case for case in CASES if "raises" not in case.expected]
OTHERS = [case for case in CASES if "raises" in case.expected]


@cache
def record(case: Case) -> dict[str, Any]:
    """The record of a case as it is delivered."""
    meta = case.meta
    page = case.page("page.html", meta["url"])
    for url, file in meta.get("pages", {}).items():
        page.join(case.page(file, url))
    item: dict[str, Any] = asdict(clean_item(page.article(host_key(meta["url"]))))
    return item


def empty(name: str) -> Any:
    """The value of a field of which nothing is known."""
    field = next(field for field in fields(Article) if field.name == name)
    if field.default_factory is not MISSING:
        return field.default_factory()
    return None if field.default is MISSING else field.default


def ids(case: Case) -> str:
    return case.name


def test_the_folders_are_named_after_profiles() -> None:
    assert {path.name for path in PAGES.iterdir()} <= set(bundled())
    assert CASES


@pytest.mark.parametrize("case", ARTICLES, ids=ids)
def test_no_exception(case: Case) -> None:
    assert set(record(case)) == {field.name for field in fields(Article)}


@pytest.mark.parametrize(
    ("case", "name"),
    [
        pytest.param(case, name, id=f"{case.name}-{name}")
        for case in ARTICLES
        for name in case.expected
    ],
)
def test_field(case: Case, name: str) -> None:
    assert record(case)[name] == case.expected[name]


@pytest.mark.parametrize("case", ARTICLES, ids=ids)
def test_no_other_field_differs(case: Case) -> None:
    others = [name for name in FIELDS if name not in case.expected]
    found = {name: record(case)[name] for name in others}
    assert found == {name: empty(name) for name in others}


@pytest.mark.parametrize("case", ARTICLES, ids=ids)
def test_further_pages(case: Case) -> None:
    page = case.page("page.html", case.meta["url"])
    assert page.further_pages == list(case.meta.get("pages", {}))


@within(20)
@pytest.mark.parametrize("tags", ["<div>", "<span>", "<b><i>", '<div class="x">'])
def test_elements_left_open_above_the_article(tags: str) -> None:
    case = next(case for case in ARTICLES if case.folder.name == "template-2-gutenberg")
    html = (case.folder / "page.html").read_text("utf-8")
    page = ArticlePage(
        html.replace("<article id=", f"{tags * 5_000}<article id=", 1),
        url=case.meta["url"],
        profile=read_profile(BUNDLED / "zoxpress.toml"),
        tz=case.meta["tz"],
        now=datetime.fromisoformat(case.meta["now"]),
    )
    found = asdict(clean_item(page.article(host_key(case.meta["url"]))))
    assert {name: found[name] for name in case.expected} == case.expected


@pytest.mark.parametrize("case", OTHERS, ids=ids)
def test_is_no_article(case: Case) -> None:
    page = case.page("page.html", case.meta["url"])
    expected = getattr(article_module, case.expected["raises"])
    with pytest.raises(NotAnArticle) as caught:
        page.article(host_key(case.meta["url"]))
    assert caught.type is expected
