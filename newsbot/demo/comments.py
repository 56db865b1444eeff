"""Readers' comments below the posts: always the same few, on every third post."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsbot.demo.story import Story

SAID = (
    ("أبو ساري", "خبر مفيد، شكرا لكم على المتابعة."),
    ("قارئة من السدر", "نرجو نشر مواعيد الدوام أيضا، فكثيرون يسألون عنها."),
    ("م. الطلحي", "هل يشمل ذلك الأحياء الشرقية؟"),
    ("زائر", "كنت هناك أمس، والوصف دقيق."),
)


@dataclass(frozen=True)
class Comment:
    """One comment; `written` is an instant with offset."""

    id: int
    name: str
    text: str
    written: datetime


def comments_on(story: Story) -> list[Comment]:
    """The comments on a post: none, one or two."""
    return list(_comments(story)) if story.id % 3 == 0 else []


def _comments(story: Story) -> Iterator[Comment]:
    for i in range(1 + story.id % 2):
        name, text = SAID[(story.id // 3 + i) % len(SAID)]
        written = story.published + timedelta(minutes=47 * (i + 1))
        yield Comment(story.id * 10 + i, name, text, written)
