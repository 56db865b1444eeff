"""Item pipelines: one step, one file, numbered in settings.py."""
