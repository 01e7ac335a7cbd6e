"""The group ``lianbing drill`` and its commands, not yet imported."""

from __future__ import annotations

from lianbing.cli.commands import late_commands
from lianbing.cli.group import cli
from lianbing.cli.late import LateGroup

LINES = {
    "issue_command": {"issue": "按细目表给名单上每人组一份卷，写成答题册；先说名单里读到了什么。"},
    "template_command": {"roster-template": "写一份空名单（.xlsx）：表头、文本格式的列和填写说明；不覆盖已有的文件。"},
    "withdraw_command": {"withdraw": "撤回发错的卷：还没有人交的才能撤回，以后可以再发。"},
    "correct_command": {"correct": "发卷以后更正一个人的姓名、部门、工号；试卷不变。"},
    "rehearse_command": {"rehearse": "试组卷：题库够不够给这么多人发不同的卷，雷同多少；不发卷。"},
    "prove_command": {"prove": "核对组卷证明：每份卷的题、细目表的每一格、预期总分、与邻座和前几场相同的题。"},
    "print_command": {"print": "写出纸质卷（带答题卡），供打印；卷里没有答案。加 --key 写答案卷，只给人事。"},
    "pack_command": {"pack": "每个部门打一个压缩包，里面是本部门各人的答题册或纸质卷，文件名是 工号-姓名。"},
    "sheet_command": {"sheet": "每个部门写一份答题卡录入表（.xlsx），把纸质答题卡录进去，再用 drill collect 收。"},
    "collect_command": {"collect": "收答卷：先保存，再核对；收不了的放进隔离区并写明原因。"},
    "similarity_command": {"similarity": "答案雷同的线索：哪两份卷像得不是巧合，误报的机会多大；供人看，不是结论。"},
    "status_command": {"status": "发了多少、收了多少、判了多少，谁还没交、交来过什么，谁的时间不对，哪些在隔离区。"},
    "choose_command": {"choose": "一人交了几份时，指定以哪一份为准。"},
    "excuse_command": {
        "excuse": "记下一个人为什么不参加：缓考、免考、补考、借调、离职。",
        "extra-time": "给一个人延长作答时间，并重写他的答题册。",
    },
    "close_command": {
        "close": "截止一场练兵：以后交来的照样存下，记为截止后交的。",
        "reopen": "重新开放截止了的练兵。",
    },
    "log_command": {"log": "一场练兵做过的每件事：谁、何时、为什么。"},
}


@cli.group(cls=LateGroup, commands=[*late_commands("lianbing.cli.drills", LINES)])
def drill() -> None:
    """岗位练兵：发卷、收卷、看进度，以及更正、撤回、截止。"""
