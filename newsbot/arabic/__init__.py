"""Arabic text and Arabic dates: pure functions on strings."""
