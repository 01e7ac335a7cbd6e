"""Use cases of a trainer's session."""
