"""When an article was published: dates in what a page states and prints."""
