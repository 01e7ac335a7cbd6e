"""lianbing coach."""
