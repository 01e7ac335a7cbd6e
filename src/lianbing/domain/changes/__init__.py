"""Two editions of the content compared: what changed, what still says the old, and what waits for somebody to look."""
