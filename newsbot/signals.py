"""Signals of newsbot, sent and received like Scrapy's own."""

page_ended = object()
"""A page that was asked for as an article has come to its one outcome.

Sent with ``url`` (str), ``outcome`` (one of :data:`newsbot.outcomes.OUTCOMES`) and
``reason`` (str). The address is the one that was asked for, before redirects. For an
article on its way to the output there is :data:`article_exported`."""

page_missed = object()
"""A page that should have given an article gives none: it is to be kept, and ends as
``quarantined``.

Sent with ``response`` and ``reason`` (str)."""

article_exported = object()
"""An article has been handed to the feeds.

Sent with ``item`` and ``url`` (str), the address that was asked for."""

site_identified = object()
"""The ledger has told which site this is.

Sent with ``site_id`` (str), the site's canonical host."""
