"""Drills: blueprints, papers and submissions."""
