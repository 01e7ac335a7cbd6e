"""Versioned JSON between Python, the browser and the notebooks; ``docs/wire-format.md`` describes every shape."""
