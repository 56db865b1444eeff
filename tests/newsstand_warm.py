"""Loaded once by the process that crawls are forked from: what every crawl needs."""

import scrapy.core.downloader.handlers.http11
import scrapy.core.engine
import scrapy.crawler
import scrapy.exporters
import scrapy.pipelines
import scrapy.squeues
import twisted.internet.asyncioreactor
import twisted.web.client

import newsbot.extensions.delivery
import tests.newsstand

__all__ = ["newsbot", "scrapy", "tests", "twisted"]
