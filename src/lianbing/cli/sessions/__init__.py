"""lianbing session."""
