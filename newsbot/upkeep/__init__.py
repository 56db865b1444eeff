"""What a data folder needs over the years: checking, rebuilding, merging, removing.

The commands `ledger`, `retry` and `tidy` are thin covers of these modules.
"""
