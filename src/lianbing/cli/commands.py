"""The commands of ``lianbing``: in which module each one is, and its line in the help.

A command is declared here as well as in its module, so that the help, and every other command, can do without the
import of that module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lianbing.cli.late import LateCommand

LINES = {
    "content.commands": {
        "check": "检查全部内容：编号、引用、答案、情景走向、命题质量。",
        "generate": "由标准、大纲和题库生成各章笔记本和目录；被人改过的笔记本不动，问过再写。",
        "build": "生成、执行并建成离线的书，在 _build/html。",
        "coverage": "每条条款在哪一章讲、有哪些题和练习考它。",
    },
    "editions.impact_command": {
        "impact": "与上一版（或旧版目录）相比改了什么，牵动哪些章和题，哪些话还是旧数；核过的题在这里放行。"
    },
    "drills.group": {"drill": "岗位练兵：发卷、收卷、看进度，以及更正、撤回、截止。"},
    "grade_commands": {
        "grade": "给收到的答卷判分；中断后再运行会接着判。加 --regrade，按题库里更正过的答案重判。",
    },
    "reviews.group": {"review": "人评分：安排几个人背靠背评，出表收表，定分；也可以一题一题直接记。"},
    "ledger_commands": {"ledger": "成绩台账：核对整条链，查一个人的每次改分。"},
    "rating_commands": {"rating": "人工评定：录入评定分和月度表，写和收实操评分表，查看录过的。"},
    "period_commands": {"assess": "合成考评结果（如 2026H2），写出报告。"},
    "reports.report_command": {"report": "按存着的考评结果重写报告：打印、签字、发给本人的。不重新考评。"},
    "periods.group": {"period": "考评期：做过的事。"},
    "proposals.group": {"proposal": "优胜劣汰：程序只按规则建议，一条一条由人定；程序不辞退人，也不晋升人。"},
    "coaching.group": {"coach": "辅导：经理选类型、订计划、回看，写出辅导记录。"},
    "privacy.export_command": {"export": "导出不带姓名的数据，给培训和统计用。"},
    "privacy.purge_command": {
        "purge": "按规定清除一个人或到了年限的人：先列出要清除什么，确认以后才做；台账仍能核对。"
    },
    "appeals.group": {"appeal": "公示与申诉：公示、申诉、受理、复核、答复，期限按工作日算。"},
    "sessions.group": {"session": "月度培训：由薄弱的条款订计划，备材料，当堂投票测验，写培训记录。"},
    "bank.group": {"bank": "题库：从作答看每道题、每条条款怎么样。"},
    "demo_command": {"demo": "用自带的内容和样例名单，把建书、发卷、收卷、判分、考评走一遍。"},
    "sample_commands": {"sample": "练一年：备好一个练习用的文件夹，样例里的人在那里答卷、评分。"},
    "doctor_command": {"doctor": "看看这台机器能不能判分：判分引擎、编程题的隔离，缺什么，怎么补。"},
}


def late_commands(package: str, lines: Mapping[str, Mapping[str, str]]) -> Iterator[LateCommand]:
    """The commands of a package by module, name and line of help, not yet imported."""
    for module, commands in lines.items():
        for name, line in commands.items():
            yield LateCommand(name, f"{package}.{module}", line)
