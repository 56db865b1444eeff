"""URL keys, fingerprints and near duplicates, usable without Scrapy."""

from newsbot.similarity.index import Index
from newsbot.similarity.store import MemoryStore
from newsbot.similarity.urls import key_hash, url_key

__all__ = ["Index", "MemoryStore", "key_hash", "url_key"]
