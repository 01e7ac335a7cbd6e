"""Options of the commands that read a list of people from a file: how to read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click


def list_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options to a command, which gets them as its ``how``."""

    @click.option("--encoding", default="", metavar="编码", help="文本文件的编码，默认由程序认")
    @click.option("--sheet", default="", metavar="表名", help="读哪一张工作表，默认是唯一像名单的那一张")
    @wraps(function)
    def with_options(*words: Any, encoding: str, sheet: str, **options: Any) -> Any:
        from lianbing.drills.listings import ListOptions

        return function(*words, how=ListOptions(encoding=encoding, sheet=sheet), **options)

    return with_options
