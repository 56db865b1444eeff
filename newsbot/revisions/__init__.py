"""What tells one revision of an article from the next, and when one is looked for."""
