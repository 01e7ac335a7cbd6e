"""Use cases: each one transaction or a series of resumable ones, with progress told through a port."""
