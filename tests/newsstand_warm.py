"""Loaded once by the process that crawls are forked from: what every crawl needs."""

import scrapy.cmdline
import scrapy.core.downloader.handlers.http11
import scrapy.core.engine
import scrapy.crawler
import scrapy.downloadermiddlewares.cookies
import scrapy.exporters
import scrapy.pipelines
import scrapy.squeues
import twisted.internet.asyncioreactor
import twisted.web.client

import newsbot.commands.crawl
import newsbot.extensions.delivery
import newsbot.extensions.report
import newsbot.pages.article
import newsbot.pipelines.revisions
import newsbot.spiders.archive
import newsbot.spiders.everything
import newsbot.spiders.latest
import tests.newsstand

__all__ = ["newsbot", "scrapy", "tests", "twisted"]
