"""Learner code of every kind against the shipped tasks, through the sandbox."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lianbing.domain.drills.papers import Employee, Paper, PaperItem, PaperSection
from lianbing.domain.items.keys import Rule
from lianbing.domain.items.question import Item
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.marking.code_marks import CodeRuns
from lianbing.domain.marking.marks import Mark, mark_paper
from lianbing.errors import SandboxAbsent
from lianbing.grading.coding import coded_answers, run_code
from lianbing.sandbox import Outcome, Program, Sandbox
from lianbing.wire.code_runs import code_runs_from_text, code_runs_to_text
from tests.coding.kit import SOLUTIONS, code_questions, instance

GOOD = SOLUTIONS["wri-0019"]
WORTH = Decimal(30)


def paper_of(item: Item) -> Paper:
    section = PaperSection("编程题", item.skill, (PaperItem(1, WORTH, item),))
    return Paper(id="p", drill="d", employee=Employee(id="C0001", name="样例甲", team="一部"), sections=(section,))


def marked(source: object, sandbox: Sandbox, question: str = "wri-0019") -> Mark:
    item, _ = instance(question)
    paper, answers = paper_of(item), {question: source}
    runs = run_code(coded_answers(paper, answers), sandbox)
    handed_over = code_runs_from_text(code_runs_to_text(runs))
    assert handed_over == runs
    (mark,) = mark_paper(paper, answers, runs=handed_over)
    return mark


@pytest.mark.parametrize("question", [question.id for question in code_questions()])
@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_a_capable_learner_gets_all_points_on_any_paper(question: str, seed: str, sandbox: Sandbox) -> None:
    item, _ = instance(question, seed)
    paper, answers = paper_of(item), {question: SOLUTIONS[question]}
    (mark,) = mark_paper(paper, answers, runs=run_code(coded_answers(paper, answers), sandbox))
    assert mark.earned == WORTH, mark.reason


@pytest.mark.parametrize("question", [question.id for question in code_questions()])
def test_sample_answers_are_what_they_say(question: str, sandbox: Sandbox) -> None:
    _, key = instance(question)
    assert marked(key.right_answer(), sandbox, question).verdict is Verdict.CORRECT
    assert marked(key.wrong_answer(), sandbox, question).earned == 0


@pytest.mark.parametrize("question", [question.id for question in code_questions()])
def test_rounding_to_the_asked_decimals_costs_nothing(question: str, sandbox: Sandbox) -> None:
    rounding = f"{SOLUTIONS[question]}\nexact = solve\n"
    rounding += "def solve(*given):\n    return {k: round(float(v), 2) for k, v in dict(exact(*given)).items()}\n"
    assert marked(rounding, sandbox, question).earned == WORTH


def test_a_slip_costs_what_it_touches_and_no_more(sandbox: Sandbox) -> None:
    mark = marked(GOOD.replace('data["可销天数"].max()', 'data["可销天数"].max() if len(data) > 1 else 0'), sandbox)
    assert mark.verdict is Verdict.PARTIAL
    assert mark.earned == Decimal("29.14")  # one of five numbers, on one of seven sets of data
    assert "“最长可销天数”在第 4 组数据（只有一个规格，1 行）上不对" in mark.reason
    assert "“动销比”" not in mark.reason


def test_numbers_of_the_sample_table_earn_nothing(sandbox: Sandbox) -> None:
    constants = "def solve(*given):\n    return {'动销比': 70.1, '可销天数': 11, '压货规格数': 2, '压货库存': 90}\n"
    assert marked(constants, sandbox).earned == 0


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def solve(data", "语法错误"),
        ("answer = 1", "没有找到题目要求的函数"),
        ("solve = 3", "没有找到题目要求的函数"),
        ("def solve(data):\n    return {}", "TypeError"),
        ("def solve(*given):\n    return 1 / 0", "第 2 行运行出错：ZeroDivisionError"),
        ("def solve(*given):\n    raise SystemExit(0)", "代码自己退出了"),
        ("def solve(*given):\n    print('x' * 10_000_000)\n    return {}", "打印的内容太多"),
        ("def solve(*given):\n    return [1, 2]", "函数要交回字典，交回的是列表"),
        ("def solve(data, *given):\n    return data", "交回的是一张表"),
        ("def solve(*given):\n    return None", "交回的是空值"),
        ("def solve(*given):\n    return {'动销比': float('nan')}", "交回的是空值（None 或 NaN）"),
        ("def solve(*given):\n    return {'动销比': float('inf')}", "无穷大"),
        ("def solve(*given):\n    return {'动销比': '70.1'}", "交回的是文字"),
        ("def solve(*given):\n    return {'动销比': True}", "交回的是真假值"),
        ("def solve(*given):\n    return {'动销比': object()}", "object"),
        ("def solve(*given):\n    return {'score': 1, 'verdict': 'correct', 'points': 30}", "没有交回“动销比”"),
        ('def solve(*given):\n    print(\'{"value": {"动销比": 70}}\')\n    return {}', "没有交回"),
        ("def solve(*given):\n    return {'动销比': len(open('/etc/passwd').read())}", "运行出错"),
    ],
)
def test_what_is_no_answer_earns_nothing_and_says_why(code: str, said: str, sandbox: Sandbox) -> None:
    mark = marked(code, sandbox)
    assert (mark.earned, mark.verdict) == (Decimal(0), Verdict.WRONG)
    assert said in mark.reason


def test_code_that_never_ends_is_stopped_and_not_tried_again(sandbox: Sandbox) -> None:
    item, _ = instance()
    paper, answers = paper_of(item), {item.id: "def solve(*given):\n    while True: pass\n"}
    runs = run_code(coded_answers(paper, answers), sandbox)
    first, *others = (run.fault for run in runs.by_item[item.id])
    assert "时" in first
    assert "已停止" in first
    assert {*others} == {"前一组数据上已经超时，没有再运行"}
    (mark,) = mark_paper(paper, answers, runs=runs)
    assert mark.earned == 0


def test_changing_the_given_table_is_the_learners_own_affair(sandbox: Sandbox) -> None:
    clearing = GOOD.replace("    total =", "    data['期末库存'] = data['期末库存'] + 0\n    total =")
    assert marked(clearing, sandbox).earned == WORTH


def test_what_is_kept_from_one_call_is_gone_at_the_next(sandbox: Sandbox) -> None:
    """Each set of data is a process of its own, so that no call can tell another what it saw."""
    remembering = "seen = []\ndef solve(data, *given):\n    seen.append(len(data))\n    return {'动销比': len(seen)}\n"
    item, _ = instance()
    runs = run_code(coded_answers(paper_of(item), {item.id: remembering}), sandbox)
    assert {run.numbers["动销比"] for run in runs.by_item[item.id]} == {Decimal(1)}


def test_prints_are_kept_within_bounds_and_count_for_nothing(sandbox: Sandbox) -> None:
    item, _ = instance()
    printing = GOOD.replace("    total =", "    print('得分 30 ' * 2000)\n    total =")
    runs = run_code(coded_answers(paper_of(item), {item.id: printing}), sandbox)
    assert all(0 < len(run.printed) <= 2000 for run in runs.by_item[item.id])
    assert marked(printing, sandbox).earned == WORTH


@pytest.mark.parametrize(("answer", "verdict"), [(None, Verdict.EMPTY), ("  ", Verdict.EMPTY), (7, Verdict.MALFORMED)])
def test_what_is_no_code_is_not_run(answer: object, verdict: Verdict, sandbox: Sandbox) -> None:
    item, _ = instance()
    assert coded_answers(paper_of(item), {item.id: answer}) == {}
    assert marked(answer, sandbox).verdict is verdict


def test_the_given_beginning_is_no_answer(sandbox: Sandbox) -> None:
    _, key = instance()
    assert marked(key.starter, sandbox).verdict is Verdict.EMPTY


def test_no_right_number_goes_where_learner_code_runs() -> None:
    item, key = instance()
    coded = coded_answers(paper_of(item), {item.id: GOOD})[item.id]
    assert isinstance(coded.program, Program)
    given = repr(coded.program.data_sets)
    for case, data_set in zip(key.cases, coded.program.data_sets, strict=True):
        assert len(data_set.arguments) == 1 + len(case.parameters)
    for value in {str(value) for case in key.cases for value in case.expected if value != value.to_integral_value()}:
        assert f"'{value}'" not in given


class _Absent(Sandbox):
    def run(self, *_given: object) -> Outcome:
        raise SandboxAbsent("这台机器不能隔离学员的代码，编程题不判：没有装 bubblewrap")


def test_without_a_sandbox_code_is_not_run_and_not_marked() -> None:
    mark = marked(GOOD, _Absent())
    assert (mark.earned, mark.verdict) == (None, Verdict.UNRUN)
    assert "没有装 bubblewrap" in mark.reason
    assert "lianbing doctor" in mark.reason


def test_without_runs_there_is_no_mark() -> None:
    item, _ = instance()
    for runs in (None, CodeRuns(), CodeRuns({"another": ()})):
        (mark,) = mark_paper(paper_of(item), {item.id: GOOD}, runs=runs)
        assert (mark.earned, mark.verdict) == (None, Verdict.UNRUN)


def test_the_same_code_gets_the_same_mark(sandbox: Sandbox) -> None:
    shuffling = GOOD.replace("    total =", "    data = data.sample(frac=1)\n    total =")
    assert marked(shuffling, sandbox) == marked(shuffling, sandbox)


def test_rules_of_the_shipped_tasks_are_told_to_the_learner() -> None:
    rules = {question.key.rule for question in code_questions()}
    assert rules <= {Rule.EACH, Rule.SHARE, Rule.EXACT}
    assert len(code_questions()) >= 3
