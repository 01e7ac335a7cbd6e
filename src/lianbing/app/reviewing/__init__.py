"""Marking by people: what waits for them, rounds of several markers, and what becomes of their marks."""
