"""proposal: in which module each of its commands is, and its line in the help."""

from __future__ import annotations

from lianbing.cli.commands import late_commands
from lianbing.cli.group import cli
from lianbing.cli.late import LateGroup

LINES = {
    "list_command": {"list": "列出按方案的规则建议谁优胜、谁劣汰，依据是什么，人定了没有。"},
    "decide_commands": {
        "confirm": "同意一条建议：谁定的、为什么，都记下来。",
        "decline": "不同意一条建议：谁定的、为什么，都记下来。",
    },
}


@cli.group(cls=LateGroup, commands=[*late_commands("lianbing.cli.proposals", LINES)])
def proposal() -> None:
    """优胜劣汰：程序只按规则建议，一条一条由人定；程序不辞退人，也不晋升人。"""
