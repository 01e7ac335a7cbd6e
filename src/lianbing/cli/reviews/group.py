"""The group ``lianbing review`` and its commands, not yet imported."""

from __future__ import annotations

from lianbing.cli.commands import late_commands
from lianbing.cli.group import cli
from lianbing.cli.late import LateGroup

LINES = {
    "list_command": {"list": "列出等人评分、复核的题和作答。"},
    "mark_command": {"mark": "一个人直接记下一道题的得分；写进台账，不覆盖原记录。"},
    "open_command": {"open": "安排评分：谁评、谁定、回避谁、用哪份评分办法；以后可以再安排。"},
    "sheet_command": {"sheet": "每个评分人写一份评分表（.xlsx）：按题、匿名、次序随机。"},
    "collect_command": {"collect": "收回填好的评分表；有一处不对就一个也不收。"},
    "progress_command": {"progress": "各人评了多少，哪些作答等谁再评、仲裁。"},
    "settle_command": {"settle": "把已经有结果的作答定分，写进台账；再运行一次只记新有结果的。"},
    "agreement_command": {"agreement": "评分的一致程度：κ、α 和区间，谁偏高偏低，换一个人评谁的等级会变。"},
}


@cli.group(cls=LateGroup, commands=[*late_commands("lianbing.cli.reviews", LINES)])
def review() -> None:
    """人评分：安排几个人背靠背评，出表收表，定分；也可以一题一题直接记。"""
