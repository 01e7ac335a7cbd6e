"""The plan as a file: what is written is read again, and what somebody got wrong is named at its line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lianbing.domain.items.question import Question
from lianbing.domain.sessions.plans import ParallelForms, SessionPlan
from lianbing.domain.workbook import Workbook
from lianbing.errors import SessionFaults, UnknownReference
from lianbing.sessions.plan_files import plan_text
from lianbing.sessions.plan_reading import read_plan
from tests.unit.sessions.objects import session_plan


def written(folder: Path, plan: SessionPlan, text: str = "") -> Path:
    path = folder / plan.id / "plan.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text or plan_text(plan, ["依据：两场练兵"], lambda name: f"{name} 的名称"), encoding="utf-8")
    return path


def edited(folder: Path, workbook: Workbook, *changes: tuple[str, str]) -> list[str]:
    """The faults of a plan in which texts were replaced, each by line and message."""
    text = plan_text(session_plan(), (), lambda _: "")
    for old, new in changes:
        assert old in text, text
        text = text.replace(old, new, 1)
    with pytest.raises(SessionFaults) as raised:
        read_plan(written(folder, session_plan(), text), workbook)
    lines = text.splitlines()
    return [f"{lines[fault.line - 1].strip()} → {fault.message}" for fault in raised.value.faults]


def test_what_is_written_is_read_again(tmp_path: Path, workbook: Workbook) -> None:
    plan = session_plan()
    assert read_plan(written(tmp_path, plan), workbook) == plan
    odd = replace(plan, title="走访：怎样 # 记", place='"二楼" [东]', trainer="2026", begins="9:30", date="")
    assert read_plan(written(tmp_path, odd), workbook) == odd


@pytest.mark.parametrize(
    "title", ["null", "true", "1e3", "- 一", "a: b", " 前后空格 ", "‘引号’", "*星", "一\\二", "冒号:"]
)
def test_any_title_survives(tmp_path: Path, workbook: Workbook, title: str) -> None:
    plan = replace(session_plan(), title=title)
    assert read_plan(written(tmp_path, plan), workbook).title == title


def test_the_file_is_a_page_with_chinese_comments(tmp_path: Path) -> None:
    lines = written(tmp_path, session_plan()).read_text(encoding="utf-8").splitlines()
    assert len(lines) < 80
    assert all(len(line) <= 100 for line in lines)
    assert "# VIS-06 的名称" in "\n".join(lines)


def test_a_file_from_an_old_notepad_is_read(tmp_path: Path, workbook: Workbook) -> None:
    path = written(tmp_path, session_plan())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_plan(path, workbook) == session_plan()


def test_another_encoding_is_named(tmp_path: Path, workbook: Workbook) -> None:
    path = written(tmp_path, session_plan())
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    with pytest.raises(SessionFaults, match=r"2026-12/plan\.yml:1 不是 UTF-8"):
        read_plan(path, workbook)


def test_no_plan_says_what_to_do(tmp_path: Path, workbook: Workbook) -> None:
    with pytest.raises(UnknownReference, match=r"lianbing session plan 2026-12"):
        read_plan(tmp_path / "2026-12" / "plan.yml", workbook)


SLIPS = {
    "unknown clause": (("clause: VIS-06", "clause: VIS-O6"), "clause: VIS-O6", "是不是 VIS-06"),
    "lower case": (("clause: VIS-06", "clause: vis-06"), "clause: vis-06", "是不是 VIS-06"),
    "unknown question": (("- vis-0001", "- vis-9001"), "- vis-9001", "没有题 vis-9001，是不是 vis-"),
    "unknown scenario": (("abnormal-order", "abnormal-oder"), "scenario: abnormal-oder", "是不是 abnormal-order"),
    "no minutes": (("minutes: 15", "minutes: 0"), "minutes: 0", "“minutes”要大于 0"),
    "minutes in words": (("minutes: 15", "minutes: 十五"), "minutes: 十五", "“minutes”要写成整数"),
    "another month": (("date: 2026-12-15", "date: 2027-01-15"), "date: 2027-01-15", "2027-01-15 不在 2026-12"),
    "no day": (("date: 2026-12-15", "date: 12月15日"), "date: 12月15日", "不是日期"),
    "no time": (('"14:00"', "下午两点"), "begins: 下午两点", "不是时刻"),
    "another kind": (("kind: 小结", "kind: 散会"), "kind: 散会", "只能写 签到、热身测验、讲解、投票讨论、"),
    "a kind much like one": (("kind: 小结", "kind: 总结"), "kind: 总结", "“kind”不能写“总结”，是不是“小结”"),
    "twice": (("clause: VIS-34", "clause: VIS-06"), "goals:", "VIS-06 写了 2 次"),
    "misspelt field": (("notes: 先各自想", "note: 先各自想"), "note: 先各自想，再同桌讨论", "不认识的字段“note”"),
    "forms of two lengths": (("  a: []", "  a: [vis-0002]"), "forms:", "甲卷 1 题，乙卷 0 题"),
    "a case for a vote": (("- vis-0001", "- dth-0101"), "- dth-0101", "投票只能用单选、多选、判断"),
    "a vote without questions": (
        ("    items:\n      - vis-0001\n      - cmp-0001\n", ""),
        "- kind: 投票讨论",
        "没有题",
    ),
    "no scenario": (("    scenario: abnormal-order\n", ""), "- kind: 情景演练", "没有情景"),
    "voted on twice": (("- cmp-0001", "- vis-0001"), "- vis-0001", "题 vis-0001 前面已经投过"),
    "minutes that are true": (("minutes: 15", "minutes: true"), "minutes: true", "“minutes”要写成整数"),
    "blank title": (("title: ", 'title: " " # '), "title:", "“title”不能空着"),
    "a control sign": (("notes: 先各自想", 'notes: "\\a" # '), "notes:", "控制字符"),
    "longer than a day": (
        ("activities:\n", "activities:\n" + "  - {kind: 讲解, minutes: 480}\n" * 3),
        "activities:",
        "比一天还长",
    ),
    "a comma of full width": (
        ("    items:\n      - vis-0001\n      - cmp-0001\n", "    items: [vis-0001，cmp-0001]\n"),
        "items: [vis-0001，cmp-0001]",
        "逗号要用半角，写成 [vis-0001, cmp-0001]",
    ),
    "two warm-ups": (("kind: 小结", "kind: 热身测验"), "activities:", "热身测验写了不止一次"),
}


@pytest.mark.parametrize(("change", "line", "message"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_named_at_its_line(
    tmp_path: Path, workbook: Workbook, change: tuple[str, str], line: str, message: str
) -> None:
    faults = edited(tmp_path, workbook, change)
    assert any(line in fault and message in fault for fault in faults), faults


def test_all_slips_are_named_at_once(tmp_path: Path, workbook: Workbook) -> None:
    faults = edited(tmp_path, workbook, ("clause: VIS-06", "clause: VIS-606"), ("2026-12-15", "2026-11-15"))
    assert len(faults) == 2, faults


def _one(workbook: Workbook, **wanted: object) -> Question:
    return next(
        question
        for question in workbook.questions.values()
        if question.type.name == "single"
        and all(getattr(question.classification, name).value == value for name, value in wanted.items())
    )


def test_a_question_of_drills_alone_is_refused_with_the_reason(tmp_path: Path, workbook: Workbook) -> None:
    reserved = _one(workbook, exposure="reserved").id
    (fault,) = edited(tmp_path, workbook, ("- vis-0001", f"- {reserved}"))
    assert "给人看了就不能再考" in fault
    plan = replace(session_plan(), forms=ParallelForms(a=("vis-0002",), b=(reserved,)))
    with pytest.raises(SessionFaults, match=f"题 {reserved} 只在练兵里出"):
        read_plan(written(tmp_path, plan), workbook)


def test_a_question_is_asked_once(tmp_path: Path, workbook: Workbook) -> None:
    plan = replace(session_plan(), forms=ParallelForms(a=("vis-0002", "vis-0001"), b=("vis-0002", "vis-0003")))
    with pytest.raises(SessionFaults) as raised:
        read_plan(written(tmp_path, plan), workbook)
    assert "题 vis-0002 写了 2 次" in raised.value.message
    assert "题 vis-0001 投票或案例里已经用了" in raised.value.message
