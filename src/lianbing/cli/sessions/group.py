"""The group ``lianbing session`` and its commands, not yet imported."""

from __future__ import annotations

from lianbing.cli.commands import late_commands
from lianbing.cli.group import cli
from lianbing.cli.late import LateGroup

LINES: dict[str, dict[str, str]] = {
    "plan_command": {"plan": "由薄弱的条款、最久没讲的、月历，提出一次培训的计划，写成可以改的文件。"},
    "pack_command": {"pack": "打包一次培训：选好甲卷、乙卷，写出幻灯片、讲义、测验、签到表、案例单和教师用书。"},
    "list_command": {"list": "列出每次培训到了哪一步，哪几个月没有办。"},
    "live_command": {"live": "上课：在这台电脑上开投票和测验，手机扫码进来，不要外网；按 Ctrl+C 停。"},
    "record_command": {"record": "写培训记录、学时、转投和补学；可以再运行，同样的记录写出同样的文件。"},
    "sign_command": {"sign": "改签到、补签到：认出陌生人，补上纸上签的，去掉没有来的。"},
    "quiz_command": {
        "quiz-sheet": "写一张录入表（.xlsx）：在纸上做的热身测验、课后测验往里填。",
        "quiz": "收填好的测验录入表；有读不懂的格子一次列清，一个也不记。",
    },
    "hours_command": {"hours": "一年里每个人参加了哪几次培训、多少学时、缺了哪几次。"},
}


@cli.group(cls=LateGroup, commands=[*late_commands("lianbing.cli.sessions", LINES)])
def session() -> None:
    """月度培训：由薄弱的条款订计划，备材料，当堂投票测验，写培训记录。"""
