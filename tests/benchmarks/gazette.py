"""A large newspaper for benchmarks: the demo site with thousands of stories of its own,
and with the style sheets and scripts that a real theme prints into every page.

The same number of stories gives the same site, byte for byte. Pages of posts have 100
to 160 kB, of which the article is a few kB, as on the sites that they stand for.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newsbot.demo.blocks import plain_blocks
from newsbot.demo.options import Options
from newsbot.demo.posts import Posts
from newsbot.demo.site import DemoSite
from newsbot.demo.stories import Stories, load
from newsbot.demo.terms import slug_on_site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsbot.demo.response import Response
    from newsbot.demo.story import Story

_FIRST_ID = 1001
_APART = timedelta(minutes=50)
_WORD = re.compile("[ء-ي]{2,12}")
_COLORS = ("23001b", "ec2b8c", "f2f2f2", "0be6af", "333", "fff")
_PARTS = "head-wrap post-title post-body art-text side-tab foot-menu more-grid soc-list"


class Gazette:
    """The site with so many stories under one base address.

    :param count: number of stories
    :param base: ``http://`` and a host, no slash at the end
    """

    def __init__(self, count: int, base: str) -> None:
        self.base = base
        self.stories = Stories(_stories(count))
        self._site = DemoSite(Posts(self.stories, Options()), base)
        self._head, self._foot = _style_sheets(), _scripts()

    def respond(self, target: str, headers: Mapping[str, str]) -> Response:
        """The answer to a GET for *target* (path and query)."""
        path, _, query = target.partition("?")
        asked = {name: value for name, value in headers.items() if name != _GZIP}
        answer = self._site.respond(path, query, asked)
        if "text/html" not in answer.headers.get("Content-Type", ""):
            return answer
        html = answer.body.decode()
        html = html.replace("</head>", f"{self._head}</head>", 1)
        html = html.replace("</body>", f"{self._foot}</body>", 1)
        return replace(answer, body=html.encode())

    def truth(self) -> list[dict[str, Any]]:
        """What a faithful reader would record of each story, newest first."""
        return self.stories.truth(self.base)


_GZIP = "accept-encoding"


def _stories(count: int) -> list[Story]:
    """Stories made of the bundled ones: their terms and pictures, and words of theirs
    in an order of their own, so that no two tell the same."""
    models = [
        story
        for story in load()
        if story.kind == "article" and not story.protected and story.text
    ]
    words = sorted({w for s in models for text in s.text for w in _WORD.findall(text)})
    newest = max(story.published for story in models)
    return [
        _story(models[number % len(models)], number, words, newest - number * _APART)
        for number in range(count)
    ]


def _story(model: Story, number: int, words: list[str], published: Any) -> Story:
    rng = random.Random(number)

    def sentence(least: int, most: int) -> str:
        return " ".join(rng.choices(words, k=rng.randint(least, most)))

    text = tuple(f"{sentence(15, 60)}." for _ in range(rng.randint(4, 9)))
    title = f"{sentence(6, 10)} {number}"
    tags = tuple(sorted(rng.sample(words, k=rng.randint(0, 4))))
    return replace(
        model,
        id=_FIRST_ID + number,
        slug=slug_on_site(f"{number}-{title.replace(' ', '-')}"),
        published=published,
        modified=published + timedelta(minutes=rng.randint(0, 40)),
        title=title,
        lead=None,
        tags=tags,
        credit=None,
        text=text,
        media=(),
        duplicate_of=None,
        twin=None,
        sticky=False,
        shape="paragraphs",
        raw_title="",
        raw_lead="",
        raw_authors=(),
        raw_tags=(),
        blocks=plain_blocks(len(text), has_credit=False),
    )


def _style_sheets() -> str:
    """Style sheets inside the page, about 20 kB, as WordPress and the theme print."""
    rng = random.Random(1)
    presets = "".join(
        f"--wp--preset--color--{number}:#{rng.choice(_COLORS)};"
        f"--wp--preset--font-size--{number}:{rng.randint(12, 42)}px;"
        for number in range(90)
    )
    rules = "".join(
        f".zox-{part} {tag},#zox-{part}-{number} > li a:hover"
        f"{{color:#{rng.choice(_COLORS)};margin:{rng.randint(0, 40)}px auto;}}\n"
        for number in range(14)
        for part in _PARTS.split()
        for tag in ("p a",)
    )
    return (
        "<style id='global-styles-inline-css' type='text/css'>"
        f"body{{{presets}}}</style>"
        f"<style id='zox-custom-style-inline-css' type='text/css'>{rules}</style>\n"
    )


def _scripts() -> str:
    """Scripts inside the page, about 20 kB."""
    rng = random.Random(2)
    lines = "".join(
        f'if(window.jQuery){{jQuery(".zox-{part}").on("click",function(e){{'
        f'if(e.pageX<{rng.randint(1, 999)}&&"<b>"!=="</b>")'
        "{e.preventDefault();}});}\n"
        for _ in range(12)
        for part in _PARTS.split()
    )
    texts = ",".join(f'"string{number}":"value {number}"' for number in range(200))
    return (
        f"<script type='text/javascript' id='zox-custom-js-extra'>{lines}</script>"
        f"<script type='text/javascript'>var zox_texts={{{texts}}};</script>\n"
    )
