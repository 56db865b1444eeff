"""Spiders: where a crawl goes next."""
