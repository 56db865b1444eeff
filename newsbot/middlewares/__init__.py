"""Middlewares: one hook, one file."""
