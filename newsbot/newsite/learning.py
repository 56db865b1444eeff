"""A profile learned from a look at a site: only what the rules without one miss, or
what pins them down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsbot.newsite.bodies import Sample, learn_body
from newsbot.newsite.draft import Draft, Learned
from newsbot.newsite.fields import learn_fields
from newsbot.newsite.lists import learn_lists
from newsbot.newsite.zone import learn_zone
from newsbot.pages.article import NotAnArticle
from newsbot.sites import generic

if TYPE_CHECKING:
    from newsbot.items import Article
    from newsbot.newsite.look import Look, Page

# The others were judged one by one, also by what the interfaces state.
_COMPARED: Final = ("title", "lead", "text", "published")
_FEW: Final = 3
# wp-includes/post-template.php: get_the_password_form(), wp_link_pages()
_WORDPRESS: Final = {
    "protected": "form.post-password-form",
    "pages": ".post-nav-links a::attr(href)",
}
_SHOWN: Final = 3


def learn(look: Look, name: str) -> Draft:
    """What a profile of the site must say.

    :param look: what was seen of it
    :param name: name of the profile
    """
    draft = Draft(name)
    if look.theme is not None:
        draft.top["theme"] = look.theme.key
        draft.found.append(f"theme: {look.theme.key}")
    title = look.name
    if title:
        draft.top["name"] = title
    else:
        draft.unsure.append("name: the site does not say how it calls itself")
    draft.top["url"] = look.url
    language = generic().language  # that of a crawl without a profile
    is_declared = all(page.language for page in look.articles)
    if language and look.theme is None and not is_declared:
        draft.top["language"] = language
    learn_zone(look, draft)
    _interfaces(look, draft)
    if len(look.articles) < _FEW:
        draft.unsure.append(
            f"only {len(look.articles)} articles were seen: rules for their pages need "
            f"{_FEW} or more to be told from chance"
        )
        return draft
    if look.theme is not None:
        return draft
    samples = [
        Sample(page, page.record(generic(), draft.zone)) for page in look.articles
    ]
    learn_body(look, samples, draft)
    if look.is_wordpress and ("article", "body") in draft.rules:
        for key, selector in _WORDPRESS.items():
            draft.rules["article", key] = Learned([selector])
    learn_fields(look, samples, draft)
    learn_lists(look, draft)
    _compare(samples, draft)
    _left_out(samples, draft)
    return draft


def _interfaces(look: Look, draft: Draft) -> None:
    if look.is_wordpress:
        draft.found.append("made with: WordPress")
    found = {
        "WordPress's REST interface": look.rest,
        "feed": look.feed,
        "news sitemap": look.sitemap,
    }
    draft.found += [f"{what}: {url}" for what, url in found.items() if url]
    if not look.feed:
        draft.unsure.append("feed: none is named by the home page, or none answers")
    lists = len(look.lists) + (look.home is not None)
    draft.found.append(f"pages: {lists} lists, {len(look.articles)} articles")
    draft.unsure += [f"no article: {other}" for other in look.others]


def _compare(samples: list[Sample], draft: Draft) -> None:
    """Take back each rule by which a page says less than without a profile."""
    for page, record in samples:
        found = _record(page, draft)
        for field in _COMPARED:
            # A body that is there and empty is an answer.
            is_there = found and (getattr(found, field) or field in found.sources)
            if not getattr(record, field) or is_there:
                continue
            taken = [draft.rules.pop(key, None) for key in _behind(field, draft)]
            if any(taken):
                draft.unsure.append(f"{field}: a rule for it made {page.url} worse")
                found = _record(page, draft)
        if found is not None and set(record.media) - set(found.media):
            draft.unsure.append(
                f"media: a video beside the text is left out: {page.url}"
            )


def _behind(field: str, draft: Draft) -> list[tuple[str, str]]:
    if field == "text":
        return [rule for rule in draft.rules if rule[0] == "article"]
    return [("fields", field)]


def _record(page: Page, draft: Draft) -> Article | None:
    try:
        return page.record(draft.profile(), draft.zone)
    except NotAnArticle:
        return None


def _left_out(samples: list[Sample], draft: Draft) -> None:
    """Say which fields are left to the rules without a profile, and are doubtful."""
    for field in ("published", "authors", "section", "tags", "image", "lead"):
        missing = sum(not getattr(record, field) for _, record in samples)
        is_learned = ("fields", field) in draft.rules
        if missing == len(samples) and not is_learned:
            draft.unsure.append(f"{field}: found on none of the articles")
        elif missing and not is_learned and field in ("published", "authors", "image"):
            draft.unsure.append(f"{field}: missing on {missing} of {len(samples)}")
    said = [f"{page.url}: {one}" for page, record in samples for one in record.warnings]
    draft.unsure += said[:_SHOWN]
    if said[_SHOWN:]:
        draft.unsure.append(f"{len(said) - _SHOWN} more warnings: see `scrapy page`")
