"""The headline of an article among all that a page prints in bold."""
