"""check, generate, build, coverage, impact."""
