"""The entry point: errors that the user can act on become Chinese sentences and exit codes."""

from __future__ import annotations

import io
import sys

import click

from lianbing.cli.chinese import complaint
from lianbing.cli.console import fail
from lianbing.cli.exit_codes import FAULTS, FINE, INTERRUPTED, WRONG_USAGE
from lianbing.cli.group import cli
from lianbing.errors import ErrorCode, LianbingError
from lianbing.files import why_unwritten
from lianbing.startup import collect_seldom, skip_grammar

__all__ = ["main"]


def main() -> None:
    """Runs the command line and exits."""
    skip_grammar()
    collect_seldom()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a pipe in GBK must not cost the whole list for one emoji
    sys.exit(_run())


def _run() -> int:
    as_json = "--json" in sys.argv[1:]
    try:
        result = cli(standalone_mode=False, prog_name="lianbing")
    except click.ClickException as error:
        fail(ErrorCode.WRONG_USAGE, complaint(error), as_json=as_json)
        return WRONG_USAGE
    except click.Abort:
        fail(ErrorCode.INTERRUPTED, "已中断：做完的都已保存，再运行一次会接着做", as_json=as_json)
        return INTERRUPTED
    except LianbingError as error:
        fail(error.code, error.message, error.details, as_json=as_json)
        return error.exit_code
    except OSError as error:
        where = error.filename2 or error.filename or "文件"
        message = f"读写不了 {where}：{why_unwritten(error)}。处理好以后再运行一次"
        fail(ErrorCode.FILE_UNUSABLE, message, as_json=as_json)
        return FAULTS
    return result if isinstance(result, int) else FINE
