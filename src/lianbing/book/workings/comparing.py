"""Whether the key, the Excel expression and the pandas code of each data exercise give the same numbers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianbing.book.downloads import table_xlsx
from lianbing.book.workings.excel import DownloadedSheet
from lianbing.characters import simplified
from lianbing.domain.drills.selfstudy import practice_seed
from lianbing.domain.items.question import Item
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.items.tasks import TaskInstance, realise_task
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.workbook import Workbook
from lianbing.errors import ExpressionFault

_OTHER_SEED = "second"
"""With other numbers than those of the book, so that nothing is right by chance."""
_MOST_SECONDS = 120


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """A data exercise whose workings don't give its answer, and a Chinese sentence that says which."""

    task: str
    message: str


def disagreements(workbook: Workbook) -> Iterator[Disagreement]:
    """Works out every data exercise with two sets of numbers; tells each disagreement once."""
    made = [
        realise_task(task, workbook.sources, seed)
        for task in workbook.tasks.values()
        for seed in (practice_seed(task.id), _OTHER_SEED)
    ]
    named: dict[tuple[str, str], Disagreement] = {}
    for exercise, answer in zip(made, _pandas_answers(made), strict=True):
        for item, message in (*_excel_problems(exercise), *_pandas_problems(exercise, answer)):
            named.setdefault((exercise.id, item), Disagreement(task=exercise.id, message=message))
    yield from named.values()


def _numeric(exercise: TaskInstance) -> list[Item]:
    return [item for item in exercise.fields if item.type.name == "numeric"]


def _excel_problems(exercise: TaskInstance) -> Iterator[tuple[str, str]]:
    items = [item for item in _numeric(exercise) if item.excel]
    if not items or exercise.table is None:
        return
    sheet = DownloadedSheet(table_xlsx(exercise.title, exercise.table))
    for item in items:
        try:
            number = sheet.calculate(item.excel)
        except ExpressionFault as error:
            yield f"{item.id} excel", f"小题 {item.id}：{error.message}"
            continue
        if not _is_right(item, number):
            result = f"算出 {plain(number)}，答案是 {item.key.shown()}"
            yield f"{item.id} excel", f"小题 {item.id}：excel 的公式 {item.excel} {result}：改公式或答案"


def _pandas_problems(exercise: TaskInstance, answer: dict[str, object] | None) -> Iterator[tuple[str, str]]:
    if answer is None:
        return
    items, numbers = _numeric(exercise), answer.get("numbers")
    if not isinstance(numbers, list):
        yield "pandas", f"pandas 代码跑不通（{answer['problem']}）"
        return
    if len(numbers) != len(items):
        yield "pandas", f"pandas 代码显示 {len(numbers)} 个结果，计算的小题有 {len(items)} 道：一道一个，次序一样"
        return
    for item, number in zip(items, numbers, strict=True):
        if not _is_right(item, Decimal(number)):
            shown = plain(Decimal(number))
            yield (
                f"{item.id} pandas",
                f"小题 {item.id}：pandas 代码算出 {shown}，答案是 {item.key.shown()}：改代码或答案",
            )


def _is_right(item: Item, number: Decimal) -> bool:
    return item.key.judge(plain(number), simplified).verdict is Verdict.CORRECT


def _pandas_answers(made: Sequence[TaskInstance]) -> Iterator[dict[str, object] | None]:
    """What the code of each exercise shows, run in a process of its own; None for an exercise without code."""
    coded = [(each, each.table) for each in made if each.pandas and each.table]
    jobs = [{"code": each.pandas, "columns": table.columns, "rows": table.rows} for each, table in coded]
    answers = iter(_run(jobs) if jobs else [])
    for each in made:
        yield next(answers) if each.pandas and each.table else None


def _run(jobs: Sequence[object]) -> list[dict[str, object]]:
    """The answers to all jobs. A job that ends or outlasts the process is told alone; the rest run in a new process."""
    answers: list[dict[str, object]] = []
    while len(answers) < len(jobs):
        answers += _answered(jobs[len(answers) :])
        if len(answers) < len(jobs):
            answers.append({"problem": f"{_MOST_SECONDS} 秒里没有跑完，或者中途退出了"})
    return answers


def _answered(jobs: Sequence[object]) -> list[dict[str, object]]:
    """The answers of one process, up to the job that it didn't get over."""
    command = [sys.executable, "-m", "lianbing.book.workings.pandas_process"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, check=False, input=json.dumps(jobs).encode(), capture_output=True, timeout=_MOST_SECONDS
        ).stdout
    except subprocess.TimeoutExpired as error:
        done = error.stdout or b""
    return [json.loads(line) for line in done.splitlines(keepends=True) if line.endswith(b"\n")]
