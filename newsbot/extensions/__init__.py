"""Extensions: what goes along with a run, from its lock to its record."""
