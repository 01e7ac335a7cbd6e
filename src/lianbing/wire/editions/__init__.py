"""The edition before as it is kept, and what ``lianbing impact`` finds."""
