"""The server of a live session: routes, events and pages; no rules."""
