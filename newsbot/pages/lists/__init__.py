"""Lists without selectors: which links of a page lead to articles, and which go on."""
