"""The group ``lianbing coach`` and its commands, not yet imported."""

from __future__ import annotations

from lianbing.cli.commands import late_commands
from lianbing.cli.group import cli
from lianbing.cli.late import LateGroup

LINES = {
    "types_command": {"types": "列出辅导的类型、可以观察的表现、每种的办法。"},
    "choose_command": {"choose": "经理给一个人选类型：先看成绩和薄弱的条款；类型只由经理选。"},
    "plan_command": {"plan": "订计划：采用哪几条办法、要学哪些条款、哪天回看；写出辅导记录。"},
    "follow_command": {"follow": "回看：有什么变化；旁边列出同样的条款后来的得分。"},
    "list_command": {
        "list": "一个考评期里谁在辅导、到了哪一步。",
        "due": "谁到了回看的日子。",
    },
    "record_command": {"record": "重写辅导记录（.docx、.html），每人一页，供签字。"},
    "sheet_command": {
        "sheet": "写一个部门的辅导录入表（.xlsx），给经理填。",
        "collect": "把填好的辅导录入表收进来；有错的格子一次列清，一条也不记。",
    },
}


@cli.group(cls=LateGroup, commands=[*late_commands("lianbing.cli.coaching", LINES)])
def coach() -> None:
    """辅导：经理选类型、订计划、回看，写出辅导记录。"""
