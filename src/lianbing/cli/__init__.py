"""The command line: the only place that prints and exits."""

from lianbing.cli.main import main

__all__ = ["main"]
