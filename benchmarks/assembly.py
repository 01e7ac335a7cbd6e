"""Papers by the thousand on two processors, and the papers and booklets of a company beside another version.

The first part draws, realises, proves and writes papers of 60 items from a bank of 1,000, half of the people in each of
two processes; it keeps none. ``LIANBING_PAPERS`` says how many. The second part issues a drill by the command line;
``OTHER`` in the environment names the checkout of another version to take turns with.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path

from benchmarks.commands import ROOT
from lianbing.content.loader import read_workbook
from lianbing.domain.drills.alike import PapersAround
from lianbing.domain.drills.assembly import Assembler, QuestionPool
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.drill import Drill, Window
from lianbing.domain.drills.papers import Employee
from lianbing.domain.drills.proof import faults
from lianbing.domain.items.question import Question
from lianbing.domain.kernel.canonical import digest_of_text
from lianbing.domain.kernel.periods import Period
from lianbing.wire.papers import PaperEncoder

PAPERS = int(os.environ.get("LIANBING_PAPERS", "20000"))
BANK = 1000
COUNTS = (20, 6, 8, 6, 3, 6, 4, 4, 3)
"""How many items the sections of the shipped drill have here: 60 together."""
PEOPLE = 300
TURNS = 3
PROCESSES = 2


def main() -> None:
    """Prints both parts."""
    _assembled()
    for turn in range(1, TURNS + 1):
        for root in filter(None, (os.environ.get("OTHER"), str(ROOT))):
            wall, processor = _issued(Path(root))
            print(f"第 {turn} 轮 {PEOPLE} 份卷和答题册：{wall:5.1f} 秒，处理器 {processor:5.1f} 秒  {root}", flush=True)


def _assembled() -> None:
    fork, start = get_context("fork"), time.perf_counter()
    assembler = Assembler(_drill(), _blueprint(), _pool())
    crew = [fork.Process(target=_half, args=(assembler, number)) for number in range(PROCESSES)]
    for process in crew:
        process.start()
    for process in crew:
        process.join()
    if any(process.exitcode for process in crew):
        raise SystemExit("有一个进程没有做完")
    seconds = time.perf_counter() - start
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{PAPERS} 份 {sum(COUNTS)} 题的卷：{seconds:.0f} 秒，处理器 {spent.ru_utime + spent.ru_stime:.0f} 秒，"
        f"每个进程最多 {spent.ru_maxrss // 1024} MB",
        flush=True,
    )


def _half(assembler: Assembler, number: int) -> None:
    """Every second person, each with the papers of the two before as neighbours; the last proof is checked."""
    encoder, near = PaperEncoder(), deque[tuple[str, tuple[str, ...]]](maxlen=2)
    for employee in _people(range(number, PAPERS, PROCESSES)):
        paper = assembler.paper(employee, PapersAround(near=dict(near)))
        digest_of_text(encoder.paper(paper))
        near.append((paper.id, tuple(item.item.id for item in paper.items)))
    if faults(paper):
        raise SystemExit(1)


def _people(places: range) -> Iterator[Employee]:
    return (Employee(id=f"S{place:05}", name=f"样例{place}", team="样例部") for place in places)


def _blueprint() -> Blueprint:
    blueprint = read_workbook(ROOT).workbook.blueprints["skill"]
    sections = [replace(s, count=count) for s, count in zip(blueprint.sections, COUNTS, strict=True)]
    bounds = blueprint.difficulty and replace(blueprint.difficulty, spread=Decimal(4))
    return replace(blueprint, sections=tuple(sections), difficulty=bounds)


def _pool() -> QuestionPool:
    """The shipped bank, and as many of its questions once more as make it up."""
    book = read_workbook(ROOT).workbook
    own = [*book.questions.values()]
    more: list[Question] = [replace(question, id=f"zz-{question.id}") for question in own]
    return QuestionPool((*own, *more)[:BANK], book.sources, book.basis)


def _drill() -> Drill:
    period = Period.parse("2026H2")
    fixed = {"title": "", "kind": "skill", "blueprint": "skill", "edition": "", "seed": "s", "issued_at": ""}
    return Drill(id="scale", period=period, window=Window(), minutes=60, **fixed)


def _issued(root: Path) -> tuple[float, float]:
    """Seconds on the clock and of the processor for ``drill issue`` in the checkout of a version."""
    with tempfile.TemporaryDirectory() as folder:
        roster = Path(folder) / "名单.csv"
        rows = [f"{person.id},{person.name},{person.team}" for person in _people(range(PEOPLE))]
        roster.write_text("\n".join(["工号,姓名,部门", *rows]), encoding="utf-8")
        command = ["-c", "from lianbing.cli import main; main()", "--data", folder, "drill", "issue", "2026H2-skill"]
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(
            [sys.executable, *command, "--roster", str(roster)],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root / "src")},
            check=True,
            capture_output=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, spent
