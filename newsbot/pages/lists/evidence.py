"""How much speaks for each link of a listing page leading to an article.

Every kind of evidence has a number of points; they were set on invented pages of many
systems and on the demo site, and are no probabilities.
"""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from newsbot.pages.lists.paths import Kind
from newsbot.pages.lists.regions import FOOT, MENU, SIDE, TOOLS

if TYPE_CHECKING:
    from newsbot.pages.lists.anchors import PageLink

ENOUGH = 2.5
"""A link that comes to so many points leads to an article."""

# What a link's words count for, by their number (that of links that stand alike goes
# into it): labels of menus have 1 to 3, headlines 5 to 15.
_WORDS = ((6, 2.5), (5, 2.0), (4, 1.2), (3, 0.3), (2, -0.7), (0, -1.5))
_PARTS = {"": 0.0, SIDE: 0.0, FOOT: -1.0, MENU: -2.0, TOOLS: -4.0}
_RELS = {"tag": -4.0, "author": -4.0, "sponsored": -4.0, "category": -4.0}
_LABEL = -3.0
_SECOND = -1.5
_HEADING = 1.5
_ENTRY = 1.0
_DATE = 1.0
_PICTURE = 0.7
_SUMMARY = 0.7
_ALIKE = 0.5  # three headlines or more that stand alike
_TWIN = 0.7  # linked by a picture and by words
_FOLDER = -3.0  # a section of the site
_IN_A_MENU = -2.0  # also named in a menu, with the words of a menu
_STATED = 3.0  # in an ItemList of schema.org
_VOTE = 0.5  # of what those of its shape have above ENOUGH on the average …
_MOST = 1.5  # … and no more than this
_BEHIND = 2.0  # a shape so far behind the page's main one is rather something else
MENU_WORDS = 4
"""Labels of menus have no more words."""
_HEADLINE = 5  # words: menus of sections have fewer on the average
_HOST = 3  # parts of an address before its path: "", "" and the host
_FOLDERS = 12  # sections of sections lie no deeper


def weigh(links: list[PageLink], stated: set[str]) -> dict[str, float]:
    """Points of each address that may be an article's, by its key.

    :param links: the links of one page
    :param stated: keys of the addresses that the page's structured data lists
    """
    candidates = [link for link in links if link.address.kind is Kind.PAGE]
    alike = _alike(candidates)
    repeated, folders = _repeated(candidates), _folders(candidates)
    pictures = {link.key for link in candidates if link.is_picture}
    points: dict[str, float] = {}
    shapes: dict[str, str] = {}
    menus: set[str] = set()
    twins: set[str] = set()
    for link in candidates:
        usual, count = alike[link.group]
        words = link.words
        if words is not None and usual is not None and count >= 3:
            words = round((words + usual) / 2)
        here = _surroundings(link, words, count)
        if link.part == MENU and count >= 3 and (usual or 0) >= _HEADLINE:
            here -= _PARTS[MENU] / 2  # the newest articles of a section, in its menu
        points[link.key] = max(points.get(link.key, -9.0), here)
        shapes[link.key] = link.address.shape
        is_menu = (link.part in (MENU, FOOT) or link.group in repeated) and not (
            link.has_picture or link.has_date
        )
        if is_menu and words is not None and words <= MENU_WORDS:
            menus.add(link.key)
        is_plain = not (link.is_picture or link.is_second or link.part)
        if is_plain and link.key in pictures:
            twins.add(link.key)
    scores = {link.key: link.address.score for link in candidates}
    for key in points:
        points[key] += scores[key]
        points[key] += _IN_A_MENU if key in menus else 0
        points[key] += _TWIN if key in twins else 0
        points[key] += _FOLDER if key in folders else 0
        points[key] += _STATED if key in stated else 0
    return _vote(points, shapes, menus)


def _alike(links: list[PageLink]) -> dict[int, tuple[float | None, int]]:
    """Of each group: how many words its links mostly have, and to how many addresses
    it leads."""
    words: dict[int, dict[str, int | None]] = {}
    for link in links:
        words.setdefault(link.group, {})[link.key] = link.words
    found = {}
    for group, by_key in words.items():
        known = [count for count in by_key.values() if count is not None]
        found[group] = (median(known) if known else None, len(by_key))
    return found


def _repeated(links: list[PageLink]) -> set[int]:
    """Groups of short links that the page has twice: menus for wide and for narrow
    screens, or above and below."""
    groups: dict[int, dict[str, int]] = {}
    counts: Counter[tuple[int, str]] = Counter()
    for link in links:
        words = _HEADLINE if link.words is None else link.words
        groups.setdefault(link.group, {})[link.key] = words
        counts[link.group, link.key] += 1
    same: dict[frozenset[str], list[int]] = {}
    for group, by_key in groups.items():
        if len(by_key) >= 4 and median(by_key.values()) < _HEADLINE:
            same.setdefault(frozenset(by_key), []).append(group)
    return {
        group
        for found in same.values()
        for group in found
        if len(found) > 1 or all(counts[group, key] > 1 for key in groups[group])
    }


def _folders(links: list[PageLink]) -> set[str]:
    """Keys of the addresses below which others of the page lie: sections."""
    keys = {link.key for link in links}
    below: Counter[str] = Counter()
    for key in keys:
        # "//host/folder/page"
        path = key.partition("?")[0].split("/", _HOST + _FOLDERS)
        for count in range(_HOST + 1, len(path)):
            below["/".join(path[:count])] += 1
    return {folder for folder, count in below.items() if count > 1}


def _surroundings(link: PageLink, words: int | None, count: int) -> float:
    points = _PARTS[link.part] + sum(_RELS.get(rel, 0) for rel in link.rel)
    if words is not None:
        points += next(value for least, value in _WORDS if words >= least)
    points += _HEADING * link.is_heading + _ENTRY * link.is_entry
    points += _DATE * link.has_date + _PICTURE * link.has_picture
    points += _SUMMARY * link.has_text + _LABEL * link.is_label
    points += _SECOND * link.is_second
    is_card = link.is_heading and (link.has_date or link.has_picture)
    return points + _ALIKE * (count >= 3 and (is_card or (words or 0) >= 4))


def _vote(
    points: dict[str, float], shapes: dict[str, str], menus: set[str]
) -> dict[str, float]:
    by_shape: dict[str, list[float]] = {}
    for key, shape in shapes.items():
        if key not in menus:
            by_shape.setdefault(shape, []).append(points[key])
    means = {
        shape: sum(found) / len(found)
        for shape, found in by_shape.items()
        if len(found) >= 3
    }
    main = max(
        means, key=lambda one: (means[one] - ENOUGH) * len(by_shape[one]), default=""
    )
    due = max(ENOUGH, means.get(main, 0) - _BEHIND)
    found = {}
    for key, value in points.items():
        mean = means.get(shapes[key])
        pull = (value if mean is None else mean) - due
        if pull > 0:
            pull = 0 if mean is None else _VOTE * (mean - ENOUGH)
        found[key] = value + max(-_MOST, min(_MOST, pull))
    return found
