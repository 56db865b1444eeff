"""Who wrote an article: names in what a page states and prints."""
