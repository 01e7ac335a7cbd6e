"""The JSON of what was done to a drill."""
