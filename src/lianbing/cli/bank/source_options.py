"""Options of the commands that gather answers: which ones are meant."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

_FOLDER = click.Path(path_type=Path, file_okay=False)


def source_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options to a command, which gets them as its ``choice``."""

    @click.option("--drill", "drills", multiple=True, metavar="练兵", help="只看这场练兵，可以写几次；默认全部")
    @click.option("--since", default="", metavar="日期", help="从哪一天作答的算起，例如 2026-07-01")
    @click.option("--until", default="", metavar="日期", help="到哪一天作答的为止")
    @click.option("--records", type=_FOLDER, metavar="文件夹", help="收来的学习记录放在哪里；子文件夹、.zip 都看")
    @click.option("--no-sessions", is_flag=True, help="不算课堂测验")
    @click.option("--pseudonyms", is_flag=True, help="人和单位都写成代号")
    @wraps(function)
    def with_options(*words: Any, drills: tuple[str, ...], since: str, until: str, **options: Any) -> Any:
        from lianbing.app.analysing.gathering import SourceChoice

        choice = SourceChoice(
            drills=drills,
            since=since,
            until=until,
            records=options.pop("records"),
            with_sessions=not options.pop("no_sessions"),
            pseudonyms=options.pop("pseudonyms"),
        )
        return function(*words, choice=choice, **options)

    return with_options
