"""What newsbot has learned from examples, and how: nothing of it runs in a crawl."""
