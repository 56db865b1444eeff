"""The stories of the demo site: loaded from TOML, checked, and changed by tests."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from newsbot.demo.blocks import StoryError, plain_blocks
from newsbot.demo.options import Permalinks
from newsbot.demo.story import Story, read_story
from newsbot.demo.terms import post_path, upload_path

FOLDER = Path(__file__).with_name("stories")
"""Where the stories of the bundled site lie."""


class Stories:
    """All stories, by post id; a test may change them while the site serves them.

    `generation` grows with every change, so that whoever keeps something made of the
    stories knows when it is out of date. `old_slugs` maps a slug that a story had
    before it was retitled to the story's id.
    """

    def __init__(self, stories: list[Story]) -> None:
        """Take stories that have passed `check`, in any order."""
        self._stories = {story.id: story for story in stories}
        self.generation = 0
        self.old_slugs: dict[str, int] = {}

    def __iter__(self) -> Iterator[Story]:
        return iter(tuple(self._stories.values()))

    def __len__(self) -> int:
        return len(self._stories)

    def __getitem__(self, post_id: int) -> Story:
        return self._stories[post_id]

    def get(self, post_id: int) -> Story | None:
        """The story of that id, or None if there is none."""
        return self._stories.get(post_id)

    def add(self, story: Story) -> None:
        """Publish one more story. Raises StoryError if its id or slug is taken."""
        self._insert(story, [*self, story])

    def replace(self, story: Story) -> None:
        """Put a new version in the place of the story with the same id.

        The address of a version with another slug is remembered, as WordPress does.
        Raises KeyError if there is no such story.
        """
        before = self._stories[story.id]
        others = [other for other in self if other.id != story.id]
        self._insert(story, [*others, story])
        if before.slug != story.slug:
            self.old_slugs[before.slug] = story.id

    def change(self, post_id: int, **fields: Any) -> Story:
        """Replace the story by one with some fields of `Story` changed; return it.

        A changed `text` shows each paragraph as a block of its own, unless `blocks`
        are given too; what is changed without its `raw_*` is printed as it is.
        """
        before = self._stories[post_id]
        if "text" in fields and "blocks" not in fields:
            credit = fields.get("credit", before.credit)
            fields["blocks"] = plain_blocks(len(fields["text"]), credit is not None)
        for name in ("title", "lead"):
            if name in fields:
                fields.setdefault(f"raw_{name}", "")
        for name in ("authors", "tags"):
            if name in fields:
                fields.setdefault(f"raw_{name}", ())
        story = replace(before, **fields)
        self.replace(story)
        return story

    def withdraw(self, post_id: int) -> None:
        """Take a story off the site. Raises KeyError if there is no such story."""
        del self._stories[post_id]
        self.generation += 1

    def _insert(self, story: Story, all_stories: list[Story]) -> None:
        check_unique(all_stories, "edit")
        self._stories[story.id] = story
        self.generation += 1

    def newest(self) -> datetime:
        """Instant of the newest publication or change."""
        return max(story.changed for story in self)

    def truth(
        self, base: str, permalinks: Permalinks = "postname"
    ) -> list[dict[str, Any]]:
        """What a faithful reader would record of each public story, newest first.

        `base` begins every address (`http://alwaha.example`). Keys are those of the
        record that a story determines, with `post_id` (int) for the id;
        `duplicate_of` is a post id or None. Password-protected stories are no public
        articles. Everything comes from the truth fields; nothing is rendered.
        """
        public = [story for story in self if not story.protected]
        public.sort(key=lambda story: (story.published, story.id), reverse=True)
        return [_record(story, base, permalinks) for story in public]


def _record(story: Story, base: str, permalinks: Permalinks) -> dict[str, Any]:
    names = [*([story.image] if story.image else []), *story.body_images]
    images = [base + upload_path(story.published, name) for name in names]
    return {
        "post_id": story.id,
        "url": base + post_path(permalinks, story.id, story.slug, story.published),
        "kind": story.kind,
        "title": story.title,
        "lead": story.lead,
        "text": "\n".join(story.text),
        "published": story.published.isoformat(),
        "modified": story.modified.isoformat(),
        "authors": list(story.authors),
        "section": story.section,
        "categories": list(story.categories),
        "tags": list(story.tags),
        "image": images[0] if story.image else None,
        "images": list(dict.fromkeys(images)),
        "credit": story.credit,
        "media": list(story.media),
        "duplicate_of": story.duplicate_of,
    }


def load(folder: Path = FOLDER) -> Stories:
    """Read and check every `*.toml` of a folder.

    Raises StoryError with file, story and key of the first mistake; a folder without
    stories is one.
    """
    stories = []
    for path in sorted(folder.glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise StoryError(f"{path.name}: not TOML: {error}") from error
        strange = set(tables) - {"story"}
        if strange:
            raise StoryError(f"{path.name}: unknown table {min(strange)!r}")
        stories += [read_story(table, path.name) for table in tables.get("story", [])]
    if not stories:
        raise StoryError(f"no stories in {folder}")
    check(stories)
    return Stories(stories)


def check(stories: list[Story]) -> None:
    """Raise StoryError if stories contradict each other."""
    check_unique(stories, "stories")
    by_id = {story.id: story for story in stories}
    for story in stories:
        where = f"story {story.id}"
        for block in story.blocks:
            if block.kind == "read_also" and block.data["read_also"][1] not in by_id:
                raise StoryError(f"{where}: read_also names no story: {block.data}")
        if story.duplicate_of is None:
            continue
        first = by_id.get(story.duplicate_of)
        if first is None or first.protected or first.published >= story.published:
            raise StoryError(
                f"{where}: duplicate_of {story.duplicate_of} is no earlier story"
            )
        if (story.twin == "exact") != (story.text == first.text):
            raise StoryError(f"{where}: is no {story.twin} twin of {first.id}")


def check_unique(stories: list[Story], where: str) -> None:
    """Raise StoryError if two stories share id or slug, or two are sticky."""
    for key in ("id", "slug"):
        seen = set()
        for story in stories:
            value = getattr(story, key)
            if value in seen:
                raise StoryError(f"{where}: {key} {value!r} is there twice")
            seen.add(value)
    sticky = [story.id for story in stories if story.sticky]
    if len(sticky) > 1:
        raise StoryError(f"{where}: more than one is sticky: {sticky}")


def shortly_after(newest: datetime) -> datetime:
    """The site's clock when nobody sets it: 20 minutes after the newest story."""
    return newest + timedelta(minutes=20)
