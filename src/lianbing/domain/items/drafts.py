"""Drafts of questions: finding their problems, and converting valid drafts to questions.

The rules are the same wherever the draft comes from: a YAML file, a spreadsheet, another program.
"""

from __future__ import annotations

from dataclasses import fields

from lianbing.domain.items.question import Classification, Draft, Exposure, Question
from lianbing.domain.items.registry import item_types
from lianbing.domain.kernel.bindings import Range

_OWN = (
    "options",
    "why",
    "prompts",
    "scoring_points",
    "model",
    "ordered",
    "unit",
    "decimals",
    "tolerance",
    "excel",
    "code",
)
"""The fields that not every type has, in the order in which they are told."""

_EMPTY = {
    entry.name: entry.default_factory() if callable(entry.default_factory) else entry.default for entry in fields(Draft)
}


def problem(draft: Draft) -> str:
    """Describes the first problem of ``draft`` in a sentence; empty if there is none."""
    return _stray_fields(draft) or _key_missing(draft) or draft.type.problem(draft) or _alike_in_both(draft)


def _stray_fields(draft: Draft) -> str:
    kind = draft.type
    for name in _OWN:
        if name not in kind.fields and getattr(draft, name) != _EMPTY[name]:
            having = "、".join(other.label for other in item_types() if name in other.fields)
            return f"{kind.label}没有 {name}，有的是{having}：删掉它，或改题型"
    if draft.rule is not None and draft.rule not in kind.rules:
        return f"{kind.label}不能写 rule: {draft.rule.value}"
    return ""


def _key_missing(draft: Draft) -> str:
    keyless = draft.type.keyless
    if bool(keyless) != (draft.key is None):
        return f"{keyless}，不写 key" if keyless else "缺少字段“key”"
    return ""


def _alike_in_both(draft: Draft) -> str:
    drawn = any(isinstance(binding, Range) for binding in draft.values.values())
    if draft.exposure is Exposure.BOTH and not drawn:
        return "exposure 写 both 的题要有随机取值（range），否则书里和试卷一模一样"
    return ""


def question(draft: Draft, classification: Classification) -> Question:
    """Converts a draft without problems to a question."""
    return Question(
        id=draft.id,
        type=draft.type,
        stem=draft.stem,
        key=draft.type.read(draft),
        explain=draft.explain,
        rests_on=draft.rests_on,
        classification=classification,
        options=draft.options,
        prompts=draft.prompts,
        why=draft.why,
        values=draft.values,
        unit=draft.unit,
        decimals=draft.decimals,
        hints=draft.hints,
        excel=draft.excel,
    )
