"""The same examples on every machine and every run: a property that fails must fail for everyone."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("lianbing", deadline=None, derandomize=True, database=None, max_examples=100)
settings.load_profile("lianbing")
