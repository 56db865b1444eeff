"""The tables, as forward steps from one schema version to the next.

Portable SQL: the words in braces are the only ones that a database writes in its own
way (see `database.Database`). A step that has been released is never edited: a change
is a new step at the end.
"""

from __future__ import annotations

from typing import Final

MARK: Final = "newsbot"
"""Value of meta.application, by which our databases are told from foreign ones."""

STEPS: Final[tuple[tuple[str, ...], ...]] = (
    (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        # One row per name a site has; rows of one site share the number.
        """CREATE TABLE sites (
            host TEXT PRIMARY KEY,
            number {int64} NOT NULL,
            canonical INTEGER NOT NULL
        )""",
        # article: hash64(id). file and start: where the line lies, in the part.
        """CREATE TABLE deliveries (
            article {int64} NOT NULL,
            revision INTEGER NOT NULL,
            id TEXT NOT NULL,
            site {int64} NOT NULL,
            content {int64} NOT NULL,
            delivered {int64} NOT NULL,
            file {int64},
            start {int64} NOT NULL,
            fields TEXT,
            PRIMARY KEY (article, revision)
        ) {clustered}""",
        "CREATE INDEX deliveries_content ON deliveries (content)",
        # key: hash64(site, URL key). The first article to use a key keeps it.
        """CREATE TABLE url_keys (
            key {int64} PRIMARY KEY,
            article {int64} NOT NULL
        )""",
        """CREATE TABLE files (
            id {int64} PRIMARY KEY,
            owner TEXT NOT NULL,
            target TEXT NOT NULL,
            part TEXT NOT NULL,
            format TEXT NOT NULL,
            overwrite INTEGER NOT NULL,
            size {int64} NOT NULL,
            base {int64},
            done INTEGER NOT NULL,
            whole INTEGER NOT NULL
        )""",
        "CREATE INDEX files_done ON files (done, owner)",
        "CREATE INDEX files_target ON files (target)",
        """CREATE TABLE validators (
            key {int64} PRIMARY KEY,
            site {int64} NOT NULL,
            url TEXT NOT NULL,
            etag TEXT,
            last_modified TEXT,
            checked {int64} NOT NULL
        )""",
        """CREATE TABLE failures (
            key {int64} PRIMARY KEY,
            site {int64} NOT NULL,
            url TEXT NOT NULL,
            kind TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            next_try {int64} NOT NULL,
            reason TEXT NOT NULL,
            given_up INTEGER NOT NULL
        )""",
        "CREATE INDEX failures_site ON failures (site, given_up, next_try)",
        """CREATE TABLE runs (
            id {int64} PRIMARY KEY,
            site {int64} NOT NULL,
            started {int64} NOT NULL,
            ended {int64},
            verdict TEXT,
            counts TEXT NOT NULL
        )""",
        "CREATE INDEX runs_site ON runs (site, id)",
        """CREATE TABLE marks (
            site {int64} NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (site, name)
        )""",
    ),
    (
        # Which data folder a file belongs to, where several share a ledger.
        "ALTER TABLE files ADD COLUMN place TEXT NOT NULL DEFAULT ''",
        # The near-duplicate index. Ledgers of version 1 may have its tables already.
        # number: order of arrival. original: number of the group's first. day: ordinal.
        """CREATE TABLE IF NOT EXISTS neighbours (
            number {int64} PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            day INTEGER NOT NULL,
            original {int64},
            score DOUBLE PRECISION
        )""",
        "CREATE INDEX neighbours_original ON neighbours (original) "
        "WHERE original IS NOT NULL",
        """CREATE TABLE IF NOT EXISTS neighbour_texts (
            exact {int64} PRIMARY KEY,
            number {int64} NOT NULL
        )""",
        # The month leads, so that the rows of a query lie together and a month's rows
        # go at once.
        """CREATE TABLE IF NOT EXISTS neighbour_bands (
            month INTEGER NOT NULL,
            band INTEGER NOT NULL,
            number {int64} NOT NULL,
            PRIMARY KEY (month, band, number)
        ) {clustered}""",
        # version: of the fingerprint. sketch: packed.
        """CREATE TABLE IF NOT EXISTS neighbour_sketches (
            number {int64} PRIMARY KEY,
            version INTEGER NOT NULL,
            day INTEGER NOT NULL,
            sketch {bytes} NOT NULL
        )""",
        # Articles of the index that are not delivered yet, with what it takes to
        # remove them. article: hash64(id). earlier: the number that had this exact
        # hash before.
        """CREATE TABLE neighbour_claims (
            article {int64} PRIMARY KEY,
            site {int64} NOT NULL,
            number {int64} NOT NULL,
            exact {int64},
            earlier {int64},
            month INTEGER NOT NULL,
            bands {bytes} NOT NULL
        )""",
    ),
    (
        # Nothing asks for it any more.
        "DROP INDEX IF EXISTS deliveries_content",
        # What an article names as related, and how it was found first; see links.py.
        """CREATE TABLE links (
            article {int64} PRIMARY KEY,
            revision INTEGER NOT NULL,
            related {bytes} NOT NULL,
            via TEXT,
            source {int64}
        )""",
        # Addresses that led to articles and are none themselves.
        """CREATE TABLE places (
            key {int64} PRIMARY KEY,
            url TEXT NOT NULL
        )""",
        # Articles that are looked at again. article: hash64(id). day: ordinal, of
        # publication. step: how many waits are over. gone: how often in a row it was
        # not there, last in the run gone_run. record: packed, of the last revision.
        """CREATE TABLE watched (
            article {int64} PRIMARY KEY,
            site {int64} NOT NULL,
            url TEXT NOT NULL,
            day INTEGER NOT NULL,
            next_look {int64} NOT NULL,
            step INTEGER NOT NULL,
            gone INTEGER NOT NULL,
            gone_run {int64},
            record {bytes}
        )""",
        "CREATE INDEX watched_look ON watched (site, next_look)",
        "CREATE INDEX watched_day ON watched (site, day)",
        # Addresses that pages name as their own, where nothing proves it. key: as in
        # url_keys. content: as in deliveries, of the revision that named it.
        """CREATE TABLE claimed (
            key {int64} NOT NULL,
            content {int64} NOT NULL,
            article {int64} NOT NULL,
            PRIMARY KEY (key, content, article)
        ) {clustered}""",
    ),
    (
        # The run that delivered it: clocks are put back, and runs begin in the same
        # second. 0: one before this step, or a line that was read from a file.
        "ALTER TABLE deliveries ADD COLUMN run {int64} NOT NULL DEFAULT 0",
    ),
)
"""Step n leads from schema version n to n + 1; version 0 is an empty database."""

VERSION: Final = len(STEPS)
"""The schema version that this code reads and writes."""
