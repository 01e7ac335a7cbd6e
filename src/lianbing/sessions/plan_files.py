"""The plan of a session as a file that the trainer edits, in Notepad if need be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from unicodedata import east_asian_width

from lianbing.domain.sessions.plans import Activity, ParallelForms, SessionGoal, SessionPlan

_PLAIN = re.compile(r"[\w\u4e00-\u9fff“（《][^\n\"'#\[\]{}&*!|>@`]*", re.ASCII)
_LIKE_OTHERS = re.compile(r"[-+.\d:eE]+|~|null|true|false|True|False", re.ASCII)
_WIDTH = 32


def plan_text(plan: SessionPlan, about: Iterable[str], named: Callable[[str], str]) -> str:
    """The plan as YAML with comments; the same plan gives the same text.

    Args:
        plan: the plan.
        about: lines that say why it is what it is, as comments at the top.
        named: what an id of a clause, question or scenario is called, empty if nobody knows.
    """
    return "\n".join([*_head(plan, about), *_goals(plan.goals, named), *_activities(plan, named), *_forms(plan.forms)])


def _head(plan: SessionPlan, about: Iterable[str]) -> Iterator[str]:
    yield f"# {plan.id} 月度培训的计划。照需要改，存盘（编码 UTF-8），再运行 lianbing session pack {plan.id}。"
    yield "# 井号后面是说明，程序不读。冒号后面留一个空格；每行前面的空格照原样，不用 Tab。"
    yield from (f"# {line}".rstrip() for line in ("", *about, ""))
    yield _noted(f"title: {_scalar(plan.title)}", "印在每一份材料上")
    yield _noted(f"date: {_scalar(plan.date)}", f"哪一天，例如 {plan.id[:7]}-15；没有定就空着")
    yield _noted(f"begins: {_scalar(plan.begins)}", "几点开始，例如 14:00")
    yield _noted(f"place: {_scalar(plan.place)}", "在哪里")
    yield _noted(f"trainer: {_scalar(plan.trainer)}", "谁讲")


def _goals(goals: Sequence[SessionGoal], named: Callable[[str], str]) -> Iterator[str]:
    yield ""
    yield "# 讲哪几条，最要紧的在前。why 是为什么，给培训师自己看。"
    yield "goals:"
    for goal in goals:
        yield _noted(f"  - clause: {goal.clause}", named(goal.clause))
        yield f"    why: {_scalar(goal.why)}"


def _activities(plan: SessionPlan, named: Callable[[str], str]) -> Iterator[str]:
    yield ""
    yield f"# 上课的次序。minutes 是几分钟，现在合计 {plan.minutes} 分钟。可以删、加、换次序。"
    yield "# kind 只能写：签到、热身测验、讲解、投票讨论、情景演练、分组案例、课后测验、小结。"
    yield "activities:"
    for activity in plan.activities:
        yield from _activity(activity, named)


def _activity(activity: Activity, named: Callable[[str], str]) -> Iterator[str]:
    yield f"  - kind: {activity.kind.label}"
    yield f"    minutes: {activity.minutes}"
    if activity.title:
        yield f"    title: {_scalar(activity.title)}"
    if activity.clauses:
        yield f"    clauses: [{', '.join(activity.clauses)}]"
    if activity.items:
        yield "    items:"
        yield from (_noted(f"      - {item}", named(item)) for item in activity.items)
    if activity.scenario:
        yield _noted(f"    scenario: {activity.scenario}", named(activity.scenario))
    if activity.notes:
        yield f"    notes: {_scalar(activity.notes)}"


def _forms(forms: ParallelForms) -> Iterator[str]:
    yield ""
    yield "# 热身和课后各考一份，同样的条款、同样难。两份都空着，session pack 来选；自己选，就写题的编号。"
    yield "forms:"
    yield f"  a: [{', '.join(forms.a)}]"
    yield f"  b: [{', '.join(forms.b)}]"
    yield _noted(f"  swapped: {str(forms.swapped).lower()}", "true：一半人先做乙卷，比较才公平")
    yield ""


def _noted(line: str, note: str) -> str:
    return f"{line}{' ' * max(_WIDTH - _columns(line), 1)} # {' '.join(note.split())}" if note else line


def _columns(text: str) -> int:
    """How wide a text is where Chinese characters are twice as wide as others."""
    return sum(1 + (east_asian_width(sign) in "WF") for sign in text)


def _scalar(text: str) -> str:
    """A text as YAML: as it is where that means the same, else in quotation marks."""
    if not text:
        return ""
    is_plain = _PLAIN.fullmatch(text) and not _LIKE_OTHERS.fullmatch(text)
    if is_plain and ": " not in text and text == text.strip() and not text.endswith(":"):
        return text
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else json.dumps(text, ensure_ascii=False)
