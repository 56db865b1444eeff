"""A new site: looks at it, learns a profile, and writes it with saved pages to check
it by."""
