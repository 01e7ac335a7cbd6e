"""coach: what managers do to help a person, recorded and printed."""
