"""Every setting, in the order that a page meets it.

``-s NAME=value`` beats the environment, the environment beats a site's profile,
and the profile beats this file; docs/settings.md says what each is for.
"""

from __future__ import annotations

from pathlib import Path

from scrapy.utils.conf import closest_scrapy_cfg

import newsbot

BOT_NAME = "newsbot"
# The modules themselves: of a package Scrapy would load all, at every start.
SPIDER_MODULES = ["newsbot.spiders.archive", "newsbot.spiders.latest"]
NEWSPIDER_MODULE = "newsbot.spiders"
COMMANDS_MODULE = "newsbot.commands"
ADDONS: dict[str, int] = {}

# --- A run -------------------------------------------------------------------
# Where everything that a run writes lies: beside scrapy.cfg, else here.
NEWSBOT_DATA = str(Path(closest_scrapy_cfg() or "scrapy.cfg").resolve().parent / "data")
# Folder of your own profiles: each is known by its name, and -a site=all means all.
NEWSBOT_SITES = str(
    Path(closest_scrapy_cfg() or "scrapy.cfg").resolve().parent / "sites"
)
# So many sites of one process are crawled at a time.
NEWSBOT_SITES_AT_ONCE = 8
# The ledger: None is a SQLite file in NEWSBOT_DATA; or the path of such a file.
NEWSBOT_DATABASE_URL: str | None = None
# Seconds to wait for a ledger that another process has locked.
NEWSBOT_DATABASE_TIMEOUT = 10
# Serve the bundled demo site; its profile sets it.
NEWSBOT_DEMO = False
# A run stops in order after so many seconds; until then, another run of the site
# ends silently.
NEWSBOT_RUN_SECONDS = 6 * 3600

EXTENSIONS = {
    # The report is written before the delivery closes the ledger.
    "newsbot.extensions.report.RunReport": 10,
    "newsbot.extensions.delivery.DeliveringFeedExporter": 20,
    "newsbot.extensions.failures.FailureRecorder": 30,
    "newsbot.extensions.quarantine.Quarantine": 35,
    "newsbot.extensions.progress.Progress": 40,
    "newsbot.extensions.crashes.Crashes": 45,
    "newsbot.extensions.crawldelay.CrawlDelay": 50,
}
# Those of Scrapy's that a run uses. One that is switched off is loaded all the same,
# at every start, and the remote control brings a web server with it: 0.2 s of CPU.
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.memdebug.MemoryDebugger": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.spiderstate.SpiderState": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# --- A request ---------------------------------------------------------------
# Who asks: an address or a web page by which the site can reach you.
NEWSBOT_CONTACT: str | None = None
USER_AGENT = f"newsbot/{newsbot.__version__}"
ROBOTSTXT_OBEY = True
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "ar,*;q=0.5",
}
COOKIES_ENABLED = False

# Polite: one request at a time to a site, a second between two.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
# Seconds that a Crawl-delay of robots.txt is kept up to.
NEWSBOT_MAX_CRAWL_DELAY = 60
# Seconds to pause after 429 or 503 where the site names none; twice as long each
# time, until one page has cost so many in all.
NEWSBOT_FIRST_WAIT = 5
NEWSBOT_MAX_WAIT = 300
# Without 429 and 503, which are answered with a pause.
RETRY_HTTP_CODES = [500, 502, 504, 522, 524, 408]

# Safe: certificates are checked, and no answer may be endless.
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 20 * 1024 * 1024
DOWNLOAD_WARNSIZE = 5 * 1024 * 1024
DOWNLOAD_HANDLERS = {
    "http": "newsbot.downloadhandler.PoliteDownloadHandler",
    "https": "newsbot.downloadhandler.PoliteDownloadHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
REDIRECT_MAX_TIMES = 5
# A page that reloads itself, or leads on, after more seconds is a page to be read.
METAREFRESH_MAXDELAY = 3
URLLENGTH_LIMIT = 8192

DOWNLOADER_MIDDLEWARES = {
    "newsbot.middlewares.boundary.SiteBoundaryMiddleware": 50,
    "newsbot.middlewares.demo.DemoSiteMiddleware": 60,
    "newsbot.middlewares.robots.RobotsAnswerMiddleware": 110,
    "newsbot.middlewares.refusal.RefusalMiddleware": 540,
    "newsbot.middlewares.retryafter.RetryAfterMiddleware": 560,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "newsbot.middlewares.encoding.ArabicEncodingMiddleware": 580,
}

# --- An article --------------------------------------------------------------
# Scrapy begins so many tasks for each page; a page gives one article, whose pipelines
# wait for nothing.
CONCURRENT_ITEMS = 1
ITEM_PIPELINES = {
    "newsbot.pipelines.clean.CleanPipeline": 100,
    "newsbot.pipelines.validate.ValidatePipeline": 200,
    "newsbot.pipelines.duplicates.DuplicatesPipeline": 300,
    "newsbot.pipelines.revisions.RevisionsPipeline": 400,
}
# Leave out articles with the text of an earlier one, instead of delivering them
# with duplicate_of.
NEWSBOT_DROP_DUPLICATES = False

# Delivered articles are looked at again so long after the last look; "0": all that are
# known, in this run; "": none.
NEWSBOT_LOOK_AGAIN = "1h,6h,24h,7d"
# So many looks a run, 0 for no limit. None: 50, and no limit with NEWSBOT_LOOK_AGAIN=0.
NEWSBOT_LOOK_BUDGET: int | None = None

# A page that gives no article is given up after so many attempts.
NEWSBOT_MAX_ATTEMPTS = 8

# Megabytes (2^20 bytes) of pages that are kept in a site's quarantine.
NEWSBOT_QUARANTINE_MB = 100

# --- The output --------------------------------------------------------------
FEED_EXPORT_ENCODING = "utf-8"
FEED_STORE_EMPTY = False
FEED_STORAGES = {
    "": "newsbot.feedstorage.LineFeedStorage",
    "file": "newsbot.feedstorage.LineFeedStorage",
}
FEED_EXPORTERS = dict.fromkeys(
    ("jsonlines", "jsonl", "jl"), "newsbot.feedstorage.jsonlines.ArticleLinesExporter"
)
# Lines are safe on the disk after so many, or so many seconds.
NEWSBOT_BATCH_ITEMS = 50
NEWSBOT_BATCH_SECONDS = 1.0

# --- The log -----------------------------------------------------------------
LOG_LEVEL = "WARNING"
LOG_FORMATTER = "newsbot.logformatter.BriefLogFormatter"
