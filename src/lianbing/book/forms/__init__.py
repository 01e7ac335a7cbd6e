"""Blank forms as files: how fields stand on paper, and the Word and Excel files of it."""
