"""appeal: in which module each of its commands is, and its line in the help."""

from __future__ import annotations

from lianbing.cli.commands import late_commands
from lianbing.cli.group import cli
from lianbing.cli.late import LateGroup

LINES = {
    "publish_commands": {
        "publish": "公示最近一次考评的结果，算出公示和申诉的期限，写出公示名单。",
        "end": "记下公示结束。",
        "notice": "再写公示名单（.docx、.xlsx、.html、.pdf）。",
    },
    "file_command": {"file": "登记一份申诉：谁、对什么、理由、哪天怎样收到的。"},
    "step_commands": {
        "accept": "受理一份申诉。",
        "refuse": "不受理一份申诉，写明理由。",
        "answer": "记下给本人的答复。",
        "withdraw": "记下本人撤回了申诉。",
    },
    "review_command": {"review": "记下复核的结论；改分的写进台账。"},
    "list_commands": {
        "list": "一个考评期的公示和申诉：办到哪一步，下一步什么时候到期。",
        "overdue": "到期没有办的：没有受理、没有答复的申诉，没有记结束的公示。",
    },
    "document_commands": {
        "register": "写出申诉登记表（.xlsx）：每份申诉办到哪一步，期限和规则的出处。",
        "sheet": "写出一份申诉的复核表（.docx 或 .pdf），供签字。",
    },
}


@cli.group(cls=LateGroup, commands=[*late_commands("lianbing.cli.appeals", LINES)])
def appeal() -> None:
    """公示与申诉：公示、申诉、受理、复核、答复，期限按工作日算。"""
