"""session pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json
from lianbing.cli.exit_codes import FAULTS, FINE
from lianbing.cli.group import as_json
from lianbing.cli.sessions.group import session

if TYPE_CHECKING:
    from lianbing.app.sessions.packing import Packed

_PRINTED = (".docx", ".pdf")
_MATERIALS = ("slides", "handout", "quizzes", "sign-in", "cases", "notes")


@session.command("pack")
@click.argument("session_id", metavar="编号")
@click.option(
    "--only",
    "only",
    multiple=True,
    type=click.Choice(_MATERIALS),
    metavar="材料",
    help="只做这一样，可以写几次：slides 幻灯片、handout 讲义、quizzes 测验、sign-in 签到表、cases 案例单、"
    "notes 教师用书",
)
@click.option(
    "--count",
    type=click.IntRange(1, 20),
    metavar="题数",
    help="程序选题时每卷几题，1 到 20；默认照 grading/sessions.yml 的 quiz",
)
@click.option("--as-packed", is_flag=True, help="照上次打包的题重印材料，不看后来改过的计划和题库")
@as_json
@click.pass_obj
def pack(
    workspace: Workspace, session_id: str, only: tuple[str, ...], count: int | None, as_packed: bool, as_json: bool
) -> int:
    """打包一次培训：选好甲卷、乙卷，写出幻灯片、讲义、测验、签到表、案例单和教师用书。"""
    from lianbing.app.sessions import packing
    from lianbing.app.sessions.materials import SessionMaterial

    choice = packing.PackChoice(only=tuple(map(SessionMaterial, only)), length=count or 0, as_packed=as_packed)
    packed = packing.pack(workspace, session_id, choice)
    if as_json:
        echo_json(packed)
    else:
        _show(packed)
    for sentence in packed.missing:
        complain(sentence)
    return FAULTS if packed.missing else FINE


def _show(packed: Packed) -> None:
    if packed.is_chosen:
        echo("计划里没有写甲卷、乙卷，程序选了（要自己定，写进 plan.yml 的 forms 再打包）：")
        echo(f"  甲卷 {'、'.join(packed.forms.a)}")
        echo(f"  乙卷 {'、'.join(packed.forms.b)}")
    echo(f"{packed.balance}。")
    for sentence in packed.notes:
        echo(f"请注意：{sentence}")
    endings = "、".join(dict.fromkeys(path.suffix for path in packed.files if path.suffix in _PRINTED))
    echo(f"写在 {packed.folder}" + (f"，要印的有 {endings}：" if endings else "："))
    echo("  prepared.json　题、答案、条款，上课用；内有答案，不要给别人")
    within = (path.relative_to(packed.folder) for path in packed.files)
    for name in dict.fromkeys(path.with_suffix("") if path.suffix in _PRINTED else path for path in within):
        echo(f"  {name}")
    echo(f"看过、印好，上课时运行 lianbing session live {packed.folder.name}")
