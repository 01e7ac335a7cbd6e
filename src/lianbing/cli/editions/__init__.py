"""impact, and what waits because of a change."""
