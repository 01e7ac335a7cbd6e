"""check, generate, build, coverage."""
