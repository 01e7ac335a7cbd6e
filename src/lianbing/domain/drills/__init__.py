"""The event of a drill: what its papers are made of, and the papers."""
