"""The option ``--reason`` of commands whose reason is recorded."""

from __future__ import annotations

import click

with_reason = click.option("--reason", required=True, metavar="理由", help="为什么，记下备查")
"""Adds the option to a command."""
