"""The slides of a session: one folder that works offline, from a file, on any computer with a browser."""
