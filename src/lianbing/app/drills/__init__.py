"""Use cases of a drill: planning, issuing, rehearsing, receiving, and its progress."""
