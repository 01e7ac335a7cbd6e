"""Turns what Jupyter Book renders into what is published: few small files that work offline."""
