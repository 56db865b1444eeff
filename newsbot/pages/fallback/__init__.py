"""Articles without selectors: what a page of any site states, prints and holds."""
