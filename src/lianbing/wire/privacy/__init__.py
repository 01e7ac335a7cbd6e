"""The JSON of purges, and other JSON without the people who were purged."""
