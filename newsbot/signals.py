"""Signals of newsbot, sent and received like Scrapy's own."""

page_ended = object()
"""A page that was asked for as an article has come to its one outcome.

Sent with ``url`` (str), ``outcome`` (one of :data:`newsbot.outcomes.OUTCOMES`) and
``reason`` (str, empty for an article that is on its way to the output)."""

site_identified = object()
"""The ledger has told which site this is.

Sent with ``site_id`` (str), the site's canonical host."""
