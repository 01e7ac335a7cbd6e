"""Checks of what is read, by subject."""
