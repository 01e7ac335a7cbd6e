"""Use cases around a new edition: what it touches, what waits until somebody has looked, and closing it."""
