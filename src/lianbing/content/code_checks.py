"""Checks of code tasks that need the data exercise to which they belong."""

from __future__ import annotations

from lianbing.content.code_files import arguments_of
from lianbing.domain.items.code_tasks import CodeTask
from lianbing.domain.items.question import CodeKey, Question, realise
from lianbing.domain.workbook import Workbook
from lianbing.errors import ExpressionFault, UnknownReference

_TRIAL_SEEDS = 6


def code_faults(question: Question, book: Workbook) -> list[str]:
    """Chinese sentences on what is wrong with a code task; none for other questions.

    A key that can't be calculated is no fault here: ``content.checks`` reports it.
    """
    code = question.code
    if not isinstance(code, CodeTask) or code.task not in book.tasks:
        return []
    messages = []
    table = book.tasks[code.task].table
    due = len(code.parameters) + (table is not None)
    if arguments_of(code.starter) != due:
        first = "数据表，再加 " if table else ""
        messages.append(f"starter 的函数要有 {due} 个参数：{first}parameters 里的 {len(code.parameters)} 个，依次写")
    try:
        keys = [realise(question, book.sources, f"trial/{seed}").key for seed in range(_TRIAL_SEEDS)]
    except (ExpressionFault, UnknownReference):
        return messages
    drawn = [case for key in keys if isinstance(key, CodeKey) for case in key.cases if not case.edge]
    for place, returned in enumerate(code.returns):
        if len({case.expected[place] for case in drawn}) == 1:
            messages.append(f"“{returned.name}”（小题 {returned.field}）换了数据答案也不变，猜得出来：换一个小题")
    return messages
