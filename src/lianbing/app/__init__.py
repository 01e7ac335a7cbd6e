"""Use cases: each runs one transaction, or several that can be resumed, and reports progress through a port."""
