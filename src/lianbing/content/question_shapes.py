"""What each type of question must look like in its file: one sentence for the first thing that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from lianbing.domain.items.question import BLANK, LETTERS, ItemType, Rule
from lianbing.domain.items.rules import RULE_TITLES

if TYPE_CHECKING:
    from lianbing.content.bank_files import QuestionModel

_FIELDS = {
    "options": (ItemType.SINGLE, ItemType.MULTIPLE, ItemType.ORDERING, ItemType.MATCHING),
    "why": (ItemType.SINGLE, ItemType.MULTIPLE),
    "prompts": (ItemType.MATCHING,),
    "scoring_points": (ItemType.SHORT, ItemType.CASE),
    "model": (ItemType.SHORT, ItemType.CASE),
    "ordered": (ItemType.SHORT,),
    "unit": (ItemType.NUMERIC,),
    "decimals": (ItemType.NUMERIC,),
}
_KEYLESS = {
    ItemType.SHORT: "答案写在 scoring_points 和 model 里",
    ItemType.CASE: "答案写在 scoring_points 和 model 里",
    ItemType.CODE: "答案来自 code 里的数据练习",
}
_MOST_OPTIONS = len(LETTERS)


def letters(key: object) -> tuple[str, ...]:
    """The letters of a choice's or an ordering's key."""
    return tuple(map(str, key)) if isinstance(key, list) else (str(key),)


def blanks(key: object) -> tuple[tuple[str, ...], ...]:
    """The accepted wordings of each blank."""
    written = key if isinstance(key, list) else [key]
    return tuple(tuple(map(str, blank)) if isinstance(blank, list) else (str(blank),) for blank in written)


def question_problem(question: QuestionModel) -> str:
    """What is wrong with the shape of ``question``; empty if nothing is."""
    for check in (_stray_fields, _options, _CHECKS[question.type]):
        problem = check(question)
        if problem:
            return problem
    return ""


def _stray_fields(question: QuestionModel) -> str:
    name = question.type.label
    for field, types in _FIELDS.items():
        value = getattr(question, field)
        if question.type not in types and value not in (None, "", {}, [], False):
            return f"{name}没有 {field}：删掉它，或改题型"
    if question.rule is not None and question.rule not in RULE_TITLES.get(question.type, {}):
        return f"{name}不能写 rule: {question.rule.value}"
    if question.hint and question.hints:
        return "hint 和 hints 只写一个：只有一步写 hint，分几步写 hints"
    keyless = _KEYLESS.get(question.type, "")
    if bool(keyless) != (question.key is None):
        return f"{keyless}，不写 key" if keyless else "缺少字段“key”"
    return ""


def _options(question: QuestionModel) -> str:
    if question.type not in _FIELDS["options"]:
        return ""
    written = list(question.options)
    if written != list(LETTERS[: len(written)]) or not 2 <= len(written) <= _MOST_OPTIONS:
        return f"选项要从 A 起依次写，2 到 {_MOST_OPTIONS} 个"
    if len(set(question.options.values())) != len(written):
        return "有两个选项写得一样"
    named = question.key.values() if isinstance(question.key, dict) else letters(question.key)
    outside = [key for key in named if key not in written]
    return f"答案 {'、'.join(outside)} 不在选项里：改答案或补选项" if outside else ""


def _single(question: QuestionModel) -> str:
    return "单选题只能有一个答案" if len(letters(question.key)) != 1 else _why(question)


def _multiple(question: QuestionModel) -> str:
    keys = letters(question.key)
    if not isinstance(question.key, list) or len(keys) < 2 or len(set(keys)) != len(keys):
        return "多选题的答案要写成列表，至少两个、不重复"
    if question.rule is Rule.DEDUCT and len(keys) == len(question.options):
        return "rule: deduct（错选倒扣）的题至少要有一个错项"
    return _why(question)


def _why(question: QuestionModel) -> str:
    keys = letters(question.key)
    unexplained = [letter for letter in question.options if letter not in keys and letter not in question.why]
    if unexplained:
        return f"why 里缺错项 {'、'.join(unexplained)} 的说明"
    stray = [letter for letter in question.why if letter not in question.options or letter in keys]
    return f"why 里的 {'、'.join(stray)} 不是错项" if stray else ""


def _truefalse(question: QuestionModel) -> str:
    return "判断题的答案不能写成列表：写 true、false 或一个比较算式" if isinstance(question.key, list | dict) else ""


def _numeric(question: QuestionModel) -> str:
    wrong = isinstance(question.key, bool | list | dict)
    return "计算题的答案要是数值、名字或算式" if wrong else ""


def _fill(question: QuestionModel) -> str:
    holes, keys = question.stem.count(BLANK), blanks(question.key)
    if isinstance(question.key, bool | dict) or not holes:
        return f"填空题的题干要有空（{BLANK}），答案按空写成列表"
    if holes != len(keys):
        return f"题干有 {holes} 个空，答案有 {len(keys)} 个：改成一样多"
    return "有一空没有可接受的写法" if not all(any(w.strip() for w in wordings) for wordings in keys) else ""


def _ordering(question: QuestionModel) -> str:
    keys = letters(question.key)
    if sorted(keys) != sorted(question.options) or len(keys) < 3:
        return "排序题的答案要把全部选项各写一次，至少三项"
    return "选项的次序就是答案：把选项打乱再写" if list(keys) == list(question.options) else ""


def _matching(question: QuestionModel) -> str:
    pairs: Mapping[str, str] = question.key if isinstance(question.key, dict) else {}
    if set(pairs) != set(question.prompts) or len(pairs) < 2:
        return "连线题的答案要给每个 prompts 配一个选项，至少两对"
    return "同一个选项配了两次" if len(set(pairs.values())) != len(pairs) else ""


def _open(question: QuestionModel) -> str:
    if not question.scoring_points or not question.model.strip():
        return f"{question.type.label}要有 scoring_points（得分点）和 model（参考答案）"
    if question.type is ItemType.SHORT and not all(point.keywords for point in question.scoring_points):
        return "简答题的每个得分点要有 keywords"
    return ""


def _code(question: QuestionModel) -> str:
    if getattr(question, "code", None) is None:
        return "编程题要有 code（用哪个数据练习、交回哪些数），只能写在 quizzes/ 里"
    return "编程题的取值来自数据练习，不写 values" if question.values else ""


_CHECKS: Mapping[ItemType, Callable[[QuestionModel], str]] = {
    ItemType.SINGLE: _single,
    ItemType.MULTIPLE: _multiple,
    ItemType.TRUE_FALSE: _truefalse,
    ItemType.NUMERIC: _numeric,
    ItemType.FILL: _fill,
    ItemType.ORDERING: _ordering,
    ItemType.MATCHING: _matching,
    ItemType.SHORT: _open,
    ItemType.CASE: _open,
    ItemType.CODE: _code,
}
