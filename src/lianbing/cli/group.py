"""``lianbing`` itself: the options that all commands share."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from lianbing import __version__
from lianbing.app.workspace import Workspace
from lianbing.cli.commands import LINES, late_commands
from lianbing.cli.late import LateBars, LateGroup


@click.group(
    cls=LateGroup,
    commands=[*late_commands("lianbing.cli", LINES)],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--root",
    envvar="LIANBING_ROOT",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="目录",
    help="工作簿的根目录，默认当前目录",
)
@click.option(
    "--data",
    envvar="LIANBING_DATA",
    type=click.Path(path_type=Path),
    metavar="目录",
    help="数据目录，默认 根目录/var",
)
@click.option(
    "--database", envvar="LIANBING_DATABASE", default="", metavar="URL", help="数据库地址，默认数据目录里的 SQLite"
)
@click.option("--who", envvar="LIANBING_WHO", default="", metavar="姓名", help="谁在操作，记进台账，默认登录名")
@click.version_option(__version__, "--version", message="lianbing %(version)s", help="显示版本")
@click.pass_context
def cli(context: click.Context, root: Path, data: Path | None, database: str, who: str) -> None:
    """练兵：卷烟客户经理培训与知识工作簿。"""
    root = root.resolve()
    bars = LateBars()
    context.call_on_close(bars.close)
    context.obj = Workspace(
        root=root,
        data=(data or root / "var").resolve(),
        database=database,
        who=who or _login(),
        progress=bars,
    )
    context.call_on_close(context.obj.close)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # which of them depends on the platform
        return "未署名"


as_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序读取")
