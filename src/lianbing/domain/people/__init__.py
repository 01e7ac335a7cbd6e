"""People across drills."""
