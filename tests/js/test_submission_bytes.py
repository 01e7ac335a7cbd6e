"""The file that a booklet saves, made in the browser's modules and in Python: the same bytes."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from lianbing.domain.drills.assembly import QuestionPool, assemble
from lianbing.domain.drills.papers import Paper
from lianbing.domain.items.keys import Rule
from lianbing.domain.items.types.multiple import MULTIPLE, MultipleKey
from lianbing.domain.workbook import Workbook
from lianbing.wire.papers import BOOKLET, Booklet, DrillHead, opened
from lianbing.wire.submission_files import write_submission
from lianbing.wire.submissions import read_submission
from tests.machine import absent
from tests.unit.objects import EMPLOYEE, FOUR, drill, item, paper
from tests.unit.wire import samples

TIMES = ("2026-11-20T09:00:00+08:00", "2026-11-20T09:41:07+08:00")
HOSTILE = "\ufeff<img src=x>　& **x** [a](javascript:b) $x$ `c`\r\n# 标题\n\n1. 甲\r- 乙\u2028丙 \u0085\x1c"
CLOCK: dict[str, Any] = {"elapsed": 2467, "handin": 2, "clock_at": "2026-11-20T08:55:00+08:00"}
Given = tuple[Booklet, dict[str, Any]]


def booklet(made: Paper, title: str = "岗位练兵") -> Booklet:
    head = DrillHead(id=made.drill, title=title, period="2026H2", minutes=60)
    return opened(made, head, "00ff")


ANSWERED: dict[str, Any] = {
    "single-1": "B",
    "multiple-1": ["C", "A"],
    "truefalse-1": False,
    "numeric-1": "1,200 户次",
    "fill-1": ["5", None],
    "ordering-1": ["C", "A", "B"],
    "matching-1": {"2": "A", "1": None},
    "short-1": "甲\n- 乙\n\n1. <b>",
    "case-1": "  一段话  ",
    "code-1": "def solve(df, n):\n\treturn {'动销比': 1}\n",
    "other-1": "A",
}
BLANK: dict[str, Any] = {
    "single-1": None,
    "multiple-1": [],
    "numeric-1": " 　",
    "fill-1": ["", None],
    "matching-1": {"1": None},
    "short-1": " \n",
}
TYPED: dict[str, Any] = dict.fromkeys(("numeric-1", "short-1", "case-1", "code-1"), HOSTILE) | {
    "fill-1": [HOSTILE, "2"]
}


def _odd_texts() -> Paper:
    keys = {rule: MultipleKey(frozenset("AC"), tuple(FOUR), rule) for rule in (Rule.EXACT, Rule.HALF, Rule.SHARE)}
    items = [item(f"m-{rule}", key, type=MULTIPLE, stem=HOSTILE) for rule, key in keys.items()]
    strange = item("s-1", stem=" \n ", options={"A": HOSTILE, "B": "&lt;", "C": "3) 丙", "D": "="})
    person = replace(EMPLOYEE, id="C_1", name="*甲*", team="")
    return replace(paper([*items, strange], points="2.50"), employee=person)


def _given() -> dict[str, Given]:
    whole = booklet(samples.PAPER)
    return {
        "answered": (whole, ANSWERED),
        "untouched": (whole, {}),
        "blank": (whole, BLANK),
        "typed": (whole, TYPED),
        "odd": (booklet(_odd_texts(), title="# 练兵 [1]"), {"s-1": "A", "m-exact": ["B"]}),
    }


@pytest.fixture(scope="module")
def node() -> str:
    found = shutil.which("node")
    if found is None:
        absent("Node")
    return found


def in_the_browser(
    node: str, root: Path, given: list[Given], clock: Mapping[str, object] = MappingProxyType({})
) -> list[bytes]:
    program = root / "tests" / "js" / "write_submission.js"
    asked = [
        {"booklet": BOOKLET.encode(held), "answers": answers, "times": TIMES, "clock": dict(clock)}
        for held, answers in given
    ]
    done = subprocess.run(
        [node, program], input=json.dumps(asked).encode(), capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return [text.encode() for text in json.loads(done.stdout)]


def test_python_writes_what_the_booklet_saves(root: Path, node: str) -> None:
    given = _given()
    written = in_the_browser(node, root, [*given.values()])
    for name, (held, answers), due in zip(given, given.values(), written, strict=True):
        assert write_submission(held, answers, TIMES).decode() == due.decode(), name


def test_so_it_does_with_what_the_clock_adds(root: Path, node: str) -> None:
    held = booklet(samples.PAPER)
    (due,) = in_the_browser(node, root, [(held, ANSWERED)], CLOCK)
    assert write_submission(held, ANSWERED, TIMES, **CLOCK).decode() == due.decode()
    read = read_submission(due)
    assert (read.elapsed, read.handin, read.clock_at) == tuple(CLOCK.values())


def test_so_it_does_for_papers_out_of_the_bank(root: Path, node: str, workbook: Workbook) -> None:
    bank = QuestionPool(tuple(workbook.questions.values()), workbook.sources, workbook.basis)
    papers = [assemble(drill(name), blueprint, bank, EMPLOYEE) for name, blueprint in workbook.blueprints.items()]
    keys = [[(one.item.id, one.item.key) for one in made.items] for made in papers]
    given: list[Given] = [
        *(
            (booklet(made), {name: key.right_answer() for name, key in held})
            for made, held in zip(papers, keys, strict=True)
        ),
        *(
            (booklet(made), {name: key.wrong_answer() for name, key in held})
            for made, held in zip(papers, keys, strict=True)
        ),
    ]
    for (held, answers), due in zip(given, in_the_browser(node, root, given), strict=True):
        assert write_submission(held, answers, TIMES) == due
