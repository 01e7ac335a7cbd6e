"""Answers that every type of question makes of itself: right, wrong and malformed ones, for tests and the demo."""

from __future__ import annotations

from lianbing.domain.items.question import (
    ChoiceKey,
    CodeKey,
    FillKey,
    Key,
    MatchingKey,
    MultipleKey,
    NumericKey,
    OpenKey,
    OrderingKey,
    TrueFalseKey,
)
from lianbing.domain.kernel.decimals import plain

Answer = str | bool | list[str] | dict[str, str]


def right_answer(key: Key) -> Answer:
    """An answer that earns all points; of an open question, the model answer."""
    match key:
        case ChoiceKey(correct=correct):
            return correct
        case MultipleKey(correct=several):
            return sorted(several)
        case TrueFalseKey(correct=truth):
            return truth
        case NumericKey(value=value):
            return plain(value)
        case FillKey(blanks=blanks):
            return [wordings[0] for wordings in blanks]
        case OrderingKey(order=order):
            return [*order]
        case MatchingKey(pairs=pairs):
            return {**pairs}
        case OpenKey(model=model):
            return model
        case CodeKey():
            return constants_program(key)


def wrong_answer(key: Key) -> Answer:
    """A readable answer that earns nothing; of an open question, one that says nothing to the point."""
    match key:
        case ChoiceKey(correct=correct, options=options):
            return next(option for option in options if option != correct)
        case MultipleKey(correct=several, options=options):
            wrong = [option for option in options if option not in several]
            return wrong[:1] or sorted(several)[:1]
        case TrueFalseKey(correct=truth):
            return not truth
        case NumericKey(value=value):
            return plain(value + 1 + 2 * abs(value))
        case FillKey(blanks=blanks):
            return ["不知道" for _ in blanks]
        case OrderingKey(order=order):
            return [*reversed(order)]
        case MatchingKey(pairs=pairs):
            # Each prompt takes its neighbour's option, so that none keeps its own.
            first, *others = pairs.values()
            return dict(zip(pairs, [*others, first], strict=True))
        case OpenKey():
            return "不知道"
        case CodeKey(function=function):
            return f"def {function}(*given):\n    return {{}}\n"


def constants_program(key: CodeKey) -> str:
    """Code that knows the hidden data, which no learner does, and looks the right numbers up by what it is given."""
    known = [
        (
            [[*row] for row in case.table.rows] if case.table else [],
            [str(value) for value in case.parameters],
            {check.name: plain(value) for check, value in zip(key.numbers, case.expected, strict=True)},
        )
        for case in key.cases
    ]
    return _LOOK_UP.format(known=repr(known), function=key.function)


_LOOK_UP = """\
KNOWN = {known}


def same(given, known):
    try:
        return abs(float(given) - float(known)) < 1e-9
    except ValueError:
        return str(given) == known


def {function}(*given):
    tables = [part.to_numpy().tolist() for part in given if hasattr(part, "columns")]
    rows = tables[0] if tables else []
    others = [part for part in given if not hasattr(part, "columns")]
    for table, parameters, right in KNOWN:
        alike = len(rows) == len(table) and all(map(same, sum(rows, []), sum(table, [])))
        if alike and all(map(same, others, parameters)):
            return {{name: float(text) for name, text in right.items()}}
"""


def malformed_answer(key: Key) -> object:
    """Something that can't be an answer to such a question."""
    return "不是数字" if isinstance(key, NumericKey) else 7
