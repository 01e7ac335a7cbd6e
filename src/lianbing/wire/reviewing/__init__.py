"""Marking by people as the store keeps it."""
