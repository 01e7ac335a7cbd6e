"""Times code tasks: one call of a learner's function on one set of hidden data, in the warmed sandbox."""

from __future__ import annotations

import statistics
import time
from decimal import Decimal

from lianbing.domain.drills.instances import personal
from lianbing.domain.drills.papers import Employee, Paper, PaperItem, PaperSection
from lianbing.domain.items.types.code import CodeTask
from lianbing.domain.workbook import Workbook
from lianbing.errors import SandboxAbsent
from lianbing.grading.coding import coded_answers
from lianbing.sandbox import Program, Sandbox

ROUNDS = 5


def print_cost(book: Workbook) -> None:
    """Prints milliseconds for each call, and what starting the sandbox costs once for a worker."""
    programs = [program for name in book.questions for program in _programs(book, name)]
    with Sandbox() as sandbox:
        start = time.perf_counter()
        try:
            sandbox.run(programs[0])
        except SandboxAbsent as error:
            print(error.message)
            return
        started = time.perf_counter() - start
        calls = [_seconds(sandbox, program) for _ in range(ROUNDS) for program in programs]
    call = f"{statistics.median(calls) * 1000:.0f} 毫秒"
    print(f"编程题：每组隐藏数据 {call}；隔离环境每个进程启动一次，连第一题 {started:.2f} 秒")


def _programs(book: Workbook, name: str) -> list[Program]:
    question = book.questions[name]
    if not isinstance(question.key, CodeTask):
        return []
    item = personal(question, book.sources, "benchmark")
    section = PaperSection("", item.skill, (PaperItem(1, Decimal(1), item),))
    paper = Paper(id="p", drill="d", employee=Employee(id="C0001", name="样例", team="样例部"), sections=(section,))
    return [coded.program for coded in coded_answers(paper, {name: item.key.right_answer()}).values()]


def _seconds(sandbox: Sandbox, program: Program) -> float:
    start = time.perf_counter()
    outcome = sandbox.run(program)
    assert all(result.fault is None for result in outcome.results)
    return (time.perf_counter() - start) / len(program.data_sets)
