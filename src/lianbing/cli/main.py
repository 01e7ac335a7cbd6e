"""The entry point: errors that a person can mend become Chinese sentences and exit codes."""

from __future__ import annotations

import io
import sys

import click

from lianbing.cli.chinese import complaint
from lianbing.cli.console import complain
from lianbing.cli.exit_codes import FAULTS, FINE, INTERRUPTED, WRONG_USAGE
from lianbing.cli.group import cli
from lianbing.errors import LianbingError
from lianbing.startup import skip_grammar

__all__ = ["main"]


def main() -> None:
    """Runs the command line and exits."""
    skip_grammar()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a pipe in GBK must not cost the whole list for one emoji
    sys.exit(_run())


def _run() -> int:
    try:
        result = cli(standalone_mode=False, prog_name="lianbing")
    except click.ClickException as error:
        complain(complaint(error))
        return WRONG_USAGE
    except click.Abort:
        complain("已中断：做完的都已保存，再运行一次会接着做")
        return INTERRUPTED
    except LianbingError as error:
        complain(error.message)
        return error.exit_code
    except OSError as error:
        where = error.filename2 or error.filename or "文件"
        remedy = "关闭正在打开它的程序（如 Excel），检查数据目录、磁盘空间和权限，再运行一次"
        complain(f"读写不了 {where}：{remedy}")
        return FAULTS
    return result if isinstance(result, int) else FINE
