"""Texts that quote limits and parameters: ``{{VIS-06}}`` in YAML files and in chapters."""
