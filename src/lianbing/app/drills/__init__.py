"""Use cases of an issued drill: receiving, deciding, printing, and its progress."""
