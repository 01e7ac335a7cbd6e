"""Frozen dataclasses and pure rules. Standard library only: no files, clock, random source, YAML or SQL."""
