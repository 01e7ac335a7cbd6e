"""Marking by people: rubrics, blind marks of several markers, and what becomes of them."""
