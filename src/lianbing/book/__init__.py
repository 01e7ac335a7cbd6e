"""The Jupyter Book: chapters from content, executed notebooks, the offline site."""
