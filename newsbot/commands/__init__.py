"""Commands: `scrapy crawl` with a verdict, and the project's other verbs."""
