"""session quiz-sheet, quiz."""

from __future__ import annotations

from pathlib import Path

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo, echo_json
from lianbing.cli.group import as_json
from lianbing.cli.sessions.group import session


@session.command("quiz-sheet")
@click.argument("session_id", metavar="培训")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="文件")
@as_json
@click.pass_obj
def quiz_sheet(workspace: Workspace, session_id: str, file: Path, as_json: bool) -> None:
    """写一张录入表（.xlsx）：在纸上做的热身测验、课后测验往里填。"""
    from lianbing.app.sessions.afterwards import paper_quizzes

    people = paper_quizzes.write_quiz_sheet(workspace, session_id, file)
    if as_json:
        echo_json({"people": people, "file": file})
        return
    echo(f"{people} 人：{file}；手机上答过的不在里面；填好以后 lianbing session quiz {session_id} {file}")


@session.command("quiz")
@click.argument("session_id", metavar="培训")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="文件")
@as_json
@click.pass_obj
def quiz(workspace: Workspace, session_id: str, file: Path, as_json: bool) -> None:
    """收填好的测验录入表；有读不懂的格子一次列清，一个也不记。"""
    from lianbing.app.sessions.afterwards import paper_quizzes

    typed = paper_quizzes.read_quiz_sheet(workspace, session_id, file)
    if as_json:
        echo_json(typed)
        return
    echo(f"{typed.people} 人，{typed.answers} 个答案")
    if typed.on_phones:
        echo(f"手机上答过，以手机为准，纸上的没有记：{'、'.join(typed.on_phones)}")
    echo(f"重写记录：lianbing session record {session_id}")
