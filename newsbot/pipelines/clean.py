"""Item pipeline 1: right-to-left text is cleaned, letter-faithfully."""

from __future__ import annotations

from typing import Any

from itemadapter import ItemAdapter

from newsbot.arabic.text import clean

_TEXTS = ("title", "lead", "text", "section", "credit")
_LISTS = ("authors", "categories", "tags")
_RELATED = ("title", "label", "excerpt")


def clean_item(item: Any) -> Any:
    """Clean title, lead, paragraphs, authors, section, categories, tags, credit
    and the related block of *item* in place with
    :func:`newsbot.arabic.text.clean`, and return it.

    What is empty afterwards becomes None (or leaves its list); a name that is
    twice in a list stays once.
    """
    adapter = ItemAdapter(item)
    for name in _TEXTS:
        if value := adapter.get(name):
            adapter[name] = clean(value)
    for name in ("lead", "section", "credit"):
        adapter[name] = adapter.get(name) or None
    lines = (line.strip() for line in (adapter.get("text") or "").split("\n"))
    adapter["text"] = "\n".join(line for line in lines if line)
    for name in _LISTS:
        cleaned = (clean(value).strip() for value in adapter.get(name) or ())
        adapter[name] = list(dict.fromkeys(value for value in cleaned if value))
    for related in adapter.get("related") or ():
        one = related if isinstance(related, dict) else vars(related)
        for name in _RELATED:
            one[name] = clean(one.get(name) or "") or None
    return item


class CleanPipeline:
    """Clean every text of an article once: see :func:`clean_item`."""

    def process_item(self, item: Any) -> Any:
        """Return *item*, cleaned in place."""
        return clean_item(item)
