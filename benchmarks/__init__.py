"""Measurements behind the figures in the docs; run with ``python -m benchmarks`` in the repository's root."""
