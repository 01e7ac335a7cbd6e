"""Use cases before and at issue: planning, rehearsing, previewing, issuing, and proving papers."""
