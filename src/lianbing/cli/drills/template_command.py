"""drill roster-template."""

from __future__ import annotations

from pathlib import Path

import click

from lianbing.cli.console import echo
from lianbing.cli.drills.group import drill


@drill.command("roster-template")
@click.argument("file", type=click.Path(path_type=Path), default=Path("名单.xlsx"), metavar="[文件]")
def roster_template(file: Path) -> None:
    """写一份空名单（.xlsx）：表头、文本格式的列和填写说明；不覆盖已有的文件。"""
    from lianbing.drills.roster_template import write_roster_template

    write_roster_template(file)
    echo(f"空名单在 {file}：在“名单”表里每人写一行，另一张表是填写说明")
